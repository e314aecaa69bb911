package load

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"solieu/load/block"
	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

// evidence holds the columns of an observation that the wide mart needs; its tags name columns of the table observations.
type evidence struct {
	DocumentID    string          `parquet:"document_id,dict"`
	DocumentDate  *tables.Date    `parquet:"document_date,optional,date"`
	Start         int64           `parquet:"start"`
	Value         *tables.Decimal `parquet:"value,optional,decimal(9:38)"`
	Low           *tables.Decimal `parquet:"value_low,optional,decimal(9:38)"`
	High          *tables.Decimal `parquet:"value_high,optional,decimal(9:38)"`
	Unit          string          `parquet:"unit,optional,dict"`
	BaseValue     *tables.Decimal `parquet:"base_value,optional,decimal(9:38)"`
	BaseUnit      string          `parquet:"base_unit,optional,dict"`
	Measure       string          `parquet:"measure,dict"`
	Role          string          `parquet:"role,dict"`
	Status        string          `parquet:"status,dict"`
	RangeEnd      string          `parquet:"range_end,optional,dict"`
	Indicator     string          `parquet:"indicator,optional,dict"`
	IndicatorCode string          `parquet:"indicator_code,optional,dict"`
	Base          string          `parquet:"base,optional,dict"`
	PeriodKey     string          `parquet:"period_key,optional,dict"`
	PeriodStart   *tables.Date    `parquet:"period_start,optional,date"`
	PeriodEnd     *tables.Date    `parquet:"period_end,optional,date"`
	PeriodKind    string          `parquet:"period_kind,optional,dict"`
	AreaCode      string          `parquet:"area_code,optional,dict"`
	AreaList      string          `parquet:"area_list,optional,dict"`
	AreaName      string          `parquet:"area_name,optional,dict"`
	Ambiguous     string          `parquet:"ambiguous,optional"`
	OfStart       *int64          `parquet:"of_start,optional"`
	CheckComputed *tables.Decimal `parquet:"check_computed,optional,decimal(9:38)"`
}

// appendSubject appends what evidence is grouped by: the year of its partition and the subject.
func (e *evidence) appendSubject(b []byte, year int) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(year)^1<<31)
	for _, text := range [...]string{e.IndicatorCode, e.Indicator, e.AreaList, e.AreaCode, e.AreaName, e.PeriodKey} {
		b = appendText(b, text)
	}
	return b
}

// readSubject sets evidence to what [evidence.appendSubject] wrote, whose bytes it keeps.
func (e *evidence) readSubject(b []byte) (year int) {
	year = int(int32(binary.BigEndian.Uint32(b) ^ 1<<31))
	b = b[4:]
	for _, text := range [...]*string{&e.IndicatorCode, &e.Indicator, &e.AreaList, &e.AreaCode, &e.AreaName, &e.PeriodKey} {
		*text, b = cutText(b)
	}
	return year
}

// appendKey appends what evidence of one subject sorts by, which is trust: the latest document first, an unambiguous reading before a
// doubtful one.
func (e *evidence) appendKey(b []byte, r register) []byte {
	if e.DocumentDate != nil {
		b = binary.BigEndian.AppendUint32(append(b, 0), ^(uint32(*e.DocumentDate) ^ 1<<31))
	} else {
		b = append(b, 1)
	}
	b = binary.BigEndian.AppendUint32(append(b, byte(min(len(e.Ambiguous), 1))), r.number(e.DocumentID))
	return binary.BigEndian.AppendUint64(b, uint64(e.Start))
}

// register are the ids of the documents of the next snapshot, sorted: a number is shorter than an id and sorts as it does.
type register []string

func newRegister(p plan) register { return slices.Sorted(maps.Keys(p.home)) }

func (r register) number(id string) uint32 {
	at, _ := slices.BinarySearch(r, id)
	return uint32(at)
}

