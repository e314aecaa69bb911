package console

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"solieu/load"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// indicators of the invented dictionary.
const inventedCodes = 240

// dictionary is an invented one, with a catalogue and two areas.
func dictionary() *lexicon.Lexicon {
	d := &lexicon.Lexicon{Digest: "d1", Units: []lexicon.Unit{{ID: "t", Family: "mass", Base: "kg", Factor: schemas.Int64(1000)}}}
	for i := range inventedCodes {
		d.Indicators = append(d.Indicators, lexicon.Indicator{Code: code(i), Name: fmt.Sprintf("Sản lượng loại %d", i), NameEN: fmt.Sprintf("Output of kind %d", i)})
	}
	return d
}

func code(i int) string { return fmt.Sprintf("G%d.K%d", i/20, i%20) }

// report is an invented one: three figures a sentence (a value, its plan, its attainment), a check for each sentence.
type report struct {
	uri, number    string
	year, area     int
	sentences      int
	wrong          func(i int) bool // prints an attainment that the other two contradict
	before, phrase string           // a text ahead of the first sentence; what figures without a code measure
	page           bool             // a form feed behind the first sentence
	paged          bool             // a page of the source for every ten sentences, of which the text tells nothing
}

func (p report) rows() (x schemas.Extraction, a schemas.Assessment) {
	var text strings.Builder
	text.WriteString(p.before)
	area, areaName := fmt.Sprintf("%02d", p.area), fmt.Sprintf("Tỉnh thử %d", p.area)
	add := func(f schemas.Figure, value, base string) int {
		f.Span = schemas.Span{Start: text.Len(), End: text.Len() + len(value)}
		text.WriteString(value)
		n, i := len(x.Figures), len(x.Figures)
		f.Value, _ = schemas.ParseDecimal(base)
		f.Low, f.High = f.Value, f.Value
		if f.Measure == schemas.Attainment {
			half := big.NewRat(1, 20)
			f.Low, _ = schemas.DecimalFromRat(new(big.Rat).Sub(rat(base), half), 9)
			f.High, _ = schemas.DecimalFromRat(new(big.Rat).Add(rat(base), half), 9)
		}
		f.Quote, f.Parent, f.Rule = f.Span, schemas.None, "invented"
		x.Figures = append(x.Figures, f)
		x.Numerals = append(x.Numerals, schemas.Numeral{Span: f.Span, Class: schemas.ClassFigure, Figure: i, Rule: "invented"})
		first, last, _ := f.Period.Bounds(schemas.Date{})
		o := schemas.Observation{Figure: i, BaseValue: f.Value, BaseUnit: f.Unit, BaseExact: true, PeriodStart: first, PeriodEnd: last, PeriodKind: "duration",
			Area: area, AreaList: "2004", AreaName: areaName}
		a.Observations = append(a.Observations, o)
		return n
	}
	var pages []int
	for i := range p.sentences {
		start, first := text.Len(), len(x.Figures)
		if p.paged && i > 0 && i%10 == 0 {
			pages = append(pages, start)
		}
		kind := (i*7 + p.area*13) % (inventedCodes + 12)
		name, c := fmt.Sprintf("Sản lượng loại %d", kind), code(kind)
		if kind >= inventedCodes {
			name, c = fmt.Sprintf("%s %d", p.phrase, kind), ""
		}
		f := schemas.Figure{Unit: "t", UnitPrinted: "tấn", Measure: schemas.Level, Role: schemas.Main, Status: schemas.Estimate, Period: schemas.Year(p.year),
			Indicator: name, IndicatorCode: c, Of: schemas.None, Section: "I." + fmt.Sprint(i/10)}
		value := 1000 + (i*37+p.area*91+p.year*17)%9000
		plan := value + (i*13)%700 - 300
		text.WriteString(name + " ước đạt ")
		add(f, dotted(value), fmt.Sprint(value))
		f.Status, f.Role, f.Of = schemas.Plan, schemas.Target, first
		text.WriteString(" tấn, kế hoạch ")
		add(f, dotted(plan), fmt.Sprint(plan))
		f.Status, f.Role, f.Measure, f.Unit, f.UnitPrinted, f.Decimals = schemas.Estimate, schemas.Main, schemas.Attainment, "%", "%", 1
		exact := big.NewRat(int64(value)*100, int64(plan)).FloatString(1)
		printed := exact
		c2 := schemas.Check{Kind: schemas.CheckAttainment, Stated: first + 2, Operands: []int{first, first + 1}, Outcome: schemas.Rounded, Severity: schemas.SeverityInfo}
		if p.wrong != nil && p.wrong(i) {
			printed = big.NewRat(int64(value)*100+int64(plan)*int64(2+i%9), int64(plan)).FloatString(1)
			c2.Outcome, c2.Severity = schemas.Violated, []schemas.Severity{schemas.SeverityError, schemas.SeverityError, schemas.SeverityDecision}[i%3]
			c2.Diagnosis = "một chữ số in sai"
		}
		text.WriteString(" tấn, đạt ")
		add(f, strings.ReplaceAll(printed, ".", ","), printed)
		text.WriteString("%.")
		for j := first; j < first+3; j++ {
			x.Figures[j].Sentence = schemas.Span{Start: start, End: text.Len()}
		}
		text.WriteByte('\n')
		if p.page && i == 0 {
			text.WriteByte('\f')
		}
		c2.Formula = fmt.Sprintf("100 * %d / %d = %s", value, plan, printed)
		c2.Printed, c2.Computed, c2.Low, c2.High = printed, exact, exact, exact
		c2.Deviation = new(big.Rat).Sub(rat(exact), rat(printed)).FloatString(1)
		c2.MessageVI = fmt.Sprintf("%s: %s trên %s tấn được %s %%; báo cáo ghi %s %%: %s.", name, dotted(value), dotted(plan), exact, printed, c2.Outcome)
		c2.MessageEN = fmt.Sprintf("%s: %s of %s t gives %s %%; the report prints %s %%: %s.", name, dotted(value), dotted(plan), exact, printed, c2.Outcome)
		a.Checks = append(a.Checks, c2)
	}
	whole := text.String()
	x.Document = schemas.Document{ID: sha256.Sum256([]byte(p.uri + whole)), URI: p.uri, Format: "text", Encoding: "utf-8", Bytes: int64(len(whole)), Text: whole, Pages: pages,
		Meta: schemas.Meta{Number: p.number, Issuer: "UBND " + areaName, Date: schemas.Date{Year: p.year, Month: 12, Day: 5}, Title: "Báo cáo " + p.uri,
			Period: schemas.Year(p.year), Area: area, AreaList: "2004", AreaName: areaName}}
	a.Document = x.Document.ID
	return x, a
}

