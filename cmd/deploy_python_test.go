package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDeployPython: the examples for orchestrators are sound Python, their command lines exist, and they agree with the exit codes.
func TestDeployPython(t *testing.T) {
	for _, name := range []string{"airflow_dag.py", "dagster_defs.py"} {
		text := example(t, name)
		lists := regexp.MustCompile(`(?:run\(|PROGRAM, )("[^\])*]+)`).FindAllStringSubmatch(text, -1)
		if len(lists) == 0 {
			t.Errorf("%s has no command", name)
		}
		for _, l := range lists {
			var args []string
			for _, word := range regexp.MustCompile(`"([^"]+)"|\bCONFIG\b`).FindAllStringSubmatch(l[1], -1) {
				if word[1] == "" {
					word[1] = "solieu.yaml"
				}
				args = append(args, word[1])
			}
			c, rest, err := (&env{}).root().Find(args)
			if err != nil || !c.Runnable() {
				t.Errorf("%s: %q: %v", name, args, err)
				continue
			}
			if err := c.ParseFlags(rest); err != nil {
				t.Errorf("%s: %q: %v", name, args, err)
			}
		}
		if !strings.Contains(text, "(0, 3, 4)") || !strings.Contains(text, "2") {
			t.Errorf("%s does not know the exit codes", name)
		}
		python, err := exec.LookPath("python3")
		if err != nil {
			continue // the commands were checked
		}
		if said, err := exec.Command(python, "-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", filepath.Join(deploy, name)).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, said)
		}
	}
}

// orchestrated is the example of an orchestrator, set up in a folder of its own: the program is this test's own, the job finds one violated check.
func orchestrated(t *testing.T, name string) (dir, text string) {
	t.Helper()
	dir = t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(dir, "solieu")); err != nil { // under this name the test's binary is the program: see TestMain
		t.Skip(err)
	}
	write(t, filepath.Join(dir, "a.txt"), wrongSum)
	write(t, filepath.Join(dir, "solieu.yaml"), "jobs:\n- {name: nightly, schedule: '@daily', sources: [a.txt], out: lake, fail_on: warning}\n")
	return dir, strings.NewReplacer("/usr/local/bin/solieu", filepath.Join(dir, "solieu"), "/var/lib/solieu/solieu.yaml", filepath.Join(dir, "solieu.yaml")).Replace(example(t, name))
}

// TestDagsterExample runs the Dagster example where Dagster is installed (SOLIEU_DAGSTER names its Python): the asset is
// materialised by the program itself.
func TestDagsterExample(t *testing.T) {
	python := os.Getenv("SOLIEU_DAGSTER")
	if python == "" {
		t.Skip("SOLIEU_DAGSTER names no Python")
	}
	dir, text := orchestrated(t, "dagster_defs.py")
	write(t, filepath.Join(dir, "defs.py"), text+"\nfrom dagster import materialize\nresult = materialize([reports])\nassert result.success\nprint(result.asset_materializations_for_node('reports')[0].metadata['outcome'].value)\n")
	run := exec.Command(python, filepath.Join(dir, "defs.py"))
	run.Env = append(os.Environ(), "DAGSTER_HOME="+dir)
	said, err := run.CombinedOutput()
	if err != nil || !strings.Contains(string(said), "flagged") {
		t.Errorf("%v\n%s", err, said)
	}
}

// TestAirflowExample runs the Airflow example where Airflow is installed (SOLIEU_AIRFLOW names the program airflow): the DAG is loaded without
// an error, and its task runs the program and tells what the exit code means.
func TestAirflowExample(t *testing.T) {
	airflow := os.Getenv("SOLIEU_AIRFLOW")
	if airflow == "" {
		t.Skip("SOLIEU_AIRFLOW names no program")
	}
	dir, text := orchestrated(t, "airflow_dag.py")
	if err := os.Mkdir(filepath.Join(dir, "dags"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "dags", "solieu.py"), text)
	do := func(args ...string) string {
		t.Helper()
		run := exec.Command(airflow, args...)
		run.Env = append(os.Environ(), "AIRFLOW_HOME="+dir, "AIRFLOW__CORE__LOAD_EXAMPLES=False")
		said, err := run.CombinedOutput()
		if err != nil {
			t.Fatalf("airflow %q: %v\n%s", args, err, said)
		}
		return string(said)
	}
	do("db", "migrate")
	do("dags", "reserialize")
	if said := do("dags", "list-import-errors"); strings.Contains(said, "solieu.py") {
		t.Fatal(said)
	}
	if said := do("dags", "test", "solieu"); !strings.Contains(said, "published, with violated checks") || !strings.Contains(said, "state=success") {
		t.Error(said)
	}
	if _, err := os.Stat(filepath.Join(dir, "lake", "current")); err != nil {
		t.Error(err)
	}
}
