package read

import (
	"strings"
	"testing"
)

// Each case is the body of a page and the text that it must give.
func TestHTML(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"white space", "<p>Tổng \n\t đàn&nbsp;lợn<br>5.000 con</p>\n\n<div>hai</div>ba", "Tổng đàn\u00a0lợn\n5.000 con\n\nhai\n\nba\n"},
		{"inline blocks", "<font><p>một</p></font><span>hai <b>ba</b></span><p>bốn</p>", "một\n\nhai ba\n\nbốn\n"},
		{"lists", "<p>Gồm:</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start=3 type=a><li>d<li value=9>e</ol>", "Gồm:\n\n- a\n+ b\n- c\n\nc. d\ni. e\n"},
		{"raised digits", "<p>120 m<sup>2</sup>, 10<sup>-3</sup>, CO<sub>2</sub>, lần thứ 3<sup>rd</sup></p>", "120 m², 10-3, CO2, lần thứ 3rd\n"},
		{"what is no content", `<header><p>Đầu trang</p></header><div hidden>x</div><div style="display: none">y</div><aside>z</aside><form>q<input></form><p>một</p><!-- w --><noscript>v</noscript>`, "Đầu trang\n\nmột\n"},
		{"article", `<div>Thanh bên</div><article><h1>Tiêu đề</h1><p>Nội dung</p></article><div>Liên quan</div>`, "Tiêu đề\n\nNội dung\n"},
		{"head of a table", "<table><thead><tr><th>Năm</th><th>Sản lượng<br>(tấn)</th></tr></thead><tbody><tr><td>2022</td><td><p>5</p><p>6</p></td></tr></tbody></table>", "| Năm | Sản lượng (tấn) |\n|---|---|\n| 2022 | 5 6 |\n"},
		{"caption", "<table><caption>Biểu 1</caption><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>", "Biểu 1\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"},
		{"letterhead", "<table><tr><td><p>UBND TỈNH AN BÌNH</p><p>Số: 1/BC</p></td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table><p>x</p>", "UBND TỈNH AN BÌNH\nSố: 1/BC\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nx\n"},
		{"wiki notes", `<p>Đạt 5%<sup id="r1"><a href="#n1">[1]</a></sup> và 6%<sup><a href="#n2">[2]</a></sup>.</p><ol><li id="n1"><a href="#r1">^</a> Nguồn một</li><li id="n2">Nguồn hai</li></ol>`, "Đạt 5%¹ và 6%².\n\n¹ Nguồn một\n\n² Nguồn hai\n"},
		{"word's notes", `<p>Đạt 5%<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>.</p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> Nguồn</p></div>`, "Đạt 5%¹.\n\n¹ Nguồn\n"},
		{"preformatted", "<pre>a  b\n c</pre>", "a  b\n c\n"},
		{"fonts of the 1990s", `<p><font face=".VnTime">®µn lîn ®¹t <b>5.000</b> con</font>, ® <span style="font-family:VNI-Times;">ñaøn boø</span> bò</p><p><font face=".VnTimeH">®µn</font></p>`, "đàn lợn đạt 5.000 con, ® đàn bò bò\n\nĐÀN\n"},
		{"open tags", "<p>một<p>hai<table><tr><td>a<td>b<tr><td>1<td>2", "một\n\nhai\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, []byte("<!DOCTYPE html><html><body>"+tt.body+"</body></html>"))
			if d.Text != tt.want {
				t.Errorf("got  %q\nwant %q", d.Text, tt.want)
			}
		})
	}
}

func TestHTMLEncodings(t *testing.T) {
	page := "<html><head><meta charset=x></head><body><p>" + strings.ReplaceAll(legacySample, "\n", "<br>") + "</p></body></html>"
	for name, data := range map[string][]byte{"utf-8": []byte("\xef\xbb\xbf" + page), "windows-1258": encode1258(t, page), "tcvn3": encodeTCVN3(t, page)} {
		if d := readOne(t, data); d.Format != "html" || d.Encoding != name || d.Text != legacySample {
			t.Errorf("%s: %s %s %q", name, d.Format, d.Encoding, d.Text)
		}
	}
}

func TestSniff(t *testing.T) {
	tests := map[string]string{
		"<!doctype HTML>\n<p>Đạt 5 xã":                   "html",
		" \n<?xml version=\"1.0\"?><!-- x --><html><p>a": "html",
		"<TABLE><tr><td>a<td>b":                          "html",
		"< 5% số hộ; <html> là gì?":                      "text",
		"<5 tuổi: 12%":                                   "text",
		"Số liệu %PDF":                                   "text",
		"PK là viết tắt":                                 "text",
		"| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |":     "markdown",
		"Năm 2023, 5%, 6%\nNăm 2022, 7%, 8%\n":           "text",
		"\ufeff# Báo cáo":                                "markdown",
	}
	for data, want := range tests {
		if d := readOne(t, []byte(data)); d.Format != want {
			t.Errorf("%q is %s, want %s", data, d.Format, want)
		}
	}
}
