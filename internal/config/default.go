package config

import "time"

// The defaults. Options of sinks bring their own; what is not here is empty by default.
const (
	defaultListen  = "127.0.0.1:9464" // the port that OpenTelemetry's Prometheus exporter uses
	defaultMaxLine = 1 << 20
	defaultBatch   = 1 << 20
	defaultWait    = time.Second
)

func (c *Config) setDefaults() {
	c.Redact.MaxLine = defaultMaxLine
	c.Admin.Listen = defaultListen
}

func (s *Source) setDefaults() {
	s.Format = "auto"
	s.StartAt = "beginning"
}

func (k *Kubernetes) setDefaults() { k.API, k.Mode = "off", "opt-out" }

func (t *Timestamp) setDefaults() { t.From = "auto" }

func (s *Sink) setDefaults() {
	s.Batch = Batch{MaxBytes: defaultBatch, MaxWait: defaultWait}
}
