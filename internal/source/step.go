package source

import (
	"bytes"
	"errors"
	"io"
	"syscall"
)

// step takes the next block of t. The chunk, nil if there is nothing to hand over, is valid until the next step. more
// says that there may be more to take at once.
func (s *File) step(t *tail) (c *Chunk, more bool) {
	if t.undecided.Load() {
		if known, more := s.identify(t); !known {
			return nil, more
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.f == nil && (!t.wanted(s) || !s.unpark(t, true)) {
		if t.dropped {
			s.drop(t)
		}
		return nil, false
	}
	if _, err := t.observe(s); err != nil {
		s.trouble(t, "stat", err)
		return nil, false
	}
	if t.lent || t.pos == 0 && !s.mayBegin(t) {
		return nil, false
	}
	if c, ok := s.again(t); c != nil || !ok {
		return c, c != nil || t.packed != nil && !t.ended
	}
	from, committed := t.pos, t.end.Offset
	at := t.pos + int64(t.scanned)
	s.build.reset(t.origin)
	read := t.text().ReadAt
	if t.packed != nil {
		t.packed.keep(t.pos - footMax)
		read = t.packed.some
	}
	n, err := read(s.block, at)
	switch {
	case errors.Is(err, errMore):
		return nil, true
	case t.packed != nil && err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, syscall.ESTALE):
		s.breakOff(t)
		return nil, false
	case t.packed != nil && n > 0 && !t.packed.placed:
		t.packed.placed = true
		t.skipRest()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		s.trouble(t, "read", err)
		return nil, false
	}
	if n == 0 {
		switch {
		case t.expired(s) || t.packed != nil:
			s.finish(t)
		case t.due(s):
			s.cut(t)
		default:
			return nil, false
		}
	} else {
		// Truncated while being read: whether the block is of the old text or the new cannot be told, and half a line
		// cannot be redacted with certainty. The new text is read from its start, the old from its copy.
		if restarted, err := t.observe(s); restarted || err != nil {
			return nil, err == nil
		}
		s.take(t, s.block[:n])
	}
	s.o.Stats.Read(int(t.pos - from))
	b := &s.build
	if t.end.Offset != committed {
		s.setFoot(t, s.block[:n], at)
	}
	b.c.Also = s.giveBack(t)
	if b.c.End = t.end; len(b.c.Records) == 0 && t.end.Offset == committed {
		return nil, n > 0
	}
	return &b.c, n > 0
}

// take moves t over block, which was read at t.pos+t.scanned, or over as much of it as makes whole lines.
func (s *File) take(t *tail, block []byte) {
	switch {
	case t.skip:
		i := bytes.IndexByte(block, '\n')
		if i < 0 {
			t.pos += int64(len(block))
			return
		}
		t.pos += int64(i + 1)
		s.endSkip(t)
	case t.scanned > 0:
		s.takeLong(t, block)
	default:
		i := bytes.LastIndexByte(block, '\n')
		if i >= 0 {
			s.lines(t, block[:i+1])
			return
		}
		t.scanned = len(block)
		s.checkLength(t)
	}
}

// takeLong goes on with a line of which t.scanned bytes have been seen.
func (s *File) takeLong(t *tail, block []byte) {
	i := bytes.IndexByte(block, '\n')
	if i < 0 {
		t.scanned += len(block)
		s.checkLength(t)
		return
	}
	n := t.scanned + i + 1
	switch {
	case n-1 > s.o.MaxLine:
		t.startSkip()
	case n <= len(s.block):
		t.scanned = 0 // the next block holds all of it
	default:
		line, ok := s.readLong(t, n)
		if !ok {
			return
		}
		t.scanned = 0
		s.lines(t, line)
	}
}

// readLong reads the n bytes at t.pos, more than a block, into memory that lives until the next chunk.
func (s *File) readLong(t *tail, n int) ([]byte, bool) {
	line := make([]byte, n)
	if _, err := io.ReadFull(io.NewSectionReader(t.text(), t.pos, int64(n)), line); err != nil {
		s.trouble(t, "read", err)
		return nil, false
	}
	return line, true
}

func (s *File) checkLength(t *tail) {
	if t.scanned > s.o.MaxLine {
		t.startSkip()
	}
}

func (t *tail) startSkip() {
	t.skip, t.skipFrom = true, t.pos
	t.pos += int64(t.scanned)
	t.scanned = 0
}

// endSkip stands a withheld record in for the line that was passed over.
func (s *File) endSkip(t *tail) {
	b := &s.build
	t.frame.makeCuts(b, t.skipFrom)
	t.frame.closeGroups(b)
	if !t.quiet {
		b.record(s.o.MaxLine, len(b.out), 0, t.skipFrom, true)
	}
	b.c.Data = b.out
	t.skip, t.quiet = false, false
	if !t.frame.open() {
		t.end.Offset, b.c.Before = t.pos, len(b.c.Records)
		t.frame.start = t.pos
	}
}

// lines moves t over whole lines.
func (s *File) lines(t *tail, block []byte) {
	if t.frame.format == Auto {
		t.frame.settle(block[:bytes.IndexByte(block, '\n')])
	}
	old := t.pos < t.quietTo
	if old {
		upTo := bytes.LastIndexByte(block[:min(int64(len(block)), t.quietTo-t.pos)], '\n') + 1
		if old = upTo > 0; old {
			block = block[:upTo]
		}
	}
	b := &s.build
	t.fed = s.o.Now()
	t.frame.lines(b, block, t.pos)
	t.pos += int64(len(block))
	if b.safe >= 0 {
		t.end.Offset = b.safe
	}
	if old {
		if b.c.Before, b.c.Past = 0, s.o.Back != nil; b.c.Past {
			b.c.since(s.o.Back(t.quietTo))
		} else {
			b.c.Data, b.c.Records = nil, nil
		}
	}
}

// finish takes what is left of a file that will not grow any more.
func (s *File) finish(t *tail) {
	t.ended = true
	if t.copy && t.scanned > 0 {
		t.startSkip()
	}
	if t.skip {
		s.endSkip(t)
	}
	line, ok := s.readLong(t, t.scanned)
	if !ok {
		t.ended = false
		return
	}
	t.frame.rest(&s.build, line, t.pos)
	t.pos += int64(t.scanned)
	t.scanned = 0
	t.end.Offset = t.pos
}
