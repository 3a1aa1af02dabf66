package guard

import "bytes"

// isEmail says whether an address stands around the @ at i, behind which its domain begins: a local part of RFC 5321's atoms, and a domain of at least
// two labels, the last of two letters or more. It returns where the last label begins and where it ends.
func isEmail(s []byte, i, domain int) (last, end int, ok bool) {
	if i == 0 || class[s[i-1]] < letter {
		return 0, 0, false
	}
	labels := 0
	for j := domain; j < len(s) && labels < 8; j = end + 1 {
		n := label(s, j)
		if n == j { // a dot that ends the sentence
			break
		}
		labels, last, end = labels+1, j, n
		if n >= len(s) || s[n] != '.' {
			break
		}
	}
	for k := last; k < end; k++ {
		if !isLetter(s[k]) {
			return 0, 0, false
		}
	}
	return last, end, labels > 1 && end-last > 1
}

// plainly returns the address around the @ at i, written plainly.
func plainly(s []byte, i, domain, end int) []byte {
	from := local(s, i)
	if domain == i+1 {
		return s[from:end]
	}
	return append(append(bytes.Clone(s[from:i]), '@'), s[domain:end]...)
}

// local returns where the local part before the @ at i begins: of RFC 5321's atoms, without the punctuation that also parts
// a value from its key.
func local(s []byte, i int) int {
	for i > 0 && (class[s[i-1]] >= letter || bytes.IndexByte([]byte(".%+-"), s[i-1]) >= 0) {
		i--
	}
	return i
}

// label returns the end of a domain label.
func label(s []byte, i int) int {
	for i < len(s) && (isLetter(s[i]) || isDigit(s[i]) || s[i] == '-') {
		i++
	}
	return i
}

// isSSN says whether ddd-dd-dddd stands at i, by itself and of an area, group and serial that are given out.
func isSSN(s []byte, i int) bool {
	if len(s) < i+11 || s[i+3] != '-' || s[i+6] != '-' || len(s) > i+11 && (class[s[i+11]] >= letter || s[i+11] == '-') {
		return false
	}
	var n [11]int
	for k := range n {
		if k != 3 && k != 6 && !isDigit(s[i+k]) {
			return false
		}
		n[k] = int(s[i+k] - '0')
	}
	area, group, serial := n[0]*100+n[1]*10+n[2], n[4]*10+n[5], n[7]*1000+n[8]*100+n[9]*10+n[10]
	return area > 0 && area != 666 && area < 900 && group > 0 && serial > 0
}

// isCard says whether four groups of four digits stand at i, with dashes or blanks between them, that make a card number:
// the prefixes of ISO/IEC 7812-1 that payment networks use, and the check digit of its annex B.
func isCard(s []byte, i int) bool {
	if len(s) < i+19 || len(s) > i+19 && (class[s[i+19]] >= letter || s[i+19] == '-') {
		return false
	}
	sep, sum := s[i+4], 0
	if sep != '-' && sep != ' ' {
		return false
	}
	for k := range 19 {
		b := s[i+k]
		if k%5 == 4 {
			if b != sep {
				return false
			}
			continue
		}
		if !isDigit(b) {
			return false
		}
		d := int(b - '0')
		if (k-k/5)%2 == 0 { // sixteen digits: the first one is doubled
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	first := s[i]
	return sum%10 == 0 && (first == '4' || first == '5' && s[i+1] >= '1' && s[i+1] <= '5' || first == '6' && (s[i+1] == '0' || s[i+1] == '5') || first == '2' && s[i+1] >= '2' && s[i+1] <= '7')
}

// isMBI says whether a word of eleven has CMS's form C A AN N A AN N A A N N, with capitals and without S L O I B Z.
func isMBI(w []byte) bool {
	const form = "CAXNAXNAANN" // C: 1 to 9; N: digit; A: letter; X: either
	letters := 0
	for i, b := range w {
		d, a := isDigit(b), b >= 'A' && b <= 'Z'
		switch b {
		case 'S', 'L', 'O', 'I', 'B', 'Z':
			return false
		}
		switch form[i] {
		case 'C':
			d, a = d && b != '0', false
		case 'N':
			a = false
		case 'A':
			d = false
		}
		if !d && !a {
			return false
		}
		if a {
			letters++
		}
	}
	return letters >= 4
}
