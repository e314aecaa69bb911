package console

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"solieu/jobs/console/index"
	"solieu/jobs/console/ledger"
	"solieu/pipeline/audit"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

func fold(s string) string { return lexicon.FoldWords(s) }

// row is a finding in a list.
type row struct {
	*index.Finding
	Rank                 int // from 1
	Grave, Kind, Subject string
	Unit, Area, Period   string
	Document             *tables.Document
	Message              string
	Waiver               *audit.Waiver // in force
	Upheld               *ledger.Entry // nil where nobody did
	Follows              bool          // from another one
}

type saidVI struct {
	MessageVI string `parquet:"message_vi,optional"`
}

type saidEN struct {
	MessageEN string `parquet:"message_en,optional"`
}

// messages reads the messages of findings in one language: the other is not decoded.
func messages(x *index.Index, at []int32, lang string) ([]string, error) {
	out := make([]string, len(at))
	if lang == "en" {
		rows, err := index.Rows[saidEN](x, at)
		for i, m := range rows {
			out[i] = m.MessageEN
		}
		return out, err
	}
	rows, err := index.Rows[saidVI](x, at)
	for i, m := range rows {
		out[i] = m.MessageVI
	}
	return out, err
}

// rows fills in what lists show of findings.
func (c *Console) rows(x *shown, at []int32, lang string, state ledger.State) ([]row, error) {
	said, err := messages(x.Index, at, lang)
	if err != nil {
		return nil, err
	}
	out := make([]row, len(at))
	for i, n := range at {
		out[i] = c.row(x, n, lang, state)
		out[i].Message = said[i]
	}
	return out, nil
}

func (c *Console) row(x *shown, n int32, lang string, state ledger.State) row {
	f := &x.Findings[n]
	r := row{Finding: f, Rank: int(n) + 1, Grave: audit.Severities()[f.Severity], Kind: x.Kind(f), Subject: x.Subject(f), Unit: x.Unit(f),
		Document: &x.Documents[f.Document], Follows: f.Lead >= 0}
	if f.Area >= 0 {
		r.Area = x.Areas[f.Area].Name
	}
	if f.Period >= 0 {
		r.Period = periodName(&x.Periods[f.Period], lang)
	}
	if w, ok := state.Waived[f.Issue]; ok {
		r.Waiver = &w
	}
	r.Upheld = state.Upheld(f.Issue)
	return r
}

func periodName(p *tables.DimPeriod, lang string) string { return either(lang, p.LabelVI, p.LabelEN) }

// filterOf reads a filter from an address. Unknown words pick nothing; that is shown, not hidden.
func filterOf(q url.Values) index.Filter {
	year, _ := strconv.Atoi(q.Get("year"))
	return index.Filter{Severity: q.Get("severity"), Kind: q.Get("kind"), Outcome: q.Get("outcome"), Area: q.Get("area"), Year: year,
		Document: q.Get("document"), Waived: q.Get("waived"), New: q.Get("new") != "", Text: cutText(q.Get("q"))}
}

// cutText bounds what is searched for.
func cutText(s string) string { return audit.OneLine(s[:min(len(s), 200)]) }

// filterValues is the filter as the query of an address, without what is not set.
func filterValues(f index.Filter) url.Values {
	v := url.Values{}
	for key, value := range map[string]string{"severity": f.Severity, "kind": f.Kind, "outcome": f.Outcome, "area": f.Area, "document": f.Document,
		"waived": f.Waived, "q": f.Text} {
		if value != "" {
			v.Set(key, value)
		}
	}
	if f.Year != 0 {
		v.Set("year", strconv.Itoa(f.Year))
	}
	if f.New {
		v.Set("new", "1")
	}
	return v
}

// listed is the number of findings on a page.
const listed = 25

// findingsView is the list of findings.
type findingsView struct {
	Filter   index.Filter
	Selected index.Selection
	Rows     []row
	X        *shown
	Document *tables.Document // that the filter names
	Query    string           // of the filter, for exports
	Pager    pager
	Since    int
}

// pager leads through a list.
type pager struct {
	Page, Pages    int // from 1
	First, Last    int // rows shown, from 1
	All            int
	Previous, Next string // addresses; empty at the ends
}

func newPager(path string, q url.Values, all, size int) pager {
	p := pager{All: all, Pages: max(1, (all+size-1)/size)}
	p.Page, _ = strconv.Atoi(q.Get("page"))
	p.Page = min(max(p.Page, 1), p.Pages)
	p.First, p.Last = min((p.Page-1)*size+1, all), min(p.Page*size, all)
	to := func(n int) string {
		v := url.Values{}
		for key, values := range q {
			v[key] = values
		}
		v.Set("page", strconv.Itoa(n))
		return path + "?" + v.Encode()
	}
	if p.Page > 1 {
		p.Previous = to(p.Page - 1)
	}
	if p.Page < p.Pages {
		p.Next = to(p.Page + 1)
	}
	return p
}

func (c *Console) findings(x *shown, r *http.Request, lang string) (page, error) {
	f := filterOf(r.URL.Query())
	state := c.ledger.On(c.today())
	v := findingsView{Filter: f, X: x, Selected: x.Select(f, state.Of), Since: x.Changes.Since}
	v.Document, _ = x.Document(f.Document)
	query := filterValues(f)
	v.Query = query.Encode()
	if n, err := strconv.Atoi(r.URL.Query().Get("page")); err == nil {
		query.Set("page", strconv.Itoa(n))
	}
	v.Pager = newPager("/findings", query, len(v.Selected.Found), listed)
	var err error
	v.Rows, err = c.rows(x, v.Selected.Found[max(v.Pager.First-1, 0):v.Pager.Last], lang, state)
	for i := range v.Rows {
		v.Rows[i].Rank = v.Pager.First + i
	}
	return page{Name: "findings", Title: [2]string{"Kết quả kiểm tra", "Findings"}, Data: v}, err
}

