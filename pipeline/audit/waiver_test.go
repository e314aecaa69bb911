package audit_test

import (
	"strings"
	"testing"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

func TestReadWaivers(t *testing.T) {
	got, err := audit.ReadWaivers("w.yaml", []byte(`# accepted findings
- {issue: "ab12", reason: "đã đính chính", who: "Nguyễn Văn A", until: "2026-12-31"}
- issue: 0012
  reason: >
    số liệu sơ bộ,
    sẽ thay
  who: B
  until: 2027-01-01
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []audit.Waiver{
		{Issue: "ab12", Reason: "đã đính chính", Who: "Nguyễn Văn A", Until: schemas.Date{Year: 2026, Month: 12, Day: 31}, File: "w.yaml", Line: 2},
		{Issue: "0012", Reason: "số liệu sơ bộ, sẽ thay", Who: "B", Until: schemas.Date{Year: 2027, Month: 1, Day: 1}, File: "w.yaml", Line: 3},
	}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for _, empty := range []string{"", "\n", "# nothing yet\n", "---\n", "[]\n"} {
		if ws, err := audit.ReadWaivers("w.yaml", []byte(empty)); err != nil || len(ws) != 0 {
			t.Errorf("%q: %v, %v", empty, ws, err)
		}
	}
}

// TestFaultyWaivers: every fault is told, each with its line.
func TestFaultyWaivers(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		want       []string
	}{
		{"pasted and not filled in", `- {issue: "ab", reason: "", who: "", until: ""}`, []string{"w.yaml:1: reason còn trống", "w.yaml:1: who còn trống", "w.yaml:1: until còn trống"}},
		{"fields are missing", "- issue: ab\n  who: x\n", []string{"w.yaml:1: thiếu reason", "w.yaml:1: thiếu until"}},
		{"no day", "- issue: ab\n  reason: r\n  who: x\n  until: 31/12/2026\n", []string{`w.yaml:4: until: "31/12/2026"`}},
		{"an impossible day", "- {issue: ab, reason: r, who: x, until: 2026-02-30}", []string{"w.yaml:1: until"}},
		{"an unknown key", "- issue: ab\n  reason: r\n  who: x\n  until: 2026-12-31\n  untill: 2027-12-31\n", []string{`w.yaml:5: không có khóa "untill"`}},
		{"twice", "- {issue: ab, reason: r, who: x, until: 2026-12-31}\n\n- {issue: ab, reason: r, who: x, until: 2027-12-31}", []string{"w.yaml:3: vấn đề ab đã có ở dòng 1"}},
		{"a list in a field", "- issue: ab\n  reason: [a, b]\n  who: x\n  until: 2026-12-31\n", []string{"w.yaml:2: reason"}},
		{"no list", "issue: ab\nreason: r\n", []string{"w.yaml:1: tệp phải là một danh sách"}},
		{"an entry that is a word", "- ab\n- cd\n", []string{"w.yaml:1: mục phải có dạng", "w.yaml:2: mục phải có dạng"}},
		{"no YAML", "- {issue: ab\n- [", []string{"w.yaml:", "YAML viết sai"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ws, err := audit.ReadWaivers("w.yaml", []byte(tt.file))
			if err == nil || ws != nil {
				t.Fatalf("taken: %+v", ws)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("no %q in:\n%v", want, err)
				}
			}
		})
	}
}

func FuzzReadWaivers(f *testing.F) {
	f.Add(`- {issue: "ab12", reason: "r", who: "w", until: "2026-12-31"}`)
	f.Add("- issue: ab\n  reason: |\n    r\n  who: &x y\n  until: *x\n")
	f.Add("- ? [a]\n  : b\n- !!binary x\n- <<: {a: b}\n")
	f.Fuzz(func(t *testing.T, file string) {
		ws, err := audit.ReadWaivers("w.yaml", []byte(file))
		if err != nil && ws != nil {
			t.Error("a faulty file yields waivers")
		}
		for _, w := range ws {
			if w.Issue == "" || w.Reason == "" || w.Who == "" || !w.Until.Valid() || w.Line < 1 {
				t.Errorf("a waiver that says too little: %+v", w)
			}
		}
	})
}

func TestWaiversMarkAndNeverHide(t *testing.T) {
	s := published(t, t.TempDir(), broken("a.txt"))
	id := gather(t, s, audit.Options{}).Violations[0].Check.IssueID
	day := schemas.Date{Year: 2026, Month: 6, Day: 30}
	waiver := audit.Waiver{Issue: id, Reason: "số sơ bộ", Who: "Thanh tra B", Until: day, File: "w.yaml", Line: 3}
	other := audit.Waiver{Issue: "0123", Reason: "cũ", Who: "C", Until: schemas.Date{Year: 2027, Month: 1, Day: 1}, File: "w.yaml", Line: 4}
	for _, tt := range []struct {
		name                  string
		on                    schemas.Date
		open, waived, expired int
		shows                 string
	}{
		{"on its last day", day, 0, 1, 0, "Miễn trừ đến 2026-06-30, Thanh tra B: số sơ bộ (w.yaml:3)"},
		{"on the day after", schemas.Date{Year: 2026, Month: 7, Day: 1}, 1, 0, 1, "Miễn trừ đã hết hạn 2026-06-30, Thanh tra B: số sơ bộ (w.yaml:3)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := gather(t, s, audit.Options{Waivers: []audit.Waiver{waiver, other}, Day: tt.on})
			if len(r.Violations) != 1 || r.Open() != tt.open || r.Waived != tt.waived || len(r.Expired) != tt.expired {
				t.Errorf("%d violations, %d open, %d waived, %d expired", len(r.Violations), r.Open(), r.Waived, len(r.Expired))
			}
			if len(r.Unused) != 1 || r.Unused[0] != other {
				t.Errorf("unused: %+v", r.Unused)
			}
			_, page := printed(t, r)
			if card := content(find(page, named("article", "card"))[0]); !strings.Contains(card, tt.shows) {
				t.Errorf("no %q in %s", tt.shows, card)
			}
		})
	}
}