// appendText appends a text so that the bytes of several, one after the other, sort as the texts do.
func appendText(b []byte, text string) []byte {
	for {
		plain, rest, found := strings.Cut(text, "\x00")
		b = append(b, plain...)
		if !found {
			return append(b, 0, 0)
		}
		b, text = append(b, 0, 0xff), rest
	}
}

// cutText takes the first text off bytes that [appendText] made.
func cutText(b []byte) (text string, rest []byte) {
	at := bytes.Index(b, []byte{0, 0})
	if whole := b[:at]; bytes.IndexByte(whole, 0) >= 0 {
		return string(bytes.ReplaceAll(whole, []byte{0, 0xff}, []byte{0})), b[at+2:]
	}
	return unsafe.String(unsafe.SliceData(b), at), b[at+2:]
}

// partOfKey returns the partition that a key of [appendText] begins with.
func partOfKey(key []byte) string {
	part, _, _ := bytes.Cut(key, []byte{0})
	return string(part)
}

// appendValue appends what the mart needs of evidence beside its key.
func (e *evidence) appendValue(b []byte) []byte {
	for _, d := range [...]*tables.Decimal{e.Value, e.Low, e.High, e.BaseValue, e.CheckComputed} {
		b = appendDecimal(b, d)
	}
	for _, text := range [...]string{e.Unit, e.BaseUnit, e.Measure, e.Role, e.Status, e.Base, e.PeriodKind} {
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	b = appendDate(appendDate(b, e.PeriodStart), e.PeriodEnd)
	if e.OfStart == nil {
		return append(b, 0)
	}
	return binary.AppendUvarint(append(b, 1), uint64(*e.OfStart))
}

// appendDecimal appends a decimal without the bytes that only repeat its sign.
func appendDecimal(b []byte, d *tables.Decimal) []byte {
	if d == nil {
		return append(b, 0)
	}
	from, sign := 0, byte(int8(d[0])>>7)
	for from < len(d)-1 && d[from] == sign && byte(int8(d[from+1])>>7) == sign {
		from++
	}
	return append(append(b, byte(len(d)-from)), d[from:]...)
}

func appendDate(b []byte, d *tables.Date) []byte {
	if d == nil {
		return append(b, 0)
	}
	return binary.AppendVarint(append(b, 1), int64(*d))
}

// read sets evidence to what the key and the value of a record say, whose bytes it keeps.
func (e *evidence) read(r *record, documents register, in *valueReader) (err error) {
	in.rest, in.err = r.value, nil
	key := r.key
	if key[0] == 0 {
		day := in.dates.Take()
		*day = tables.Date(int32(^binary.BigEndian.Uint32(key[1:]) ^ 1<<31))
		e.DocumentDate, key = day, key[4:]
	}
	if key[1] == 1 {
		e.Ambiguous = "yes"
	}
	e.DocumentID = documents[binary.BigEndian.Uint32(key[2:])]
	e.Start = int64(binary.BigEndian.Uint64(key[6:]))
	for _, d := range [...]**tables.Decimal{&e.Value, &e.Low, &e.High, &e.BaseValue, &e.CheckComputed} {
		*d = in.decimal()
	}
	for _, text := range [...]*string{&e.Unit, &e.BaseUnit, &e.Measure, &e.Role, &e.Status, &e.Base, &e.PeriodKind} {
		*text = in.text()
	}
	e.PeriodStart, e.PeriodEnd = in.date(), in.date()
	if in.there() {
		at := int64(in.uvarint())
		e.OfStart = &at
	}
	return in.err
}

// valueReader reads what [evidence.appendValue] wrote.
type valueReader struct {
	rest     []byte
	err      error
	decimals block.Slab[tables.Decimal]
	dates    block.Slab[tables.Date]
}

func (r *valueReader) take(n int) []byte {
	if n > len(r.rest) {
		r.rest, r.err = nil, io.ErrUnexpectedEOF
		return make([]byte, n)
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *valueReader) there() bool { return r.take(1)[0] == 1 }

func (r *valueReader) decimal() *tables.Decimal {
	n := int(r.take(1)[0])
	if n == 0 {
		return nil
	}
	d := r.decimals.Take()
	significant := r.take(min(n, len(d)))
	above := d[:len(d)-len(significant)]
	for i := range above {
		above[i] = byte(int8(significant[0]) >> 7) // the sign
	}
	copy(d[len(above):], significant)
	return d
}

func (r *valueReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	r.take(max(n, 1))
	return v
}

func (r *valueReader) text() string {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.err = io.ErrUnexpectedEOF
		return ""
	}
	b := r.take(int(n))
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func (r *valueReader) date() *tables.Date {
	if !r.there() {
		return nil
	}
	v, n := binary.Varint(r.rest)
	r.take(max(n, 1))
	d := r.dates.Take()
	*d = tables.Date(v)
	return d
}

// useful reports whether the mart has a place for the figure.
func (e *evidence) useful() bool {
	if e.PeriodKey == "" || e.PeriodEnd == nil || e.Indicator == "" && e.IndicatorCode == "" || e.RangeEnd != "" {
		return false
	}
	return e.amount() || e.relative()
}

func (e *evidence) amount() bool {
	switch schemas.Measure(e.Measure) {
	case schemas.Level, schemas.Rate, schemas.Score, schemas.Rank:
		return e.Role != string(schemas.Denominator)
	}
	return false
}

func (e *evidence) relative() bool {
	switch schemas.Measure(e.Measure) {
	case schemas.Attainment, schemas.Growth, schemas.Share:
		return e.Role == string(schemas.Main)
	}
	return false
}

// names gives the catalogue's names, so that one subject has one name.
type names struct {
	indicators map[string]string
	areas      map[[2]string]string
}

func newNames(lex *lexicon.Lexicon) names {
	n := names{map[string]string{}, map[[2]string]string{}}
	if lex == nil {
		return n
	}
	for _, i := range lex.Indicators {
		n.indicators[i.Code] = i.Name
	}
	for _, a := range lex.Areas {
		n.areas[[2]string{a.List, a.Code}] = a.Name
	}
	return n
}

func (n names) apply(e *evidence) {
	if e.IndicatorCode != "" {
		e.Indicator = cmp.Or(n.indicators[e.IndicatorCode], e.IndicatorCode)
	}
	if e.AreaCode != "" {
		e.AreaName = cmp.Or(n.areas[[2]string{e.AreaList, e.AreaCode}], e.AreaName)
	}
	if e.BaseValue == nil || e.BaseUnit == "" {
		e.BaseValue, e.BaseUnit = e.Value, e.Unit
	}
}

// subject is what rows of the mart are about, with its evidence, which is valid until the next subject is asked for.
type subject struct {
	year     int
	part     string
	evidence []evidence
}

// subjects groups evidence, which must be sorted, by partition and subject.
func subjects(records iter.Seq2[*record, error], documents register) iter.Seq2[subject, error] {
	return func(yield func(subject, error) bool) {
		var (
			in    valueReader
			group subject
			of    []byte
			about evidence // the subject of the group
		)
		for r, err := range records {
			if err == nil && !bytes.Equal(of, r.group) {
				if len(group.evidence) > 0 && !yield(group, nil) {
					return
				}
				about, of = evidence{}, r.group
				if year := about.readSubject(of); year != group.year || group.part == "" {
					group.year, group.part = year, yearPath(year)
				}
				clear(group.evidence)
				group.evidence = group.evidence[:0]
			}
			e := about
			if err == nil {
				err = e.read(r, documents, &in)
			}
			if err != nil {
				yield(group, err)
				return
			}
			group.evidence = append(group.evidence, e)
		}
		if len(group.evidence) > 0 {
			yield(group, nil)
		}
	}
}

func yearPath(year int) string { return "year=" + strconv.Itoa(year) }
