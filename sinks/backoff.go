package sinks

import (
	"context"
	"time"

	"github.com/grafana/loki-client-go/pkg/backoff"
)

// Backoff says how long to wait before the next try: a random time from a range that begins at the shortest wait and
// doubles with every try up to the longest.
type Backoff struct{ b *backoff.Backoff }

// NewBackoff returns a Backoff between two waits, both above zero.
func NewBackoff(shortest, longest time.Duration) Backoff {
	return Backoff{backoff.New(context.Background(), backoff.BackoffConfig{MinBackoff: shortest, MaxBackoff: longest})}
}

// Next returns the next wait.
func (b Backoff) Next() time.Duration { return b.b.NextDelay() }

// Reset begins again with the shortest wait.
func (b Backoff) Reset() { b.b.Reset() }
