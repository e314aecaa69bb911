package lineage

import (
	"time"

	"github.com/google/uuid"
)

// State is what an event says of its run.
type State string

// The states.
const (
	Start    State = "START"
	Complete State = "COMPLETE"
	Fail     State = "FAIL"
	Abort    State = "ABORT"
)

const (
	eventSchema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
	facets      = "https://openlineage.io/spec/facets/"
)

// Event is a run event of the specification.
type Event struct {
	Type      State     `json:"eventType"`
	Time      time.Time `json:"eventTime"`
	Run       runOf     `json:"run"`
	Job       jobOf     `json:"job"`
	Inputs    []dataset `json:"inputs"`
	Outputs   []dataset `json:"outputs"`
	Producer  string    `json:"producer"`
	SchemaURL string    `json:"schemaURL"`
}

type runOf struct {
	ID     string    `json:"runId"`
	Facets runFacets `json:"facets"`
}

type runFacets struct {
	Nominal nominalTime   `json:"nominalTime"`
	Engine  engine        `json:"processing_engine"`
	Error   *errorMessage `json:"errorMessage,omitempty"`
}

type jobOf struct {
	Namespace string    `json:"namespace"`
	Name      string    `json:"name"`
	Facets    jobFacets `json:"facets"`
}

type jobFacets struct {
	Type jobType `json:"jobType"`
}

type dataset struct {
	Namespace string         `json:"namespace"`
	Name      string         `json:"name"`
	Facets    *datasetFacets `json:"facets,omitempty"`
	Input     *inputFacets   `json:"inputFacets,omitempty"`
	Output    *outputFacets  `json:"outputFacets,omitempty"`
}

type datasetFacets struct {
	Schema  schema         `json:"schema"`
	Version version        `json:"version"`
	Quality qualityMetrics `json:"dataQualityMetrics"`
}

type inputFacets struct {
	Assertions assertions `json:"dataQualityAssertions"`
}

type outputFacets struct {
	Statistics statistics `json:"outputStatistics"`
}

// facet is what every facet has.
type facet struct {
	Producer string `json:"_producer"`
	Schema   string `json:"_schemaURL"`
}

func (r Run) facet(number, name string) facet {
	return facet{r.producer(), facets + number + "/" + name + ".json#/$defs/" + name}
}

type nominalTime struct {
	facet
	Start time.Time `json:"nominalStartTime"`
}

type engine struct {
	facet
	Version string `json:"version"`
	Name    string `json:"name"`
}

type errorMessage struct {
	facet
	Message  string `json:"message"`
	Language string `json:"programmingLanguage"`
	Stack    string `json:"stackTrace,omitempty"`
}

type jobType struct {
	facet
	Processing  string `json:"processingType"`
	Integration string `json:"integration"`
	Type        string `json:"jobType"`
}

type schema struct {
	facet
	Fields []Field `json:"fields"`
}

// Field is a column.
type Field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

type version struct {
	facet
	Version string `json:"datasetVersion"`
}

type qualityMetrics struct {
	facet
	Rows    int64               `json:"rowCount"`
	Bytes   int64               `json:"bytes"`
	Files   int                 `json:"fileCount"`
	Columns map[string]struct{} `json:"columnMetrics"`
}

type statistics struct {
	facet
	Rows  int64 `json:"rowCount"`
	Size  int64 `json:"size"`
	Files int   `json:"fileCount"`
}

type assertions struct {
	facet
	Assertions []Assertion `json:"assertions"`
}

// Assertion is what was tested about the sources, and whether it held.
type Assertion struct {
	Name        string `json:"assertion"`
	Success     bool   `json:"success"`
	Severity    string `json:"severity"` // error or warn
	Expected    string `json:"expected"`
	Actual      string `json:"actual"`
	Description string `json:"description"`
}

// Run is what is known of a run.
type Run struct {
	ID         string // the program's own identifier
	Job        string
	Namespace  string
	Version    string // of the program
	Due        time.Time
	Error      string // empty where none
	Stack      string
	Sources    []Name
	Assertions []Assertion // of all sources together; none before the run has ended
	Tables     []Table     // none before the run has ended
	Snapshot   string      // that the tables are of
}

// Name names a dataset as the specification wants it.
type Name struct{ Namespace, Name string }

// Table is a table that the run wrote.
type Table struct {
	Name
	Fields      []Field
	Rows, Bytes int64
	Files       int
}

// producer is a URI, as the specification wants it; it names the program and its version.
func (r Run) producer() string { return "urn:solieu:" + r.Version }

// Event words what became of the run.
func (r Run) Event(state State, at time.Time) Event {
	e := Event{Type: state, Time: at.UTC(), Inputs: []dataset{}, Outputs: []dataset{}, Producer: r.producer(), SchemaURL: eventSchema}
	e.Run.ID = uuid.NewSHA1(uuid.NameSpaceURL, []byte(r.Namespace+"/"+r.Job+"/"+r.ID)).String() // the same in every event of the run
	e.Run.Facets = runFacets{Nominal: nominalTime{r.facet("1-0-1", "NominalTimeRunFacet"), r.Due.UTC()},
		Engine: engine{r.facet("1-1-1", "ProcessingEngineRunFacet"), r.Version, "solieu"}}
	if r.Error != "" {
		e.Run.Facets.Error = &errorMessage{r.facet("1-0-1", "ErrorMessageRunFacet"), r.Error, "GO", r.Stack}
	}
	e.Job = jobOf{r.Namespace, r.Job, jobFacets{jobType{r.facet("2-0-4", "JobTypeJobFacet"), "BATCH", "SOLIEU", "JOB"}}}
	for _, s := range r.Sources {
		in := dataset{Namespace: s.Namespace, Name: s.Name}
		if len(r.Assertions) > 0 {
			in.Input = &inputFacets{assertions{r.facet("1-1-0", "DataQualityAssertionsDatasetFacet"), r.Assertions}}
		}
		e.Inputs = append(e.Inputs, in)
	}
	for _, t := range r.Tables {
		e.Outputs = append(e.Outputs, dataset{Namespace: t.Namespace, Name: t.Name.Name,
			Facets: &datasetFacets{schema{r.facet("1-2-0", "SchemaDatasetFacet"), t.Fields}, version{r.facet("1-0-1", "DatasetVersionDatasetFacet"), r.Snapshot},
				qualityMetrics{r.facet("1-0-1", "DataQualityMetricsDatasetFacet"), t.Rows, t.Bytes, t.Files, map[string]struct{}{}}},
			Output: &outputFacets{statistics{r.facet("1-0-2", "OutputStatisticsOutputDatasetFacet"), t.Rows, t.Bytes, t.Files}}})
	}
	return e
}
