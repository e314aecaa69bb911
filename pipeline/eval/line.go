package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"solieu/pipeline/listing"
)

// Line is one object of a listing. Numbers are kept as written ([json.Number]).
type Line map[string]any

// Read reads a listing of JSON lines; empty lines are skipped.
func Read(r io.Reader) ([]Line, error) {
	var lines []Line
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 64<<20)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		dec := json.NewDecoder(strings.NewReader(sc.Text()))
		dec.UseNumber()
		var l Line
		if err := dec.Decode(&l); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		lines = append(lines, l)
	}
	return lines, sc.Err()
}

// IsChecks reports whether a listing is one of checks, not of numerals.
func IsChecks(lines []Line) bool {
	if len(lines) == 0 {
		return false
	}
	_, ok := lines[0]["kind"]
	return ok
}

func (l Line) span() [2]int64 { return [2]int64{l.integer("start"), l.integer("end")} }

func (l Line) integer(key string) int64 {
	n, _ := l[key].(json.Number)
	v, _ := n.Int64()
	return v
}

// text is a field as text, "" where it is absent or null.
func (l Line) text(key string) string { return plain(l[key]) }

func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return fmt.Sprint(v)
}

// alternatives are the other readings of a field that a gold line accepts.
func (l Line) alternatives(key string) []string {
	alt, _ := l["alt"].(map[string]any)
	list, _ := alt[key].([]any)
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = plain(v)
	}
	return out
}

// show prints the given fields for a person.
func (l Line) show(keys []string) string {
	b := []byte{'{'}
	for i, k := range keys {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(listing.AppendString(b, k), ": "...)
		switch v := l[k].(type) {
		case nil:
			b = append(b, "null"...)
		case json.Number:
			b = append(b, v.String()...)
		default:
			b = listing.AppendString(b, plain(v))
		}
	}
	return string(append(b, '}'))
}
