//go:build unix

package cmd

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// maxRSS is what a run may take of memory, however large the corpus.
const maxRSS = 256 << 20

// TestScale publishes a corpus of small reports and then runs again, with nothing new. SOLIEU_SCALE sets the number of reports (400 by
// default): 100000 show that memory is bounded, 15000 how long a quiet night takes. The numbers stand in docs/performance.md.
func TestScale(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	if instrumented {
		t.Skip("measures the program, not the race detector")
	}
	reports := 400
	if n, err := strconv.Atoi(os.Getenv("SOLIEU_SCALE")); err == nil {
		reports = n
	}
	t.Chdir(t.TempDir())
	program := asProgram(t)
	writeReports(t, reports)
	first := measure(t, program, "run", "--out", "lake", "reports")
	t.Logf("%d reports: %s, %d MiB", reports, first.elapsed.Round(time.Millisecond), first.rss>>20)
	time.Sleep(2 * time.Second) // else the last of them are read again: they were written just now
	measure(t, program, "run", "--out", "lake", "reports")
	quiet := measure(t, program, "run", "--out", "lake", "reports")
	t.Logf("unchanged: %s (%s of the processors), %d MiB", quiet.elapsed.Round(time.Millisecond), quiet.processors.Round(time.Millisecond), quiet.rss>>20)
	hashed := measure(t, program, "run", "--rehash", "--out", "lake", "reports")
	t.Logf("--rehash: %s (%s of the processors), %d MiB", hashed.elapsed.Round(time.Millisecond), hashed.processors.Round(time.Millisecond), hashed.rss>>20)
	for _, u := range []used{first, quiet, hashed} {
		if u.rss > maxRSS {
			t.Errorf("%d MiB of memory", u.rss>>20)
		}
	}
	// A night of 15,000 unchanged reports has 5 seconds of an idle machine. Processor time is what a busy one does not stretch.
	if limit := time.Second + time.Duration(reports)*4*time.Second/15000; quiet.processors > limit {
		t.Errorf("%d unchanged reports took %s of the processors, more than %s", reports, quiet.processors, limit)
	}
}

// asProgram gives the test's own binary the name under which it is the program: see TestMain.
func asProgram(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "solieu")
	if err := os.Symlink(self, program); err != nil {
		t.Skip(err)
	}
	return program
}

// used is what a process took.
type used struct {
	elapsed    time.Duration
	processors time.Duration // of all of them together
	rss        int64         // bytes, the most at any time
}

func measure(t *testing.T, program string, args ...string) used {
	t.Helper()
	var log bytes.Buffer
	c := exec.Command(program, args...)
	c.Stderr = &log
	start := time.Now()
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, log.Bytes()[max(0, log.Len()-2000):])
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	return used{time.Since(start), c.ProcessState.UserTime() + c.ProcessState.SystemTime(), usage.Maxrss << 10}
}

// writeReports writes n different reports into folders of a thousand. Many speak of the same area and year, so that they are compared with each other.
func writeReports(t *testing.T, n int) {
	t.Helper()
	places := []string{"tỉnh Bắc Kạn", "tỉnh Hòa Bình", "tỉnh Lai Châu", "thành phố Đà Nẵng", "tỉnh Kon Tum", "tỉnh Cà Mau", "tỉnh Bến Tre"}
	for i := range n {
		place, year := places[i%len(places)], 2016+i/len(places)%9
		text := fmt.Sprintf(`ỦY BAN NHÂN DÂN %[1]s
Số: %[2]d/BC-UBND
%[12]s, ngày %[13]d tháng 12 năm %[3]d
BÁO CÁO
Tình hình kinh tế - xã hội năm %[3]d

Tổng thu ngân sách nhà nước năm %[3]d đạt %[4]d,%[5]d tỷ đồng, bằng 101,2%% kế hoạch, tăng 4,%[5]d%% so với năm %[6]d.
Diện tích lúa cả năm đạt %[7]d ha, năng suất 5%[5]d,4 tạ/ha. Tổng đàn lợn đạt %[8]d con, đàn bò %[9]d con.
Toàn tỉnh có %[10]d trường học với %[11]d học sinh. Tỷ lệ hộ nghèo còn %[5]d,5%%.
`, place, i+1, year, 1000+i%7919, i%10, year-1, 20000+i%9973, 100000+i*7, 30000+i*3, 100+i%400, 50000+i, strings.TrimPrefix(strings.TrimPrefix(place, "tỉnh "), "thành phố "), 1+i/63%28)
		path := filepath.Join("reports", fmt.Sprintf("%03d", i/1000), fmt.Sprintf("bao-cao-%06d.txt", i))
		if i%1000 == 0 {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
