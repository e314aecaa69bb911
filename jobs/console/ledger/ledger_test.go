package ledger

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

func morning() time.Time  { return time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC) }
func day() schemas.Date   { return audit.DayOf(morning()) }
func later() schemas.Date { return schemas.Date{Year: 2026, Month: 12, Day: 31} }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// decided is a ledger with an issue accepted, withdrawn and upheld, and another accepted.
func decided(t *testing.T) *Ledger {
	t.Helper()
	l := Open(filepath.Join(t.TempDir(), "w.yaml"))
	must(t, l.Accept(audit.Waiver{Issue: "a1", Reason: "đã đính chính", Who: "An", Until: later(), At: morning()}, Seen{7, "h7"}))
	must(t, l.Withdraw(Decision{"a1", "đính chính sai", "Bình", morning().Add(time.Hour)}, Seen{7, "h7"}))
	must(t, l.Uphold(Decision{"a1", "yêu cầu sửa", "Chi", morning().Add(2 * time.Hour)}, Seen{8, "h8"}))
	must(t, l.Accept(audit.Waiver{Issue: "b2", Reason: "làm tròn", Who: "An", Until: later(), At: morning()}, Seen{8, "h8"}))
	return l
}

// TestDecisions: what was decided holds, one thing at a time, and all of it can be read.
func TestDecisions(t *testing.T) {
	l := decided(t)
	s := l.On(day())
	if got := []string{s.Of("a1"), s.Of("b2"), s.Of("c3")}; !cmp.Equal(got, []string{Uphold, Accept, ""}) || s.Upheld("a1").Who != "Chi" {
		t.Errorf("%q", got)
	}
	var acts []string
	for _, e := range s.Decisions["a1"] {
		acts = append(acts, e.Act+" "+e.Who)
	}
	if diff := cmp.Diff([]string{"accept An", "withdraw Bình", "uphold Chi"}, acts); diff != "" {
		t.Error(diff)
	}
	if s := l.On(schemas.Date{Year: 2027, Month: 1, Day: 1}); s.Of("b2") != "" || s.Of("a1") != Uphold {
		t.Error("a waiver outlives its day, or an upheld finding does not")
	}
	for name, tt := range map[string]struct{ got, want error }{
		"accepted twice":  {l.Accept(audit.Waiver{Issue: "b2", Reason: "r", Who: "w", Until: later(), At: morning()}, Seen{}), audit.ErrWaived},
		"withdrawn twice": {l.Withdraw(Decision{"a1", "r", "w", morning()}, Seen{}), audit.ErrNotWaived},
		"upheld twice":    {l.Uphold(Decision{"a1", "r", "w", morning()}, Seen{}), ErrUpheld},
		"upheld waived":   {l.Uphold(Decision{"b2", "r", "w", morning()}, Seen{}), audit.ErrWaived},
	} {
		if !errors.Is(tt.got, tt.want) {
			t.Errorf("%s: %v", name, tt.got)
		}
	}
	file, err := os.ReadFile(l.file)
	must(t, err)
	if text := string(file); !strings.HasPrefix(text, `# - {issue: "a1"`) || !strings.Contains(text, "\n- {issue: \"b2\"") || strings.Count(text, "\n") != 2 {
		t.Errorf("the file:\n%s", text)
	}
	// What was upheld may be accepted in the end.
	must(t, l.Accept(audit.Waiver{Issue: "a1", Reason: "đã sửa", Who: "An", Until: later(), At: morning()}, Seen{9, "h9"}))
	if got := l.On(day()).Of("a1"); got != Accept {
		t.Errorf("then accepted: %q", got)
	}
}

