package cmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// A numeral's offsets lead into the file as it is, whatever its normal form, line ends and byte order mark; all else stays the same.
func TestOffsetsLeadIntoTheSource(t *testing.T) {
	text, err := os.ReadFile(corpus(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	plain := string(text)
	var want []string
	for _, form := range []struct{ name, text string }{
		{"composed", plain}, {"decomposed", norm.NFD.String(plain)}, {"crlf", strings.ReplaceAll(plain, "\n", "\r\n")}, {"bom", "\ufeff" + plain},
	} {
		t.Run(form.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "report.txt")
			if err := os.WriteFile(file, []byte(form.text), 0o600); err != nil {
				t.Fatal(err)
			}
			var got []string
			for line := range strings.Lines(solieu(t, ExitDone, "extract", file)) {
				var n struct {
					Start, End  int
					Text, Class string
					Value       string
				}
				if err := json.Unmarshal([]byte(line), &n); err != nil {
					t.Fatal(err)
				}
				if form.text[n.Start:n.End] != n.Text {
					t.Errorf("%q stands at [%d, %d), not %q", form.text[n.Start:n.End], n.Start, n.End, n.Text)
				}
				got = append(got, n.Text+" "+n.Class+" "+n.Value)
			}
			if want == nil {
				want = got
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("another reading than that of the composed text")
			}
		})
	}
}
