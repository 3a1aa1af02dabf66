package agent

import (
	"slices"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// look has the guard look at records: where told, only at those in which a suspect lies. They are lines then, one behind the other in one
// text, and suspects are places in it.
func (in *input) look(records []sinks.Record, suspects []int, told bool) {
	slices.Sort(suspects)
	end, next := 0, 0 // of the record, and the first suspect from its beginning on
	for i := range records {
		line := &records[i].Line
		end += line.Len() + 1
		suspect := !told
		for ; told && next < len(suspects) && suspects[next] < end; next++ {
			suspect = true
		}
		if suspect {
			in.guard(line)
		}
	}
}

// guard withholds a redacted text in which the second look finds an identifier, and reports it.
func (in *input) guard(text *redact.Clean) {
	if kind := in.a.c.Guard(in.red, text.Bytes()); kind != "" {
		*text = in.withhold(redact.Guarded)
		in.a.c.Metrics.Guarded(in.line.c.Name, in.c.Name, kind)
	}
}
