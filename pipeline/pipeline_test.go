package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"solieu/extract/read"
	"solieu/schemas"
)

// fakes stand for the stages; a word in the text tells them what to do.
type fakes struct{}

func (fakes) Read(_ context.Context, uri string, data []byte) ([]schemas.Document, error) {
	switch text := string(data); {
	case text == "nothing":
		return nil, nil
	case strings.Contains(text, "binary"):
		return nil, &read.Error{Reason: schemas.RejectBinary, Place: uri, Detail: "NUL"}
	case strings.Contains(text, "read panics"):
		panic("reading")
	case strings.HasPrefix(text, "archive:"):
		var docs []schemas.Document
		var failed read.Errors
		for i, member := range strings.Split(strings.TrimPrefix(text, "archive:"), "|") {
			name := fmt.Sprintf("%s!/%d", uri, i)
			if member == "" {
				failed = append(failed, &read.Error{Reason: schemas.RejectEmpty, Place: name})
				continue
			}
			docs = append(docs, document(name, member, member))
		}
		if failed == nil {
			return docs, nil
		}
		return docs, failed
	default:
		return []schemas.Document{document(uri, text, text)}, nil
	}
}

func document(uri, source, text string) schemas.Document {
	return schemas.Document{ID: sha256.Sum256([]byte(source)), URI: uri, Text: text, Bytes: int64(len(text))}
}

func (fakes) Extract(ctx context.Context, d schemas.Document) (schemas.Extraction, error) {
	ex := schemas.Extraction{Document: d}
	switch {
	case strings.Contains(d.Text, "hangs"):
		<-ctx.Done()
		return ex, ctx.Err()
	case strings.Contains(d.Text, "extract panics"):
		var none []int
		_ = none[len(d.Text)]
	case strings.Contains(d.Text, "extract fails"):
		return ex, errors.New("no idea")
	case strings.Contains(d.Text, "tấn"):
		ex.Rejects = []schemas.Reject{{Reason: schemas.RejectUnknownUnit}}
	}
	for i, f := range strings.Fields(d.Text) {
		if f[0] >= '0' && f[0] <= '9' {
			ex.Numerals = append(ex.Numerals, schemas.Numeral{Class: schemas.ClassFigure, Figure: i})
			ex.Figures = append(ex.Figures, schemas.Figure{})
		}
	}
	return ex, nil
}

func (fakes) Transform(_ context.Context, ex schemas.Extraction) (schemas.Assessment, error) {
	as := schemas.Assessment{Document: ex.Document.ID, Observations: make([]schemas.Observation, len(ex.Figures))}
	if strings.Contains(ex.Document.Text, "transform panics") {
		panic("transforming")
	}
	if strings.Contains(ex.Document.Text, "wrong") {
		as.Checks = []schemas.Check{{Stated: schemas.None, Outcome: schemas.Violated, Severity: schemas.SeverityError}}
	}
	return as, nil
}

// memory is a sink that notes what it is given.
type memory struct {
	notes []string
	fail  error
}

func (m *memory) Add(_ context.Context, ex schemas.Extraction, as schemas.Assessment) error {
	m.notes = append(m.notes, fmt.Sprintf("%s %d", ex.Document.URI, len(as.Observations)))
	return m.fail
}

func (m *memory) AddReject(_ context.Context, uri string, why schemas.Reject) error {
	m.notes = append(m.notes, fmt.Sprintf("%s %s", uri, why.Reason))
	return m.fail
}

func run(t *testing.T, o Options, inputs ...Input) (*Report, *memory, error) {
	t.Helper()
	sink := &memory{}
	p := Pipeline{Reader: fakes{}, Extractor: fakes{}, Transformer: fakes{}, Options: o}
	report, err := p.Run(t.Context(), inputs, sink)
	return report, sink, err
}

func TestRunRoutesWhatGoesWrong(t *testing.T) {
	broken := Input{URI: "h-broken", Open: func() (io.ReadCloser, error) { return nil, errors.New("io") }}
	inputs := []Input{
		Bytes("a", []byte("12 con 13 con")), Bytes("b", []byte("binary")), Bytes("c", []byte("read panics")),
		Bytes("d", []byte("hangs")), Bytes("e", []byte("extract panics")), Bytes("f", []byte("transform panics 1")),
		Bytes("g", []byte("12 con 13 con")), broken, Bytes("i", []byte("archive:1 ha||2 ha 3 ha|")), Bytes("j", []byte("7 wrong 8 tấn")),
		rejected("k", schemas.RejectNoSource, ""), Bytes("k2", []byte("extract panics")), Bytes("k3", []byte("nothing")), Bytes("l", []byte("extract fails")), Bytes("m", []byte("much too long for the limit of this test")),
	}
	want := []string{
		"a 2", "b binary", "c internal", "d timeout", "e internal", "f internal", "g 0", "h-broken unreadable",
		"i!/0 1", "i!/2 2", "i!/1 empty", "i!/3 empty", "j 2", "k no_documents", "k2 internal", "k3 empty", "l internal", "m too_large",
	}
	for _, workers := range []int{1, 8} {
		report, sink, err := run(t, Options{Workers: workers, Timeout: 50 * time.Millisecond, MaxBytes: 32}, inputs...)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(sink.notes, want) {
			t.Errorf("%d workers:\n got %q\nwant %q", workers, sink.notes, want)
		}
		if report.Documents != 4 || report.Duplicates != 1 || report.Rejected != 13 || report.Sources != 18 {
			t.Errorf("%d workers: %+v", workers, report)
		}
		if report.Numerals != 7 || report.Accounted != 7 || report.Figures != 7 || report.Observations != 7 || report.Coverage() != 1 {
			t.Errorf("%d workers: %+v", workers, report)
		}
		wantRejects := []RejectCount{{"binary", 1}, {"empty", 3}, {"internal", 5}, {"no_documents", 1}, {"timeout", 1}, {"too_large", 1}, {"unknown_unit", 1}, {"unreadable", 1}}
		if !slices.Equal(report.Rejects, wantRejects) {
			t.Errorf("%d workers: rejects %v", workers, report.Rejects)
		}
		if report.Outcomes(schemas.Violated) != 1 || report.AtLeast(schemas.SeverityError) != 1 || report.AtLeast(schemas.SeverityDecision) != 0 || len(report.Violations) != 1 {
			t.Errorf("%d workers: checks %v", workers, report.Checks)
		}
	}
}

