package redact

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/harpolog/harpo/internal/scan"
)

// recordFunc is called for a record src[from:to] with its events, whose positions are off ahead of the record's own.
type recordFunc func(from, to int, es []scan.Event, off int)

// records calls f, in order, for each record of src that may hold something, and for each that is longer than the limit
// whatever it holds: what is withheld must not depend on what the scanner saw.
func (s *state) records(src []byte, lines bool, f recordFunc) {
	s.lines = lines
	if len(src) <= s.r.maxLine {
		s.scanned(src, 0, lines, f)
		return
	}
	if !lines {
		f(0, len(src), nil, 0)
		return
	}
	start := 0 // of the run of lines that are short enough
	for i := 0; i < len(src); {
		end := len(src)
		if j := bytes.IndexByte(src[i:], '\n'); j >= 0 {
			end = i + j
		}
		if end-i > s.r.maxLine {
			s.scanned(src[start:i], start, true, f)
			f(i, end, nil, 0)
			start = end
		}
		i = end + 1
	}
	s.scanned(src[start:], start, true, f)
}

// scanned scans text, which begins at base in the source, and calls f for its records that hold an event.
func (s *state) scanned(src []byte, base int, lines bool, f recordFunc) {
	if s.draft.on {
		s.events = s.scanTokens(s.events[:0], src, base)
	} else {
		s.events = s.scan(s.events[:0], src)
	}
	nul := bytes.IndexByte(src, 0)
	s.plain = nul < 0
	es := s.prune(s.events, src)
	last := 0
	for len(es) > 0 || nul >= 0 {
		from, to, pos := 0, len(src), nul
		if len(es) > 0 && (nul < 0 || int(es[0].Pos) < nul) {
			pos = int(es[0].Pos)
		}
		if lines {
			from, to = lineAround(src, last, pos)
		}
		n := 0
		for n < len(es) && int(es[n].Pos) < to {
			n++
		}
		s.printedLines(src, base, last, from, lines, f)
		if !s.vain(es[:n]) || glance(src[from:to]) {
			f(base+from, base+to, es[:n], from)
		}
		last, es = to, es[n:]
		if nul >= 0 && nul < to {
			if nul = bytes.IndexByte(src[to:], 0); nul >= 0 {
				nul += to
			}
		}
		if !lines {
			return
		}
	}
	if !lines && bytes.IndexByte(src, '\n') > 0 {
		f(base, base+len(src), nil, 0) // it may be a table, of words that the scanner passes over
		return
	}
	s.printedLines(src, base, last, len(src), lines, f)
}

// printedLines calls f for the lines of src[from:to], which hold no event, that member may find something in.
func (s *state) printedLines(src []byte, base, from, to int, lines bool, f recordFunc) {
	if s.r.treatment.Base != Strict || !lines {
		return
	}
	for from < to {
		end := to
		if i := bytes.IndexByte(src[from:to], '\n'); i >= 0 {
			end = from + i
		}
		if printed(src[from:end]) {
			f(base+from, base+end, nil, from)
		}
		from = end + 1
	}
}

// lineAround returns the extent of the line that holds pos. last is the end of a line before it, or the start of src. Lines between
// are passed over one by one: looking for line feeds forwards costs a fraction of looking for them backwards.
func lineAround(src []byte, last, pos int) (from, to int) {
	if from = last; from < pos && src[from] == '\n' {
		from++
	}
	for {
		to = len(src)
		if i := bytes.IndexByte(src[from:], '\n'); i >= 0 {
			to = from + i
		}
		if to >= pos {
			return from, to
		}
		from = to + 1
	}
}

// prune takes out the cues at which nobody has anything to say: many lines are then free of events. Events at which that took more than a look
// at what stands beside them stay, without a kind. Should one of those who are asked panic, all events from there on stay.
func (s *state) prune(es []scan.Event, src []byte) (kept []scan.Event) {
	n, i := 0, 0
	defer func() {
		if recover() != nil { // what it says may quote a record: it is not looked at
			n += copy(es[n:], es[i:])
		}
		kept = es[:n]
	}()
	may := s.mayBeVain()
	for ; i < len(es); i++ {
		e := es[i]
		rest := e.Kind &^ scan.Cue
		if rest != e.Kind {
			c, p := &s.r.tables.cues[e.Cue], int(e.Pos)
			switch idle, vain := c.isIdle(src, p); {
			case idle && !vain:
				e.Kind = rest
			case !idle || !may || partedFrom(src, p) || partsBehind(src, p+len(c.Text)) && !opensSegment(src, p):
				rest = 0 // must be asked
			case rest == 0:
				e.Kind = vainKind
			}
		}
		if rest != 0 && may && (rest&s.r.tables.mayBeVain != 0 && s.vainAnchor(rest, src, int(e.Pos)) || rest == scan.Sep && vainKey(src, int(e.Pos))) {
			e.Kind = vainKind
		}
		if e.Kind != 0 {
			es[n] = e
			n++
		}
	}
	return es[:n]
}

