package source

import (
	"regexp"
	"time"
)

// Multiline says which lines of a file make one record together: the lines of a stack trace. They are joined with a LF, per
// stream of a container. The zero value joins nothing.
type Multiline struct {
	Kinds Traces
	// Start, if not nil, matches the lines that begin a record; all others belong to the one before. Kinds do not count then.
	Start    *regexp.Regexp
	MaxLines int           // longest record in lines; 0 is 500
	MaxBytes int           // and in bytes; 0 is 64 KiB, at most FileOptions.MaxLine
	MaxWait  time.Duration // how long after its last line a record is held for more; 0 is 1 s
}

// Defaults of Multiline.
const (
	DefaultMaxLines = 500
	DefaultMaxBytes = 64 << 10
	DefaultMaxWait  = time.Second
)

func (m *Multiline) on() bool { return m.Kinds != 0 || m.Start != nil }

func (m *Multiline) setDefaults(maxLine int) {
	m.MaxLines = orDefault(m.MaxLines, DefaultMaxLines)
	m.MaxBytes = min(orDefault(m.MaxBytes, DefaultMaxBytes), maxLine)
	m.MaxWait = orDefault(m.MaxWait, DefaultMaxWait)
}

// apart is how many bytes may lie between two places at which a restart can begin before all groups are closed to make one:
// the two streams of a container that are both busy would otherwise never come to one.
const apart = 256 << 10

// group is the lines of a record so far.
type group struct {
	open  bool
	begin int64 // offset of the first line
	time  int64 // of the first line, as the container runtime wrote it
	last  int64 // of the last line likewise
	lines int
	state traceState
	text  []byte
}

// put takes the record in b.out[begin:], which lies at off, into the group of its stream, or adds it if nothing is joined.
// What closes a group lies in the text, its offsets and the runtime's times, so that a replay closes it at the same line; what
// the clock closes is a cut.
func (f *framer) put(b *build, stream, begin int, time, off int64, tooLong bool) {
	if !f.multi.on() {
		b.record(f.max, begin, time, off, tooLong)
		return
	}
	f.text = append(f.text[:0], b.out[begin:]...)
	b.out = b.out[:begin]
	for i := range f.groups {
		if g := &f.groups[i]; g.open && time != 0 && g.last != 0 && time-g.last > int64(f.multi.MaxWait) {
			f.close(b, g)
		}
	}
	if off-f.start > apart {
		f.closeGroups(b)
	}
	g := &f.groups[stream]
	if tooLong || len(f.text) > f.multi.MaxBytes {
		f.close(b, g)
		f.mark(b, stream, off)
		b.out = append(b.out, f.text...)
		b.record(f.max, len(b.out)-len(f.text), time, off, tooLong)
	} else if g.open && g.lines < f.multi.MaxLines && len(g.text)+1+len(f.text) <= f.multi.MaxBytes && f.multi.continues(g, f.text) {
		g.text = append(append(g.text, '\n'), f.text...)
		g.lines, g.last = g.lines+1, time
	} else {
		f.close(b, g)
		f.mark(b, stream, off)
		*g = group{open: true, begin: off, time: time, last: time, lines: 1, state: stateOf(f.text), text: append(g.text[:0], f.text...)}
	}
	f.seen[stream] = off
}

// mark says that a restart may begin at off, where a record of a stream begins, if no record of the other one lies on both
// sides of it.
func (f *framer) mark(b *build, stream int, off int64) {
	other := 1 - stream
	if f.joins[other].open || f.groups[other].open || f.seen[other] > off || off == 0 && f.handed {
		return
	}
	b.markSafe(off)
	f.start = off
}

// close adds the record of a group.
func (f *framer) close(b *build, g *group) {
	if !g.open {
		return
	}
	begin := len(b.out)
	b.out = append(b.out, g.text...)
	b.record(f.max, begin, g.time, g.begin, false)
	*g = group{text: g.text[:0]}
}

// closeGroups adds the records of all groups, in the order in which they began.
func (f *framer) closeGroups(b *build) {
	first, second := &f.groups[0], &f.groups[1]
	if second.open && second.begin < first.begin {
		first, second = second, first
	}
	f.close(b, first)
	f.close(b, second)
}

// grouped says whether a group is open.
func (f *framer) grouped() bool { return f.groups[0].open || f.groups[1].open }

// cut closes all groups at off, between two lines: the clock said so, now or, if off is one of f.cuts, in an earlier run.
func (f *framer) cut(b *build, off int64) {
	f.closeGroups(b)
	if !f.open() {
		b.markSafe(off)
		f.start = off
	}
	b.c.Data = b.out
}

// makeCuts makes the cuts of an earlier run that lie before the line at off.
func (f *framer) makeCuts(b *build, off int64) {
	for len(f.cuts) > 0 && f.cuts[0] <= off {
		f.cut(b, f.cuts[0])
		f.cuts = f.cuts[1:]
	}
}

// due says whether a group has waited long enough for its next line. mu must be held.
func (t *tail) due(s *File) bool {
	return t.frame.grouped() && s.o.Now().Sub(t.fed) >= s.o.Multiline.MaxWait
}

// cut ends the groups of a file that has nothing more to read for now.
func (s *File) cut(t *tail) {
	b := &s.build
	t.frame.cut(b, t.pos)
	b.c.Cut = t.pos
	if b.safe >= 0 {
		t.end.Offset = b.safe
	}
}
