package schemas

// Statement is what one report says of one quantity: an observation as the comparison of reports sees it.
type Statement struct {
	Document  string // of the report: its id, hexadecimal
	Reported  Date   // the report's date
	Start     int64  // byte offset of the numeral in the report's stored text
	Text      string // the numeral as printed
	Value     Decimal
	Low, High Decimal // what the printed precision allows; equal to Value for counts
	Unit      string
	Printed   string // the unit as printed, with multiplier words
	Mult      int    // power of ten that multiplier words contributed
	Decimals  int    // printed digits behind the decimal sign
	Measure   Measure
	Role      Role
	Status    Status
	Qual      string
	Indicator string
	Code      string // of the catalogue
	Base      string // what a relative figure is relative to
	First     Date   // of the reference period, inclusive; of an instant the day itself
	Last      Date
	Instant   bool
	Period    string // as the data contract writes it
	Area      string
	AreaList  string // the code list that Area belongs to
	AreaName  string
	Of        int64 // start of the figure that this one qualifies; [None] where there is none
	Sentence  string
	Section   string
}

// Comparison is a relation between what a report says and what an earlier one said.
type Comparison struct {
	Check   // Stated and Operands are not used: the figures stand in two documents
	Later   Statement
	Earlier Statement
	Level   *Statement // of the later report, where the relation computes from it; nil otherwise
}
