#!/usr/bin/env python3
"""Writes one small report in every format and encoding that is read, as fixtures of TestSameFiguresFromEveryFormat.

All words and numbers are made up. Run it where soffice (LibreOffice) and chromium are installed, with Python 3 and nothing else:

    python3 make.py          # writes report.* and annex.* beside itself

The Go test needs the fixtures alone. Text, Markdown, HTML and the encodings are written here; OpenDocument (flat XML) is written here
and turned into DOCX, ODT, RTF, PDF and XLSX by LibreOffice; the web page is printed to PDF by Chromium.
"""
import html
import os
import shutil
import subprocess
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))

# The report. A paragraph is (kind, runs); a run is text, ("note", n) or ("sup", "2"), ("b", text), ("i", text).
LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH YÊN BÁI", "Số: 318/BC-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Yên Bái, ngày 04 tháng 12 năm 2023"]
NOTES = {
    1: "Theo công bố của cơ quan thống kê; quý I tăng 5,42%, quý II tăng 6,10%, quý III tăng 7,35%.",
    2: "Trong đó: thu nội địa 4.105,3 tỷ đồng; thu từ hoạt động xuất, nhập khẩu 707,2 tỷ đồng.",
}
BODY = [
    ("title", ["BÁO CÁO"]),
    ("title", ["Tình hình kinh tế - xã hội năm 2023 và kế hoạch năm 2024"]),
    ("head", ["I. KẾT QUẢ THỰC HIỆN NĂM 2023"]),
    ("p", ["1. Tăng trưởng: Tổng sản phẩm trên địa bàn (GRDP) năm 2023 ước tăng 6,85% so với năm 2022", ("note", 1), ". GRDP bình quân đầu người đạt 52,4 triệu đồng. "
           "Cơ cấu kinh tế: khu vực nông, lâm nghiệp và thủy sản chiếm 23,1%; công nghiệp - xây dựng chiếm 33,4%; dịch vụ chiếm 38,9%; thuế sản phẩm trừ trợ cấp sản phẩm chiếm 4,6%."]),
    ("p", ["2. Nông nghiệp: Tổng diện tích gieo trồng cây hằng năm đạt ", ("b", "61.240 ha"), ", bằng 101,3% kế hoạch; sản lượng lương thực có hạt đạt 318.650 tấn, tăng 1,2% so với cùng kỳ năm trước. "
           "Tổng đàn gia súc chính 742.200 con, trong đó: đàn trâu 87.150 con, đàn bò 36.420 con, đàn lợn 618.630 con. Trồng rừng 15.700/15.500 ha, đạt 101,3% kế hoạch. "
           "Thiệt hại do thiên tai làm 03 người chết, 1.245 ngôi nhà hư hỏng; diện tích nhà bị ảnh hưởng 27.400 m", ("sup", "2"), "."]),
    ("p", ["3. Tài chính: Thu ngân sách nhà nước trên địa bàn ước đạt 4.812,5 tỷ đồng, bằng 98,2% dự toán tỉnh giao", ("note", 2), ". Tổng vốn đầu tư phát triển toàn xã hội ước đạt 21.350 tỷ đồng, "
           "tăng 9,7% so với năm 2022. Giải ngân vốn đầu tư công đến ngày 30/11/2023 đạt 3.127 tỷ đồng, bằng 71,4% kế hoạch."]),
    ("p", ["4. Xã hội: Giải quyết việc làm cho 21.860 lao động; tỷ lệ hộ nghèo giảm 3,12%, còn 8,54%. Toàn tỉnh có 115/150 xã đạt chuẩn nông thôn mới. ", ("i", "Xảy ra 96 vụ tai nạn giao thông"), ", làm chết 41 người, "
           "bị thương 88 người; so với cùng kỳ giảm 12 vụ."]),
    ("head", ["II. MỘT SỐ CHỈ TIÊU CHỦ YẾU"]),
    ("table", None),
    ("head", ["III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024"]),
    ("p", ["Phấn đấu thực hiện các chỉ tiêu chủ yếu năm 2024 như sau:"]),
    ("item", ["Tốc độ tăng trưởng kinh tế (GRDP) đạt 7,5%."]),
    ("item", ["Thu ngân sách nhà nước trên địa bàn đạt 5.200 tỷ đồng."]),
    ("item", ["Tổng vốn đầu tư phát triển toàn xã hội đạt 23.500 tỷ đồng."]),
    ("item", ["Sản lượng lương thực có hạt đạt 320.000 tấn; trồng rừng 15.500 ha."]),
    ("item", ["Tỷ lệ hộ nghèo giảm 2,5%; tạo việc làm cho trên 20.000 lao động."]),
    ("p", ["Trên đây là báo cáo tình hình kinh tế - xã hội năm 2023 của Ủy ban nhân dân tỉnh."]),
]
# The table, also the annex: a head of two rows, its first three cells over both.
HEAD = [["TT", "Chỉ tiêu", "Đơn vị tính", ("Năm 2023", 2), "So với kế hoạch (%)"], ["Kế hoạch", "Ước thực hiện"]]
ROWS = [
    ["1", "Sản lượng lương thực có hạt", "tấn", "316.000", "318.650", "100,8"],
    ["2", "Tổng đàn gia súc chính", "con", "760.000", "742.200", "97,7"],
    ["3", "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", "4.900", "4.812,5", "98,2"],
    ["4", "Tổng vốn đầu tư phát triển toàn xã hội", "tỷ đồng", "21.000", "21.350", "101,7"],
    ["5", "Số lao động được giải quyết việc làm", "người", "20.000", "21.860", "109,3"],
    ["6", "Trồng rừng", "ha", "15.500", "15.700", "101,3"],
]
FLAT_HEAD = ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2023 - Kế hoạch", "Năm 2023 - Ước thực hiện", "So với kế hoạch (%)"]
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(runs, note="%s", bold="%s"):
    out = ""
    for r in runs:
        if isinstance(r, str):
            out += r
        elif r[0] == "note":
            out += note % str(r[1]).translate(SUPERSCRIPT)
        elif r[0] == "sup":
            out += r[1].translate(SUPERSCRIPT)
        else:
            out += (bold if r[0] == "b" else bold.replace("**", "*")) % r[1]
    return out


