package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/pgtest"
)

// twoNodes starts two agents with folders, sinks and states of their own, and one token key. redact is their section of that name.
func twoNodes(t *testing.T, section string) (nodes [2]*running) {
	t.Helper()
	key := t.TempDir()
	if err := makeFiles(key); err != nil {
		t.Fatal(err)
	}
	for i := range nodes {
		dir := t.TempDir()
		config := strings.Replace(agentConfig, "redact: {key_file: token.key}", "redact: {key_file: "+filepath.Join(key, "token.key")+section+"}", 1)
		if err := os.WriteFile(filepath.Join(dir, "harpo.yaml"), []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		nodes[i] = startAgent(t, dir)
	}
	return nodes
}

// writer appends numbered lines with addresses until it is told to stop, and returns how many.
func (a *running) writer(stop <-chan struct{}) int {
	return a.write(stop, func(n int) string { return fmt.Sprintf("mail=canary%d@example.org", n) })
}

// write appends numbered lines until it is told to stop, and returns how many.
func (a *running) write(stop <-chan struct{}, text func(n int) string) int {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return n
		case <-time.After(3 * time.Millisecond):
			appendTo(a.t, a.file("app.in"), fmt.Sprintf("n=%d %s\n", n, text(n)))
		}
	}
}

var nodeLine = regexp.MustCompile(`^n=(\d+) mail=PHI-EMAIL(?:-([0-9a-z]{16}))?$`)

// tokens wants all numbered lines in the sink, once and in order, and returns the token of each, or "".
func (a *running) tokens(n int) []string {
	a.t.Helper()
	lines := strings.Split(strings.TrimSuffix(a.text("out.log")(), "\n"), "\n")
	if len(lines) != n {
		a.t.Fatalf("%d lines of %d were delivered", len(lines), n)
	}
	out := make([]string, n)
	for i, line := range lines {
		m := nodeLine.FindStringSubmatch(line)
		if m == nil || m[1] != strconv.Itoa(i) {
			a.t.Fatalf("line %d is %.60q", i, line)
		}
		out[i] = m[2]
	}
	return out
}

// agree wants equal tokens wherever both nodes have one, and returns how many both have and how many are labels.
func agree(t *testing.T, a, b []string) (both, labels int) {
	t.Helper()
	for i := range min(len(a), len(b)) {
		switch {
		case a[i] == "" || b[i] == "":
			labels++
		case a[i] != b[i]:
			t.Fatalf("the nodes have %s and %s for one address", a[i], b[i])
		default:
			both++
		}
	}
	return both, labels
}

// TestTwoNodesHaveEqualTokens: agents that know nothing of each other, with one key.
func TestTwoNodesHaveEqualTokens(t *testing.T) {
	nodes := twoNodes(t, "")
	var got [2][]string
	for i, a := range nodes {
		for n := range 50 {
			appendTo(t, a.file("app.in"), fmt.Sprintf("n=%d mail=canary%d@example.org\n", n, n))
		}
		a.await("all is delivered", `n=49 .*\n`, a.text("out.log"))
		got[i] = a.tokens(50)
	}
	if both, labels := agree(t, got[0], got[1]); both != 50 || labels != 0 {
		t.Errorf("%d equal tokens, %d labels", both, labels)
	}
}

