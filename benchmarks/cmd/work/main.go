// Command work counts what redacting costs, in figures that do not depend on how busy or fast the machine is: positions
// looked at, questions put to detectors, allocations, and, where valgrind is installed, instructions. With -limits it fails
// when a count is over its limit.
//
//	go run ./cmd/work -harpo ../harpo -limits limits.tsv
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/harpolog/harpo/benchmarks/internal/callgrind"
)

// options are the flags.
type options struct {
	harpo, limits string
	write         bool
	mb            int64
}

func main() {
	var o options
	flag.StringVar(&o.harpo, "harpo", "", "the harpo program, for counting instructions; without it they are left out")
	flag.StringVar(&o.limits, "limits", "", "file of limits that the counts must keep to")
	flag.BoolVar(&o.write, "write", false, "write the limits anew: each count and a margin")
	flag.Int64Var(&o.mb, "mb", 1, "size of each corpus in MiB")
	flag.Parse()
	if err := run(&o); err != nil {
		fmt.Fprintf(os.Stderr, "work: %s\n", err)
		os.Exit(1)
	}
}

// shares are the percentages of records with health information, one corpus each.
var shares = [...]float64{0, 5, 30}

func run(o *options) error {
	if flag.NArg() > 0 || o.mb < 1 || o.write && o.limits == "" {
		return errors.New("wrong usage: give -mb from 1, and -limits with -write")
	}
	dir, err := os.MkdirTemp("", "harpo-work-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var all []count
	for _, share := range shares {
		text, err := made(o.mb<<20, share)
		if err != nil {
			return fmt.Errorf("make corpus: %w", err)
		}
		all = append(all, counted(share, text)...)
		if o.harpo == "" {
			continue
		}
		path, err := filepath.Abs(o.harpo)
		if err != nil {
			return err
		}
		n, err := instructions(path, dir, text)
		if errors.Is(err, callgrind.ErrNone) {
			fmt.Fprintln(os.Stderr, "work: no valgrind here, or no AVX2: instructions are not counted")
			o.harpo = ""
			continue
		}
		if err != nil {
			return fmt.Errorf("count instructions: %w", err)
		}
		all = append(all, count{share, "instructions a byte", n})
	}
	if o.write {
		return writeLimits(o.limits, all)
	}
	fmt.Print(markdown(all))
	if o.limits == "" {
		return nil
	}
	return check(o.limits, all)
}
