package transform_test

import (
	"context"
	"testing"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform"
)

// testLexicon holds the units that the tests need.
func testLexicon(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	unit := func(id, family, base, factor string) lexicon.Unit {
		f, err := schemas.ParseDecimal(factor)
		if err != nil {
			t.Fatal(err)
		}
		return lexicon.Unit{ID: id, Family: family, Base: base, Factor: f}
	}
	return &lexicon.Lexicon{Units: []lexicon.Unit{
		unit("VND", "money", "VND", "1"), unit("USD", "money_usd", "USD", "1"), unit("%", "ratio", "%", "1"), unit("pp", "points", "pp", "1"),
		unit("ha", "area", "m2", "10000"), unit("t", "mass", "kg", "1000"), unit("kg", "mass", "kg", "1"), unit("m3", "volume", "m3", "1"),
		unit("km", "length", "m", "1000"), unit("x", "multiple", "x", "1"),
		unit("{điểm}", "score", "{điểm}", "1"), unit("{hạng}", "rank", "{hạng}", "1"), unit("{bậc}", "rank_step", "{bậc}", "1"),
	}}
}

func TestObservations(t *testing.T) {
	year := schemas.Year(2024)
	tests := []struct {
		rule               string
		value, unit        string
		period             schemas.Period
		area               string
		wantValue          string
		wantUnit           string
		wantStart, wantEnd string
		wantKind, wantArea string
	}{
		{"tonnes become kilograms, a year becomes its days", "12.5", "t", year, "", "12500", "kg", "2024-01-01", "2024-12-31", "duration", "06"},
		{"money stays money", "1500000000", "VND", schemas.Months(2024, 1, 9), "", "1500000000", "VND", "2024-01-01", "2024-09-30", "duration", "06"},
		{"hectares become square metres; a figure's own area wins", "3", "ha", schemas.At(schemas.Date{Year: 2024, Month: 2}), "24", "30000", "m2", "2024-02-29", "2024-02-29", "instant", "24"},
		{"a quotient keeps its notation, đến nay is the report's date", "51", "VND/{người}", schemas.AtReport(), "", "51", "VND/{người}", "2024-11-20", "2024-11-20", "instant", "06"},
		{"counts keep their noun, an unknown period has no dates", "7", "{xã}", schemas.Period{}, "", "7", "{xã}", "", "", "", "06"},
	}
	tr, err := transform.New(testLexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			v, err := schemas.ParseDecimal(tt.value)
			if err != nil {
				t.Fatal(err)
			}
			x := schemas.Extraction{Figures: []schemas.Figure{{Value: v, Unit: tt.unit, Period: tt.period, Area: tt.area, Of: schemas.None, Parent: schemas.None}}}
			x.Document.Meta = schemas.Meta{Date: schemas.Date{Year: 2024, Month: 11, Day: 20}, Area: "06", AreaList: "2004", AreaName: "Bắc Kạn"}
			a, err := tr.Transform(context.Background(), x)
			if err != nil {
				t.Fatal(err)
			}
			o := a.Observations[0]
			got := []string{o.BaseValue.String(), o.BaseUnit, o.PeriodStart.String(), o.PeriodEnd.String(), o.PeriodKind, o.Area}
			want := []string{tt.wantValue, tt.wantUnit, tt.wantStart, tt.wantEnd, tt.wantKind, tt.wantArea}
			for i := range want {
				if got[i] != want[i] {
					t.Errorf("field %d: got %q, want %q", i, got[i], want[i])
				}
			}
			if !o.BaseExact {
				t.Error("the value is not exact")
			}
		})
	}
}

func TestUnknownUnitIsRejectedWithItsPlace(t *testing.T) {
	tr, err := transform.New(testLexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	x := schemas.Extraction{Figures: []schemas.Figure{{Span: schemas.Span{Start: 3, End: 5}, Unit: "furlong", Of: schemas.None, Parent: schemas.None}}}
	x.Document.Text = "   12 furlong"
	a, err := tr.Transform(context.Background(), x)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Rejects) != 1 || a.Rejects[0].Reason != schemas.RejectUnknownUnit || a.Rejects[0].Span != x.Figures[0].Span {
		t.Errorf("got %+v", a.Rejects)
	}
}

func TestTransformStopsWhenDone(t *testing.T) {
	tr, err := transform.New(testLexicon(t), transform.WithoutChecks())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := tr.Transform(ctx, schemas.Extraction{}); err == nil {
		t.Error("no error")
	}
}
