package jobs

import (
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"solieu/jobs/lineage"
	"solieu/pipeline"
)

// The keys of the file, of a job, and of a job's parts; the schema has the same, a test sees to it.
const (
	configKeys  = "timezone listen stop_within parallel notify lineage limits ocr jobs"
	jobKeys     = "name schedule timezone sources out workers full rehash prune fail_on waivers rules notify limits ocr timeout retries catch_up quarantine"
	retriesKeys = "max backoff max_backoff jitter"
	catchUpKeys = "policy window"
)

// Parse reads a configuration. Relative paths in it are below folder; file names it in faults. The error joins one [*Fault] for
// every mistake; a configuration with one is not used at all.
func Parse(file, folder string, data []byte) (Config, error) {
	r := &reader{file: file, folder: folder}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.syntax(err)
		return Config{}, r.faults.err()
	}
	var body ast.Node
	for _, doc := range tree.Docs {
		if doc.Body != nil && body != nil {
			r.fault(doc.Body, "chỉ được một tài liệu YAML: xóa phần sau ---", "one YAML document only: remove what follows ---")
			continue
		}
		body = doc.Body
	}
	if body == nil {
		r.faults = append(r.faults, &Fault{file, 1, 1, "tệp trống: thêm khóa jobs", "the file is empty: add the key jobs"})
		return Config{}, r.faults.err()
	}
	c := r.config(body)
	for i := range c.Jobs {
		c.Jobs[i].Config = digest(data)
	}
	if err := r.faults.err(); err != nil {
		return Config{}, err
	}
	return c, nil
}

// config decodes the whole file.
func (r *reader) config(n ast.Node) Config {
	c := Config{File: r.file, Listen: DefaultListen, StopWithin: DefaultStopWithin, Parallel: DefaultParallel}
	zone, err := time.LoadLocation(DefaultZone)
	if err != nil {
		r.fault(n, "thiếu dữ liệu múi giờ", "time zones are missing: "+err.Error())
		return c
	}
	var list ast.Node
	var all []Notify
	var trail *lineage.Target
	var reading pipeline.Reading
	r.mapping(n, configKeys, "jobs", func(key string, v ast.Node) {
		switch key {
		case "timezone":
			zone = r.zone(v, zone)
		case "listen":
			c.Listen = r.address(v)
		case "stop_within":
			c.StopWithin = r.duration(v, time.Second, time.Hour)
		case "parallel":
			c.Parallel = r.integer(v, 1, 64)
		case "notify":
			all = r.notify(v)
		case "lineage":
			trail = r.lineage(v)
		case "limits":
			r.limits(v, &reading)
		case "ocr":
			r.ocr(v, &reading)
		case "jobs":
			list = v
		}
	})
	if list == nil { // told by mapping
		return c
	}
	seen := map[string]bool{}
	for _, entry := range r.list(list) {
		j := r.job(entry, zone, seen, reading)
		if j.Notify == nil {
			j.Notify = all
		}
		j.Lineage = trail
		c.Jobs = append(c.Jobs, j)
	}
	return c
}

// job decodes a job; zone and reading are the file's, seen are the names before it.
func (r *reader) job(n ast.Node, zone *time.Location, seen map[string]bool, reading pipeline.Reading) Job {
	j := Job{Reading: reading, FailOn: "never", Timeout: DefaultTimeout, Quarantine: 100,
		Retries: Retries{Backoff: DefaultBackoff, MaxBackoff: DefaultMaxBackoff, Jitter: DefaultJitter},
		CatchUp: CatchUp{Policy: CatchUpLatest, Window: DefaultWindow}}
	var schedule ast.Node
	r.mapping(n, jobKeys, "name schedule sources out", func(key string, v ast.Node) {
		switch key {
		case "name":
			j.Name = r.name(v, seen)
		case "schedule":
			schedule = v
		case "timezone":
			zone = r.zone(v, zone)
		case "sources":
			j.Sources = r.sources(v)
		case "out":
			j.Out = r.out(v)
		case "workers":
			j.Workers = r.integer(v, 1, 1024)
		case "full":
			j.Full = r.boolean(v)
		case "rehash":
			j.Rehash = r.boolean(v)
		case "prune":
			j.Prune = r.boolean(v)
		case "fail_on":
			j.FailOn = r.choice(v, "error warning never")
		case "waivers":
			j.Waivers = r.waivers(v)
		case "rules":
			j.Rules = r.rules(v)
		case "notify":
			j.Notify = r.notify(v)
		case "limits":
			r.limits(v, &j.Reading)
		case "ocr":
			r.ocr(v, &j.Reading)
		case "timeout":
			j.Timeout = r.duration(v, time.Second, 7*24*time.Hour)
		case "retries":
			r.retries(v, &j.Retries)
		case "catch_up":
			r.catchUp(v, &j.CatchUp)
		case "quarantine":
			j.Quarantine = r.percent(v)
		}
	})
	if schedule != nil {
		j.Schedule = r.schedule(schedule, zone)
	}
	return j
}

