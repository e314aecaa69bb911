package read

import (
	"strings"
	"testing"
)

// Each case is the body of a Word document and the text that it must give.
func TestDOCX(t *testing.T) {
	const styles = `<w:styles xmlns:w="x"><w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Giua"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:caps/></w:rPr></w:style></w:styles>`
	const numbering = `<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
	item := func(num, level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	styled := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	tests := []struct{ name, body, want string }{
		{"numbers of lists", item("5", "0", "Một") + item("5", "1", "Hai") + item("5", "1", "Ba") + item("5", "2", "Bốn") + item("5", "0", "Năm") + item("5", "1", "Sáu"),
			"I. Một\nI.1. Hai\nI.2. Ba\nc) Bốn\nII. Năm\nII.1. Sáu\n"},
		{"a list that begins again", item("5", "0", "Một") + item("5", "0", "Hai") + item("7", "0", "Một lại"), "I. Một\nII. Hai\nI. Một lại\n"},
		{"bullets", item("6", "0", "Đàn bò"), "+ Đàn bò\n"},
		{"numbers by style", item("5", "0", "Một") + styled("MucCon", "Hai"), "I. Một\nI.1. Hai\n"},
		{"number 0 is no list", item("0", "0", "Một"), "Một\n"},
		{"a style that is based on itself", styled("Vong", "x"), "x\n"},
		{"titles in capitals, centred by style", styled("Giua", "báo cáo") + styled("Giua", "năm 2023") + p("Nội dung"), "BÁO CÁO\nNĂM 2023\n\nNội dung\n"},
		{"tracked changes", `<w:p><w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:del><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del></w:p><w:moveFrom><w:p><w:r><w:t>đi</w:t></w:r></w:p></w:moveFrom>`, "mới\n"},
		{"deleted row", `<w:tbl><w:tr>` + tc("", "a") + tc("", "b") + `</w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>` + tc("", "1") + tc("", "2") + `</w:tr><w:tr>` + tc("", "3") + tc("", "4") + `</w:tr></w:tbl>`,
			"| a | b |\n|---|---|\n| 3 | 4 |\n"},
		{"hidden text and fields", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>`, "liên kết\n"},
		{"breaks and tabs", `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r></w:p>`, "a\tb\nc-d\n"},
		{"text box, once", `<w:p><w:r><w:t>ngoài</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>` + p("trong 5 ha") + p("hai") + `</w:txbxContent></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><w:txbxContent>` + p("trong 5 ha") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "ngoài\n\ntrong 5 ha\nhai\n"},
		{"content control", `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p("năm 2023") + `</w:sdtContent></w:sdt>`, "năm 2023\n"},
		{"table of contents", `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p("I. Kết quả 3") + `</w:sdtContent></w:sdt>` + p("I. Kết quả"), "I. Kết quả\n"},
		{"letterhead", `<w:tbl><w:tr><w:tc>` + p("UBND TỈNH AN BÌNH") + p("SỞ TÀI CHÍNH") + `</w:tc><w:tc>` + p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc") + `</w:tc></w:tr>` +
			`<w:tr><w:tc>` + p("Số: 1/BC-STC") + `</w:tc><w:tc>` + p("An Bình, ngày 2 tháng 3 năm 2023") + `</w:tc></w:tr></w:tbl>`,
			"UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nSố: 1/BC-STC\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình, ngày 2 tháng 3 năm 2023\n"},
		{"frame around text", `<w:tbl><w:tr><w:tc>` + p("một") + p("hai") + `</w:tc></w:tr></w:tbl>`, "một\nhai\n"},
		{"caption within the table", `<w:tbl><w:tr>` + tc(`<w:gridSpan w:val="2"/>`, "Biểu số 01") + `</w:tr><w:tr>` + tc("", "a") + tc("", "b") + `</w:tr><w:tr>` + tc("", "1") + tc("", "2") + `</w:tr></w:tbl>`,
			"Biểu số 01\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"},
		{"rows that span stay single", `<w:tbl><w:tr>` + tc("", "a") + tc("", "b") + `</w:tr><w:tr>` + tc(`<w:vMerge w:val="restart"/>`, "x") + tc("", "1") + `</w:tr><w:tr>` + tc(`<w:vMerge/>`, "") + tc("", "2") + `</w:tr></w:tbl>`,
			"| a | b |\n|---|---|\n| x | 1 |\n|  | 2 |\n"},
		{"head rows by mark", `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>` + tc("", "Năm") + tc("", "Sản lượng") + `</w:tr><w:tr><w:trPr><w:tblHeader/></w:trPr>` + tc("", "") + tc("", "(tấn)") + `</w:tr><w:tr>` + tc("", "2023") + tc("", "5") + `</w:tr></w:tbl>`,
			"| Năm | Sản lượng - (tấn) |\n|---|---|\n| 2023 | 5 |\n"},
		{"table within a table", `<w:tbl><w:tr>` + tc("", "a") + `<w:tc><w:tbl><w:tr>` + tc("", "b") + tc("", "c|d") + `</w:tr></w:tbl><w:p/></w:tc></w:tr><w:tr>` + tc("", "1") + tc("", "2") + `</w:tr></w:tbl>`,
			"| a | b c/d |\n|---|---|\n| 1 | 2 |\n"},
		{"decomposed letters over two runs", `<w:p><w:r><w:t>To</w:t></w:r><w:r><w:t>` + "\u0302\u0309" + `ng 5</w:t></w:r></w:p>`, "Tổng 5\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, zipOf(t, part{"word/document.xml", wordXML(tt.body)}, part{"word/styles.xml", styles}, part{"word/numbering.xml", numbering}))
			if d.Text != tt.want {
				t.Errorf("got  %q\nwant %q", d.Text, tt.want)
			}
		})
	}
}

