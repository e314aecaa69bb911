package schemas_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"solieu/schemas"
)

// random returns a decimal of up to 20 digits with up to 8 behind the point, and the same number as a fraction.
func random(r *rand.Rand) (schemas.Decimal, *big.Rat) {
	n := r.Int64N(1 << uint(1+r.IntN(62)))
	if r.IntN(2) == 0 {
		n = -n
	}
	scale := r.IntN(9)
	d, err := schemas.Int64(n).Shift(-scale)
	if err != nil {
		panic(err)
	}
	f := new(big.Rat).SetFrac(big.NewInt(n), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
	return d, f
}

// Arithmetic on decimals agrees with exact fractions, whichever way it is computed inside.
func TestDecimalAgreesWithFractions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		a, x := random(r)
		b, y := random(r)
		if a.Rat().Cmp(x) != 0 {
			t.Fatalf("%v is not %v", a, x)
		}
		sum, err := a.Add(b)
		if err != nil {
			t.Fatal(err)
		}
		if want := new(big.Rat).Add(x, y); sum.Rat().Cmp(want) != 0 {
			t.Fatalf("%v + %v = %v, want %v", a, b, sum, want.FloatString(12))
		}
		if p, err := a.Mul(b); err == nil {
			if want := new(big.Rat).Mul(x, y); p.Rat().Cmp(want) != 0 {
				t.Fatalf("%v × %v = %v, want %v", a, b, p, want.FloatString(20))
			}
		}
		if got, want := a.Cmp(b), x.Cmp(y); got != want {
			t.Fatalf("%v compared with %v: %d, want %d", a, b, got, want)
		}
		back, err := schemas.ParseDecimal(a.String())
		if err != nil || back != a {
			t.Fatalf("%v written and read is %v, %v", a, back, err)
		}
		if zero, err := a.Add(a.Neg()); err != nil || zero != (schemas.Decimal{}) {
			t.Fatalf("%v − %[1]v = %v, %v", a, zero, err)
		}
	}
}

func TestDecimalRange(t *testing.T) {
	for _, s := range []string{"99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001"} {
		d, err := schemas.ParseDecimal(s)
		if err != nil || d.String() != s {
			t.Errorf("%s: %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"100000000000000000000000000000000000000", "", "-", ".", "1.2.3", "1,5", " 1"} {
		if d, err := schemas.ParseDecimal(s); err == nil {
			t.Errorf("%q is read as %v", s, d)
		}
	}
	big, _ := schemas.ParseDecimal("99999999999999999999999999999999999999")
	if d, err := big.Add(schemas.Int64(1)); err == nil {
		t.Errorf("beyond 38 digits: %v", d)
	}
	if d, err := big.Mul(schemas.Int64(10)); err == nil {
		t.Errorf("beyond 38 digits: %v", d)
	}
	if d, err := big.Shift(1); err == nil {
		t.Errorf("beyond 38 digits: %v", d)
	}
}
