package linetime

import (
	"bytes"
	"time"
)

// iso reads a date and a time at the start of b as RFC 3339 section 5.6 and ISO 8601 write them, and as loggers do: the
// date's parts parted by - or /, T, t, _ or a blank before the time, a fraction behind a point or comma, and Z, UTC, GMT,
// +hh:mm, +hhmm or +hh, or nothing, for the zone. n is how long it is, 0 if there is none.
func iso(b []byte) (w wall, n int) {
	if len(b) < len("2006-01-02T15:04:05") || b[4] != b[7] || b[4] != '-' && b[4] != '/' || bytes.IndexByte([]byte("Tt_ "), b[10]) < 0 {
		return w, 0
	}
	var ok1, ok2, ok3 bool
	w.year, ok1 = digits(b[:4])
	w.month, ok2 = digits(b[5:7])
	w.day, ok3 = digits(b[8:10])
	n = w.clock(b[11:])
	if !ok1 || !ok2 || !ok3 || n == 0 || w.year == 0 {
		return w, 0
	}
	n += 11
	n += w.readZone(b[n:])
	return w, whole(&w, b, n)
}

// whole returns n if the time that ends there is one and nothing of a longer word follows.
func whole(w *wall, b []byte, n int) int {
	if !w.sane() || n < len(b) && alnum(b[n]) {
		return 0
	}
	return n
}

// clock reads hh:mm:ss and a fraction of up to nine digits behind a point or comma.
func (w *wall) clock(b []byte) (n int) {
	if len(b) < 8 || b[2] != ':' || b[5] != ':' {
		return 0
	}
	var ok1, ok2, ok3 bool
	w.hour, ok1 = digits(b[:2])
	w.min, ok2 = digits(b[3:5])
	w.sec, ok3 = digits(b[6:8])
	if !ok1 || !ok2 || !ok3 {
		return 0
	}
	if len(b) < 10 || b[8] != '.' && b[8] != ',' || !digit(b[9]) {
		return 8
	}
	n = 9
	for scale := 100_000_000; n < len(b) && digit(b[n]); n++ {
		w.nanos += int(b[n]-'0') * scale // digits beyond the ninth count nothing
		scale /= 10
	}
	return n
}

// readZone reads a zone, perhaps behind a blank.
func (w *wall) readZone(b []byte) (n int) {
	if len(b) > 0 && b[0] == ' ' {
		n = 1
	}
	for _, name := range [...]string{"Z", "z", "UTC", "GMT"} {
		if z := b[n:]; len(z) >= len(name) && string(z[:len(name)]) == name && (len(z) == len(name) || !alnum(z[len(name)])) {
			w.zoned = true
			return n + len(name)
		}
	}
	z := b[n:]
	if len(z) < 3 || z[0] != '+' && z[0] != '-' {
		return 0
	}
	h, ok := digits(z[1:3])
	if !ok || h > 14 { // the easternmost zone is 14 hours ahead
		return 0
	}
	end, m := 3, 0
	if rest := bytes.TrimPrefix(z[3:], []byte(":")); len(rest) >= 2 {
		if v, ok := digits(rest[:2]); ok && v < 60 {
			m, end = v, len(z)-len(rest)+2
		}
	}
	if end < len(z) && digit(z[end]) || end == 3 && n > 0 {
		return 0 // a number of something else
	}
	w.zoned, w.zone = true, int64(time.Duration(h)*time.Hour+time.Duration(m)*time.Minute)
	if z[0] == '-' {
		w.zone = -w.zone
	}
	return n + end
}

func digits(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if !digit(c) {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func alnum(c byte) bool { return digit(c) || letter(c) || c >= 0x80 }
