package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// margin is what a limit has above the count it was written from: what chance and other versions of Go make of it.
const margin = 1.1

// header explains the file of limits to whoever opens it.
const header = `# What redacting may cost, by percent of records with health information: work/main.go counts it, CI holds it.
# Written by: go run ./cmd/work -harpo HARPO -limits limits.tsv -write
# percent	limit	what
`

func writeLimits(file string, all []count) error {
	var b strings.Builder
	b.WriteString(header)
	for _, c := range all {
		if c.name != tokens {
			fmt.Fprintf(&b, "%g\t%.2f\t%s\n", c.share, c.value*margin, c.name)
		}
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

// tokens is a count without a limit: more of them are no fault.
const tokens = "tokens a KiB"

// check compares the counts with the limits. A count that was not taken, because what takes it is not installed, passes.
func check(file string, all []count) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	limits, err := parseLimits(string(text))
	if err != nil {
		return err
	}
	var over []error
	for _, c := range all {
		limit, ok := limits[key{c.share, c.name}]
		switch {
		case c.name == tokens:
		case !ok:
			over = append(over, fmt.Errorf("%g %%, %s: no limit", c.share, c.name))
		case c.value > limit:
			over = append(over, fmt.Errorf("%g %%, %s: %.2f is over the limit of %.2f", c.share, c.name, c.value, limit))
		}
	}
	return errors.Join(over...)
}

// key names a limit.
type key struct {
	share float64
	name  string
}

func parseLimits(text string) (map[key]float64, error) {
	limits := map[key]float64{}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.SplitN(line, "\t", 3)
		if len(f) != 3 {
			return nil, fmt.Errorf("limits, line %d: want percent, limit and what, with tabs between", i+1)
		}
		share, err1 := strconv.ParseFloat(f[0], 64)
		limit, err2 := strconv.ParseFloat(f[1], 64)
		if err := errors.Join(err1, err2); err != nil {
			return nil, fmt.Errorf("limits, line %d: want numbers", i+1)
		}
		limits[key{share, f[2]}] = limit
	}
	return limits, nil
}
