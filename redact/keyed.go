package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// systemWhy is the evidence of an identifier beside the system that gave it out.
const systemWhy = "identifier beside its system"

// key reads the key that ends before the separator text[sep] and lets its owner judge the value behind it.
func (s *state) key(text []byte, sep int) {
	if text[sep] == '/' {
		if p, ok := format.ElementAt(text, sep); ok {
			if s.pair(text, &p, true); format.IsCell(text[p.KeyStart:p.KeyEnd]) {
				s.cell(text, &p, sep)
			}
		}
		return
	}
	p := &s.keyed
	p.Ends = &s.ends
	if text[sep] == ':' && p.ReadSymbol(text, sep) {
		s.pair(text, p, true)
	}
	if !p.ReadKey(text, sep) || p.Tuple && !p.ReadValue(text) {
		return
	}
	if text[sep] == '=' && namesOnly(text[p.KeyStart:p.KeyEnd]) {
		p.Longer(text)
	}
	if p.Open == '(' {
		s.text = text
		format.TupleAt(text, sep, s.column)
		s.text = nil
		if v, ok := format.IdentifierTuple(text, sep); ok && detectors.ShapeOf(text[v.Start:v.End]) == detectors.ShapeID {
			s.near(v, detectors.MRN, systemWhy)
		}
		return
	}
	s.pair(text, p, p.Tuple)
}

// namesOnly says whether a key is the word name alone, which says little.
func namesOnly(key []byte) bool {
	return len(key) == len("name") && key[0]|0x20 == 'n' && key[1]|0x20 == 'a' && key[2]|0x20 == 'm' && key[3]|0x20 == 'e'
}

// table looks at the cells of a record that is a table with a header.
func (s *state) table(text []byte) {
	whole := s.raw == nil && s.depth == 0
	if !(whole && s.lines) && bytes.IndexByte(text, '\n') > 0 {
		s.text = text
		format.HeaderRows(text, s.column)
		s.text = nil
	} else if whole && s.draft.on && mayHead(text) {
		s.heading = s.r.tables.heading(text)
	}
}

// visitColumn looks at a column's value in a row of s.text.
func (s *state) visitColumn(keyStart, keyEnd, start, end int) {
	s.pair(s.text, &format.Pair{KeyStart: keyStart, KeyEnd: keyEnd, Start: start, End: end, Token: end, Quote: '\''}, true)
}

// pair finds the owner of a key and hands it the value. whole says that the value has been read; otherwise it is when
// somebody wants it.
func (s *state) pair(text []byte, p *format.Pair, whole bool) {
	if s.keyReplaced(text, p.KeyStart, p.KeyEnd) {
		return
	}
	object := !whole && p.Object(text) // its members have keys of their own
	owner, last := s.lookUp(text[p.KeyStart:p.KeyEnd])
	if last != nil && last.names && !object {
		if !whole && !p.ReadValue(text) {
			return
		}
		if whole = true; p.Open == 0 && s.named(text, p) || owner == nil && saysKind[last.word] {
			return
		}
	}
	var d *detectors.Detector
	f := detectors.Field{KeyStart: p.KeyStart, KeyEnd: p.KeyEnd}
	letters := 0
	if owner != nil {
		letters = len(owner.word)
		if d, f.Key = owner.owner, owner.key; d == nil {
			return // a key that says the value is nobody's
		}
	}
	if last != nil && last.vague {
		if d, f = s.inherit(d, f, text, last.word, owner == nil); owner == nil {
			letters = len(f.Key)
		}
	}
	if object && (d == nil || d.Type != detectors.DOB) {
		return
	}
	if d == nil || p.KeyQuote == 0 && detectors.OfTopic(text, p.KeyEnd) || s.inToken(text, detectors.Span{Start: p.KeyEnd - 1, End: p.KeyEnd}) {
		return
	}
	n, held := len(s.spans), s.elements.held
	if whole || p.ReadValue(text) {
		many := owner != nil && owner.many
		if many && counts(d.Type, text, p) && !listGoesOn(text, p.Token) {
			return
		}
		if s.decoded(text) {
			s.encodedBlanks(text, p)
		}
		s.values(d, text, p, f)
		if many && p.Open == 0 && p.Quote == 0 {
			s.enumerated(d, text, p, f)
		}
		if len(s.spans) > n || s.elements.held > held {
			s.noteKey(text, p, letters)
			if d.Type != detectors.Name {
				s.spans = dropKey(s.spans, n, p.KeyEnd, letters)
			}
		}
	}
	if !whole {
		s.changedTo(d, text, p, f, len(s.spans) > n || s.elements.held > held)
	}
}

