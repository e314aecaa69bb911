package cmd

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract"
	"solieu/schemas"
)

// widest bounds a column: a longer cell pushes what follows it to the right in its own line alone.
const widest = 32

// explanation prints an explanation for people: of each sentence its text, its items, and its numerals.
func (e *env) explanation(w io.Writer, ex extract.Explanation, document string) error {
	if document != "" {
		if _, err := fmt.Fprintf(w, "== %s\n\n", document); err != nil {
			return err
		}
	}
	for _, s := range ex.Sentences {
		head := fmt.Sprintf("%s %d · %s", e.text("dòng", "line"), s.Line, e.word(s.Block))
		if s.Marker != "" {
			head += " · " + s.Marker
		}
		var out strings.Builder
		fmt.Fprintf(&out, "%s\n  %s\n\n", head, plain(s.In(ex.Document.Text)))
		var rows [][]string
		for _, it := range s.Items {
			rows = append(rows, e.itemRows(it, ex.Document.Text)...)
		}
		align(&out, "  ", rows)
		if len(rows) > 0 && len(s.Numerals) > 0 {
			out.WriteByte('\n')
		}
		for _, i := range s.Numerals {
			e.numeral(&out, ex, ex.Numerals[i])
		}
		out.WriteByte('\n')
		if _, err := io.WriteString(w, out.String()); err != nil {
			return err
		}
	}
	return nil
}

// itemRows are the rows of an item: what stands there, its kind, what it was read as, and where the lexicon says so.
func (e *env) itemRows(it extract.Item, text string) [][]string {
	read := it.Cue
	switch {
	case it.Amount != nil:
		read = e.amount(it.Amount)
	case it.Time != nil:
		read = strings.Join(strings.Fields(it.Time.Edge+" "+it.Time.Form+" "+it.Time.Period), " ")
		if it.Time.Total {
			read += e.text(", cộng dồn", ", cumulated")
		}
	}
	rows := [][]string{{plain(it.In(text)), e.word(string(it.Kind)), read, strings.Join(it.Entries, " ")}}
	for _, k := range it.Known {
		use := k.Use
		if k.Value != "" {
			use += " = " + k.Value
		}
		use = plain(k.In(text)) + ": " + use
		if rows[0][2] == "" {
			rows[0][2], rows[0][3] = use, k.Entry
			continue
		}
		rows = append(rows, []string{"", "", use, k.Entry})
	}
	return rows
}

func (e *env) amount(a *extract.Amount) string {
	s := strings.TrimSpace(a.Qual + " " + a.Value.String() + " " + a.Unit)
	if a.Guessed {
		s += e.text(" (đơn vị đoán)", " (unit guessed)")
	}
	if a.Range != "" {
		s += map[string]string{"low": e.text(", đầu thấp", ", low end"), "high": e.text(", đầu cao", ", high end")}[a.Range]
	}
	return s
}

// numeral prints a numeral with its class and rule and, where it is a figure, everything that is known of it.
func (e *env) numeral(w io.Writer, ex extract.Explanation, n schemas.Numeral) {
	fmt.Fprintf(w, "  %s → %s  %s %s\n", plain(n.In(ex.Document.Text)), n.Class, e.text("luật", "rule"), n.Rule)
	if n.Figure < 0 {
		return
	}
	f, b := ex.Figures[n.Figure], ex.Bindings[n.Figure]
	value := strings.TrimSpace(f.Qual + " " + f.Value.String() + " " + f.Unit)
	if f.Low != f.High {
		value += fmt.Sprintf("  [%s; %s]", f.Low, f.High)
	}
	subject := b.Subject
	if b.Inherited {
		subject += e.text("  (lấy từ phạm vi bao quanh)", "  (from the scope around it)")
	}
	indicator := f.Indicator
	if f.IndicatorCode == "" {
		indicator += e.text("  (không có mã)", "  (no code)")
	}
	rows := [][3]string{
		{"value", "giá trị", value},
		{"measure", "cách đo", fmt.Sprintf("%s  role %s  status %s", f.Measure, f.Role, f.Status)},
		{"period", "kỳ", f.Period.String()},
		{"base", "gốc so sánh", f.Base},
		{"indicator", "chỉ tiêu", indicator},
		{"indicator_code", "mã", strings.TrimSpace(f.IndicatorCode + "  " + b.Entry)},
		{"area", "địa bàn", f.Area},
		{"of", "của", link(ex, f.Of)},
		{"parent", "thuộc", link(ex, f.Parent)},
		{"section", "mục", f.Section},
		{"subject", "chủ ngữ", subject},
		{"cues", "từ báo hiệu", strings.Join(b.Cues, " ")},
		{"scope", "phạm vi", b.Scope},
		{"column", "cột", plain(b.Column.In(ex.Document.Text))},
		{"range", "khoảng", f.Range},
		{"ambiguous", "cách đọc khác", f.Ambiguous},
	}
	var shown [][]string
	for _, r := range rows {
		if r[2] == "" {
			continue
		}
		key := r[0]
		if e.lang.value != "en" {
			key = r[1] + " (" + r[0] + ")"
		}
		shown = append(shown, []string{key, r[2]})
	}
	align(w, "      ", shown)
}

// link names the figure that another one points to.
func link(ex extract.Explanation, i int) string {
	if i < 0 {
		return ""
	}
	f := ex.Figures[i]
	return plain(f.Quote.In(ex.Document.Text)) + "  " + f.Indicator + "  @" + strconv.Itoa(f.Start)
}

// word is the name of a kind of block or item.
func (e *env) word(kind string) string {
	vi := map[string]string{
		"paragraph": "đoạn văn", "heading": "đề mục", "item": "gạch đầu dòng", "note": "chú thích", "row": "dòng bảng",
		"words": "từ", "cue": "từ báo hiệu", "time": "thời gian", "quantity": "đại lượng", "mark": "dấu", "reference": "số văn bản", "number": "số khác",
	}
	if e.lang.value != "en" && vi[kind] != "" {
		return vi[kind]
	}
	return kind
}

// plain is a piece of a report on one line, without characters that would steer a terminal.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// align prints rows in columns.
func align(w io.Writer, indent string, rows [][]string) {
	var widths []int
	for _, r := range rows {
		for i, c := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if n := utf8.RuneCountInString(c); n <= widest {
				widths[i] = max(widths[i], n)
			}
		}
	}
	for _, r := range rows {
		line := indent
		for i, c := range r {
			line += c + strings.Repeat(" ", max(widths[i]-utf8.RuneCountInString(c), 0)+2)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}
