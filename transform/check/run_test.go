package check_test

import (
	"testing"

	"solieu/schemas"
	"solieu/transform/check"
)

func TestConsequencesGroupWhatSharesAFigure(t *testing.T) {
	checks := []schemas.Check{
		{Stated: 1, Operands: []int{2, 3}, Outcome: schemas.Violated, Severity: schemas.SeverityWarning},
		{Stated: 4, Operands: []int{5}, Outcome: schemas.Rounded},
		{Stated: 6, Operands: []int{3}, Outcome: schemas.Violated, Severity: schemas.SeverityError},
		{Stated: schemas.None, Operands: []int{7, 8}, Outcome: schemas.Violated, Severity: schemas.SeverityError},
	}
	got := check.Consequences(checks)
	want := []int{2, -1, 2, 3}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("check %d: led by %d, want %d", i, got[i], want[i])
		}
	}
}

func TestSameExtractionSameChecks(t *testing.T) {
	x := long(t, 300)
	c, err := check.New(lex(t))
	if err != nil {
		t.Fatal(err)
	}
	first := c.Run(x)
	for range 3 {
		again := c.Run(x)
		if len(again) != len(first) {
			t.Fatalf("%d checks, then %d", len(first), len(again))
		}
		for i := range first {
			if first[i].MessageVI != again[i].MessageVI || first[i].Outcome != again[i].Outcome {
				t.Fatalf("check %d differs", i)
			}
		}
	}
}

func TestDamagedLinksDoNoHarm(t *testing.T) {
	x := long(t, 60)
	for i := range x.Figures {
		x.Figures[i].Of = (i*7)%90 - 5
		x.Figures[i].Parent = (i*11)%90 - 5
		if i%13 == 0 {
			x.Figures[i].Sentence = schemas.Span{Start: -3, End: 1 << 30}
		}
		if i%17 == 0 {
			x.Figures[i].Start, x.Figures[i].End = 1<<20, 1<<20+2
		}
	}
	c, err := check.New(lex(t))
	if err != nil {
		t.Fatal(err)
	}
	c.Run(x)
}

func TestHabitOfAnAuthorWhoCuts(t *testing.T) {
	all, x := run(t, "Bò {949 con}/{1.000 con|role=target|of=0}, đạt {94 %|m=attainment|of=0} kế hoạch. Dê {967 con}/{1.000 con|role=target|of=3}, đạt {96 %|m=attainment|of=3} kế hoạch. "+
		"Lợn {958 con}/{1.000 con|role=target|of=6}, đạt {96 %|m=attainment|of=6} kế hoạch.")
	if got, want := check.HabitOf(all, x), (check.Habit{Rounds: 1, Cuts: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestConvention(t *testing.T) {
	for _, tt := range []struct {
		habit check.Habit
		want  check.Convention
	}{{check.Habit{}, check.Untold}, {check.Habit{Cuts: 1}, check.Untold}, {check.Habit{Cuts: 2}, check.Cutting}, {check.Habit{Rounds: 3}, check.Rounding}, {check.Habit{Rounds: 1, Cuts: 9}, check.Mixed}} {
		if got := tt.habit.Convention(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.habit, got, tt.want)
		}
	}
}
