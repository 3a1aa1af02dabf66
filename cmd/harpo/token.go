package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
)

const tokenLong = `The value is read from standard input, never from an argument, which other processes could see; it is not kept. Only users whom access.tokens names may
ask: by the name they logged in with, if the system keeps that, else by that of the user the command runs as. Every question is in
the ledger before it is answered, also one that is denied: who asked what, and which tokens matched.

While the agent runs, it answers itself; the command must run as the agent's user or as root, such as by sudo -u harpo.`

func tokenCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Tell whether a value has a token",
		Long:  "Tell whether a value has a token, or which ones it has. " + tokenLong,
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &failure{"wrong usage", errors.New("no token command given"), "run harpo token match --config FILE TOKEN... < VALUE", exitUsage}
		},
	}
	cmd.AddCommand(tokenMatchCommand(), tokenOfCommand())
	return cmd
}

func tokenMatchCommand() *cobra.Command {
	var flags tokenFlags
	cmd := &cobra.Command{
		Use:   "match --config FILE TOKEN...",
		Short: "Tell whether tokens stand for a value",
		Long: `Tell whether tokens stand for a value: of any key epoch in the key file, of the vault, or account ids.

` + tokenLong + `

Exit code: 0 at least one stands for it, 4 none does, 1 error.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := flags.ask(cmd, question{Asked: askedMatch, Tokens: args})
			if err != nil {
				return err
			}
			for _, token := range args {
				if err == nil {
					err = printMatch(cmd.OutOrStdout(), token, r)
				}
			}
			if len(r.Yes) == 0 {
				return verdict(exitNoMatch, err)
			}
			return verdict(exitOK, err)
		},
	}
	flags.add(cmd)
	return cmd
}

func printMatch(w io.Writer, token string, r *reply) error {
	i := slices.IndexFunc(r.Yes, func(h hit) bool { return h.Token == token })
	switch {
	case i < 0:
		_, err := fmt.Fprintf(w, "no   %s\n", token)
		return err
	case r.Yes[i].Epoch > 0:
		_, err := fmt.Fprintf(w, "yes  %s  %s of epoch %d\n", token, r.Yes[i].From, r.Yes[i].Epoch)
		return err
	}
	_, err := fmt.Fprintf(w, "yes  %s  %s\n", token, r.Yes[i].From)
	return err
}

func tokenOfCommand() *cobra.Command {
	var flags tokenFlags
	var typ string
	cmd := &cobra.Command{
		Use:   "of --config FILE --type TYPE",
		Short: "Print the tokens that a value has, to search for",
		Long: `Print the tokens that a value may stand under in what was stored, to search for: one a key epoch, that of the vault if it was
given one, and the account id.

` + tokenLong,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if detectors.TypeOf(typ) == detectors.None {
				return &failure{"wrong usage", errors.New("--type is missing or unknown"), "harpo detectors lists the types, such as SSN", exitUsage}
			}
			r, err := flags.ask(cmd, question{Asked: askedTokens, Type: typ})
			if err != nil {
				return err
			}
			for _, token := range r.Tokens {
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), token); err != nil {
					return writeFailure(err)
				}
			}
			return nil
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&typ, "type", "", "entity type of the value, such as SSN")
	return cmd
}

// tokenFlags are the flags of questions about tokens.
type tokenFlags struct {
	configFlags
	ref string
}

func (f *tokenFlags) add(cmd *cobra.Command) {
	f.configFlags.add(cmd)
	cmd.Flags().StringVar(&f.ref, "ref", "", "a reference of yours for the ledger, such as the number of a ticket: no health information")
}

// ask reads the value and asks the agent, or, if none runs, answers in its place.
func (f *tokenFlags) ask(cmd *cobra.Command, q question) (*reply, error) {
	c, err := f.load("read configuration")
	if err != nil {
		return nil, err
	}
	defer c.Redact.Keys().Wipe()
	q.Ref = f.ref
	if q.Value, err = readValue(cmd.InOrStdin(), cmd.ErrOrStderr()); err != nil {
		return nil, err
	}
	defer clear(q.Value)
	r, err := askAgent(cmd.Context(), socketOf(c), &q)
	if errors.Is(err, errNoAgent) {
		r, err = askAlone(cmd.Context(), c, &q)
	}
	if err != nil {
		return nil, err
	}
	if r.Failed != "" {
		return nil, &failure{what: "ask about tokens", err: errors.New(r.Failed), hint: r.Hint}
	}
	return r, nil
}

// maxValue bounds a value, in bytes.
const maxValue = 4 << 10

// readValue reads the first line of standard input.
func readValue(in io.Reader, prompt io.Writer) ([]byte, error) {
	if f, ok := in.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			fmt.Fprint(prompt, "value: ")
		}
	}
	line, err := bufio.NewReaderSize(io.LimitReader(in, maxValue+2), maxValue+2).ReadBytes('\n')
	if err != nil && err != io.EOF {
		return nil, &failure{what: "read value", err: fsx.Cause(err)}
	}
	value := bytes.TrimSpace(line)
	if len(value) == 0 || len(value) > maxValue {
		return nil, &failure{"wrong usage", errors.New("no value on standard input, or too long a one"), "run printf %s VALUE | harpo token ..., without the value in your shell's history", exitUsage}
	}
	return value, nil
}

// askAlone answers without an agent. It opens what the agent would have open, and so keeps one from starting for a moment.
func askAlone(ctx context.Context, c *config.Config, q *question) (*reply, error) {
	if err := sameOwner(c.StateDir); err != nil {
		return nil, err
	}
	b, err := openBook(c.Ledger, quietLog, func() {})
	if err != nil {
		return nil, err
	}
	defer b.close()
	m, err := newMatcher(ctx, c)
	if err != nil {
		return nil, err
	}
	if m.Vault != nil {
		defer m.Vault.Close()
	}
	d := &desk{book: b}
	d.use(m, c.Access)
	return d.answer(ctx, ourselves(), q), nil
}
