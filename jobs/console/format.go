package console

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"solieu/jobs"
	"solieu/jobs/console/ledger"
	"solieu/pipeline/audit"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// double writes a number of a list or chart: at most four digits behind the point. Pages that show evidence write decimals, see exact.
func double(l audit.Lang, v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if _, fraction, _ := strings.Cut(s, "."); len(fraction) > 4 {
		s = strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 4, 64), "0"), ".")
	}
	return l.Number(s)
}

func exact(l audit.Lang, d *tables.Decimal) string {
	if d == nil {
		return ""
	}
	return l.Number(d.String())
}

// percent is a part of a whole, cut to one digit so that 100 % means all of it.
func percent(l audit.Lang, part, whole int) string {
	if whole == 0 || part == whole {
		return "100 %"
	}
	tenths := part * 1000 / whole
	return l.Number(fmt.Sprintf("%d.%d", tenths/10, tenths%10)) + " %"
}

// date writes a day as the reader does: 31/12/2026, 31 Dec 2026.
func date(lang string, d any) string {
	var at time.Time
	switch d := d.(type) {
	case *tables.Date:
		if d == nil {
			return ""
		}
		at = time.Unix(int64(*d)*86400, 0).UTC()
	case schemas.Date:
		if d.IsZero() {
			return ""
		}
		at = time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	case string: // of the journal
		parsed, err := time.Parse(time.DateOnly, d)
		if err != nil {
			return d
		}
		at = parsed
	}
	return at.Format(either(lang, "02/01/2006", "2 Jan 2006"))
}

// clock writes a time of day in Vietnam.
func clock(lang string, t any) string {
	var at time.Time
	switch t := t.(type) {
	case time.Time:
		at = t
	case *time.Time:
		if t != nil {
			at = *t
		}
	case string: // of the journal
		parsed, err := time.Parse(time.RFC3339, t)
		if err != nil {
			return t
		}
		at = parsed
	}
	if at.IsZero() {
		return "–"
	}
	return at.In(zone()).Format(either(lang, "15:04 02/01/2006", "2 Jan 2006 15:04"))
}

// act names a decision of the journal.
func act(lang, what string) string {
	switch what {
	case ledger.Accept:
		return either(lang, "miễn trừ", "waived")
	case ledger.Withdraw:
		return either(lang, "rút miễn trừ", "waiver withdrawn")
	case ledger.Uphold:
		return either(lang, "giữ nguyên, yêu cầu sửa", "upheld, to be corrected")
	}
	return what
}

// place says where a figure stands in its source: page, sheet, table, cell; empty where the format has none of them.
func place(lang string, o *tables.Observation) string {
	var parts []string
	add := func(vi, en string, n *int32) {
		if n != nil {
			parts = append(parts, fmt.Sprintf("%s %d", either(lang, vi, en), *n))
		}
	}
	add("trang", "page", o.Page)
	if o.Sheet != "" {
		parts = append(parts, o.Sheet)
	}
	add("bảng", "table", o.TableNumber)
	if o.Cell != "" {
		parts = append(parts, either(lang, "ô ", "cell ")+o.Cell)
	}
	return strings.Join(parts, ", ")
}

// zone is where the readers are.
func zone() *time.Location {
	if z, err := time.LoadLocation(jobs.DefaultZone); err == nil {
		return z
	}
	return time.FixedZone("+07", 7*3600)
}
