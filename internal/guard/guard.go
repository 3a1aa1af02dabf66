// Package guard is the second look at what is about to leave. It shares no code with the detectors, on purpose: a fault in
// them, or one that was switched off, does not blind it. It knows few things and those for sure: identifiers that prove
// themselves by their form, and canaries, which the site plants among its test patients. What it finds must not leave.
package guard

import (
	"bytes"
	"errors"
	"slices"
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
	off      kinds // not looked for
}

// kinds are so few that looking at each is the quickest.
type kinds []Kind

func (all kinds) has(k Kind) bool { return slices.Contains(all, k) }

// minCanary keeps canaries so long that they do not occur by chance.
const minCanary = 8

// New returns a guard that finds these canaries and everything else that is not kept: a kind that a policy lets through
// is no leak, and neither is what allow says yes to, a value that the site lets pass. allow is called from several goroutines
// and must not keep what it is given; nil allows nothing. Canaries are never allowed. people may be nil.
func New(canaries []string, people People, allow func(k Kind, found []byte) bool, keep ...Kind) (*Guard, error) {
	if allow == nil {
		allow = func(Kind, []byte) bool { return false }
	}
	g := &Guard{people: people, allow: allow}
	for _, c := range canaries {
		if len(c) < minCanary {
			return nil, errors.New("a canary needs at least 8 bytes, or it occurs by chance")
		}
		g.canaries.addForms(c)
	}
	g.canaries.ready()
	for _, k := range keep {
		g.off = append(g.off, k)
	}
	return g, nil
}

// Check returns what it finds first in a text, or Nothing. It reads the text once for addresses, numbers and people each and, in part, once for
// canaries, and allocates nothing.
func (g *Guard) Check(text []byte) Kind {
	if g.canaries.in(text) {
		return Canary
	}
	if !g.off.has(Email) && (g.email(text, "@", nil) || g.email(text, "%40", nil)) {
		return Email
	}
	if k := g.numbers(text, nil); k != Nothing {
		return k
	}
	if g.people != nil {
		return g.person(text)
	}
	return Nothing
}

// Suspects is for many lines, each with a line feed behind it: it appends to at where in text Check finds something in a line that is
// given to it alone, which is much quicker than to ask it about each. It returns false where that cannot be told: then each has to be asked about.
func (g *Guard) Suspects(at []int, text []byte) ([]int, bool) {
	if g.people != nil || g.canaries.in(text) {
		return at, false
	}
	note := func(i int) { at = append(at, i) }
	if !g.off.has(Email) {
		g.email(text, "@", note)
		g.email(text, "%40", note)
	}
	g.numbers(text, note)
	return at, true
}

// email says whether an address stands in a text whose @ is written so, as programs write it and as URLs have it. If note is not nil, it is told
// of each and of what is nobody's, and the answer is false.
func (g *Guard) email(text []byte, at string, note func(int)) bool {
	for i := bytes.IndexByte(text, at[0]); i >= 0; {
		if domain := i + len(at); len(at) == 1 || bytes.HasPrefix(text[i:], []byte(at)) {
			switch last, end, ok := isEmail(text, i, domain); {
			case !ok:
			case note != nil:
				note(i)
			case !nobodys(text, local(text, i), i, last, end) && !g.allow(Email, plainly(text, i, domain, end)):
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
