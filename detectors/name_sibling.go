package detectors

// siblingKey returns the key that holds the other half of a name, or "".
func siblingKey(key string) string {
	switch key {
	case "first":
		return "last"
	case "last":
		return "first"
	case "fn":
		return "ln"
	case "ln":
		return "fn"
	}
	return ""
}

// Halved says whether a key holds half of a name, of which the other half may decide.
func Halved(key string) bool { return siblingKey(key) != "" }

// besideSibling says whether the other half of the name stands near f, on the same line and in the same object, under its own
// key, and looks like a name: then f is a name too, although no list holds it. Pages and cursors have such keys as well.
func besideSibling(s []byte, f Field) bool {
	w := siblingKey(f.Key)
	if w == "" {
		return false
	}
	low, high := max(0, f.KeyStart-window), min(len(s), f.End+window)
	for k := f.KeyStart; k > low; k-- {
		if c := s[k-1]; c == '\n' || c == '{' || c == '}' {
			low = k
		}
	}
	for k := f.End; k < high; k++ {
		if c := s[k]; c == '\n' || c == '{' || c == '}' {
			high = k
		}
	}
	for k := low; k+len(w) < high; k++ {
		if s[k]|0x20 != w[0] || !wordFold(s, k, w) {
			continue
		}
		j := k + len(w)
		for j < high && among(`"'\ `, s[j]) {
			j++
		}
		if !at(s, j, '=') && !at(s, j, ':') {
			continue
		}
		for j++; j < high && among(`"'\> `, s[j]); {
			j++
		}
		e := j
		for e < high && !among("\"'\\ ,;&)}]", s[e]) {
			e++
		}
		v := readValue(s, j, e)
		return v.words == 1 && !v.machine && v.titled == 1 && (v.clean == 1 || v.unknown == 1 && e-j > 3 && len(w) == 2 && among("\"'>", s[j-1]))
	}
	return false
}

// commaName returns the end of the name in "Last, First M" at i, where the value of a key of a person was cut at the comma, or 0.
// Neither part is an ordinary word or the name of something else.
func commaName(s []byte, i int) int {
	a := scanName(s, i)
	if a.form != formTitle && a.form != formCaps || !at(s, a.end, ',') || !at(s, a.end+1, ' ') {
		return 0
	}
	b := scanName(s, a.end+2)
	if b.form != a.form || a.stops() || b.stops() || !a.known() && !b.known() && a.form != formTitle || a.w.common() > 1 && !a.known() || b.w.common() > 1 && !b.known() ||
		a.end-a.start < 2 || b.end-b.start < 2 || keyFollows(s, b.end) || !valueTokenEnds(s, b.end) {
		return 0
	}
	if at(s, b.end, ' ') {
		if c := scanName(s, b.end+1); c.form == formInitial && !keyFollows(s, c.end) && valueTokenEnds(s, c.end) {
			return c.end
		}
	}
	return b.end
}

// holderKey says whether a key of a record about health names the person it is about.
func holderKey(key string) bool {
	switch key {
	case "patient", "pt", "pat", "subscriber", "member", "insured", "dependent", "guarantor", "beneficiary", "pcp", "nm":
		return true
	}
	return false
}

// soughtName returns the extent of the name in `lookup q="roe, jane"` behind the role that ends at e, whatever its case, or 0, 0.
func soughtName(s []byte, e int) (start, end int) {
	if !at(s, e, ' ') && !at(s, e, '_') {
		return 0, 0
	}
	k := run(s, e+1, letter)
	var buf [24]byte
	switch string(lowered(s, e+1, min(k, e+20), &buf)) {
	case "lookup", "search", "query", "find", "match", "finder", "index":
	default:
		return 0, 0
	}
	for n := 0; n < 24 && k < len(s) && s[k] != '"' && s[k] != '\'' && s[k] != '\n'; n++ {
		k++
	}
	if !at(s, k, '"') && !at(s, k, '\'') {
		return 0, 0
	}
	q := s[k]
	a := scanName(s, k+1)
	if a.form == formNone || a.form == formInitial || !at(s, a.end, ',') {
		return 0, 0
	}
	i := a.end + 1
	if at(s, i, ' ') {
		i++
	}
	b := scanName(s, i)
	if b.form == formNone || a.stops() || b.stops() || !a.known() && !b.known() {
		return 0, 0
	}
	end = b.end
	if at(s, end, ' ') {
		if c := scanName(s, end+1); c.form != formNone && at(s, c.end, q) {
			end = c.end
		}
	}
	if !at(s, end, q) {
		return 0, 0
	}
	return k + 1, end
}
