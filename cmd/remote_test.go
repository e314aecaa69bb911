package cmd

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// TestObjectStorage runs every command over a dataset on an S3 server: what comes out is what comes out of a folder.
func TestObjectStorage(t *testing.T) {
	backend := s3mem.New()
	if err := backend.CreateBucket("b"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	defer server.Close()
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	names := corpus(t)
	out := "s3://b/lake?region=us-east-1&use_path_style=true&endpoint=" + server.URL

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
