package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Messages about a bad value name the field in one place and give the value in another: "Field error in object 'patient' on
// field 'ssn': rejected value [53612]", "Data too long for column 'last_name' at row 1: 'Roe'" (Bean Validation 3.0, 5.3; JSON
// Schema validation; the errors of PostgreSQL, MySQL and SQL Server).

// messageCues are words of such messages.
var messageCues = [...]string{"rejected", "invalid", "invalidvalue", "validation", "valid", "incorrect", "failing", "convert", "converted", "mismatch",
	"column", "exceeds", "digits", "unrecognized", "got", "instancepath", "propertypath", "duplicate", "pattern"}

const (
	maxRowText = 1024 // bytes of a row in brackets
	maxMessage = 1024 // bytes of a message behind its cue
	maxSubject = 64   // bytes of the name of a field
	maxGiven   = 160  // bytes of a value
	messageWhy = "value in a message about a field"
)

// subject is the name of a field in a message, with who owns its values.
type subject struct {
	start, end int
	owner      *detectors.Detector
}

// given is a value in a message. told says that a word before it calls it a value.
type given struct {
	start, end int
	told       bool
}

// message looks for the value of each field that the text around the cue at p names.
func (s *state) message(text []byte, p int) {
	if p < s.said {
		return
	}
	from, to := max(0, p-maxMessage/4), min(len(text), p+maxMessage)
	s.said = to
	var subjects [4]subject
	n := s.subjects(text, from, to, &subjects)
	for i := from; i < to; i++ {
		g, next := givenAt(text, i, to)
		if next == i {
			continue
		}
		i = next - 1
		if g.start < g.end && !(s.replaced(text) && holdsToken(text, g.start, g.end)) && !s.namedBehind(text, g, to) && n > 0 {
			s.judge(text, g, subjects[:n])
		}
	}
}

// subjects collects the names of fields that the lexicon holds: in quotes, or behind or before a word that says they are one.
func (s *state) subjects(text []byte, from, to int, found *[4]subject) (n int) {
	for i := from; i < to && n < len(found); i++ {
		if !nameByte(text[i]) || i > from && nameByte(text[i-1]) {
			continue
		}
		e := i
		for e < to && nameByte(text[e]) {
			e++
		}
		for e > i && text[e-1] == '.' {
			e--
		}
		if e-i >= 3 && e-i <= maxSubject && isSubject(text, i, e) {
			name := text[i:e]
			if j := bytes.LastIndexAny(name, "/."); j >= 0 && j+1 < len(name) {
				name = name[j+1:]
			}
			owner, _ := s.lookUp(bareIndex(name))
			if owner != nil && owner.owner != nil && !owner.vague && (tells(owner.owner.Type) || owner.owner.Type == detectors.City || owner.owner.Type == detectors.Address) {
				found[n] = subject{i, e, owner.owner}
				n++
			}
		}
		i = e
	}
	return n
}

// bareIndex takes off a name what says that it is an index: ssn_1, IX_Patient_SSN, patient_mrn_key.
func bareIndex(name []byte) []byte {
	for _, w := range [...]string{"_key", "_idx", "_unique", "_index", "_1"} {
		name = bytes.TrimSuffix(name, []byte(w))
	}
	return name
}

func nameByte(b byte) bool {
	return isTokenByte(b) || b == '.' || b == '/' || b == '$' || b == '_' || b == '-'
}

// isSubject says whether text[i:e] is the name of a field, by what stands around it.
func isSubject(text []byte, i, e int) bool {
	if i > 0 && e < len(text) && (text[i-1] == '\'' || text[i-1] == '"' || text[i-1] == '`') && text[e] == text[i-1] {
		return true
	}
	if bytes.HasPrefix(text[i:e], []byte("$.")) || i > 0 && text[i-1] == '#' && text[i] == '/' {
		return true // JSON path and pointer
	}
	if i > 0 && text[i-1] == '\n' && e < len(text) && text[e] == '\n' {
		return true // pydantic gives the location a line of its own
	}
	if e+1 < len(text) && text[e] == ' ' && (text[e+1] == '\'' || text[e+1] == '"' || text[e+1] == '`') && compound(text[i:e]) {
		return true // Coverage.subscriberId 'CVG-771' is too long
	}
	if e < len(text) && text[e] != ' ' && text[e] != ':' && (i == 0 || text[i-1] != ' ' && text[i-1] != '=' && text[i-1] != ':') {
		return false
	}
	j := i
	for j > 0 && (text[j-1] == ' ' || text[j-1] == ':' || text[j-1] == '=' || text[j-1] == '"') {
		j--
	}
	k := j
	for k > 0 && isTokenByte(text[k-1]) {
		k--
	}
	if j < i && namesField(text[k:j]) {
		return true
	}
	j = e
	for j < len(text) && j-e < 2 && (text[j] == ' ' || text[j] == ':') {
		j++
	}
	k = j
	for k < len(text) && isTokenByte(text[k]) {
		k++
	}
	return j > e && saysOfField(text[j:k])
}

