package console

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/url"
	"time"

	"solieu/jobs/console/index"
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
}

// historyOf is the number of snapshots that a finding's history looks back to.
const historyOf = 30

// maxWaiver is how far ahead a waiver from the console reaches.
const maxWaiver = 3 // years

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
	force := c.ledger.inForce(c.today())
	v := &findingView{Row: c.row(x, n, lang, force), Who: c.user(r), Ask: c.opt.AllowWaivers}
	for _, g := range p.Found {
		if g.Check.Ordinal == f.Ordinal {
			v.Finding = g
		}
	}
	if v.Finding == nil {
		return nil, fmt.Errorf("document %s: check %d is in the index and not in the table", x.Documents[f.Document].DocumentID, f.Ordinal)
	}
	v.neighbours(x, n)
	v.figures(x, p)
	if v.History, err = x.History(c.store, f.Issue, x.Partition(f), historyOf); err != nil {
		return nil, err
	}
	for _, other := range found {
		if other != n {
			v.Others = append(v.Others, c.row(x, other, lang, force))
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

func (v *findingView) figures(x *shown, p *paper) {
	at := audit.Places(v.Check)
	shownFigures := v.Figures
	for _, a := range at {
		o := p.Figure(a)
		if o == nil || len(shownFigures) == 0 {
			continue
		}
		s := figureStep{FigureShown: shownFigures[0], At: a, Low: o.ValueLow, High: o.ValueHigh, Text: o.Text, Indicator: x.IndicatorOf(o.IndicatorCode, o.Indicator)}
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

// accept takes the form of a finding.
func (c *Console) accept(w http.ResponseWriter, r *http.Request) {
	x, lang := c.now.Load(), c.lang(r)
	if x == nil || !c.opt.AllowWaivers {
		c.fail(w, r, http.StatusForbidden, "trang này chỉ để đọc: khởi động với --allow-waivers", "this console is read-only: start it with --allow-waivers")
		return
	}
	if !c.ownForm(r) {
		c.fail(w, r, http.StatusForbidden, "biểu mẫu đã cũ: tải lại trang và gửi lại", "the form is old: load the page again and send it again")
		return
	}
	issue := r.PathValue("issue")
	waiver, said := c.waiver(r, issue)
	if len(x.Find(issue)) > 0 && said == [2]string{} {
		head := ""
		if log := x.Snapshot.Manifest.Log; log != nil {
			head = log.Head
		}
		err := c.ledger.accept(waiver, x.Snapshot.Number, head)
		if err == nil {
			c.opt.Log.Info().Str("issue", issue).Str("who", waiver.Who).Str("until", waiver.Until.String()).Msg("accepted")
			http.Redirect(w, r, "/finding/"+issue+"?document="+url.QueryEscape(r.PostFormValue("document")), http.StatusSeeOther)
			return
		}
		said = [2]string{err.Error(), err.Error()}
		if errors.Is(err, audit.ErrWaived) {
			said = [2]string{"Kết quả này vừa được miễn trừ.", "Somebody has accepted this finding already."}
		} else {
			c.opt.Log.Error().Str("issue", issue).Err(err).Msg("a waiver was not written")
		}
	}
	v, err := c.findingView(x, r, lang)
	var missing noSuch
	switch {
	case errors.As(err, &missing):
		c.render(w, r, http.StatusNotFound, page{Name: "missing", Title: [2]string{"Không tìm thấy", "Not found"}, Data: []string{missing.vi, missing.en}})
	case err != nil:
		c.broken(w, r, err)
	default:
		v.Said, v.Given = said, r.PostForm
		c.render(w, r, http.StatusUnprocessableEntity, page{Name: "finding", Title: [2]string{"Kết quả kiểm tra", "Finding"}, Data: v})
	}
}

// waiver reads the form; said is what is wrong with it.
func (c *Console) waiver(r *http.Request, issue string) (w audit.Waiver, said [2]string) {
	now := c.opt.Now().In(zone()).Truncate(time.Second)
	w = audit.Waiver{Issue: issue, Reason: audit.OneLine(r.PostFormValue("reason")), Who: cmp.Or(c.user(r), audit.OneLine(r.PostFormValue("who"))), At: now}
	until, err := time.ParseInLocation(time.DateOnly, r.PostFormValue("until"), zone())
	switch {
	case len(w.Reason) < 5 || len(w.Reason) > audit.MaxReason:
		said = [2]string{"Lý do phải có từ 5 đến 2000 ký tự.", "The reason must have 5 to 2000 characters."}
	case w.Who == "" || len(w.Who) > audit.MaxWho:
		said = [2]string{"Hãy ghi họ tên và đơn vị, tối đa 200 ký tự.", "Write your name and office, at most 200 characters."}
	case err != nil || until.Before(now.AddDate(0, 0, -1)) || until.After(now.AddDate(maxWaiver, 0, 0)):
		said = [2]string{"Ngày hết hạn phải từ hôm nay đến ba năm sau.", "The last day must be from today to three years ahead."}
	default:
		w.Until = schemas.Date{Year: until.Year(), Month: int(until.Month()), Day: until.Day()}
	}
	return w, said
}