def text(marker="%s"):
    """Plain text: aligned columns, as pdftotext -layout and old printouts have them."""
    out = ["\n".join(f"{l:<34}{r}" for l, r in zip(LEFT, RIGHT)), ""]
    for kind, runs in BODY:
        if kind == "table":
            width = [max(len(r[c]) for r in ROWS + [FLAT_HEAD]) + 3 for c in range(len(FLAT_HEAD))]
            out += ["\n".join("".join(f"{v:<{w}}" for v, w in zip(r, width)).rstrip() for r in [FLAT_HEAD] + ROWS), ""]
            continue
        out += [("- " if kind == "item" else "") + plain(runs, marker)]
        if kind != "item":
            out += [""]
    out += [f"{marker % str(n).translate(SUPERSCRIPT)} {body}" for n, body in NOTES.items()]
    return "\n".join(out) + "\n"


def markdown():
    out = [*LEFT, "", *RIGHT, ""]
    for kind, runs in BODY:
        if kind == "table":
            out += ["| " + " | ".join(r) + " |" for r in [FLAT_HEAD, ["---"] * 6] + ROWS] + [""]
        elif kind in ("title", "head"):
            out += [("# " if kind == "title" else "## ") + plain(runs), ""]
        else:
            out += [("- " if kind == "item" else "") + plain(runs, bold="**%s**")] + ([] if kind == "item" else [""])
    out += [""] + [f"{str(n).translate(SUPERSCRIPT)} {body}\n" for n, body in NOTES.items()]
    return "\n".join(out)


STYLE = """@media print { nav { display: none } } @page { size: A4; margin: 2cm 2cm 2cm 3cm } body { font: 14pt "Liberation Serif", serif; text-align: justify } p { text-indent: 1cm; margin: 6pt 0 }
.t, h1, h2 { text-align: center; font-size: 14pt; text-indent: 0 } .t { border: 0 } table { border-collapse: collapse; width: 100% }
table.b td, table.b th { border: 1px solid black; padding: 2pt; font-weight: normal; text-align: left } table.b th { text-align: center }"""


