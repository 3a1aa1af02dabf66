package agent

import (
	"context"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/sinks"
)

// stream returns the label set of an origin. Every value is redacted.
func (in *input) stream(o *source.Origin, asked []sinks.Label) *stream {
	labels := in.labels[:len(in.labels):len(in.labels)]
	if in.c.FilenameLabel != "" && len(o.Path) > 0 {
		labels = append(labels, in.clean(in.c.FilenameLabel, o.Path))
	}
	if in.c.Describer != nil {
		for _, l := range in.c.Describer.PathLabels(string(o.Path)) {
			labels = append(labels, in.clean(l.Name, []byte(l.Value)))
		}
	}
	return in.line.streams.get(append(labels, asked...))
}

func (in *input) clean(name string, value []byte) sinks.Label {
	l := sinks.Label{Name: name, Value: in.red.Clean(value)}
	in.guard(&l.Value)
	return l
}

// ask returns the labels of an origin that do not follow from its path: as they were when it was first read, or as they are
// now if that is now. fresh says that the checkpoint was told: it must be on the disk before a record is sent with them.
func (in *input) ask(ctx context.Context, c *source.Chunk) (labels []sinks.Label, fresh bool, err error) {
	if in.c.Describer == nil || c.End.ID == "" {
		return nil, false, nil
	}
	kept, ok := in.a.store.Labels(c.Origin.ID)
	if !ok {
		kept = []checkpoint.Label{}
		for _, l := range in.c.Describer.AskLabels(ctx, string(c.Origin.Path)) {
			kept = append(kept, checkpoint.Label{Name: l.Name, Value: in.clean(l.Name, []byte(l.Value)).Value.String()})
		}
		if ctx.Err() != nil {
			return nil, false, ctx.Err() // the answer may be wanting
		}
		in.a.store.Describe(in.entry(c.End), kept)
	}
	for _, l := range kept {
		labels = append(labels, in.clean(l.Name, []byte(l.Value))) // a second time, which changes nothing but its type
	}
	return labels, !ok, nil
}
