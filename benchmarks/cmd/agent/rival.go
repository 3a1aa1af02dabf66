package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/harpolog/harpo/benchmarks/internal/proc"
)

// rival is a program that is measured beside the agent, as Debian packages it: from a file, with a substitution for each of the rivals' eight
// patterns, over plain TCP to a sink that waits for the last line. It makes no tokens, uses no TLS and gets no acknowledgement.
type rival struct {
	name    string
	program string // "": not measured
	modules string // folder; "": the installed one
	// command returns the program with a configuration, in dir, that redacts file and sends to port.
	command func(r *rival, dir, file string, port int, patterns []pattern) (*exec.Cmd, error)
}

// pattern is what to replace, and the kind to write in its place.
type pattern struct{ kind, re string }

func readPatterns(file string) (all []pattern, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		kind, re, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all = append(all, pattern{kind, re})
	}
	return all, nil
}

// last is the line behind the text that tells the sink to stop: how many of the others arrive is the rival's own business, for they leave out lines
// that are empty to them.
const last = "harpo-benchmark-end-of-text"

// awaiter is a TCP sink that waits for the last line.
type awaiter struct {
	l        net.Listener
	all      chan struct{}
	replaced bool // something was, as was seen before all was closed
}

func newAwaiter() (*awaiter, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	a := &awaiter{l: l, all: make(chan struct{})}
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		buf := make([]byte, 256<<10)
		kept := 0 // of the read before, so that the last line is seen across two
		for {
			n, err := conn.Read(buf[kept:])
			n += kept
			a.replaced = a.replaced || bytes.Contains(buf[:n], []byte("[EMAIL]"))
			if bytes.Contains(buf[:n], []byte(last)) {
				close(a.all)
				return
			}
			if err != nil {
				return
			}
			kept = copy(buf, buf[max(0, n-len(last)):n])
		}
	}()
	return a, nil
}

// ship runs it over the text, which holds something to replace, until the sink has the last line.
func (r *rival) ship(dir string, text []byte, patterns []pattern) (shipped, error) {
	var out shipped
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return out, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "app.log")
	if err := os.WriteFile(file, append(text[:len(text):len(text)], last+"\n"...), 0o600); err != nil {
		return out, err
	}
	far, err := newAwaiter()
	if err != nil {
		return out, err
	}
	defer far.l.Close()
	cmd, err := r.command(r, dir, file, far.l.Addr().(*net.TCPAddr).Port, patterns)
	if err != nil {
		return out, err
	}
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return out, err
	}
	ended := make(chan struct{})
	go func() {
		cmd.Wait() // killed, or it said why not: its error adds nothing
		close(ended)
	}()
	select {
	case <-far.all:
		if !far.replaced {
			err = fmt.Errorf("%s replaced nothing", r.name)
		}
	case <-ended:
		return out, fmt.Errorf("%s ended too early\n%s", r.name, said.Bytes())
	case <-time.After(patience):
		err = fmt.Errorf("%s: the last line did not arrive", r.name)
	}
	out.wall = time.Since(begin)
	if err == nil {
		out.rss, err = proc.Peak(cmd.Process.Pid)
	}
	cmd.Process.Kill()
	<-ended
	out.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return out, err
}
