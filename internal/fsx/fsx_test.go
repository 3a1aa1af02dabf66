package fsx

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
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

func TestReadPrivate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	put := func(text string, mode fs.FileMode) {
		t.Helper()
		os.Remove(file)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
	}
	put("secret", 0o600)
	if b, err := ReadPrivate(file); err != nil || string(b) != "secret" {
		t.Errorf("%q, %v", b, err)
	}
	for _, mode := range []fs.FileMode{0o640, 0o604, 0o620, 0o602, 0o610, 0o601} {
		if put("secret", mode); runtime.GOOS == "windows" {
			continue
		}
		if _, err := ReadPrivate(file); err != ErrOpenToOthers {
			t.Errorf("%o: %v", mode, err)
		}
	}
	put(strings.Repeat("x", MaxSecret), 0o600)
	if b, err := ReadPrivate(file); err != nil || len(b) != MaxSecret {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	put(strings.Repeat("x", MaxSecret+1), 0o600)
	if _, err := ReadPrivate(file); err != ErrTooLong {
		t.Error(err)
	}
	if _, err := ReadPrivate(filepath.Dir(file)); err != ErrNotRegular {
		t.Error(err)
	}
}
