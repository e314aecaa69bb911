package tables

import (
	"reflect"
	"testing"
	"time"
)

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

func TestParquetKeepsTheOrderOfTheStruct(t *testing.T) {
	fields := Parquet[Check]().Fields()
	for i, c := range Of[Check]().Columns {
		if fields[i].Name() != c.Name || fields[i].Optional() != c.Nullable {
			t.Errorf("column %d is %s, want %s", i, fields[i].Name(), c.Name)
		}
	}
}

// TestCompareIsTheSortKey: a row that is less in the first column of the key in which it differs is less, whatever the later ones say.
func TestCompareIsTheSortKey(t *testing.T) {
	compares[Observation](t)
	compares[Numeral](t)
	compares[Check](t)
	compares[Document](t)
	compares[Text](t)
	compares[Reject](t)
	compares[Run](t)
	compares[DimIndicator](t)
	compares[DimUnit](t)
	compares[DimArea](t)
	compares[DimPeriod](t)
	compares[IndicatorValue](t)
}

func compares[T any, P Row[T]](t *testing.T) {
	t.Helper()
	table := Of[T, P]()
	index := map[string]int{}
	for _, c := range table.Columns {
		index[c.Name] = c.Field
	}
	for i := range table.Sort {
		var less, more T
		for j, name := range table.Sort {
			field, known := index[name]
			if !known {
				t.Fatalf("%s: no column %s", table.Name, name)
			}
			switch {
			case j == i:
				fill(reflect.ValueOf(&more).Elem().Field(field))
			case j > i:
				fill(reflect.ValueOf(&less).Elem().Field(field))
			}
		}
		if P(&less).Compare(&more) >= 0 || P(&more).Compare(&less) <= 0 || P(&more).Compare(&more) != 0 {
			t.Errorf("%s: Compare does not follow %v at %s", table.Name, table.Sort, table.Sort[i])
		}
	}
}

// fill sets a field to something greater than its zero value.
func fill(v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int32, reflect.Int64:
		v.SetInt(1)
	case reflect.Struct:
		v.Set(reflect.ValueOf(time.Unix(1, 0)))
	}
}
