package linetime

import "bytes"

const monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"

// month reads the English abbreviation of a month, or returns 0.
func month(b []byte) int8 {
	if len(b) >= 3 {
		for i := 0; i < len(monthNames); i += 3 {
			if string(b[:3]) == monthNames[i:i+3] {
				return int8(i/3 + 1)
			}
		}
	}
	return 0
}

// dayFirst reads "02/Jan/2006:15:04:05 -0700" (the Apache HTTP server's %t), "02-Jan-2006 15:04:05.000" (Tomcat) and
// "02 Jan 2006 15:04:05,000" (log4j's DATE, Redis, RFC 1123).
func dayFirst(w *wall, b []byte) (n int) {
	if len(b) < len("02/Jan/2006:15:04:05") || b[2] != b[6] || b[2] != '/' && b[2] != '-' && b[2] != ' ' || b[11] != ':' && b[11] != ' ' {
		return 0
	}
	day, century, year := two(b), two(b[7:]), two(b[9:])
	if day|century|year >= none || century+year == 0 {
		return 0
	}
	*w = wall{day: int8(day), year: int16(century*100 + year), month: month(b[3:])}
	if n = w.clock(b[12:]); n == 0 {
		return 0
	}
	n += 12
	n += w.readZone(b[n:])
	return w.whole(b, n)
}

// monthFirst reads "Jan _2 15:04:05" (RFC 3164 section 4.1.2), with a year before the time or, as asctime writes it,
// behind it.
func monthFirst(w *wall, b []byte) (n int) {
	m := month(b)
	if m == 0 || len(b) < len("Jan _2 15:04:05") || b[3] != ' ' || b[6] != ' ' {
		return 0
	}
	day, ok := digits(bytes.TrimLeft(b[4:6], " "))
	if !ok {
		return 0
	}
	*w = wall{month: m, day: int8(day)}
	n = 7
	n += w.yearIn(b[n:])
	c := w.clock(b[n:])
	if c == 0 {
		return 0
	}
	if n += c; w.year == 0 && n < len(b) && b[n] == ' ' {
		if y := w.yearIn(b[n+1:]); y > 0 {
			n += y // the blank before it counts, the one behind it does not
		}
	}
	return w.whole(b, n)
}

// yearIn reads a year and the blank, colon, bracket or end behind it.
func (w *wall) yearIn(b []byte) (n int) {
	if len(b) < 4 || len(b) > 4 && b[4] != ' ' && b[4] != ']' && b[4] != ':' {
		return 0
	}
	y, ok := digits(b[:4])
	if !ok || y < 1970 {
		return 0
	}
	w.year = int16(y)
	return min(5, len(b))
}

// klog reads "I0102 15:04:05.000000" (the header of Kubernetes' klog and of glog): severity, month, day, time; no year.
func klog(w *wall, b []byte) (n int) {
	if len(b) < len("I0102 15:04:05.0") || bytes.IndexByte([]byte("IWEFD"), b[0]) < 0 || b[5] != ' ' || b[14] != '.' {
		return 0
	}
	month, day := two(b[1:]), two(b[3:])
	if month|day >= none {
		return 0
	}
	*w = wall{month: int8(month), day: int8(day)}
	if n = w.clock(b[6:]); n == 0 {
		return 0
	}
	return w.whole(b, n+6)
}

// weekday passes over "Mon " or "Mon, ". b has at least 5 bytes.
func weekday(b []byte) []byte {
	const names = "SunMonTueWedThuFriSat"
	for i := 0; i < len(names); i += 3 {
		if string(b[:3]) != names[i:i+3] {
			continue
		}
		if b[3] == ' ' {
			return b[4:]
		}
		if b[3] == ',' && b[4] == ' ' {
			return b[5:]
		}
	}
	return b
}

// timeAt reads a time in any of the known forms at the start of b. n is 0 if there is none.
func timeAt(w *wall, b []byte) (n int) {
	if len(b) < len("Jan _2 15:04:05") {
		return 0
	}
	switch c := b[0]; {
	case digit(c):
		if n = iso(w, b); n == 0 {
			n = dayFirst(w, b)
		}
	case 'A' <= c && c <= 'Z' && digit(b[1]):
		n = klog(w, b)
	case 'A' <= c && c <= 'W' && (b[3] == ' ' || b[3] == ','):
		rest := weekday(b)
		if n = monthFirst(w, rest); n == 0 {
			n = dayFirst(w, rest)
		}
	}
	return n
}

// accessLog finds "[02/Jan/2006:15:04:05 -0700]" behind the client's name, as the common log format (NCSA) has it.
func accessLog(w *wall, text []byte) bool {
	text = text[:min(len(text), maxAccess)]
	for {
		i := bytes.IndexByte(text, '[')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		if len(text) > 2 && text[2] == '/' {
			if n := dayFirst(w, text); n > 0 && n < len(text) && text[n] == ']' {
				return true
			}
		}
	}
}

// maxAccess is how far into a line an access log's time is looked for, in bytes.
const maxAccess = 512
