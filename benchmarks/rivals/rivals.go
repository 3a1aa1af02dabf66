// Package rivals builds the programs that redact the same eight patterns with other engines, where what they need is
// installed.
package rivals

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Command is a program to be measured: Line is for a shell, with {} in the place of the file.
type Command struct{ Name, Line string }

// rival is how one of them is made and run. In both, $D is the folder of the sources, $O one for programs, and $P the
// file of patterns.
type rival struct {
	name  string
	needs []string // programs that must be installed
	build string   // for a shell; "" for none
	run   string
}

var list = []rival{
	{"GNU sed -E, 8 commands", []string{"sed"}, "", "sed -E $SED {}"},
	{"perl, 8 substitutions", []string{"perl"}, "", "perl -pe $PERL {}"},
	{"ripgrep --passthru -r", []string{"rg"}, "", "rg -N --passthru -r '[PHI]' $RG {}"},
	{"Rust regex, one alternation", []string{"cargo"}, "cd $D/rust && cargo build -q --release --locked --target-dir $O/rust", "$O/rust/release/rival one $P {}"},
	{"Rust regex, 8 x replace_all a line", []string{"cargo"}, "", "$O/rust/release/rival each $P {}"},
	{"RE2, 8 x GlobalReplace a line", []string{"g++", "pkg-config"}, "g++ -O2 -o $O/re2 $D/c/re2.cc $(pkg-config --cflags --libs re2)", "$O/re2 $P {}"},
	{"Hyperscan, start of match", []string{"gcc", "pkg-config"}, "gcc -O2 -o $O/hyperscan $D/c/hyperscan.c $(pkg-config --cflags --libs libhs)", "$O/hyperscan $P {}"},
	{"go-re2, 8 x a line", []string{"go"}, "cd $D/gomod && go build -o $O/gore2 ./re2", "$O/gore2 $P {}"},
	{"OTel redactionprocessor", []string{"go"}, "cd $D/otel && go build -o $O/otel .", "$O/otel $P {}"},
	{"Go regexp, 8 x a line", []string{"go"}, "cd $D && go build -o $O/goregexp ./goregexp", "$O/goregexp $P {}"},
	{"grafana/regexp, 8 x a line", []string{"go"}, "cd $D/gomod && go build -o $O/grafana ./grafana", "$O/grafana $P {}"},
}

// Build builds what can be built of the sources in dir into out and returns it. say is told what is left out, and why.
func Build(dir, out string, say func(string)) ([]Command, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	patterns := filepath.Join(dir, "patterns.tsv")
	text, err := os.ReadFile(patterns)
	if err != nil {
		return nil, fmt.Errorf("read patterns: %w", err)
	}
	sed, perl, rg := arguments(string(text))
	fill := strings.NewReplacer("$SED", sed, "$PERL", perl, "$RG", rg, "$D", quoted(dir), "$O", quoted(out), "$P", quoted(patterns))
	var cs []Command
	for _, r := range list {
		if why := missing(r, fill); why != "" {
			say(r.name + ": left out: " + why)
			continue
		}
		c := Command{r.name, fill.Replace(r.run)}
		if program, ok := strings.CutPrefix(r.run, "$O/"); ok {
			program, _, _ = strings.Cut(program, " ")
			if _, err := os.Stat(filepath.Join(out, program)); err != nil {
				say(r.name + ": left out: its program was not built")
				continue
			}
		}
		cs = append(cs, c)
	}
	return cs, nil
}

// missing builds a rival and says why it cannot be run, "" where it can.
func missing(r rival, fill *strings.Replacer) string {
	for _, n := range r.needs {
		if _, err := exec.LookPath(n); err != nil {
			return n + " is not installed"
		}
	}
	if r.build == "" {
		return ""
	}
	if err := exec.Command("sh", "-c", fill.Replace(r.build)).Run(); err != nil {
		return "it does not build: a library is not installed"
	}
	return ""
}

// arguments returns the patterns as those of sed, perl and ripgrep.
func arguments(patterns string) (sed, perl, rg string) {
	var s, p, g []string
	for line := range strings.Lines(patterns) {
		kind, re, _ := strings.Cut(strings.TrimSpace(line), "\t")
		s = append(s, "-e "+quoted("s#"+re+"#["+kind+"]#g"))
		p = append(p, "s#"+strings.ReplaceAll(re, "@", `\@`)+"#["+kind+"]#g")
		g = append(g, "-e "+quoted(re))
	}
	return strings.Join(s, " "), quoted(strings.Join(p, ";")), strings.Join(g, " ")
}

// quoted returns s as one word for a shell.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
