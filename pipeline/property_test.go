package pipeline_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"solieu/pipeline"
	"solieu/pipeline/sample"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

// These tests write a report, read it as the program does and look at the checks: what means the same must be judged the same.

// composed makes the real pipeline, once for all tests.
var composed = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	lex, err := lexicon.Load(lexicon.Files())
	if err != nil {
		return nil, err
	}
	return pipeline.New(lex, pipeline.Options{Workers: 1})
})

// assess reads reports as the program does.
func assess(t testing.TB, inputs ...pipeline.Input) []pipeline.Item {
	t.Helper()
	p, err := composed()
	if err != nil {
		t.Fatal(err)
	}
	var items []pipeline.Item
	err = p.Assess(context.Background(), inputs, func(it pipeline.Item) error {
		items = append(items, it)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// head makes a report of sentences, so that they have an area and a year.
const head = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSố: 9/BC-UBND\n\nHòa Bình, ngày 05 tháng 12 năm 2023\n\nBÁO CÁO\nTình hình kinh tế - xã hội năm 2023\n\n"

// outcomes are the checks of a report that consists of a sentence: kind and outcome of each, sorted.
func outcomes(t testing.TB, sentence string) []string {
	t.Helper()
	var out []string
	for _, it := range assess(t, pipeline.Bytes("a.txt", []byte(head+sentence+"\n"))) {
		for _, c := range it.Assessment.Checks {
			out = append(out, string(c.Kind)+" "+string(c.Outcome))
		}
	}
	slices.Sort(out)
	return out
}

// amount is a number of thousandths, shifted by a power of ten, as printed in Vietnamese: 1234567 and 1 give "12.345,67".
func amount(thousandths, power int) string {
	digits := strconv.Itoa(thousandths)
	decimals := 3 - power
	for len(digits) <= decimals {
		digits = "0" + digits
	}
	for ; decimals < 0; decimals++ {
		digits += "0"
	}
	whole, fraction := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if fraction != "" {
		whole += "," + fraction
	}
	return whole
}

// revenue writes a sum in tỷ đồng or triệu đồng.
func revenue(total int, parts []int, names []string, write func(int) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Thu ngân sách nhà nước trên địa bàn năm 2023 đạt %s, gồm: ", write(total))
	for i, p := range parts {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(names[i] + " " + write(p))
	}
	return b.String() + "."
}

func sources() []string {
	return []string{"thu nội địa", "thu từ hoạt động xuất nhập khẩu", "thu viện trợ", "thu tiền sử dụng đất"}
}

// drawRevenue draws parts in thousandths and a total that is theirs, or misses it by some thousandths.
func drawRevenue(t *rapid.T) (parts []int, total int) {
	parts = rapid.SliceOfN(rapid.IntRange(101_001, 899_999), 2, 4).Draw(t, "parts")
	for _, p := range parts {
		total += p
	}
	return parts, total + rapid.SampledFrom([]int{0, 0, 1, -1, 2, -2, 9000, -5400}).Draw(t, "off")
}

// TestSumsMeanTheSameHoweverWritten: the parts in another order, all amounts ten to the k as large, triệu for tỷ.
func TestSumsMeanTheSameHoweverWritten(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts, total := drawRevenue(rt)
		in := func(power int, unit string) func(int) string {
			return func(n int) string { return amount(n, power) + " " + unit }
		}
		plain := revenue(total, parts, sources(), in(0, "tỷ đồng"))
		want := outcomes(t, plain)
		if !slices.ContainsFunc(want, func(s string) bool { return strings.HasPrefix(s, "sum ") }) {
			rt.Fatalf("no sum is found in %s", plain)
		}
		order := rapid.Permutation([]int{0, 1, 2, 3}[:len(parts)]).Draw(rt, "order")
		shuffled, names := make([]int, len(parts)), make([]string, len(parts))
		for i, j := range order {
			shuffled[i], names[i] = parts[j], sources()[j]
		}
		k := rapid.IntRange(-2, 3).Draw(rt, "k")
		for rule, text := range map[string]string{
			"another order":    revenue(total, shuffled, names, in(0, "tỷ đồng")),
			"ten to the k":     revenue(total, parts, sources(), in(k, "tỷ đồng")),
			"triệu for tỷ":     revenue(total, parts, sources(), in(3, "triệu đồng")),
			"the other letter": revenue(total, parts, sources(), in(0, "tỉ đồng")),
		} {
			if got := outcomes(t, text); !slices.Equal(got, want) {
				rt.Fatalf("%s: %q, not %q\n%s\n%s", rule, got, want, plain, text)
			}
		}
	})
}

// TestOneWrongDigitOfAnExactSum: whichever digit of the total or of a part is another one, the sum is violated.
func TestOneWrongDigitOfAnExactSum(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts := rapid.SliceOfN(rapid.IntRange(1010, 99_990), 2, 4).Draw(rt, "parts")
		numbers := []string{""}
		total := 0
		for _, p := range parts {
			total += p
			numbers = append(numbers, strconv.Itoa(p))
		}
		numbers[0] = strconv.Itoa(total)
		text := func() string {
			names := []string{"trâu", "bò", "lợn", "dê"}
			s := "Tổng đàn gia súc năm 2023 đạt " + grouped(numbers[0]) + " con, gồm: "
			for i, n := range numbers[1:] {
				s += names[i] + " " + grouped(n) + " con" + map[bool]string{true: ".", false: ", "}[i == len(parts)-1]
			}
			return s
		}
		if got := outcomes(t, text()); !slices.Contains(got, "sum exact") {
			rt.Fatalf("%q of %s", got, text())
		}
		i := rapid.IntRange(0, len(numbers)-1).Draw(rt, "number")
		digits := []byte(numbers[i])
		k := rapid.IntRange(0, len(digits)-1).Draw(rt, "digit")
		c := byte(rapid.IntRange('0', '9').Draw(rt, "as"))
		if c == digits[k] || k == 0 && c == '0' {
			return
		}
		digits[k] = c
		numbers[i] = string(digits)
		if got := outcomes(t, text()); !slices.Contains(got, "sum violated") {
			rt.Fatalf("%q of %s", got, text())
		}
	})
}

