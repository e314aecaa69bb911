package tables

import "testing"

func TestEveryColumnIsDescribed(t *testing.T) {
	for _, table := range All() {
		for _, c := range append(table.Partition, table.Columns...) {
			if c.Name == "" || c.Type == "" || c.MeaningVI == "" || c.MeaningEN == "" {
				t.Errorf("%s.%s: a column needs a name, a type and its meaning in both languages: %+v", table.Name, c.Name, c)
			}
		}
		if n := table.Arrow().NumFields(); n != len(table.Columns) {
			t.Errorf("%s: Arrow has %d fields, want %d", table.Name, n, len(table.Columns))
		}
	}
}
