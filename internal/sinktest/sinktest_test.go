package sinktest

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/harpolog/harpo/sinks"
)

// fars makes a far side for every kind of sink in the table.
var fars = map[string]func(t *testing.T) Far{"loki": lokiFar, "file": fileFar, "stdout": stdoutFar}

func TestSinks(t *testing.T) {
	for _, kind := range sinks.Kinds() {
		far, ok := fars[kind]
		if !ok {
			t.Errorf("no far side for sink %s: add one here, so that the conformance tests run over it", kind)
			continue
		}
		t.Run(kind, func(t *testing.T) { Run(t, far) })
	}
}

func open(t *testing.T, o sinks.Options, env sinks.Env) sinks.Sink {
	t.Helper()
	s, err := sinks.Open(o, env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func lokiFar(t *testing.T) Far {
	l := NewLoki(t, nil)
	answer := func(a Answer) func() {
		return func() { l.Script(func(int, []Entry) Answer { return a }) }
	}
	return Far{
		Open: func(t *testing.T) sinks.Sink {
			o := sinks.DefaultLokiOptions()
			o.URL = l.URL
			return open(t, o, sinks.Env{})
		},
		Stored: func() []string {
			var lines []string
			for _, e := range l.Stored() {
				lines = append(lines, e.Line)
			}
			return lines
		},
		Fail:   answer(Answer{Status: 500}),
		Refuse: answer(Answer{Status: 400, Body: "entry too far behind"}),
		Accept: answer(Answer{Store: true}),
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func splitLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

func fileFar(t *testing.T) Far {
	path := filepath.Join(t.TempDir(), "out.log")
	return Far{
		Open: func(t *testing.T) sinks.Sink { return open(t, &sinks.FileOptions{Path: path}, sinks.Env{}) },
		Stored: func() []string {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			return splitLines(string(text))
		},
		Fail: func() { // a folder stands where the file was
			check(t, os.Rename(path, path+".aside"))
			check(t, os.Mkdir(path, 0o700))
		},
		Accept: func() {
			check(t, os.Remove(path))
			check(t, os.Rename(path+".aside", path))
		},
	}
}

// brokenPipe is a writer that can be broken.
type brokenPipe struct {
	strings.Builder
	broken atomic.Bool
}

func (w *brokenPipe) Write(p []byte) (int, error) {
	if w.broken.Load() {
		return 0, errors.New("broken")
	}
	return w.Builder.Write(p)
}

func stdoutFar(t *testing.T) Far {
	w := &brokenPipe{}
	return Far{
		Open:   func(t *testing.T) sinks.Sink { return open(t, &sinks.StdoutOptions{}, sinks.Env{Stdout: w}) },
		Stored: func() []string { return splitLines(w.String()) },
		Fail:   func() { w.broken.Store(true) },
		Accept: func() { w.broken.Store(false) },
	}
}