// Notes keep their markers where normalisation moves the text, in cells, and where one note stands in another.
func TestDOCXNotes(t *testing.T) {
	ref := func(kind, id string) string { return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>` }
	note := func(kind, id, body string) string {
		return `<w:` + kind + `s xmlns:w="x"><w:` + kind + ` w:id="` + id + `"><w:p>` + body + `</w:p></w:` + kind + `></w:` + kind + `s>`
	}
	body := p("Tiê"+"\u0301"+"ng") + `<w:p><w:r><w:t>Một</w:t></w:r>` + ref("endnote", "1") + `</w:p>` +
		`<w:tbl><w:tr>` + tc("", "a") + `<w:tc><w:p><w:r><w:t>b</w:t></w:r>` + ref("footnote", "1") + `</w:p></w:tc></w:tr><w:tr>` + tc("", "1") + tc("", "2") + `</w:tr></w:tbl><w:p>` + ref("footnote", "9") + `</w:p>`
	d := readOne(t, zipOf(t, part{"word/document.xml", wordXML(body)},
		part{"word/footnotes.xml", note("footnote", "1", `<w:r><w:t>Chân trang `+"e\u0302\u0323"+`</w:t></w:r>`)},
		part{"word/endnotes.xml", note("endnote", "1", `<w:r><w:t>Cuối bài</w:t></w:r>`+ref("footnote", "1"))}))
	want := "Tiếng\n\nMột¹\n\n| a | b² |\n|---|---|\n| 1 | 2 |\n\n³\n\n¹ Cuối bài²\n\n² Chân trang ệ\n"
	if d.Text != want {
		t.Fatalf("got %q", d.Text)
	}
	var got []string
	for _, n := range d.Footnote {
		got = append(got, n.Marker.In(d.Text)+" "+n.Body.In(d.Text))
	}
	if s := strings.Join(got, "; "); s != "¹ Cuối bài²; ² Chân trang ệ; ² Chân trang ệ" {
		t.Errorf("notes %s", s)
	}
}

func TestDOCXPages(t *testing.T) {
	d := readOne(t, zipOf(t, part{"word/document.xml", wordXML(p("một") + `<w:p><w:r><w:br w:type="page"/><w:t>hai</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>ba</w:t></w:r></w:p>`)}))
	if len(d.Pages) != 2 || d.Text[d.Pages[0]:] != "hai\n\nba\n" || d.Text[d.Pages[1]:] != "ba\n" {
		t.Errorf("pages %v of %q", d.Pages, d.Text)
	}
}

// The parts of a file have the names that its relations give them.
func TestDOCXRelations(t *testing.T) {
	rel := func(kind, target string) string {
		return `<Relationship Id="` + kind + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/>`
	}
	d := readOne(t, zipOf(t, part{"_rels/.rels", "<Relationships>" + rel("officeDocument", "word/document2.xml") + "</Relationships>"},
		part{"word/_rels/document2.xml.rels", "<Relationships>" + rel("numbering", "/word/numbering7.xml") + "</Relationships>"},
		part{"word/document2.xml", wordXML(num("1", "<w:r><w:t>Một</w:t></w:r>"))}, part{"word/numbering7.xml", wordNumbering}))
	if d.Text != "1. Một\n" {
		t.Errorf("got %q", d.Text)
	}
}
