package agent

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
)

// line is one sink and all that is read for it. A file is read once for every sink, from the position of that sink: one
// that is slow or away holds back its own line only, and what it has is what its own checkpoint entries say. That costs
// the reading and redacting of a file once a sink, and lets every sink have a policy of its own.
type line struct {
	a       *Agent
	c       SinkConfig  // as it was when the line was made
	gone    atomic.Bool // its sink was taken out: what is on its way is dropped, and not committed
	fresh   bool        // no position of this sink was known when the line was made
	streams streams
	inputs  []*input // one a source, in the order of the configuration; guarded by Agent.mu, and never changed in place
	batches *batcher

	// The account: read + recovered = acknowledged + withheld + dead + lost + waiting in memory + waiting in the spool.
	read, recovered, acknowledged, withheld, dead, lost atomic.Uint64

	// The batcher's own: what its log has not said about refused records.
	said   time.Time
	unsaid int
}

func newLine(a *Agent, c SinkConfig) *line {
	l := &line{a: a, c: c}
	if a.store != nil {
		l.streams.floor = a.store.LastPlanned()
		mine := sinkPart(sourceTag(a.c.Key, SourceConfig{File: &source.FileOptions{}}, c.Name))
		l.fresh = !a.store.Any(func(tag string) bool { return sinkPart(tag) == mine })
	}
	l.batches = newBatcher(l)
	return l
}

// redactor returns what redacts for the sink what comes from sources with this policy.
func (l *line) redactor(policy string) *redact.Redactor {
	k := l.batches.c.Load()
	if policy == "" {
		return k.Redactor
	}
	return k.ByPolicy[policy]
}

// placeholder says for which reason a line was withheld, if it is what stands for a withheld record. Log text that says
// the same was withheld by somebody before.
func placeholder(c redact.Clean) (why redact.Reason, ok bool) {
	if b := c.Bytes(); len(b) > 0 && b[0] == 'P' {
		for why = range redact.NumReasons {
			if string(b) == why.Placeholder() {
				return why, true
			}
		}
	}
	return 0, false
}

// shared is a source that can be read only once: every line gets its chunks.
type shared struct {
	a      *Agent
	c      SourceConfig
	source source.Source
	begun  atomic.Bool
}

func newShared(a *Agent, c SourceConfig) *shared {
	s := &shared{a: a, c: c, source: c.Source}
	if c.Reader != nil {
		to := s.to()
		longest := slices.MaxFunc(to, func(x, y *input) int { return x.red.MaxLine() - y.red.MaxLine() })
		s.source = source.NewReader(c.Reader, source.ReaderOptions{MaxLine: longest.red.MaxLine(), Stats: to[0].stats()})
	}
	return s
}

// to returns the inputs that get its chunks: one a line.
func (s *shared) to() (all []*input) {
	for _, in := range s.a.inputs() {
		if in.source == nil && sameSource(in.c, s.c) {
			all = append(all, in)
		}
	}
	return all
}

func (s *shared) run(ctx context.Context) error {
	s.begun.Store(true)
	return stopped(ctx, s.source.Run(ctx, func(c *source.Chunk) error {
		if err := s.a.gate.enter(ctx); err != nil {
			return err
		}
		defer s.a.gate.leave()
		for _, in := range s.to() {
			if err := in.emit(ctx, c); err != nil {
				return err
			}
		}
		return nil
	}))
}