// TestProve: the proof compares the validation logs that were looked at, the waiver file, and a head that was noted down.
func TestProve(t *testing.T) {
	l := decided(t)
	heads := map[int]string{8: "h8"}
	known := func(n int) (string, bool) { h, ok := heads[n]; return h, ok }
	p, err := Prove(l.file, "", known)
	if err != nil || p.Lines != 4 || p.Matched != 2 || p.Unseen != 2 || !p.AsLeft || len(p.Head) != 64 {
		t.Fatalf("%+v %v", p, err)
	}
	noted := p.Head
	must(t, l.Uphold(Decision{"c3", "yêu cầu sửa", "Chi", morning()}, Seen{8, "h8"}))
	if p, err = Prove(l.file, noted, known); err != nil || p.Lines != 5 || p.Head == noted {
		t.Errorf("a head in the middle: %+v %v", p, err)
	}
	whole, err := os.ReadFile(JournalOf(l.file))
	must(t, err)
	cut := bytes.Join(bytes.SplitAfter(whole, []byte("\n"))[:2], nil)
	must(t, os.WriteFile(JournalOf(l.file), cut, 0o644))
	if _, err := Prove(l.file, "", known); err != nil {
		t.Errorf("a journal that was cut off looks whole, without a head: %v", err)
	}
	if _, err := Prove(l.file, noted, known); !errors.Is(err, ErrHead) {
		t.Errorf("it is cut off before the head: %v", err)
	}
	must(t, os.WriteFile(JournalOf(l.file), whole, 0o644))
	heads[8] = "another"
	if _, err := Prove(l.file, "", known); !errors.Is(err, ErrBroken) || !strings.Contains(err.Error(), ":3: snapshot 8") {
		t.Errorf("another validation log: %v", err)
	}
	must(t, os.WriteFile(l.file, []byte("# by hand\n"), 0o644))
	if p, err := Prove(l.file, "", nil); err != nil || p.AsLeft || p.Unseen != 5 {
		t.Errorf("edited by hand: %+v %v", p, err)
	}
	if p, err := Prove(filepath.Join(t.TempDir(), "none.yaml"), "", known); err != nil || p.Lines != 0 || !p.AsLeft {
		t.Errorf("no journal: %+v %v", p, err)
	}
}

// TestChain: a journal that somebody changed is named at its line, and nothing is added to it; half a line is what a crash left.
func TestChain(t *testing.T) {
	l := decided(t)
	name := JournalOf(l.file)
	whole, err := os.ReadFile(name)
	must(t, err)
	lines := bytes.SplitAfter(whole, []byte("\n"))
	for what, tt := range map[string]struct {
		content []byte
		line    string
	}{
		"changed":       {bytes.Replace(whole, []byte(`"who":"Bình"`), []byte(`"who":"Bính"`), 1), ":3:"},
		"dropped":       {append(bytes.Clone(lines[0]), lines[2]...), ":2:"},
		"moved":         {bytes.Join([][]byte{lines[1], lines[0], lines[2]}, nil), ":1:"},
		"no JSON":       {append(bytes.Clone(lines[0]), "x\n"...), ":2:"},
		"unknown act":   {bytes.Replace(lines[0], []byte(`"accept"`), []byte(`"forget"`), 1), ":1:"},
		"whole":         {whole, ""},
		"half an entry": {append(bytes.Clone(whole), `{"seq":4,"pr`...), ""},
	} {
		must(t, os.WriteFile(name, tt.content, 0o644))
		_, err := Prove(l.file, "", nil)
		if tt.line == "" && err != nil || tt.line != "" && (!errors.Is(err, ErrBroken) || !strings.Contains(err.Error(), tt.line)) {
			t.Errorf("%s: %v", what, err)
		}
		if broken := l.Faults(); (broken == nil) != (tt.line == "") {
			t.Errorf("%s: the ledger's fault: %v", what, broken)
		}
		added := l.Uphold(Decision{"d4", "yêu cầu sửa", "Chi", morning()}, Seen{8, "h8"})
		if (added == nil) != (tt.line == "") {
			t.Errorf("%s: added to: %v", what, added)
		}
		if _, err := Prove(l.file, "", nil); tt.line == "" && err != nil {
			t.Errorf("%s: broken by an entry: %v", what, err)
		}
	}
}

// TestFirstLayout: lines that were written before withdrawing existed still hold, and others follow them.
func TestFirstLayout(t *testing.T) {
	l := Open(filepath.Join(t.TempDir(), "w.yaml"))
	old := `{"seq":0,"prev":"` + strings.Repeat("0", 64) + `","journal":"solieu-waivers/1","at":"2026-01-01T08:00:00+07:00","who":"An","issue":"a1","reason":"cũ","until":"2026-12-31","snapshot":1,"checks_head":"","waivers_sha256":""}` + "\n"
	must(t, os.WriteFile(JournalOf(l.file), []byte(old), 0o644))
	must(t, l.Uphold(Decision{"b2", "yêu cầu sửa", "Chi", morning()}, Seen{}))
	if p, err := Prove(l.file, "", nil); err != nil || p.Lines != 2 {
		t.Errorf("%+v %v", p, err)
	}
	if got := l.On(day()).Decisions["a1"]; len(got) != 1 || got[0].Act != Accept {
		t.Errorf("%+v", got)
	}
}
