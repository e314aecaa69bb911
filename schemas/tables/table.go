package tables

import (
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// Version is the version of the contract, major.minor.
const Version = "1.1"

// Type is the stored type of a column.
type Type string

// The column types.
const (
	TypeString    Type = "string"
	TypeInt32     Type = "int32"
	TypeInt64     Type = "int64"
	TypeDouble    Type = "double"
	TypeBoolean   Type = "boolean"
	TypeDecimal   Type = "decimal(38,9)"
	TypeDate      Type = "date"
	TypeTimestamp Type = "timestamp[us, UTC]"
	TypeInt64List Type = "list<int64>"
)

// About is what a row type says of its table.
type About struct {
	Name      string
	Partition []Column // in path order: year=2023/area=06
	Sort      []string // columns, ascending; NULLs first
	Key       []string // columns whose values together are unique; empty where none are
	VI, EN    string   // what a row is
}

// Table describes one table of the contract.
type Table struct {
	About
	Columns []Column // in stored order; the partition columns are not among them
}

// Column describes one column.
type Column struct {
	Name      string
	Type      Type
	Nullable  bool
	Unit      string // "byte", "%", …; "column x" where another column holds it; empty where the values have none
	MeaningVI string
	MeaningEN string
	GoType    string
	Long      bool // long text: no page bounds are kept
	Field     int  // index of the field in the row struct; -1 for a partition column
}

// Row is what every row type is: a struct that can compare itself by the sort key and describe its table.
type Row[T any] interface {
	*T
	Compare(*T) int
	About() About
}

// Of describes the table of a row type.
func Of[T any, P Row[T]]() Table {
	t := Table{About: P(nil).About()}
	rt := reflect.TypeFor[T]()
	for i := range rt.NumField() {
		t.Columns = append(t.Columns, column(rt.Field(i), i))
	}
	return t
}

func column(f reflect.StructField, index int) Column {
	name, options, _ := strings.Cut(f.Tag.Get("parquet"), ",")
	c := Column{Name: name, Unit: f.Tag.Get("unit"), MeaningVI: f.Tag.Get("vi"), MeaningEN: f.Tag.Get("en"),
		GoType: f.Type.String(), Field: index, Long: f.Tag.Get("long") == "yes"}
	for o := range strings.SplitSeq(options, ",") {
		c.Nullable = c.Nullable || o == "optional"
	}
	switch strings.TrimPrefix(c.GoType, "*") {
	case "string":
		c.Type = TypeString
	case "int32":
		c.Type = TypeInt32
	case "int64":
		c.Type = TypeInt64
	case "float64":
		c.Type = TypeDouble
	case "bool":
		c.Type = TypeBoolean
	case "tables.Decimal":
		c.Type = TypeDecimal
	case "tables.Date":
		c.Type = TypeDate
	case "time.Time":
		c.Type = TypeTimestamp
	case "[]int64":
		c.Type = TypeInt64List
	}
	return c
}

func yearColumn(vi, en string) Column {
	return Column{Name: "year", Type: TypeInt32, Unit: "year", MeaningVI: vi, MeaningEN: en, GoType: "int32", Field: -1}
}

func reportPartition() []Column {
	return []Column{
		yearColumn("năm báo cáo; 0 nếu không rõ", "report year; 0 where unknown"),
		{Name: "area", Type: TypeString, MeaningVI: "mã địa bàn của báo cáo; unknown nếu không rõ", MeaningEN: "area code of the report; unknown where there is none", GoType: "string", Field: -1},
	}
}

// All describes every table, in the order of the contract.
func All() []Table {
	return []Table{
		Of[Observation](), Of[Numeral](), Of[Check](), Of[Document](), Of[Text](), Of[Reject](), Of[Run](),
		Of[DimIndicator](), Of[DimUnit](), Of[DimArea](), Of[DimPeriod](), Of[DimDocument](), Of[IndicatorValue](), Of[DocumentVersion](),
	}
}

// ByName returns the table of that name.
func ByName(name string) (Table, bool) {
	for _, t := range All() {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

// Parquet returns the Parquet schema of a row type, with the columns in the order of the struct.
func Parquet[T any, P Row[T]]() *parquet.Schema {
	return parquet.SchemaOf(new(T))
}
