package load

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"solieu/schemas"
	"solieu/schemas/tables"
)

func TestSDMXPeriods(t *testing.T) {
	for _, c := range []struct{ start, end, kind, freq, period string }{
		{"2023-01-01", "2023-12-31", "duration", "A", "2023"},
		{"2023-01-01", "2023-06-30", "duration", "S", "2023-S1"},
		{"2023-07-01", "2023-12-31", "duration", "S", "2023-S2"},
		{"2023-10-01", "2023-12-31", "duration", "Q", "2023-Q4"},
		{"2024-02-01", "2024-02-29", "duration", "M", "2024-02"},
		{"2023-01-01", "2023-10-31", "duration", "_O", "2023-01-01/P10M"},
		{"2022-11-01", "2023-10-31", "duration", "_O", "2022-11-01/P12M"},
		{"2021-01-01", "2025-12-31", "duration", "_O", "2021-01-01/P60M"},
		{"2023-02-01", "2023-04-30", "duration", "_O", "2023-02-01/P3M"},
		{"2023-01-05", "2023-01-24", "duration", "_O", "2023-01-05/P20D"},
		{"2024-02-01", "2024-02-28", "duration", "_O", "2024-02-01/P28D"},
		{"2023-10-31", "2023-10-31", "duration", "D", "2023-10-31"},
		{"", "2023-10-31", "instant", "D", "2023-10-31"},
		{"2023-10-31", "2023-10-31", "instant", "D", "2023-10-31"},
		{"", "2023-10-31", "duration", "", ""},
		{"2023-10-31", "", "duration", "", ""},
	} {
		freq, period, ok := sdmxPeriod(day(t, c.start), day(t, c.end), c.kind)
		if freq != c.freq || period != c.period || ok != (c.period != "") {
			t.Errorf("%s to %s, %s: %s %s %v, want %s %s", c.start, c.end, c.kind, freq, period, ok, c.freq, c.period)
		}
	}
}

func day(t *testing.T, s string) *tables.Date {
	t.Helper()
	if s == "" {
		return nil
	}
	d, err := schemas.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return tables.NewDate(d)
}

// TestSDMX: every line has the columns of the header, no dimension is empty, no two observations have the same key, and the values are those
// of the table.
func TestSDMX(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, coded(4, 6))
	for table, c := range map[string]struct{ id, first, last string }{
		"observations":     {"SOLIEU:OBSERVATIONS(" + tables.Version + ".0)", "FREQ", "TIME_PERIOD"},
		"indicator_values": {"SOLIEU:INDICATOR_VALUES(" + tables.Version + ".0)", "FREQ", "TIME_PERIOD"},
	} {
		var b bytes.Buffer
		left, err := Export(snap, table, "sdmx-csv", &b)
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if want := snap.Rows(table) - left; int64(len(records)-1) != want || want < 2 {
			t.Errorf("%s: %d lines of %d rows", table, len(records)-1, want)
		}
		header := records[0]
		from, to, value := slices.Index(header, c.first), slices.Index(header, c.last), slices.Index(header, "OBS_VALUE")
		if strings.Join(header[:3], " ") != "STRUCTURE STRUCTURE_ID ACTION" || from != 3 || to < from || value != to+1 {
			t.Fatalf("%s: %q", table, header)
		}
		keys := map[string]bool{}
		for _, r := range records[1:] {
			if key := strings.Join(r[from:to+1], "|"); keys[key] || slices.Contains(r[from:to+1], "") || r[0] != "dataflow" || r[1] != c.id || r[2] != "I" {
				t.Errorf("%s: %q", table, r)
			} else {
				keys[key] = true
			}
		}
	}
	var b bytes.Buffer
	if _, err := Export(snap, "observations", "sdmx-csv", &b); err != nil {
		t.Fatal(err)
	}
	for i, o := range all[tables.Observation](t, snap) {
		if line := strings.Split(b.String(), "\r\n")[i+1]; !strings.Contains(line, ","+o.Value.String()+","+map[string]string{"actual": "A", "estimate": "E", "plan": "F"}[o.Status]+",0,") {
			t.Errorf("%s: %s", o.Value, line)
		}
	}
	if _, err := Export(snap, "runs", "sdmx-csv", &b); err == nil {
		t.Error("runs has no SDMX form")
	}
}
