package detectors

// siblingKey returns the key that holds the other half of a name, or "".
func siblingKey(key string) string {
	switch key {
	case "first":
		return "last"
	case "last":
		return "first"
	}
	return ""
}

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
		return v.words == 1 && !v.machine && v.titled == 1 && v.clean == 1
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
	if c := scanName(s, b.end+1); at(s, b.end, ' ') && c.form == formInitial && !keyFollows(s, c.end) && valueTokenEnds(s, c.end) {
		return c.end
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
