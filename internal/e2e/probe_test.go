package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// probe is a run of the agent, with its default configuration, under a writer that does not wait for it.
type probe struct {
	rate, seconds int          // of the writer
	rotate        []int        // at these seconds
	rotation      string       // how
	kills         [][2]float64 // SIGKILL at the first, back at the second
	moments       []string     // HARPO_FAILPOINT of each start: it is killed then, before the time above
	down          [2]float64   // the far side is away from the first to the second
}

var probes = map[string]probe{
	"kill9": {rate: 20000, seconds: 20, kills: [][2]float64{{5, 7}, {12, 13}}},
	// Killed when a batch is stored and its positions are not kept: the whole batch is sent again.
	"kill9 when sent": {rate: 20000, seconds: 20, kills: [][2]float64{{5, 7}, {12, 13}, {16, 16.5}}, moments: []string{"sent:4", "sent:3", "sent:2"}},
	"downkill":        {rate: 8000, seconds: 40, down: [2]float64{3, 23}, kills: [][2]float64{{10, 11}}},
	"rename":          {rate: 8000, seconds: 40, down: [2]float64{5, 25}, rotate: []int{8, 14, 20, 32}, rotation: "rename"},
	"copytruncate":    {rate: 8000, seconds: 40, down: [2]float64{5, 25}, rotate: []int{8, 14, 20, 32}, rotation: "copytruncate"},
	// Emptied in place, with no copy: what is not in the spool by then exists nowhere.
	"emptied in place": {rate: 8000, seconds: 40, down: [2]float64{5, 25}, rotate: []int{8, 14, 20, 32}, rotation: "empty", kills: [][2]float64{{16, 17}}},
	// Copied and emptied while the agent is held up, and twice while there is none.
	"copytruncate and kill": {rate: 8000, seconds: 40, down: [2]float64{3, 23}, rotate: []int{5, 8, 14, 15, 20, 32}, rotation: "copytruncate",
		kills: [][2]float64{{10, 11}, {13.9, 16}}},
}

// TestProbes counts what is lost and what is stored twice when agents are put through what they are known to fail at. It
// takes four minutes, so it runs only if HARPO_PROBES is set.
func TestProbes(t *testing.T) {
	if os.Getenv("HARPO_PROBES") == "" {
		t.Skip("HARPO_PROBES is not set: HARPO_PROBES=1 go test -v -run Probes ./internal/e2e")
	}
	l := startLoki(t)
	for name, p := range probes {
		t.Run(name, func(t *testing.T) { p.run(t, l, strings.ReplaceAll(name, " ", "-")) })
	}
}

func (p probe) run(t *testing.T, l *lokiServer, job string) {
	far := startProxy(t, l)
	behind := *l
	behind.url = far.url
	s := setUpAgent(t, &behind, job, "auto")
	s.useDefaults(t)
	before, shards := l.received(t), l.parted(t)
	if len(p.moments) > 0 {
		s.useFailpoints(t, l)
	}
	cmd, out := s.start(t, p.moment(0)...)
	begin, starts := time.Now(), 1
	wrote := make(chan int, 1)
	go func() { wrote <- p.write(t, filepath.Join(s.logs(), "app.log"), begin) }()
	for _, e := range p.events() {
		time.Sleep(time.Until(begin.Add(time.Duration(e.at * float64(time.Second)))))
		switch e.what {
		case "kill":
			check(t, cmd.Process.Kill())
			cmd.Wait()
		case "start":
			cmd, out = s.start(t, p.moment(starts)...)
			starts++
		default:
			far.setDown(e.what == "down")
		}
	}
	written := <-wrote
	l.waitDelivered(t, s)
	stored := l.query(t, fmt.Sprintf("{job=%q}", job))
	lost := missing(stored, written)
	twice := len(stored) - (written - lost)
	t.Logf("%s: %d lines written, %d lost, %d stored twice, %d sent again, %d times parted into shards", job, written, lost, twice,
		l.received(t)-before-len(stored)+twice, l.parted(t)-shards)
	if lost+twice > 0 {
		t.Errorf("%d lines are lost, %d stored twice%s", lost, twice, differ(stored))
	}
	stop(t, cmd, out)
}

// differ says in what entries of one line differ, and up to which.
func differ(stored []entry) (what string) {
	first, same, labels, apart, from, to := map[string]entry{}, 0, 0, map[int64]int{}, -1, 0
	for _, e := range stored {
		f, again := first[e.line]
		if !again {
			first[e.line] = e
			continue
		}
		switch {
		case f == e:
			same++
		case f.labels != e.labels:
			labels++
		default:
			apart[e.ns-f.ns]++
		}
		var step int
		fmt.Sscanf(e.line, stepLine(0)[:len(stepLine(0))-1]+"%d", &step)
		if from < 0 {
			from = step
		}
		to = step
	}
	return fmt.Sprintf("; steps %d to %d; equal in all: %d; other labels: %d; ns between their times: %v", from, to, same, labels, apart)
}

// moment returns the environment of a start, counted from 0.
func (p probe) moment(start int) []string {
	if start >= len(p.moments) {
		return nil
	}
	return []string{"HARPO_FAILPOINT=" + p.moments[start]}
}

type event struct {
	at   float64
	what string
}

// events returns what is done to the agent and its far side, in order.
func (p probe) events() (list []event) {
	if p.down[1] > 0 {
		list = append(list, event{p.down[0], "down"})
	}
	for _, k := range p.kills {
		list = append(list, event{k[0], "kill"}, event{k[1], "start"})
	}
	if p.down[1] > 0 {
		list = append(list, event{p.down[1], "up"})
	}
	return list
}

// write writes as many lines as it is time for, every few milliseconds.
func (p probe) write(t *testing.T, log string, begin time.Time) (n int) {
	open := func() *os.File {
		f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Error(err)
		}
		return f
	}
	f := open()
	pace := time.NewTicker(5 * time.Millisecond)
	defer pace.Stop()
	for range pace.C {
		now := time.Since(begin).Seconds()
		if len(p.rotate) > 0 && now >= float64(p.rotate[0]) {
			p.rotate = p.rotate[1:]
			for i := 9; i > 1; i-- {
				os.Rename(fmt.Sprintf("%s.%d", log, i-1), fmt.Sprintf("%s.%d", log, i))
			}
			if p.rotation == "rename" {
				os.Rename(log, log+".1")
				f.Close()
				f = open()
			} else if p.rotation == "empty" {
				time.Sleep(time.Second) // the writer pauses, so that what is lost was not being written
				if os.Truncate(log, 0) != nil {
					t.Error("the file cannot be emptied")
				}
			} else if err := exec.Command("cp", log, log+".1").Run(); err != nil || os.Truncate(log, 0) != nil {
				t.Error("the file cannot be copied and emptied")
			}
		}
		var b bytes.Buffer
		for ; n < int(now*float64(p.rate)) && n < p.rate*p.seconds; n++ {
			fmt.Fprintln(&b, stepLine(n))
		}
		if _, err := f.Write(b.Bytes()); err != nil {
			t.Error(err)
		}
		if n == p.rate*p.seconds {
			break
		}
	}
	f.Close()
	return n
}
