// Package guard is the second look at what is about to leave. It shares no code with the detectors, on purpose: a fault in
// them, or one that was switched off, does not blind it. It knows few things and those for sure: identifiers that prove
// themselves by their form, and canaries, which the site plants among its test patients. What it finds must not leave.
package guard

import "errors"

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

// Check returns what it finds first in a text, or Nothing. It reads the text once for its own forms, once for people and, in part, once
// for canaries, and allocates nothing.
func (g *Guard) Check(text []byte) Kind {
	if g.canaries.in(text) {
		return Canary
	}
	for i := 0; i < len(text); {
		switch class[text[i]] {
		case digit:
			if i > 0 && class[text[i-1]] >= letter { // inside a word
				i = word(text, i)
				continue
			}
			k, end := number(text, i)
			if k != Nothing && !g.off[k] && !g.allow(k, text[i:i+size[k]]) {
				return k
			}
			i = end
		case at:
			if end, ok := isEmail(text, i); ok && !g.off[Email] && !g.allow(Email, text[local(text, i):end]) {
				return Email
			}
			i++
		default:
			for i++; i < len(text) && class[text[i]]&look == 0; i++ {
			}
		}
	}
	if g.people != nil {
		return g.person(text)
	}
	return Nothing
}

// Classes of bytes. The two that have the bit look are where identifiers are looked for.
const (
	other  = 0
	at     = 1
	look   = 1
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
		case b == '@':
			t[b] = at
		}
	}
	return t
}

// size is how many bytes a number of a kind has; read-only.
var size = map[Kind]int{SSN: len("ddd-dd-dddd"), Card: len("dddd dddd dddd dddd"), MBI: 11}

func isDigit(b byte) bool  { return b-'0' < 10 }
func isLetter(b byte) bool { return (b|0x20)-'a' < 26 }

// number looks at the word that begins with the digit at i, and at the groups joined to it by single dashes or blanks, and returns where
// the look-out goes on.
func number(s []byte, i int) (k Kind, end int) {
	end = word(s, i)
	if i > 0 && (s[i-1] == '-' || s[i-1] == '.') {
		return Nothing, end
	}
	switch end - i {
	case 3:
		if isSSN(s, i) {
			return SSN, end
		}
	case 4:
		if isCard(s, i) {
			return Card, end
		}
	case 11:
		if isMBI(s[i:end]) {
			return MBI, end
		}
	}
	return Nothing, end
}

func word(s []byte, i int) int {
	for i < len(s) && class[s[i]] >= letter {
		i++
	}
	return i
}