def web(rules="solid"):
    def runs(rs):
        out = ""
        for r in rs:
            if isinstance(r, str):
                out += html.escape(r)
            elif r[0] == "note":
                out += f'<sup><a href="#n{r[1]}" id="m{r[1]}">{r[1]}</a></sup>'
            else:
                out += "<%s>%s</%s>" % (r[0], html.escape(r[1]), r[0])
        return out

    out = ['<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Báo cáo</title><style>' + STYLE.replace("1px solid", "1px " + rules) + "</style></head><body>",
           '<nav><a href="/">Trang chủ</a> <a href="/2023">12 tin mới</a></nav>',  # no part of the report
           '<table class="t"><tr>' + "".join('<td class="t">' + "<br>".join(map(html.escape, c)) + "</td>" for c in (LEFT, RIGHT)) + "</tr></table>"]
    items = False
    for kind, rs in BODY:
        if items and kind != "item":
            out.append("</ul>")
            items = False
        if kind == "table":
            out.append('<table class="b"><thead>')
            for i, row in enumerate(HEAD):
                cells = [c if isinstance(c, tuple) else (c, 1) for c in row]
                out.append("<tr>" + "".join(f'<th{" colspan=" + str(n) if n > 1 else (" rowspan=2" if i == 0 else "")}>{c}</th>' for c, n in cells) + "</tr>")
            out.append("</thead>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in ROWS) + "</table>")
        elif kind == "item":
            if not items:
                out.append('<ul style="list-style-type: \'- \'">')
            items = True
            out.append("<li>" + runs(rs) + "</li>")
        else:
            tag = {"title": "h1", "head": "h2", "p": "p"}[kind]
            out.append(f"<{tag}>{runs(rs)}</{tag}>")
    out += [f'<p id="n{n}"><sup>{n}</sup> {html.escape(body)}</p>' for n, body in NOTES.items()]
    return "\n".join(out) + "</body></html>\n"


NAMESPACES = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in {
    "office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible", "table": "table", "svg": "svg-compatible"}.items())


def flat(encode=str, font="Liberation Serif", capitals=None, rules="0.5pt solid #000000"):
    """Flat OpenDocument text. With an old font, encode makes of the letters what stands at their places; capitals names the font of capitals."""
    def e(s, style=""):
        big = capitals and s.upper() == s and any(c.isalpha() for c in s)
        out = html.escape(encode(s.lower() if big else s), quote=False)
        return f'<text:span text:style-name="H">{out}</text:span>' if big else (f'<text:span text:style-name="{style}">{out}</text:span>' if style else out)

    def runs(rs):
        out = ""
        for r in rs:
            if isinstance(r, str):
                out += e(r)
            elif r[0] == "note":
                out += (f'<text:note text:id="n{r[1]}" text:note-class="footnote"><text:note-citation>{r[1]}</text:note-citation><text:note-body>'
                        f'<text:p text:style-name="F">{e(NOTES[r[1]])}</text:p></text:note-body></text:note>')
            else:
                out += e(r[1], r[0].upper()) if r[0] != "sup" else f'<text:span text:style-name="S">{r[1]}</text:span>'
        return out

    def cell(content, style="C", attributes=""):
        return f'<table:table-cell table:style-name="{style}"{attributes}>{content}</table:table-cell>'

    def p(content, style="T"):
        return f'<text:p text:style-name="{style}">{content}</text:p>'

    out = ['<table:table table:name="dau"><table:table-column table:number-columns-repeated="2"/><table:table-row>' +
           "".join(cell("".join(p(e(l), "M") for l in c), "N") for c in (LEFT, RIGHT)) + "</table:table-row></table:table>"]
    items = []
    for kind, rs in BODY + [("end", None)]:
        if kind == "item":
            items.append(f"<text:list-item>{p(runs(rs), 'B')}</text:list-item>")
            continue
        if items:
            out.append('<text:list text:style-name="L">' + "".join(items) + "</text:list>")
            items = []
        if kind == "table":
            out.append('<table:table table:name="bieu"><table:table-column table:number-columns-repeated="6"/><table:table-header-rows>')
            for i, row in enumerate(HEAD):
                cells = "".join(cell(p(e(c[0]), "M"), "C", ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>" if isinstance(c, tuple) else
                                cell(p(e(c), "M"), "C", ' table:number-rows-spanned="2"' if i == 0 else "") for c in row)
                if i == 1:
                    cells = "<table:covered-table-cell/>" * 3 + cells + "<table:covered-table-cell/>"
                out.append(f"<table:table-row>{cells}</table:table-row>")
            out.append("</table:table-header-rows>" + "".join("<table:table-row>" + "".join(cell(p(e(c))) for c in r) + "</table:table-row>" for r in ROWS) + "</table:table>")
        elif kind != "end":
            out.append(p(runs(rs), {"p": "B", "head": "B", "title": "M"}[kind]))
    text_font = lambda name, extra="": f'<style:text-properties style:font-name="{name}" {extra}/>'
    style = lambda name, family, inner: f'<style:style style:name="{name}" style:family="{family}">{inner}</style:style>'
    fonts = "".join(f'<style:font-face style:name="{n}" svg:font-family="\'{n}\'"/>' for n in dict.fromkeys(["Liberation Serif", font, capitals or font]))
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:font-face-decls>{fonts}</office:font-face-decls><office:styles><style:default-style style:family=\"paragraph\">"
            + text_font(font, 'fo:font-size="14pt" fo:language="vi" fo:country="VN"') + "</style:default-style>"
            '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="-"><style:list-level-properties text:space-before="0.6cm" text:min-label-width="0.4cm"/>'
            "</text:list-level-style-bullet></text:list-style></office:styles><office:automatic-styles>"
            + style("B", "paragraph", '<style:paragraph-properties fo:text-align="justify" fo:text-indent="1cm" fo:margin-top="0.1cm" fo:margin-bottom="0.1cm"/>' + text_font(font))
            + style("T", "paragraph", text_font(font)) + style("M", "paragraph", '<style:paragraph-properties fo:text-align="center"/>' + text_font(font))
            + style("F", "paragraph", text_font(font, 'fo:font-size="10pt"')) + style("I", "text", '<style:text-properties fo:font-style="italic"/>')
            + style("S", "text", '<style:text-properties style:text-position="super 58%"/>') + (style("H", "text", text_font(capitals)) if capitals else "")
            + style("C", "table-cell", '<style:table-cell-properties fo:border="' + rules + '" fo:padding="0.05cm"/>') + style("N", "table-cell", '<style:table-cell-properties fo:border="none"/>')
            + '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="2cm"/>'
            '<style:header-style><style:header-footer-properties fo:min-height="0.5cm"/></style:header-style></style:page-layout></office:automatic-styles><office:master-styles>'
            '<style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p text:style-name="M"><text:page-number>1</text:page-number></text:p></style:header></style:master-page>'
            "</office:master-styles><office:body><office:text>" + "".join(out) + "</office:text></office:body></office:document>")


