package cmd

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// bucket starts an S3 server with an empty bucket and returns the address of a dataset in it.
func bucket(t *testing.T) string {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("b"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	return "s3://b/lake?region=us-east-1&use_path_style=true&endpoint=" + server.URL
}

// TestObjectStorage runs every command over a dataset on an S3 server: what comes out is what comes out of a folder.
func TestObjectStorage(t *testing.T) {
	out := bucket(t)
	names := corpus(t)

	solieu(t, ExitDone, "run", "--out", "folder", names[0])
	solieu(t, ExitDone, "run", "--out", "folder", "sample")
	solieu(t, ExitBroken, "export", "observations", "--out", out)
	solieu(t, ExitDone, "run", "--out", out, names[0])
	solieu(t, ExitDone, "run", "--out", out, "sample")
	for _, table := range tableNames() {
		if table == "runs" {
			continue // it holds times
		}
		want := solieu(t, ExitDone, "export", table, "--out", "folder")
		if got := solieu(t, ExitDone, "export", table, "--out", out); got != want {
			t.Errorf("%s differs from the local one", table)
		}
		want = solieu(t, ExitDone, "export", table, "--out", "folder", "--snapshot", "1")
		if got := solieu(t, ExitDone, "export", table, "--out", out, "--snapshot", "1"); got != want {
			t.Errorf("%s of snapshot 1 differs from the local one", table)
		}
	}
	has := func(want string, args ...string) {
		t.Helper()
		if got := solieu(t, ExitDone, append(args, "--out", out)...); !strings.Contains(got, want) {
			t.Errorf("%q: no %q in %s", args, want, got)
		}
	}
	has(`"snapshot":2,"current":true`, "snapshots", "list")
	has(`"parent": 1`, "snapshots", "show", "2")
	has(`"added": [`, "snapshots", "diff", "1", "2")
	has(`"snapshot":1,`, "verify", "--all")
	has(`"snapshot":2,`, "audit", "verify")
	has(`"unchanged"`, "run", "--dry-run", "sample")
	has(`"snapshot":3,"current":true`, "snapshots", "restore", "1")
	has(`{"removed":1}`, "snapshots", "expire", "--keep", "1")
	has(`"snapshot":3,`, "verify", "--all")
	solieu(t, ExitDone, "run", "--full", "--out", out, "sample")
	has(`"snapshot":4,"current":true`, "snapshots", "list")
	solieu(t, ExitBroken, "verify", "--out", "gs://b/lake")
}

// TestRemoteJob: the runs of a job whose dataset is in object storage are remembered, told of and followed as those of a folder.
func TestRemoteJob(t *testing.T) {
	out := bucket(t)
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	write(t, "solieu.yaml", "lineage: {file: events.jsonl}\nnotify: [{on: [violations], command: [cp, /dev/stdin, told.json]}]\n"+
		"jobs:\n- {name: a, schedule: '@daily', sources: [a.txt], out: '"+out+"', fail_on: warning}\n")
	for range 2 {
		if code, _, stderr := command(t, "run", "--job", "a", "--full"); code != ExitFailedOn {
			t.Fatal(code, stderr)
		}
	}
	if _, stdout, stderr := command(t, "jobs", "history", "a"); strings.Count(stdout, `"outcome":"flagged"`) != 2 {
		t.Error(stdout, stderr)
	}
	if _, stdout, _ := command(t, "jobs", "logs", "a"); !strings.Contains(stdout, "run published") {
		t.Error(stdout)
	}
	if told, err := os.ReadFile("told.json"); err != nil || !strings.Contains(string(told), `"snapshot":1,"new_violations":1`) {
		t.Errorf("%s, %v", told, err)
	}
	if events, err := os.ReadFile("events.jsonl"); err != nil || strings.Count(string(events), `"name":"lake/current/checks"`) != 2 {
		t.Errorf("%s, %v", events, err)
	}
	if _, err := os.Stat("s3:"); err == nil {
		t.Error("a folder has the name of the bucket")
	}
}
