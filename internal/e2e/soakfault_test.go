package e2e

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/disktest"
)

// Faults of the agent's own machine, which come while it runs.

// clockFile holds by how much the agent's clock is wrong.
func (s *soak) clockFile() string { return filepath.Join(s.agent.dir, "clock") }

func (s *soak) setClock(t *testing.T, wrong time.Duration) {
	t.Helper()
	check(t, os.WriteFile(s.clockFile()+".new", []byte(wrong.String()), 0o600))
	check(t, os.Rename(s.clockFile()+".new", s.clockFile()))
}

// jump sets the agent's clock, once it has had an answer in this run: a clock that is wrong before that can have a line
// stored twice, if the agent is killed as well (docs/decisions/0012-clocks.md). It gives up when the agent has ended.
func (s *soak) jump(t *testing.T, answers int64, over <-chan struct{}) {
	t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for s.far.answered.Load() < answers+2 { // the first has been taken in when the next request is answered
		select {
		case <-look.C:
		case <-over:
			return
		}
	}
	jumps := []time.Duration{-2 * time.Hour, -10 * time.Minute, 20 * time.Minute, 3 * time.Hour, 40 * 24 * time.Hour}
	s.jumps++
	s.setClock(t, jumps[s.rng.IntN(len(jumps))])
}

// fillDisk takes the last byte of the disk of the state folder.
func (s *soak) fillDisk(t *testing.T) {
	t.Helper()
	check(t, disktest.Fill(s.agent.state()))
	s.full = true
	s.fills++
}

// freeDisk gives it back. Now and then an agent is started before. It either says why it does not, or, having found room
// enough, is killed.
func (s *soak) freeDisk(t *testing.T) {
	t.Helper()
	if !s.full {
		return
	}
	if s.rng.IntN(2) == 0 {
		cmd, out := s.startAgent(t, nil)
		end := time.AfterFunc(time.Second, func() { cmd.Process.Kill() })
		err := cmd.Wait()
		end.Stop()
		var exit *exec.ExitError
		switch {
		case !errors.As(err, &exit):
			t.Fatalf("an agent on a full disk: %v\n%s", err, out)
		case exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL:
			s.kills++
			s.moments[anyMoment]++
		case exit.ExitCode() != 1 || !strings.Contains(out.String(), "no space left on device"):
			t.Fatalf("an agent on a full disk: %v\n%s", err, out)
		default:
			s.refused++
		}
		s.out = append(s.out, out.String())
	}
	check(t, disktest.Free(s.agent.state()))
	s.full = false
}

// smallState puts the state folder on a disk of its own, where that is permitted.
func (s *soak) smallState(t *testing.T) {
	t.Helper()
	check(t, os.Mkdir(s.agent.state(), 0o700))
	if err := disktest.Mount(t, s.agent.state(), fmt.Sprintf("size=%d", 64<<20)); err != nil {
		t.Log("no full disks: a file system cannot be mounted here")
		return
	}
	s.disk = true
}
