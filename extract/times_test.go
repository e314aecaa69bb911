package extract_test

import (
	"testing"

	"solieu/schemas"
)

// TestMonthsBehindAMonth compares cumulated months with the year before, whatever the month before them was compared with.
func TestMonthsBehindAMonth(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Measure), f.Period.String(), f.Base)
	}, []rule{
		{"a base to the right", "Nhập khẩu tháng 5/2022 đạt 12 tỷ USD, giảm 2% so với tháng trước và 5 tháng/2022 đạt 61 tỷ USD, tăng 9%, tương ứng tăng 4 tỷ USD so với cùng kỳ năm trước.",
			list("12000000000 level 2022-05", "-2 growth 2022-05 2022-04", "61000000000 level 2022-01/2022-05", "9 growth 2022-01/2022-05 2021-same", "4000000000 change 2022-01/2022-05 2021-same")},
		{"no base", "Thu ngân sách tháng 5/2022 đạt 12 tỷ đồng, giảm 2% so với tháng trước; 5 tháng năm 2022 đạt 61 tỷ đồng, tăng 9%.",
			list("12000000000 level 2022-05", "-2 growth 2022-05 2022-04", "61000000000 level 2022-01/2022-05", "9 growth 2022-01/2022-05 2021-same")},
		{"between the subject and its change", "Năm 2022, phát hiện 98 vụ trộm cắp tài sản, so với cùng kỳ năm 2021 tăng 31 vụ (98/67 vụ).",
			list("98 level 2022", "31 change 2022 2021-same", "98 level 2022", "67 level 2021")},
	})
}

// TestBasesOfStages compares what grew over a stage with the year that it begins from.
func TestBasesOfStages(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), f.Period.String(), f.Base)
	}, []rule{
		{"a plan of five years", "Giai đoạn 2016-2020, thu ngân sách tăng bình quân 9%/năm.", list("9 2016/2020 2015")},
		{"other years", "Giai đoạn 2012-2018, thu ngân sách tăng bình quân 9%/năm.", list("9 2012/2018 2012")},
		{"a year compared behind it", "Giai đoạn 2012 - 2018, tốc độ tăng trưởng kinh tế đạt 9%; thu ngân sách năm 2018 đạt 41 tỷ đồng, tăng 16% so với cùng kỳ.",
			list("9 2012/2018 2012", "41000000000 2018", "16 2018 2017-same")},
	})
}

// TestGrowthWithItsBase reads a base that stands before the degree of a growth, and ends an estimate where a clause reached more than an amount.
func TestGrowthWithItsBase(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Status), f.Period.String(), f.Base)
	}, []rule{
		{"growth", "Nhóm giao thông tháng 8/2022 có mức tăng so với tháng trước cao nhất với 0,7%.", list("0.7 actual 2022-08 2022-07")},
		{"the months before", "Tháng 10/2022, xuất khẩu tăng mạnh so với những tháng trước, đạt 41 triệu USD.", list("41000000 actual 2022-10")},
		{"most of them", "Hầu hết các mặt hàng tháng 8/2022 đều tăng so với tháng trước, trong đó gạo tăng 6%; cao su tăng 3%.", list("6 actual 2022-08 2022-07", "3 actual 2022-08 2022-07")},
		{"both ends dated", "Tỷ lệ hộ nghèo giảm so với năm 2019 (từ 5,4% năm 2019 xuống 4,7% năm 2020).", list("5.4 actual 2019", "4.7 actual 2020")},
		{"estimate", "Thu nhập bình quân năm 2022 ước đạt 41 triệu đồng; thu ngân sách năm 2022 đạt trên 190 tỷ đồng.", list("41000000 estimate 2022", "190000000000 actual 2022")},
	})
}