func rat(s string) *big.Rat {
	r, _ := new(big.Rat).SetString(s)
	return r
}

func dotted(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d.%03d", n/1000, n%1000)
}

// publish publishes papers as the next snapshot of a lake; what is no longer among them goes.
func publish(t testing.TB, dir string, papers ...report) load.Snapshot {
	t.Helper()
	ctx := context.Background()
	store, err := load.Open(dir, load.Options{Now: clockwork})
	if err != nil {
		t.Fatal(err)
	}
	txn, err := store.Begin(ctx, load.Run{ID: "20260301T010000Z-0000", Job: "nightly", Version: "1", Lexicon: dictionary(), Prune: true, Full: true})
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Abort()
	for _, p := range papers {
		x, a := p.rows()
		if err := txn.Add(ctx, x, a); err != nil {
			t.Fatal(err)
		}
	}
	if err := txn.AddReject(ctx, "hỏng<b>.pdf", schemas.Reject{Reason: schemas.RejectMalformed, Detail: "no <trailer>"}); err != nil {
		t.Fatal(err)
	}
	s, err := txn.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func clockwork() time.Time { return time.Date(2026, 3, 1, 1, 30, 0, 0, time.UTC) }

// some are a few reports with contradictions.
func some() []report {
	third := func(i int) bool { return i%3 == 0 }
	return []report{
		{uri: "a.txt", number: "1/BC", year: 2023, area: 1, sentences: 30, wrong: third, phrase: "điều chưa biết", page: true},
		{uri: "b.txt", number: "2/BC", year: 2024, area: 1, sentences: 30, wrong: third, phrase: "điều chưa biết"},
		{uri: "c.txt", number: "3/BC", year: 2024, area: 2, sentences: 20, phrase: "điều lạ", paged: true},
	}
}

// running is a console of a lake, and a browser without a screen.
type running struct {
	t *testing.T
	*Console
	cookies map[string]*http.Cookie
	from    string
	host    string
}

func start(t *testing.T, dir string, opt Options) *running {
	t.Helper()
	opt.Out, opt.Log, opt.Version = dir, zerolog.Nop(), "test"
	if opt.Now == nil {
		opt.Now = func() time.Time { return time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC) }
	}
	c, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if err := c.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &running{t: t, Console: c, cookies: map[string]*http.Cookie{}, from: "127.0.0.1:5000", host: "localhost:8464"}
}

// do sends a request with the cookies so far and keeps those of the answer.
func (r *running) do(method, target string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	r.t.Helper()
	q := httptest.NewRequest(method, "http://"+r.host+target, strings.NewReader(form.Encode()))
	q.RemoteAddr = r.from
	if form != nil {
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	for _, c := range r.cookies {
		q.AddCookie(c)
	}
	w := httptest.NewRecorder()
	r.Handler().ServeHTTP(w, q)
	for _, c := range w.Result().Cookies() {
		r.cookies[c.Name] = c
	}
	return w
}

// get returns a page that must be there.
func (r *running) get(target string, headers ...string) string {
	r.t.Helper()
	w := r.do("GET", target, nil, headers...)
	if w.Code != http.StatusOK {
		r.t.Fatalf("%s: %d %s", target, w.Code, w.Body)
	}
	return w.Body.String()
}
