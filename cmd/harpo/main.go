// Command harpo takes health information out of logs: as a filter, as a shipping agent, and as a scanner of what is
// already there.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
)

func main() {
	noCore()
	signal.Ignore(syscall.SIGPIPE) // a write to a closed pipe then fails with EPIPE, which run takes for a quiet end
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	shed()                       // what setting up the packages has touched
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	os.Exit(code)
}

// Exit codes of the command-line contract.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitFound       = 3   // scan: something was found
	exitNoMatch     = 4   // token match: no token stands for the value
	exitInterrupted = 130 // a signal ended a command that had input left: 128 + SIGINT, as shells have it
)

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root, started := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	var code exitCode
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case !*started:
		err = &failure{"wrong usage", errors.New(withoutArguments(err.Error())), "run " + cmd.CommandPath() + " --help", exitUsage}
		if f := (*failure)(nil); !cmd.HasSubCommands() && errors.As(err, &f) && strings.HasPrefix(f.err.Error(), "unknown command") {
			f.err = errors.New("this command takes no arguments")
		}
	case onStdout(err):
		err = writeFailure(err)
	}
	return report(stderr, err)
}

// argument is where cobra and pflag quote what was typed: a file name in it may hold PHI.
var argument = regexp.MustCompile(`(?s)^(invalid argument|unknown command) ".*" for ("[^"]*")(?: flag: .*)?$`)

// flagWord is where pflag quotes a flag that is not known. One that could be the name of a flag is shown.
var flagWord = regexp.MustCompile(`(?s)^(?:(unknown flag: --[a-z][a-z-]{0,31})|(unknown flag|bad flag syntax|unknown shorthand flag): .*)$`)

// withoutArguments returns the text of a usage error without the argument that it quotes.
func withoutArguments(text string) string {
	return flagWord.ReplaceAllString(argument.ReplaceAllString(text, "$1 for $2"), "$1$2")
}

// onStdout tells whether a command could not write what it prints.
func onStdout(err error) bool {
	var p *os.PathError
	return errors.As(err, &p) && p.Op == "write" && p.Path == os.Stdout.Name()
}

// exitCode ends a command that has said all it has to say.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit %d", int(c)) }

// failure is an error for people: what failed, why, and what to do about it. None of its parts holds input.
type failure struct {
	what string
	err  error
	hint string // may be empty
	code int    // 0 is exitFailed
}

func (f *failure) Error() string { return f.what + ": " + f.err.Error() }

func (f *failure) Unwrap() error { return f.err }

// report prints an error as "harpo: what failed: why" and its hint, and returns the exit code.
func report(w io.Writer, err error) int {
	fmt.Fprintf(w, "harpo: %s\n", err)
	var f *failure
	if !errors.As(err, &f) {
		return exitFailed
	}
	if f.hint != "" {
		fmt.Fprintf(w, "hint: %s\n", f.hint)
	}
	return max(f.code, exitFailed)
}
