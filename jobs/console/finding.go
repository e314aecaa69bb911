package console

import (
	"fmt"
	"math/big"
	"net/http"
	"net/url"
	"time"

	"solieu/jobs/console/index"
	"solieu/jobs/console/ledger"
	"solieu/pipeline/audit"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// findingView is a finding with its evidence.
type findingView struct {
	*audit.Finding
	Row            row
	Steps          []figureStep // the figures of the relation, with the room that their digits leave
	Bars           *bars
	History        []index.Moment
	Others         []row  // findings of the same issue in other documents
	Previous, Next string // issues of the neighbours in the list
	Lead           string // issue of the graver finding
	Place          string // of its first figure in the text, an address
	Ask            bool   // the form is shown
	Until          string // proposed
	Latest         string // the last day that is taken
	Who            string // named by a proxy: not asked for
	Decisions      []ledger.Entry
	Refused        string // the form that was refused; empty where none was
	Said           [2]string
	Given          url.Values // what was sent and refused
}

// figureStep is a figure of a relation.
type figureStep struct {
	audit.FigureShown
	At        int64
	Low, High *tables.Decimal
	Indicator string // its id; empty where there is no page for it
	Text      string
	Place     string // in the source
}

// historyOf is the number of snapshots that a finding's history looks back to.
const historyOf = 30

func (c *Console) finding(x *shown, r *http.Request, lang string) (page, error) {
	v, err := c.findingView(x, r, lang)
	return page{Name: "finding", Title: [2]string{"Kết quả kiểm tra", "Finding"}, Data: v}, err
}

func (c *Console) findingView(x *shown, r *http.Request, lang string) (*findingView, error) {
	found := x.Find(r.PathValue("issue"))
	if len(found) == 0 {
		return nil, noSuch{"Bản chụp này không có kết quả nào mang mã đó. Có thể báo cáo đã được sửa.", "This snapshot has no finding of that id. The report may have been corrected."}
	}
	n := found[0]
	for _, other := range found {
		if x.Documents[x.Findings[other].Document].DocumentID == r.URL.Query().Get("document") {
			n = other
		}
	}
	f := &x.Findings[n]
	p, err := x.papers.get(x.Index, &x.Documents[f.Document], lang)
	if err != nil {
		return nil, err
	}
	state := c.ledger.On(c.today())
	v := &findingView{Row: c.row(x, n, lang, state), Who: c.user(r), Ask: c.opt.AllowWaivers, Decisions: state.Decisions[f.Issue]}
	for _, g := range p.Found {
		if g.Check.Ordinal == f.Ordinal {
			v.Finding = g
		}
	}
	if v.Finding == nil {
		return nil, fmt.Errorf("document %s: check %d is in the index and not in the table", x.Documents[f.Document].DocumentID, f.Ordinal)
	}
	v.neighbours(x, n)
	v.figures(x, p, lang)
	if v.History, err = x.History(c.store, f.Issue, x.Partition(f), historyOf); err != nil {
		return nil, err
	}
	for _, other := range found {
		if other != n {
			v.Others = append(v.Others, c.row(x, other, lang, state))
		}
	}
	v.Bars = intervalBars(v, lang)
	today := c.opt.Now().In(zone())
	v.Until = today.AddDate(1, 0, 0).Format(time.DateOnly)
	v.Latest = today.AddDate(maxWaiver, 0, 0).Format(time.DateOnly)
	return v, nil
}

func (v *findingView) neighbours(x *shown, n int32) {
	if n > 0 {
		v.Previous = x.Findings[n-1].Issue
	}
	if int(n)+1 < len(x.Findings) {
		v.Next = x.Findings[n+1].Issue
	}
	if lead := x.Findings[n].Lead; lead >= 0 {
		v.Lead = x.Findings[lead].Issue
	}
}

func (v *findingView) figures(x *shown, p *paper, lang string) {
	at := audit.Places(v.Check)
	shownFigures := v.Figures
	for _, a := range at {
		o := p.Figure(a)
		if o == nil || len(shownFigures) == 0 {
			continue
		}
		s := figureStep{FigureShown: shownFigures[0], At: a, Low: o.ValueLow, High: o.ValueHigh, Text: o.Text, Indicator: x.IndicatorOf(o.IndicatorCode, o.Indicator), Place: place(lang, o)}
		shownFigures = shownFigures[1:]
		v.Steps = append(v.Steps, s)
		if v.Place == "" {
			v.Place = placeOf(v.Check.DocumentID, a)
		}
	}
}

// placeOf is the address of a numeral in its document.
func placeOf(document string, at int64) string {
	return fmt.Sprintf("/document/%s?at=%d#n%d", document, at, at)
}

// Stated is the figure that prints the result; nil where the relation has none.
func (v *findingView) Stated() *figureStep {
	for i := range v.Steps {
		if v.Steps[i].Stated {
			return &v.Steps[i]
		}
	}
	return nil
}

// Gap tells that the two intervals of the finding do not meet, and by how much; nil where they meet or are unknown.
func (v *findingView) Gap() *tables.Decimal {
	s := v.Stated()
	low, high := v.Check.ComputedLow, v.Check.ComputedHigh
	if s == nil || s.Low == nil || s.High == nil || low == nil || high == nil {
		return nil
	}
	above := new(big.Rat).Sub(low.Value().Rat(), s.High.Value().Rat())
	below := new(big.Rat).Sub(s.Low.Value().Rat(), high.Value().Rat())
	if below.Cmp(above) > 0 {
		above = below
	}
	if above.Sign() <= 0 {
		return nil
	}
	d, err := schemas.DecimalFromRat(above, tables.Scale)
	if err != nil {
		return nil
	}
	return tables.NewDecimal(d)
}
