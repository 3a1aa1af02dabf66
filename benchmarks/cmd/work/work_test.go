package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLimits(t *testing.T) {
	file := filepath.Join(t.TempDir(), "limits.tsv")
	all := []count{{0, "positions a KiB", 40}, {5, "positions a KiB", 60}, {5, tokens, 1}, {5, "allocations a block", 0}}
	if err := writeLimits(file, all); err != nil {
		t.Fatal(err)
	}
	f := func(want string, all ...count) {
		t.Helper()
		err := check(file, all)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("check = %v, want %q", err, want)
		}
	}
	f("", all...)
	f("", count{0, "positions a KiB", 43}, count{5, tokens, 99})
	f("over the limit", count{0, "positions a KiB", 44.1})
	f("over the limit", count{5, "allocations a block", 1})
	f("no limit", count{30, "positions a KiB", 1})
	if err := os.WriteFile(file, []byte("5 7 x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f("line 1")
}

// TestCountsAreTheSame: what is held to a limit must not depend on chance.
func TestCountsAreTheSame(t *testing.T) {
	text, err := made(256<<10, 5)
	if err != nil {
		t.Fatal(err)
	}
	a, b := counted(5, text), counted(5, text)
	for i := range a {
		if a[i] != b[i] && a[i].name != "allocations a block" {
			t.Errorf("%s: %v, then %v", a[i].name, a[i].value, b[i].value)
		}
		if a[i].name == "questions a KiB" && a[i].value < 1 {
			t.Errorf("%v questions a KiB: nobody is asked", a[i].value)
		}
	}
}
