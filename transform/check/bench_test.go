package check_test

import (
	"fmt"
	"strings"
	"testing"

	"solieu/schemas"
	"solieu/transform/check"
)

// long is a document of about n figures: targets, lists, shares, growths, in many sections.
func long(t testing.TB, n int) *schemas.Extraction {
	t.Helper()
	var b strings.Builder
	for k := 0; k < n; k += 10 {
		area, rest, cases := 1000+k%977, 200+k%311, 500+k%613
		fmt.Fprintf(&b, "Diện tích lúa huyện %d {%d ha|ind=diện tích lúa}/{%d ha|role=target|of=%d}, đạt {%s %%|m=attainment|of=%d} kế hoạch; ",
			k, area, area+20, k, comma(100*area, area+20), k)
		fmt.Fprintf(&b, "thu {%d,5 tỷ đồng|ind=thu ngân sách}, trong đó nội địa {%d,2 tỷ đồng|in=%d|by=trong_do}, chiếm {%s %%|m=share|of=%d}, xuất khẩu {%d,3 tỷ đồng|in=%d|by=trong_do}. ",
			rest+20, rest, k+3, comma(100*(10*rest+2), 10*(rest+20)+5), k+4, 20, k+3)
		fmt.Fprintf(&b, "Xảy ra {%d vụ|ind=số vụ tai nạn}, giảm {%d vụ|m=change|neg=1|of=%d} (giảm {%s %%|m=growth|neg=1|of=%d}).\n",
			cases, 30+k%11, k+7, comma(100*(30+k%11), cases+30+k%11), k+7)
	}
	return report(t, b.String())
}

// comma is a / b with one digit behind a decimal comma, rounded.
func comma(a, b int) string {
	n := (20*a/b + 1) / 2
	return fmt.Sprintf("%d,%d", n/10, n%10)
}

func BenchmarkRun5000(b *testing.B) { benchmarkRun(b, 5000) }

func BenchmarkRun50000(b *testing.B) { benchmarkRun(b, 50_000) }

// BenchmarkRunOneSentence runs on a document without line ends and full stops: every window must be bounded by itself.
func BenchmarkRunOneSentence(b *testing.B) {
	x := long(b, 20_000)
	x.Document.Text = strings.NewReplacer("\n", " ", ". ", ", ").Replace(x.Document.Text)
	for i := range x.Figures {
		x.Figures[i].Sentence = schemas.Span{Start: 0, End: len(x.Document.Text)}
	}
	c, err := check.New(lex(b))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Run(x)
	}
}

func benchmarkRun(b *testing.B, n int) {
	x := long(b, n)
	c, err := check.New(lex(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Run(x)
	}
	b.ReportMetric(float64(len(x.Figures)), "figures")
}

// Work is counted in allocations: time is at the mercy of the machine. A finder that looked at all pairs would make a hundred times as many.
func TestWorkGrowsWithTheFigures(t *testing.T) {
	c, err := check.New(lex(t))
	if err != nil {
		t.Fatal(err)
	}
	work := func(n int) float64 {
		x := long(t, n)
		return testing.AllocsPerRun(1, func() { c.Run(x) })
	}
	if small, large := work(500), work(5000); large > 15*small {
		t.Errorf("10 times the figures took %.0f times the work", large/small)
	}
}
