// Command roster writes an invented roster for `harpo directory build`: the same people for the same seed, those that cmd/corpus -people
// writes about.
//
//	go run ./cmd/roster -people 5000000 -o people.csv
//	go run ./cmd/roster -people 20000 -step 250 -o some.csv
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
		fmt.Fprintf(os.Stderr, "roster: %s\n", err)
		os.Exit(1)
	}
}

func run() error {
	people := flag.Int("people", 5_000_000, "how many, up to 5 million")
	step := flag.Int("step", 1, "every how manieth one of the roster")
	seed := flag.Uint64("seed", 1, "the same seed makes the same people")
	out := flag.String("o", "", "file to write")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 || *people < 1 || *step < 1 || *people**step > 5_000_000 {
		return errors.New("wrong usage: give -o FILE, and -people and -step that stay within 5 million people")
	}
	f, err := os.Create(*out)
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	if err := errors.Join(corpus.WriteRoster(f, *seed, 0, *people, *step), f.Close()); err != nil {
		return fmt.Errorf("write roster: %w", err)
	}
	return nil
}
