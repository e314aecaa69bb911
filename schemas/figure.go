package schemas

// Class says what a numeral is. Every numeral has exactly one.
type Class string

// The classes.
const (
	ClassFigure    Class = "figure"    // a statistical quantity that the report states
	ClassDate      Class = "date"      // part of a date, period, school year, term of office
	ClassLegalRef  Class = "legal_ref" // part of a document number or its citation
	ClassOutline   Class = "outline"   // heading, list or table marker
	ClassOrdinal   Class = "ordinal"   // kỳ họp thứ 16
	ClassAttribute Class = "attribute" // a number that defines a category: dưới 5 tuổi
	ClassName      Class = "name"      // part of a proper name or standard: Covid-19
	ClassOther     Class = "other"     // anything else, and the later tokens of a number written in several numerals
)

// Measure says what kind of quantity a figure is.
type Measure string

// The measures.
const (
	Level      Measure = "level"
	Rate       Measure = "rate"
	Growth     Measure = "growth"
	Change     Measure = "change"
	Attainment Measure = "attainment"
	Index      Measure = "index"
	Share      Measure = "share"
	Score      Measure = "score"
	Rank       Measure = "rank"
	Multiple   Measure = "multiple"
)

// Role says what a figure is within its quantity.
type Role string

// The roles.
const (
	Main        Role = "main"
	Target      Role = "target"      // the plan number: 83.835/88.620 con, (kế hoạch 250)
	Denominator Role = "denominator" // 106/283 trường, hạng 35/63, 79,35/100 điểm
)

// Status is the observation status.
type Status string

// The statuses.
const (
	Actual   Status = "actual"
	Estimate Status = "estimate"
	Plan     Status = "plan"
)

// Numeral is one numeral token of a text with its class.
type Numeral struct {
	Span
	Class  Class
	Figure int    // index into Extraction.Figures where Class is figure, else -1
	Rule   string // the grammar rule or lexicon entry that decided the class
}

// None marks the absence of a link between figures.
const None = -1

// Figure is a statistical quantity. Its Span is that of its numeral, always; the other spans lie in the same text.
type Figure struct {
	Span
	Value         Decimal // exact, in Unit, multiplier words folded in; signed
	Low, High     Decimal // what the printed precision allows: Value ± half a unit of the last printed digit; equal to Value for counts
	Unit          string  // canonical notation: VND, %, pp, ha, {con}, VND/{người}
	UnitPrinted   string  // as written, with multiplier words: "tỷ đồng"
	UnitMult      int     // power of ten that multiplier words contributed: tỷ = 9
	Decimals      int     // printed digits behind the decimal sign
	Measure       Measure
	Role          Role
	Status        Status
	Qual          string // "", ">", ">=", "<", "<=", "~"
	Range         string // "", "low" or "high": an end of a range such as 2-2,5%
	Period        Period
	Base          string // what a relative figure is relative to: "2022", "@2022", "2022-same", "plan", "plan:tỉnh", …
	Indicator     string // a phrase that stands alone
	IndicatorCode string // catalogue code, empty where none fits
	Area          string // code of the reference area, empty where it is the document's own
	Quote         Span   // the quantity as written, with unit
	Sentence      Span   // the sentence (or table cell) it stands in; fragments across page breaks are covered by one span
	Section       string // outline path such as "II.3.2"
	Paragraph     int    // ordinal of the heading, paragraph, list item, footnote or table row in the document, from 1
	Rule          string // the grammar rule that bound it
	Ambiguous     string // the other reading, where two were close; empty otherwise

	// Structure, for the checks. Indices are into Extraction.Figures; [None] where absent.
	Of     int    // the figure that this one qualifies: the level of an attainment, growth, share; the main of a target or denominator
	Parent int    // the total that this figure is a part of by the words (trong đó, gồm, brackets, nested lists)
	Group  int    // figures of one list share a group number (> 0); 0 means none
	Opener Opener // how Parent's list was opened
	Clause int    // ordinal of the clause in the document
	Verb   string // the predicate's direction word as folded text where one was read: "tăng", "giảm", "vượt", "đạt", "không đạt"
}

// Opener says by which words a list of parts was opened; it decides whether the parts must add up.
type Opener string

// The openers.
const (
	OpenNone    Opener = ""
	OpenGom     Opener = "gom"      // gồm, bao gồm, chia ra: the parts are complete
	OpenTrongDo Opener = "trong_do" // trong đó: the parts may be incomplete
	OpenCuThe   Opener = "cu_the"   // cụ thể, colon before a list
	OpenBracket Opener = "bracket"  // parts in brackets
	OpenList    Opener = "list"     // nested list items
)

// RejectReason is a stable code for why something was set aside.
type RejectReason string

// Reject is something that was set aside: a whole document, or a place in it.
type Reject struct {
	Reason RejectReason
	Span   Span   // the place; zero where the whole document is meant
	Detail string // what was found, in plain words
}

// The reject reasons.
const (
	RejectEmpty       RejectReason = "empty"          // the document holds no text
	RejectBinary      RejectReason = "binary"         // not text in any supported format
	RejectEncoding    RejectReason = "encoding"       // bytes that are not valid in the encoding
	RejectUnreadable  RejectReason = "unreadable"     // the source could not be opened
	RejectTooLarge    RejectReason = "too_large"      // beyond a configured limit
	RejectUnsupported RejectReason = "unsupported"    // a known format that is not read
	RejectEncrypted   RejectReason = "encrypted"      // needs a password
	RejectNoTextLayer RejectReason = "no_text_layer"  // scanned pages
	RejectMalformed   RejectReason = "malformed"      // a damaged file
	RejectNoSource    RejectReason = "no_documents"   // a folder or pattern without reports
	RejectUnknownUnit RejectReason = "unknown_unit"   // a quantity whose unit no entry names
	RejectNumber      RejectReason = "number"         // a numeral that cannot be a number: too long, doubtful separators
	RejectWords       RejectReason = "number_words"   // a quantity written in words, which is no numeral
	RejectAmbiguous   RejectReason = "ambiguous"      // two readings that could not be told apart
	RejectTimeout     RejectReason = "timeout"        // processing exceeded the time limit
	RejectInternal    RejectReason = "internal"       // a fault of the program, with its stack
	RejectPeriod      RejectReason = "unknown_period" // no reference period could be found
)

// Notice reports whether a reason only notes what the text holds beside figures, so that it is no cause for an alarm.
func (r RejectReason) Notice() bool { return r == RejectWords }

// Extraction is everything that one document's text states.
// Numerals are in text order and hold every numeral of the text; Figures are in text order.
type Extraction struct {
	Document Document
	Figures  []Figure
	Numerals []Numeral
	Rejects  []Reject
}
