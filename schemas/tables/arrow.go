package tables

import "github.com/apache/arrow/go/v17/arrow"

// Arrow returns the Arrow schema of the table's stored columns; the contract version and the column meanings are in its metadata.
func (t Table) Arrow() *arrow.Schema {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = arrow.Field{Name: c.Name, Type: c.Type.Arrow(), Nullable: c.Nullable,
			Metadata: arrow.MetadataFrom(map[string]string{"meaning_vi": c.MeaningVI, "meaning_en": c.MeaningEN, "unit": c.Unit})}
	}
	meta := arrow.MetadataFrom(map[string]string{"solieu.contract": Version, "solieu.table": t.Name})
	return arrow.NewSchema(fields, &meta)
}

// Arrow returns the Arrow type of a column type.
func (t Type) Arrow() arrow.DataType {
	switch t {
	case TypeInt32:
		return arrow.PrimitiveTypes.Int32
	case TypeInt64:
		return arrow.PrimitiveTypes.Int64
	case TypeDouble:
		return arrow.PrimitiveTypes.Float64
	case TypeBoolean:
		return arrow.FixedWidthTypes.Boolean
	case TypeDecimal:
		return &arrow.Decimal128Type{Precision: Precision, Scale: Scale}
	case TypeDate:
		return arrow.FixedWidthTypes.Date32
	case TypeTimestamp:
		return &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}
	case TypeInt64List:
		return arrow.ListOfNonNullable(arrow.PrimitiveTypes.Int64)
	}
	return arrow.BinaryTypes.String
}
