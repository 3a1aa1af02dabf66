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
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

func main() {
	noCore()
	// A write to a closed pipe then fails with EPIPE, which run takes for a quiet end. Ignored, it would be so in a key_command too.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, cancel := context.WithCancel(context.Background())
	go heed(ends(), cancel, os.Exit)
	shed() // what setting up the packages has touched
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	os.Exit(code)
}

// ends returns the signals that end a program. Of their own SIGQUIT and SIGABRT would have every goroutine printed, and registers, which may
// hold input; whoever sets GOTRACEBACK wants that.
func ends() <-chan os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if os.Getenv("GOTRACEBACK") == "" {
		all = append(all, syscall.SIGQUIT, syscall.SIGABRT)
	}
	c := make(chan os.Signal, len(all))
	signal.Notify(c, all...)
	return c
}

// together is how close to each other signals come that were meant as one: timeout(1) signals what it runs, and then its whole group.
const together = 500 * time.Millisecond

// heed cancels at the first signal. A second one ends the program at once, as SIGQUIT and SIGABRT always do.
func heed(signals <-chan os.Signal, cancel func(), exit func(code int)) {
	var first time.Time
	for s := range signals {
		switch now := time.Now(); {
		case s == syscall.SIGQUIT || s == syscall.SIGABRT || !first.IsZero() && now.Sub(first) > together:
			exit(128 + int(s.(syscall.Signal)))
			return
		case first.IsZero():
			first = now
			cancel()
		}
	}
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

// overdue is how long a command that was interrupted may take to end, longer than giveUp. What waits for input does not end by itself.
const overdue = 2 * time.Second

// patience is in the context of a command: set by one that ends in time of its own, having something to bring to its end.
type patience struct{}

// endsItself says that from now on a command is not left behind when it is interrupted.
func endsItself(ctx context.Context) {
	if p, ok := ctx.Value(patience{}).(*atomic.Bool); ok {
		p.Store(true)
	}
}

// run executes one command line and returns the exit code. It returns soon after the end of ctx, unless the command ends itself; what it is
// waiting for is left behind.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root, begun := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	done, patient := make(chan int, 1), new(atomic.Bool)
	go func() { done <- execute(context.WithValue(ctx, patience{}, patient), root, begun, stderr) }()
	select {
	case code := <-done:
		return code
	case <-ctx.Done():
	}
	late := time.NewTimer(overdue)
	defer late.Stop()
	select {
	case code := <-done:
		return code
	case <-late.C:
	}
	if patient.Load() {
		return <-done
	}
	return exitInterrupted
}

func execute(ctx context.Context, root *cobra.Command, begun *atomic.Pointer[cobra.Command], stderr io.Writer) int {
	cmd, err := root.ExecuteContextC(ctx)
	var code exitCode
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case begun.Load() == nil:
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

// verdict is how a command ends whose exit code is an answer, once that is known: also where nobody reads what it prints.
func verdict(code exitCode, written error) error {
	if written != nil && !errors.Is(written, syscall.EPIPE) {
		return writeFailure(written)
	}
	if code == exitOK {
		return nil
	}
	return code
}

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
