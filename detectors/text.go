package detectors

// Byte classes. Bytes of 0x80 and above are parts of UTF-8 letters here: no detector cuts a name at a diacritic.
const (
	digit = 1 << iota
	upper
	lower
	high   // 0x80..0xff
	under  // '_'
	local  // may stand in an e-mail local part (RFC 5322 atext, less what logs use as separators)
	space  // ' ' and '\t'
	letter = upper | lower | high
	alnum  = letter | digit
	word   = alnum | under
)

var class = func() (t [256]uint8) {
	for i := range 256 {
		switch b := byte(i); {
		case b >= '0' && b <= '9':
			t[i] = digit | local
		case b >= 'A' && b <= 'Z':
			t[i] = upper | local
		case b >= 'a' && b <= 'z':
			t[i] = lower | local
		case b >= 0x80:
			t[i] = high
		case b == '_':
			t[i] = under | local
		case b == '.', b == '-', b == '+', b == '%', b == '\'', b == '!', b == '#', b == '~':
			t[i] = local
		case b == ' ', b == '\t':
			t[i] = space
		}
	}
	return
}()

// is says whether s[i] exists and belongs to one of the classes c.
func is(s []byte, i int, c uint8) bool { return uint(i) < uint(len(s)) && class[s[i]]&c != 0 }

// at says whether s[i] exists and is b.
func at(s []byte, i int, b byte) bool { return uint(i) < uint(len(s)) && s[i] == b }

// run returns the end of the run of bytes of the classes c that starts at i.
func run(s []byte, i int, c uint8) int {
	for i < len(s) && class[s[i]]&c != 0 {
		i++
	}
	return i
}

// back returns the start of the run of bytes of the classes c that ends before i.
func back(s []byte, i int, c uint8) int {
	for i > 0 && class[s[i-1]]&c != 0 {
		i--
	}
	return i
}

// fold returns b in lower case.
func fold(b byte) byte {
	if b-'A' < 26 {
		return b | 0x20
	}
	return b
}

// hasFold says whether s continues at i with the lower-case ASCII word w, whatever the case. The first byte is compared where
// it is called: it mostly decides.
func hasFold(s []byte, i int, w string) bool {
	return uint(i) < uint(len(s)) && w != "" && (s[i]^w[0])&^0x20 == 0 && restFold(s, i, w)
}

func restFold(s []byte, i int, w string) bool {
	if len(s)-i < len(w) {
		return false
	}
	for j, b := range s[i : i+len(w)] {
		if b != w[j] && (b|0x20 != w[j] || b-'A' >= 26) {
			return false
		}
	}
	return true
}

// wordFold says whether the lower-case word w stands at i, whole: no letter, digit or underscore on either side.
func wordFold(s []byte, i int, w string) bool {
	return uint(i) < uint(len(s)) && s[i]|0x20 == w[0] && wholeFold(s, i, w)
}

func wholeFold(s []byte, i int, w string) bool {
	return restFold(s, i, w) && !is(s, i-1, word) && !is(s, i+len(w), word) && !typeOfToken(s, i)
}

// typeOfToken says whether the word at i is the type of a token that Harpo made: PHI-MRN-..., which is a cue for nothing.
func typeOfToken(s []byte, i int) bool {
	return i >= 4 && s[i-1] == '-' && s[i-2] == 'I' && s[i-3] == 'H' && s[i-4] == 'P'
}
