package jobs

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"solieu/jobs/lineage"
	"solieu/jobs/source"
	"solieu/pipeline"
	"solieu/pipeline/audit"
)

// Schema is the JSON Schema (draft 2020-12) of the configuration file, for editors.
//
//go:embed solieu.schema.json
var Schema []byte

// What holds where the configuration does not say.
const (
	DefaultZone       = "Asia/Ho_Chi_Minh"
	DefaultListen     = "127.0.0.1:9464"
	DefaultStopWithin = 30 * time.Second
	DefaultParallel   = 1
	DefaultTimeout    = 6 * time.Hour
	NoTimeout         = 0
	DefaultWindow     = 72 * time.Hour
	DefaultBackoff    = time.Minute
	DefaultMaxBackoff = 30 * time.Minute
	DefaultJitter     = 0.2
)

// Config is a configuration file, checked and with its defaults filled in.
type Config struct {
	File       string        // as the caller named it
	Listen     string        // host:port of the daemon's health and metrics endpoints; empty means none
	StopWithin time.Duration // how long the daemon lets running jobs finish when it is told to stop
	Parallel   int           // jobs that run at a time
	Jobs       []Job         // in the order of the file
}

// Job is what is to be run, and when.
type Job struct {
	Name     string
	Schedule Schedule
	Config   string // digest of the file that the job stands in

	Sources []source.Source
	Out     string // the dataset's folder; absolute
	Workers int    // documents in work at a time; 0 means the processors
	Full    bool   // process every document again
	Rehash  bool   // read every source, whatever its size and time stamps say
	Prune   bool   // drop documents whose source is gone
	FailOn  string // error, warning or never
	Waivers []audit.Waiver
	Reading pipeline.Reading // what one source may cost, and who reads scans
	Rules   string           // a folder of further rules; absolute; empty means none
	Notify  []Notify
	Lineage *lineage.Target // nil means that nobody is told

	Timeout    time.Duration // of one attempt; no configuration has [NoTimeout]
	Retries    Retries
	CatchUp    CatchUp
	Quarantine float64 // percent of the sources that may be rejected before nothing is published; 100 means any
}

// Retries says how often a failed attempt is repeated, and when.
type Retries struct {
	Max        int           // attempts after the first
	Backoff    time.Duration // before the first of them; doubled before each further one
	MaxBackoff time.Duration // where doubling ends
	Jitter     float64       // share of the pause, from 0 to 1, that is added at random
}

// CatchUp says what becomes of the times that passed while the daemon was down.
type CatchUp struct {
	Policy Policy
	Window time.Duration // times longer ago than this are given up
}

// Policy of catching up.
type Policy string

// The policies.
const (
	CatchUpOff    Policy = "off"    // missed times are given up
	CatchUpLatest Policy = "latest" // one run stands for all missed times
	CatchUpAll    Policy = "all"    // one run for each missed time, oldest first
)

// Load reads the configuration file of the given name. See [Parse] for errors.
func Load(name string) (Config, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return Config{}, fmt.Errorf("%w: đặt --config FILE / name the configuration with --config FILE", err)
	}
	folder, err := filepath.Abs(filepath.Dir(name))
	if err != nil {
		return Config{}, err
	}
	return Parse(name, folder, data)
}

// digest is the SHA-256 of a configuration file.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Job returns the job of the given name.
func (c Config) Job(name string) (Job, bool) {
	for _, j := range c.Jobs {
		if j.Name == name {
			return j, true
		}
	}
	return Job{}, false
}

// Pause is how long to wait before attempt n+2, where n counts failed retries from 0 and random is from [0, 1).
func (r Retries) Pause(n int, random float64) time.Duration {
	pause := r.Backoff
	for range n {
		if pause >= r.MaxBackoff {
			break
		}
		pause *= 2
	}
	pause = min(pause, r.MaxBackoff)
	return pause + time.Duration(r.Jitter*random*float64(pause))
}