// compound says whether the name of a field is no plain word: it holds a capital behind a small letter, a line or a dot.
func compound(name []byte) bool {
	for i := 1; i < len(name); i++ {
		if b := name[i]; b == '_' || b == '.' || b-'A' < 26 && name[i-1]-'a' < 26 {
			return true
		}
	}
	return false
}

// namesField says whether the name of a field follows the word w.
func namesField(w []byte) bool {
	var buf [16]byte
	switch string(lowerWord(&buf, w)) {
	case "expected", "field", "column", "parameter", "param", "property", "attribute", "argument", "key", "index", "path", "propertypath", "instancepath", "for", "of":
		return true
	}
	return false
}

// saysOfField says whether the word w goes on a sentence about a field.
func saysOfField(w []byte) bool {
	switch string(w) {
	case "must", "should", "has", "is", "does", "cannot", "may", "with", "value":
		return true
	}
	return false
}

// givenAt returns the value that begins at text[i], and where to go on: i if there is none. A value is a string in quotes, or
// what stands behind a word that says it is one, in quotes, brackets or bare.
func givenAt(text []byte, i, to int) (g given, next int) {
	b := text[i]
	if b == '"' || b == '\'' || b == '`' {
		if i > 0 && isTokenByte(text[i-1]) {
			return g, i
		}
		e := closingQuote(text, i+1, to)
		if e < 0 {
			return g, i
		}
		if namesThing(text, i) {
			return g, e + 1
		}
		if b == '"' && i > 0 && text[i-1] == '=' && quotesValue(text[i+1:e]) {
			return g, i // a message: what it quotes is the value
		}
		for k := e - 1; k > i+1; k-- { // the string that a message quotes, where the quotes of both look the same
			if text[k] == b && text[k-1] == ' ' && isTokenByte(text[k+1]) {
				i = k
				break
			}
		}
		return given{i + 1, e, spokenOf(text[e+1 : to])}, e + 1
	}
	if !isTokenByte(b) || i > 0 && isTokenByte(text[i-1]) {
		return g, i
	}
	e := i
	for e < to && isTokenByte(text[e]) {
		e++
	}
	if !saysValue(text[i:e]) {
		return g, e
	}
	v := e
	if hasPrefix(text[i:to], "row ") { // at row 1:
		for v++; v < to && text[v]-'0' < 10; v++ {
		}
		if hasPrefix(text[v:to], "contains ") {
			v += len("contains ")
		}
	}
	for v < to && (text[v] == ' ' || text[v] == ':' || text[v] == '=') {
		v++
	}
	if hasPrefix(text[v:to], "is ") {
		v += 3
	}
	if v == e || v >= to {
		return g, e
	}
	switch q := text[v]; q {
	case '"', '\'', '`':
		if c := closingQuote(text, v+1, to); c >= 0 {
			return given{v + 1, c, true}, c + 1
		}
	case '[', '(':
		for c := v + 1; c < to && c-v < maxRowText && text[c] != '\n'; c++ {
			if text[c] == q+2 || q == '(' && text[c] == ')' {
				return given{v + 1, c, true}, c + 1
			}
		}
	default:
		if text[v-1] == ' ' && text[e] == ' ' {
			return g, e // words go on
		}
		c := v
		for c < to && text[c] > ' ' && text[c] != ',' && text[c] != ';' && text[c] != ')' && text[c] != '}' && text[c] != ']' {
			c++
		}
		for c > v && text[c-1] == '.' {
			c--
		}
		return given{v, c, true}, max(c, e)
	}
	return g, e
}

// quotesValue says whether the string v is a sentence with a string in single quotes behind the word "value".
func quotesValue(v []byte) bool {
	i := bytes.Index(v, []byte(" value '"))
	return i > 0 && bytes.IndexByte(v[i+len(" value '"):], '\'') > 0
}

