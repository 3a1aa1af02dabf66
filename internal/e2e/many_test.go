package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
)

// What is tailed: so many files, so many of them busy, with so many lines a second each.
const (
	manyBusy = 100
	manyRate = 50
)

// manyFiles is 10,000 unless HARPO_FILES says otherwise, and at least as many as are busy.
var manyFiles = func() int {
	if n, err := strconv.Atoi(os.Getenv("HARPO_FILES")); err == nil {
		return max(n, manyBusy)
	}
	return 10_000
}()

// many is the built command that tails many files, and a far side that takes everything and keeps nothing.
type many struct {
	agentSetup
	cmd     *exec.Cmd
	out     *bytes.Buffer
	busy    []*os.File
	written int
	rotated []int // of each busy file

	resident, heap []int // what the agent takes, in MB, at times: of memory, and at most of it for its heap before it is collected again
}

func startMany(t *testing.T) *many {
	t.Helper()
	m := &many{agentSetup: agentSetup{dir: t.TempDir()}, rotated: make([]int, manyBusy)}
	m.binary, m.config = filepath.Join(m.dir, "harpo"), filepath.Join(m.dir, "harpo.yaml")
	key := filepath.Join(m.dir, "token.key")
	build := []string{"go", "build", "-o", m.binary, "../../cmd/harpo"}
	if os.Getenv("HARPO_PROFILES") != "" {
		build = slices.Insert(build, 2, "-tags", "profiles")
	}
	for _, args := range [][]string{build, {m.binary, "key", "new", key}} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v: %s", args, err, out)
		}
	}
	server := sinktest.NewLoki(t, nil)
	server.Server.Config.Handler = drain{}
	for i := range manyFiles {
		check(t, os.MkdirAll(filepath.Dir(m.file(i)), 0o700))
		f := m.open(t, i)
		fmt.Fprintf(f, "level=info msg=\"begun\" file=%d\n", i)
		if m.written++; i < manyBusy {
			m.busy = append(m.busy, f)
		} else {
			f.Close()
		}
	}
	check(t, os.WriteFile(m.config, fmt.Appendf(nil, `
state_dir: %q
sources: [{type: file, include: [%q], labels: [{name: job, value: many}], filename_label: file}]
redact: {key_file: %q}
sinks: [{type: loki, url: %q}]
admin: {listen: "127.0.0.1:%d"}
`, m.state(), filepath.Join(m.logs(), "*", "*.log"), key, server.URL, freePort(t)), 0o600))
	m.cmd, m.out = m.start(t)
	return m
}

func (m *many) file(i int) string {
	return filepath.Join(m.logs(), fmt.Sprint(i%100), fmt.Sprintf("%d.log", i))
}

func (m *many) open(t *testing.T, i int) *os.File {
	t.Helper()
	f, err := os.OpenFile(m.file(i), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	check(t, err)
	return f
}

// write appends n lines to every busy file.
func (m *many) write(t *testing.T, n int) {
	t.Helper()
	var b bytes.Buffer
	for i, f := range m.busy {
		b.Reset()
		for j := range n {
			fmt.Fprintf(&b, "level=info msg=\"request served\" user=u%d@example.org status=200 took=%dms line=%d\n", i, j, m.written)
		}
		_, err := f.Write(b.Bytes())
		check(t, err)
		m.written += n
	}
}

// rotate renames a busy file, and deletes the one renamed two rotations before.
func (m *many) rotate(t *testing.T, i int) {
	t.Helper()
	m.rotated[i]++
	check(t, m.busy[i].Close())
	check(t, os.Rename(m.file(i), fmt.Sprintf("%s.%d", m.file(i), m.rotated[i])))
	if old := m.rotated[i] - 2; old > 0 {
		check(t, os.Remove(fmt.Sprintf("%s.%d", m.file(i), old)))
	}
	m.busy[i] = m.open(t, i)
}

func (m *many) acknowledged(t *testing.T) int {
	t.Helper()
	return int(m.metric(t, `harpo_records_acknowledged_total{sink="loki"}`))
}

// waitFor waits until no more than some of what was written is not acknowledged.
func (m *many) waitFor(t *testing.T, rest int) {
	t.Helper()
	for end := time.Now().Add(patience); m.acknowledged(t) < m.written-rest; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d of %d records are acknowledged\n%s", m.acknowledged(t), m.written, m.out)
		}
	}
}

// begun waits until every file was found and read.
func (m *many) begun(t *testing.T) {
	t.Helper()
	began := time.Now()
	for !m.ready(t) {
		time.Sleep(20 * time.Millisecond)
	}
	m.waitFor(t, 0)
	t.Logf("%d files found, read and acknowledged after %.1f s; resident %d MB", manyFiles, time.Since(began).Seconds(), resident(t, m.cmd.Process.Pid))
}

