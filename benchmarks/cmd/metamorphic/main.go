// Command metamorphic prints how many invented values are left after redaction, by the way they are written.
//
//	go run ./cmd/metamorphic -lines 40 -policy standard,strict
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/harpolog/harpo/benchmarks/metamorphic"
	"github.com/harpolog/harpo/redact"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "metamorphic: %s\n", err)
		os.Exit(1)
	}
}

func run() error {
	lines := flag.Int("lines", 40, "lines a cell; half of them are of held-out values")
	words := flag.String("policy", "standard,strict", "the policies that are measured: the first in full, of the others the totals")
	shown := flag.Bool("held", false, "show what is held out by name: not for whoever makes rules")
	page := flag.Bool("page", false, "write the tables of docs/accuracy.md")
	bounds := flag.Bool("bounds", false, "write the bounds of the tests instead, as the file limits.go")
	flag.Parse()
	if *bounds {
		return metamorphic.WriteBounds(os.Stdout, metamorphic.New(metamorphic.BoundLines, redact.New()).Run())
	}
	if *page {
		return metamorphic.WriteMarkdown(os.Stdout, metamorphic.New(*lines, redact.New()).Run(), metamorphic.Page)
	}
	return report(*lines, *words, *shown)
}

// report prints the tables of the policies.
func report(lines int, words string, shown bool) error {
	detail := metamorphic.Known
	if shown {
		detail = metamorphic.Full
	}
	fmt.Printf("# Metamorphic suite, %d lines a cell\n\nCommit %s.\n\n%s\n", lines, commit(), about)
	for i, word := range strings.Split(words, ",") {
		policy, err := redact.ParsePolicy(word)
		if err != nil {
			return err
		}
		fmt.Printf("## Policy %s\n\n", policy)
		cells := metamorphic.New(lines, redact.New(redact.WithPolicy(policy))).Run()
		if i > 0 {
			detail = metamorphic.Totals
		}
		if err := metamorphic.WriteMarkdown(os.Stdout, cells, detail); err != nil {
			return err
		}
	}
	return nil
}

// about says what the figures are.
const about = `Every value is invented. A value counts as leaked when letters and digits of it are left in a row: two of a name (in one word), four of
anything else (separators not counted), three of a city. Titles and suffixes of names, the time of day behind a date and what masks digits may
stay. A cell is a class of values in one place of an axis: it holds as many lines for each class. Half of the values come from lists that
are held out, and so is about half of the places: rules are made without looking at them, and figures are given for both halves. *Key
lost*: a byte of the key is replaced. *Other text touched*: a letter or digit is replaced that belongs neither to key nor to value;
*delimiters touched*: another character there. In a cookie header all is replaced on purpose, the keys too. "binding parameter" holds no key: what has no shape of its own cannot be told there.
`

// commit returns the commit that this program was built from.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	rev, changed := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			rev = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", with changes that are not committed"
		}
	}
	return rev + changed
}
