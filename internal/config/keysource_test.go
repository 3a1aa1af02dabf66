package config

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/redact"
)

const scratch = "state_dir: /var/lib/harpo\nsources: [{type: stdin, labels: [{name: job, value: a}]}]\nsinks: [{type: stdout}]\n"

// loadWith loads a configuration with this redact section.
func loadWith(t *testing.T, dir, section string) (*Config, error) {
	t.Helper()
	file := filepath.Join(dir, "harpo.yaml")
	if err := os.WriteFile(file, []byte(scratch+"redact: "+section+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(file, nil)
}

// keyFile writes a key file and returns its keys.
func keyFile(t *testing.T, file string) redact.Keys {
	t.Helper()
	keys := redact.NewKeys()
	if err := os.WriteFile(file, keys.AppendFile(nil), 0o600); err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestKeysFromAFileTheEnvironmentAndACommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs cat")
	}
	dir := t.TempDir()
	keys := keyFile(t, filepath.Join(dir, "token.key"))
	t.Setenv("HARPO_TEST_KEYS", string(keys.AppendFile(nil)))
	for _, section := range []string{"{key_file: token.key}", "{key_env: HARPO_TEST_KEYS}", "{key_command: [/bin/cat, " + filepath.Join(dir, "token.key") + "]}"} {
		c, err := loadWith(t, dir, section)
		if err != nil {
			t.Errorf("%s: %v", section, err)
		} else if !c.Redact.Keys().Equal(keys) || c.Redact.KeyRefresh != time.Hour {
			t.Errorf("%s: other keys, or refreshed every %s", section, c.Redact.KeyRefresh)
		}
	}
	t.Setenv("HARPO_REDACT_KEY_COMMAND", "/bin/cat,"+filepath.Join(dir, "token.key"))
	if c, err := loadWith(t, dir, "{policy: strict}"); err != nil || !c.Redact.Keys().Equal(keys) {
		t.Errorf("command in the environment: %v", err)
	}
	file := filepath.Join(dir, "harpo.yaml")
	if c, err := Load(file, Flags{"redact.key_file": filepath.Join(dir, "token.key")}); err != nil || !c.Redact.Keys().Equal(keys) {
		t.Errorf("a flag goes before the command: %v", err)
	}
}

// TestKeyProblems: what is wrong is told with its key, and nothing of what a command printed, on either output.
func TestKeyProblems(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs sh")
	}
	dir := t.TempDir()
	keyFile(t, filepath.Join(dir, "token.key"))
	t.Setenv("HARPO_TEST_BAD", "canary-secret")
	sh := func(script string) string { return `{key_command: [/bin/sh, -c, "` + script + `"]}` }
	for section, want := range map[string]string{
		"{key_file: token.key, key_env: X}":            "redact (line 4): more than one of key_file, key_env and key_command: keep one",
		"{key_env: HARPO_TEST_NONE}":                   "redact.key_env (line 4): the variable is not set",
		"{key_env: HARPO_TEST_BAD}":                    "redact.key_env (line 4): not a token key file",
		"{key_command: [cat, token.key]}":              "redact.key_command (line 4): the program is not an absolute path",
		"{key_command: [/no/such/program]}":            "redact.key_command (line 4): it cannot be run: no such file or directory",
		sh("echo canary-secret; echo canary >&2"):      "redact.key_command (line 4): not a token key file",
		sh("echo canary-secret; exit 3"):               "redact.key_command (line 4): it ended with exit status 3",
		sh("yes canary-secret"):                        "redact.key_command (line 4): its output is longer than 65536 bytes",
		sh("echo canary; kill -9 $$"):                  "redact.key_command (line 4): it ended with signal: killed",
		sh("sleep 60 & echo canary-secret"):            "redact.key_command (line 4): it ended and left a child that holds its output open",
		"{key_file: token.key, key_refresh: 1s}":       "redact.key_refresh (line 4): out of range",
		"{key_file: " + dir + "}":                      "redact.key_file (line 4): not a regular file",
		"{key_command: /bin/cat, key_file: token.key}": "redact.key_command (line 4): not a list",
	} {
		_, err := loadWith(t, dir, section)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s\n got %v\nwant %s", section, err, want)
		}
	}
	file := filepath.Join(dir, "harpo.yaml")
	if _, err := loadWith(t, dir, "{key_command: [/bin/cat, token.key]}"); err == nil {
		t.Fatal("a file that is not there was read")
	}
	if err := os.Chmod(file, 0o620); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file, nil); err == nil || !strings.Contains(err.Error(), "others than its owner may write to this configuration file") {
		t.Errorf("a command in a file that others can write: %v", err)
	}
	if site, err := LoadSite(file); err != nil || site != nil {
		t.Errorf("who wants no keys is not kept from the rules: %v", err)
	}
}

// TestKeyCommandInTime: one that hangs is killed, with its children.
func TestKeyCommandInTime(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs sh")
	}
	pid := filepath.Join(t.TempDir(), "pid")
	var text []byte
	for within := 300 * time.Millisecond; len(text) == 0; within *= 2 { // until the command is quick enough to start its child
		_, err := keysOfCommand([]string{"/bin/sh", "-c", "sleep 600 & echo $! > " + pid + "; wait"}, within)
		if err == nil || err.Error() != "no key within "+within.String() { // the child would hold the output open for ten minutes
			t.Fatal(err)
		}
		if text, err = os.ReadFile(pid); err != nil && within > time.Minute {
			t.Fatal(err)
		}
	}
	child, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(3 * time.Minute); running(child); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("a child of the command goes on")
		}
	}
}

// TestSecretsAreWiped: the memory that a secret was read into holds none of it afterwards.
func TestSecretsAreWiped(t *testing.T) {
	text := redact.NewKeys().AppendFile(nil)
	if _, err := parseKeys(text); err != nil || !bytes.Equal(text, make([]byte, len(text))) {
		t.Errorf("the text of a key file stays in memory: %v", err)
	}
	text = []byte("not a key file")
	if _, err := parseKeys(text); err == nil || !bytes.Equal(text, make([]byte, len(text))) {
		t.Error("the text of a bad key file stays in memory")
	}
	b := &secretBuffer{}
	if _, err := b.ReadFrom(strings.NewReader("secret")); err != nil || b.n != 6 {
		t.Fatal(err)
	}
	if b.wipe(); b.text != [len(b.text)]byte{} {
		t.Error("the output of a command stays in memory")
	}
}
