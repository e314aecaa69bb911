//go:build unix

package extract_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/clipperhouse/uax29/v2/words"

	"solieu/schemas"
)

// numberAndUnit is what a first attempt at the task looks like: one regular expression for a number and its unit.
var numberAndUnit = regexp.MustCompile(`\d+(?:[.,]\d+)*\s*(?:%|‰|(?:nghìn |triệu |tỷ )*(?:đồng|USD|tấn|tạ|kg|ha|m2|m3|km|người|hộ|xã|con|cái|vụ|dự án|doanh nghiệp|hợp tác xã|lượt|giường|trường|điểm))`)

// TestThroughput compares the extraction of figures with a bare UAX 29 word segmentation and with a scan for numbers and units, on the same
// bytes, in turns, the best of several each, by the processor time that the process took, which a busy machine does not change. It fails where extraction is slower than the part of the
// segmentation that the environment demands: SOLIEU_THROUGHPUT=0.2. Without it nothing is measured.
func TestThroughput(t *testing.T) {
	floor, err := strconv.ParseFloat(os.Getenv("SOLIEU_THROUGHPUT"), 64)
	if err != nil {
		t.Skip("SOLIEU_THROUGHPUT names no floor")
	}
	text, x, figures := corpus(t, enough), newExtractor(t), 0
	var extraction, segmentation, scan time.Duration
	const alike = 4 // segmentations of one measurement, which then takes as long as the extraction and meets as much of what else the machine does
	for round := 0; round < 3 || round < 24 && float64(segmentation)/alike/float64(extraction) < floor; round++ {
		best(&segmentation, func() {
			for range alike {
				for it := words.FromString(text); it.Next(); {
				}
			}
		})
		best(&extraction, func() {
			e, err := x.Extract(context.Background(), schemas.Document{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			figures = len(e.Figures)
		})
	}
	tenth := text[:len(text)/10]
	for range 2 {
		best(&scan, func() { numberAndUnit.FindAllStringIndex(tenth, -1) })
	}
	speed := func(n int, d time.Duration) float64 { return float64(n) / 1e6 / d.Seconds() }
	got, words, re := speed(len(text), extraction), speed(alike*len(text), segmentation), speed(len(tenth), scan)
	fmt.Printf("show: %d bytes, %d figures: %.1f MB/s; UAX 29 words %.1f MB/s, ratio %.3f (wanted >= %.2f); one regular expression %.1f MB/s, ratio %.1f\n",
		len(text), figures, got, words, got/words, floor, re, got/re)
	if got/words < floor {
		t.Errorf("extraction reaches %.3f of the segmentation's throughput, not %.2f", got/words, floor)
	}
}

// TestLongLines reads lines of 5 and of 50 MB that invite quadratic reading: ten times the text takes at most eleven times the processor time.
// It runs where [TestThroughput] does.
func TestLongLines(t *testing.T) {
	if os.Getenv("SOLIEU_THROUGHPUT") == "" {
		t.Skip("SOLIEU_THROUGHPUT names no floor")
	}
	x := newExtractor(t)
	for _, piece := range []string{"7", "1", "(", "trong đó ", "đàn trâu đạt chuẩn, "} {
		var short, long time.Duration
		read := func(n int) func() {
			doc := schemas.Document{Text: strings.Repeat(piece, n/len(piece))}
			return func() {
				if _, err := x.Extract(context.Background(), doc); err != nil {
					t.Fatal(err)
				}
			}
		}
		five, fifty := read(5<<20), read(50<<20)
		for round := 0; round < 2 || round < 20 && 10*long > 11*short; round++ {
			best(&short, func() { // as much text as the other, so that it meets as much of what else the machine does
				for range 10 {
					five()
				}
			})
			best(&long, fifty)
		}
		fmt.Printf("show: a line of %q: 5 MB in %v, 50 MB in %v, %.1f times as long\n", piece, (short / 10).Round(time.Millisecond), long.Round(time.Millisecond), 10*float64(long)/float64(short))
		if 10*long > 11*short {
			t.Errorf("%q: ten times 5 MB take %v, 50 MB %v", piece, short, long)
		}
	}
}

// best runs f and keeps the least time that it took.
func best(d *time.Duration, f func()) {
	runtime.GC() // what stood before is not f's
	start := processorTime()
	f()
	if took := processorTime() - start; *d == 0 || took < *d {
		*d = took
	}
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
