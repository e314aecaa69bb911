package read

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"solieu/schemas"
)

// rtfText writes text with everything beyond ASCII as \u.
func rtfText(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\u%d?`, int16(r))
	}
	return b.String()
}

// sampleRTF is the sample as word processors write it: headers, deleted and hidden text beside it, merged cells, a note.
func sampleRTF() []byte {
	cell := func(s string) string { return `\pard\plain\intbl{` + rtfText(s) + `\cell}` }
	return []byte(`{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0{\*\falt Tms Rmn}Times New Roman;}{\f3\fnil\fcharset2 Symbol;}}{\colortbl;\red0\green0\blue0;}` +
		`{\stylesheet{\s0 Normal;}}{\*\generator Máy 6.4;}{\info{\title 9.999 con}}{\header\pard 8.888\par}` + "\r\n" +
		`\pard\plain ` + rtfText("Số: 12/BC-UBND") + `\par\pard\qc{\b ` + rtfText("BÁO CÁO") + `\par}\pard\qc ` + rtfText("Tình hình chăn nuôi năm 2023") + `\par` +
		`\pard\plain{\listtext\pard\plain 1.\tab}` + rtfText("Tổng đàn lợn đạt ") + `{\deleted 99}{\v 77}212{\b .500 con}, ` + rtfText("tăng 3,2% so với năm 2022") +
		`{\super\chftn{\*\footnote\chftn\pard\plain\intbl{\super\chftn} ` + rtfText(sampleNote) + `}}` + rtfText("; diện tích chuồng trại 1.200 m") + `{\super 2}. Trong ` + rtfText("đó:") + `\par` +
		`{\listtext\pard\plain\f3\'b7\tab}` + rtfText(`Đàn lợn nái: 21.300 con & lợn đực "giống";`) + `\par` +
		`{\listtext\pard\plain\f3\'b7\tab}` + rtfText(`Đàn lợn thịt: 191.200 con.`) + `\par` +
		`\trowd\trhdr\clvmgf\cellx2000\cellx6000` + cell("Chỉ tiêu") + cell("Năm 2023") + `\row` +
		`\trowd\trhdr\clvmrg\cellx2000\cellx4000\cellx6000` + cell("") + cell("Kế hoạch") + cell("Ước thực hiện") + `\row` +
		`\trowd\cellx2010\cellx4000\cellx6000` + cell("Đàn lợn (con)") + cell("210.000") + cell("212.500") + `\row` +
		`\trowd\cellx2000\cellx4000\cellx6000` + cell("Đàn trâu (con)") + cell("12.000") + cell("12.300") + `\row` +
		`\pard\plain ` + rtfText("Kết luận: đạt mục tiêu đề ra.") + `\par{\pict\pngblip 89504e47}{\*\themedata 504b0304}}`)
}

