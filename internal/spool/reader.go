package spool

import (
	"io"
	"os"
)

// reader goes through the frames of one segment. What is damaged is passed over.
type reader struct {
	seg   *segment
	f     *os.File
	at    int64  // offset of the next frame header
	frame uint32 // number of the last frame
	count uint64 // records of the segment before at
}

func openReader(seg *segment, from Mark) (*reader, error) {
	f, err := os.Open(seg.path)
	if err != nil {
		return nil, err
	}
	r := &reader{seg: seg, f: f, at: int64(headerSize)}
	if from.segment == seg.number && from.frame > 0 {
		r.at, r.frame, r.count = from.end, from.frame, from.through-seg.base()
	}
	return r, nil
}

func (r *reader) close() { r.f.Close() }

// base is how many records lie before the segment.
func (s *segment) base() uint64 { return s.through - uint64(s.records) }

// next returns the next frame before limit, and what lay damaged before it. ok is false if there is none.
func (r *reader) next(limit int64) (h frameHeader, sealed []byte, gap Loss, ok bool) {
	from := r.at
	for {
		h, ok = r.header(r.at, limit)
		if ok {
			break
		}
		if r.at = r.search(r.at+1, limit); r.at < 0 {
			r.at = limit
			return h, nil, r.gap(from, limit, -1), false
		}
	}
	sealed = make([]byte, h.size)
	if _, err := r.f.ReadAt(sealed, r.at+int64(frameHeaderSize)); err != nil {
		r.at = limit
		return h, nil, r.gap(from, limit, -1), false
	}
	gap = r.gap(from, r.at, int64(h.before-r.count))
	r.at += int64(frameHeaderSize) + int64(h.size)
	r.frame, r.count = h.number, h.before+uint64(h.records)
	return h, sealed, gap, true
}

func (r *reader) gap(from, to, records int64) Loss {
	if records < 0 && r.seg.whole {
		records = r.seg.records - int64(r.count)
	}
	return Loss{Segment: r.seg.number, Bytes: to - from, Records: records, Why: "a part of a segment is damaged"}
}

// header reads the header at an offset, if a frame that goes on from the last one stands there and ends before limit.
func (r *reader) header(at, limit int64) (h frameHeader, ok bool) {
	var b [frameHeaderSize]byte
	if at+int64(len(b)) > limit {
		return h, false
	}
	if _, err := r.f.ReadAt(b[:], at); err != nil {
		return h, false
	}
	h, ok = parseFrameHeader(b[:])
	return h, ok && !h.end && h.number > r.frame && h.before >= r.count && at+int64(len(b))+int64(h.size) <= limit
}

// search returns the offset of the first usable header from an offset on, or -1.
func (r *reader) search(from, limit int64) int64 {
	const block = 256 << 10
	b := make([]byte, block+frameHeaderSize-1)
	for ; from < limit; from += block {
		n, err := r.f.ReadAt(b[:min(int64(len(b)), limit-from)], from)
		if err != nil && err != io.EOF {
			return -1
		}
		for i := 0; i < n; i++ {
			j := findHeader(b[i:n])
			if j < 0 {
				break
			}
			i += j
			if _, ok := r.header(from+int64(i), limit); ok {
				return from + int64(i)
			}
		}
	}
	return -1
}

// Next returns the oldest frame that is on the disk and was neither returned nor passed over yet, if it lies before a
// place; the zero Mark sets no bound. It reports false if there is none. The frame has memory of its own.
func (s *Spool) Next(f *Frame, before Mark) (Mark, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, seg := range append([]*segment(nil), s.segments...) {
		if seg.number < s.read.segment {
			continue
		}
		if before != (Mark{}) && !before.after(s.upcoming(seg)) {
			break
		}
		if m, ok := s.nextIn(seg, f); ok {
			return m, true
		}
		if s.active != nil && s.active.seg == seg {
			break
		}
		s.read = Mark{segment: seg.number + 1, through: seg.through}
		s.cleanUp()
	}
	return Mark{}, false
}

// upcoming returns the place of the frame that is to be read next, if it is in seg.
func (s *Spool) upcoming(seg *segment) Mark {
	if s.read.segment == seg.number {
		return Mark{segment: seg.number, frame: s.read.frame + 1}
	}
	return Mark{segment: seg.number, frame: 1}
}

func (s *Spool) nextIn(seg *segment, f *Frame) (Mark, bool) {
	for s.read.segment != seg.number || s.read.end < seg.limit {
		if s.opened == nil || s.opened.seg != seg || s.opened.frame != s.read.frame && s.read.segment == seg.number {
			if !s.openAt(seg) {
				return Mark{}, false
			}
		}
		if s.opened.at >= seg.limit {
			return Mark{}, false
		}
		h, sealed, gap, ok := s.opened.next(seg.limit)
		if gap.Bytes > 0 {
			s.o.Lost(gap)
		}
		if !ok {
			return Mark{}, false
		}
		m := Mark{seg.number, h.number, s.opened.at, seg.base() + s.opened.count}
		s.read = m
		note, texts, err := seg.opener.Open(h.place(seg.number), sealed)
		if err == nil {
			err = f.decode(note, texts)
		}
		if err == nil {
			s.given = m
			return m, true
		}
		s.o.Lost(Loss{Segment: seg.number, Records: int64(h.records), Bytes: int64(frameHeaderSize) + int64(h.size), Why: "a frame is damaged"})
	}
	return Mark{}, false
}

func (s *Spool) openAt(seg *segment) bool {
	if s.opened != nil {
		s.opened.close()
		s.opened = nil
	}
	r, err := openReader(seg, s.read)
	if err != nil {
		s.o.Lost(Loss{Segment: seg.number, Records: seg.records, Bytes: seg.size, Why: "a segment cannot be opened"})
		return false
	}
	s.opened = r
	return true
}

// Skip passes over all frames up to and with m: the caller has them in memory.
func (s *Spool) Skip(m Mark) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.after(s.read) {
		s.read = m
	}
	if m.after(s.given) {
		s.given = m
	}
}

// cleanUp deletes the segments of which all is done, or lost.
func (s *Spool) cleanUp() {
	for len(s.segments) > 0 {
		seg := s.segments[0]
		if s.active != nil && s.active.seg == seg {
			return
		}
		passed := s.read.segment > seg.number
		all := s.doneAt.segment > seg.number || s.doneAt.segment == seg.number && s.doneAt.end >= seg.limit
		if !all && (!passed || s.doneAt != s.given) {
			return
		}
		s.done = max(s.done, seg.through)
		s.remove(0)
	}
}