// TestSharedVaultIsCutAndKilled has two agents share a vault in PostgreSQL, over verified TLS, while lines are written: the network to it
// is cut, the server dies and comes back, and one agent starts while it is away. Nothing raw leaves, no line is lost or doubled, and
// wherever both have a token it is one.
func TestSharedVaultIsCutAndKilled(t *testing.T) {
	server := pgtest.New(t)
	proxy := pgtest.NewProxy(t, server.Port)
	address := filepath.Join(t.TempDir(), "address")
	if err := os.WriteFile(address, []byte(server.VerifiedAddress(proxy.Port)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	nodes := twoNodes(t, ", vault: {address_file: "+address+"}")
	stop := make(chan struct{})
	var wrote sync.WaitGroup
	var written [2]int
	for i, a := range nodes {
		a.await("it runs", "agent started", a.log.String)
		wrote.Go(func() { written[i] = a.writer(stop) })
	}
	const withToken, label = `(n=\d+ mail=PHI-EMAIL-\w{16}\n){50}[^\n]*\n?$`, `(n=\d+ mail=PHI-EMAIL\n){50}[^\n]*\n?$`
	each := func(what, want string) {
		t.Helper()
		for _, a := range nodes {
			a.await(what, want, a.text("out.log"))
		}
	}
	each("tokens", withToken)
	proxy.Cut(true)
	each("labels while the network is cut", label)
	proxy.Cut(false)
	each("tokens again", withToken)
	server.Stop()
	each("labels while there is no server", label)
	again := startAgent(t, lateNode(t, nodes[1].dir))
	again.await("an agent starts while the vault is away", `vault is away.*agent started`, oneLine(again.log))
	server.Start()
	each("tokens again", withToken)
	nodes[0].await("both nodes have a token for the same hundred addresses", `^\d{3,}$`, func() string { return strconv.Itoa(shared(nodes)) })
	close(stop)
	wrote.Wait()
	var got [2][]string
	for i, a := range nodes {
		a.await("all is delivered", fmt.Sprintf(`n=%d .*\n`, written[i]-1), a.text("out.log"))
		if m := get(t, "http://"+adminAddr.FindStringSubmatch(a.log.String())[1]+"/metrics"); !regexp.MustCompile(`harpo_vault_failures_total [1-9]`).MatchString(m) {
			t.Error("no failure of the vault is in the metrics")
		}
		a.stop()
		got[i] = a.tokens(written[i])
		if leak := regexp.MustCompile(`canary`).FindString(a.text("out.log")() + a.log.String() + state(t, a.file("state"))); leak != "" {
			t.Error("an address is in the clear")
		}
	}
	both, labels := agree(t, got[0], got[1])
	t.Logf("%d and %d lines; of the addresses that both had, %d have one token, %d a label on at least one", written[0], written[1], both, labels)
	if both < 100 || labels < 100 {
		t.Error("the outages do not do what they are for")
	}
}

// tokenLine is a delivered line whose address has a token.
var tokenLine = regexp.MustCompile(`(?m)^n=(\d+) mail=PHI-EMAIL-`)

// shared returns how many addresses have a token on both nodes so far.
func shared(nodes [2]*running) (n int) {
	first := map[string]bool{}
	for _, m := range tokenLine.FindAllStringSubmatch(nodes[0].text("out.log")(), -1) {
		first[m[1]] = true
	}
	for _, m := range tokenLine.FindAllStringSubmatch(nodes[1].text("out.log")(), -1) {
		if first[m[1]] {
			n++
		}
	}
	return n
}

// lateNode copies the configuration of a node into a folder of its own.
func lateNode(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "harpo.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	late := t.TempDir()
	if err := os.WriteFile(filepath.Join(late, "harpo.yaml"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	return late
}

// oneLine returns a log without its line feeds.
func oneLine(log *logBuffer) func() string {
	return func() string { return strings.ReplaceAll(log.String(), "\n", " ") }
}

// TestVaultThatRefuses: a user without rights is told at the start, rather than found out by labels.
func TestVaultThatRefuses(t *testing.T) {
	server := pgtest.New(t)
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	a := &running{t: t, dir: dir}
	appendTo(t, a.file("harpo.yaml"), strings.Replace(agentConfig, "key_file: token.key", "key_file: token.key, vault: {address_file: address}", 1))
	appendTo(t, a.file("address"), strings.Replace(server.Address(server.Port), "harpo@", "stranger@", 1))
	server.Await()
	var log logBuffer
	code := run(t.Context(), []string{"agent", "--config", a.file("harpo.yaml")}, strings.NewReader(""), nil, &log)
	if code != exitFailed || !strings.Contains(log.String(), "open vault: ask vault: the database refuses it (SQLSTATE 28") || strings.Contains(log.String(), "stranger") {
		t.Errorf("exit %d: %s", code, log.String())
	}
}
