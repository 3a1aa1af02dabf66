package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// configFlags are the flags of the commands that need a whole configuration.
type configFlags struct{ config, stateDir, policy, keyFile, listen string }

func (f *configFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.config, "config", "", "configuration file (needed)")
	cmd.Flags().StringVar(&f.stateDir, "state-dir", "", "folder for positions, instead of state_dir")
	cmd.Flags().StringVar(&f.policy, "policy", "", "minimal, limited, standard or strict, instead of redact.policy")
	cmd.Flags().StringVar(&f.keyFile, "key-file", "", "token key file, instead of redact.key_file")
	cmd.Flags().StringVar(&f.listen, "admin-listen", "", "address of the agent's own server, instead of admin.listen")
	completes(cmd, "policy", policyWords()...)
}

// load reads the configuration, and words what is wrong with it.
func (f *configFlags) load(what string) (*config.Config, error) {
	c, err := f.read()
	var worded *failure
	if err != nil && !errors.As(err, &worded) {
		err = configFailure(what, err)
	}
	return c, err
}

// read reads the configuration. What is wrong with it is returned as config.Load does.
func (f *configFlags) read() (*config.Config, error) {
	if f.config == "" {
		return nil, &failure{"wrong usage", errors.New("--config is missing"), "name a configuration file; see configs/ for examples", exitUsage}
	}
	flags := config.Flags{}
	for key, value := range map[string]string{"redact.policy": f.policy, "admin.listen": f.listen} {
		if value != "" {
			flags[key] = value
		}
	}
	for key, file := range map[string]string{"state_dir": f.stateDir, "redact.key_file": f.keyFile} {
		if file == "" {
			continue
		}
		if err := setFile(flags, key, file); err != nil {
			return nil, err
		}
	}
	c, err := config.Load(f.config, flags)
	if err != nil {
		return nil, err
	}
	if ps := echoes(c); len(ps) > 0 {
		c.Redact.Keys().Wipe()
		return nil, ps
	}
	return c, nil
}

// echoes finds the sinks that write where a source reads: every line would come again for ever.
func echoes(c *config.Config) (ps config.Problems) {
	for i, k := range c.Sinks {
		to, ok := k.Options.(*sinks.FileOptions)
		if !ok {
			continue
		}
		for j, s := range c.Sources {
			if from := (&source.FileOptions{Include: s.Include, Exclude: s.Exclude}); from.Selects(to.Path) {
				ps = append(ps, config.Problem{Path: fmt.Sprintf("sinks[%d].path", i), Wrong: fmt.Sprintf("sources[%d] reads what is written there, without an end", j),
					Right: "write it elsewhere, or name it under exclude"})
			}
		}
	}
	return ps
}

// configFailure words what Load returned.
func configFailure(what string, err error) error {
	var ps config.Problems
	if !errors.As(err, &ps) {
		return &failure{what: what, err: fsx.Cause(err), hint: "name a configuration file that exists and that you may read"}
	}
	list := fmt.Sprintf("%d problem(s)\n  %s", len(ps), strings.ReplaceAll(ps.Error(), "\n", "\n  "))
	return &failure{what: what, err: errors.New(list), hint: "each line names the key, what is wrong, and what would be right"}
}

func checkCommand() *cobra.Command {
	var flags configFlags
	cmd := &cobra.Command{
		Use:   "check --config FILE",
		Short: "Validate a configuration without starting anything",
		Long: `Validate a configuration: every problem at once, the site's own rules held to their hits and misses, and what the output
may be called at best. Exit code 1 if it is bad.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := flags.load("check configuration")
			if err != nil {
				return err
			}
			if err := checkVault(cmd.Context(), c.Redact); err != nil {
				return err
			}
			claim := config.ClaimOf(c)
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "configuration is good: %d source(s), %d sink(s), policy %s\n%s%s%s%s",
				len(c.Sources), len(c.Sinks), c.Redact.Policy, claimLines(claim), policyLines(c), rulesLine(c.Redact.Site()), directoryLine(c.Redact))
			return err
		},
	}
	flags.add(cmd)
	return cmd
}

// claimLines say what the output may be called, and why no more.
func claimLines(claim config.Claim) string {
	lines := "claim: " + claim.Level + ": " + claim.Text + "\n"
	for _, why := range claim.Reasons {
		lines += "  because " + why + "\n"
	}
	return lines
}

// policyLines say by which policy each source goes to each sink, where there is more than one.
func policyLines(c *config.Config) (lines string) {
	if len(c.Treatments()) == 1 {
		return ""
	}
	for i := range c.Sources {
		for j := range c.Sinks {
			lines += fmt.Sprintf("sources[%d] to %s: policy %s\n", i, c.Sinks[j].Name, c.Treatment(&c.Sources[i], &c.Sinks[j]).Name)
		}
	}
	return lines
}

// rulesLine says which rules are in force.
func rulesLine(site *redact.Rules) string {
	line := "rules: " + redact.RuleSetHash(site)
	if site != nil {
		n := site.Counts()
		line += fmt.Sprintf(": the built-in ones, %d rule(s) and %d key name(s) of the site, %d allowed; %d hit(s) and %d miss(es) hold",
			n.Rules, n.Keys, n.Allowed, n.Hits, n.Misses)
	}
	return line + "\n"
}
