// Command throughput measures `harpo filter` from file to /dev/null as a share of what `wc -l` reaches on the same file
// in the same run. All commands take turns, round by round, pinned to one core, so that what disturbs the machine
// disturbs them all.
//
//	go run ./cmd/throughput -harpo ../harpo -mb 256 -phi 0,5,30 -rounds 5 > result.md
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/harpolog/harpo/benchmarks/corpus"
	"github.com/harpolog/harpo/benchmarks/internal/machine"
	"github.com/harpolog/harpo/benchmarks/rivals"
)

// options are the flags.
type options struct {
	harpo, policy, shares, file, json string
	rivals                            string
	mb                                int64
	rounds, core                      int
	seed                              uint64
	peers                             peers
}

// peers are further commands: name=command, with {} for the file.
type peers []string

func (p *peers) String() string { return strings.Join(*p, ", ") }

func (p *peers) Set(s string) error {
	if name, command, ok := strings.Cut(s, "="); !ok || name == "" || !strings.Contains(command, "{}") {
		return errors.New("want name=command with {} in the place of the file")
	}
	*p = append(*p, s)
	return nil
}

func main() {
	var o options
	flag.StringVar(&o.harpo, "harpo", "", "the harpo program")
	flag.StringVar(&o.policy, "policy", "standard", "the policy measured")
	flag.StringVar(&o.shares, "phi", "0,5,30", "percent of records with health information, one corpus each")
	flag.StringVar(&o.file, "file", "", "measure this file instead of made ones")
	flag.StringVar(&o.json, "json", "", "also write everything, each round included, to this file")
	flag.Int64Var(&o.mb, "mb", 256, "size of each corpus in MiB")
	flag.IntVar(&o.rounds, "rounds", 5, "rounds that count, after one that does not")
	flag.IntVar(&o.core, "core", 0, "core that commands are pinned to, where taskset is installed; -1 pins nothing")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the corpora")
	flag.Var(&o.peers, "peer", "another command to measure, as 'name=command {}'; may be repeated")
	flag.StringVar(&o.rivals, "rivals", "", "folder of the rivals' sources: build them and measure them too")
	flag.Parse()
	if err := run(&o); err != nil {
		fmt.Fprintf(os.Stderr, "throughput: %s\n", err)
		os.Exit(1)
	}
}

func run(o *options) error {
	if o.harpo == "" || o.rounds < 1 || o.mb < 1 || flag.NArg() > 0 {
		return errors.New("wrong usage: give -harpo FILE, -rounds and -mb from 1")
	}
	dir, err := os.MkdirTemp("", "harpo-throughput-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if o.harpo, err = filepath.Abs(o.harpo); err != nil {
		return err
	}
	if o.rivals != "" {
		built, err := rivals.Build(o.rivals, dir, func(s string) { fmt.Fprintln(os.Stderr, s) })
		if err != nil {
			return err
		}
		for _, c := range built {
			o.peers = append(o.peers, c.Name+"="+c.Line)
		}
	}
	res := &result{Policy: o.policy}
	if res.Machine, err = machine.Read(o.harpo); err != nil {
		return err
	}
	if res.Files, err = files(o, dir); err != nil {
		return err
	}
	if err := measure(o, dir, res); err != nil {
		return err
	}
	if o.json != "" {
		b, err := json.MarshalIndent(res, "", " ")
		if err == nil {
			err = os.WriteFile(o.json, append(b, '\n'), 0o644)
		}
		if err != nil {
			return fmt.Errorf("write JSON: %w", err)
		}
	}
	_, err = os.Stdout.WriteString(res.markdown())
	return err
}

// files makes the corpora, or takes the file that was given.
func files(o *options, dir string) ([]*file, error) {
	if o.file != "" {
		f := &file{Name: "given file", path: o.file}
		return []*file{f}, f.count()
	}
	var fs []*file
	for _, s := range strings.Split(o.shares, ",") {
		share, err := strconv.ParseFloat(s, 64)
		if err != nil || share < 0 || share > 100 {
			return nil, errors.New("-phi: want percentages from 0 to 100 with commas between")
		}
		f := &file{Name: s + " %", path: filepath.Join(dir, "mix_"+s+".log")}
		if err := f.make(o.mb<<20, corpus.Options{Seed: o.seed, PHI: share}); err != nil {
			return nil, fmt.Errorf("make corpus: %w", err)
		}
		fs = append(fs, f)
	}
	return fs, nil
}
