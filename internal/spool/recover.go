package spool

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/harpolog/harpo/internal/fsx"
)

// recover takes in what is in the folder.
func (s *Spool) recover(found func(Found)) error {
	if err := os.MkdirAll(s.o.Dir, 0o700); err != nil {
		return fsx.Cause(err)
	}
	if s.doneAt = s.cursor.load(s.o.Dir); s.o.Done.After(s.doneAt.Place()) {
		s.doneAt = Mark{segment: s.o.Done.Segment, frame: s.o.Done.Frame} // check fills in the rest
	}
	s.next = s.doneAt.segment + 1
	numbers, err := segments(s.o.Dir)
	if err != nil {
		return err
	}
	var all []*segment
	for _, n := range numbers {
		seg, err := s.load(n)
		if err != nil {
			return err
		}
		s.next = max(s.next, n+1)
		if seg != nil {
			all = append(all, seg)
		}
	}
	s.take(all, found)
	return nil
}

// segments returns the numbers of the segments in a folder, in order.
func segments(dir string) (numbers []uint64, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), segmentSuffix)
		if n, err := strconv.ParseUint(name, 10, 64); ok && err == nil {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

var errNewer = errors.New("a spool segment is of a version this program does not know: use the newer program until the spool is empty")

// load reads the head and the tail of a segment. It returns nil for one that nothing can be read of.
func (s *Spool) load(number uint64) (*segment, error) {
	seg := &segment{number: number, path: filepath.Join(s.o.Dir, fmt.Sprintf("%016d%s", number, segmentSuffix))}
	f, err := os.Open(seg.path)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fsx.Cause(err)
	}
	seg.size = info.Size()
	seg.limit = seg.size
	b := make([]byte, headerSize)
	n, _ := f.ReadAt(b, 0)
	if n > len(segmentMagic) && string(b[:7]) == segmentMagic[:7] && b[7] > segmentMagic[7] {
		return nil, errNewer
	}
	seal, ok := parseSegmentHeader(b[:n], number)
	if !ok {
		r := &reader{seg: seg, f: f}
		records := r.countAll()
		s.o.Lost(Loss{Segment: number, Records: records, Bytes: seg.size, Why: "the head of a segment is damaged", Torn: seg.size <= int64(headerSize)})
		s.o.FS.Remove(seg.path)
		return nil, nil
	}
	if seg.opener, err = s.o.Keys.Opener(s.o.Purpose, seal); err != nil {
		return nil, err
	}
	tail := make([]byte, frameHeaderSize)
	if at := seg.size - int64(len(tail)); at >= int64(headerSize) {
		f.ReadAt(tail, at)
		if h, ok := parseFrameHeader(tail); ok && h.end {
			seg.whole, seg.limit, seg.records, seg.frames = true, at, int64(h.before), h.number
		}
	}
	return seg, nil
}

// countAll returns how many records the headers of a segment tell of that cannot be read.
func (r *reader) countAll() int64 {
	for {
		if _, _, _, ok := r.next(r.seg.size); !ok {
			return int64(r.count)
		}
	}
}

// take goes through the segments once, so that all that is lost is known from the start and every note is told.
func (s *Spool) take(all []*segment, found func(Found)) {
	for _, seg := range all {
		if seg.number < s.doneAt.segment || s.doneAt.segment == seg.number && seg.whole && s.doneAt.frame >= seg.frames {
			s.o.FS.Remove(seg.path)
			continue
		}
		before := s.appended
		s.check(seg, found)
		seg.through = before + uint64(seg.records)
		s.appended = seg.through
		s.segments = append(s.segments, seg)
		s.bytes += seg.size
		if seg.number == s.doneAt.segment {
			s.done = min(s.appended, before+s.doneAt.through) // the cursor counts within the segment
		}
	}
	s.doneAt.through = s.done
	s.read, s.given = s.doneAt, s.doneAt
}

// check opens every frame of a segment that is not done. In a segment that was being written at a crash, it cuts off what
// is damaged at the end: it had not been taken as stored.
func (s *Spool) check(seg *segment, found func(Found)) {
	f, err := os.Open(seg.path)
	if err != nil {
		return // Next tells
	}
	defer f.Close()
	r := &reader{seg: seg, f: f, at: int64(headerSize)}
	good, frames, records := r.at, uint32(0), uint64(0)
	for r.at < seg.limit {
		h, sealed, _, ok := r.next(seg.limit)
		if !ok {
			break
		}
		var frame Frame
		if seg.number == s.doneAt.segment && h.number <= s.doneAt.frame {
			good, frames, records = r.at, h.number, r.count
			if r.at > s.doneAt.end { // the place came without them
				s.doneAt.end, s.doneAt.through = r.at, r.count
			}
			continue
		}
		note, texts, err := seg.opener.Open(h.place(seg.number), sealed)
		if err != nil || frame.decode(note, texts) != nil {
			continue
		}
		good, frames, records = r.at, h.number, r.count
		if found != nil {
			found(Found{Place{seg.number, h.number}, len(frame.Records), frame.Note})
		}
	}
	if seg.whole {
		return // damage is told when it is come to
	}
	if good < seg.limit {
		s.o.Lost(Loss{Segment: seg.number, Records: int64(r.count - records), Bytes: seg.limit - good, Why: "the end of a segment was being written", Torn: true})
	}
	seg.limit, seg.frames, seg.records = good, frames, int64(records)
}
