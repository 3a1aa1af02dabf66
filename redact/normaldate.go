package redact

import "github.com/harpolog/harpo/detectors"

// appendDate appends a date as yyyymmdd, whichever of the usual spellings it has, so that they share a token: year first
// (ISO 8601, HL7 TS), month first (US), or with the month's name. A first number over 12 is a day. It reports false, and
// appends nothing, where the value is not a whole date; a time of day behind it is left out.
func appendDate(dst, v []byte) ([]byte, bool) {
	var num [3]int // the first three numbers
	var size [3]int
	n, month, monthAt := 0, 0, 0
	for i := 0; i < len(v) && n < 3; {
		switch b := v[i]; {
		case b-'0' < 10:
			j, x := i, 0
			for j < len(v) && j < i+8 && v[j]-'0' < 10 {
				x = x*10 + int(v[j]-'0')
				j++
			}
			num[n], size[n] = x, j-i
			n++
			i = j
			if size[0] == 8 {
				return ymd(dst, num[0]/10000, num[0]/100%100, num[0]%100)
			}
		case (b|0x20)-'a' < 26:
			if m := monthName(v[i:]); m > 0 && month == 0 {
				month, monthAt = m, n
			}
			for i < len(v) && (v[i]|0x20)-'a' < 26 {
				i++
			}
		default:
			i++
		}
	}
	switch {
	case month > 0 && n >= 2 && size[0] == 4:
		return ymd(dst, num[0], month, num[1])
	case month > 0 && n >= 2 && size[1] == 4 && monthAt <= 1:
		return ymd(dst, num[1], month, num[0])
	case n < 3:
		return dst, false
	case size[0] == 4:
		return ymd(dst, num[0], num[1], num[2])
	case size[2] == 4 && num[0] > 12:
		return ymd(dst, num[2], num[1], num[0])
	case size[2] == 4:
		return ymd(dst, num[2], num[0], num[1])
	}
	return dst, false
}

func ymd(dst []byte, y, m, d int) ([]byte, bool) {
	if y < 1000 || m < 1 || m > 12 || d < 1 || d > 31 {
		return dst, false
	}
	for _, p := range [...]struct{ x, unit int }{{y, 1000}, {m, 10}, {d, 10}} {
		for u := p.unit; u > 0; u /= 10 {
			dst = append(dst, byte('0'+p.x/u%10))
		}
	}
	return dst, true
}

// monthName returns the month whose English name, or its first three letters, begins s; 0 if none does.
func monthName(s []byte) int {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	const firsts = 1<<0 | 1<<3 | 1<<5 | 1<<9 | 1<<12 | 1<<13 | 1<<14 | 1<<18 // a d f j m n o s
	if len(s) < 3 || firsts>>((s[0]|0x20)-'a')&1 == 0 {
		return 0
	}
	for m := range 12 {
		if s[0]|0x20 == names[3*m] && s[1]|0x20 == names[3*m+1] && s[2]|0x20 == names[3*m+2] {
			return m + 1
		}
	}
	return 0
}

// dated says whether a type's values are dates.
func dated(t detectors.Type) bool { return t == detectors.DOB || t == detectors.Date }
