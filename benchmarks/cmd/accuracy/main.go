// Command accuracy runs `harpo eval` over sets of labelled records, one policy after the other, and prints what leaked
// and what was redacted for nothing as Markdown. With a second scorer, it says whether the two agree.
//
//	go run ./cmd/accuracy -harpo ../harpo -score score.py -predict predict.py dev=dev.jsonl health=labelled.jsonl > result.md
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/harpolog/harpo/benchmarks/internal/machine"
)

// options are the flags.
type options struct {
	harpo, policies, python, score, predict, loghub string
}

// gold is one set of labelled records.
type gold struct{ name, path string }

func main() {
	var o options
	flag.StringVar(&o.harpo, "harpo", "", "the harpo program")
	flag.StringVar(&o.policies, "policies", "standard,strict", "policies measured")
	flag.StringVar(&o.python, "python", "python3", "the Python that runs the second scorer")
	flag.StringVar(&o.score, "score", "", "a second scorer: GOLD PRED --json")
	flag.StringVar(&o.predict, "predict", "", "what turns harpo scan into its input: HARPO GOLD PRED [scan flags]")
	flag.StringVar(&o.loghub, "loghub", "", "folder of real logs with make_labels.py, which writes labelled records of them")
	flag.Parse()
	if err := run(&o, flag.Args()); err != nil {
		fmt.Fprintf(os.Stderr, "accuracy: %s\n", err)
		os.Exit(1)
	}
}

func run(o *options, args []string) error {
	if o.harpo == "" || (o.score == "") != (o.predict == "") || len(args) == 0 && o.loghub == "" {
		return errors.New("wrong usage: give -harpo FILE, -score and -predict both or neither, and NAME=GOLD.jsonl...")
	}
	dir, err := os.MkdirTemp("", "harpo-accuracy-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if o.harpo, err = filepath.Abs(o.harpo); err != nil {
		return err
	}
	sets := make([]gold, 0, len(args)+1)
	for _, a := range args {
		name, path, ok := strings.Cut(a, "=")
		if !ok {
			name, path = strings.TrimSuffix(filepath.Base(a), ".jsonl"), a
		}
		sets = append(sets, gold{name, path})
	}
	if o.loghub != "" {
		g, err := labelLoghub(o, dir)
		if err != nil {
			return fmt.Errorf("label the real logs: %w", err)
		}
		sets = append(sets, g)
	}
	facts, err := machine.Read(o.harpo)
	if err != nil {
		return err
	}
	rows, err := evalAll(o, sets, dir)
	if err != nil {
		return err
	}
	_, err = os.Stdout.WriteString(markdown(facts, rows))
	return err
}

// labelLoghub runs the labelling script on a copy of the folder, because it writes beside itself.
func labelLoghub(o *options, dir string) (gold, error) {
	g := gold{"loghub", filepath.Join(dir, "loghub.jsonl")}
	work := filepath.Join(dir, "loghub")
	if err := os.CopyFS(work, os.DirFS(o.loghub)); err != nil {
		return g, err
	}
	return g, exec.Command(o.python, filepath.Join(work, "make_labels.py"), "--gold", g.path).Run()
}
