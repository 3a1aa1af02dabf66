package agent

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/redact"
)

func (c *Config) check() error {
	switch {
	case len(c.Sources) == 0:
		return errors.New("no sources: configure at least one")
	case len(c.Sinks) == 0:
		return errors.New("no sinks: configure at least one")
	case c.Redactor == nil:
		return errors.New("no redactor")
	}
	for i, s := range c.Sources {
		n := 0
		for _, set := range []bool{s.File != nil, s.Reader != nil, s.Source != nil} {
			if set {
				n++
			}
		}
		if n != 1 {
			return fmt.Errorf("%s: set exactly one of File, Reader and Source", s.Name)
		}
		if s.File != nil && c.StateDir == "" {
			return errors.New("no state directory: set state_dir, without it nothing can be resumed")
		}
		if s.File != nil && slices.ContainsFunc(c.Sources[:i], func(other SourceConfig) bool { return sourceTag(nil, other, "") == sourceTag(nil, s, "") }) {
			return fmt.Errorf("%s: an earlier source reads the same files for the same labels: remove one of them", s.Name)
		}
	}
	for i, k := range c.Sinks {
		if k.Deliver == nil {
			return fmt.Errorf("%s: no deliverer", k.Name)
		}
		if slices.ContainsFunc(c.Sources, func(s SourceConfig) bool { return s.Policy != "" && k.ByPolicy[s.Policy] == nil }) {
			return fmt.Errorf("%s: no redactor for the policy of a source", k.Name)
		}
		if slices.ContainsFunc(c.Sinks[:i], func(other SinkConfig) bool { return other.Name == k.Name }) {
			return fmt.Errorf("%s: an earlier sink has the same name: give each its own, its position goes by it", k.Name)
		}
	}
	return nil
}

func (c *Config) setDefaults() {
	if c.DrainTimeout <= 0 {
		c.DrainTimeout = defaultDrain
	}
	if c.Spool.After <= 0 {
		c.Spool.After = defaultSpoolAfter
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Guard == nil {
		c.Guard = func(*redact.Redactor, []byte) string { return "" }
	}
	if c.Suspects == nil {
		c.Suspects = func(_ *redact.Redactor, at []int, _ []byte) ([]int, bool) { return at, false }
	}
	c.Metrics.setDefaults()
	c.Sources, c.Sinks = slices.Clone(c.Sources), slices.Clone(c.Sinks) // the caller's stay as they are
	for i := range c.Sources {
		if c.Sources[i].Name == "" {
			c.Sources[i].Name = fmt.Sprintf("sources[%d]", i)
		}
		if t := &c.Sources[i].Times; t.Parser == nil {
			t.Parser = linetime.Default()
		}
	}
	for i := range c.Sinks {
		k := &c.Sinks[i]
		if k.Name == "" {
			k.Name = fmt.Sprintf("sinks[%d]", i)
		}
		if k.Redactor == nil {
			k.Redactor = c.Redactor
		}
		if k.Now == nil {
			k.Now = c.Now
		}
		if k.MaxBytes <= 0 {
			k.MaxBytes = defaultMaxBytes
		}
		if k.MaxWait <= 0 {
			k.MaxWait = defaultMaxWait
		}
	}
}

func (m *Metrics) setDefaults() {
	orNothing(&m.Read, func(string, string, int, int) {})
	orNothing(&m.Withheld, func(string, string, string, int) {})
	orNothing(&m.Guarded, func(string, string, string) {})
	orNothing(&m.Acked, func(string, int, int, time.Duration) {})
	orNothing(&m.Committed, func(string, string, int) {})
	orNothing(&m.Pending, func(string, int, int) {})
	orNothing(&m.Truncated, func(string) {})
	orNothing(&m.Rotated, func(string) {})
	orNothing(&m.OpenFiles, func(string, int) {})
	orNothing(&m.BytesLost, func(string, int64) {})
	orNothing(&m.SpoolLost, func(string, string, int64) {})
	orNothing(&m.Failed, func(string, string) {})
	orNothing(&m.Flushed, func(error) {})
}

// orNothing makes a callback that was not given do nothing.
func orNothing[F func(string, string, int, int) | func(string, string, string, int) | func(string, int, int) | func(string, string, int) | func(string, int, int, time.Duration) | func(string, int) |
	func(string) | func(string, int64) | func(string, string, int64) | func(string, string) | func(string, string, string) | func(error)](f *F, nothing F) {
	if *f == nil {
		*f = nothing
	}
}