// changedTo hands the value that an arrow behind the value of p points to to the owner of the key: `surname: "Roe" -> "Doe"`. A word
// without quotes may go on a sentence: it counts where the value before it was one, which held says, or none was set.
func (s *state) changedTo(d *detectors.Detector, text []byte, p *format.Pair, f detectors.Field, held bool) {
	q, ok := p.Changed(text)
	if !ok || q.Bare && s.replaced(text) && holdsToken(text, p.Start, p.End) || q.Bare && (!held && detectors.Meaningful(text[p.Start:p.End]) || !plainly(d.Type, text[q.Start:q.Token], false)) {
		return
	}
	s.values(d, text, &q, f)
}

// dropKey takes out of the last few spans before spans[n] the name that the key ending at keyEnd was taken for. The key's
// letters are no more than letters.
func dropKey(spans []detectors.Span, n, keyEnd, letters int) []detectors.Span {
	for i := n - 1; i >= 0 && i >= n-4; i-- {
		if sp := &spans[i]; sp.End == keyEnd && sp.Type == detectors.Name && sp.Score < detectors.Keyed && sp.End-sp.Start <= letters {
			return append(spans[:i], spans[i+1:]...)
		}
	}
	return spans
}

// inherit finds the key of the object around a vague key. orphan says that nobody owns the vague key itself: then the
// owner of the object, or of the one around that, takes the value.
func (s *state) inherit(d *detectors.Detector, f detectors.Field, text []byte, vague string, orphan bool) (*detectors.Detector, detectors.Field) {
	t, at := s.r.tables, f.KeyStart
	for range 3 {
		a, z, ok := s.around.Element(text, at)
		if ok && orphan && string(text[a:z]) == "id" && vague == "extension" { // HL7 CDA R2: id is an II
			f.Key = "mrn"
			owner, _ := t.keyTable.look([]byte("mrn"))
			return owner.owner, f
		}
		if !ok {
			a, z, ok = s.around.Of(text, at)
		}
		if !ok {
			return d, f
		}
		k := s.normal(text[a:z])
		if k.letters == 0 {
			return d, f
		}
		owner, key, found := k.object.owns()
		if f.Parent == "" {
			f.Parent = key
		}
		if !orphan {
			return d, f
		}
		if found {
			f.Key = key
			return owner, f
		}
		at = a
	}
	return d, f
}

// values hands the value, or each element of a list, to its owner.
func (s *state) values(d *detectors.Detector, text []byte, p *format.Pair, f detectors.Field) {
	switch p.Open {
	case 0:
		f.Start, f.End, f.Quoted = p.Start, p.End, p.Quote != 0
		s.value(d, text, f)
	case '{':
		if v := text[p.Start:min(p.End, p.Start+maxMember)]; !bytes.ContainsAny(v, ":=\"'{") {
			if !format.Words(v) && digits(v) == 0 {
				return // a placeholder: {password}
			}
			f.Start, f.End, f.Quoted = p.Start, p.End, true
			s.value(d, text, f)
		} else if d.Type == detectors.DOB { // a message of google.type.Date
			s.numbers(text, p, d)
		}
	case '[', '(':
		if s.bracketed(d, text, p, f) {
			return
		}
		s.inList = s.elements.within(p.Start, p.End)
		for i := p.Start; i < p.End; {
			var ok bool
			var quoted bool
			if f.Start, f.End, i, quoted, ok = element(text, i, p.End); ok {
				f.Quoted = quoted
				s.value(d, text, f)
			}
		}
		s.inList = false
	}
}

// bracketed lets the owner judge what stands in brackets as one value where commas may belong to it: dob=[Feb 3, 1961]. It
// says whether the owner took all of it.
func (s *state) bracketed(d *detectors.Detector, text []byte, p *format.Pair, f detectors.Field) bool {
	v := text[p.Start:p.End]
	if len(v) > maxMember || bytes.IndexByte(v, ',') < 0 || bytes.ContainsAny(v, "\"'[]{}\\") {
		return false
	}
	switch d.Type {
	case detectors.Name, detectors.DOB, detectors.Date, detectors.Address:
	default:
		return false
	}
	if d.Type == detectors.Address && s.replaced(text) && holdsToken(text, p.Start, p.End) {
		return true // of an address in one piece
	}
	n := len(s.spans)
	f.Start, f.End, f.Quoted = p.Start, p.End, true
	s.value(d, text, f)
	if len(s.spans) > n && s.spans[n].Start <= p.Start+1 && s.spans[len(s.spans)-1].End >= p.End-1 {
		return true
	}
	s.spans = s.spans[:n]
	return false
}