// A document of nothing but numerals cannot claim the machine's memory.
func TestRunSetsAsideTooManyNumerals(t *testing.T) {
	report, sink, err := run(t, Options{}, Bytes("a", []byte(strings.Repeat("1 ", MaxNumerals+1))), Bytes("b", []byte("12 con")))
	if err != nil || !slices.Equal(sink.notes, []string{"a too_large", "b 1"}) || report.Rejected != 1 || report.Documents != 1 {
		t.Errorf("got %+v, %q, %v", report, sink.notes, err)
	}
}

func TestRunSkipsWhatIsKnown(t *testing.T) {
	known := func(uri string, _ schemas.DocumentID) bool { return uri == "b" }
	var seen []string
	report, sink, err := run(t, Options{Known: known, Observe: func(it Item) { seen = append(seen, it.URI) }}, Bytes("a", []byte("1")), Bytes("b", []byte("2")))
	if err != nil || report.Unchanged != 1 || report.Documents != 1 || !slices.Equal(sink.notes, []string{"a 1"}) || !slices.Equal(seen, []string{"a", "b"}) {
		t.Errorf("got %+v, %q, %q, %v", report, sink.notes, seen, err)
	}
}

func TestRunEndsWithASinkThatFails(t *testing.T) {
	full := errors.New("disk full")
	for _, workers := range []int{1, 4} {
		p := Pipeline{Reader: fakes{}, Extractor: fakes{}, Transformer: fakes{}, Options: Options{Workers: workers}}
		if _, err := p.Run(t.Context(), []Input{Bytes("a", []byte("1")), Bytes("b", []byte("2"))}, &memory{fail: full}); !errors.Is(err, full) {
			t.Errorf("got %v", err)
		}
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := Pipeline{Reader: fakes{}, Extractor: fakes{}, Transformer: fakes{}, Options: Options{
		Workers: 2, Timeout: time.Hour, Observe: func(Item) { cancel() },
	}}
	sink := &memory{}
	_, err := p.Run(ctx, []Input{Bytes("a", []byte("1")), Bytes("b", []byte("hangs")), Bytes("c", []byte("2"))}, sink)
	if !errors.Is(err, context.Canceled) || len(sink.notes) > 1 {
		t.Errorf("got %v, %q: an interrupt is no reject", err, sink.notes)
	}
}

func TestCountNumerals(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "không": 0, "1": 1, "1.234,5": 1, "1. 2": 2, "83.835/88.620 con": 2, "1,": 1, "1..2": 2, "a1b2": 2, "12.": 1, "3.2.": 1,
	} {
		if got := CountNumerals(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func TestViolationNamesItsLine(t *testing.T) {
	text := "một\nhai 5\nba 7"
	ex := schemas.Extraction{Document: document("u", text, text), Figures: []schemas.Figure{
		{Span: schemas.Span{Start: 14, End: 15}, Sentence: schemas.Span{Start: 5, End: len(text)}},
	}}
	v := violation(ex, schemas.Check{Stated: schemas.None, Operands: []int{0}}, &lineCounter{text: text})
	if v.Line != 3 || v.Sentence != "hai 5 ba 7" {
		t.Errorf("got %+v", v)
	}
}

func TestExcerptShowsTheFigure(t *testing.T) {
	long := strings.Repeat("một hai ", 40)
	text := long + "đạt 97% KH" + long
	at := strings.Index(text, "97")
	got := excerpt(text, schemas.Span{End: len(text)}, schemas.Span{Start: at, End: at + 2})
	if !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") || !strings.Contains(got, "một hai đạt 97% KHmột hai") || len(got) > 2*(shownBefore+shownBehind) {
		t.Errorf("got %q", got)
	}
	if got := excerpt("đạt 97% KH", schemas.Span{End: 13}, schemas.Span{Start: 6, End: 8}); got != "đạt 97% KH" {
		t.Errorf("short: got %q", got)
	}
}
