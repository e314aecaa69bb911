package jobs

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/jobs/source"
)

func TestParse(t *testing.T) {
	c, err := Parse("c.yaml", "/etc/solieu", []byte(`
timezone: Europe/Berlin
listen: "off"
stop_within: 5s
parallel: 3
jobs:
  - name: nightly
    schedule: "30 1 * * *"
    timezone: Asia/Ho_Chi_Minh
    sources: [reports, /var/in/**/*.pdf]
    out: lake
    workers: 2
    full: true
    prune: true
    rehash: true
    fail_on: error
    timeout: 90m
    retries: {max: 4, backoff: 10s, max_backoff: 1m, jitter: 0.5}
    catch_up: {policy: all, window: 48h}
    quarantine: 12.5%
  - {name: weekly, schedule: "@weekly", sources: [in], out: /data/lake, catch_up: off, retries: {max: 1}, quarantine: 20}
`))
	if err != nil {
		t.Fatal(err)
	}
	got := c.Jobs
	for i := range got {
		got[i].Schedule.at = nil
		if len(got[i].Config) != 64 {
			t.Errorf("digest %q", got[i].Config)
		}
		got[i].Config = ""
	}
	saigon, berlin := zone(t, "Asia/Ho_Chi_Minh"), zone(t, "Europe/Berlin")
	want := Config{File: "c.yaml", StopWithin: 5 * time.Second, Parallel: 3, Jobs: []Job{
		{Name: "nightly", Schedule: Schedule{Expr: "30 1 * * *", Zone: saigon}, Sources: []source.Source{{Path: "/etc/solieu/reports"}, {Path: "/var/in/**/*.pdf"}},
			Out: "/etc/solieu/lake", Workers: 2, Full: true, Rehash: true, Prune: true, FailOn: "error", Timeout: 90 * time.Minute,
			Retries: Retries{4, 10 * time.Second, time.Minute, 0.5}, CatchUp: CatchUp{CatchUpAll, 48 * time.Hour}, Quarantine: 12.5},
		{Name: "weekly", Schedule: Schedule{Expr: "@weekly", Zone: berlin}, Sources: []source.Source{{Path: "/etc/solieu/in"}}, Out: "/data/lake",
			FailOn: "never", Timeout: DefaultTimeout, Retries: Retries{1, DefaultBackoff, DefaultMaxBackoff, DefaultJitter},
			CatchUp: CatchUp{CatchUpOff, DefaultWindow}, Quarantine: 20},
	}}
	same := cmp.Options{cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() }), cmp.Comparer(func(a, b Schedule) bool {
		return a.Expr == b.Expr && a.Zone.String() == b.Zone.String()
	})}
	if diff := cmp.Diff(want, c, same); diff != "" {
		t.Error(diff)
	}
}

