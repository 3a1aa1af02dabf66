package agent

import (
	"context"
	"slices"

	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
)

// line is one sink and all that is read for it. A file is read once for every sink, from the position of that sink: one
// that is slow or away holds back its own line only, and what it has is what its own checkpoint entries say. That costs
// the reading and redacting of a file once a sink, and lets every sink have a policy of its own.
type line struct {
	a       *Agent
	c       SinkConfig
	streams streams
	inputs  []*input // one a source, in the order of the configuration
	batches *batcher
}

func newLine(a *Agent, c SinkConfig) *line {
	l := &line{a: a, c: c}
	if l.c.Redactor == nil {
		l.c.Redactor = a.c.Redactor
	}
	if a.store != nil {
		l.streams.floor = a.store.LastPlanned()
	}
	l.batches = newBatcher(l)
	return l
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
	name   string
	source source.Source
	to     []*input // one a line
}

func newShared(a *Agent, c SourceConfig, index int) *shared {
	s := &shared{a: a, name: c.Name, source: c.Source}
	for _, l := range a.lines {
		s.to = append(s.to, l.inputs[index])
	}
	if c.Reader != nil {
		longest := slices.MaxFunc(s.to, func(x, y *input) int { return x.line.c.Redactor.MaxLine() - y.line.c.Redactor.MaxLine() })
		s.source = source.NewReader(c.Reader, source.ReaderOptions{MaxLine: longest.line.c.Redactor.MaxLine(), Stats: s.to[0].stats()})
	}
	return s
}

func (s *shared) run(ctx context.Context) error {
	s.a.started.Add(1)
	return s.source.Run(ctx, func(c *source.Chunk) error {
		for _, in := range s.to {
			if err := in.emit(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
}
