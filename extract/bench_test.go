package extract_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"

	"solieu/schemas"
)

// benchText names a report to measure on, for [corpus].
const benchText = "SOLIEU_BENCH_TEXT"

// corpus is a text of at least n bytes: the report that the environment names, else the annotated passages one behind the other, again
// and again.
func corpus(tb testing.TB, n int) string {
	var one, all strings.Builder
	if name := os.Getenv(benchText); name != "" {
		report, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		one.Write(report)
	} else {
		for _, p := range passages(tb) {
			one.WriteString(p.text)
			one.WriteString("\n\n")
		}
	}
	all.Grow(n + one.Len())
	for all.Len() < n {
		all.WriteString(one.String())
	}
	return all.String()
}

func benchmarkExtract(b *testing.B, text string) {
	x := newExtractor(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	figures := 0
	for b.Loop() {
		e, err := x.Extract(context.Background(), schemas.Document{Text: text})
		if err != nil {
			b.Fatal(err)
		}
		figures = len(e.Figures)
	}
	b.ReportMetric(float64(figures), "figures/op")
}

// enough is the size of the text that throughput is measured on.
const enough = 20 << 20

// BenchmarkExtract stands beside [BenchmarkWords]: full extraction should reach at least a quarter of the throughput of bare word
// segmentation.
func BenchmarkExtract(b *testing.B) { benchmarkExtract(b, corpus(b, enough)) }

// BenchmarkWords cuts the same bytes into the words of Unicode's UAX 29 and does nothing with them.
func BenchmarkWords(b *testing.B) {
	text := corpus(b, enough)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	count := 0
	for b.Loop() {
		count = 0
		for it := words.FromString(text); it.Next(); {
			count++
		}
	}
	b.ReportMetric(float64(count), "words/op")
}

// BenchmarkExtractLinear shows that the throughput does not fall as the text grows.
func BenchmarkExtractLinear(b *testing.B) {
	whole := corpus(b, 4<<20)
	for _, kb := range []int{64, 256, 1024, 4096} {
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) {
			end := kb << 10
			for whole[end]&0xc0 == 0x80 {
				end++
			}
			benchmarkExtract(b, whole[:end])
		})
	}
}

// BenchmarkExtractHostile shows the same for texts that invite quadratic reading.
func BenchmarkExtractHostile(b *testing.B) {
	for _, h := range hostile {
		for _, kb := range []int{256, 2560} {
			b.Run(fmt.Sprintf("%s/%dKB", strings.ReplaceAll(h.name, " ", "_"), kb), func(b *testing.B) {
				benchmarkExtract(b, h.text(kb<<10))
			})
		}
	}
}