def sheet():
    """The annex as a flat OpenDocument spreadsheet: a title, the head of two rows with merged cells, numbers as numbers."""
    def cell(c, attributes=""):
        number = c.replace(".", "").replace(",", ".")
        try:
            float(number)
            return f'<table:table-cell office:value-type="float" office:value="{number}"{attributes}/>'
        except ValueError:
            return f'<table:table-cell office:value-type="string"{attributes}><text:p>{html.escape(c)}</text:p></table:table-cell>'

    covered = "<table:covered-table-cell/>"
    rows = [cell("Biểu số 01: MỘT SỐ CHỈ TIÊU CHỦ YẾU NĂM 2023", ' table:number-columns-spanned="6"') + covered * 5,
            cell("(Kèm theo Báo cáo số 318/BC-UBND ngày 04/12/2023 của Ủy ban nhân dân tỉnh Yên Bái)", ' table:number-columns-spanned="6"') + covered * 5,
            "".join(cell(c[0], ' table:number-columns-spanned="2"') + covered if isinstance(c, tuple) else cell(c, ' table:number-rows-spanned="2"') for c in HEAD[0]),
            covered * 3 + "".join(cell(c) for c in HEAD[1]) + covered] + ["".join(cell(c) for c in r) for r in ROWS]
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
            '<table:table table:name="Biểu 01">' + "".join(f"<table:table-row>{r}</table:table-row>" for r in rows) + "</table:table></office:spreadsheet></office:body></office:document>")


# TCVN 5712:1993 (ABC), VN3: one byte a letter; capitals with a tone have no place and are written small.
TCVN3 = dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF))) | dict(zip("àảãáạ", range(0xB5, 0xBA))) | {"ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6} | dict(zip("ầẩẫấậ", range(0xC7, 0xCC))) | {
    "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7, "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE, "ò": 0xDF,
    "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF,
    "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA, "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE}
