package linetime

import (
	"math"
	"strconv"
)

// number reads all of a text as a time since the Unix epoch, with a fraction or an exponent if it has one. Without a
// format its size says the unit: below 10^11 seconds, below 10^14 milliseconds, below 10^17 microseconds, else nanoseconds,
// so that all times of 1973 to 2262 are told apart.
func number(w *wall, text []byte, f format) bool {
	if len(text) == 0 || len(text) > 32 || !digit(text[0]) {
		return false
	}
	whole, i := int64(0), 0
	for ; i < len(text) && digit(text[i]); i++ {
		if whole > math.MaxInt64/10-1 {
			return false
		}
		whole = whole*10 + int64(text[i]-'0')
	}
	var frac []byte
	rest := text[i:]
	if len(rest) > 0 && rest[0] == '.' {
		for i = 1; i < len(rest) && digit(rest[i]); i++ {
		}
		frac, rest = rest[1:i], rest[i:]
	}
	if len(rest) > 0 {
		if c := rest[0] | 0x20; c != 'e' && c != 'x' && c != 'p' && rest[0] != '_' { // nothing else goes on in a number that strconv reads
			return false
		}
		ok := false
		if whole, frac, ok = exponent(text); !ok {
			return false
		}
	}
	unit := unitOf(whole, f)
	if whole > math.MaxInt64/unit-1 || whole <= 0 {
		return false
	}
	*w = wall{epoch: true, ns: whole*unit + fraction(frac, unit)}
	return true
}

// exponent reads a number written with an exponent, to the microsecond if it is in seconds: no more is in a float64.
func exponent(text []byte) (whole int64, frac []byte, ok bool) {
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil || v < 1 || v > math.MaxInt64/2 {
		return 0, nil, false
	}
	whole = int64(v)
	return whole, strconv.AppendInt(nil, 1_000_000+int64((v-float64(whole))*1e6), 10)[1:], true
}

func unitOf(n int64, f format) int64 {
	switch {
	case f == unix || f == autoFormat && n < 1e11:
		return 1e9
	case f == unixMilli || f == autoFormat && n < 1e14:
		return 1e6
	case f == unixMicro || f == autoFormat && n < 1e17:
		return 1e3
	}
	return 1
}

// fraction returns digits behind the point in units of 1/unit.
func fraction(digits []byte, unit int64) (n int64) {
	for _, c := range digits {
		if unit /= 10; unit == 0 {
			break
		}
		n += int64(c-'0') * unit
	}
	return n
}
