package read

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"solieu/schemas"
)

// utf16Bytes encodes s, with a byte order mark where bom is set.
func utf16Bytes(s string, order binary.AppendByteOrder, bom bool) []byte {
	var b []byte
	if bom {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

// tester is what a test, a benchmark and a property have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func readOne(t tester, data []byte) schemas.Document {
	t.Helper()
	docs, err := New(Limits{}).Read(context.Background(), "a.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 {
		t.Fatalf("got %d documents, want 1", len(docs))
	}
	return docs[0]
}

const sample = "Tổng đàn lợn đạt 212.500 con, tăng 3,2% so với cùng kỳ.\nĐất trồng lúa: 24.300 ha.\n"

func TestReadText(t *testing.T) {
	tests := []struct {
		name           string
		data           []byte
		text, encoding string
	}{
		{"utf-8", []byte(sample), sample, "utf-8"},
		{"no trimming", []byte(" \n x\u00ad y \n\n"), " \n x\u00ad y \n\n", "utf-8"},
		{"byte order mark", []byte("\xef\xbb\xbf" + sample), sample, "utf-8"},
		{"decomposed", []byte(norm.NFD.String(sample)), sample, "utf-8"},
		{"marks in other order", []byte("e\u0302\u0323 e\u0323\u0302"), "ệ ệ", "utf-8"},
		{"line ends", []byte("a\r\nb\rc\n\r\nd\r"), "a\nb\nc\n\nd\n", "utf-8"},
		{"little endian, mark", utf16Bytes(sample, binary.LittleEndian, true), sample, "utf-16le"},
		{"big endian, mark", utf16Bytes(sample, binary.BigEndian, true), sample, "utf-16be"},
		{"little endian", utf16Bytes(sample, binary.LittleEndian, false), sample, "utf-16le"},
		{"big endian", utf16Bytes(sample, binary.BigEndian, false), sample, "utf-16be"},
		{"surrogates", utf16Bytes("a😀b\r\n", binary.LittleEndian, true), "a😀b\n", "utf-16le"},
		{"symbols outside the clean blocks", []byte("30℃ № 5 Ω \u2126"), "30℃ № 5 Ω Ω", "utf-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, tt.data)
			if d.Text != tt.text {
				t.Errorf("text %q, want %q", d.Text, tt.text)
			}
			if d.Encoding != tt.encoding || d.Format != "text" || d.URI != "a.txt" {
				t.Errorf("encoding %q, format %q, uri %q", d.Encoding, d.Format, d.URI)
			}
			if d.ID != sha256.Sum256(tt.data) || d.Bytes != int64(len(tt.data)) {
				t.Error("the identity is not that of the source bytes")
			}
			if got := d.Offsets.Source(len(d.Text)); got != len(tt.data) {
				t.Errorf("the end leads to %d, want %d", got, len(tt.data))
			}
		})
	}
}

func TestReject(t *testing.T) {
	small := Limits{Bytes: 64, Text: 16}
	tests := []struct {
		name   string
		data   string
		limits Limits
		reason schemas.RejectReason
		detail string
	}{
		{"empty", "", Limits{}, schemas.RejectEmpty, ""},
		{"white space", " \n\t\u00a0\u200b\r\n", Limits{}, schemas.RejectEmpty, ""},
		{"mark alone", "\xef\xbb\xbf", Limits{}, schemas.RejectEmpty, ""},
		{"nul", "Báo cáo\x00năm 2023", Limits{}, schemas.RejectBinary, ""},
		{"nul behind a mark", "\xef\xbb\xbfa\x00b", Limits{}, schemas.RejectBinary, ""},
		{"controls", strings.Repeat("ab\x01\x02", 50), Limits{}, schemas.RejectBinary, ""},
		{"invalid byte", "Số: 5\r\nB\xff c", Limits{}, schemas.RejectEncoding, "byte 10: 0xFF"},
		{"invalid byte behind a mark", "\xef\xbb\xbfa\xff", Limits{}, schemas.RejectEncoding, "byte 4: 0xFF"},
		{"cut rune", "Tổng số \xe1\xbb", Limits{}, schemas.RejectEncoding, "byte 12: 0xE1"},
		{"cut unit", "\xff\xfea\x00b", Limits{}, schemas.RejectEncoding, "byte 4: 0x62"},
		{"lone surrogate", "\xff\xfe\x00\xd8a\x00", Limits{}, schemas.RejectEncoding, "byte 2: 0x00"},
		{"source too large", strings.Repeat("a", 65), small, schemas.RejectTooLarge, "65 > 64 byte"},
		{"text too large", strings.Repeat("a", 17), small, schemas.RejectTooLarge, "17 > 16 byte"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(tt.limits).Read(context.Background(), "x/a.txt", []byte(tt.data))
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want a reject", err)
			}
			if e.Reason != tt.reason || e.Detail != tt.detail || e.Place != "x/a.txt" {
				t.Errorf("got %q %q at %q, want %q %q", e.Reason, e.Detail, e.Place, tt.reason, tt.detail)
			}
			if !strings.HasPrefix(e.Error(), "x/a.txt: ") {
				t.Errorf("message %q", e)
			}
		})
	}
}

func TestReadStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New(Limits{}).Read(ctx, "a", []byte(sample)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestMarkdownAndPages(t *testing.T) {
	for text, want := range map[string]string{
		"# Báo cáo\n\nx":            "markdown",
		"a | b\n---|---\n1 | 2\n":   "markdown",
		"**Tình hình** năm 2023":    "markdown",
		"- một\n- hai\n#đúng":       "text",
		"--- đường kẻ --- | không.": "text",
	} {
		if d := readOne(t, []byte(text)); d.Format != want {
			t.Errorf("%q is %s, want %s", text, d.Format, want)
		}
	}
	if d := readOne(t, []byte("một\fhai\fba\f")); len(d.Pages) != 2 || d.Text[d.Pages[1]:] != "ba\f" {
		t.Errorf("pages %v", d.Pages)
	}
}

// The clean blocks hold only runes that never change and never take part in a composition with what stands before them.
func TestCleanBlocks(t *testing.T) {
	clean := 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		b := utf8.AppendRune(nil, r)
		if !utf8.ValidRune(r) || cleanPrefix(b) != len(b) {
			continue
		}
		clean++
		p := norm.NFC.Properties(b)
		if p.CCC() != 0 || !norm.NFC.IsNormal(b) || !p.BoundaryBefore() {
			t.Errorf("%U is not clean", r)
		}
	}
	if clean < 5000 {
		t.Errorf("only %d clean runes", clean)
	}
	for _, bad := range []string{"\x80", "\xc3", "\xc3a", "\xe1\xba", "\xe1\xbaa", "\xe1a\x80", "\xed\xa0\x80", "\xc0\x80", "\xff", "\xf4\x90\x80\x80"} {
		if cleanPrefix([]byte(bad)) != 0 {
			t.Errorf("%q passes", bad)
		}
	}
}

// pieces are what texts are drawn from: letters in both forms, marks in odd places, line ends, and what NFC changes.
func pieces() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"a", "Tổng", "ợ", "o\u031b\u0323", "e\u0302\u0301", "\u0323", "\u0301\u0301", "\r\n", "\r", "\n", " ", "đ", "5.000",
		"\u2126", "가", "\u1100\u1161", "😀", "\u00ad", "\u2000", "\u0958", "…", "\u0344", "ΰ"})
}

// For every rune of the stored text: it leads to the source rune that it came from, and the order is kept.
func checkOffsets(t tester, text string, m schemas.OffsetMap, decode func(from int) rune, size int) {
	last := -1
	for i, r := range text {
		from := m.Source(i)
		if from < last || from < 0 || from >= size {
			t.Fatalf("offset %d leads to %d after %d of %d", i, from, last, size)
		}
		last = from
		src := decode(from)
		if r == '\n' && src == '\r' || r == src {
			continue
		}
		decomposed := []rune(norm.NFD.String(string(r)))
		if first := []rune(norm.NFD.String(string(src)))[0]; decomposed[0] != first && norm.NFC.PropertiesString(string(r)).CCC() == 0 {
			t.Fatalf("%q at %d leads to %q at %d", r, i, src, from)
		}
	}
	if end := m.Source(len(text)); end != size {
		t.Fatalf("the end leads to %d of %d", end, size)
	}
	for i := 1; i < len(m); i++ {
		if m[i].At <= m[i-1].At {
			t.Fatalf("entries %d and %d do not ascend", i-1, i)
		}
	}
}

func TestOffsetsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := "x" + strings.Join(rapid.SliceOf(pieces()).Draw(t, "pieces"), "")
		want := norm.NFC.String(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(src))
		for _, mark := range []string{"", "\xef\xbb\xbf"} {
			data := []byte(mark + src)
			d := readOne(t, data)
			if d.Text != want {
				t.Fatalf("text %q, want %q", d.Text, want)
			}
			checkOffsets(t, d.Text, d.Offsets, func(i int) rune { r, _ := utf8.DecodeRune(data[i:]); return r }, len(data))
		}
		data := utf16Bytes(src, binary.BigEndian, true)
		d := readOne(t, data)
		if d.Text != want {
			t.Fatalf("text %q from UTF-16, want %q", d.Text, want)
		}
		checkOffsets(t, d.Text, d.Offsets, func(i int) rune {
			units := []uint16{binary.BigEndian.Uint16(data[i:])}
			if i+4 <= len(data) {
				units = append(units, binary.BigEndian.Uint16(data[i+2:]))
			}
			return utf16.Decode(units)[0]
		}, len(data))
	})
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(norm.NFD.String(sample)))
	f.Add(utf16Bytes(sample, binary.LittleEndian, true))
	f.Add([]byte("\xff\xfe\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, err := plain{Limits{}.withDefaults(), newScripts()}.read(context.Background(), data)
		if err != nil {
			return
		}
		d := docs[0]
		if !utf8.ValidString(d.Text) || !norm.NFC.IsNormalString(d.Text) || strings.ContainsAny(d.Text, "\r\x00") {
			t.Fatalf("text %q is not in the stored form", d.Text)
		}
		last := 0
		for i := range d.Text {
			from := d.Offsets.Source(i)
			if from < last || from >= len(data) {
				t.Fatalf("offset %d leads to %d", i, from)
			}
			last = from
		}
		if end := d.Offsets.Source(len(d.Text)); end != len(data) {
			t.Fatalf("the end leads to %d of %d", end, len(data))
		}
	})
}

func BenchmarkPlain(b *testing.B) {
	clean := strings.Repeat(sample, 10_000)
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"clean", []byte(clean)},
		{"crlf", []byte(strings.ReplaceAll(clean, "\n", "\r\n"))},
		{"decomposed", []byte(norm.NFD.String(clean))},
		{"utf16", utf16Bytes(clean, binary.LittleEndian, true)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.data)))
			r := New(Limits{})
			for b.Loop() {
				if _, err := r.Read(context.Background(), "a.txt", bench.data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
