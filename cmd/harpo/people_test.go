package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

const peopleCSV = "account,email,mrn\n20417,canary@example.org,778120\n"

// roster builds a directory file beside the agent's, with the keys of a file.
func (a *running) roster(name, csv, keys string) string {
	a.t.Helper()
	if err := os.WriteFile(a.file("people.csv"), []byte(csv), 0o600); err != nil {
		a.t.Fatal(err)
	}
	if code := run(a.t.Context(), []string{"directory", "build", a.file("people.csv"), "-o", a.file(name), "--key-file", a.file(keys)}, nil, io.Discard, io.Discard); code != exitOK {
		a.t.Fatal("directory build failed")
	}
	if err := os.Remove(a.file("people.csv")); err != nil {
		a.t.Fatal(err)
	}
	return a.file(name)
}

// damaged are directory files that must be refused, by what is wrong with them: each makes one of a sound file's bytes, nil for none at all.
func (a *running) damaged(sound []byte) map[string][]byte {
	a.t.Helper()
	changed := bytes.Clone(sound)
	changed[len(changed)/2] ^= 1
	if code := run(a.t.Context(), []string{"key", "new", a.file("other.key")}, nil, io.Discard, io.Discard); code != exitOK {
		a.t.Fatal("key new failed")
	}
	foreign, err := os.ReadFile(a.roster("foreign.hrp", peopleCSV, "other.key"))
	if err != nil {
		a.t.Fatal(err)
	}
	return map[string][]byte{"missing": nil, "empty": {}, "cut": sound[:len(sound)-1], "cut to its head": sound[:64], "changed": changed, "of a foreign key": foreign, "no directory": []byte(strings.Repeat("account,email\n", 100))}
}

func peopleFolder(t *testing.T) *running {
	t.Helper()
	a := &running{t: t, dir: t.TempDir(), log: &logBuffer{}}
	if err := makeFiles(a.dir); err != nil {
		t.Fatal(err)
	}
	appendTo(t, a.file("harpo.yaml"), strings.Replace(agentConfig, "key_file: token.key", "key_file: token.key, directory_file: dir.hrp", 1))
	return a
}

// TestAgentWithoutItsDirectory starts with files that must not be used: it says so, and people have tokens.
func TestAgentWithoutItsDirectory(t *testing.T) {
	made := peopleFolder(t)
	sound, err := os.ReadFile(made.roster("sound.hrp", peopleCSV, "token.key"))
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range made.damaged(sound) {
		t.Run(what, func(t *testing.T) {
			a := peopleFolder(t)
			if err := os.WriteFile(a.file("token.key"), []byte(made.text("token.key")()), 0o600); err != nil {
				t.Fatal(err)
			}
			if text != nil {
				if err := os.WriteFile(a.file("dir.hrp"), text, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			appendTo(t, a.file("app.in"), "mail=canary@example.org\n")
			b := startAgent(t, a.dir)
			b.await("delivered", `^mail=PHI-EMAIL-\w{16}\n$`, b.text("out.log"))
			if !strings.Contains(b.log.String(), "account directory not opened: its people have tokens") || strings.Contains(b.log.String(), "canary") {
				t.Errorf("the log: %s", b.log)
			}
			if m := get(t, "http://"+adminAddr.FindStringSubmatch(b.log.String())[1]+"/metrics"); !strings.Contains(m, "harpo_directory_people 0\n") {
				t.Error("the metrics know people")
			}
			var out bytes.Buffer
			if code := run(t.Context(), []string{"check", "--config", b.file("harpo.yaml")}, nil, &out, &out); code != exitOK || !strings.Contains(out.String(), "directory: not opened, so that its people would have tokens: ") {
				t.Errorf("check: %d: %s", code, out.String())
			}
		})
	}
}

// TestDirectoryIsSwapped replaces the directory of a running agent while lines are written: by newer ones, which it takes up, and by all that
// must be refused. No line is lost or doubled, none shows anybody, and each shows the newest directory that is sound.
func TestDirectoryIsSwapped(t *testing.T) {
	a := peopleFolder(t)
	sound, err := os.ReadFile(a.roster("dir.hrp", peopleCSV, "token.key"))
	if err != nil {
		t.Fatal(err)
	}
	stop, wrote := make(chan struct{}), make(chan int, 1)
	b := startAgent(t, a.dir)
	b.await("it runs", "agent started", b.log.String)
	go func() { wrote <- b.write(stop, func(int) string { return "mail=canary@example.org took 778120" }) }()
	shows := func(what, who string) {
		t.Helper()
		b.await("lines show "+who+" once the file is "+what, `(?:n=\d+ mail=`+who+` took `+who+`\n){3}[^\n]*\n?$`, b.tail("out.log"))
	}
	shows("there", "ACCT-20417")
	errors := 0
	for what, text := range b.damaged(sound) {
		if text == nil {
			err = os.Remove(b.file("dir.hrp"))
		} else if err = os.WriteFile(b.file("next.hrp"), text, 0o600); err == nil {
			err = os.Rename(b.file("next.hrp"), b.file("dir.hrp"))
		}
		if err != nil {
			t.Fatal(err)
		}
		errors++
		b.await("it is "+what+", and refused", fmt.Sprintf(`(?s)(account directory not opened: the one before stays in use.*){%d}`, errors), b.log.String)
		shows(what, "ACCT-20417")
	}
	if !strings.Contains(get(t, "http://"+adminAddr.FindStringSubmatch(b.log.String())[1]+"/metrics"), "harpo_directory_people 1\n") {
		t.Error("the metrics do not know the one before")
	}
	if err := os.Remove(b.file("dir.hrp")); err != nil && !os.IsNotExist(err) { // build does not replace what is no directory
		t.Fatal(err)
	}
	b.roster("dir.hrp", strings.Replace(peopleCSV, "20417", "30528", 1), "token.key")
	shows("newer", "ACCT-30528")
	if err := os.WriteFile(b.file("dir.hrp"), sound[:len(sound)/2], 0o600); err != nil { // over the file that is mapped
		t.Fatal(err)
	}
	b.await("it was written to, and is dropped", "account directory not opened: its people have tokens", b.log.String)
	b.await("tokens", `(?:n=\d+ mail=PHI-EMAIL-\w{16} took 778120\n){3}[^\n]*\n?$`, b.tail("out.log"))
	b.roster("dir.hrp", peopleCSV, "token.key")
	shows("sound again", "ACCT-20417")
	close(stop)
	written := <-wrote
	b.await("all is delivered", fmt.Sprintf(`n=%d .*\n$`, written-1), b.tail("out.log"))
	lines := strings.Split(strings.TrimSuffix(b.text("out.log")(), "\n"), "\n")
	if len(lines) != written {
		t.Errorf("%d lines of %d were delivered", len(lines), written)
	}
	form := regexp.MustCompile(`^n=(\d+) mail=(?:ACCT-(\d+) took ACCT-(\d+)|PHI-EMAIL-\w{16} took 778120)$`)
	for n, line := range lines {
		if m := form.FindStringSubmatch(line); m == nil || m[1] != fmt.Sprint(n) || m[2] != m[3] {
			t.Fatalf("line %d is %.80q", n, line)
		}
	}
	t.Logf("%d lines", written)
	b.stop()
	if strings.Contains(b.log.String()+b.text("out.log")()+state(t, b.file("state")), "canary") {
		t.Error("an address is in the clear")
	}
}
