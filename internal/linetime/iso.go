package linetime

// iso reads a date and a time at the start of b as RFC 3339 section 5.6 and ISO 8601 write them, and as loggers do: the
// date's parts parted by - or /, T, t, _ or a blank before the time, a fraction behind a point or comma, and Z, UTC, GMT,
// +hh:mm, +hhmm or +hh, or nothing, for the zone. n is how long it is, 0 if there is none.
func iso(w *wall, b []byte) (n int) {
	if len(b) < len("2006-01-02T15:04:05") || b[4] != b[7] || b[4] != '-' && b[4] != '/' || b[10]|0x20 != 't' && b[10] != ' ' && b[10] != '_' {
		return 0
	}
	century, year, month, day := two(b), two(b[2:]), two(b[5:]), two(b[8:])
	if century|year|month|day >= none || century+year == 0 {
		return 0
	}
	*w = wall{year: int16(century*100 + year), month: int8(month), day: int8(day)}
	if n = w.clock(b[11:]); n == 0 {
		return 0
	}
	n += 11
	n += w.readZone(b[n:])
	return w.whole(b, n)
}

// two reads two digits. It returns a number of which the eighth bit or a higher one is set if they are none, and otherwise none of these.
func two(b []byte) uint {
	x, y := uint(b[0]-'0'), uint(b[1]-'0')
	if x > 9 || y > 9 {
		return none
	}
	return 10*x + y
}

// none is what no two digits come to, nor with other two digits in a bitwise or.
const none = 1 << 7

// whole returns n if the time that ends there is one and nothing of a longer word follows.
func (w *wall) whole(b []byte, n int) int {
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
	hour, minute, sec := two(b), two(b[3:]), two(b[6:])
	if hour|minute|sec >= none {
		return 0
	}
	w.hour, w.min, w.sec = int8(hour), int8(minute), int8(sec)
	if len(b) < 10 || b[8] != '.' && b[8] != ',' || !digit(b[9]) {
		return 8
	}
	n = 9
	nanos := int32(0)
	for n < len(b) && digit(b[n]) {
		if n < 9+9 { // digits beyond the ninth count nothing
			nanos = nanos*10 + int32(b[n]-'0')
		}
		n++
	}
	w.nanos = nanos * scales[min(n-9, 9)]
	return n
}

// scales are what a fraction of so many digits is to be multiplied with to be nanoseconds; read-only.
var scales = [10]int32{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1}

// readZone reads a zone, perhaps behind a blank.
func (w *wall) readZone(b []byte) (n int) {
	if len(b) > 0 && b[0] == ' ' {
		n = 1
	}
	z := b[n:]
	if name := zoneName(z); name > 0 && (len(z) == name || !alnum(z[name])) {
		w.zoned = true
		return n + name
	}
	if len(z) < 3 || z[0] != '+' && z[0] != '-' {
		return 0
	}
	h := two(z[1:])
	if h > 14 { // the easternmost zone is 14 hours ahead
		return 0
	}
	end, m := 3, uint(0)
	at := end
	if len(z) > at && z[at] == ':' {
		at++
	}
	if len(z) >= at+2 {
		if v := two(z[at:]); v < 60 {
			m, end = v, at+2
		}
	}
	if end < len(z) && digit(z[end]) || end == 3 && n > 0 {
		return 0 // a number of something else
	}
	w.zoned, w.zone = true, int32(h*3600+m*60)
	if z[0] == '-' {
		w.zone = -w.zone
	}
	return n + end
}

// zoneName returns the length of the name of UTC that b begins with, or 0.
func zoneName(b []byte) int {
	switch {
	case len(b) == 0:
		return 0
	case b[0]|0x20 == 'z':
		return 1
	case len(b) >= 3 && (string(b[:3]) == "UTC" || string(b[:3]) == "GMT"):
		return 3
	}
	return 0
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
