package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sample = `{"machine":{"date":"2026-01-02","cpu":"Some <CPU> (amd64 avx2)"},"files":[{"name":"5 %","facts":{"bytes":100000000},"rows":[
{"name":"wc -l","cpu_seconds":[0.01]},{"name":"slow & old","cpu_seconds":[20,10,30]},{"name":"harpo filter","cpu_seconds":[1,1,4,1]}]}]}`

func TestChart(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "r.json"), filepath.Join(dir, "c.svg")
	if err := os.WriteFile(in, []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(in, "5 %", out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`class="o"`, ">100</text>", ">5.0</text>", "slow &amp; old", "Some &lt;CPU&gt;"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("missing %s in\n%s", want, text)
		}
	}
	if strings.Contains(string(text), "wc -l") || strings.Index(string(text), "harpo filter") > strings.Index(string(text), "slow") {
		t.Errorf("want the rivals only, the fastest first:\n%s", text)
	}
	for d := xml.NewDecoder(strings.NewReader(string(text))); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if err := run(in, "7 %", out); err == nil {
		t.Error("a corpus that is not there was drawn")
	}
}