func TestRTF(t *testing.T) {
	const head = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fnil .VnTime;}{\f2\fnil VNI-Times;}{\f3\fcharset163 Times New Roman;}{\f4 .VnTimeH;}}`
	tests := []struct{ name, body, want, encoding string }{
		{"tcvn3 by its font", `\f1 T\'e6ng \'ae\'b5n l\'ee\'b7n \'ae\'b9t 5.000 con`, "Tổng đàn lợp đạt 5.000 con", ""},
		{"escapes", `a\'7bb\{c\}\\ d\~e\_f\emdash  x\u-3913?y \u8364\'80`, "a{b{c}\\ d\u00a0e-f— x\uf0b7y €", ""},
		{"pair", `\u-10179?\u-8704?`, "😀", ""},
		{"uc", `\uc2\u272ab{\uc0\u273 c}\u7841xyz`, "Đđcạz", ""},
		{"box", `{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Khung 5 con\par}}{\shprslt Khung 5 con}}Truoc\par Sau\par`, "Truoc\n\nKhung 5 con\n\nSau", ""},
		{"field", `{\field{\*\fldinst HYPERLINK "9"}{\fldrslt xem 5}}`, "xem 5", ""},
		{"binary", `a{\pict\bin5 }}}}}b}c`, "ac", ""},
		{"break", `a\line b\par c\page d`, "a\nb\n\nc\n\nd", ""},
		{"cut", `a{\b b`, "ab", ""},
		{"caps", `{\caps lúa}`, "", ""},
	}
	tests[0].body, tests[0].want, tests[0].encoding = `\f1 `+rtfBytes(encodeTCVN3(t, "Tổng đàn lợn đạt 5.000 con, "))+`\f4 `+rtfBytes(encodeTCVN3(t, "lúa"))+`\f0 \'a7`, "Tổng đàn lợn đạt 5.000 con, LÚA§", "tcvn3"
	tests = append(tests[:len(tests)-1], []struct{ name, body, want, encoding string }{
		{"vni by its font", `\f2 ` + rtfBytes(encodeVNI(t, "Tổng đàn lợn đạt 5.000 con, giảm 3%")), "Tổng đàn lợn đạt 5.000 con, giảm 3%", "vni"},
		{"vni in unicode escapes", `\f2 To\u229?ng \u241?a\u248?n`, "Tổng đàn", "vni"},
		{"1258 by its character set", `\f3 ` + rtfBytes(encode1258(t, "Tổng đàn lợn đạt 5.000 con")), "Tổng đàn lợn đạt 5.000 con", "windows-1258"},
	}...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, []byte(head+tt.body+"}"))
			if got := strings.TrimRight(d.Text, "\n"); got != tt.want || d.Format != "rtf" || tt.encoding != "" && d.Encoding != tt.encoding {
				t.Errorf("got %s in %s\n%q\nwant\n%q", d.Format, d.Encoding, got, tt.want)
			}
		})
	}
}

// rtfBytes writes bytes as \'.
func rtfBytes(data []byte) string {
	var b strings.Builder
	for _, c := range data {
		if c < 0x80 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, `\'%02x`, c)
	}
	return b.String()
}

func TestHostileRTF(t *testing.T) {
	row := `\trowd` + strings.Repeat(`\cellx9`, 600) + strings.Repeat(`x\cell `, 600) + `\row`
	tests := []struct {
		name   string
		data   string
		reason schemas.RejectReason // "" means that it can be read
	}{
		{"nothing", `{\rtf1}`, schemas.RejectEmpty},
		{"deep", `{\rtf1 ` + strings.Repeat("{", 1<<20), schemas.RejectMalformed},
		{"closed too often", `{\rtf1 x}` + strings.Repeat("}", 1<<20), ""},
		{"huge numbers", `{\rtf1\bin-99999999999999999999 \uc99999999999 \u999999999999 \f99999999999999 5 con}`, ""},
		{"binary beyond the end", `{\rtf1 x\bin2000000000 }`, ""},
		{"long word", `{\rtf1 x\` + strings.Repeat("a", 8<<20) + ` y}`, ""},
		{"wide table", `{\rtf1 ` + strings.Repeat(row, 2000), schemas.RejectTooLarge},
		{"notes in notes", `{\rtf1 x` + strings.Repeat(`{\footnote y`, 900), ""},
		{"many notes", `{\rtf1 x` + strings.Repeat(`{\footnote y}`, 100_000), ""},
		{"boxes", `{\rtf1 x` + strings.Repeat(`{\shptxt y\par}`, 100_000), ""},
		{"cut escapes", `{\rtf1 x\'`, ""},
		{"long", `{\rtf1 ` + strings.Repeat(`5.000 con\par `, 1<<20), schemas.RejectTooLarge},
		{"NUL", "{\\rtf1 5\x00.000 con\x01}", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := New(Limits{Text: 8 << 20}).Read(context.Background(), "a.rtf", []byte(tt.data))
			var e *Error
			switch {
			case err == nil && tt.reason == "":
			case errors.As(err, &e) && e.Reason == tt.reason:
			default:
				t.Errorf("%v, want %q", err, tt.reason)
			}
			if d := time.Since(start); d > 20*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}
