package guard

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// Bounds of what is looked up in the directory: shorter numbers are everywhere, longer ones are no person's.
const (
	minDigits  = 4
	minPart    = 5 // digits between hyphens; shorter ones are years and months
	maxNumber  = 24
	maxAddress = 64
)

// person looks for what somebody of the directory has: numbers, and addresses that do not prove themselves.
func (g *Guard) person(text []byte) Kind {
	if !g.off.has(Email) {
		for rest, i := text, bytes.IndexByte(text, '@'); i >= 0; i = bytes.IndexByte(rest, '@') {
			if g.address(text, len(text)-len(rest)+i) {
				return Person
			}
			rest = rest[i+1:]
		}
	}
	if g.off.has(Person) {
		return Nothing
	}
	last := 0
	for i := nextDigit(text, 0); i >= 0; i = nextDigit(text, last) {
		from, to, digits := around(text, i, last)
		if last = to; digits >= minDigits && !machine(text, from, to) && g.number(text[from:to], digits) {
			return Person
		}
	}
	return Nothing
}

// nextDigit returns the first digit from text[i] on, or -1.
func nextDigit(text []byte, i int) int {
	for ; i+8 <= len(text); i += 8 {
		// a byte that is no digit lies ten or more above the first one, or below it and so, without sign, far above
		x := binary.LittleEndian.Uint64(text[i:]) ^ '0'*ones
		if d := ^((x&^high + (0x80-10)*ones) | x) & high; d != 0 {
			return i + bits.TrailingZeros64(d)/8
		}
	}
	for ; i < len(text); i++ {
		if isDigit(text[i]) {
			return i
		}
	}
	return -1
}

// around returns the word, of letters, digits and hyphens between them, that holds the digit at text[i], and how many digits it has. It does
// not begin before least.
func around(text []byte, i, least int) (from, to, digits int) {
	for from = i; from > least; from-- {
		if c := inWord[text[from-1]]; c == 0 || c == hyphen && (from-1 == least || inWord[text[from-2]]&joined == 0) {
			break
		}
	}
	for to = i; to < len(text); to++ {
		c := inWord[text[to]]
		if c == 0 || c == hyphen && (to+1 == len(text) || inWord[text[to+1]]&joined == 0) {
			break
		}
		digits += int(c & 1)
	}
	return from, to, digits
}

// Classes of bytes in words that may be numbers: bits.
const (
	joined = 2 // letters and, with the lowest bit, digits
	hyphen = 4
)

var inWord = func() (t [256]uint8) { // read-only
	for b := range t {
		switch {
		case isDigit(byte(b)):
			t[b] = joined | 1
		case isLetter(byte(b)):
			t[b] = joined
		case b == '-':
			t[b] = hyphen
		}
	}
	return t
}()

// machine says whether text[i:j] is a part of a fraction, a time, a version or an address: these are full of numbers that somebody
// may have.
func machine(text []byte, i, j int) bool {
	if i > 1 && (text[i-1] == '.' || text[i-1] == ':') && isDigit(text[i-2]) {
		return true
	}
	return j+1 < len(text) && (text[j] == '.' || text[j] == ':') && isDigit(text[j+1])
}

func alnum(b byte) bool { return isDigit(b) || isLetter(b) }

// number looks up a word, of letters, digits and hyphens between them, and the numbers between its hyphens. Tokens and account ids
// stand for somebody's number, and are none.
func (g *Guard) number(word []byte, digits int) bool {
	if bytes.Contains(word, []byte("PHI-")) || bytes.Contains(word, []byte("ACCT-")) {
		return false
	}
	if g.somebodys(word, digits) {
		return true
	}
	for part := range bytes.SplitSeq(word, []byte{'-'}) {
		if len(part) >= minPart && len(part) < len(word) && allDigits(part) && g.somebodys(part, len(part)) {
			return true
		}
	}
	return false
}

// somebodys says whether somebody has a number, and the site does not let it pass.
func (g *Guard) somebodys(word []byte, digits int) bool {
	var buf [maxNumber]byte
	n := 0
	for _, b := range word {
		if b == '-' {
			continue
		}
		if n == len(buf) {
			return false
		}
		buf[n] = b | 0x20 // digits have that bit
		n++
	}
	v := buf[:n]
	known := g.people.HasNumber(n, digits) && g.people.Known(Person, v) || n == digits && n == 9 && g.people.Known(SSN, v) ||
		n == digits && (n == 10 || n == 11) && v[n-10] >= '2' && v[n-7] >= '2' && g.people.Known(Phone, v)
	return known && !g.allow(Person, word)
}

func allDigits(s []byte) bool {
	for _, b := range s {
		if !isDigit(b) {
			return false
		}
	}
	return true
}

// address says whether the address around the @ at i is somebody's.
func (g *Guard) address(text []byte, i int) bool {
	from, to := i, i+1
	for from > 0 && inAddress(text[from-1]) {
		from--
	}
	for to < len(text) && inAddress(text[to]) {
		to++
	}
	for to > i+1 && text[to-1] == '.' {
		to--
	}
	if from == i || to == i+1 || to-from > maxAddress {
		return false
	}
	var buf [maxAddress]byte
	return g.people.Known(Email, append(buf[:0], bytes.ToLower(text[from:to])...)) && !g.allow(Email, text[from:to])
}

func inAddress(b byte) bool { return alnum(b) || bytes.IndexByte([]byte("._+-%"), b) >= 0 }
