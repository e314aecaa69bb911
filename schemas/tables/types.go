package tables

import (
	"encoding/binary"
	"math/big"
	"math/bits"
	"time"

	"solieu/schemas"
)

// Scale and Precision are those of every decimal column.
const (
	Scale     = 9
	Precision = 38
)

// Decimal is a stored DECIMAL(38,9): the 16-byte big-endian two's complement of value × 10^9.
type Decimal [16]byte

// NewDecimal returns d as it is stored, and nil where d does not fit exactly.
func NewDecimal(d schemas.Decimal) *Decimal {
	b, err := d.Fixed(Scale)
	if err != nil {
		return nil
	}
	return (*Decimal)(&b)
}

// RoundedDecimal reads a plain number of any length and returns it rounded half away from zero to nine digits behind the point;
// nil where s is no number or too large.
func RoundedDecimal(s string) *Decimal {
	if d, err := schemas.ParseDecimal(s); err == nil && d.Scale() <= Scale {
		return NewDecimal(d)
	}
	if len(s) > 200 {
		return nil
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	d, err := schemas.DecimalFromRat(r, Scale)
	if err != nil {
		return nil
	}
	return NewDecimal(d)
}

// Words returns the two's complement as its high and low 64 bits.
func (d Decimal) Words() (hi int64, lo uint64) {
	return int64(binary.BigEndian.Uint64(d[:8])), binary.BigEndian.Uint64(d[8:])
}

// Value returns the number. Every stored form that [NewDecimal] makes is read back exactly.
func (d Decimal) Value() schemas.Decimal {
	hi, lo := binary.BigEndian.Uint64(d[:8]), binary.BigEndian.Uint64(d[8:])
	neg := hi>>63 == 1
	if neg {
		var carry uint64
		lo, carry = bits.Add64(^lo, 1, 0)
		hi, _ = bits.Add64(^hi, 0, carry)
	}
	c := new(big.Int).SetUint64(hi)
	c.Lsh(c, 64).Or(c, new(big.Int).SetUint64(lo))
	if neg {
		c.Neg(c)
	}
	v, err := schemas.ParseDecimal(c.String())
	if err != nil {
		return schemas.Decimal{}
	}
	v, err = v.Shift(-Scale)
	if err != nil {
		return schemas.Decimal{}
	}
	return v
}

// String returns plain decimal notation, such as "-11.3".
func (d Decimal) String() string { return d.Value().String() }

// MarshalJSON writes a JSON number.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// Date is a stored DATE: days since 1970-01-01.
type Date int32

// NewDate returns the first day that d may mean, and nil where d is unknown.
func NewDate(d schemas.Date) *Date {
	if d.IsZero() {
		return nil
	}
	n := Date(d.EpochDays())
	return &n
}

// String returns the ISO 8601 form.
func (d Date) String() string { return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly) }

// MarshalJSON writes the ISO 8601 form.
func (d Date) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }
