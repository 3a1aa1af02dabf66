package main

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"unicode"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

// errInput is in the chain of every error that concerns one input only: the others can go on.
var errInput = errors.New("input")

// inputError adds errInput to the cause of a failure without changing its text.
type inputError struct{ error }

func (e inputError) Is(target error) bool { return target == errInput }

func (e inputError) Unwrap() error { return e.error }

const readInput = "read input"

func readFailure(err error) error {
	hint := "name files that are whole and that you may read"
	if errors.Is(err, syscall.EISDIR) {
		hint = "name files; harpo scan takes folders too"
	}
	return &failure{what: readInput, err: inputError{fsx.Cause(err)}, hint: hint}
}

// ofFile says of which file an error of readFailure is. Other errors, and those of standard input, stay as they are.
func ofFile(r *redact.Redactor, name string, err error) error {
	var f *failure
	if name != "-" && errors.As(err, &f) && f.what == readInput {
		f.what = "read " + shown(r, name)
	}
	return err
}

// writeFailure keeps a closed pipe recognisable.
func writeFailure(err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return syscall.EPIPE
	}
	return &failure{what: "write output", err: fsx.Cause(err), hint: "see whether the disk is full"}
}

// shown returns a file name as it may be printed to people: redacted like everything else, on one line, and with nothing in it that a
// terminal would obey.
func shown(r *redact.Redactor, name string) string { return printable(redacted(r, name)) }

// redacted returns a file name as a format that quotes what it holds may have it.
func redacted(r *redact.Redactor, name string) string {
	return string(r.AppendRecord(nil, []byte(name)))
}

// printable puts a question mark in the place of what is not to be seen, as ls does.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, name)
}

// openInput opens a file argument; "-" is standard input. The error says which file, redacted.
func openInput(r *redact.Redactor, name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, &failure{what: "open " + shown(r, name), err: inputError{fsx.Cause(err)}, hint: "name files that exist and that you may read"}
	}
	return f, nil
}