# VNI: a letter, then a byte for what stands on it. Capitals lie 0x20 lower.
VNI_SINGLE = {"ì": 0xEC, "í": 0xED, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ơ": 0xF4, "ư": 0xF6, "ỵ": 0xEE, "đ": 0xF1}
VNI_MARK = {"\u0300": 0xF8, "\u0301": 0xF9, "\u0309": 0xFB, "\u0303": 0xF5, "\u0323": 0xEF, "\u0302": 0xE2, "\u0302\u0300": 0xE0, "\u0302\u0301": 0xE1, "\u0302\u0309": 0xE5, "\u0302\u0303": 0xE3,
            "\u0302\u0323": 0xE4, "\u0306": 0xEA, "\u0306\u0300": 0xE8, "\u0306\u0301": 0xE9, "\u0306\u0309": 0xFA, "\u0306\u0303": 0xFC, "\u0306\u0323": 0xEB}
VIQR = {"\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": ".", "\u0302": "^", "\u0306": "(", "\u031b": "+"}


def split(c):
    """A letter's base, with its horn, and its marks, the one that changes the vowel first."""
    d = unicodedata.normalize("NFD", c)
    base, marks = d[0], d[1:]
    if "\u031b" in marks:
        base, marks = unicodedata.normalize("NFC", base + "\u031b"), marks.replace("\u031b", "")
    return base, "".join(sorted(marks, key=lambda m: m not in "\u0302\u0306"))


def tcvn3(s):
    return b"".join(bytes([TCVN3[c]]) if c in TCVN3 else bytes([TCVN3[c.lower()]]) if c.lower() in TCVN3 else c.encode("cp1252") for c in s)


def vni(s):
    out = b""
    for c in s:
        low = c.lower()
        shift = 0x20 if c != low else 0
        base, marks = split(c)
        if low in VNI_SINGLE:
            out += bytes([VNI_SINGLE[low] - shift])
        elif marks in VNI_MARK and base.lower() in "aeouyơư":
            out += bytes([VNI_SINGLE[base.lower()] - shift]) if base.lower() in VNI_SINGLE else base.encode()
            out += bytes([VNI_MARK[marks] - shift])
        else:
            out += c.encode("cp1252")
    return out


def cp1258(s):
    out = b""
    for c in s:
        d = unicodedata.normalize("NFD", c)
        tone = [m for m in d if m in "\u0300\u0301\u0303\u0309\u0323"]
        rest = unicodedata.normalize("NFC", "".join(m for m in d if m not in tone))
        out += c.encode("cp1258") if not tone else rest.encode("cp1258") + "".join(tone).encode("cp1258")
    return out


def viqr(s):
    out = ""
    for c in s:
        if c in "đĐ":
            out += c.replace("đ", "dd").replace("Đ", "DD")
            continue
        d = unicodedata.normalize("NFD", c)
        out += d[0] + "".join(VIQR[m] for m in sorted(d[1:], key=lambda m: m not in "\u0302\u0306\u031b")) if len(d) > 1 and all(m in VIQR for m in d[1:]) else \
            ("\\" + c if c in "?.'`~^(+" and out and out[-1].lower() in "aeiouyd" else c)
    return out.encode("ascii")


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def office(source, suffix, target, to):
    """Converts a flat OpenDocument file with LibreOffice."""
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "x" + suffix)
        with open(path, "w", encoding="utf-8") as f:
            f.write(source)
        subprocess.run(["soffice", "-env:UserInstallation=file://" + d + "/profile", "--headless", "--convert-to", to, "--outdir", d, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.copy(os.path.join(d, "x." + to.split(":")[0]), os.path.join(HERE, target))


def browser(page, target):
    """Prints a web page with Chromium."""
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "x.html")
        with open(path, "w", encoding="utf-8") as f:
            f.write(page)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + d + "/profile", "--no-pdf-header-footer", "--print-to-pdf=" + os.path.join(HERE, target),
                        "file://" + path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    t = text()
    old = text("[%s]").translate({ord(s): str(i) for i, s in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})  # TCVN3 and VIQR have no superscripts
    write("report.txt", t)
    write("report.nfd.txt", unicodedata.normalize("NFD", t))
    write("report.utf16.txt", t.encode("utf-16"))
    write("report.md", markdown())
    write("report.html", web())
    for name, data in {"tcvn3": tcvn3(old), "vni": vni(t), "windows1258": cp1258(t), "viqr": viqr(old)}.items():
        write(f"report.{name}.txt", data)
    report = flat()
    for to in ("docx", "odt", "rtf", "pdf"):
        office(report, ".fodt", "report.office.pdf" if to == "pdf" else "report." + to, to)
    for to in ("docx", "rtf"):  # the fonts of the 1990s: letters as the bytes at whose places they stand
        office(flat(lambda s: tcvn3(s.replace("²", "2")).decode("cp1252", "replace"), ".VnTime", ".VnTimeH"), ".fodt", "report.vntime." + to, to)
        office(flat(lambda s: vni(s.replace("²", "2")).decode("cp1252", "replace"), "VNI-Times"), ".fodt", "report.vni-times." + to, to)
    office(sheet(), ".fods", "annex.xlsx", "xlsx")
    office(flat(rules="none"), ".fodt", "report.office-unruled.pdf", "pdf")
    browser(web(), "report.chromium.pdf")
    browser(web("none"), "report.chromium-unruled.pdf")


if __name__ == "__main__":
    main()
