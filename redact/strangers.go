package redact

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/harpolog/harpo/detectors"
)

// Why directory spans are there.
const (
	whyKnown   = "the account directory knows it"
	whyCrowded = "the account directory knows such a number, among very many"
)

// The shape of a number that is looked up without any sign of what it is.
const (
	minIDDigits = 4
	minPartLen  = 5 // of digits between hyphens: shorter ones are years and months
	maxIDLen    = 24
)

// strangers adds spans for values of people of the directory that no detector was sure of: those it proposed in doubt, words
// that look like a number somebody has, addresses, and names beside a date of birth. Called before spans are resolved.
func (s *state) strangers(text []byte) {
	for i := range s.spans {
		if sp := &s.spans[i]; sp.Score < s.r.treatment.Threshold && s.knows(sp.Type, text[sp.Start:sp.End]) {
			sp.Score, sp.Why = detectors.Structural, whyKnown
		}
	}
	found := len(s.spans)
	s.addresses(text, found)
	for i, last, dates := nextDigit(text, 0), 0, 0; i >= 0; i = nextDigit(text, last) {
		j := i + 1
		for j < len(text) && text[j]-'0' < 10 {
			j++
		}
		if mayBeDate(text, i, j) && dates < maxDOBs && s.birth(text, i, last) {
			dates++
		}
		if j-i < minIDDigits && (j == len(text) || idClass[text[j]] == idNone) && (i == last || idClass[text[i-1]] == idNone) {
			last = j // a short number by itself
			continue
		}
		w := wordAround(text, i, j, last)
		if last = w.to; w.digits >= minIDDigits && !machine(text, w.from, w.to) {
			s.number(text, w, found)
		}
	}
}

// nextDigit returns the first digit from text[i] on, or -1.
func nextDigit(text []byte, i int) int {
	for ; i+8 <= len(text); i += 8 {
		// bytes of x below ten are digits; a borrow can make the one above look like one, and never the first
		x := binary.LittleEndian.Uint64(text[i:]) ^ 0x3030303030303030
		if d := (x - 0x0a0a0a0a0a0a0a0a) & ^x & 0x8080808080808080; d != 0 {
			return i + bits.TrailingZeros64(d)/8
		}
	}
	for ; i < len(text); i++ {
		if text[i]-'0' < 10 {
			return i
		}
	}
	return -1
}

// word is one of letters, digits and hyphens between them.
type word struct{ from, to, digits, hyphens int }

// wordAround returns the word that holds the digits text[i:j]. It begins no earlier than least, and no earlier than what is too long
// for a number anyway.
func wordAround(text []byte, i, j, least int) word {
	w := word{from: i, to: j, digits: j - i}
	for least = max(least, i-maxIDLen-1); w.from > least; w.from-- {
		c := idClass[text[w.from-1]]
		if c == idNone || c == idHyphen && (w.from-2 < least || !idByte(text[w.from-2])) {
			break
		}
		w.hyphens += int(c >> 2)
	}
	for ; w.to < len(text); w.to++ {
		c := idClass[text[w.to]]
		if c == idNone || c == idHyphen && (w.to+1 == len(text) || !idByte(text[w.to+1])) {
			break
		}
		w.digits += int(c >> 1 & 1)
		w.hyphens += int(c >> 2)
	}
	return w
}

// The classes of bytes in words: bits.
const (
	idNone   = 0
	idLetter = 1
	idDigit  = 2
	idHyphen = 4
)

var idClass = func() (t [256]uint8) { // read-only
	for b := range t {
		switch {
		case byte(b)-'0' < 10:
			t[b] = idDigit
		case (byte(b)|0x20)-'a' < 26:
			t[b] = idLetter
		case b == '-':
			t[b] = idHyphen
		}
	}
	return t
}()

