package fsx

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCauseHasNoName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "jane-doe")
	_, open := os.ReadFile(dir)
	for _, err := range []error{open, os.Rename(dir, dir+"2"), errors.Join(open, errors.New("other"))} {
		c := Cause(err)
		if c == nil || !errors.Is(c, fs.ErrNotExist) || strings.Contains(c.Error(), "jane") {
			t.Errorf("%v of %T", c, err)
		}
	}
	if other := errors.New("x"); Cause(other) != other || Cause(nil) != nil {
		t.Error("an error without a file name is changed")
	}
}

func TestSyncDir(t *testing.T) {
	if err := SyncDir(t.TempDir()); err != nil {
		t.Error(err)
	}
	if err := SyncDir(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "f")
	if err := os.WriteFile(file, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := ReadFile(file); err != nil || string(b) != "text" {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := ReadFile(dir); err != ErrNotRegular {
		t.Errorf("folder: %v", err)
	}
	if _, err := ReadFile(file + "2"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}
