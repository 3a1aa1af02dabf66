//go:build linux

package sinks_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// openSSH is a running server of HARPO_SSHD.
type openSSH struct {
	cmd *exec.Cmd
	out bytes.Buffer
}

func (s *openSSH) start(t *testing.T, config string) {
	t.Helper()
	s.cmd = exec.Command(os.Getenv("HARPO_SSHD"), "-D", "-e", "-f", config)
	s.cmd.Stdout, s.cmd.Stderr = &s.out, &s.out
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
}

// kill ends the server and the processes it has for its connections.
func (s *openSSH) kill() {
	all := []int{s.cmd.Process.Pid}
	for i := 0; i < len(all); i++ {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", all[i]))
		for _, child := range strings.Fields(string(text)) {
			if pid, err := strconv.Atoi(child); err == nil {
				all = append(all, pid)
			}
		}
	}
	for _, pid := range all {
		syscall.Kill(pid, syscall.SIGKILL)
	}
	s.cmd.Wait()
}

// TestOpenSSH goes through a real OpenSSH server: lines arrive, the server is killed and comes back, and forwarding is
// forbidden. internal/lokitest/sshd.sh gets a server.
func TestOpenSSH(t *testing.T) {
	if os.Getenv("HARPO_SSHD") == "" {
		t.Skip("HARPO_SSHD is not set: HARPO_SSHD=$(internal/lokitest/sshd.sh) go test -run OpenSSH ./sinks")
	}
	login, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	l := sinktest.NewLoki(t, nil)
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	key := func(name string) ssh.PublicKey {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		block, err := ssh.MarshalPrivateKey(key, "")
		if err != nil {
			t.Fatal(err)
		}
		write(t, file(name), string(pem.EncodeToMemory(block)))
		public, err := ssh.NewPublicKey(key.Public())
		if err != nil {
			t.Fatal(err)
		}
		return public
	}
	host := key("host")
	write(t, file("authorized"), string(ssh.MarshalAuthorizedKey(key("id"))))
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	ln.Close()
	config := func(forward string) string {
		write(t, file("config"), fmt.Sprintf("ListenAddress 127.0.0.1\nPort %s\nHostKey %s\nAuthorizedKeysFile %s\nPidFile none\nUsePAM no\nStrictModes no\n"+
			"PasswordAuthentication no\nKbdInteractiveAuthentication no\nAllowTcpForwarding %s\nPermitOpen %s\n",
			port, file("host"), file("authorized"), forward, strings.TrimPrefix(l.URL, "http://")))
		return file("config")
	}
	write(t, file("known"), fmt.Sprintf("[127.0.0.1]:%s %s", port, ssh.MarshalAuthorizedKey(host)))

	server := &openSSH{}
	server.start(t, config("local"))
	defer func() { server.kill() }()
	s := openLoki(t, l.URL, func(o *sinks.LokiOptions) {
		o.SSH = sinks.SSHOptions{Address: "127.0.0.1:" + port, User: login.Username, KeyFile: file("id"), KnownHostsFile: file("known")}
	})
	send := func(line string, done func(error) bool) {
		t.Helper()
		for end := time.Now().Add(hung); ; time.Sleep(20 * time.Millisecond) {
			err := s.Send(t.Context(), sinktest.Batch(line))
			if done(err) {
				return
			}
			if time.Now().After(end) {
				server.kill()
				t.Fatalf("%s: %v\n%s", line, err, &server.out)
			}
		}
	}
	sent := func(err error) bool { return err == nil }
	send("one", sent)
	server.kill()
	server = &openSSH{}
	server.start(t, config("local"))
	send("two", sent)
	server.kill()
	server = &openSSH{}
	server.start(t, config("no"))
	send("three", func(err error) bool { return err != nil && strings.Contains(err.Error(), "refuses to forward") })
	if n := len(l.Stored()); n != 2 {
		t.Errorf("%d lines are stored, want 2", n)
	}
}