// number looks a word up, and where nobody has it the numbers between its hyphens. found is how many spans others have found.
func (s *state) number(text []byte, w word, found int) {
	if s.known(text, w, found) || w.hyphens == 0 {
		return
	}
	for from := w.from; from < w.to; {
		to := from
		for to < w.to && text[to]-'0' < 10 {
			to++
		}
		if (to == w.to || text[to] == '-') && (from == w.from || text[from-1] == '-') && to-from >= minPartLen {
			s.known(text, word{from: from, to: to, digits: to - from}, found)
		}
		from = to + 1
	}
}

// known adds a span for a word if somebody has it: as a number of any kind or, where its length is that of one, as a social
// security or telephone number.
func (s *state) known(text []byte, w word, found int) bool {
	length := w.to - w.from - w.hyphens
	if length > maxIDLen {
		return false
	}
	t := detectors.None
	switch bare := length == w.digits; {
	case s.r.numbers[length][w.digits] && s.knows(detectors.MRN, text[w.from:w.to]):
		t = detectors.MRN
	case bare && length == 9 && s.knows(detectors.SSN, text[w.from:w.to]):
		t = detectors.SSN
	case bare && (length == 10 || length == 11) && s.knows(detectors.Phone, text[w.from:w.to]) && dialled(s.people.name):
		t = detectors.Phone
	}
	if t == detectors.None || inSpan(s.spans[:found], w.from, w.to) {
		return false
	}
	why := whyKnown
	if length == w.digits && s.r.directory.Crowded(t, len(s.people.name)) {
		why = whyCrowded
	}
	s.spans = append(s.spans, detectors.Span{Start: w.from, End: w.to, Type: t, Score: detectors.Structural, Why: why})
	return true
}

// dialled says whether ten digits can be a telephone number of the North American Numbering Plan: neither area code nor exchange
// begins with 0 or 1. Seconds since 1970 cannot.
func dialled(n []byte) bool { return len(n) == 10 && n[0] >= '2' && n[3] >= '2' }

// addresses adds spans for the e-mail addresses that somebody has, also those within a house, without a dot.
func (s *state) addresses(text []byte, found int) {
	for i := bytes.IndexByte(text, '@'); i >= 0 && i+1 < len(text); {
		from, to := i, i+1
		for from > 0 && addressByte(text[from-1]) {
			from--
		}
		for to < len(text) && addressByte(text[to]) {
			to++
		}
		next := bytes.IndexByte(text[to:], '@')
		for to > i+1 && text[to-1] == '.' { // that ends a sentence
			to--
		}
		if from < i && to > i+1 && !inSpan(s.spans[:found], from, to) && s.knows(detectors.Email, text[from:to]) {
			s.spans = append(s.spans, detectors.Span{Start: from, End: to, Type: detectors.Email, Score: detectors.Structural, Why: whyKnown})
		}
		if i = to + next; next < 0 {
			return
		}
	}
}

func addressByte(b byte) bool {
	return idByte(b) || b >= 0x80 || b == '.' || b == '_' || b == '+' || b == '-' || b == '%'
}

func (s *state) knows(t detectors.Type, value []byte) bool {
	p := &s.people
	p.name = appendNormal(p.name[:0], t, value)
	return s.r.directory.Known(t, p.name)
}

func idByte(b byte) bool { return b-'0' < 10 || (b|0x20)-'a' < 26 }

// machine says whether the word at text[i:j] is part of a number that machines write: a time, a fraction, a version, an
// address, a path's line.
func machine(text []byte, i, j int) bool {
	return i > 1 && (text[i-1] == '.' || text[i-1] == ':') && text[i-2]-'0' < 10 ||
		j+1 < len(text) && (text[j] == '.' || text[j] == ':') && text[j+1]-'0' < 10
}

// inSpan says whether a span holds text[i:j].
func inSpan(spans []detectors.Span, i, j int) bool {
	for k := range spans {
		if spans[k].Start <= i && spans[k].End >= j {
			return true
		}
	}
	return false
}