func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return digits
}

// TestRatesMeanTheSameInOtherUnits: attainment, growth and share of amounts in tỷ or in triệu, ten to the k as large.
func TestRatesMeanTheSameInOtherUnits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := rapid.IntRange(300_001, 899_999).Draw(rt, "actual")
		b := rapid.IntRange(300_001, 899_999).Draw(rt, "against")
		off := rapid.SampledFrom([]int{0, 0, 1, -1, 7}).Draw(rt, "off")
		sentences := func(power int, unit string) string {
			x, y := amount(a, power)+" "+unit, amount(b, power)+" "+unit
			share := "Tổng chi ngân sách " + amount(a+b, power) + " " + unit + ", trong đó chi thường xuyên " + x + ", chiếm " + percent(a, a+b, off) + "% tổng chi."
			return "Thu ngân sách đạt " + x + "/" + y + ", đạt " + percent(a, b, off) + "% dự toán. " + share
		}
		want := outcomes(t, sentences(0, "tỷ đồng"))
		if len(want) < 2 {
			rt.Fatalf("%q of %s", want, sentences(0, "tỷ đồng"))
		}
		k := rapid.IntRange(-2, 3).Draw(rt, "k")
		for _, text := range []string{sentences(3, "triệu đồng"), sentences(k, "tỷ đồng")} {
			if got := outcomes(t, text); !slices.Equal(got, want) {
				rt.Fatalf("%q, not %q: %s", got, want, text)
			}
		}
	})
}

// percent is 100·a/b to one digit, off by some tenths.
func percent(a, b, off int) string {
	tenths := (2000*a+b)/(2*b) + off
	return fmt.Sprintf("%d,%d", tenths/10, tenths%10)
}

// TestIssuesSurviveReflow: the sample with its lines broken elsewhere has the same findings under the same names.
func TestIssuesSurviveReflow(t *testing.T) {
	inputs, err := sample.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range assess(t, inputs...) {
		want := issues(it)
		if len(want) == 0 {
			continue
		}
		text := it.Extraction.Document.Text
		for _, width := range []int{60, 83, 120} {
			again := assess(t, pipeline.Bytes(it.URI, []byte(reflow(text, width))))
			if got := issues(again[0]); common(want, got) != len(want) {
				t.Errorf("%s at %d characters a line: %d of %d issues have another name", it.URI, width, len(want)-common(want, got), len(want))
			}
		}
	}
}

func issues(it pipeline.Item) []string {
	var ids []string
	for _, c := range tables.Rows(it.Extraction, it.Assessment).Checks {
		ids = append(ids, c.IssueID)
	}
	slices.Sort(ids)
	return ids
}

func common(a, b []string) (n int) {
	for _, s := range a {
		if slices.Contains(b, s) {
			n++
		}
	}
	return n
}

// reflow breaks the long lines of paragraphs; what is a heading, a row of a table or part of a report's head stays.
func reflow(text string, width int) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if len([]rune(line)) < 140 || strings.HasPrefix(line, "|") {
			out = append(out, line)
			continue
		}
		row := ""
		for _, word := range strings.Fields(line) {
			if row != "" && len([]rune(row))+1+len([]rune(word)) > width {
				out = append(out, row)
				row = ""
			}
			row = strings.TrimSpace(row + " " + word)
		}
		out = append(out, row)
	}
	return strings.Join(out, "\n")
}
