package tables

import (
	"fmt"
	"time"

	"solieu/schemas"
)

// Civil returns the calendar date.
func (d Date) Civil() schemas.Date {
	y, m, day := time.Unix(int64(d)*86400, 0).UTC().Date()
	return schemas.Date{Year: y, Month: int(m), Day: day}
}

func vietnamese(d schemas.Date) string { return fmt.Sprintf("%d/%d/%d", d.Day, d.Month, d.Year) }

// label names a period of whole months in the words of the reports.
func label(row *DimPeriod, first, last schemas.Date) {
	months := int(row.Months)
	month, quarter := int32(last.Month), int32(last.Month/3)
	whole := first.Month == 1 && last.Month == 12
	switch {
	case whole && months == 12:
		row.LabelVI, row.LabelEN = fmt.Sprintf("năm %d", last.Year), fmt.Sprintf("%d", last.Year)
	case whole:
		row.LabelVI, row.LabelEN = fmt.Sprintf("giai đoạn %d-%d", first.Year, last.Year), fmt.Sprintf("%d-%d", first.Year, last.Year)
	case months == 1:
		row.Month = &month
		row.LabelVI, row.LabelEN = fmt.Sprintf("tháng %d/%d", last.Month, last.Year), fmt.Sprintf("%d-%02d", last.Year, last.Month)
	case months == 3 && last.Month%3 == 0:
		row.Quarter = &quarter
		row.LabelVI, row.LabelEN = fmt.Sprintf("quý %d/%d", quarter, last.Year), fmt.Sprintf("%d-Q%d", last.Year, quarter)
	case first.Month == 1 && first.Year == last.Year:
		row.LabelVI, row.LabelEN = fmt.Sprintf("%d tháng đầu năm %d", months, last.Year), fmt.Sprintf("first %d months of %d", months, last.Year)
	default:
		row.LabelVI = fmt.Sprintf("tháng %d/%d - tháng %d/%d", first.Month, first.Year, last.Month, last.Year)
		row.LabelEN = fmt.Sprintf("%d-%02d to %d-%02d", first.Year, first.Month, last.Year, last.Month)
	}
}
