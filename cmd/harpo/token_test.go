package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// running is an agent of a folder.
type running struct {
	t    *testing.T
	dir  string
	log  *logBuffer
	stop func()
}

// startAgent runs the agent of the configuration in a folder until the test ends or stop is called.
func startAgent(t *testing.T, dir string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	a := &running{t: t, dir: dir, log: &logBuffer{}}
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"agent", "--config", filepath.Join(dir, "harpo.yaml")}, strings.NewReader(""), io.Discard, a.log)
	}()
	stopped := false
	a.stop = func() {
		if cancel(); !stopped {
			stopped = true
			if c := <-code; c != exitOK {
				t.Errorf("the agent ended with %d\n%s", c, a.log)
			}
		}
	}
	t.Cleanup(a.stop)
	return a
}

// await waits until a text matches.
func (a *running) await(what, want string, in func() string) {
	a.t.Helper()
	re := regexp.MustCompile(want)
	for end := time.Now().Add(hung); !re.MatchString(in()); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			a.t.Fatalf("it never came to this: %s\n%s", what, a.log)
		}
	}
}

func (a *running) file(name string) string { return filepath.Join(a.dir, name) }

func (a *running) text(name string) func() string {
	return func() string { b, _ := os.ReadFile(a.file(name)); return string(b) }
}

// tail is the end of a file that grows: a search in all of it again and again would take longer and longer.
func (a *running) tail(name string) func() string {
	return func() string { text := a.text(name)(); return text[max(0, len(text)-4000):] }
}

