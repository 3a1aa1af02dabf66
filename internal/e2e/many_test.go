package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
)

// TestManyFiles tails 10,000 files, 100 of them busy, with the built command and a fake Loki that keeps nothing, and prints
// what that takes. Memory must be flat after the first minute. It runs for as many seconds as HARPO_MANY says.
func TestManyFiles(t *testing.T) {
	seconds, _ := strconv.Atoi(os.Getenv("HARPO_MANY"))
	if seconds == 0 {
		t.Skip("HARPO_MANY is not set: HARPO_MANY=300 go test -v -run ManyFiles ./internal/e2e")
	}
	const files, busy, rate = 10_000, 100, 50 // lines a second and busy file
	dir := t.TempDir()
	binary := filepath.Join(dir, "harpo")
	if out, err := exec.Command("go", "build", "-o", binary, "../../cmd/harpo").CombinedOutput(); err != nil {
		t.Fatalf("build harpo: %v: %s", err, out)
	}
	server := sinktest.NewLoki(t, nil)
	server.Server.Config.Handler = drain{}
	key := filepath.Join(dir, "token.key")
	if out, err := exec.Command(binary, "key", "new", key).CombinedOutput(); err != nil {
		t.Fatalf("key new: %v: %s", err, out)
	}
	open := make([]*os.File, files)
	for i := range open {
		sub := filepath.Join(dir, "logs", fmt.Sprint(i%100))
		check(t, os.MkdirAll(sub, 0o700))
		f, err := os.OpenFile(filepath.Join(sub, fmt.Sprintf("%d.log", i)), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		check(t, err)
		fmt.Fprintf(f, "level=info msg=\"begun\" file=%d\n", i)
		if i >= busy {
			f.Close()
			continue
		}
		open[i] = f
		defer f.Close()
	}
	config, port := filepath.Join(dir, "harpo.yaml"), freePort(t)
	check(t, os.WriteFile(config, fmt.Appendf(nil, `
state_dir: %q
sources: [{type: file, include: [%q], labels: [{name: job, value: many}]}]
redact: {key_file: %q}
sinks: [{type: loki, url: %q}]
admin: {listen: "127.0.0.1:%d"}
`, filepath.Join(dir, "state"), filepath.Join(dir, "logs", "*", "*.log"), key, server.URL, port), 0o600))
	out := &bytes.Buffer{}
	cmd := exec.Command(binary, "agent", "--config", config)
	cmd.Stdout, cmd.Stderr = out, out
	began := time.Now()
	check(t, cmd.Start())
	defer cmd.Process.Kill()
	metric := func(name string) float64 {
		resp, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d/metrics", port))
		if err != nil {
			return 0
		}
		defer resp.Body.Close()
		text, _ := io.ReadAll(resp.Body)
		m := regexp.MustCompile(`(?m)^` + name + `(?:\{[^}]*\})? (\S+)$`).FindSubmatch(text)
		if m == nil {
			return 0
		}
		v, _ := strconv.ParseFloat(string(m[1]), 64)
		return v
	}
	for metric("harpo_records_acknowledged_total") < files {
		if time.Since(began) > 2*time.Minute {
			t.Fatalf("the files are not read: %s", out)
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Logf("%d files found, read and acknowledged after %.1f s; resident %d MB", files, time.Since(began).Seconds(), resident(t, cmd.Process.Pid))
	cpu0, start, written := cpuSeconds(t, cmd.Process.Pid), time.Now(), 0
	var sizes []int
	for tick := range seconds * 10 {
		time.Sleep(time.Until(start.Add(time.Duration(tick) * 100 * time.Millisecond)))
		for i, f := range open[:busy] {
			var b bytes.Buffer
			for j := range rate / 10 {
				fmt.Fprintf(&b, "level=info msg=\"request served\" user=u%d@example.org status=200 took=%dms tick=%d\n", i, j, tick)
			}
			_, err := f.Write(b.Bytes())
			check(t, err)
			written += rate / 10
		}
		if tick%100 == 99 {
			sizes = append(sizes, resident(t, cmd.Process.Pid))
		}
	}
	took := time.Since(start).Seconds()
	t.Logf("%d lines in %.0f s to %d busy of %d files: %.1f %% of one core, resident %v MB every 10 s, %v files open", written, took, busy, files,
		100*(cpuSeconds(t, cmd.Process.Pid)-cpu0)/took, sizes, metric("harpo_open_files"))
	for deadline := time.Now().Add(time.Minute); int(metric("harpo_records_acknowledged_total")) < files+written; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%v of %d records are acknowledged", metric("harpo_records_acknowledged_total"), files+written)
		}
	}
	check(t, cmd.Process.Signal(syscall.SIGTERM))
	check(t, cmd.Wait())
	if n := len(sizes); n > 12 && sizes[n-1] > sizes[5]*5/4 {
		t.Errorf("memory grows: %v MB", sizes)
	}
}

// drain takes pushes and keeps nothing.
type drain struct{}

func (drain) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
	w.WriteHeader(http.StatusNoContent)
}

// resident returns the resident memory of a process in MB.
func resident(t *testing.T, pid int) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	check(t, err)
	pages, _ := strconv.Atoi(strings.Fields(string(text))[1])
	return pages * os.Getpagesize() >> 20
}

// cpuSeconds returns the processor time a process has taken, at Linux's 100 ticks a second.
func cpuSeconds(t *testing.T, pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	check(t, err)
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / 100
}
