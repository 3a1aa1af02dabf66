//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/internal/identity"
	"github.com/harpolog/harpo/redact"
)

// textWay is what is done to a text: it is redacted and, with a guard, looked at a second time.
type textWay struct {
	name    string
	options []redact.Option
	guard   *guard.Guard
	vault   bool // a new one for each run
}

// TestTextCosts measures what directory, vault, a policy and the second look add to a line where nothing else is done: the text is redacted
// in blocks and looked at, by processor time, in turns; of each the least of some rounds. HARPO_COSTS_TEXT names a log; the other variables
// are those of TestCosts.
func TestTextCosts(t *testing.T) {
	log := os.Getenv("HARPO_COSTS_TEXT")
	if log == "" {
		t.Skip("HARPO_COSTS_TEXT names no log to measure with")
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	all := textWays(t)
	only, list, rounds := os.Getenv("HARPO_COSTS_ONLY"), os.Getenv("HARPO_COSTS_LIST") != "", 7
	if only != "" {
		rounds = 1
	}
	least := make([]time.Duration, len(all))
	for round := range rounds {
		for i := range all {
			if list && round == 0 {
				fmt.Println("cost:", all[i].name)
			}
			if list || only != "" && only != all[i].name {
				continue
			}
			if took := all[i].run(t, text); round == 0 || took < least[i] {
				least[i] = took
			}
		}
	}
	if list || only != "" {
		return
	}
	per := func(d time.Duration) float64 {
		return float64(d.Nanoseconds()) / float64(bytes.Count(text, []byte("\n")))
	}
	for i, w := range all {
		fmt.Printf("%-44s %7.0f ns a line %+7.0f %7.2f\n", w.name, per(least[i]), per(least[i]-least[0]), float64(least[i])/float64(least[0]))
	}
}

// costsDirectory opens the account directory that the environment names, and its keys.
func costsDirectory(t *testing.T) (*identity.Directory, redact.Keys) {
	t.Helper()
	keys, err := config.LoadKeys(os.Getenv("HARPO_COSTS_KEYS"))
	if err != nil {
		t.Fatal(err)
	}
	secret, err := keys.Derive(directoryKey)
	if err != nil {
		t.Fatal(err)
	}
	d, err := identity.Open(os.Getenv("HARPO_COSTS_DIRECTORY"), secret)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, keys
}

func textWays(t *testing.T) []textWay {
	d, keys := costsDirectory(t)
	site := redact.Standard.Treatment()
	for typ, action := range map[detectors.Type]redact.Action{detectors.DOB: redact.Generalize, detectors.ZIP: redact.Generalize, detectors.Date: redact.Generalize, detectors.SSN: redact.Label} {
		site.Actions[typ] = action
	}
	var canaries []string
	for i := range 20 {
		canaries = append(canaries, fmt.Sprintf("canary-%d-%d@example.org", i, i*i))
	}
	look := func(canaries []string, d *identity.Directory) *guard.Guard {
		g, err := newGuard(canaries, d, nil, redact.Standard.Treatment())
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	plain, people := redact.WithKeys(keys), redact.WithDirectory(d)
	return []textWay{{name: "tokens by HMAC alone", options: []redact.Option{plain}},
		{name: "second look", options: []redact.Option{plain}, guard: look(nil, nil)},
		{name: "second look, 20 canaries", options: []redact.Option{plain}, guard: look(canaries, nil)},
		{name: "policy of the site", options: []redact.Option{plain, redact.WithTreatment(site)}},
		{name: "vault in a file, every value new", options: []redact.Option{plain}, vault: true},
		{name: "directory", options: []redact.Option{plain, people}},
		{name: "directory and second look", options: []redact.Option{plain, people}, guard: look(nil, d)},
		{name: "all of these", options: []redact.Option{plain, people, redact.WithTreatment(site)}, guard: look(canaries, d), vault: true}}
}

// run does it once and returns the processor time.
func (w *textWay) run(t *testing.T, text []byte) time.Duration {
	t.Helper()
	options := w.options
	var v *identity.Vault
	if w.vault {
		secret := bytes.Repeat([]byte{7}, 32)
		store, err := identity.OpenVaultFile(filepath.Join(t.TempDir(), "vault"), secret)
		if err != nil {
			t.Fatal(err)
		}
		if v, err = identity.NewVault(store, secret); err != nil {
			t.Fatal(err)
		}
		defer v.Close()
		options = append(options[:len(options):len(options)], redact.WithVault(v))
	}
	r := redact.New(options...)
	const block = 256 << 10
	var out []byte
	began := processorTime()
	for rest := text; len(rest) > 0; {
		n := len(rest)
		if n > block {
			n = bytes.LastIndexByte(rest[:block], '\n') + 1
		}
		out = r.Append(out[:0], rest[:n])
		rest = rest[n:]
		if v != nil {
			if err := v.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if w.guard == nil {
			continue
		}
		for line := range bytes.Lines(out) {
			if kind := w.guard.Check(line); kind != guard.Nothing {
				t.Fatalf("the second look found %s", kind)
			}
		}
	}
	return processorTime() - began
}
