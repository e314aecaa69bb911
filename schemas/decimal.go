package schemas

import (
	"errors"
	"math/big"
	"math/bits"
	"strconv"
)

// MaxDigits is the number of significant decimal digits a [Decimal] holds at most; it is the precision of Parquet's DECIMAL(38).
const MaxDigits = 38

// ErrDecimalSyntax reports text that is no decimal number; ErrDecimalRange one with more than [MaxDigits] digits.
var (
	ErrDecimalSyntax = errors.New("not a decimal number")
	ErrDecimalRange  = errors.New("decimal number needs more than 38 digits")
)

// Decimal is an exact decimal number: sign × coefficient × 10^-scale, with a coefficient of at most 38 digits.
// The zero value is 0. Values are kept normalised (no trailing zeros behind the point, no negative zero), so == compares numbers.
type Decimal struct {
	hi, lo uint64
	scale  int16
	neg    bool
}

// Int64 returns v as a decimal.
func Int64(v int64) Decimal {
	d := Decimal{lo: uint64(v), neg: v < 0}
	if v < 0 {
		d.lo = -uint64(v)
	}
	return d.normal()
}

// ParseDecimal reads an optional sign, digits, and optionally "." and more digits.
func ParseDecimal(s string) (Decimal, error) {
	var d Decimal
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		d.neg = s[i] == '-'
		i++
	}
	digits, point := 0, false
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if !d.push(c - '0') {
				return Decimal{}, ErrDecimalRange
			}
			digits++
			if point {
				d.scale++
			}
		case c == '.' && !point:
			point = true
		default:
			return Decimal{}, ErrDecimalSyntax
		}
	}
	if digits == 0 {
		return Decimal{}, ErrDecimalSyntax
	}
	return d.normal(), nil
}

// push appends one digit to the coefficient; it reports false where the coefficient would exceed 38 digits.
func (d *Decimal) push(digit byte) bool {
	hi, lo, ok := mulSmall(d.hi, d.lo, 10, uint64(digit))
	if !ok {
		return false
	}
	d.hi, d.lo = hi, lo
	return true
}

// mulSmall returns (hi,lo)*m + a, and false where the result does not fit 38 digits.
func mulSmall(hi, lo, m, a uint64) (uint64, uint64, bool) {
	c1, l := bits.Mul64(lo, m)
	l, carry := bits.Add64(l, a, 0)
	o, h := bits.Mul64(hi, m)
	h, c2 := bits.Add64(h, c1, carry)
	if o != 0 || c2 != 0 {
		return 0, 0, false
	}
	// 10^38 = 0x4b3b4ca85a86c47a_098a224000000000
	if h > 0x4b3b4ca85a86c47a || h == 0x4b3b4ca85a86c47a && l >= 0x098a224000000000 {
		return 0, 0, false
	}
	return h, l, true
}

func (d Decimal) normal() Decimal {
	for d.scale > 0 {
		q, r := d.hi/10, d.hi%10
		l, rem := bits.Div64(r, d.lo, 10)
		if rem != 0 {
			break
		}
		d.hi, d.lo = q, l
		d.scale--
	}
	if d.hi == 0 && d.lo == 0 {
		return Decimal{}
	}
	return d
}

// Shift returns d × 10^n; it fails with [ErrDecimalRange] where the result needs more than 38 digits.
func (d Decimal) Shift(n int) (Decimal, error) {
	s := int(d.scale) - n
	for s < 0 {
		hi, lo, ok := mulSmall(d.hi, d.lo, 10, 0)
		if !ok {
			return Decimal{}, ErrDecimalRange
		}
		d.hi, d.lo = hi, lo
		s++
	}
	if s > MaxDigits {
		return Decimal{}, ErrDecimalRange
	}
	d.scale = int16(s)
	return d.normal(), nil
}

// Neg returns -d.
func (d Decimal) Neg() Decimal {
	if d.hi != 0 || d.lo != 0 {
		d.neg = !d.neg
	}
	return d
}

// Sign returns -1, 0 or +1.
func (d Decimal) Sign() int {
	switch {
	case d.hi == 0 && d.lo == 0:
		return 0
	case d.neg:
		return -1
	}
	return 1
}

// Abs returns |d|.
func (d Decimal) Abs() Decimal { d.neg = false; return d }

// Scale returns the number of digits behind the decimal point of the normalised number.
func (d Decimal) Scale() int { return int(d.scale) }

func (d Decimal) coefficient() *big.Int {
	b := new(big.Int).SetUint64(d.hi)
	b.Lsh(b, 64).Or(b, new(big.Int).SetUint64(d.lo))
	if d.neg {
		b.Neg(b)
	}
	return b
}

// Rat returns d as an exact rational number.
func (d Decimal) Rat() *big.Rat {
	return new(big.Rat).SetFrac(d.coefficient(), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.scale)), nil))
}

// DecimalFromRat returns r rounded half away from zero to scale digits behind the point.
func DecimalFromRat(r *big.Rat, scale int) (Decimal, error) {
	return ParseDecimal(r.FloatString(scale))
}

