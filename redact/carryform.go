package redact

import (
	"encoding/binary"
	"time"

	"github.com/harpolog/harpo/detectors"
)

// The forms in which values are digested, so that the spellings of one agree. Each method leaves the form in d.buf.

// words leaves a word in lower case, whatever stands in it.
func (d *digester) words(as byte, w []byte) {
	d.buf = appendLower(append(d.buf[:0], as), w)
}

func appendLower(dst, w []byte) []byte {
	for _, b := range w {
		if b-'A' < 26 {
			b |= 0x20
		}
		dst = append(dst, b)
	}
	return dst
}

// pair leaves two words, whichever comes first. Not ok: they are too short, or both of them ordinary, to name a person.
func (d *digester) pair(a, b []byte) (ok bool) {
	if len(a) < 2 || len(b) < 2 || len(a)+len(b) < 6 || !detectors.Related(a) && !detectors.Distinctive(a) && !detectors.Related(b) && !detectors.Distinctive(b) {
		return false
	}
	d.pairOf(a, b)
	return true
}

func (d *digester) pairOf(a, b []byte) {
	if foldLess(b, a) {
		a, b = b, a
	}
	d.buf = appendLower(append(appendLower(append(d.buf[:0], asPair), a), 0), b)
}

// foldLess says whether a comes before b, whatever their case.
func foldLess(a, b []byte) bool {
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		if x-'A' < 26 {
			x |= 0x20
		}
		if y-'A' < 26 {
			y |= 0x20
		}
		if x != y {
			return x < y
		}
	}
	return len(a) < len(b)
}

// id leaves the letters and digits of an identifier. weak: only records of the same trace are searched for it. Not ok: it
// is too short, or looks like what machines count and stamp.
func (d *digester) id(v []byte) (weak, ok bool) {
	if len(v) > 64 {
		return false, false
	}
	d.buf = appendNormal(append(d.buf[:0], asID), detectors.MRN, v)
	return d.checkID()
}

func (d *digester) checkID() (weak, ok bool) {
	v := d.buf[1:]
	if len(v) == 11 && v[0] == '1' && digits(v) == 11 { // a telephone number with its country code
		d.buf = append(d.buf[:1], v[1:]...)
		v = d.buf[1:]
	}
	n := digits(v)
	switch {
	case n < 5 || filler(v):
		return false, false
	case n == len(v):
		return n < 7, !compactDate(v) && !(v[0] == '1' && (n == 13 || n == 16 || n == 19))
	}
	return len(v) < 7, true
}

// filler says whether v is one digit over and over, or digits counted up or down, as in examples.
func filler(v []byte) bool {
	step := v[1] - v[0]
	for i := 1; i < len(v); i++ {
		if d := v[i] - v[i-1]; d != step && d != step-10 && d != step+10 {
			return false
		}
	}
	return step == 0 || step == 1 || step == 255
}

// date leaves a date as yyyymmdd.
func (d *digester) date(v []byte) (ok bool) {
	if len(v) < 8 || len(v) > 32 {
		return false
	}
	d.buf, ok = appendDate(append(d.buf[:0], asDate), v)
	return ok && len(d.buf) == 9
}

// longAgo says whether a date, yyyymmdd, is so long before its record was written that it is hardly one of an event: two
// years by the record's time stamp; without one, any year of the last century.
func longAgo(date, text []byte) bool {
	year := 0
	for _, b := range date[:4] {
		year = year*10 + int(b-'0')
	}
	if at := stamp(text); at != 0 {
		return year+2 <= time.Unix(int64(at), 0).UTC().Year()
	}
	return year < 2000
}

// compactDate says whether v is a date of the years 1900 to 2099, yyyymmdd.
func compactDate(v []byte) bool {
	if len(v) != 8 || digits(v) != 8 {
		return false
	}
	var n [8]byte
	for i, b := range v {
		n[i] = b - '0'
	}
	century, month, day := n[0]*10+n[1], n[4]*10+n[5], n[6]*10+n[7]
	return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

const (
	minStreet = 3 // words of the first line of an address, house number included
	maxStreet = 6
)

// street leaves the first line of an address that begins with a house number: its words up to a comma, six at most.
func (d *digester) street(v []byte) (ok bool) {
	d.buf = append(d.buf[:0], asAddress)
	n := 0
	for i := 0; i < len(v) && n < maxStreet; {
		a, b, next := streetWord(v, i)
		if a == b || n == 0 && digits(v[a:b]) == 0 {
			break
		}
		d.buf = append(appendLower(d.buf, v[a:b]), ' ')
		n++
		if i = next; i >= len(v) || v[i] != ' ' {
			break
		}
	}
	return n >= minStreet
}

// streetWord returns the word of an address at v[i:], without a blank before it, and the byte behind it and its full stop.
func streetWord(v []byte, i int) (from, to, next int) {
	if i < len(v) && v[i] == ' ' {
		i++
	}
	j := i
	for j < len(v) && (wordByte(v[j]) && v[j] != '_' || v[j] == '\'' || v[j] == '-') {
		j++
	}
	if next = j; next < len(v) && v[next] == '.' {
		next++
	}
	return i, j, next
}

// tied is the digest of a value and the trace that it was seen in.
func tied(d *digester, value, trace uint64) uint64 {
	d.buf = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(d.buf[:0], value), trace)
	return d.sum()
}