// numbers takes the numbers of an object that is a date of birth: {"year":1961,"month":2,"day":3}.
func (s *state) numbers(text []byte, p *format.Pair, d *detectors.Detector) {
	if p.End-p.Start > 64 || !bytes.Contains(text[p.Start:p.End], []byte("ear")) {
		return
	}
	for i := p.Start; i < p.End; i++ {
		a := i
		for i < p.End && text[i]-'0' < 10 {
			i++
		}
		if a < i {
			s.spans = append(s.spans, detectors.Span{Start: a, End: i, Type: d.Type, Score: detectors.Keyed, Why: "key of a birth date", By: d})
		}
	}
}

// maxParameters bounds how many parameters of a text are looked up, so that many cost no more than linear time.
const maxParameters = 256

// value asks the owner for the spans of one value.
func (s *state) value(d *detectors.Detector, text []byte, f detectors.Field) {
	if f.Start >= f.End || s.replaced(text) && holdsToken(text, f.Start, f.End) {
		return
	}
	if b := text[f.Start]; (b == '$' || b == '?' || b == '@' || b == '%') && s.bound < maxParameters {
		s.bound++
		if a, b, ok := s.params.BoundAt(text, f.Start); ok {
			f.Start, f.End, f.Quoted = a, b, true
		}
	}
	if f.Quoted && f.End < len(text) && text[f.End] >= 0x80 {
		text = text[:f.End] // a closing quote of print is no letter of the value
	}
	n := len(s.spans)
	s.tally.Asked++
	if d.Value != nil {
		if s.inList {
			s.elementValue(d, text, f)
		} else {
			s.spans = d.Value(s.spans, text, f)
		}
	} else if detectors.Meaningful(text[f.Start:f.End]) {
		s.spans = append(s.spans, detectors.Span{Start: f.Start, End: f.End, Score: detectors.Keyed, Why: "key"})
	}
	s.sign(d, n)
	if f.Quoted && len(s.spans) == n+1 && s.spans[n].Start <= f.Start && s.spans[n].End >= f.End {
		s.close(&s.spans[n])
	}
}

// element returns the next element of a list at or behind i, without quotes, and where to go on. Objects and lists
// inside are passed over: their members have keys of their own.
func element(text []byte, i, end int) (from, to, next int, quoted, ok bool) {
	for i < end && (text[i] == ' ' || text[i] == ',' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
		i++
	}
	if i >= end {
		return 0, 0, end, false, false
	}
	esc := i
	for esc < end && text[esc] == '\\' {
		esc++
	}
	switch {
	case esc < end && (text[esc] == '"' || text[esc] == '\''):
		to, next = closing(text, esc+1, end, text[esc], esc-i)
		return esc + 1, to, next, true, true
	case text[i] == '{' || text[i] == '[' || text[i] == '(':
		return 0, 0, nested(text, i, end), false, false
	}
	to = i
	for to < end && text[to] != ',' {
		to++
	}
	next = to
	for to > i && text[to-1] == ' ' {
		to--
	}
	return i, to, next, false, true
}

// closing returns where a string that begins at i ends, and the byte behind its closing quote q. The quote has as many
// backslashes before it as the opening one; in a plain string, an even number of them.
func closing(text []byte, i, end int, q byte, esc int) (to, next int) {
	n := 0
	for ; i < end; i++ {
		switch {
		case text[i] == '\\':
			n++
			continue
		case text[i] == q && (n == esc || esc == 0 && n%2 == 0):
			return i - esc, i + 1
		}
		n = 0
	}
	return end, end
}

// nested returns the byte behind the object or list that opens at i.
func nested(text []byte, i, end int) int {
	for depth := 0; i < end; i++ {
		switch text[i] {
		case '{', '[', '(':
			depth++
		case '}', ']', ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return end
}

// word returns the lexicon's own copy of a key, so that a Field does not hold scratch memory; "" where it has none.
func (t *tables) word(norm []byte) string {
	if e := t.keyTable.get(norm); e != nil {
		return e.key
	}
	return ""
}
