// Package archtest holds the test that keeps imports pointing down and each third-party module in one package.
package archtest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/harpolog/harpo"

// arrows says which of our packages each package may import. A package that is not listed may import nothing of ours.
var arrows = map[string][]string{
	"redact":              {"detectors", "internal/format", "internal/scan"},
	"redact/slogredact":   {"redact"},
	"sinks":               {"redact", "internal/fsx"},
	"internal/deliver":    {"sinks"},
	"internal/checkpoint": {"internal/failpoint", "internal/fsx"},
	"internal/spool":      {"redact", "sinks", "internal/failpoint", "internal/fsx"},
	"internal/config":     {"internal/linetime", "internal/fsx", "redact", "detectors", "sinks"},
	"internal/agent":      {"redact", "detectors", "sinks", "internal/source", "internal/linetime", "internal/checkpoint", "internal/deliver", "internal/failpoint", "internal/spool", "internal/metrics", "internal/config"},
	"internal/dictgen":    {"detectors"},
	"internal/nametrain":  {"detectors"},
	"cmd/harpo":           {"internal/agent", "internal/config", "redact", "detectors", "sinks", "internal/deliver", "internal/source", "internal/metrics", "internal/ledger", "internal/identity", "internal/guard", "internal/audit", "internal/linetime", "internal/kube", "internal/inflate", "internal/fsx", "internal/failpoint"},
	"internal/audit":      {"redact", "detectors"},
	"internal/identity":   {"redact", "detectors", "internal/fsx"},
	"internal/ledger":     {"internal/fsx"},
	"internal/kube":       {"internal/fsx"},
	"internal/sinktest":   {"redact", "sinks"},
	"internal/canary":     {"redact", "sinks", "internal/agent", "internal/source", "internal/deliver", "internal/guard", "detectors"},
	"internal/e2e":        {"redact", "sinks", "internal/agent", "internal/source", "internal/deliver", "internal/canary", "internal/config", "internal/audit", "internal/ledger", "detectors"},
	"internal/source":     {"internal/inflate"},
}

// testArrows says which of our packages the tests of a package may import besides.
var testArrows = map[string][]string{
	"sinks":               {"internal/sinktest"},
	"internal/deliver":    {"internal/sinktest", "redact"},
	"internal/agent":      {"internal/sinktest", "internal/disktest"},
	"internal/canary":     {"internal/sinktest", "internal/identity"},
	"cmd/harpo":           {"internal/sinktest", "internal/disktest", "internal/pgtest"},
	"internal/e2e":        {"internal/sinktest", "internal/disktest"},
	"internal/checkpoint": {"internal/disktest"},
	"internal/identity":   {"internal/pgtest"},
	"internal/source":     {"internal/remotetest"},
}

// homes says which package a third-party module may be imported by. Test helpers and the extended standard library
// (golang.org/x) are listed like the rest.
var homes = map[string]string{
	"github.com/fsnotify/fsnotify":        "internal/source",
	"github.com/spf13/viper":              "internal/config",
	"github.com/go-viper/mapstructure":    "internal/config",
	"go.yaml.in/yaml":                     "internal/config",
	"github.com/prometheus/client_golang": "internal/metrics",
	"github.com/prometheus/client_model":  "internal/metrics",
	"github.com/grafana/loki-client-go":   "sinks",
	"github.com/grafana/loki/pkg/push":    "sinks",
	"github.com/klauspost/compress/s2":    "sinks", // snappy blocks
	"github.com/prometheus/common":        "sinks",
	"go.etcd.io/bbolt":                    "internal/identity",
	"github.com/jackc/pgx":                "internal/identity",
	"github.com/spf13/cobra":              "cmd/harpo",
	"github.com/spf13/pflag":              "cmd/harpo",
	"github.com/rogpeppe/go-internal":     "cmd/harpo",
	"github.com/klauspost/compress/zstd":  "internal/inflate",
	"github.com/hanwen/go-fuse":           "internal/remotetest",
	"golang.org/x/sys/unix":               "internal/source",
	"golang.org/x/sys/cpu":                "internal/scan",
	"golang.org/x/crypto":                 "sinks",
}

// TestArrows parses every file rather than asking the go command: a cached answer would miss a new import.
func TestArrows(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(p, "go.mod")); p != root && err == nil || strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
				return filepath.SkipDir // a module of its own
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		seen++
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		for _, i := range f.Imports {
			to, _ := strconv.Unquote(i.Path.Value)
			check(t, filepath.ToSlash(rel), to)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("saw only %d files: is the root of the module still two folders up?", seen)
	}
}

func check(t *testing.T, file, to string) {
	t.Helper()
	from := path.Dir(file)
	if ours, ok := strings.CutPrefix(to, module+"/"); ok {
		if ours == from && strings.HasSuffix(file, "_test.go") {
			return
		}
		may := arrows[from]
		if strings.HasSuffix(file, "_test.go") {
			may = slices.Concat(may, testArrows[from])
		}
		if slices.Contains(may, ours) {
			return
		}
		t.Errorf("%s imports %s: that arrow does not point down (see arrows in this test and docs/architecture.md)", file, ours)
		return
	}
	if first, _, _ := strings.Cut(to, "/"); !strings.Contains(first, ".") {
		return // the standard library
	}
	for mod, home := range homes {
		if to == mod || strings.HasPrefix(to, mod+"/") {
			if from != home {
				t.Errorf("%s imports %s, which belongs to %s alone", file, to, home)
			}
			return
		}
	}
	t.Errorf("%s imports %s, which has no home yet: give it one in this test", file, to)
}
