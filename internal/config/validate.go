package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/sinks"
)

// Loki's own limits (limits_config, v3 defaults): label names per series and length of a label value in bytes.
const (
	maxLabels     = 15
	maxLabelValue = 2048
)

// minCanary is how long the guard wants a canary to be at least.
const minCanary = 8

// labelName is the form of a label name in the Prometheus data model, which Loki shares.
var labelName = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)

// sinkName is the form of a sink's name: it is a metric label and the name of a folder.
var sinkName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,31}$`)

func (c *Config) validate(ps *Problems) {
	if c.StateDir == "" {
		ps.add("state_dir", "missing", "name a folder for positions, such as /var/lib/harpo")
	}
	if len(c.Sources) == 0 {
		ps.add("sources", "missing", "name at least one source, such as {type: file, include: [/var/log/app/*.log]}")
	}
	if len(c.Sinks) == 0 {
		ps.add("sinks", "missing", "name at least one sink, such as {type: loki, url: https://loki.example.org:3100}")
	}
	if c.Redact.sources() == 0 {
		ps.add("redact.key_file", "missing", "make one with `harpo key new FILE`: tokens must be the same after a restart")
	}
	c.Redact.validate(ps)
	c.validatePolicyWords(ps)
	stdin := 0
	for i := range c.Sources {
		c.Sources[i].validate(ps, fmt.Sprintf("sources[%d]", i), c.Redact.MaxLine)
		if c.Sources[i].Type == "stdin" {
			stdin++
		}
	}
	if stdin > 1 {
		ps.add("sources", "more than one stdin source", "keep one")
	}
	c.Spool.validate(ps, "spool")
	c.Dead.validate(ps, "dead_letters")
	if c.Ledger.Interval < time.Second || c.Ledger.Interval > time.Hour {
		ps.add("ledger.interval", "out of range", "use 1s to 1h")
	}
	names, paths := map[string]bool{}, map[string]bool{}
	for i := range c.Sinks {
		c.Sinks[i].validate(ps, fmt.Sprintf("sinks[%d]", i))
		if n := c.Sinks[i].Name; n != "" && names[n] {
			ps.add(fmt.Sprintf("sinks[%d].name", i), "another sink has this name", "give each a name of its own: its position and spool go by it, so keep it from then on")
		}
		names[c.Sinks[i].Name] = true
		if o, ok := c.Sinks[i].Options.(*sinks.FileOptions); ok && o.Path != "" {
			if paths[o.Path] {
				ps.add(fmt.Sprintf("sinks[%d].path", i), "another sink writes there", "give each a file of its own: what one takes back after a write that failed may be the other's")
			}
			paths[o.Path] = true
		}
	}
	for i, text := range c.Guard.Canaries {
		if len(text) < minCanary {
			ps.add(fmt.Sprintf("guard.canaries[%d]", i), "too short: it would occur by chance", fmt.Sprintf("use a text of %d bytes or more", minCanary))
		}
	}
	c.Admin.validate(ps)
}

// minStore holds the longest record that is shipped, and segments enough to make room in small steps.
const minStore = 16 << 20

func (s *Store) validate(ps *Problems, at string) {
	if s.MaxBytes < minStore || s.MaxBytes > 1<<40 {
		ps.add(at+".max_bytes", "out of range", "use 16MiB to 1024GiB")
	}
}

func (r *Redact) validate(ps *Problems) {
	if r.MaxLine < 1<<10 || r.MaxLine > 1<<30 {
		ps.add("redact.max_line", "out of range", "use 1KiB to 1GiB")
	}
	if r.CarryOver != 0 && (r.CarryOver < 4<<10 || r.CarryOver > 1<<20) {
		ps.add("redact.carry_over", "out of range", "use 4KiB to 1MiB, or 0 to look at each record alone")
	}
	if r.Vault.Path != "" && r.Vault.AddressFile != "" {
		ps.add("redact.vault", "both path and address_file", "keep one: path for a vault of this agent, address_file for one that agents share")
	}
	if r.Vault.AddressFile != "" {
		text, err := fsx.ReadPrivate(r.Vault.AddressFile)
		if clear(text); err != nil {
			ps.add("redact.vault.address_file", "cannot be used", "name a file that is its owner's alone (chmod 600) and holds postgres://USER@HOST/DATABASE?sslmode=verify-full")
		}
	}
	r.compile(ps)
	r.validatePolicies(ps)
}

func (s *Source) validate(ps *Problems, at string, maxLine Size) {
	switch s.Type {
	case "":
		ps.add(at+".type", "missing", "use file, kubernetes or stdin")
	case "file":
		if len(s.Include) == 0 {
			ps.add(at+".include", "missing", "name the files to follow, such as [/var/log/app/*.log]")
		}
	case "stdin":
		if len(s.Include)+len(s.Exclude) > 0 {
			ps.add(at, "include and exclude are of no use with stdin", "take them out, or use type: file")
		}
	}
	if s.Type == "kubernetes" {
		s.Kubernetes.validate(ps, at+".kubernetes")
	} else if k := s.Kubernetes; len(k.Labels)+len(k.Pod)+len(k.Notes) > 0 || k.API == "on" || k.Node != "" {
		ps.add(at+".kubernetes", "of use with type: kubernetes only", "take it out, or use type: kubernetes")
	}
	globs(ps, at+".include", s.Include)
	globs(ps, at+".exclude", s.Exclude)
	s.validateLabels(ps, at)
	s.Timestamp.validate(ps, at+".timestamp")
	s.Multiline.validate(ps, at+".multiline", maxLine)
	if s.Type == "stdin" && s.Multiline.Mode != "off" {
		ps.add(at+".multiline", "of use with files only", "take it out")
	}
}

func (m *Multiline) validate(ps *Problems, at string, maxLine Size) {
	_, err := regexp.Compile(m.Start)
	switch {
	case m.Mode == "pattern" && m.Start == "":
		ps.add(at+".start", "missing", "write a regular expression of the lines that begin a record, such as '^\\d{4}-'")
	case m.Mode != "pattern" && m.Start != "":
		ps.add(at+".start", "of use with mode: pattern only", "take it out, or use mode: pattern")
	case err != nil:
		ps.add(at+".start", "not a regular expression", "use the syntax of RE2, https://github.com/google/re2/wiki/Syntax")
	}
	if m.MaxLines < 2 || m.MaxLines > 10_000 {
		ps.add(at+".max_lines", "out of range", "use 2 to 10000")
	}
	if m.MaxBytes < 1<<10 || m.MaxBytes > maxLine && maxLine > 0 {
		ps.add(at+".max_bytes", "out of range", "use 1KiB to redact.max_line")
	}
	if m.MaxWait < 10*time.Millisecond || m.MaxWait > time.Minute {
		ps.add(at+".max_wait", "out of range", "use 10ms to 1m")
	}
}

func (t *Timestamp) validate(ps *Problems, at string) {
	_, err := linetime.New(linetime.Options{Key: t.Key, Format: t.Format, Location: t.Location})
	switch {
	case errors.Is(err, linetime.ErrLocation):
		ps.add(at+".location", "unknown", "use UTC, Local, or a name such as America/New_York")
	case errors.Is(err, linetime.ErrFormat):
		ps.add(at+".format", "not a time format", "use rfc3339, unix, unix_ms, unix_us, unix_ns, or a Go layout such as 2006-01-02 15:04:05")
	}
	if t.From == "arrival" && (t.Key != "" || t.Format != "" || t.Location != "") {
		ps.add(at, "key, format and location are of no use with from: arrival", "take them out, or use from: record")
	}
}

func globs(ps *Problems, at string, patterns []string) {
	for i, p := range patterns {
		if _, err := filepath.Match(p, ""); err != nil || p == "" {
			ps.add(fmt.Sprintf("%s[%d]", at, i), "not a valid glob", "use *, ?, [a-z]; close every [ and put \\ before a literal one")
		}
	}
}

func (s *Source) validateLabels(ps *Problems, at string) {
	labels := s.Labels
	if s.FilenameLabel != "" {
		if s.Type == "stdin" {
			ps.add(at+".filename_label", "of use with files only", "take it out")
		}
		validateName(ps, at+".filename_label", s.FilenameLabel)
	}
	labels = append(labels[:len(labels):len(labels)], s.Kubernetes.given()...)
	if len(labels) == 0 && s.FilenameLabel == "" {
		ps.add(at+".labels", "missing", "name at least one label, such as [{name: job, value: app}]: Loki takes no stream without")
	}
	if len(labels) > maxLabels {
		ps.add(at+".labels", "too many labels", fmt.Sprintf("use at most %d: Loki refuses more", maxLabels))
	}
	seen := map[string]bool{s.FilenameLabel: s.FilenameLabel != ""}
	for i, l := range labels {
		if i >= len(s.Labels) {
			if seen[l.Name] {
				ps.add(at+".kubernetes", "a label that the source already has", "give it another name")
			}
			seen[l.Name] = true
			continue
		}
		here := fmt.Sprintf("%s.labels[%d]", at, i)
		if validateName(ps, here+".name", l.Name); seen[l.Name] {
			ps.add(here+".name", "the same label twice", "keep one")
		}
		seen[l.Name] = true
		if l.Value == "" || len(l.Value) > maxLabelValue {
			ps.add(here+".value", "empty or too long", fmt.Sprintf("use 1 to %d bytes", maxLabelValue))
		}
	}
}

func validateName(ps *Problems, at, name string) {
	switch {
	case !labelName.MatchString(name):
		ps.add(at, "not a label name", "use letters, digits and underscores, not a digit first")
	case strings.HasPrefix(name, "__"):
		ps.add(at, "names that begin with __ are reserved", "begin with a letter")
	}
}