// namedBehind hands the string in quotes g to the owner of the field that the words behind it name: `"3/32/61" is not a valid
// date of birth`, `value 'x' of last name is too long`. It says whether there was one.
func (s *state) namedBehind(text []byte, g given, to int) bool {
	q := g.end
	if q >= to || g.start == 0 || text[q] != text[g.start-1] {
		return false
	}
	rest := text[q+1 : min(to, q+1+maxSubject)]
	a := 0
	for _, w := range [...]string{" is not a valid ", " is not valid ", " is no valid ", " is an invalid ", " is not a ", " is no ", " of ", " for ", " as "} {
		if hasPrefix(rest, w) {
			a = len(w)
			break
		}
	}
	if a == 0 {
		return false
	}
	var owner *keyEntry
	for n, e := 0, a; n < 4; n++ { // the longest key that the words make
		for e < len(rest) && (isTokenByte(rest[e]) || rest[e] == '-') {
			e++
		}
		s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], rest[a:e])
		if x := s.r.tables.keyTable.get(s.parent); x != nil && x.owner != nil && !x.vague {
			owner = x
		}
		if e >= len(rest) || rest[e] != ' ' {
			break
		}
		e++
	}
	v := text[g.start:g.end]
	if owner == nil || len(v) < 2 || !detectors.Meaningful(v) || s.isName(v) || !mayBe(owner.owner.Type, v, true) {
		return false
	}
	s.spans = append(s.spans, detectors.Span{Start: g.start, End: g.end, Type: owner.owner.Type, Score: detectors.Cued, Why: messageWhy, By: owner.owner})
	return true
}

// namesThing says whether the word before the quote text[q] says that the name of something of the program follows.
func namesThing(text []byte, q int) bool {
	j := q
	if j > 0 && text[j-1] == ' ' {
		j--
	}
	k := j
	for k > 0 && isTokenByte(text[k-1]) {
		k--
	}
	var buf [16]byte
	switch string(lowerWord(&buf, text[k:j])) {
	case "relation", "table", "object", "class", "type", "schema", "database", "collection", "constraint", "index", "file", "in", "entity", "model", "function", "bean", "view", "role", "user":
		return true
	}
	return false
}

