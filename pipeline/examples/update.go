package examples

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Update re-records expectations: in the lexicon folder dir it replaces what each fault wanted by what it got. It returns the
// faults that it could not settle, because they are not a matter of the example: no figure was found, or another indicator.
func Update(dir string, faults []Fault) (left []Fault, err error) {
	byFile := map[string][]Fault{}
	var files []string
	for _, f := range faults {
		if !slices.Contains(files, f.File) {
			files = append(files, f.File)
		}
		byFile[f.File] = append(byFile[f.File], f)
	}
	for _, name := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		now := content
		for _, f := range byFile[name] {
			next, ok := settle(now, f)
			if !ok {
				left = append(left, f)
			}
			now = next
		}
		if bytes.Equal(now, content) {
			continue
		}
		if err := os.WriteFile(path, now, 0o644); err != nil {
			return nil, err
		}
	}
	return left, nil
}

// settle replaces the field of one example in the content of a file. Examples are flow mappings: {text: "…", value: "…"}.
func settle(content []byte, f Fault) ([]byte, bool) {
	if f.Field == "figure" || f.Field == "indicator_code" {
		return content, false
	}
	text := string(content)
	from, to, ok := mapping(text, lineStart(text, f.Line), f.Text)
	if !ok {
		return content, false
	}
	start, end, ok := scalar(text[from:to], f.Field)
	if !ok {
		return content, false
	}
	return []byte(text[:from+start] + quoted(f.Got) + text[from+end:]), true
}

func lineStart(text string, line int) int {
	at := 0
	for ; line > 1; line-- {
		next := strings.IndexByte(text[at:], '\n')
		if next < 0 {
			return at
		}
		at += next + 1
	}
	return at
}

// mapping returns the range of the fields behind the text of an example.
func mapping(text string, at int, example string) (from, to int, ok bool) {
	for _, literal := range []string{"text: " + quoted(example), "text: " + example, "text: '" + example + "'"} {
		i := strings.Index(text[at:], literal)
		if i < 0 {
			continue
		}
		from = at + i + len(literal)
		return from, from + closing(text[from:]), true
	}
	return 0, 0, false
}

// closing returns the place of the brace that ends a flow mapping; braces within quotes, as in "{con}", do not.
func closing(s string) int {
	open := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			open = !open
		case s[i] == '}' && !open, s[i] == '\n':
			return i
		}
	}
	return len(s)
}

// scalar returns the range of a field's value within a flow mapping's fields.
func scalar(fields, name string) (start, end int, ok bool) {
	i := strings.Index(fields, ", "+name+": ")
	if i < 0 {
		return 0, 0, false
	}
	start = i + len(", "+name+": ")
	value := fields[start:]
	if strings.HasPrefix(value, `"`) {
		shut := strings.IndexByte(value[1:], '"')
		return start, start + shut + 2, shut >= 0
	}
	end = strings.IndexByte(value, ',')
	if end < 0 {
		end = len(value)
	}
	return start, start + end, true
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