var validName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

func (r *reader) name(n ast.Node, seen map[string]bool) string {
	name := r.text(n)
	switch {
	case !validName.MatchString(name):
		r.fault(n, fmt.Sprintf("tên %q không hợp lệ: dùng a-z, 0-9, - và _, tối đa 63 ký tự", name),
			fmt.Sprintf("%q is no name: use a-z, 0-9, - and _, at most 63 of them", name))
	case seen[name]:
		r.fault(n, fmt.Sprintf("tên %q đã dùng: đặt tên khác", name), fmt.Sprintf("the name %q is taken: choose another one", name))
	}
	seen[name] = true
	return name
}

func (r *reader) schedule(n ast.Node, zone *time.Location) Schedule {
	expr := r.text(n)
	s, err := parseSchedule(expr, zone)
	if err != nil {
		r.fault(n, fmt.Sprintf("lịch %q không đọc được (%v): viết \"phút giờ ngày tháng thứ\", ví dụ \"30 1 * * *\", hoặc @daily, @every 1h", expr, err),
			fmt.Sprintf("schedule %q cannot be read (%v): write \"minute hour day month weekday\", such as \"30 1 * * *\", or @daily, @every 1h", expr, err))
		return s
	}
	if s.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() { // cron looks five years ahead, a leap day among them
		r.fault(n, fmt.Sprintf("lịch %q không bao giờ đến: sửa ngày hoặc tháng", expr), fmt.Sprintf("schedule %q is never due: correct the day or the month", expr))
	}
	return s
}

func (r *reader) zone(n ast.Node, otherwise *time.Location) *time.Location {
	name := r.text(n)
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		r.fault(n, fmt.Sprintf("múi giờ lạ %q: dùng tên IANA, ví dụ Asia/Ho_Chi_Minh", name),
			fmt.Sprintf("unknown time zone %q: use an IANA name such as Asia/Ho_Chi_Minh", name))
		return otherwise
	}
	return zone
}

// address reads host:port; the word off stands for none.
func (r *reader) address(n ast.Node) string {
	addr := r.text(n)
	if addr == "off" {
		return ""
	}
	if _, port, err := net.SplitHostPort(addr); err != nil || port == "" {
		r.fault(n, fmt.Sprintf("địa chỉ %q không hợp lệ: viết máy:cổng, ví dụ 127.0.0.1:9464, hoặc \"off\"", addr),
			fmt.Sprintf("%q is no address: write host:port, such as 127.0.0.1:9464, or \"off\"", addr))
	}
	return addr
}

func (r *reader) retries(n ast.Node, to *Retries) {
	r.mapping(n, retriesKeys, "max", func(key string, v ast.Node) {
		switch key {
		case "max":
			to.Max = r.integer(v, 0, 100)
		case "backoff":
			to.Backoff = r.duration(v, time.Millisecond, 24*time.Hour)
		case "max_backoff":
			to.MaxBackoff = r.duration(v, time.Millisecond, 24*time.Hour)
		case "jitter":
			to.Jitter = r.number(v, 0, 1)
		}
	})
	to.MaxBackoff = max(to.MaxBackoff, to.Backoff)
}

// catchUp reads a policy alone, or a policy with its window.
func (r *reader) catchUp(n ast.Node, to *CatchUp) {
	policies := strings.Join([]string{string(CatchUpOff), string(CatchUpLatest), string(CatchUpAll)}, " ")
	if isScalar(n) {
		to.Policy = Policy(r.choice(n, policies))
		return
	}
	r.mapping(n, catchUpKeys, "policy", func(key string, v ast.Node) {
		switch key {
		case "policy":
			to.Policy = Policy(r.choice(v, policies))
		case "window":
			to.Window = r.duration(v, time.Second, 366*24*time.Hour)
		}
	})
}

// percent reads 20 or 20%.
func (r *reader) percent(n ast.Node) float64 {
	text := strings.TrimSpace(strings.TrimSuffix(r.text(n), "%"))
	return r.bounded(n, text, 0, 100)
}

// syntax reports what the YAML parser says.
func (r *reader) syntax(err error) {
	f := &Fault{File: r.file, Line: 1, Column: 1}
	what := err.Error()
	var at positioned
	if errors.As(err, &at) {
		what = at.GetMessage()
		if t := at.GetToken(); t != nil && t.Position != nil {
			f.Line, f.Column = t.Position.Line, t.Position.Column
		}
	}
	what, _, _ = strings.Cut(what, "\n")
	f.VI = "YAML viết sai (" + what + "): sửa dấu câu hoặc thụt đầu dòng ở đây"
	f.EN = "not YAML (" + what + "): correct the punctuation or the indentation here"
	r.faults = append(r.faults, f)
}