// spokenOf says whether what follows a string in quotes speaks of it as a value.
func spokenOf(rest []byte) bool {
	for _, w := range [...]string{" is not", " is too", " does not", " in column", " for column", " for field", " for property", " for parameter", " for attribute"} {
		if hasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// closingQuote returns where the string that begins at text[i] ends, or -1.
func closingQuote(text []byte, i, to int) int {
	for e := i; e < to && e-i < maxGiven && text[e] != '\n'; e++ {
		if text[e] == text[i-1] && (e+1 >= len(text) || !isTokenByte(text[e+1])) {
			if e > i && text[e-1] == '\\' && (i < 2 || text[i-2] != '\\') {
				continue // of a string inside
			}
			return e
		}
	}
	return -1
}

// saysValue says whether a value follows the word w.
func saysValue(w []byte) bool {
	var buf [16]byte
	switch string(lowerWord(&buf, w)) {
	case "value", "values", "got", "input_value", "invalidvalue", "data", "rejected", "received", "actual", "text", "string", "token", "entry", "was", "row", "format":
		return true
	}
	return false
}

// judge gives a value to the nearest field that it may be of.
func (s *state) judge(text []byte, g given, subjects []subject) {
	v := text[g.start:g.end]
	if len(v) < 2 || v[0] == ',' || v[0] == ':' || !detectors.Meaningful(v) || s.isName(v) { // what stands between two strings is none
		return
	}
	if g.told && text[g.start-1] == '(' && bytes.IndexByte(v, ',') > 0 {
		s.rowOf(text, g)
		return
	}
	var best *subject
	least := len(text)
	for i := range subjects {
		f := &subjects[i]
		if !g.told && keyedByAnother(text, g.start-1, f.end) {
			continue
		}
		away := max(f.start-g.end, g.start-f.end)
		if away >= 0 && away < least && mayBe(f.owner.Type, v, g.told || f.end+2 == g.start) {
			best, least = f, away
		}
	}
	if best == nil {
		return
	}
	if (best.owner.Type == detectors.City || best.owner.Type == detectors.Address) && bytes.IndexByte(v, ',') > 0 {
		s.value(best.owner, text, detectors.Field{Key: best.owner.Keys[0], KeyStart: best.start, KeyEnd: best.end, Start: g.start, End: g.end, Quoted: true})
		return
	}
	if worded(v) && best.owner.Type != detectors.DOB && best.owner.Type != detectors.Date && best.owner.Type != detectors.Name && best.owner.Type != detectors.City && best.owner.Type != detectors.Address {
		if g.start, g.end = number(text, g.start, g.end); g.start == g.end {
			return
		}
	}
	s.spans = append(s.spans, detectors.Span{Start: g.start, End: g.end, Type: best.owner.Type, Score: detectors.Cued, Why: messageWhy, By: best.owner})
}

// keyedByAnother says whether the string whose quote is text[q] is the value of a key that does not end at text[end].
func keyedByAnother(text []byte, q, end int) bool {
	i := q
	for i > 0 && (text[i-1] == ' ' || text[i-1] == '\\') {
		i--
	}
	return i > 0 && (text[i-1] == ':' || text[i-1] == '=' || text[i-1] == ',' || text[i-1] == '{') && end != i-1
}

// rowOf gives the values of a row the types of their shapes: "Failing row contains (17, Jane, Roe, 1961-02-03)".
func (s *state) rowOf(text []byte, g given) {
	for i := g.start; i < g.end; {
		e := i
		for e < g.end && text[e] != ',' {
			e++
		}
		c := format.Cell{Start: i, End: e}
		for c.Start < c.End && text[c.Start] == ' ' {
			c.Start++
		}
		v := text[c.Start:c.End]
		switch shape := detectors.ShapeOf(v); {
		case shape == detectors.ShapeDate:
			s.near(c, detectors.DOB, messageWhy)
		case shape == detectors.ShapeICD:
			s.near(c, detectors.Diagnosis, messageWhy)
		case shape == detectors.ShapeID:
			s.near(c, detectors.MRN, messageWhy)
		case len(v) > 1 && format.Words(v) && detectors.Meaningful(v):
			s.near(c, detectors.Name, messageWhy)
		}
		i = e + 1
	}
}

// isName says whether a value is itself the name of a field.
func (s *state) isName(v []byte) bool {
	for _, b := range v {
		if !nameByte(b) || b-'0' < 10 {
			return false
		}
	}
	s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], v)
	if len(s.parent) == 0 {
		return true
	}
	return s.r.tables.keyTable.get(s.parent) != nil || bytes.IndexByte(v, '_') >= 0
}

// worded says whether there is a word of four letters in v behind a blank.
func worded(v []byte) bool {
	for i := 0; i+4 < len(v); i++ {
		if v[i] == ' ' && v[i+1]|0x20-'a' < 26 && v[i+2]|0x20-'a' < 26 && v[i+3]|0x20-'a' < 26 && v[i+4]|0x20-'a' < 26 {
			return true
		}
	}
	return false
}

// lowerWord returns w in lower case, in buf; nil where it is too long.
func lowerWord(buf *[16]byte, w []byte) []byte {
	if len(w) > len(buf) {
		return nil
	}
	for i, b := range w {
		if b-'A' < 26 {
			b |= 0x20
		}
		buf[i] = b
	}
	return buf[:len(w)]
}

// mayBe says whether a value, right or wrong, may be meant as one of a type.
func mayBe(typ detectors.Type, v []byte, told bool) bool {
	if typ != detectors.Credential && bytes.ContainsAny(v, "\\^$*{}|?<>=[]") && (typ != detectors.SSN || digits(v) != 4 || bytes.ContainsAny(v, "\\^$|")) {
		return false
	}
	switch typ {
	case detectors.Username:
		return told && len(v) >= 3 && len(v) <= 40 && bytes.IndexByte(v, ' ') < 0
	case detectors.City:
		if told && bytes.IndexByte(v, ',') > 0 {
			return true
		}
		fallthrough
	case detectors.Name:
		return told && bytes.Count(v, []byte(" ")) <= 4 && (format.Words(v) || digits(v) <= 2 && 2*digits(v) < len(v))
	case detectors.Address:
		return told
	case detectors.Credential:
		return told && len(v) >= 6 && bytes.IndexByte(v, ' ') < 0
	case detectors.Email:
		return told || bytes.IndexByte(v, '@') > 0
	}
	n := digits(v)
	return n > 0 && (3*n >= len(v) || told && n >= 3 && len(v) <= 24) && len(v) <= 40
}
