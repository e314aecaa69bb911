package load

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"solieu/schemas"
	"solieu/schemas/tables"
)

func figure(measure, status, value, unit string, more func(*evidence)) evidence {
	d, err := schemas.ParseDecimal(value)
	if err != nil {
		panic(err)
	}
	v, day := tables.NewDecimal(d), tables.Date(19000)
	e := evidence{DocumentID: "a", DocumentDate: &day, Value: v, Low: v, High: v, Unit: unit, BaseValue: v, BaseUnit: unit,
		Measure: measure, Role: "main", Status: status, Indicator: "đàn lợn", PeriodKey: "2023-01-01/2023-12-31"}
	if more != nil {
		more(&e)
	}
	return e
}

func TestMart(t *testing.T) {
	at := func(n int64) *int64 { return &n }
	group := []evidence{
		figure("level", "actual", "200", "{con}", func(e *evidence) { e.Start = 10 }),
		figure("level", "actual", "201", "{con}", func(e *evidence) { e.Start = 20 }),
		figure("level", "estimate", "190", "{con}", nil),
		figure("level", "actual", "250", "{con}", func(e *evidence) { e.Role = "target" }),
		figure("rate", "estimate", "5", "kg", func(e *evidence) { e.Start = 30 }),
		figure("growth", "actual", "7.5", "%", func(e *evidence) { e.OfStart, e.Base = at(30), "2022" }),
		figure("attainment", "actual", "80", "%", func(e *evidence) { e.CheckComputed = tables.RoundedDecimal("80.4") }),
		figure("share", "actual", "12", "%", func(e *evidence) { e.OfStart = at(999) }),
	}
	rows := indicatorRows(group)
	if len(rows) != 2 {
		t.Fatalf("%d rows, want one for each unit", len(rows))
	}
	kg, head := rows[0], rows[1]
	if kg.Unit != "kg" || kg.ValueStatus != "estimate" || kg.Value.String() != "5" || kg.Growth.String() != "7.5" || kg.GrowthBase != "2022" {
		t.Errorf("%+v", kg)
	}
	if head.Actual.String() != "200" || head.Estimate.String() != "190" || head.Plan.String() != "250" || head.ValueStatus != "actual" ||
		*head.SourceStart != 10 || !head.Conflicting || head.AttainmentComputed.String() != "80.4" || head.Share.String() != "12" || head.Growth != nil {
		t.Errorf("%+v", head)
	}
	if only := indicatorRows(group[6:7]); len(only) != 1 || only[0].Value != nil || only[0].Attainment.String() != "80" {
		t.Errorf("%+v", only)
	}
}

func TestUnknownAreasStayApart(t *testing.T) {
	two := []evidence{figure("level", "actual", "200", "{con}", nil), figure("level", "actual", "9", "{con}", func(e *evidence) { e.DocumentID = "b" })}
	if rows := subjectRows(two); len(rows) != 2 || rows[0].Conflicting || rows[1].SourceDocument != "b" {
		t.Errorf("%+v", rows)
	}
	two[0].AreaName, two[1].AreaName = "Bắc Kạn", "Bắc Kạn"
	if rows := subjectRows(two); len(rows) != 1 || !rows[0].Conflicting || rows[0].Documents != 2 {
		t.Errorf("%+v", rows)
	}
}

// TestKeysOfEvidence: the bytes that evidence sorts by have the order of its columns, whatever stands in them, and then that of trust.
func TestKeysOfEvidence(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune{0, 1, 'a', 0xff}), 0, 2, -1)
	draw := rapid.Custom(func(t *rapid.T) evidence {
		e := evidence{IndicatorCode: text.Draw(t, "code"), Indicator: text.Draw(t, "indicator"), AreaName: text.Draw(t, "area"),
			DocumentID: text.Draw(t, "id"), Ambiguous: text.Draw(t, "ambiguous"), Start: rapid.Int64Range(0, 1000).Draw(t, "start")}
		if rapid.Bool().Draw(t, "dated") {
			day := tables.Date(rapid.Int32Range(-3, 3).Draw(t, "day"))
			e.DocumentDate = &day
		}
		return e
	})
	later := func(a, b *tables.Date) int {
		switch {
		case a == nil || b == nil:
			return cmp.Compare(truth(b != nil), truth(a != nil))
		default:
			return cmp.Compare(*b, *a)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw.Draw(t, "a"), draw.Draw(t, "b")
		documents := register(slices.Compact(slices.Sorted(slices.Values([]string{a.DocumentID, b.DocumentID}))))
		want := cmp.Or(cmp.Compare(a.IndicatorCode, b.IndicatorCode), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.AreaName, b.AreaName),
			later(a.DocumentDate, b.DocumentDate), cmp.Compare(min(len(a.Ambiguous), 1), min(len(b.Ambiguous), 1)),
			cmp.Compare(a.DocumentID, b.DocumentID), cmp.Compare(a.Start, b.Start))
		if got := compareRecords(&record{group: a.appendSubject(nil, 2023), key: a.appendKey(nil, documents)}, &record{group: b.appendSubject(nil, 2023), key: b.appendKey(nil, documents)}); got != want {
			t.Fatalf("%d, the columns say %d", got, want)
		}
		for _, e := range []evidence{a, b} {
			if e.Unit, e.Measure, e.PeriodStart, e.OfStart = "ha", e.Indicator, e.DocumentDate, &e.Start; e.Start%2 == 0 {
				e.Value, e.OfStart = tables.NewDecimal(schemas.Int64(rapid.Int64().Draw(t, "value"))), nil
			}
			var got evidence
			if year := got.readSubject(e.appendSubject(nil, -3)); year != -3 {
				t.Fatal(year)
			}
			if err := got.read(&record{key: e.appendKey(nil, documents), value: e.appendValue(nil)}, documents, new(valueReader)); err != nil {
				t.Fatal(err)
			}
			e.Ambiguous = strings.Repeat("yes", min(len(e.Ambiguous), 1))
			if d := gocmp.Diff(e, got); d != "" {
				t.Fatal(d)
			}
		}
	})
}
