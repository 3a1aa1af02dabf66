package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestAgentVault runs the agent twice with a vault: one value has one token, which another vault would not have given.
func TestAgentVault(t *testing.T) {
	tokens := map[string]bool{}
	for range 2 {
		dir := t.TempDir()
		if err := makeFiles(dir); err != nil {
			t.Fatal(err)
		}
		file := func(name string) string { return filepath.Join(dir, name) }
		appendTo(t, file("harpo.yaml"), strings.Replace(agentConfig, "key_file: token.key", "key_file: token.key, vault: {path: vault}", 1))
		var log logBuffer
		for range 2 {
			appendTo(t, file("app.in"), "mail=jane@example.org password=hunter22\n")
			runUntil(t, dir, &log, 1)
		}
		out, err := os.ReadFile(file("out.log"))
		if err != nil {
			t.Fatal(err)
		}
		m := regexp.MustCompile(`^mail=PHI-EMAIL-(\w{16}) password=PHI-CREDENTIAL\nmail=PHI-EMAIL-(\w{16}) password=PHI-CREDENTIAL\n$`).FindSubmatch(out)
		if m == nil || string(m[1]) != string(m[2]) {
			t.Fatalf("the sink got %q", out)
		}
		tokens[string(m[1])] = true
		if strings.Contains(state(t, file("vault")), "jane@") {
			t.Error("the vault holds a value")
		}
	}
	if len(tokens) != 2 {
		t.Error("two vaults give one token")
	}
}
