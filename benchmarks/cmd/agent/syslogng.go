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

// syslogNG is the program that is measured beside the agent, as Debian packages it: from a file, with a PCRE substitution for
// each of the rivals' eight patterns, over plain TCP to a sink that counts lines. It makes no tokens, uses no TLS and gets no
// acknowledgement.
type syslogNG struct {
	program, modules string // modules may be empty
	patterns         string // file
}

// last is the line behind the text that tells the sink to stop: how many of the others arrive is syslog-ng's own business, for
// it leaves out lines that are empty to it.
const last = "harpo-benchmark-end-of-text"

// awaiter is a TCP sink that waits for the last line.
type awaiter struct {
	l   net.Listener
	all chan struct{}
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

const syslogConfig = `@version: 3.38
options { stats-freq(0); use-dns(no); dns-cache(no); keep-hostname(yes); log-fifo-size(100000); };
source s { file("%s" flags(no-parse) follow-freq(1) log-fetch-limit(10000) log-iw-size(100000)); };
rewrite r {
%s};
destination d { tcp("127.0.0.1" port(%d) template("${MESSAGE}\n")); };
log { source(s); rewrite(r); destination(d); flags(flow-control); };
`

// config returns the configuration that redacts file and sends to port.
func (s *syslogNG) config(file string, port int) (string, error) {
	text, err := os.ReadFile(s.patterns)
	if err != nil {
		return "", err
	}
	var rules strings.Builder
	for line := range strings.Lines(string(text)) {
		kind, re, _ := strings.Cut(strings.TrimSpace(line), "\t")
		re = strings.ReplaceAll(strings.ReplaceAll(re, `\`, `\\`), `"`, `\"`)
		fmt.Fprintf(&rules, "  subst(\"%s\" \"[%s]\" value(\"MESSAGE\") type(\"pcre\") flags(\"global\"));\n", re, kind)
	}
	return fmt.Sprintf(syslogConfig, file, rules.String(), port), nil
}

// ship runs it over the text until the sink has the last line.
func (s *syslogNG) ship(dir string, text []byte) (shipped, error) {
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
	conf, err := s.config(file, far.l.Addr().(*net.TCPAddr).Port)
	if err != nil {
		return out, err
	}
	path := filepath.Join(dir, "syslog-ng.conf")
	if err := os.WriteFile(path, []byte(conf), 0o600); err != nil {
		return out, err
	}
	args := []string{"-F", "--no-caps", "-f", path, "-R", filepath.Join(dir, "persist"), "-c", filepath.Join(dir, "ctl"), "--pidfile", filepath.Join(dir, "pid")}
	if s.modules != "" {
		args = append(args, "--module-path", s.modules)
	}
	cmd := exec.Command(s.program, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return out, err
	}
	select {
	case <-far.all:
	case <-time.After(patience):
		err = fmt.Errorf("the last line did not arrive\n%s", said.Bytes())
	}
	out.wall = time.Since(begin)
	if err == nil {
		out.rss, err = proc.Peak(cmd.Process.Pid)
	}
	cmd.Process.Kill()
	cmd.Wait() // killed: its error says nothing
	out.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return out, err
}
