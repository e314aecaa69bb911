package schemas

// Observation is a figure in canonical form, as a row of the observations table.
type Observation struct {
	Figure      int // index into the extraction's figures
	BaseValue   Decimal
	BaseUnit    string // the base unit of the unit's family: kg for mass, VND for money
	BaseExact   bool   // false where BaseValue does not fit the contract's decimal
	PeriodStart Date   // inclusive; zero where unknown
	PeriodEnd   Date   // inclusive
	PeriodKind  string // duration, instant, or "" where unknown
	Area        string
	AreaList    string
	AreaName    string
}

// CheckKind names a relation.
type CheckKind string

// The kinds of check.
const (
	CheckAttainment  CheckKind = "attainment"
	CheckSum         CheckKind = "sum"
	CheckSharesTotal CheckKind = "shares_total"
	CheckShare       CheckKind = "share"
	CheckDifference  CheckKind = "difference"
	CheckAverage     CheckKind = "average"
	CheckRatio       CheckKind = "ratio"
	CheckRestatement CheckKind = "restatement"
	CheckDirection   CheckKind = "direction"
	CheckBound       CheckKind = "bound"
	CheckImpliedBase CheckKind = "implied_base"
	CheckSeries      CheckKind = "series"
)

// Outcome is a check's verdict.
type Outcome string

// The outcomes.
const (
	Exact        Outcome = "exact"
	Rounded      Outcome = "rounded"       // the intervals of the printed precision meet
	Truncated    Outcome = "truncated"     // they meet only if the author cut digits
	Partial      Outcome = "partial"       // parts that leave a residual of their total, as the words allow
	Approximate  Outcome = "approximate"   // met only because a hedge such as khoảng widened it
	Violated     Outcome = "violated"      // no reading of the printed digits satisfies the relation
	NotEvaluable Outcome = "not_evaluable" // a division by zero, an unknown unit
)

// Severity ranks a check's verdict for people.
type Severity string

// The severities, most severe first.
const (
	SeverityDecision Severity = "decision" // the words of a verdict contradict the numbers
	SeverityError    Severity = "error"
	SeverityWarning  Severity = "warning"
	SeverityInfo     Severity = "info"
)

// Check is one evaluated relation between figures of a document.
type Check struct {
	Kind      CheckKind
	Stated    int   // figure index of the printed result; None where the relation has none (shares that add to 100 %)
	Operands  []int // figure indices, in text order
	Outcome   Outcome
	Severity  Severity
	Formula   string // "100 * 417983 / 410130 = 101"
	Printed   string // the printed result as a plain number
	Computed  string // recomputed from the printed operands
	Low, High string // the interval that the operands' printed precision allows
	Deviation string // computed - printed
	Complete  bool   // the relation is claimed by the words or by structure, not inferred
	Diagnosis string // the single edit that would reconcile, where one does; empty otherwise
	MessageVI string
	MessageEN string
}

// Assessment is what transformation makes of an extraction.
type Assessment struct {
	Document     DocumentID
	Observations []Observation
	Checks       []Check
	Rejects      []Reject
}
