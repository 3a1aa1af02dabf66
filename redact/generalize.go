package redact

import (
	"bytes"
	"strconv"

	"github.com/harpolog/harpo/detectors"
)

// The coarser forms. Each stands behind the type's label, as tokens do, so that it is inert wherever the value stood and
// survives a second pass: PHI-DOB-1961, PHI-DOB-before-1947, PHI-AGE90-90plus, PHI-ZIP-436, PHI-ZIP-000, PHI-GEO-41_-83.

// Generalizes says whether a type has a coarser form: dates their year, ages over 89 that they are, ZIP codes their first
// three digits, coordinates whole degrees.
func Generalizes(t detectors.Type) bool {
	switch t {
	case detectors.DOB, detectors.Date, detectors.Age90, detectors.ZIP, detectors.Geo:
		return true
	}
	return false
}

// firstBirthYear is the first year that is shown. 45 CFR 164.514(b)(2)(i)(C) wants all ages over 89 hidden, and the years
// that show one. Redaction knows no clock (a record must have the same bytes when it is sent again), so the year is a constant:
// whoever was born in 1947 or later is 89 at most until the end of YearsHold.
const firstBirthYear = 1947

// YearsHold is the last calendar year in which no year that Generalize shows belongs to somebody over 89.
const YearsHold = firstBirthYear + 89

const before = "before-1947"

// generalize appends the coarser form of a value. Not ok, with nothing appended: it has none that is sure.
func (s *state) generalize(dst []byte, typ detectors.Type, value []byte) (out []byte, ok bool) {
	n := len(dst)
	dst = append(appendLabel(dst, typ), '-')
	switch typ {
	case detectors.DOB, detectors.Date:
		dst, ok = s.appendYear(dst, value)
	case detectors.Age90:
		dst, ok = append(dst, "90plus"...), true
	case detectors.ZIP:
		dst, ok = appendZIP3(dst, value)
	case detectors.Geo:
		dst, ok = appendDegrees(dst, value)
	}
	if !ok {
		dst = dst[:n]
	}
	return dst, ok
}

// appendYear appends the year of a whole date, or of one that is a year alone.
func (s *state) appendYear(dst, v []byte) ([]byte, bool) {
	v = bytes.TrimSpace(v)
	year, ok := v, len(v) == 4 && digits(v) == 4
	if !ok {
		if s.norm, ok = appendDate(s.norm[:0], v); !ok {
			return dst, false
		}
		year = s.norm[:4]
	}
	if string(year) < strconv.Itoa(firstBirthYear) {
		return append(dst, before...), true
	}
	return append(dst, year...), year[0] == '1' || year[0] == '2'
}

// smallZIP3 are the first three digits of ZIP codes that may not be shown, for no more than 20,000 people live there (45 CFR
// 164.514(b)(2)(i)(B)). HHS, Guidance Regarding Methods for De-identification of Protected Health Information (2012), names 17
// by the Census of 2000; by that of 2010 (ZIP Code Tabulation Areas) 205 and 369 are further ones. Both are here; read-only.
var smallZIP3 = map[string]bool{"036": true, "059": true, "063": true, "102": true, "203": true, "205": true, "369": true, "556": true, "692": true,
	"790": true, "821": true, "823": true, "830": true, "831": true, "878": true, "879": true, "884": true, "890": true, "893": true}

// appendZIP3 appends the first three digits of a ZIP code of five or nine digits, or 000.
func appendZIP3(dst, v []byte) ([]byte, bool) {
	v = bytes.TrimSpace(v)
	switch {
	case len(v) == 5 && digits(v) == 5, len(v) == 9 && digits(v) == 9, len(v) == 10 && digits(v) == 9 && (v[5] == '-' || v[5] == ' '):
	default:
		return dst, false
	}
	if smallZIP3[string(v[:3])] {
		return append(dst, "000"...), true
	}
	return append(dst, v[:3]...), true
}

// appendDegrees appends the whole degrees of one coordinate, or of two in decimal form, cut off towards zero.
func appendDegrees(dst, v []byte) ([]byte, bool) {
	n := 0
	for i := 0; i < len(v); {
		if v[i]-'0' >= 10 {
			i++
			continue
		}
		a := i
		for i < len(v) && v[i]-'0' < 10 {
			i++
		}
		if i-a > 3 || i+1 >= len(v) || v[i] != '.' || v[i+1]-'0' >= 10 || n == 2 {
			return dst, false
		}
		if n > 0 {
			dst = append(dst, '_')
		}
		if a > 0 && v[a-1] == '-' {
			dst = append(dst, '-')
		}
		dst = append(dst, v[a:i]...)
		for i++; i < len(v) && v[i]-'0' < 10; i++ {
		}
		n++
	}
	return dst, n > 0
}

// coarseAt returns where the coarser form that begins with the dash s[i], behind the label of a type, ends, or i.
func coarseAt(s []byte, i int, t detectors.Type) int {
	rest := s[i+1:]
	end := i
	switch t {
	case detectors.DOB, detectors.Date:
		if hasPrefix(rest, before) {
			end = i + 1 + len(before)
		} else if n := digitRun(rest, 0); n == 4 {
			end = i + 1 + n
		}
	case detectors.Age90:
		if hasPrefix(rest, "90plus") {
			end = i + 1 + len("90plus")
		}
	case detectors.ZIP:
		if n := digitRun(rest, 0); n == 3 {
			end = i + 1 + n
		}
	case detectors.Geo:
		n := degreesAt(rest, 0)
		if n > 0 && n < len(rest) && rest[n] == '_' {
			if m := degreesAt(rest, n+1); m > n+1 {
				n = m
			}
		}
		if n > 0 {
			end = i + 1 + n
		}
	}
	return end
}

// degreesAt returns the end of whole degrees at s[i], or i.
func degreesAt(s []byte, i int) int {
	j := i
	if j < len(s) && s[j] == '-' {
		j++
	}
	if n := digitRun(s, j); n > j && n-j <= 3 {
		return n
	}
	return i
}

func digitRun(s []byte, i int) int {
	for i < len(s) && s[i]-'0' < 10 {
		i++
	}
	return i
}
