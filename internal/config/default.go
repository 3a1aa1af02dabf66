package config

import (
	"path/filepath"
	"time"

	"github.com/harpolog/harpo/redact"
)

// The defaults. Options of sinks bring their own; what is not here is empty by default.
const (
	defaultListen  = "127.0.0.1:9464" // the port that OpenTelemetry's Prometheus exporter uses
	defaultMaxLine = 1 << 20
	defaultSpool   = 1 << 30
	defaultDead    = 64 << 20
	defaultLedger  = time.Minute
	defaultRefresh = time.Hour
	defaultBatch   = 1 << 20
	defaultWait    = time.Second
	defaultLines   = 500
	defaultRecord  = 64 << 10
)

func (c *Config) setDefaults() {
	c.Redact.MaxLine = defaultMaxLine
	c.Redact.CarryOver = redact.DefaultCarryOver
	c.Redact.KeyRefresh = defaultRefresh
	c.Spool.MaxBytes = defaultSpool
	c.Dead.MaxBytes = defaultDead
	c.Redact.Policy = redact.Standard.String()
	c.Ledger.Interval = defaultLedger
	c.Admin.Listen = defaultListen
}

// besidePositions fills in the folders that are not given, once file names are absolute.
func (c *Config) besidePositions() {
	if c.StateDir == "" {
		return
	}
	for name, dir := range map[string]*string{"spool": &c.Spool.Dir, "dead_letters": &c.Dead.Dir, "ledger": &c.Ledger.Dir} {
		if *dir == "" {
			*dir = filepath.Join(c.StateDir, name)
		}
	}
}

func (s *Source) setDefaults() {
	s.Format = "auto"
	s.StartAt = "beginning"
	s.Compressed = "skip"
}

func (k *Kubernetes) setDefaults() { k.API, k.Mode = "off", "opt-out" }

func (m *Multiline) setDefaults() {
	*m = Multiline{Mode: "off", MaxLines: defaultLines, MaxBytes: defaultRecord, MaxWait: defaultWait}
}

func (t *Timestamp) setDefaults() { t.From = "auto" }

func (s *Sink) setDefaults() {
	s.Batch = Batch{MaxBytes: defaultBatch, MaxWait: defaultWait}
}
