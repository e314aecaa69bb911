package browser

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "take the pictures of docs/console.md again")

// docs holds the pages that show the pictures.
const docs = root + "/docs"

// mostBytes is what all pictures together may take.
const mostBytes = 600 << 10

// TestPictures takes the pictures of docs/console.md of the sample that comes with the program:
//
//	jobs/console/browser/run -run TestPictures -update
//
// Without -update it proves that the pictures which the page shows are there, and small.
func TestPictures(t *testing.T) {
	if *update {
		take(t)
	}
	text, err := os.ReadFile(filepath.Join(docs, "console.md"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(docs, "console-*.png"))
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		size += len(data)
		if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || !strings.Contains(string(text), "("+filepath.Base(name)+")") {
			t.Errorf("%s is not shown, or is no picture: %v", name, err)
		}
	}
	if shown := strings.Count(string(text), "](console-"); shown != len(files) || shown < 6 || size > mostBytes {
		t.Errorf("%d pictures are shown, %d are there, %d bytes", shown, len(files), size)
	}
}

// take publishes the sample in two nights and looks at its pages.
func take(t *testing.T) {
	ctx := chrome(t)
	s := build(t)
	late := filepath.Join(s.reports, "bao-cao-hoa-binh-2023.md")
	held, err := os.ReadFile(late)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(late); err != nil {
		t.Fatal(err)
	}
	s.publish(t)
	s.write(t, filepath.Base(late), string(held))
	s.publish(t)
	c := s.serve(t)
	finding := c.link(t, ctx, "/findings?kind=attainment", ".finds .lead")
	document := c.link(t, ctx, "/findings?kind=attainment", ".finds .meta a")
	for _, p := range []struct {
		name, page, lang, theme string
		width, height           int64
		to                      string // what is scrolled to
	}{
		{"tonight", "/", "vi", "light", 1100, 900, ""},
		{"findings", "/findings", "en", "light", 1100, 820, ""},
		{"finding", finding, "en", "light", 1100, 1150, ""},
		{"document", document, "vi", "light", 1280, 900, "#L19"},
		{"indicator", "/indicator/AGR.LIVESTOCK.PIG", "en", "dark", 1100, 900, ""},
		{"explore", "/explore", "vi", "light", 1100, 760, ""},
		{"coverage", "/coverage", "en", "dark", 1100, 760, ""},
		{"phone", document, "vi", "dark", 380, 760, "#L20"},
	} {
		c.speak(t, ctx, p.lang)
		window(t, ctx, p.width, p.theme)
		do(t, ctx, emulation.SetDeviceMetricsOverride(p.width, p.height, 1, p.width < 600))
		c.open(t, ctx, p.page)
		if p.to != "" {
			do(t, ctx, chromedp.Evaluate(`document.querySelector("`+p.to+`").scrollIntoView()`, nil))
		}
		var shot []byte
		do(t, ctx, chromedp.ActionFunc(func(ctx context.Context) (err error) {
			shot, err = page.CaptureScreenshot().Do(ctx)
			return err
		}))
		if err := os.WriteFile(filepath.Join(docs, "console-"+p.name+".png"), few(t, shot), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// few makes a picture of at most 256 colours, those that are most frequent, of another.
func few(t *testing.T, shot []byte) []byte {
	t.Helper()
	from, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[color.RGBA]int{}
	b := from.Bounds()
	at := func(x, y int) color.RGBA { // of 64 shades each: what the eye does not tell apart
		r, g, b, _ := from.At(x, y).RGBA()
		shade := func(v uint32) uint8 { return uint8((v >> 10) * 255 / 63) }
		return color.RGBA{shade(r), shade(g), shade(b), 255}
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			counts[at(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(int(a.R)<<16|int(a.G)<<8|int(a.B), int(b.R)<<16|int(b.G)<<8|int(b.B)))
	})
	var palette color.Palette
	for _, c := range colours[:min(len(colours), 256)] {
		palette = append(palette, c)
	}
	to, nearest := image.NewPaletted(b, palette), map[color.RGBA]uint8{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := at(x, y)
			n, known := nearest[c]
			if !known {
				n = uint8(palette.Index(c))
				nearest[c] = n
			}
			to.SetColorIndex(x, y, n)
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, to); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