// TestFaults: every mistake is told at its place, in both languages, and all of a file's mistakes at once.
func TestFaults(t *testing.T) {
	const head = "jobs:\n- name: a\n  schedule: \"@daily\"\n  sources: [in]\n  out: o\n" // what follows is line 6
	for _, c := range []struct {
		name, yaml string
		want       []string // "line:column: part of the English message"
	}{
		{"empty file", "", []string{"1:1: the file is empty"}},
		{"comment only", "# none\n", []string{"1:1: the file is empty"}},
		{"no mapping", "- a\n", []string{`1:1: "key: value" pairs are needed`}},
		{"not YAML", "jobs: [a\n", []string{"1:7: not YAML"}},
		{"no jobs", "parallel: 2\n", []string{`1:1: the key "jobs" is missing`}},
		{"empty jobs", "jobs: []\n", []string{"1:7: a list with entries is needed"}},
		{"jobs without a list", "jobs: 3\n", []string{"1:7: a list with entries is needed"}},
		{"two documents", head + "---\njobs: 1\n", []string{"7:1: one YAML document only"}},
		{"unknown key above", "job: 1\n" + head, []string{`1:1: unknown key "job"`}},
		{"unknown key of a job", head + "  retry: 3\n", []string{`6:3: unknown key "retry"`}},
		{"unknown key of retries", head + "  retries: {max: 1, pause: 3s}\n", []string{`6:21: unknown key "pause"`}},
		{"unknown key of catch_up", head + "  catch_up: {policy: all, days: 3}\n", []string{`6:27: unknown key "days"`}},
		{"missing keys", "jobs:\n- name: a\n", []string{`2:3: the key "schedule" is missing`, `2:3: the key "sources" is missing`, `2:3: the key "out" is missing`}},
		{"repeated key", head + "  out: p\n", []string{`6:3: `}},
		{"repeated name", head + "- {name: a, schedule: '@daily', sources: [x], out: o}\n", []string{`6:10: the name "a" is taken`}},
		{"bad name", "jobs:\n- {name: Nightly run, schedule: '@daily', sources: [x], out: o}\n", []string{`2:10: "Nightly run" is no name`}},
		{"bad zone", "timezone: Asia/Saigonn\n" + head, []string{`1:11: unknown time zone "Asia/Saigonn"`}},
		{"local zone", "timezone: Local\n" + head, []string{`1:11: unknown time zone "Local"`}},
		{"zone of a job", head + "  timezone: ''\n", []string{`6:13: unknown time zone ""`}},
		{"bad schedule", "jobs:\n- {name: a, schedule: '61 1 * * *', sources: [x], out: o}\n", []string{`2:23: schedule "61 1 * * *" cannot be read`}},
		{"zone in a schedule", "jobs:\n- {name: a, schedule: 'TZ=0', sources: [x], out: o}\n", []string{"2:23: schedule \"TZ=0\" cannot be read (the time zone stands in"}},
		{"a day that never comes", "jobs:\n- {name: a, schedule: '0 0 30 2 *', sources: [x], out: o}\n", []string{"2:23: schedule \"0 0 30 2 *\" is never due"}},
		{"schedule without a value", "jobs:\n- {name: a, schedule: [1], sources: [x], out: o}\n", []string{"2:23: a single value is needed", "2:23: schedule \"\" cannot be read"}},
		{"bad address", "listen: here\n" + head, []string{`1:9: "here" is no address`}},
		{"sources without a list", "jobs:\n- {name: a, schedule: '@daily', sources: x, out: o}\n", []string{"2:42: a list with entries is needed"}},
		{"a source elsewhere", "jobs:\n- {name: a, schedule: '@daily', sources: ['ftp://b/k'], out: o}\n", []string{`2:43: "ftp://b/k" is no address`}},
		{"a password in an address", "jobs:\n- {name: a, schedule: '@daily', sources: ['https://u:p@b/k'], out: o}\n", []string{"2:43: an address must not hold a password"}},
		{"a source without an address", "jobs:\n- {name: a, schedule: '@daily', sources: [{headers: {A: b}}], out: o}\n", []string{`2:43: the key "url" or "list" is missing`}},
		{"a list of objects", "jobs:\n- {name: a, schedule: '@daily', sources: [{list: 's3://b/k'}], out: o}\n", []string{"2:43: s3:// goes without list and headers"}},
		{"a variable that is not set", "jobs:\n- {name: a, schedule: '@daily', sources: [{url: 'https://b/k', headers: {A: '${SOLIEU_NOT_SET}'}}], out: o}\n", []string{"2:77: the environment variable SOLIEU_NOT_SET is not set"}},
		{"a dataset elsewhere", "jobs:\n- {name: a, schedule: '@daily', sources: [x], out: 'ftp://b/k'}\n", []string{`2:52: "ftp://b/k" is no path`}},
		{"an empty path", "jobs:\n- {name: a, schedule: '@daily', sources: [x], out: ''}\n", []string{"2:52: the path is empty"}},
		{"bad policy", head + "  catch_up: some\n", []string{`6:13: unknown value "some"`}},
		{"bad window", head + "  catch_up: {policy: all, window: 3d}\n", []string{"6:35: a span of time from 1s"}},
		{"bad severity", head + "  fail_on: always\n", []string{`6:12: unknown value "always"`}},
		{"bad quarantine", head + "  quarantine: 120%\n", []string{"6:15: a number from 0 to 100"}},
		{"quarantine that is no number", head + "  quarantine: NaN\n", []string{"6:15: a number from 0 to 100"}},
		{"bad retries", head + "  retries: {max: -1, backoff: fast, jitter: 2}\n", []string{"6:18: a whole number from 0", "6:31: a span of time", "6:45: a number from 0 to 1"}},
		{"bad truth", head + "  full: maybe\n", []string{"6:9: true or false"}},
		{"bad timeout", head + "  timeout: 0s\n", []string{"6:12: a span of time from 1s"}},
		{"no worker", head + "  workers: 0\n", []string{"6:12: a whole number from 1"}},
		{"two channels", head + "  notify: [{webhook: {url: 'https://h'}, command: [x]}]\n", []string{"6:12: exactly one is needed"}},
		{"no channel", head + "  notify: [{on: [failed]}]\n", []string{"6:12: exactly one is needed"}},
		{"an unknown event", head + "  notify: [{on: [done], command: [x]}]\n", []string{`6:18: unknown value "done"`}},
		{"bad mail", head + "  notify: [{email: {server: 'h:x', from: me, to: [a@b]}}]\n", []string{`6:29: "h:x" is no mail server`, `6:42: "me" is no e-mail address`}},
		{"bad webhook", head + "  notify: [{webhook: {url: h, secret: whsec_!}}]\n", []string{"6:28: an address with http://", "6:39: no key"}},
		{"an empty command", head + "  notify: [{command: ['']}]\n", []string{"6:22: the command is empty"}},
		{"lineage to nowhere", "lineage: {namespace: a}\n" + head, []string{"1:10: exactly one is needed of: file, url"}},
		{"bad limits", "limits: {pages: 0, bytes: 1MB, cells: 2KiB, timeout: 1d, words: 3}\n" + head, []string{"1:17: pages: ", "1:27: bytes: ", "1:39: cells: ", "1:54: timeout: ", `1:58: unknown key "words"`}},
		{"bad ocr", "ocr: {timeout: 0s}\n" + head + "  ocr: never\n", []string{"1:6: the key \"command\" is missing", "1:16: a span of time", `7:8: unknown value "never"`}},
		{"no such rules", head + "  rules: nowhere\n", []string{"6:10: the rules cannot be used"}},
		{"no such waivers", head + "  waivers: nowhere.yaml\n", []string{"6:12: the waivers cannot be used"}},
		{"all at once", "parallel: 0\nstop_within: 1\n" + head + "  full: 1\n", []string{"1:11: a whole", "2:14: a span", "8:9: true or"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			config, err := Parse("c.yaml", "/", []byte(c.yaml))
			if err == nil {
				t.Fatal("no fault was found")
			}
			if len(config.Jobs) > 0 {
				t.Error("a configuration with faults has jobs")
			}
			got := strings.Split(err.Error(), "\n")
			if len(got) != len(c.want) {
				t.Fatalf("%d faults, want %d:\n%v", len(got), len(c.want), err)
			}
			for i, want := range c.want {
				at, message, _ := strings.Cut(want, " ")
				vi, en, both := strings.Cut(got[i], " / ")
				if !strings.HasPrefix(vi, "c.yaml:"+at+" ") || !strings.Contains(en, message) || !both {
					t.Errorf("got  %s\nwant %s", got[i], want)
				}
			}
			if f := new(Fault); !errors.As(err, &f) || f.Line == 0 {
				t.Errorf("%T is no fault", err)
			}
		})
	}
}

