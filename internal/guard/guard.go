// Package guard is the second look at what is about to leave. It shares no code with the detectors, on purpose: a fault in
// them, or one that was switched off, does not blind it. It knows few things and those for sure: identifiers that prove
// themselves by their form, and canaries, which the site plants among its test patients. What it finds must not leave.
package guard

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
)

// Kind is what the guard found: a constant of the program, fit for metrics and reports.
type Kind string

// The kinds.
const (
	Nothing Kind = ""
	Email   Kind = "email"  // RFC 5321, with a domain that has a dot
	SSN     Kind = "ssn"    // dashed, by the rules of SSA POMS RM 10201.035
	Card    Kind = "card"   // ISO/IEC 7812-1: 16 digits in fours, a prefix that is given out, and its check digit
	MBI     Kind = "mbi"    // a Medicare beneficiary identifier, by CMS's format
	Canary  Kind = "canary" // a text of the configuration, in any case of its letters, escaped or encoded
	Person  Kind = "person" // what somebody of the site's directory has: see People
	Phone   Kind = "phone"  // never found by itself: one of the directory's
)

// People says whether anybody of the site's directory has something. It is safe for concurrent use and keeps nothing.
type People interface {
	// HasNumber says whether a number of somebody's has so many letters and digits, and so many digits among them.
	HasNumber(length, digits int) bool
	// Known says whether somebody has a value: of kind Email, in small letters; of SSN and Phone, digits; of Person, a number of any
	// other kind, of digits and small letters.
	Known(k Kind, value []byte) bool
}

// Guard looks at texts. It is safe for concurrent use.
type Guard struct {
	canaries needles
	people   People // nil: none
	allow    func(k Kind, found []byte) bool
	off      map[Kind]bool
}

// minCanary keeps canaries so long that they do not occur by chance.
const minCanary = 8

// New returns a guard that finds these canaries and everything else that is not kept: a kind that a policy lets through
// is no leak, and neither is what allow says yes to, a value that the site lets pass. allow is called from several goroutines
// and must not keep what it is given; nil allows nothing. Canaries are never allowed. people may be nil.
func New(canaries []string, people People, allow func(k Kind, found []byte) bool, keep ...Kind) (*Guard, error) {
	if allow == nil {
		allow = func(Kind, []byte) bool { return false }
	}
	g := &Guard{people: people, allow: allow, off: map[Kind]bool{}}
	for _, c := range canaries {
		if len(c) < minCanary {
			return nil, errors.New("a canary needs at least 8 bytes, or it occurs by chance")
		}
		g.canaries.addForms(c)
	}
	g.canaries.ready()
	for _, k := range keep {
		g.off[k] = true
	}
	return g, nil
}

// Check returns what it finds first in a text, or Nothing. It reads the text once for addresses, numbers and people each and, in part, once for
// canaries, and allocates nothing.
func (g *Guard) Check(text []byte) Kind {
	if g.canaries.in(text) {
		return Canary
	}
	if !g.off[Email] && (g.email(text, "@") || g.email(text, "%40")) {
		return Email
	}
	for i := joint(text, 0); i >= 0; i = joint(text, i+1) {
		if k, from := number(text, i); k != Nothing && !g.off[k] && !g.allow(k, text[from:from+size[k]]) {
			return k
		}
	}
	if g.people != nil {
		return g.person(text)
	}
	return Nothing
}

// email says whether an address stands in a text whose @ is written so, as programs write it and as URLs have it.
func (g *Guard) email(text []byte, at string) bool {
	for i := bytes.IndexByte(text, at[0]); i >= 0; {
		if domain := i + len(at); len(at) == 1 || bytes.HasPrefix(text[i:], []byte(at)) {
			if end, ok := isEmail(text, i, domain); ok && !g.allow(Email, plainly(text, i, domain, end)) {
				return true
			}
		}
		next := bytes.IndexByte(text[i+1:], at[0])
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// Classes of bytes.
const (
	letter = 2 // and the underscore: what makes a word, with digits
	digit  = 3
)

var class = classes()

func classes() (t [256]byte) {
	for b := range t {
		switch {
		case isDigit(byte(b)):
			t[b] = digit
		case isLetter(byte(b)), b == '_':
			t[b] = letter
		}
	}
	return t
}

// size is how many bytes a number of a kind has; read-only.
var size = map[Kind]int{SSN: len("ddd-dd-dddd"), Card: len("dddd dddd dddd dddd"), MBI: 11}

func isDigit(b byte) bool  { return b-'0' < 10 }
func isLetter(b byte) bool { return (b|0x20)-'a' < 26 }

// Eight bytes at once: one in each, and the bit of each in which answers lie.
const (
	ones = 0x0101010101010101
	high = 0x80 * ones
)

// joint returns the first place from text[i] on where a digit has a hyphen, a blank or a capital right behind it, or -1: every number that proves
// itself by its form has one. It looks at eight bytes at once.
func joint(text []byte, i int) int {
	for ; i+9 <= len(text); i += 8 {
		x := binary.LittleEndian.Uint64(text[i:])
		digit := x ^ '0'*ones
		digit = ^((digit&^high + (0x80-10)*ones) | digit)
		if digit &= high; digit == 0 {
			continue
		}
		y := binary.LittleEndian.Uint64(text[i+1:])
		hyphen, blank, small := y^'-'*ones, y^' '*ones, y&^high
		behind := ^((hyphen&^high + 0x7f*ones) | hyphen) | ^((blank&^high + 0x7f*ones) | blank) | (small+(0x80-'A')*ones)&^(small+(0x80-'Z'-1)*ones)&^y
		if both := digit & behind; both != 0 {
			return i + bits.TrailingZeros64(both)/8
		}
	}
	for ; i+1 < len(text); i++ {
		if b := text[i+1]; isDigit(text[i]) && (b == '-' || b == ' ' || b-'A' < 26) {
			return i
		}
	}
	return -1
}

// number returns what number has its first joint at text[i], and where it begins. One that goes on before it is none.
func number(s []byte, i int) (k Kind, from int) {
	switch sep := s[i+1]; {
	case sep != '-' && sep != ' ':
		if free(s, i) && len(s) >= i+11 && (len(s) == i+11 || class[s[i+11]] < letter) && isMBI(s[i:i+11]) {
			return MBI, i
		}
	case sep == '-' && i >= 2 && free(s, i-2) && isSSN(s, i-2):
		return SSN, i - 2
	case i >= 3 && free(s, i-3) && isCard(s, i-3):
		return Card, i - 3
	}
	return Nothing, 0
}

// free says whether a number may begin at text[i]: behind nothing that it would be a part of.
func free(s []byte, i int) bool {
	return i == 0 || class[s[i-1]] < letter && s[i-1] != '-' && s[i-1] != '.'
}
