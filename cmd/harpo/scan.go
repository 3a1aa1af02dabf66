package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

func scanCommand() *cobra.Command {
	var flags redactFlags
	var s scanner
	var format string
	cmd := &cobra.Command{
		Use:   "scan PATH...",
		Short: "Find health information in files and folders, changing nothing",
		Long: `Find health information in files and folders, changing nothing. Files compressed with gzip or zstd are read through,
whatever their name. Folders are searched to the bottom, in order of name; links in them are not followed, and files in
them whose first block holds a NUL byte are taken for binary and skipped. "-" is standard input.

A line is a record and ends at LF. What is found is shown by place and type; the text itself only with --reveal.

Exit code: 0 nothing found, 3 something found, 1 error.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if s.form, err = scanForms(format); err != nil {
				return err
			}
			if err := checkJobs(s.jobs); err != nil {
				return err
			}
			if s.r, err = flags.open(nil); err != nil {
				return err
			}
			return s.scan(cmd, args)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&format, "format", "table", "form of the report: table, jsonl, html or sarif")
	completes(cmd, "format", "table", "jsonl", "html", "sarif")
	cmd.Flags().BoolVar(&s.reveal, "reveal", false, "show the matched text and file names as they are: the report then holds health information")
	cmd.Flags().IntVar(&s.jobs, "jobs", defaultJobs(), "blocks scanned at the same time")
	cmd.Flags().BoolVar(&s.stats, "stats", false, "print a table of what was found on standard error at the end")
	return cmd
}

// scanner looks through files one after the other.
type scanner struct {
	r      *redact.Redactor
	form   scanForm
	jobs   int
	reveal bool
	stats  bool
	found  tally
}

func (s *scanner) scan(cmd *cobra.Command, args []string) error {
	stderr := cmd.ErrOrStderr()
	failed := false
	fail := func(err error) { failed = true; report(stderr, err) }
	files := s.collect(args, fail)
	bar := newProgress(stderr, files)
	out := cmd.OutOrStdout()
	if s.form.head != nil {
		if err := s.form.head(out); err != nil {
			return verdict(exitFailed, err) // nothing was looked at
		}
		out = &firstComma{w: out, past: !s.form.commas}
	}
	for _, f := range files {
		err := s.file(cmd, f, bar, out)
		bar.clear()
		if errors.Is(err, errInput) {
			fail(err)
		} else if errors.Is(err, syscall.EPIPE) && s.found.spans() > 0 { // what was found was not for nothing
			return verdict(s.code(failed), err)
		} else if err != nil {
			return err
		}
	}
	if s.form.tail != nil {
		if err := s.form.tail(cmd.OutOrStdout(), &s.found); err != nil {
			return verdict(s.code(failed), err)
		}
	}
	if s.stats {
		s.found.write(stderr)
	}
	return verdict(s.code(failed), nil)
}

// code is what scan has to say.
func (s *scanner) code(failed bool) exitCode {
	switch {
	case failed:
		return exitFailed
	case s.found.spans() > 0:
		return exitFound
	}
	return exitOK
}

// file scans one file through the pump.
func (s *scanner) file(cmd *cobra.Command, f scanFile, bar *progress, out io.Writer) error {
	raw, err := openInput(s.r, f.path, cmd.InOrStdin())
	if err != nil {
		return err
	}
	defer raw.Close()
	in, binary, err := inflated(bar.count(raw))
	if err != nil {
		return ofFile(s.r, f.path, readFailure(err))
	}
	defer in.Close()
	if binary && !f.named {
		s.found.skip()
		return nil
	}
	name := f.path
	if !s.reveal {
		name = redacted(s.r, name)
	}
	text := bufio.NewReaderSize(in, redact.HeadSize)
	head, _ := text.Peek(redact.HeadSize) // an error comes again when it is read
	rows := s.r.Columns(head)
	p := pump{jobs: s.jobs, max: s.r.MaxLine(), work: func(dst, block []byte, line int) []byte {
		return s.lines(dst, block, rows, name, line)
	}}
	return ofFile(s.r, f.path, p.run(cmd.Context(), bar.around(out), text))
}

// lines appends the report on a block of whole lines.
func (s *scanner) lines(dst, block []byte, rows *redact.Columns, name string, line int) []byte {
	found := s.r.FindRows(nil, block, rows)
	s.found.add(countLines(block), found)
	start := 0 // of the line
	for len(found) > 0 {
		end := lineEnd(block, start)
		n := sort.Search(len(found), func(i int) bool { return found[i].Start >= end })
		if n > 0 {
			dst = s.form.line(dst, place{name, line, start, s.reveal}, block, found[:n])
			found = found[n:]
		}
		start = end
		line++
	}
	return dst
}

// scanFile is one file to look through.
type scanFile struct {
	path  string
	size  int64
	named bool // on the command line, not met in a folder
}

// collect lists the files under the arguments, those of a folder in order of name.
func (s *scanner) collect(args []string, fail func(error)) []scanFile {
	var files []scanFile
	for _, arg := range args {
		if arg == "-" {
			files = append(files, scanFile{path: arg, named: true})
			continue
		}
		info, err := os.Stat(arg)
		switch {
		case err != nil:
			fail(&failure{what: "open " + shown(s.r, arg), err: fsx.Cause(err), hint: "name files or folders that exist and that you may read"})
		case info.IsDir():
			files = s.walk(files, arg, fail)
		default:
			files = append(files, scanFile{arg, info.Size(), true})
		}
	}
	return files
}

// tallyLine prints one line of the summary.
func tallyLine(w io.Writer, word string, n int64) error {
	_, err := fmt.Fprintf(w, "%-14s %d\n", word, n)
	return err
}
