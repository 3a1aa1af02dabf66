// Command agent measures `harpo agent`: from a file of mixed lines over TLS to a stand-in for Loki on loopback that counts
// and acknowledges, from the agent's start until the sink has every line. Processor time is the agent's own.
//
//	go run ./cmd/agent -harpo ../harpo -lines 1000000 > agent.md
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/harpolog/harpo/benchmarks/internal/machine"
)

// options are the flags.
type options struct {
	harpo  string
	lines  int64
	phi    float64
	rounds int
	files  int
	people int
	dir    string // account directory
	keys   string // with which it was built

	rivals   [2]rival
	patterns string // file
}

func main() {
	var o options
	flag.StringVar(&o.harpo, "harpo", "", "the harpo program")
	flag.Int64Var(&o.lines, "lines", 1_000_000, "lines to ship")
	flag.Float64Var(&o.phi, "phi", 5, "percent of records with health information")
	flag.IntVar(&o.rounds, "rounds", 3, "rounds; the median is printed")
	flag.IntVar(&o.files, "files", 100, "files of the second run, which is for memory")
	flag.IntVar(&o.people, "people", 0, "have the lines be about so many people of the roster that cmd/roster writes")
	flag.StringVar(&o.dir, "directory", "", "also measure the agent with this account directory, a vault, a policy of the site and canaries")
	flag.StringVar(&o.keys, "keys", "", "token keys that the directory was built with")
	o.rivals = [...]rival{{name: "syslog-ng, 8 PCRE substitutions, plain TCP", command: syslogNG}, {name: "rsyslog, 8 replacements of the first match, plain TCP", command: rsyslog}}
	for i, name := range [...]string{"syslog-ng", "rsyslog"} {
		flag.StringVar(&o.rivals[i].program, name, "", "also measure this "+name+", with -phi above 0")
		flag.StringVar(&o.rivals[i].modules, name+"-modules", "", "folder of its modules, where that is not the installed one")
	}
	flag.StringVar(&o.patterns, "patterns", "rivals/patterns.tsv", "patterns that they replace")
	flag.Parse()
	if err := run(&o); err != nil {
		fmt.Fprintf(os.Stderr, "agent: %s\n", err)
		os.Exit(1)
	}
}

func run(o *options) error {
	if o.harpo == "" || o.lines < 1 || o.rounds < 1 || o.files < 1 || flag.NArg() > 0 || (o.dir == "") != (o.keys == "") {
		return errors.New("wrong usage: give -harpo FILE, -lines, -rounds and -files from 1, and -directory and -keys together or neither")
	}
	dir, err := os.MkdirTemp("", "harpo-agent-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if o.harpo, err = filepath.Abs(o.harpo); err != nil {
		return err
	}
	facts, err := machine.Read(o.harpo)
	if err != nil {
		return err
	}
	text, lines, err := made(o.lines, o.phi, o.people)
	if err != nil {
		return fmt.Errorf("make corpus: %w", err)
	}
	res := &result{machine: facts, lines: lines, bytes: len(text), redacting: redacting(text)}
	ways, err := o.ways()
	if err != nil {
		return err
	}
	patterns, err := readPatterns(o.patterns)
	if err != nil {
		return err
	}
	var others []runOf
	for _, n := range []int{1, o.files} {
		runs := make([]runOf, len(ways))
		for i := range o.rounds { // all in turns
			if n == 1 && o.phi > 0 {
				if others, err = o.besides(others, filepath.Join(dir, "rival"), text, patterns); err != nil {
					return err
				}
			}
			for k := range ways {
				s, err := ways[k].ship(o.harpo, filepath.Join(dir, fmt.Sprint(n, "-", i, "-", k)), text, lines, n)
				if err != nil {
					return fmt.Errorf("ship: %w", err)
				}
				runs[k].name, runs[k].files, runs[k].rounds = ways[k].name, n, append(runs[k].rounds, s)
			}
		}
		res.runs = append(res.runs, runs...)
	}
	res.runs = append(others, res.runs...)
	_, err = os.Stdout.WriteString(res.markdown())
	return err
}

// besides runs each of the rivals once more and adds that to its rounds in all.
func (o *options) besides(all []runOf, dir string, text []byte, patterns []pattern) ([]runOf, error) {
	k := 0
	for i := range o.rivals {
		r := &o.rivals[i]
		if r.program == "" {
			continue
		}
		s, err := r.ship(dir, text, patterns)
		if err != nil {
			return nil, err
		}
		if k == len(all) {
			all = append(all, runOf{name: r.name, files: 1})
		}
		all[k].rounds = append(all[k].rounds, s)
		k++
	}
	return all, nil
}

// ways returns what to switch on. The second look and the ledger always are.
func (o *options) ways() (all []way, err error) {
	all = []way{{name: "harpo agent, TLS, acknowledged"}}
	if o.dir == "" {
		return all, nil
	}
	var files [2]string
	for i, name := range []string{o.dir, o.keys} {
		if files[i], err = filepath.Abs(name); err != nil {
			return nil, err
		}
	}
	const site = "  policies: [{name: site, generalize: [DOB, ZIP, DATE], label: [SSN]}]\n"
	canaries := "guard: {canaries: ["
	for i := range 20 {
		canaries += fmt.Sprintf("canary-%d-%d@example.org, ", i, i*i)
	}
	people := "  directory_file: " + files[0] + "\n"
	return append(all,
		way{name: "harpo agent with the directory", keys: files[1], redact: people},
		way{name: "harpo agent with directory, vault, policy, canaries", keys: files[1], redact: people + "  vault: {path: DIR/vault}\n" + site, sink: "    policy: site\n", more: canaries + "]}\n"}), nil
}
