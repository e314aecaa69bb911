package audit_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of a colour, by WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 4 {
		hex = "#" + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:3], 2) + strings.Repeat(hex[3:4], 2)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// TestContrast: text stands out from what is behind it by at least 4.5 : 1 (WCAG AA), by day and by night.
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("report.css")
	if err != nil {
		t.Fatal(err)
	}
	schemes := regexp.MustCompile(`:root\{[^}]*\}`).FindAllString(string(css), -1)
	if len(schemes) != 2 {
		t.Fatalf("%d colour schemes", len(schemes))
	}
	pairs := []string{"ink/bg", "ink/card", "soft/bg", "soft/card", "link/bg", "link/card", "bad/badbg", "warn/warnbg", "ok/okbg", "ink/badbg",
		"ink/figure", "ink/date", "ink/legal", "ink/outline", "ink/ordinal", "ink/attribute", "ink/name", "ink/other"}
	for i, scheme := range schemes {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+):(#[0-9a-f]+)`).FindAllStringSubmatch(scheme, -1) {
			colour[m[1]] = m[2]
		}
		for _, pair := range pairs {
			front, back, _ := strings.Cut(pair, "/")
			if colour[front] == "" || colour[back] == "" {
				t.Errorf("scheme %d has no %s", i, pair)
				continue
			}
			a, b := luminance(t, colour[front]), luminance(t, colour[back])
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
				t.Errorf("scheme %d: %s has a contrast of %.2f", i, pair, ratio)
			}
		}
	}
}
