package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"solieu/jobs"
)

const deploy = "../docs/deploy"

// TestDeployConfig: the configuration that the examples use is sound and has the job that they name.
func TestDeployConfig(t *testing.T) {
	config, err := jobs.Load(filepath.Join(deploy, "solieu.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := config.Job("nightly"); !ok {
		t.Error("there is no job nightly")
	}
}

// TestDeployCommands: every command line of the examples exists, with its flags.
func TestDeployCommands(t *testing.T) {
	var cronJob struct {
		Spec struct {
			Schedule, TimeZone string
			JobTemplate        struct {
				Spec struct {
					Template struct {
						Spec struct{ Containers []struct{ Args []string } }
					}
				}
			} `yaml:"jobTemplate"`
		}
	}
	if err := yaml.Unmarshal([]byte(example(t, "cronjob.yaml")), &cronJob); err != nil {
		t.Fatal(err)
	}
	commands := map[string][]string{"cronjob.yaml": cronJob.Spec.JobTemplate.Spec.Template.Spec.Containers[0].Args}
	for name, line := range map[string]string{
		"solieu.service": `(?m)^ExecStart=/usr/local/bin/solieu (.*)$`,
		"crontab":        `(?m)^30 1 \* \* \* .*/usr/local/bin/solieu (.*) 2>>solieu.log$`,
		"Dockerfile":     `(?m)^CMD \[(.*)\]$`,
	} {
		found := regexp.MustCompile(line).FindStringSubmatch(example(t, name))
		if found == nil {
			t.Fatalf("%s has no command", name)
		}
		commands[name] = strings.Fields(strings.NewReplacer(`"`, "", ",", "").Replace(found[1]))
	}
	for name, args := range commands {
		c, rest, err := (&env{}).root().Find(args)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := c.ParseFlags(rest); err != nil || len(c.Flags().Args()) > 0 {
			t.Errorf("%s: %q: %v, arguments %q", name, args, err, c.Flags().Args())
		}
	}
}

// TestDeployUnit: systemd takes the unit as it is, and what it runs can reach little. A copy with a fault shows that faults are told.
func TestDeployUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("no systemd here")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	unit := strings.ReplaceAll(example(t, "solieu.service"), "/usr/local/bin/solieu", self)
	verify := func(text string) string {
		name := filepath.Join(t.TempDir(), "solieu.service")
		write(t, name, text)
		said, err := exec.Command(analyze, "verify", "--man=no", name).CombinedOutput()
		if err != nil {
			return err.Error() + string(said)
		}
		return string(said)
	}
	if said := verify(unit); said != "" {
		t.Error(said)
	}
	for _, fault := range [][2]string{{"WatchdogSec=60", "WatchdogSec=sixty"}, {"NoNewPrivileges", "NoNewPrivilege"}, {"Type=notify", "Type=notified"}} {
		if said := verify(strings.Replace(unit, fault[0], fault[1], 1)); said == "" {
			t.Errorf("%s is taken", fault[1])
		}
	}
	name := filepath.Join(t.TempDir(), "solieu.service")
	write(t, name, unit)
	// 2.0 of 10 is what systemd calls "OK".
	if said, err := exec.Command(analyze, "security", "--offline=true", "--threshold=20", name).CombinedOutput(); err != nil && !strings.Contains(string(said), "nrecognized option") {
		t.Errorf("%v\n%s", err, said)
	}
}

// ownRule stands for the rules of one's own that a configuration names.
const ownRule = `- {id: own, kind: bound, expr: FOR.PLANTED <= 2500, severity: warning, reason: vì vậy, reason_en: so, pass: [{FOR.PLANTED: "1"}], fail: [{FOR.PLANTED: "2501"}]}`

// TestShownConfigs: the configurations that the README and the manual show are sound.
func TestShownConfigs(t *testing.T) {
	for _, name := range []string{"../README.md", "../docs/cli.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"REPORTS_TOKEN", "HOOK", "HOOK_SECRET", "SMTP_PASSWORD", "LINEAGE_KEY"} {
			t.Setenv(name, "secret")
		}
		blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
		for _, b := range blocks {
			folder := t.TempDir()
			if err := os.WriteFile(filepath.Join(folder, "waivers.yaml"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(filepath.Join(folder, "rules"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, "rules", "own.yaml"), []byte(ownRule), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := jobs.Parse(name, folder, []byte(b[1])); err != nil {
				t.Error(err)
			}
		}
		if name == "../docs/cli.md" && len(blocks) == 0 {
			t.Errorf("%s shows no configuration", name)
		}
	}
}

func example(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(deploy, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
