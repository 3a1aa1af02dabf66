package main

import (
	"crypto/fips140"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/detectors"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print version, commit, Go version, FIPS state and rule-set hash",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			version, commit := build()
			fips := "off"
			if fips140.Enabled() {
				fips = "on"
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "harpo %s\ncommit %s\ngo %s\nfips140 %s\nrules %s\n", version, commit, runtime.Version(), fips, rules())
			return err
		},
	}
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

// rules returns a short hash over all that detectors say of themselves: it changes with the rule set.
func rules() string {
	h := sha256.New()
	for _, d := range detectors.All() {
		b, err := json.Marshal([]any{d.Name, d.Type.String(), d.Doc, d.Source, d.Anchors, d.Doubt, d.Cues, d.Hints, d.Keys, d.Hits, d.Misses})
		if err != nil {
			panic("BUG: marshal detector: " + err.Error())
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
