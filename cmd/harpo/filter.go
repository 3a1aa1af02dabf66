package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/redact"
)

// maxJobs bounds the blocks in memory; more workers than this gain nothing over one reader.
const maxJobs = 64

// defaultJobs is one job a processor, as far as one reader and one writer keep up.
func defaultJobs() int { return min(runtime.GOMAXPROCS(0), 8) }

// How much the heap may grow over what is in use before it is collected, in percent. Redacting allocates next to nothing, so that a tight
// bound costs no time and saves memory; looking at thousands of files allocates some.
const (
	filterGC = 30
	agentGC  = 50
)

// collectAt sets that.
func collectAt(percent int) {
	if os.Getenv("GOGC") == "" { // whoever sets that knows better
		debug.SetGCPercent(percent)
	}
}

func filterCommand() *cobra.Command {
	var flags redactFlags
	var jobs int
	var stats bool
	cmd := &cobra.Command{
		Use:   "filter [FILE...]",
		Short: "Redact standard input or files to standard output",
		Long: `Redact standard input, or files one after the other as cat prints them, to standard output.

Lines keep their order and their number: one line in is one line out, and a line ends at LF. Output is written as soon
as whole lines have been read, so this is live:

  tail -f app.log | harpo filter

What a line shows with certainty, such as the value of a patient's name or record number, is found again without context
in the lines behind it, for 64KiB to 128KiB of input (redact.carry_over: half of that, or 0 for none). --jobs changes nothing in it.

A line that is longer than the limit (1MiB, or redact.max_line) is withheld: PHI-WITHHELD-TOO-LONG stands in its place.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkJobs(jobs); err != nil {
				return err
			}
			r, err := flags.open(cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			collectAt(filterGC)
			shed() // what making the tables has touched
			p := newPump(r, jobs)
			if stats {
				p.lines = new(atomic.Int64)
				defer func() { printStats(cmd.ErrOrStderr(), p.lines.Load(), r.Stats()) }()
			}
			return filter(cmd, r, p, args)
		},
	}
	flags.add(cmd)
	cmd.Flags().IntVar(&jobs, "jobs", defaultJobs(), "blocks redacted at the same time")
	cmd.Flags().BoolVar(&stats, "stats", false, "print a table of what was redacted on standard error at the end")
	return cmd
}

func checkJobs(jobs int) error {
	if jobs < 1 || jobs > maxJobs {
		return &failure{"wrong usage", errors.New("--jobs out of range"), "use 1 to 64", exitUsage}
	}
	return nil
}

// countLines counts a last line without LF too.
func countLines(block []byte) int {
	n := bytes.Count(block, []byte{'\n'})
	if len(block) > 0 && block[len(block)-1] != '\n' {
		n++
	}
	return n
}

// filter redacts the files as one stream, as cat would make it: without a line feed at the end of one, the next goes on
// in its line. One that cannot be opened or read is reported, and the rest goes on.
func filter(cmd *cobra.Command, r *redact.Redactor, p *pump, files []string) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	in := &inputs{names: files, open: func(name string) (io.ReadCloser, error) { return openInput(r, name, cmd.InOrStdin()) }}
	in.fail = func(name string, err error) {
		err = ofFile(r, name, err)
		in.code = report(cmd.ErrOrStderr(), err)
	}
	if err := p.run(cmd.Context(), cmd.OutOrStdout(), in); err != nil {
		return err
	}
	if in.code != exitOK {
		return exitCode(in.code)
	}
	return nil
}

// inputs reads files one after the other. Only one goroutine at a time may use it.
type inputs struct {
	names []string // not opened yet
	open  func(name string) (io.ReadCloser, error)
	fail  func(name string, err error)
	code  int // of the last failure
	now   io.ReadCloser
	name  string // of now
}

func (in *inputs) Read(b []byte) (int, error) {
	for {
		if in.now == nil {
			if len(in.names) == 0 {
				return 0, io.EOF
			}
			in.name, in.names = in.names[0], in.names[1:]
			var err error
			if in.now, err = in.open(in.name); err != nil {
				in.now = nil
				in.fail(in.name, err)
			}
			continue
		}
		n, err := in.now.Read(b)
		if err != nil {
			in.now.Close()
			in.now = nil
			if err != io.EOF {
				in.fail(in.name, readFailure(err))
			}
		}
		if n > 0 {
			return n, nil
		}
	}
}
