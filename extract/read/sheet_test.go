package read

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sampleXLSX is written by another library, so that the reader is not tested against its own idea of the format.
func sampleXLSX(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	const sheet = "Biểu 01"
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	check(f.SetSheetName("Sheet1", sheet))
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	check(err)
	code := `#,##0.0" tấn"`
	tonnes, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	check(err)
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	check(err)
	for ref, v := range map[string]any{
		"A1": "MỘT SỐ CHỈ TIÊU CHỦ YẾU", "D2": "ĐVT: tỷ đồng",
		"A3": "TT", "B3": "Chỉ tiêu", "C3": "Năm 2023", "E3": "Ước/KH", "C4": "Kế hoạch", "D4": "Ước thực hiện",
		"A5": "I", "B5": "Thu ngân sách",
		"A6": 1, "B6": "Thu nội địa", "C6": 820.5, "D6": 812, "E6": 0.98964,
		"A7": 2, "B7": "Sản lượng | thóc", "C7": 12345.67, "D7": 0.1 + 0.2, "E7": 45292,
	} {
		check(f.SetCellValue(sheet, ref, v))
	}
	for from, to := range map[string]string{"A1": "E1", "A3": "A4", "B3": "B4", "C3": "D3", "E3": "E4"} {
		check(f.MergeCell(sheet, from, to))
	}
	check(f.SetCellStyle(sheet, "E6", "E6", percent))
	check(f.SetCellStyle(sheet, "C7", "C7", tonnes))
	check(f.SetCellStyle(sheet, "E7", "E7", day))
	_, err = f.NewSheet("Trống")
	check(err)
	_, err = f.NewSheet("Biểu 02")
	check(err)
	check(f.SetSheetRow("Biểu 02", "B2", &[]any{"Huyện", "Diện tích (ha)"}))
	check(f.SetSheetRow("Biểu 02", "B3", &[]any{"Vùng thấp", 1200}))
	var b bytes.Buffer
	check(f.Write(&b))
	return b.Bytes()
}

func TestXLSX(t *testing.T) {
	const want = `Biểu 01

MỘT SỐ CHỈ TIÊU CHỦ YẾU
ĐVT: tỷ đồng

| TT | Chỉ tiêu | Năm 2023 - Kế hoạch | Năm 2023 - Ước thực hiện | Ước/KH |
|---|---|---|---|---|
| I | Thu ngân sách |  |  |  |
| 1 | Thu nội địa | 820,5 | 812 | 98,96% |
| 2 | Sản lượng / thóc | 12345,7 | 0,3 | 01/01/2024 |

Biểu 02

| Huyện | Diện tích (ha) |
|---|---|
| Vùng thấp | 1200 |
`
	d := readOne(t, sampleXLSX(t))
	if d.Text != want || d.Format != "xlsx" {
		t.Errorf("got %s\n%s", d.Format, d.Text)
	}
}

func TestNumberFormat(t *testing.T) {
	tests := []struct{ code, value, want string }{
		{"General", "1234.5", "1234,5"},
		{"0.00", "1234.5", "1234,50"},
		{"#,##0", "1234.5", "1235"},
		{"0.0%;[Red]-0.0%", "-0.0125", "-1,3%"},
		{`_(* #,##0.00_);_(* \(#,##0.00\);_(@_)`, "7", "7,00"},
		{"@", "0012", "0012"},
		{"dd/mm/yyyy", "45292", "01/01/2024"},
		{"[h]:mm", "0.5", "12:00"},
		{`0" ngày"`, "3", "3"},
		{"0.00E+00", "1500", "1500"},
		{"0", "x", "x"},
		{"General", "1e-7", "0,0000001"},
		{"General", "0.30000000000000004", "0,3"},
		{"General", "1e300", "1e300"},
	}
	for _, tt := range tests {
		if got := parseFormat(tt.code).show(tt.value, false); got != tt.want {
			t.Errorf("%s of %s: got %q, want %q", tt.code, tt.value, got, tt.want)
		}
	}
}

func TestCSV(t *testing.T) {
	const want = "| Chỉ tiêu | Kế hoạch | Thực hiện |\n|---|---|---|\n| Đàn lợn, con | 210.000 | 212.500 |\n| Đàn trâu | 12.000 | 12.300 |\n| Đàn bò | 8.000 | 8.450 |\n"
	for name, data := range map[string]string{
		"semicolons": "Chỉ tiêu;Kế hoạch;Thực hiện\r\n\"Đàn lợn, con\";210.000;212.500\r\nĐàn trâu;12.000;12.300\r\nĐàn bò;8.000;8.450\r\n",
		"commas":     "\xef\xbb\xbfChỉ tiêu,Kế hoạch,Thực hiện\n\"Đàn lợn, con\",210.000,212.500\nĐàn trâu,12.000,12.300\nĐàn bò,8.000,8.450",
		"tabs":       "Chỉ tiêu\tKế hoạch\tThực hiện\nĐàn lợn, con\t210.000\t212.500\nĐàn trâu\t12.000\t12.300\nĐàn bò\t8.000\t8.450\n",
	} {
		if d := readOne(t, []byte(data)); d.Text != want || d.Format != "csv" {
			t.Errorf("%s: %s\n%s", name, d.Format, d.Text)
		}
	}
	for _, text := range []string{
		"Đàn lợn 5.000 con, tăng 2%, đạt 98%.\nĐàn bò 300 con, giảm 1%, đạt 90%.\nĐàn dê 20 con, tăng 3%, đạt 99%.\n",
		"- Trâu: 5 con;\n- Bò: 6 con;\n- Dê: 7 con;\n", "1;\n2;\n3;\n", "a, b\nc, d\n", "một; hai\nba; bốn\nnăm; sáu\n",
	} {
		if d := readOne(t, []byte(text)); d.Format != "text" || d.Text != text {
			t.Errorf("%q is %s: %q", text, d.Format, d.Text)
		}
	}
}