// command runs another command of the folder, with input.
func (a *running) command(in string, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(a.t.Context(), append(args[:2:2], append([]string{"--config", a.file("harpo.yaml")}, args[2:]...)...), strings.NewReader(in), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// TestTokenMatchAsksTheAgent asks while an agent runs, which has vault and ledger open, and after it.
func TestTokenMatchAsksTheAgent(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs Unix sockets")
	}
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	a := &running{t: t, dir: dir}
	config := strings.Replace(agentConfig, "key_file: token.key", "key_file: token.key, vault: {path: vault}", 1)
	appendTo(t, a.file("harpo.yaml"), config+"access: {tokens: ["+ourselves().name()+"]}\n")
	appendTo(t, a.file("app.in"), "mail=jane@example.org\n")
	a = startAgent(t, dir)
	a.await("the line is delivered", `PHI-EMAIL-\w{16}`, a.text("out.log"))
	token := regexp.MustCompile(`PHI-EMAIL-\w{16}`).FindString(a.text("out.log")())
	ask := func() {
		t.Helper()
		if code, out, errs := a.command("Jane@Example.org\n", "token", "match", token); code != exitOK || out != "yes  "+token+"  vault\n" {
			t.Errorf("%d: %s%s", code, out, errs)
		}
		if code, out, errs := a.command("john@example.org\n", "token", "match", token); code != exitNoMatch || out != "no   "+token+"\n" {
			t.Errorf("%d: %s%s", code, out, errs)
		}
		if code, out, errs := a.command("jane@example.org", "token", "of", "--type", "EMAIL"); code != exitOK || !strings.Contains(out, token+"\n") {
			t.Errorf("%d: %s%s", code, out, errs)
		}
	}
	ask()
	if runtime.GOOS == "linux" {
		if info, err := os.Stat(a.file("state/agent.sock")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the socket: %v, %v", info, err)
		}
	}
	replace(t, a.file("harpo.yaml"), config+"access: {tokens: [nobody-here]}\n")
	a.await("taken up", "configuration taken up", a.log.String)
	if code, out, errs := a.command("jane@example.org", "token", "match", token); code != exitFailed || out != "" || !strings.Contains(errs, "this user may not ask") {
		t.Errorf("denied with %d: %s%s", code, out, errs)
	}
	a.stop()
	replace(t, a.file("harpo.yaml"), config+"access: {tokens: ["+ourselves().name()+"]}\n")
	ask()
	var book bytes.Buffer
	if code := run(t.Context(), []string{"ledger", "verify", a.file("state/ledger")}, nil, &book, a.log); code != exitOK || !strings.Contains(book.String(), "7 questions about tokens, of which 1 denied") {
		t.Errorf("the ledger: %s", book.String())
	}
	// Signatures are in base64, which may hold any letters, but no @.
	if leak := regexp.MustCompile(`(?i)(jane|john)@`).FindString(a.log.String() + state(t, a.file("state"))); leak != "" {
		t.Errorf("%q is in logs or state", leak)
	}
}

// TestDeskNeedsTheLedger: a question that cannot be put on record is not answered.
func TestDeskNeedsTheLedger(t *testing.T) {
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	a := &running{t: t, dir: dir, log: &logBuffer{}}
	appendTo(t, a.file("harpo.yaml"), agentConfig+"access: {tokens: ["+ourselves().name()+"]}\n")
	flags := configFlags{config: a.file("harpo.yaml")}
	c, err := flags.load("")
	if err != nil {
		t.Fatal(err)
	}
	b, err := openBook(c.Ledger, quietLog, func() {})
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	m, err := newMatcher(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{book: b}
	d.use(m, c.Access)
	q := &question{Asked: askedTokens, Type: "EMAIL", Value: []byte("jane@example.org")}
	if r := d.answer(t.Context(), ourselves(), q); len(r.Tokens) != 1 {
		t.Fatalf("%+v", r)
	}
	if r := d.answer(t.Context(), asker{user: ourselves().name(), login: "mallory"}, q); len(r.Tokens) > 0 || r.Failed == "" {
		t.Errorf("who has logged in under another name and became this user is answered: %+v", r)
	}
	b.ledger.Close()
	if err := os.RemoveAll(c.Ledger.Dir); err != nil {
		t.Fatal(err)
	}
	if r := d.answer(t.Context(), ourselves(), q); len(r.Tokens) > 0 || !strings.Contains(r.Failed, "cannot be written to the ledger") {
		t.Errorf("%+v", r)
	}
}

// TestPeer: the system says who is at the other end.
func TestPeer(t *testing.T) {
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	c, err := net.Dial("unix", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	there, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer there.Close()
	if who, ok := peer(there); !ok || who != ourselves() || who.name() == "" {
		t.Errorf("%+v, %t; want %+v", who, ok, ourselves())
	}
}

// TestRotationInMidStream rotates the keys twice while lines are written, without a restart: no line is lost or doubled, epochs
// follow one another, and tokens of all of them are told to stand for their values.
func TestRotationInMidStream(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs Unix sockets")
	}
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	a := &running{t: t, dir: dir}
	appendTo(t, a.file("harpo.yaml"), agentConfig+"access: {tokens: ["+ourselves().name()+"]}\n")
	a = startAgent(t, dir)
	a.await("it runs", "agent started", a.log.String)
	stop, wrote := make(chan struct{}), make(chan int, 1)
	go func() { wrote <- a.writer(stop) }()
	a.await("lines come", `n=20 `, a.text("out.log"))
	for epoch := 2; epoch <= 3; epoch++ {
		if code := run(t.Context(), []string{"key", "rotate", a.file("token.key")}, nil, io.Discard, io.Discard); code != exitOK {
			t.Fatal("key rotate failed")
		}
		a.await("the new key makes tokens", fmt.Sprintf(`PHI-EMAIL-e%d-\w{16}\n.*\n.*\n`, epoch), a.text("out.log"))
	}
	close(stop)
	written := <-wrote
	a.await("all is delivered", fmt.Sprintf(`n=%d .*\n`, written-1), a.text("out.log"))
	lines := strings.Split(strings.TrimSuffix(a.text("out.log")(), "\n"), "\n")
	if len(lines) != written {
		t.Fatalf("%d lines of %d were delivered", len(lines), written)
	}
	first := map[int]int{} // line by epoch
	last := 1
	for n, line := range lines {
		m := regexp.MustCompile(`^n=(\d+) mail=(PHI-EMAIL(?:-e(\d))?-\w{16})$`).FindStringSubmatch(line)
		if m == nil || m[1] != fmt.Sprint(n) {
			t.Fatalf("line %d is %.60q", n, line)
		}
		epoch := 1
		fmt.Sscan(m[3], &epoch)
		if epoch < last || epoch > last+1 {
			t.Fatalf("line %d is of epoch %d, behind one of %d", n, epoch, last)
		}
		if last = epoch; first[epoch] == 0 {
			first[epoch] = n
			if code, out, errs := a.command(fmt.Sprintf("canary%d@example.org", n), "token", "match", m[2]); code != exitOK || !strings.HasSuffix(out, fmt.Sprintf("key of epoch %d\n", epoch)) {
				t.Errorf("%d: %s%s", code, out, errs)
			}
		}
	}
	if last != 3 {
		t.Errorf("the last line is of epoch %d", last)
	}
	t.Logf("%d lines; epoch 2 from line %d on, epoch 3 from %d on", written, first[2], first[3])
	if strings.Contains(a.log.String()+state(t, a.file("state")), "canary") {
		t.Error("an address is in the clear")
	}
}
