package block

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"solieu/schemas/tables"
)

// Kind is how the values of a column lie in a block.
type Kind uint8

// The kinds.
const (
	Texts  Kind = iota // a dictionary, and the number of each row's text
	Bytes              // texts one after the other, each with its length (uint32)
	Values             // those of a fixed width that are there
	Lists              // each the number of its elements, and the elements (int64)
)

// Column describes one column.
type Column struct {
	Name     string
	Type     tables.Type
	Kind     Kind
	Width    int  // bytes of a value, of Values
	Nullable bool // NULL is what is not there, or the empty text
	Long     bool // no bounds are kept

	offset  uintptr // of the field in the row
	pointer bool    // the field is a pointer
	stored  bool    // the field has another form than the block
}

// Layout returns the columns of a row type, in stored order.
func Layout[T any, P tables.Row[T]]() []Column {
	row := reflect.TypeFor[T]()
	var columns []Column
	for _, c := range tables.Of[T, P]().Columns {
		columns = append(columns, newColumn(c, row.Field(c.Field)))
	}
	return columns
}

func newColumn(c tables.Column, field reflect.StructField) Column {
	out := Column{Name: c.Name, Type: c.Type, Nullable: c.Nullable, Long: c.Long, Kind: Values, offset: field.Offset, pointer: field.Type.Kind() == reflect.Pointer}
	switch c.Type {
	case tables.TypeString:
		if out.Kind = Bytes; hasDictionary(field) {
			out.Kind = Texts
		}
	case tables.TypeInt64List:
		out.Kind = Lists
	case tables.TypeInt32, tables.TypeDate:
		out.Width = 4
	case tables.TypeInt64, tables.TypeDouble:
		out.Width = 8
	case tables.TypeTimestamp:
		out.Width, out.stored = 8, true
	case tables.TypeBoolean:
		out.Width = 1
	case tables.TypeDecimal:
		out.Width = decimalBytes
	default:
		panic(fmt.Sprintf("block: column %s: no form for the type %s", c.Name, c.Type))
	}
	if out.pointer && out.Kind != Values {
		panic(fmt.Sprintf("block: column %s: no form for a pointer to %s", c.Name, c.Type))
	}
	return out
}

func hasDictionary(field reflect.StructField) bool {
	_, options, _ := strings.Cut(field.Tag.Get("parquet"), ",")
	for o := range strings.SplitSeq(options, ",") {
		if o == "dict" {
			return true
		}
	}
	return false
}

// decimalBytes is the size of a decimal.
const decimalBytes = int(unsafe.Sizeof(tables.Decimal{}))

// place returns the field of a row, or nil where it is a pointer that is nil.
func (c *Column) place(row unsafe.Pointer) unsafe.Pointer {
	field := unsafe.Add(row, c.offset)
	if c.pointer {
		return *(*unsafe.Pointer)(field)
	}
	return field
}
