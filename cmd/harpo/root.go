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
		detectorsCommand(), keyCommand(), deadLetterCommand(), probeCommand(), directoryCommand(), ledgerCommand(), versionCommand())
	return root, started
}
