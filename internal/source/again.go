package source

import (
	"bytes"
	"errors"
	"io"
)

// slack is how much earlier than asked for a file is read again whose records are made of several lines, so that they are
// joined as they were: beyond one longest record, the frames of its parts.
const slack = 64 << 10

// again returns what lies before the position that reading goes on from, as far back as FileOptions.Back says, for whoever
// must know it to redact the rest as it was redacted before. It is nil where there is nothing, or nothing new behind it
// yet. Not ok: it could not be read; the next step tries again. t.mu must be held.
func (s *File) again(t *tail) (c *Chunk, ok bool) {
	upTo := t.resumed
	if upTo == 0 || !t.behind() {
		return nil, true
	}
	begin := s.o.Back(upTo)
	if begin >= upTo {
		t.resumed = 0
		return nil, true
	}
	if head := min(s.o.Head, begin); head > 0 && !t.headShown {
		c, ok = s.stretch(t, 0, 0, head)
		t.headShown = ok
		return c, ok
	}
	from := begin
	if t.frame.format == CRI || t.frame.format == Docker || s.o.Multiline.on() {
		from = max(0, from-int64(s.o.MaxLine)-slack)
	}
	if c, ok = s.stretch(t, from, begin, upTo); ok {
		t.resumed, t.headShown = 0, false
	}
	return c, ok
}

// stretch returns the records that begin from begin on and before upTo, in a chunk that says Past. They are read from an offset on
// that may lie earlier. Not ok: they could not be read.
func (s *File) stretch(t *tail, from, begin, upTo int64) (c *Chunk, ok bool) {
	text, at, ok := s.whole(t, from, upTo)
	if !ok {
		return nil, false
	}
	b := &s.build
	b.reset(t.origin)
	f := newFramer(&s.o)
	f.format, f.start = t.frame.format, at
	if f.lines(b, text, at); f.grouped() { // the position is not inside a record
		f.closeGroups(b)
		b.c.Data = b.out
	}
	b.c.since(begin)
	b.c.Past, b.c.Before, b.c.End = true, 0, t.end
	return &b.c, true
}

// whole reads the lines that lie between two offsets as a whole, and returns where they begin.
func (s *File) whole(t *tail, from, upTo int64) (text []byte, begin int64, ok bool) {
	if begin = max(0, from-1); begin >= upTo {
		return nil, begin, true
	}
	text = make([]byte, upTo-begin)
	if _, err := io.ReadFull(io.NewSectionReader(t.text(), begin, upTo-begin), text); errors.Is(err, errMore) {
		return nil, 0, false
	} else if err != nil && t.packed != nil {
		s.breakOff(t)
		return nil, 0, false
	} else if err != nil {
		s.o.Stats.Failed("read")
		return nil, 0, false
	}
	text = text[:bytes.LastIndexByte(text, '\n')+1]
	if from > 0 {
		n := bytes.IndexByte(text, '\n') + 1 // a line that begins earlier ends here
		text, begin = text[n:], begin+int64(n)
	}
	return text, begin, true
}

// since takes the records out that begin before an offset.
func (c *Chunk) since(begin int64) {
	n := 0
	for _, r := range c.Records {
		if r.Offset >= begin {
			c.Records[n] = r
			n++
		}
	}
	c.Lines = c.Lines && n == len(c.Records)
	c.Records = c.Records[:n]
}
