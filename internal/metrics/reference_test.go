package metrics

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

var update = flag.Bool("update", false, "write the table of docs/metrics.md")

const begin, end = "<!-- names: go test ./internal/metrics -run TestReference -update -->\n", "<!-- end of names -->\n"

// names returns the metrics of an agent by name, each with its labels and its help text; those of the Go runtime and the process are left out.
func names() map[string][2]string {
	m := New("v", "c", "r")
	m.Accounts(func() []Account { return nil })
	m.Redactions(func(func(string, uint64)) {})
	ch := make(chan *prometheus.Desc)
	go func() {
		m.reg.Describe(ch)
		close(ch)
	}()
	parts := regexp.MustCompile(`fqName: "([^"]*)", help: "((?:[^"\\]|\\.)*)",.*variableLabels: \{([^}]*)\}`)
	all := map[string][2]string{}
	for d := range ch {
		if p := parts.FindStringSubmatch(d.String()); p != nil && !strings.HasPrefix(p[1], "harpo_go_") && !strings.HasPrefix(p[1], "harpo_process_") {
			all[p[1]] = [2]string{strings.ReplaceAll(p[3], ",", ", "), p[2]}
		}
	}
	return all
}

// TestReference holds docs/metrics.md to the metrics that there are.
func TestReference(t *testing.T) {
	var table strings.Builder
	table.WriteString("| metric | labels | what it is |\n| --- | --- | --- |\n")
	all := names()
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range all {
			if !yield(name) {
				return
			}
		}
	}) {
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", name, all[name][0], all[name][1])
	}
	file := filepath.Join("..", "..", "docs", "metrics.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), begin)
	was, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatal("docs/metrics.md has no place for the table")
	}
	if *update {
		if err := os.WriteFile(file, []byte(head+begin+table.String()+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if was != table.String() {
		t.Errorf("docs/metrics.md is not up to date: go test ./internal/metrics -run TestReference -update")
	}
}

// TestAlerts: the alerts ask for metrics that there are.
func TestAlerts(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "configs", "prometheus", "alerts.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	all := names()
	asked := regexp.MustCompile(`\bharpo_[a-z_]+`).FindAllString(string(text), -1)
	if len(asked) == 0 {
		t.Error("no metric is asked for")
	}
	for _, name := range asked {
		if _, ok := all[name]; !ok {
			t.Errorf("%s is no metric", name)
		}
	}
}