// sample takes down what the agent takes, and, if there is a directory HARPO_PROFILES for them, has it write profiles of its heap now and then:
// go tool pprof -base tells what has grown between two of them.
func (m *many) sample(t *testing.T) {
	t.Helper()
	m.resident = append(m.resident, resident(t, m.cmd.Process.Pid))
	m.heap = append(m.heap, int(m.metric(t, "harpo_go_memstats_next_gc_bytes"))>>20)
	if len(m.resident)%10 == 5 && os.Getenv("HARPO_PROFILES") != "" {
		check(t, m.cmd.Process.Signal(syscall.SIGUSR1))
	}
}

// flat wants no growth from the first third of the samples to the last. Of the heap the least counts, which holds hardly more than what is in
// use: how much garbage there is on top depends on when it was last collected. Resident memory is what the system has not been given back,
// and differs by a few percent from run to run.
func (m *many) flat(t *testing.T) {
	t.Helper()
	m.grows(t, "the heap", m.heap, 1.05, slices.Min[[]int])
	m.grows(t, "resident memory", m.resident, 1.08, median)
}

// rotatedMB is what the checkpoint may come to take, in MB: it remembers up to 10,000 files that were rotated away.
const rotatedMB = 2

func (m *many) grows(t *testing.T, what string, sizes []int, most float64, of func([]int) int) {
	t.Helper()
	n := len(sizes)
	early, late := of(sizes[:n/3]), of(sizes[n-n/3:])
	t.Logf("%s: %d MB in the first third, %d MB in the last", what, early, late)
	if float64(late) > most*float64(early)+rotatedMB {
		t.Errorf("%s grows from %d to %d MB: %v", what, early, late, sizes)
	}
}

func median(sizes []int) int {
	return slices.Sorted(slices.Values(sizes))[len(sizes)/2]
}

// TestManyFiles tails 10,000 files, 100 of them busy, and prints what that takes. It runs for as many seconds as HARPO_MANY says.
func TestManyFiles(t *testing.T) {
	seconds, _ := strconv.Atoi(os.Getenv("HARPO_MANY"))
	if seconds == 0 {
		t.Skip("HARPO_MANY is not set: HARPO_MANY=300 go test -count=1 -v -run ManyFiles ./internal/e2e")
	}
	m := startMany(t)
	m.begun(t)
	cpu, start, before := cpuSeconds(t, m.cmd.Process.Pid), time.Now(), m.written
	for tick := range seconds * 10 {
		time.Sleep(time.Until(start.Add(time.Duration(tick) * 100 * time.Millisecond))) // the rate
		m.write(t, manyRate/10)
		if tick%100 == 99 {
			m.sample(t)
		}
	}
	took := time.Since(start).Seconds()
	t.Logf("%d lines in %.0f s to %d busy of %d files: %.1f %% of one core, resident %v MB every 10 s, heap %v MB, %v files open", m.written-before, took, manyBusy, manyFiles,
		100*(cpuSeconds(t, m.cmd.Process.Pid)-cpu)/took, m.resident, m.heap, m.metric(t, "harpo_open_files"))
	m.waitFor(t, 0)
	stop(t, m.cmd, m.out)
	if len(m.resident) >= 30 {
		m.flat(t)
	}
}

// TestAnHour gives the same files the lines and rotations of an hour, as fast as the agent takes them: every busy file is
// rotated every five minutes, one after the other. Memory is flat, and every line is acknowledged once. It runs only if HARPO_HOUR is set.
func TestAnHour(t *testing.T) {
	if os.Getenv("HARPO_HOUR") == "" {
		t.Skip("HARPO_HOUR is not set: HARPO_HOUR=1 go test -count=1 -v -timeout 1h -run AnHour ./internal/e2e")
	}
	const ahead = 100_000 // lines that may be written and not yet acknowledged
	m := startMany(t)
	m.begun(t)
	cpu, start, before, rotations := cpuSeconds(t, m.cmd.Process.Pid), time.Now(), m.written, 0
	for second := range 3600 {
		m.write(t, manyRate)
		m.waitFor(t, ahead)
		if second%3 == 0 {
			m.rotate(t, second/3%manyBusy)
			rotations++
		}
		if second%60 == 59 {
			m.sample(t)
		}
	}
	m.waitFor(t, 0)
	took := time.Since(start).Seconds()
	t.Logf("%d lines and %d rotations in %.0f s: %.0f lines/s, %.2f us of processor time a line; resident %v MB every 60 s of the hour, heap %v MB; %v files open", m.written-before,
		rotations, took, float64(m.written-before)/took, 1e6*(cpuSeconds(t, m.cmd.Process.Pid)-cpu)/float64(m.written-before), m.resident, m.heap, m.metric(t, "harpo_open_files"))
	if read, lost := m.metric(t, `harpo_records_read_total{sink="loki"}`), m.metric(t, "harpo_lost_bytes_total"); int(read) != m.written || lost > 0 {
		t.Errorf("%v records read of %d, %v bytes lost", read, m.written, lost)
	}
	m.flat(t)
	stop(t, m.cmd, m.out)
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
