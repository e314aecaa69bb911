package console

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"solieu/jobs/console/ledger"
	"solieu/pipeline/audit"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// documentsView is the list of documents.
type documentsView struct {
	Q, Sort string
	Rows    []*tables.Document
	Pager   pager
}

const listedDocuments = 50

func (c *Console) documents(x *shown, r *http.Request, _ string) (page, error) {
	q := r.URL.Query()
	v := documentsView{Q: cutText(q.Get("q")), Sort: q.Get("sort")}
	words := fold(v.Q)
	var found []*tables.Document
	for i := range x.Documents {
		d := &x.Documents[i]
		if words == "" || strings.Contains(fold(d.URI+" "+d.DocumentNumber+" "+d.Title+" "+d.AreaName+" "+d.Issuer), words) {
			found = append(found, d)
		}
	}
	if v.Sort == "violations" {
		slices.SortStableFunc(found, func(a, b *tables.Document) int { return int(b.Violations - a.Violations) })
	}
	values := url.Values{}
	for key, value := range map[string]string{"q": v.Q, "sort": v.Sort, "page": q.Get("page")} {
		if value != "" {
			values.Set(key, value)
		}
	}
	v.Pager = newPager("/documents", values, len(found), listedDocuments)
	v.Rows = found[max(v.Pager.First-1, 0):v.Pager.Last]
	return page{Name: "documents", Title: [2]string{"Văn bản", "Documents"}, Data: v}, nil
}

// documentView is a document, or a part of it.
type documentView struct {
	*paper
	Lines       []line
	Figures     []figureRow
	Part, Parts int
	At          int
	Previous    string
	Next        string
	Elsewhere   int   // findings in other parts
	Jumps       []int // parts that have findings
	URL         string
}

// line is a line of the text with what stands in its margin.
type line struct {
	Number   int
	Page     int // the page of the source that begins with the line; 0 where none does
	On       int // the page that the line's first figure is on, where it is a new one and the text does not tell where pages begin; else 0
	Segments []audit.Segment
	Notes    []note
	Goes     bool // the line began in the part before
}

// note is a finding in the margin.
type note struct {
	*audit.Finding
	Waived bool
}

// figureRow is a figure of the table beneath the text.
type figureRow struct {
	*tables.Observation
	Page  string // of its indicator; empty where there is none
	Line  int
	Place string // in the source: page, sheet, table and cell, as far as the format has them
	Of    string // an issue that it takes part in
}

func (c *Console) document(x *shown, r *http.Request, lang string) (page, error) {
	d, ok := x.Document(r.PathValue("id"))
	if !ok {
		return page{}, noSuch{"Bản chụp này không có văn bản đó.", "This snapshot has no such document."}
	}
	p, err := x.papers.get(x.Index, d, lang)
	if err != nil {
		return page{}, err
	}
	v := documentView{paper: p, Parts: len(p.cuts), Part: 1, URL: "/document/" + d.DocumentID}
	if n, err := strconv.Atoi(r.URL.Query().Get("part")); err == nil {
		v.Part = min(max(n, 1), v.Parts)
	}
	if at, err := strconv.Atoi(r.URL.Query().Get("at")); err == nil {
		v.Part = p.part(at)
	}
	if v.Part > 1 {
		v.Previous = fmt.Sprintf("%s?part=%d", v.URL, v.Part-1)
	}
	if v.Part < v.Parts {
		v.Next = fmt.Sprintf("%s?part=%d", v.URL, v.Part+1)
	}
	v.fill(x, lang, c.ledger.On(c.today()))
	title := d.Title
	if title == "" {
		title = d.URI
	}
	return page{Name: "document", Title: [2]string{title, title}, Data: v}, nil
}

// fill makes the lines of the part, with the findings whose first figure stands in them, and its table of figures.
func (v *documentView) fill(x *shown, lang string, state ledger.State) {
	start, end := v.bounds(v.Part)
	issue := map[int64]string{} // figures of violations
	notes := map[int][]note{}   // by line
	for _, f := range v.Found {
		at := audit.Places(f.Check)
		if len(at) == 0 {
			continue
		}
		if f.Violated() {
			for _, a := range at {
				if issue[a] == "" {
					issue[a] = f.Check.IssueID
				}
			}
		}
		if first := int(at[0]); first >= start && first < end {
			_, waived := state.Waived[f.Check.IssueID]
			notes[v.Line(first)] = append(notes[v.Line(first)], note{f, waived})
			continue
		}
		v.Elsewhere++
		if n := v.part(int(at[0])); !slices.Contains(v.Jumps, n) {
			v.Jumps = append(v.Jumps, n)
		}
	}
	slices.Sort(v.Jumps)
	text, turned := v.Text(), v.turned()
	for at := start; at < end; {
		stop := end
		if i := strings.IndexByte(text[at:end], '\n'); i >= 0 {
			stop = at + i + 1
		}
		l := line{Number: v.Line(at), Goes: at > 0 && text[at-1] != '\n'}
		l.Notes, l.On = notes[l.Number], turned[l.Number]
		for _, p := range v.pages {
			if p >= at && p < stop {
				l.Page = v.page(p)
			}
		}
		l.Segments = v.Piece(at, stop, lang, func(n tables.Numeral, s *audit.Segment) {
			s.ID = "n" + strconv.FormatInt(n.Start, 10)
			if n.Class == string(schemas.ClassFigure) && v.Figure(n.Start) != nil {
				s.Href = "#f" + strconv.FormatInt(n.Start, 10)
			}
			if issue[n.Start] != "" {
				s.Class += " bad"
			}
		})
		v.Lines = append(v.Lines, l)
		at = stop
	}
	all := v.Document.Figures()
	for i := range all {
		o := &all[i]
		if int(o.Start) < start || int(o.Start) >= end {
			continue
		}
		v.Figures = append(v.Figures, figureRow{o, x.IndicatorOf(o.IndicatorCode, o.Indicator), v.Line(int(o.Start)), place(lang, o), issue[o.Start]})
	}
}

// Placed reports whether a figure of the part has a place in its source.
func (v documentView) Placed() bool {
	return slices.ContainsFunc(v.Figures, func(f figureRow) bool { return f.Place != "" })
}

// turned tells of lines that their first figure is on a later page than all figures before it. It is empty where the text itself tells pages. A
// figure of a footnote is on the page of its marker, so that pages may seem to go back: those lines are left out.
func (v *documentView) turned() map[int]int {
	out := map[int]int{}
	if len(v.pages) > 0 {
		return out
	}
	all, last := v.Document.Figures(), int32(0)
	for i := range all {
		if page := all[i].Page; page != nil && *page > last {
			last = *page
			if line := v.Line(int(all[i].Start)); out[line] == 0 {
				out[line] = int(last)
			}
		}
	}
	return out
}
