package agent

import (
	"slices"

	"github.com/harpolog/harpo/redact"
)

// look has the guard look at the records of an item: where they are lines, one behind the other in the item's memory, only at those it suspects.
func (in *input) look(it *item, lines bool) {
	size := 0
	for i := range it.records {
		size += it.records[i].Line.Len() + 1
	}
	if lines = lines && size == len(it.buf); lines {
		in.suspects, lines = in.a.c.Suspects(in.red, in.suspects[:0], it.buf)
	}
	slices.Sort(in.suspects)
	end, next := 0, 0 // of the record, and the first suspect from its beginning on
	for i := range it.records {
		line := &it.records[i].Line
		end += line.Len() + 1
		suspect := !lines
		for ; lines && next < len(in.suspects) && in.suspects[next] < end; next++ {
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
