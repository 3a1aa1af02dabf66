package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/identity"
	"github.com/harpolog/harpo/redact"
)

// redactFlags are the flags of every command that redacts without shipping.
type redactFlags struct{ policy, keyFile, config string }

func (f *redactFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.policy, "policy", "", "what is redacted: minimal, limited, standard, strict (default standard), or a policy of the configuration")
	cmd.Flags().StringVar(&f.keyFile, "key-file", "", "file with the token keys, made by harpo key new")
	cmd.Flags().StringVar(&f.config, "config", "", "configuration file whose redact section is used; flags go first")
	completes(cmd, "policy", policyWords()...)
}

// policyWords are the built-in policies.
func policyWords() []string { return []string{"minimal", "limited", "standard", "strict"} }

// completes has the shell offer the words that a flag takes.
func completes(cmd *cobra.Command, flag string, words ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic("BUG: " + err.Error())
	}
}

// settings returns the redact section that flags, environment and file make up.
func (f *redactFlags) settings() (config.Redact, error) {
	flags := config.Flags{}
	if f.policy != "" {
		if _, err := redact.ParsePolicy(f.policy); err != nil && f.config == "" {
			return config.Redact{}, &failure{"wrong usage", errors.New("--policy: unknown word"), "use minimal, limited, standard or strict", exitUsage}
		}
		flags["redact.policy"] = f.policy
	}
	if f.keyFile != "" {
		if err := setFile(flags, "redact.key_file", f.keyFile); err != nil {
			return config.Redact{}, err
		}
	}
	r, err := config.LoadRedact(f.config, flags)
	var ps config.Problems
	if errors.As(err, &ps) && len(ps) == 1 && ps[0].Path == "redact.key_file" && f.keyFile != "" {
		return r, &failure{what: "read key file", err: errors.New(ps[0].Wrong), hint: ps[0].Right}
	}
	if err != nil {
		return r, configFailure("read configuration", err)
	}
	return r, nil
}

// keyFlags are the flags of the commands that need the agent's token keys and nothing else of a configuration.
type keyFlags struct{ keyFile, config string }

func (f *keyFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.keyFile, "key-file", "", "file with the token keys that the agent has")
	cmd.Flags().StringVar(&f.config, "config", "", "the agent's configuration, which says where its token keys come from; --key-file goes first")
}

// derive returns a key for a purpose, derived from the token keys, which are wiped.
func (f *keyFlags) derive(purpose string) ([]byte, error) {
	r, err := (&redactFlags{keyFile: f.keyFile, config: f.config}).settings()
	if err != nil {
		return nil, err
	}
	keys := r.Keys()
	defer keys.Wipe()
	if keys.Epochs() == 0 {
		return nil, &failure{"wrong usage", errors.New("no token keys"), "give --key-file FILE, or --config FILE of the agent", exitUsage}
	}
	secret, err := keys.Derive(purpose)
	if err != nil {
		return nil, &failure{what: "derive key", err: err}
	}
	return secret, nil
}

// setFile sets a file name given as a flag: it is relative to the working folder, not to the configuration.
func setFile(flags config.Flags, key, file string) error {
	abs, err := filepath.Abs(file)
	if err != nil {
		return &failure{what: "find the working folder", err: err}
	}
	flags[key] = abs
	return nil
}

// open returns the redactor. Where tokens make sense only together with their key, it says that there is none.
func (f *redactFlags) open(say io.Writer) (*redact.Redactor, error) {
	r, err := f.settings()
	if err != nil {
		return nil, err
	}
	switch {
	case say == nil:
	case r.Vault != (config.Vault{}):
		fmt.Fprintln(say, "harpo: redact.vault is the agent's alone: labels stand here in place of its tokens")
	case r.Keys().Epochs() == 0:
		fmt.Fprintln(say, "harpo: no key file: tokens are made with a key for this run and will differ next time (--key-file FILE keeps them)")
	}
	return newRedactor(r)
}

// newRedactor returns a redactor of the section.
func newRedactor(r config.Redact) (*redact.Redactor, error) {
	d, err := openPeople(r)
	if err != nil {
		return nil, err
	}
	var v redact.Vault
	if r.Vault != (config.Vault{}) {
		v = noVault{}
	}
	return newRedactorOf(r, r.Default(), d, v), nil
}

// newRedactorOf returns a redactor of the section with another policy than the section's. A nil directory and a nil vault
// stand for none.
func newRedactorOf(r config.Redact, t redact.Treatment, d *identity.Directory, v redact.Vault) *redact.Redactor {
	opts := []redact.Option{redact.WithTreatment(t), redact.WithMaxLine(int(r.MaxLine)), redact.WithRules(r.Site()),
		redact.WithCarryOver(int(r.CarryOver)), redact.WithKeys(r.Keys())}
	if d != nil {
		opts = append(opts, redact.WithDirectory(d))
	}
	if v != nil {
		opts = append(opts, redact.WithVault(v))
	}
	return redact.New(opts...)
}

func loadKeys(file string) (redact.Keys, error) {
	keys, err := config.LoadKeys(file)
	switch {
	case err == nil:
		return keys, nil
	case errors.Is(err, fs.ErrNotExist):
		return keys, &failure{what: "read key file", err: err, hint: "make one with harpo key new FILE"}
	case errors.Is(err, fsx.ErrOpenToOthers):
		return keys, &failure{what: "read key file", err: err, hint: "run chmod 600 on it; if others have read it, run harpo key rotate FILE"}
	case errors.Is(err, fs.ErrPermission):
		return keys, &failure{what: "read key file", err: err, hint: "run it as a user that may read the file and its folders"}
	}
	return keys, &failure{what: "read key file", err: err, hint: "name a key file made with harpo key new FILE"}
}
