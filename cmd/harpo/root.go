package main

import (
	"errors"

	"github.com/spf13/cobra"
)

// newRoot returns the command tree, and a flag that tells whether a command has begun: an error before that is wrong
// usage.
func newRoot() (*cobra.Command, *bool) {
	started := new(bool)
	root := &cobra.Command{
		Use:               "harpo",
		Short:             "Take health information out of logs",
		Long:              "Harpo takes health information (PHI) out of log lines and puts tokens in its place.",
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRun:  func(*cobra.Command, []string) { *started = true },
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
	return root, started
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
