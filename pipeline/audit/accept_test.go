package audit_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

func TestAccept(t *testing.T) {
	at := time.Date(2026, 3, 1, 8, 30, 0, 0, time.FixedZone("", 7*3600))
	w := audit.Waiver{Issue: "cd", Reason: `đã "đính chính": xem #812, {a: b}`, Who: "Trần B", Until: schemas.Date{Year: 2026, Month: 12, Day: 31}, At: at}
	line := `- {issue: "cd", reason: "đã \"đính chính\": xem #812, {a: b}", who: "Trần B", until: "2026-12-31", at: "2026-03-01T08:30:00+07:00"}` + "\n"
	for _, tt := range []struct{ name, file, want string }{
		{"no file yet", "", line},
		{"a comment and another entry, without a line end", "# sổ\n- {issue: ab, reason: r, who: x, until: 2026-12-31}", "# sổ\n- {issue: ab, reason: r, who: x, until: 2026-12-31}\n" + line},
		{"entries set in", "  - issue: ab\n    reason: r\n    who: x\n    until: 2026-12-31\n", "  - issue: ab\n    reason: r\n    who: x\n    until: 2026-12-31\n  " + line},
		{"one that has lapsed", "- issue: cd\n  reason: r\n  who: x\n  until: 2026-02-28\n- {issue: ab, reason: r, who: x, until: 2026-12-31}\n",
			"# - issue: cd\n#   reason: r\n#   who: x\n#   until: 2026-02-28\n- {issue: ab, reason: r, who: x, until: 2026-12-31}\n" + line},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := audit.Accept("w.yaml", []byte(tt.file), w)
			if err != nil || string(got) != tt.want {
				t.Errorf("%v\n%s\nwant\n%s", err, got, tt.want)
			}
		})
	}
	if _, err := audit.Accept("w.yaml", []byte(line), w); !errors.Is(err, audit.ErrWaived) {
		t.Errorf("accepted twice: %v", err)
	}
	if _, err := audit.Accept("w.yaml", []byte("- {issue: ab}"), w); err == nil {
		t.Error("a faulty file is added to")
	}
	if _, err := audit.Accept("w.yaml", []byte("[{issue: ab, reason: r, who: x, until: 2026-12-31}]\n"), w); err == nil || !strings.Contains(err.Error(), "by hand") {
		t.Errorf("a file of another form: %v", err)
	}
}

func TestWithdraw(t *testing.T) {
	day := schemas.Date{Year: 2026, Month: 3, Day: 1}
	for _, tt := range []struct{ name, file, want string }{
		{"the only one", "- {issue: cd, reason: r, who: x, until: 2026-12-31}\n", "# - {issue: cd, reason: r, who: x, until: 2026-12-31}\n"},
		{"between others", "# sổ\n- {issue: ab, reason: r, who: x, until: 2026-12-31}\n- issue: cd\n  reason: |\n    một\n    hai\n  who: x\n  until: 2026-12-31\n- {issue: ef, reason: r, who: x, until: 2026-12-31}",
			"# sổ\n- {issue: ab, reason: r, who: x, until: 2026-12-31}\n# - issue: cd\n#   reason: |\n#     một\n#     hai\n#   who: x\n#   until: 2026-12-31\n- {issue: ef, reason: r, who: x, until: 2026-12-31}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := audit.Withdraw("w.yaml", []byte(tt.file), "cd", day)
			if err != nil || string(got) != tt.want {
				t.Errorf("%v\n%s\nwant\n%s", err, got, tt.want)
			}
		})
	}
	for name, file := range map[string]string{"none": "", "another": "- {issue: ab, reason: r, who: x, until: 2026-12-31}\n", "lapsed": "- {issue: cd, reason: r, who: x, until: 2026-02-28}\n"} {
		if _, err := audit.Withdraw("w.yaml", []byte(file), "cd", day); !errors.Is(err, audit.ErrNotWaived) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := audit.Withdraw("w.yaml", []byte("- {issue: ab}"), "ab", day); err == nil || errors.Is(err, audit.ErrNotWaived) {
		t.Errorf("a faulty file: %v", err)
	}
	if _, err := audit.Withdraw("w.yaml", []byte("[{issue: cd, reason: r, who: x, until: 2026-12-31}, {issue: ef, reason: r, who: x, until: 2026-12-31}]\n"), "cd", day); err == nil || !strings.Contains(err.Error(), "by hand") {
		t.Errorf("a file of another form: %v", err)
	}
}

func FuzzAccept(f *testing.F) {
	f.Add("- {issue: ab, reason: r, who: x, until: 2026-12-31}\n", "reason", "who")
	f.Add("# x\n- issue: cd\n  reason: |\n    r\n  who: x\n  until: 2026-01-01", "\u202e: #", "'\"")
	f.Fuzz(func(t *testing.T, file, reason, who string) {
		w := audit.Waiver{Issue: "cd", Reason: audit.OneLine(reason), Who: audit.OneLine(who), Until: schemas.Date{Year: 2026, Month: 12, Day: 31},
			At: time.Date(2026, 3, 1, 8, 30, 0, 0, time.UTC)}
		out, err := audit.Accept("w.yaml", []byte(file), w)
		if err != nil {
			return
		}
		ws, err := audit.ReadWaivers("w.yaml", out)
		if err != nil || ws[len(ws)-1].Reason != w.Reason || ws[len(ws)-1].Who != w.Who {
			t.Errorf("%v: %+v", err, ws)
		}
	})
}

func TestOneLine(t *testing.T) {
	if got := audit.OneLine(" a\n\tb\u202ec\x00 d "); got != "a bc d" {
		t.Errorf("%q", got)
	}
}
