package source

import "time"

// parseTime reads a timestamp of RFC 3339 section 5.6 with up to nine digits of fraction, as containerd, CRI-O and
// Docker write it, and returns nanoseconds since the Unix epoch.
func parseTime(b []byte) (int64, bool) {
	if len(b) < len("2006-01-02T15:04:05Z") || b[4] != '-' || b[7] != '-' || b[10] != 'T' || b[13] != ':' || b[16] != ':' {
		return 0, false
	}
	var v [6]int
	for i, at := range [6]int{0, 5, 8, 11, 14, 17} {
		n := 2
		if i == 0 {
			n = 4
		}
		var ok bool
		if v[i], ok = digits(b[at : at+n]); !ok {
			return 0, false
		}
	}
	if v[1] < 1 || v[1] > 12 || v[2] < 1 || v[2] > 31 || v[3] > 23 || v[4] > 59 || v[5] > 60 {
		return 0, false
	}
	nanos, rest := fraction(b[19:])
	zone, ok := offset(rest)
	if !ok || nanos < 0 {
		return 0, false
	}
	return time.Date(v[0], time.Month(v[1]), v[2], v[3], v[4], v[5], nanos, time.UTC).UnixNano() - zone, true
}

func digits(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0
}

// fraction reads ".ddd" at the start of b; nanos is -1 if it is malformed.
func fraction(b []byte) (nanos int, rest []byte) {
	if len(b) == 0 || b[0] != '.' {
		return 0, b
	}
	i, scale := 1, 100_000_000
	for ; i < len(b) && b[i] >= '0' && b[i] <= '9'; i++ {
		nanos += int(b[i]-'0') * scale
		scale /= 10
	}
	if i == 1 || i > 10 {
		return -1, nil
	}
	return nanos, b[i:]
}

// offset reads "Z" or "+hh:mm", all of b, in nanoseconds east of UTC.
func offset(b []byte) (int64, bool) {
	if len(b) == 1 && b[0] == 'Z' {
		return 0, true
	}
	if len(b) != 6 || b[3] != ':' || b[0] != '+' && b[0] != '-' {
		return 0, false
	}
	h, ok1 := digits(b[1:3])
	m, ok2 := digits(b[4:6])
	d := int64(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute)
	if b[0] == '-' {
		d = -d
	}
	return d, ok1 && ok2
}
