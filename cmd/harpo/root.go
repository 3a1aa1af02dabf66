package main

import (
	"errors"
	"sync/atomic"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newRoot returns the command tree, and the command that has begun: an error before there is one is wrong usage.
func newRoot() (*cobra.Command, *atomic.Pointer[cobra.Command]) {
	begun := new(atomic.Pointer[cobra.Command])
	root := &cobra.Command{
		Use:               "harpo",
		Short:             "Take health information out of logs",
		Long:              "Harpo takes health information (PHI) out of log lines and puts tokens in its place.",
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { begun.Store(cmd); return noEmptyFlag(cmd) },
		DisableAutoGenTag: true,
		Args:              cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return &failure{"wrong usage", errors.New("no command given"), "run harpo --help", exitUsage}
		},
	}
	root.AddCommand(filterCommand(), agentCommand(), checkCommand(), scanCommand(), auditCommand(), explainCommand(), evalCommand(),
		detectorsCommand(), keyCommand(), deadLetterCommand(), probeCommand(), directoryCommand(), tokenCommand(), ledgerCommand(), versionCommand())
	root.SetHelpCommand(helpCommand())
	root.InitDefaultCompletionCmd()
	if c, _, err := root.Find([]string{"completion"}); err == nil {
		c.RunE = func(*cobra.Command, []string) error {
			return &failure{"wrong usage", errors.New("no shell given"), "run harpo completion bash, fish, powershell or zsh", exitUsage}
		}
	}
	return root, begun
}

// noEmptyFlag refuses a flag that is given without a value: --policy "$POLICY", where that is not set, would have the default policy in
// force, and --config "$CONFIG" none of the site's rules.
func noEmptyFlag(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && f.Value.String() == "" {
			err = &failure{"wrong usage", errors.New("--" + f.Name + " is empty"), "give it a value, or leave it out", exitUsage}
		}
	})
	return err
}

// helpCommand is cobra's, but for a command that does not exist: that is wrong usage, and its name is not repeated.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show what a command does",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
			if of, _, err := cmd.Root().Find(args); err == nil {
				for _, c := range of.Commands() {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			of, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return &failure{"wrong usage", errors.New("no such command"), "run harpo --help", exitUsage}
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		},
	}
}
