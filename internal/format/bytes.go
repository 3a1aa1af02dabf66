package format

// Byte classes. Bytes of 0x80 and above are parts of UTF-8 letters.
const (
	digit = 1 << iota
	upper
	lower
	high
	joint // '_', '-', '.': inside a key
	blank // ' ', '\t'
	stop  // may end a bare value, or change how it is read

	letter = upper | lower | high
	alnum  = letter | digit
	inKey  = alnum | joint
)

var class = func() (t [256]uint8) {
	for i := range 256 {
		switch b := byte(i); {
		case b >= '0' && b <= '9':
			t[i] = digit
		case b >= 'A' && b <= 'Z':
			t[i] = upper
		case b >= 'a' && b <= 'z':
			t[i] = lower
		case b >= 0x80:
			t[i] = high
		}
	}
	for _, b := range []byte("_-.") {
		t[b] |= joint
	}
	for _, b := range []byte("\n\r\t \"'`\\|<>,;&#()[]{}=:") {
		t[b] |= stop
	}
	t[' '] |= blank
	t['\t'] |= blank
	return
}()

// is says whether t[i] exists and belongs to one of the classes c.
func is(t []byte, i int, c uint8) bool { return uint(i) < uint(len(t)) && class[t[i]]&c != 0 }

// at says whether t[i] exists and is b.
func at(t []byte, i int, b byte) bool { return uint(i) < uint(len(t)) && t[i] == b }

// fold returns b in lower case.
func fold(b byte) byte {
	if b-'A' < 26 {
		return b | 0x20
	}
	return b
}

// hasFold says whether t continues at i with the lower-case ASCII word w, whatever the case.
func hasFold(t []byte, i int, w string) bool {
	return uint(i) < uint(len(t)) && w != "" && (t[i]^w[0])&^0x20 == 0 && restFold(t, i, w)
}

func restFold(t []byte, i int, w string) bool {
	if len(t)-i < len(w) {
		return false
	}
	for j, b := range t[i : i+len(w)] {
		if b != w[j] && (b|0x20 != w[j] || b-'A' >= 26) {
			return false
		}
	}
	return true
}

// anyOf says whether t[a:b] holds a byte of the classes c.
func anyOf(t []byte, a, b int, c uint8) bool {
	for ; a < b; a++ {
		if class[t[a]]&c != 0 {
			return true
		}
	}
	return false
}

// trim takes blanks off both ends of t[a:b].
func trim(t []byte, a, b int) (int, int) {
	for a < b && class[t[a]]&blank != 0 {
		a++
	}
	for b > a && class[t[b-1]]&blank != 0 {
		b--
	}
	return a, b
}

// backslashes returns how many backslashes stand directly before t[i].
func backslashes(t []byte, i int) int {
	n := 0
	for i-n > 0 && t[i-n-1] == '\\' {
		n++
	}
	return n
}

// Words says whether v is words as people's names are: letters, blanks, hyphens, apostrophes and full stops, one letter a
// capital.
func Words(v []byte) bool {
	capital := false
	for _, b := range v {
		if class[b]&(letter) == 0 && b != ' ' && b != '-' && b != '\'' && b != '.' {
			return false
		}
		capital = capital || class[b]&(upper|high) != 0
	}
	return capital
}
