package check_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"solieu/schemas"
)

// sumOutcome is the verdict on a list that gồm announces.
func sumOutcome(t testing.TB, total string, parts []string, unit string) schemas.Outcome {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "Tổng {%s %s}, gồm ", total, unit)
	for i, p := range parts {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "phần {%s %s|in=0|by=gom}", p, unit)
	}
	all, _ := run(t, b.String()+".")
	for _, c := range only(all, schemas.CheckSum) {
		if c.Stated == 0 {
			return c.Outcome
		}
	}
	return ""
}

// drawParts draws two to six amounts with one digit behind the comma, in tenths.
func drawParts(t *rapid.T) (parts []int, total int) {
	parts = rapid.SliceOfN(rapid.IntRange(1010, 99_990), 2, 6).Draw(t, "parts")
	for _, p := range parts {
		total += p
	}
	return parts, total
}

// tenths writes n tenths in Vietnamese style.
func tenths(n int) string { return fmt.Sprintf("%d,%d", n/10, n%10) }

func each(list []int, f func(int) string) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = f(n)
	}
	return out
}

func TestSumsDoNotDependOnOrderOrScale(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts, total := drawParts(rt)
		total += rapid.IntRange(-3, 3).Draw(rt, "off")
		want := sumOutcome(t, tenths(total), each(parts, tenths), "tỷ đồng")
		shuffled := rapid.Permutation(parts).Draw(rt, "shuffled")
		if got := sumOutcome(t, tenths(total), each(shuffled, tenths), "tỷ đồng"); got != want {
			rt.Fatalf("another order: %s, not %s", got, want)
		}
		if got := sumOutcome(t, tenths(total), each(parts, tenths), "triệu đồng"); got != want {
			rt.Fatalf("triệu for tỷ: %s, not %s", got, want)
		}
		tenfold := func(n int) string { return strconv.Itoa(n) }
		if got := sumOutcome(t, tenfold(total), each(parts, tenfold), "tỷ đồng"); got != want {
			rt.Fatalf("ten times as much: %s, not %s", got, want)
		}
	})
}

func TestOneWrongDigitBreaksAnExactSum(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts, total := drawParts(rt)
		if got := sumOutcome(t, strconv.Itoa(total), each(parts, strconv.Itoa), "người"); got != schemas.Exact {
			rt.Fatalf("exact sum: %s", got)
		}
		digits := []byte(strconv.Itoa(total))
		k := rapid.IntRange(0, len(digits)-1).Draw(rt, "digit")
		c := byte(rapid.IntRange('1', '9').Draw(rt, "as"))
		if c == digits[k] {
			return
		}
		digits[k] = c
		if got := sumOutcome(t, string(digits), each(parts, strconv.Itoa), "người"); got != schemas.Violated {
			rt.Fatalf("%d printed as %s: %s", total, digits, got)
		}
	})
}

func TestSameAmountInOtherUnits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		actual := rapid.IntRange(1000, 900_000).Draw(rt, "actual")
		plan := rapid.IntRange(1000, 900_000).Draw(rt, "plan")
		rate := rapid.IntRange(1, 3000).Draw(rt, "rate")
		outcome := func(a, unitA, p, unitP string) schemas.Outcome {
			all, _ := run(t, fmt.Sprintf("Thu {%s %s}/{%s %s|role=target|of=0}, đạt {%s %%|m=attainment|of=0} kế hoạch.", a, unitA, p, unitP, tenths(rate)))
			if got := only(all, schemas.CheckAttainment); len(got) > 0 {
				return got[0].Outcome
			}
			return ""
		}
		thousandths := func(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }
		want := outcome(strconv.Itoa(actual), "triệu đồng", strconv.Itoa(plan), "triệu đồng")
		if got := outcome(thousandths(actual), "tỷ đồng", strconv.Itoa(plan), "triệu đồng"); got != want {
			rt.Fatalf("tỷ for triệu: %s, not %s", got, want)
		}
	})
}
