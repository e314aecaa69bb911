package cmd

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServeRemote: a dataset in object storage is shown as one in a folder, its failed runs included; runs do not wait for the console, and what
// they publish shows up.
func TestServeRemote(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the next look at the bucket")
	}
	out := bucket(t)
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	write(t, "solieu.yaml", "jobs:\n- {name: a, schedule: '@daily', sources: [a.txt], out: '"+out+"'}\n- {name: b, schedule: '@daily', sources: [nowhere/*.txt], out: '"+out+"'}\n")
	solieu(t, ExitDone, "run", "--job", "a")
	address, stop := consoleOf(t, "--out", out, "--config", "solieu.yaml")
	code, page := get(t, address+"/")
	if code != http.StatusOK || !strings.Contains(page, `id="snapshot">1<`) || strings.Count(page, "<code>@daily</code>") != 2 {
		t.Fatalf("%d\n%s", code, page)
	}
	if code, _, stderr := command(t, "run", "--job", "b"); code != ExitBroken {
		t.Fatalf("%d %s", code, stderr)
	}
	if _, page := get(t, address+"/"); !strings.Contains(page, ">failed<") && !strings.Contains(page, ">thất bại<") {
		t.Error("the failed run is not shown")
	}
	solieu(t, ExitDone, "run", "--job", "a", "--full")
	for end := time.Now().Add(time.Minute); ; time.Sleep(time.Second) {
		if _, page := get(t, address+"/"); strings.Contains(page, `id="snapshot">2<`) {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the new snapshot does not show up")
		}
	}
	if code, said := stop(); code != ExitDone {
		t.Errorf("exit code %d: %s", code, said)
	}
	if found, err := filepath.Glob("s3:*"); err != nil || len(found) > 0 {
		t.Errorf("a folder has the name of the bucket: %q %v", found, err)
	}
}
