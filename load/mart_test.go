package load

import (
	"cmp"
	"testing"

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

func TestLaterDocumentsAndClearReadingsFirst(t *testing.T) {
	early, late := tables.Date(1), tables.Date(2)
	best := evidence{DocumentDate: &late, DocumentID: "z"}
	for _, other := range []evidence{{DocumentDate: &early, DocumentID: "a"}, {DocumentID: "a"}, {DocumentDate: &late, DocumentID: "a", Ambiguous: "x"}} {
		if best.Compare(&other) >= 0 {
			t.Errorf("%+v comes first", other)
		}
	}
	a, b := evidence{Indicator: "a", DocumentID: "z"}, evidence{Indicator: "b", DocumentDate: &late}
	a.setSubject(nil)
	b.setSubject(nil)
	if a.Compare(&b) >= 0 {
		t.Error("evidence of one subject must stand together")
	}
}

// TestSubjectsSortAsTheirColumns: the one text of a subject has the order of its columns, whatever stands in them.
func TestSubjectsSortAsTheirColumns(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune{0, 1, 'a', 0xff}), 0, 3, -1)
	draw := rapid.Custom(func(t *rapid.T) evidence {
		e := evidence{IndicatorCode: text.Draw(t, "code"), Indicator: text.Draw(t, "indicator"), AreaName: text.Draw(t, "area")}
		e.setSubject(nil)
		return e
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw.Draw(t, "a"), draw.Draw(t, "b")
		columns := cmp.Or(cmp.Compare(a.IndicatorCode, b.IndicatorCode), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.AreaName, b.AreaName))
		if got := cmp.Compare(a.Subject, b.Subject); got != columns {
			t.Fatalf("%d, the columns say %d", got, columns)
		}
	})
}