// sortedExport is the number of findings up to which an export is in their order; larger ones come file by file, so that they need no memory,
// and the column rank tells the order.
const sortedExport = 5000

// exported is a finding in an export.
type exported struct {
	Rank   int
	Waiver string // who, until; empty where none is in force
	Upheld string // who, when; empty where nobody did
	tables.Check
}

// export writes the findings that a filter picks.
func (c *Console) export(write func(http.ResponseWriter) exporter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		x := c.now.Load()
		if x == nil {
			c.fail(w, r, http.StatusServiceUnavailable, "chưa có dữ liệu", "no data yet")
			return
		}
		state := c.ledger.On(c.today())
		found := x.Select(filterOf(r.URL.Query()), state.Of).Found
		out := write(w)
		one := func(rank int, row tables.Check) error {
			e := exported{Rank: rank + 1, Check: row}
			if waiver, ok := state.Waived[row.IssueID]; ok {
				e.Waiver = waiver.Who + ", " + waiver.Until.String()
			}
			if upheld := state.Upheld(row.IssueID); upheld != nil {
				e.Upheld = upheld.Who + ", " + upheld.At
			}
			return out.add(e)
		}
		var err error
		if len(found) > sortedExport {
			err = index.Each(x.Index, found, one)
		} else {
			err = inOrder(x.Index, found, one)
		}
		if err == nil {
			err = out.close()
		}
		if err != nil { // the head is sent: only breaking off tells the reader
			c.opt.Log.Error().Err(err).Msg("an export broke off")
			panic(http.ErrAbortHandler)
		}
	}
}

func inOrder(x *index.Index, found []int32, one func(int, tables.Check) error) error {
	type ranked struct {
		rank int
		row  tables.Check
	}
	var all []ranked
	err := index.Each(x, found, func(rank int, row tables.Check) error {
		all = append(all, ranked{rank, row})
		return nil
	})
	slices.SortFunc(all, func(a, b ranked) int { return a.rank - b.rank })
	for _, r := range all {
		if err == nil {
			err = one(r.rank, r.row)
		}
	}
	return err
}

// exporter writes findings one by one.
type exporter interface {
	add(exported) error
	close() error
}

type csvExport struct{ w *csv.Writer }

// writeCSV begins a CSV file; the mark at its head tells spreadsheets that it is UTF-8.
func writeCSV(w http.ResponseWriter) exporter {
	attach(w, "text/csv; charset=utf-8", "findings.csv")
	_, _ = io.WriteString(w, "\ufeff")
	e := csvExport{csv.NewWriter(w)}
	_ = e.w.Write([]string{"rank", "issue_id", "severity", "kind", "outcome", "waiver", "upheld", "uri", "document_number", "document_date", "indicator", "indicator_code",
		"period", "area_list", "area_code", "area_name", "printed", "computed", "computed_low", "computed_high", "deviation", "unit", "formula", "diagnosis",
		"message_vi", "message_en", "sentence", "document_id"}) // an error shows at close
	return e
}

func (e csvExport) add(f exported) error {
	record := []string{strconv.Itoa(f.Rank)}
	for _, s := range []string{f.IssueID, f.Severity, f.Kind, f.Outcome, f.Waiver, f.Upheld, f.URI, f.DocumentNumber, text(f.DocumentDate), f.Indicator, f.IndicatorCode,
		f.Period, f.AreaList, f.AreaCode, f.AreaName} {
		record = append(record, inert(s))
	}
	for _, d := range []*tables.Decimal{f.Printed, f.Computed, f.ComputedLow, f.ComputedHigh, f.Deviation} {
		record = append(record, text(d))
	}
	for _, s := range []string{f.Unit, f.Formula, f.Diagnosis, f.MessageVI, f.MessageEN, f.Sentence, f.DocumentID} {
		record = append(record, inert(s))
	}
	return e.w.Write(record)
}

func (e csvExport) close() error { e.w.Flush(); return e.w.Error() }

// text writes what may be absent.
func text[T fmt.Stringer](v *T) string {
	if v == nil {
		return ""
	}
	return (*v).String()
}

// inert keeps a spreadsheet from taking a report's text for a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

type jsonExport struct {
	w     io.Writer
	first bool
}

func writeJSON(w http.ResponseWriter) exporter {
	attach(w, "application/json", "findings.json")
	return &jsonExport{w, true}
}

func (e *jsonExport) add(f exported) error {
	start := ",\n"
	if e.first {
		start, e.first = "[\n", false
	}
	line := append([]byte(start), `{"rank":`...)
	line = strconv.AppendInt(line, int64(f.Rank), 10)
	for _, said := range [][2]string{{`,"waiver":`, f.Waiver}, {`,"upheld":`, f.Upheld}} {
		text, err := json.Marshal(said[1])
		if err != nil {
			return err
		}
		line = append(append(line, said[0]...), text...)
	}
	line = append(line, ',')
	object, err := encodeRow(tables.Of[tables.Check](), &f.Check)
	if err != nil {
		return err
	}
	_, err = e.w.Write(append(line, object[1:]...))
	return err
}

func (e *jsonExport) close() error {
	end := "\n]\n"
	if e.first {
		end = "[]\n"
	}
	_, err := io.WriteString(e.w, end)
	return err
}

func attach(w http.ResponseWriter, kind, name string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
}
