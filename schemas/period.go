package schemas

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a civil date; the zero value means "unknown". Month and Day may be 0 where only the year (and month) is known.
type Date struct{ Year, Month, Day int }

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.Year == 0 }

// String returns the ISO 8601 form with the known precision: "2023", "2023-10" or "2023-10-31"; "" for the zero value.
func (d Date) String() string { return string(d.Append(nil)) }

// Append appends the form of [Date.String] to dst.
func (d Date) Append(dst []byte) []byte {
	if d.Year == 0 {
		return dst
	}
	dst = appendPadded(dst, d.Year, 4)
	if d.Month == 0 {
		return dst
	}
	dst = appendPadded(append(dst, '-'), d.Month, 2)
	if d.Day == 0 {
		return dst
	}
	return appendPadded(append(dst, '-'), d.Day, 2)
}

// appendPadded appends n with at least width digits.
func appendPadded(dst []byte, n, width int) []byte {
	if n < 0 {
		return fmt.Appendf(dst, "%0*d", width, n)
	}
	for limit := 10; width > 1; width, limit = width-1, limit*10 {
		if n < limit {
			dst = append(dst, '0')
		}
	}
	return strconv.AppendInt(dst, int64(n), 10)
}

// First returns the first day that d may mean.
func (d Date) First() Date { return Date{d.Year, max(d.Month, 1), max(d.Day, 1)} }

// Last returns the last day that d may mean.
func (d Date) Last() Date {
	if d.Month == 0 {
		return Date{d.Year, 12, 31}
	}
	if d.Day == 0 {
		return Date{d.Year, d.Month, MonthDays(d.Year, d.Month)}
	}
	return d
}

// MonthDays returns the number of days of a month.
func MonthDays(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Valid reports whether d is a date of the calendar (with the precision that it has) of the years 1900 to 2199.
func (d Date) Valid() bool {
	if d.Year < 1900 || d.Year > 2199 || d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Month == 0 && d.Day != 0 {
		return false
	}
	return d.Day == 0 || d.Day <= MonthDays(d.Year, d.Month)
}

// EpochDays returns the days from 1970-01-01 to d's first day.
func (d Date) EpochDays() int32 {
	f := d.First()
	return int32(time.Date(f.Year, time.Month(f.Month), f.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// AddDays returns the date n days after the full date d.
func (d Date) AddDays(n int) Date {
	y, m, day := time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC).Date()
	return Date{y, int(m), day}
}

// Period is a reference period in the notation of the data contract:
//
//	2023              a year                    2023-10              a month
//	2023-01/2023-10   cumulated months          2023/2027            years
//	@2023             at the end of a year      @2023-10, @2023-10-31  at the end of a month, at a date
//	@report           at the report's date      2023-01/@report      from a month to the report's date
//
// The zero value means "unknown".
type Period struct {
	From, To Date
	Instant  bool // a state at To; From is zero
	Report   bool // To is the date of the report itself, whatever that is
}

// Year returns the period of one calendar year.
func Year(y int) Period { return Period{From: Date{Year: y}, To: Date{Year: y}} }

// At returns the instant at the end of d.
func At(d Date) Period { return Period{To: d, Instant: true} }

// AtReport is the instant "đến nay".
func AtReport() Period { return Period{Instant: true, Report: true} }

// Months returns the period from the first month to the last of one year.
func Months(year, from, to int) Period {
	return Period{From: Date{Year: year, Month: from}, To: Date{Year: year, Month: to}}
}

// In returns the period as many years away that it ends in the given one; the 29th of February becomes the 28th where that year has none.
func (p Period) In(year int) Period {
	d := p.To.Year - year
	move := func(t Date) Date {
		if t.IsZero() {
			return t
		}
		t.Year -= d
		if t.Month > 0 {
			t.Day = min(t.Day, MonthDays(t.Year, t.Month))
		}
		return t
	}
	p.From, p.To = move(p.From), move(p.To)
	return p
}

// IsZero reports whether the period is unknown.
func (p Period) IsZero() bool { return p == Period{} }

// String returns the notation of the data contract.
func (p Period) String() string { return string(p.Append(nil)) }

// Append appends the form of [Period.String] to dst.
func (p Period) Append(dst []byte) []byte {
	switch {
	case p.Report && p.Instant:
		return append(dst, "@report"...)
	case p.Report:
		return append(p.From.Append(dst), "/@report"...)
	case p.To.IsZero():
		return dst
	case p.Instant:
		return p.To.Append(append(dst, '@'))
	case p.From == p.To:
		return p.To.Append(dst)
	}
	return p.To.Append(append(p.From.Append(dst), '/'))
}

// ParsePeriod reads the notation of the data contract; "" is the zero value.
func ParsePeriod(s string) (Period, error) {
	var p Period
	if s == "" {
		return p, nil
	}
	if s == "@report" {
		return AtReport(), nil
	}
	var err error
	if at, ok := strings.CutPrefix(s, "@"); ok {
		p.Instant = true
		p.To, err = ParseDate(at)
		return p, err
	}
	from, to, two := strings.Cut(s, "/")
	if p.From, err = ParseDate(from); err != nil {
		return Period{}, err
	}
	if !two {
		p.To = p.From
		return p, nil
	}
	if to == "@report" {
		p.Report = true
		return p, nil
	}
	p.To, err = ParseDate(to)
	return p, err
}

// ParseDate reads "2023", "2023-10" or "2023-10-31".
func ParseDate(s string) (Date, error) {
	var d Date
	for i, f := range strings.Split(s, "-") {
		n, err := strconv.Atoi(f)
		if err != nil || i > 2 {
			return Date{}, fmt.Errorf("%q is not a date of the form 2023, 2023-10 or 2023-10-31", s)
		}
		switch i {
		case 0:
			d.Year = n
		case 1:
			d.Month = n
		case 2:
			d.Day = n
		}
	}
	if !d.Valid() {
		return Date{}, fmt.Errorf("%q is not a date of the calendar", s)
	}
	return d, nil
}

// Bounds returns the first and the last day of the period, both inclusive; report stands for @report.
// ok is false where a needed date is unknown.
func (p Period) Bounds(report Date) (first, last Date, ok bool) {
	to := p.To
	if p.Report {
		to = report
	}
	if to.IsZero() {
		return Date{}, Date{}, false
	}
	if p.Instant {
		return to.Last(), to.Last(), true
	}
	if p.From.IsZero() {
		return Date{}, Date{}, false
	}
	return p.From.First(), to.Last(), true
}