// TestSchema: the schema for editors and the reader of the file have the same keys.
func TestSchema(t *testing.T) {
	type object struct {
		Properties map[string]json.RawMessage `json:"properties"`
		Required   []string                   `json:"required"`
		Open       *bool                      `json:"additionalProperties"`
	}
	var root struct {
		object
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	decode(t, Schema, &root)
	var job object
	decode(t, root.Defs["job"], &job)
	var retries object
	var catchUp struct {
		OneOf []object `json:"oneOf"`
	}
	decode(t, job.Properties["retries"], &retries)
	decode(t, job.Properties["catch_up"], &catchUp)
	var source struct {
		OneOf []object `json:"oneOf"`
	}
	decode(t, root.Defs["source"], &source)
	var notify struct{ Items object }
	var webhook, email, trail object
	decode(t, root.Properties["lineage"], &trail)
	decode(t, root.Defs["notify"], &notify)
	decode(t, notify.Items.Properties["webhook"], &webhook)
	decode(t, notify.Items.Properties["email"], &email)
	for _, c := range []struct {
		name, keys, required string
		schema               object
	}{
		{"file", configKeys, "jobs", root.object},
		{"job", jobKeys, "name schedule sources out", job},
		{"retries", retriesKeys, "max", retries},
		{"catch_up", catchUpKeys, "policy", catchUp.OneOf[1]},
		{"source", sourceKeys, "", source.OneOf[1]},
		{"notify", notifyKeys, "", notify.Items},
		{"lineage", lineageKeys, "", trail},
		{"webhook", webhookKeys, "url", webhook},
		{"email", emailKeys, "server from to", email},
	} {
		want := strings.Fields(c.keys)
		slices.Sort(want)
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(c.schema.Properties))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff(strings.Fields(c.required), append([]string{}, c.schema.Required...)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if c.schema.Open == nil || *c.schema.Open {
			t.Errorf("%s: the schema allows unknown keys", c.name)
		}
	}
}

func TestPause(t *testing.T) {
	r := Retries{Max: 9, Backoff: time.Second, MaxBackoff: 5 * time.Second, Jitter: 0.5}
	for i, want := range []time.Duration{1, 2, 4, 5, 5} {
		if got := r.Pause(i, 0); got != want*time.Second {
			t.Errorf("pause %d: %s, want %ds", i, got, want)
		}
	}
	if got, want := r.Pause(1, 0.5), 2500*time.Millisecond; got != want {
		t.Errorf("with jitter: %s, want %s", got, want)
	}
	if got := (Retries{Backoff: 24 * time.Hour, MaxBackoff: 24 * time.Hour}).Pause(100, 0); got != 24*time.Hour {
		t.Errorf("many retries: %s", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("jobs:\n- {name: a, schedule: '@daily', sources: [x], out: o}\n")
	f.Add("jobs: &a\n- *a\n")
	f.Add("<<: {a: b}\n? [x]\n: y\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse("c.yaml", "/", []byte(text))
		if err == nil && len(c.Jobs) == 0 {
			t.Error("neither jobs nor a fault")
		}
	})
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func decode(t *testing.T, data []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatal(err)
	}
}
