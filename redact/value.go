package redact

import (
	"slices"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// AppendValue appends the redacted value of a field of a structured record. key is the field's name, with the names of
// the groups around it before it, joined by dots ("patient.name"): it tells whose value this is, as a key in the text of
// a line does. value is the field's text, unquoted and unescaped; a value that merely looks like a number is text too.
func (r *Redactor) AppendValue(dst []byte, key string, value []byte) []byte {
	s := r.pool.Get().(*state)
	dst = s.field(dst, key, value)
	r.counts.add(&s.tally)
	r.pool.Put(s)
	return dst
}

func (s *state) field(dst []byte, key string, value []byte) []byte {
	s.tally.Bytes += uint64(len(value))
	s.owned, s.plain, s.lines = key, false, false
	s.events = s.scan(s.events[:0], value)
	why, ok := s.find(value, s.events, 0)
	s.owned = ""
	s.tally.Allowed += uint64(s.passed)
	if !ok {
		s.tally.Withheld[why]++
		return append(dst, why.Placeholder()...)
	}
	return s.replace(dst, value, 0)
}

// own lets the owner of the key that stands outside of the text judge the whole text.
func (s *state) own(text []byte) {
	t := s.r.tables
	s.norm, s.starts = format.NormKey(s.norm[:0], s.starts[:0], []byte(s.owned))
	if len(s.norm) == 0 {
		return
	}
	d, key, found := t.entry(s.norm, s.starts).owns()
	if found && d == nil {
		return
	}
	f := detectors.Field{Key: key, Start: 0, End: len(text), Quoted: true}
	if n := len(s.starts) - 1; n > 0 {
		// the name of the group around the field
		f.Parent = t.word(s.norm[s.starts[n-1]:s.starts[n]])
		last := s.norm[s.starts[n]:]
		if !found && slices.Contains(vagueKeys, string(last)) {
			d, f.Key, _ = t.entry(s.norm[:s.starts[n]], s.starts[:n]).owns()
		}
	}
	if d != nil {
		s.value(d, text, f)
	}
}