// Cmp compares two numbers: -1, 0 or +1.
func (d Decimal) Cmp(e Decimal) int {
	if d == e {
		return 0
	}
	if s, t := d.Sign(), e.Sign(); s != t {
		if s < t {
			return -1
		}
		return 1
	}
	return d.Rat().Cmp(e.Rat())
}

// Mul returns d × e exactly, or [ErrDecimalRange].
func (d Decimal) Mul(e Decimal) (Decimal, error) {
	if hi, lo := bits.Mul64(d.lo, e.lo); d.hi == 0 && e.hi == 0 && hi == 0 && d.scale+e.scale <= MaxDigits {
		return Decimal{lo: lo, scale: d.scale + e.scale, neg: d.neg != e.neg}.normal(), nil
	}
	return decimalFromInt(new(big.Int).Mul(d.coefficient(), e.coefficient()), int(d.scale)+int(e.scale))
}

// Add returns d + e exactly, or [ErrDecimalRange].
func (d Decimal) Add(e Decimal) (Decimal, error) {
	if x, ok := d.small(max(d.scale, e.scale)); ok {
		if y, ok := e.small(max(d.scale, e.scale)); ok {
			r := Int64(x + y)
			r.scale = max(d.scale, e.scale)
			return r.normal(), nil
		}
	}
	a, b, s := d.coefficient(), e.coefficient(), int(max(d.scale, e.scale))
	a.Mul(a, pow10(s-int(d.scale)))
	b.Mul(b, pow10(s-int(e.scale)))
	return decimalFromInt(a.Add(a, b), s)
}

// small returns d × 10^scale where its magnitude is below 2^62, so that two of them add up without overflow.
func (d Decimal) small(scale int16) (int64, bool) {
	const limit = 1 << 62
	if d.hi != 0 || d.lo >= limit {
		return 0, false
	}
	v := d.lo
	for s := d.scale; s < scale; s++ {
		if v >= limit/10 {
			return 0, false
		}
		v *= 10
	}
	if d.neg {
		return -int64(v), true
	}
	return int64(v), true
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func decimalFromInt(c *big.Int, scale int) (Decimal, error) {
	neg := c.Sign() < 0
	c = new(big.Int).Abs(c)
	for ten, m := big.NewInt(10), new(big.Int); scale > 0; scale-- {
		q, r := new(big.Int).QuoRem(c, ten, m)
		if r.Sign() != 0 {
			break
		}
		c = q
	}
	if c.Cmp(pow10(MaxDigits)) >= 0 || scale > MaxDigits {
		return Decimal{}, ErrDecimalRange
	}
	lo := new(big.Int).And(c, new(big.Int).SetUint64(^uint64(0))).Uint64()
	hi := new(big.Int).Rsh(c, 64).Uint64()
	return Decimal{hi: hi, lo: lo, scale: int16(scale), neg: neg}.normal(), nil
}

// Float64 returns the nearest float64.
func (d Decimal) Float64() float64 {
	f, _ := strconv.ParseFloat(d.String(), 64)
	return f
}

// Fixed returns the 16-byte big-endian two's complement of d × 10^scale, the form of Parquet's DECIMAL(38, scale).
// It fails with [ErrDecimalRange] where d has more digits behind the point than scale, or does not fit.
func (d Decimal) Fixed(scale int) ([16]byte, error) {
	var out [16]byte
	if int(d.scale) > scale {
		return out, ErrDecimalRange
	}
	hi, lo, ok := d.hi, d.lo, true
	for s := int(d.scale); s < scale; s++ {
		if hi, lo, ok = mulSmall(hi, lo, 10, 0); !ok {
			return out, ErrDecimalRange
		}
	}
	if d.neg {
		var carry uint64
		lo, carry = bits.Add64(^lo, 1, 0)
		hi, _ = bits.Add64(^hi, 0, carry)
	}
	for i := range 8 {
		out[i] = byte(hi >> (56 - 8*i))
		out[8+i] = byte(lo >> (56 - 8*i))
	}
	return out, nil
}

// String returns the plain decimal notation, such as "-11.3".
func (d Decimal) String() string { return string(d.Append(nil)) }

// Append appends the plain decimal notation to dst.
func (d Decimal) Append(dst []byte) []byte {
	if d.neg {
		dst = append(dst, '-')
	}
	var buf [MaxDigits + 2]byte
	digits := strconv.AppendUint(buf[:0], d.lo, 10)
	if d.hi != 0 {
		digits = d.Abs().coefficient().Append(buf[:0], 10)
	}
	whole := len(digits) - int(d.scale)
	switch {
	case d.scale == 0:
		return append(dst, digits...)
	case whole > 0:
		dst = append(append(dst, digits[:whole]...), '.')
		return append(dst, digits[whole:]...)
	}
	dst = append(dst, "0."...)
	for ; whole < 0; whole++ {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

// MarshalText implements [encoding.TextMarshaler].
func (d Decimal) MarshalText() ([]byte, error) { return d.Append(nil), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Decimal) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDecimal(string(b))
	return err
}
