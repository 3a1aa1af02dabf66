// Command corpus writes a deterministic mixed log corpus with a chosen share of records with invented health
// information.
//
//	go run ./cmd/corpus -mb 256 -phi 5 -seed 1 -o mix_5.log
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/harpolog/harpo/benchmarks/corpus"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "corpus: %s\n", err)
		os.Exit(1)
	}
}

func run() error {
	var o corpus.Options
	mb := flag.Int64("mb", 256, "size in MiB; the last record is whole")
	flag.Float64Var(&o.PHI, "phi", 5, "percent of records with health information")
	flag.Uint64Var(&o.Seed, "seed", 1, "the same seed makes the same bytes")
	flag.IntVar(&o.People, "people", 0, "have them be about people of the roster that cmd/roster writes with this seed: so many")
	names := flag.String("names", "", "file with further full names, one a line")
	hub := flag.String("loghub", "", "folder of *.log files to mix in; for measuring here only, never commit the result")
	out := flag.String("o", "", "file to write")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 || *mb < 1 || o.PHI < 0 || o.PHI > 100 || o.People < 0 || o.People > 5_000_000 {
		return errors.New("wrong usage: give -o FILE, -mb from 1, -phi from 0 to 100 and -people up to 5 million")
	}
	if err := read(&o, *names, *hub); err != nil {
		return err
	}
	f, err := os.Create(*out)
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	facts, err := corpus.Write(f, *mb<<20, o)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write corpus: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%d bytes, %d lines, %d records, %.2f %% with health information, %d values planted\n",
		facts.Bytes, facts.Lines, facts.Records, facts.Share(), facts.Plants)
	return nil
}

func read(o *corpus.Options, names, hub string) error {
	if names != "" {
		f, err := os.Open(names)
		if err != nil {
			return fmt.Errorf("open names: %w", err)
		}
		defer f.Close()
		if o.Names, err = corpus.ReadNames(f); err != nil {
			return fmt.Errorf("read names: %w", err)
		}
	}
	if hub != "" {
		var err error
		if o.Real, err = corpus.ReadLines(hub); err != nil {
			return fmt.Errorf("read real lines: %w", err)
		}
	}
	return nil
}