// vainKind is the kind of an event at which nobody has anything to say, in a line that must be looked at nevertheless. The scanner does not
// know it.
const vainKind scan.Kind = 1 << 29

// mayBeVain says whether a line with such events alone need not be asked about: it holds nothing but what its events tell of, but for what
// glance sees.
func (s *state) mayBeVain() bool {
	return s.lines && s.plain && s.r.treatment.Base != Strict && s.r.directory == nil && s.r.rules == nil
}

// vainAnchor says whether nobody has anything to say at the shape of a kind, one of mayBeVain, at src[p], which begins no cell of a row (see parted).
func (s *state) vainAnchor(k scan.Kind, src []byte, p int) bool {
	if k&(k-1) != 0 || partedFrom(src, p) {
		return false
	}
	if k == scan.Blob {
		return vainBlob(src, p)
	}
	for _, vain := range s.r.tables.vain[bits.TrailingZeros32(uint32(k))] {
		if !vain(src, p) {
			return false
		}
	}
	return true
}

// vainKey says whether nobody takes the value behind the equals sign src[p], for one of two keys that logs are full of. No other key is read over
// the blank before them.
func vainKey(src []byte, p int) bool {
	return src[p] == '=' && (hasSuffix(src[:p], " caller") && vainCaller(src, p+1) || hasSuffix(src[:p], " id") && !enclosed(src, p))
}

// maxSource bounds the name of a source, in bytes.
const maxSource = 96

// vainCaller says whether a place in a source, file and line, stands at src[i] as the loggers of Go write their callers: handler.go:123 (zap,
// klog, go-kit). It is no name.
func vainCaller(src []byte, i int) bool {
	from := i
	for i < len(src) && i < from+maxSource && (src[i]-'a' < 26 || src[i]-'0' < 10 || src[i] == '_' || src[i] == '/' || src[i] == '-') {
		i++
	}
	const suffix = ".go:"
	if i == from || i+len(suffix) >= len(src) || string(src[i:i+len(suffix)]) != suffix {
		return false
	}
	i += len(suffix)
	e := i
	for e < len(src) && src[e]-'0' < 10 {
		e++
	}
	return e > i && e < i+8 && e < len(src) && (src[e] == ' ' || src[e] == '\n')
}

// enclosed says whether an object, a list or a tag may be open at src[p] that its line has opened: then a key that says little alone may be one
// of theirs.
func enclosed(src []byte, p int) bool {
	line := src[lineStart(src, p):p]
	if bytes.IndexByte(line, '{') >= 0 || bytes.IndexByte(line, '<') >= 0 {
		return true
	}
	open, first := 0, true
	for {
		i, j := bytes.IndexByte(line, '['), bytes.IndexByte(line, ']')
		if i < 0 && j < 0 {
			return open > 0
		}
		if i < 0 || j >= 0 && j < i {
			i, open = j, max(open-1, 0)
		} else {
			open++
		}
		if first && len(line)-i > maxEnclosed {
			return true
		}
		line, first = line[i+1:], false
	}
}

// lineStart returns where the line begins that src[p] is in.
func lineStart(src []byte, p int) int {
	const ones = 0x0101010101010101
	for p >= 8 {
		v := binary.LittleEndian.Uint64(src[p-8:]) ^ '\n'*ones
		if (v-ones)&^v&(0x80*ones) != 0 { // Hacker's Delight, 6-1: a byte of v is zero
			break
		}
		p -= 8
	}
	for p > 0 && src[p-1] != '\n' {
		p--
	}
	return p
}

// maxEnclosed is how much of a line enclosed counts brackets in, in bytes: where more of it holds some, they may be open.
const maxEnclosed = 512

// vain says whether all events of a line are vain.
func (s *state) vain(es []scan.Event) bool {
	for i := range es {
		if es[i].Kind != vainKind {
			return false
		}
	}
	return len(es) > 0
}

// glance says whether a line without questions may hold something: it names columns, or holds keys in brackets, or values in brackets
// behind their keys.
func glance(line []byte) bool {
	if mayHead(line) {
		return true
	}
	calls := 0
	for i := 3; i < len(line); {
		j := bytes.IndexByte(line[i:], '(')
		if j < 0 {
			break
		}
		if i += j + 1; isTokenByte(line[i-2]) {
			if calls++; calls > 1 {
				return true
			}
		} else if bracketKey(line, i) > 0 {
			return true
		}
	}
	return false
}
