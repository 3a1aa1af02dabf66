package main

import (
	"crypto/fips140"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/redact"
)

func versionCommand() *cobra.Command {
	var flags siteFlags
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print version, commit, Go version, FIPS state and rule-set hash",
		Long: `Print version, commit, Go version, FIPS state and a hash over all rules: the built-in ones and, with --config, the site's
own. It changes with any of them.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			site, err := flags.site()
			if err != nil {
				return err
			}
			version, commit := build()
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "harpo %s\ncommit %s\ngo %s\nfips140 %s\nrules %s\n", version, commit, runtime.Version(), fips(),
				redact.RuleSetHash(site))
			return err
		},
	}
	flags.add(cmd)
	return cmd
}

// fips says whether the FIPS 140-3 module of the standard library is in force, and which one.
func fips() string {
	if !fips140.Enabled() {
		return "off"
	}
	return "on, module " + fips140.Version()
}

// siteFlags are the flags of the commands that need only the site's rules of a configuration.
type siteFlags struct{ config string }

func (f *siteFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.config, "config", "", "configuration file whose site rules count too")
}

func (f *siteFlags) site() (*redact.Rules, error) {
	if f.config == "" {
		return nil, nil
	}
	site, err := config.LoadSite(f.config)
	if err != nil {
		return nil, configFailure("read configuration", err)
	}
	return site, nil
}

// build returns the version and commit that the Go tool noted.
func build() (version, commit string) {
	version, commit = "unknown", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			commit = s.Value
		}
	}
	return
}
