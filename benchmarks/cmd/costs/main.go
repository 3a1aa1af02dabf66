// Command costs counts what directory, vault, policies and second look add to a line of text that is redacted: instructions, which hold still on a
// busy machine. It runs TestTextCosts of cmd/harpo under valgrind, once for each way and twice over, on a longer and a shorter
// log, so that what a start takes cancels.
//
//	go test -C .. -c -o /tmp/harpo.test ./cmd/harpo
//	go run ./cmd/roster -people 500000 -o people.csv
//	harpo key new token.key && harpo directory build people.csv -o people.hrp --key-file token.key
//	go run ./cmd/costs -test /tmp/harpo.test -directory people.hrp -keys token.key -people 500000
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/harpolog/harpo/benchmarks/corpus"
	"github.com/harpolog/harpo/benchmarks/internal/callgrind"
)

type options struct {
	test, directory, keys, lookups string
	people                         int
	phi                            float64
	kib                            int64
}

func main() {
	var o options
	flag.StringVar(&o.test, "test", "", "the test program of cmd/harpo")
	flag.StringVar(&o.directory, "directory", "", "account directory")
	flag.StringVar(&o.keys, "keys", "", "token keys that it was built with")
	flag.IntVar(&o.people, "people", 0, "have the log be about so many people of the roster that cmd/roster writes; 0: about nobody of it")
	flag.StringVar(&o.lookups, "lookups", "", "count look-ups in the directory of these rows of its roster instead")
	flag.Float64Var(&o.phi, "phi", 5, "percent of records with health information")
	flag.Int64Var(&o.kib, "kib", 8192, "size of the longer log; the shorter one is a quarter")
	flag.Parse()
	if err := run(&o); err != nil {
		fmt.Fprintf(os.Stderr, "costs: %s\n", err)
		os.Exit(1)
	}
}

func run(o *options) error {
	if o.test == "" || o.directory == "" || o.keys == "" || flag.NArg() > 0 || o.kib < 4 || o.people < 0 {
		return errors.New("wrong usage: give -test, -directory and -keys")
	}
	if err := callgrind.Here(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "harpo-costs-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, file := range []*string{&o.test, &o.directory, &o.keys, &o.lookups} {
		if *file == "" {
			continue
		}
		if *file, err = filepath.Abs(*file); err != nil {
			return err
		}
	}
	if o.lookups != "" {
		return o.perLookup()
	}
	return o.perLine(dir)
}

// names returns what a test program offers to be counted.
func (o *options) names(env ...string) ([]string, error) {
	cmd := exec.Command(o.test, "-test.run", "Costs$")
	cmd.Env = append(append(os.Environ(), "HARPO_COSTS_LIST=1", "HARPO_COSTS_DIRECTORY="+o.directory, "HARPO_COSTS_KEYS="+o.keys), env...)
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list: %w\n%s", err, out)
	}
	var all []string
	for line := range strings.Lines(string(out)) {
		if name, ok := strings.CutPrefix(line, "cost: "); ok {
			all = append(all, strings.TrimSpace(name))
		}
	}
	return all, nil
}

func (o *options) count(env ...string) (int64, error) {
	return callgrind.Count("", append(env, "HARPO_COSTS_DIRECTORY="+o.directory, "HARPO_COSTS_KEYS="+o.keys), o.test, "-test.run", "Costs$")
}

func (o *options) perLine(dir string) error {
	var text bytes.Buffer
	if _, err := corpus.Write(&text, o.kib<<10, corpus.Options{Seed: 1, PHI: o.phi, People: o.people}); err != nil {
		return err
	}
	short := text.Bytes()[:bytes.LastIndexByte(text.Bytes()[:text.Len()/4], '\n')+1]
	files, lines := [2]string{filepath.Join(dir, "short.log"), filepath.Join(dir, "long.log")}, 0
	for i, part := range [][]byte{short, text.Bytes()} {
		if err := os.WriteFile(files[i], part, 0o600); err != nil {
			return err
		}
		lines = bytes.Count(part, []byte("\n")) - lines
	}
	names, err := o.names("HARPO_COSTS_TEXT=" + files[0])
	if err != nil {
		return err
	}
	fmt.Printf("Instructions, %d lines of %d bytes on average, %g %% of records with health information", lines, (text.Len()-len(short))/lines, o.phi)
	if o.people > 0 {
		fmt.Printf(" about %d people of the roster", o.people)
	}
	fmt.Print(".\n\n| redaction with | instructions a line | more | ratio |\n| --- | ---: | ---: | ---: |\n")
	var first float64
	for _, name := range names {
		var n [2]int64
		for i := range files {
			if n[i], err = o.count("HARPO_COSTS_TEXT="+files[i], "HARPO_COSTS_ONLY="+name); err != nil {
				return err
			}
		}
		line := float64(n[1]-n[0]) / float64(lines)
		if first == 0 {
			first = line
		}
		fmt.Printf("| %s | %.0f | %+.0f | %.3f |\n", name, line, line-first, line/first)
	}
	return nil
}

// perLookup counts with one round of look-ups and with three.
func (o *options) perLookup() error {
	rows, err := os.ReadFile(o.lookups)
	if err != nil {
		return err
	}
	people := bytes.Count(rows, []byte("\n")) - 1
	names, err := o.names("HARPO_COSTS_PEOPLE=" + o.lookups)
	if err != nil {
		return err
	}
	fmt.Printf("Instructions, %d look-ups each.\n\n| look-up | instructions |\n| --- | ---: |\n", 2*people)
	for _, name := range names {
		var n [2]int64
		for i, rounds := range []string{"1", "3"} {
			if n[i], err = o.count("HARPO_COSTS_PEOPLE="+o.lookups, "HARPO_COSTS_ONLY="+name, "HARPO_COSTS_ROUNDS="+rounds); err != nil {
				return err
			}
		}
		fmt.Printf("| %s | %.0f |\n", name, float64(n[1]-n[0])/float64(2*people))
	}
	return nil
}
