//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestDirectoryBuiltByRoot: what root builds over the agent's directory, or into the agent's folder, the agent can read.
func TestDirectoryBuiltByRoot(t *testing.T) {
	const agent = 65534
	dir := t.TempDir()
	if os.Geteuid() != 0 || os.Chown(dir, agent, agent) != nil {
		t.Skip("needs root")
	}
	people, keys, out := filepath.Join(dir, "people.csv"), filepath.Join(dir, "token.key"), filepath.Join(dir, "people.hrp")
	if err := os.WriteFile(people, []byte(peopleCSV), 0o600); err != nil {
		t.Fatal(err)
	}
	build := func(want uint32) {
		t.Helper()
		if code := run(t.Context(), []string{"directory", "build", people, "-o", out, "--key-file", keys}, nil, io.Discard, io.Discard); code != exitOK {
			t.Fatalf("directory build: code %d", code)
		}
		info, err := os.Stat(out)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Sys().(*syscall.Stat_t).Uid; got != want || info.Mode().Perm() != 0o600 {
			t.Errorf("the file is of user %d, mode %o; want user %d, mode 600", got, info.Mode().Perm(), want)
		}
	}
	if code := run(t.Context(), []string{"key", "new", keys}, nil, io.Discard, io.Discard); code != exitOK {
		t.Fatalf("key new: code %d", code)
	}
	build(agent) // the folder's
	if err := os.Chown(out, agent-1, agent-1); err != nil {
		t.Fatal(err)
	}
	build(agent - 1) // that of the file before
}
