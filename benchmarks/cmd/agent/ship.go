package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/harpolog/harpo/benchmarks/internal/proc"
)

// shipped is one run of the agent.
type shipped struct {
	wall, cpu time.Duration // to the last line; of the agent to its end
	rss       int64         // at most, in bytes
	own       int64         // of it, at the end: what is not of mapped files
	repeated  int64         // lines the sink had more than once
}

// patience bounds a run that goes wrong.
const patience = 10 * time.Minute

const config = `state_dir: %s/state
sources:
  - type: file
    include: ["%s/logs/*.log"]
    start_at: beginning
    labels: [{name: job, value: bench}]
redact:
  key_file: %s
%ssinks:
  - type: loki
    url: %s
    tls: {ca_file: %s/ca.pem}
    stream_rate: 0 # what the agent takes is measured, not what Loki lets one stream have
%s`

// way is what of the agent is switched on.
type way struct {
	name   string
	keys   string // file; a new one if empty
	redact string // lines of that section; DIR stands for the folder of the run
	sink   string // lines of the sink
	more   string // sections
}

func (w *way) keyFile(harpo, dir string) (string, error) {
	if w.keys != "" {
		return w.keys, nil
	}
	file := filepath.Join(dir, "token.key")
	if err := exec.Command(harpo, "key", "new", file).Run(); err != nil {
		return "", fmt.Errorf("make key: %w", err)
	}
	return file, nil
}

// ship runs the agent over the text in n files until the sink has every line, stops it, and says what it took.
func (w *way) ship(harpo, dir string, text []byte, lines int64, n int) (shipped, error) {
	var s shipped
	logs := filepath.Join(dir, "logs")
	if err := os.MkdirAll(logs, 0o700); err != nil {
		return s, err
	}
	defer os.RemoveAll(dir)
	if err := split(logs, text, n); err != nil {
		return s, err
	}
	keys, err := w.keyFile(harpo, dir)
	if err != nil {
		return s, err
	}
	far, err := newSink(lines, filepath.Join(dir, "ca.pem"))
	if err != nil {
		return s, err
	}
	defer far.server.Close()
	file := filepath.Join(dir, "harpo.yaml")
	if err := os.WriteFile(file, fmt.Appendf(nil, config, dir, dir, keys, strings.ReplaceAll(w.redact, "DIR", dir), far.server.URL, dir, w.sink+w.more), 0o600); err != nil {
		return s, err
	}
	var said bytes.Buffer
	cmd := exec.Command(harpo, "agent", "--config", file)
	cmd.Stdout, cmd.Stderr = &said, &said
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return s, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-far.all:
	case err := <-ended:
		return s, fmt.Errorf("the agent ended too early: %w\n%s", err, said.Bytes())
	case <-time.After(patience):
		cmd.Process.Kill()
		<-ended
		return s, fmt.Errorf("%d of %d lines arrived\n%s", far.got.Load(), lines, said.Bytes())
	}
	s.wall = time.Since(begin)
	if s.rss, err = proc.Peak(cmd.Process.Pid); err != nil {
		return s, err
	}
	if s.own, err = proc.Own(cmd.Process.Pid); err != nil {
		return s, err
	}
	cmd.Process.Signal(syscall.SIGTERM)
	if err := <-ended; err != nil {
		return s, fmt.Errorf("the agent failed: %w\n%s", err, said.Bytes())
	}
	if far.failed.Load() {
		return s, errors.New("the sink could not read a push")
	}
	s.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	s.repeated = far.got.Load() - lines
	return s, nil
}
