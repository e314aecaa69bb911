package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/schemas"
)

// The longest reason and the longest name that a waiver takes from a form, in bytes.
const (
	MaxReason = 2000
	MaxWho    = 200
)

// ErrWaived reports that a finding has a waiver already.
var ErrWaived = errors.New("the finding has a waiver already / kết quả này đã được miễn trừ")

// ErrNotWaived reports that a finding has no waiver in force.
var ErrNotWaived = errors.New("the finding has no waiver in force / kết quả này không có miễn trừ còn hiệu lực")

// Accept returns a waiver file with one more entry. Everything else in the file stays as somebody wrote it. An entry of the same issue that is
// still in force is [ErrWaived]; one that has lapsed is commented out, so that who accepted the finding before stays to be read. The file is
// read again before it is returned: what is not read back as meant is an error, and the file is to be edited by hand.
func Accept(name string, file []byte, w Waiver) ([]byte, error) {
	old, err := ReadWaivers(name, file)
	if err != nil {
		return nil, err
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	want := 1
	for i, o := range old {
		if o.Issue != w.Issue {
			want++
			continue
		}
		if !w.At.IsZero() && o.InForce(DayOf(w.At)) {
			return nil, fmt.Errorf("%s: %w", o.Place(), ErrWaived)
		}
		commentOut(lines, old, i)
	}
	out := bytes.Join(lines, nil)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	out = append(out, indent(old, file)...)
	out = append(out, w.entry()...)
	again, err := ReadWaivers(name, out)
	if err != nil || len(again) != want || again[len(again)-1].same(w) != nil {
		return nil, fmt.Errorf("%s: an entry does not fit behind what stands there: add it by hand / không thêm được vào sau nội dung đang có: hãy thêm bằng tay: %s", name, bytes.TrimSpace(w.entry()))
	}
	return out, nil
}

// Withdraw returns a waiver file in which the entry of an issue that is in force on a day is commented out, so that it stays to be read. Everything
// else stays as somebody wrote it. Where no such entry is in force it is [ErrNotWaived]. The file is read again, as in [Accept].
func Withdraw(name string, file []byte, issue string, day schemas.Date) ([]byte, error) {
	old, err := ReadWaivers(name, file)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(old, func(w Waiver) bool { return w.Issue == issue && w.InForce(day) })
	if i < 0 {
		return nil, fmt.Errorf("%s: %w", name, ErrNotWaived)
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	commentOut(lines, old, i)
	out := bytes.Join(lines, nil)
	again, err := ReadWaivers(name, out)
	kept := slices.Delete(slices.Clone(old), i, i+1)
	if err != nil || !slices.EqualFunc(again, kept, func(a, b Waiver) bool { return a.same(b) == nil }) {
		return nil, fmt.Errorf("%s: the entry cannot be taken out of what stands around it: remove it by hand / không gỡ được mục này khỏi nội dung quanh nó: hãy gỡ bằng tay", old[i].Place())
	}
	return out, nil
}

// commentOut comments out the lines of entry i.
func commentOut(lines [][]byte, entries []Waiver, i int) {
	end := len(lines)
	if i+1 < len(entries) {
		end = entries[i+1].Line - 1
	}
	for j := entries[i].Line - 1; j < end; j++ {
		if len(bytes.TrimSpace(lines[j])) > 0 && !bytes.HasPrefix(bytes.TrimSpace(lines[j]), []byte("#")) {
			lines[j] = append([]byte("# "), lines[j]...)
		}
	}
}

// same returns an error where a waiver that was read back is not the one that was meant.
func (w Waiver) same(as Waiver) error {
	if !w.At.Equal(as.At) || w.Issue != as.Issue || w.Reason != as.Reason || w.Who != as.Who || w.Until != as.Until {
		return errors.New("differs")
	}
	return nil
}

// indent is the white space before the entries of the file.
func indent(old []Waiver, file []byte) []byte {
	if len(old) == 0 {
		return nil
	}
	line := bytes.Split(file, []byte("\n"))[old[len(old)-1].Line-1]
	return line[:len(line)-len(bytes.TrimLeft(line, " "))]
}

// entry is the waiver as a line of its file. Strings are written as in JSON, which YAML reads.
func (w Waiver) entry() []byte {
	var b bytes.Buffer
	quote := func(s string) string {
		var q bytes.Buffer
		e := json.NewEncoder(&q)
		e.SetEscapeHTML(false)
		_ = e.Encode(s) // a string can always be written
		return strings.TrimSuffix(q.String(), "\n")
	}
	fmt.Fprintf(&b, "- {issue: %s, reason: %s, who: %s, until: %s", quote(w.Issue), quote(w.Reason), quote(w.Who), quote(w.Until.String()))
	if !w.At.IsZero() {
		fmt.Fprintf(&b, ", at: %s", quote(w.At.Format(timeForm)))
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// OneLine is what a person typed, as one line without characters that cannot be seen.
func OneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
