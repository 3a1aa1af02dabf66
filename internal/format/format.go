// Package format finds the structure of a log line where a scanner has seen a sign of it: the key and value at a
// separator (PairAt), the rows of an INSERT statement (InsertAt), and positional carriers such as HL7 v2 and X12
// (Carriers). It names places; it judges no value and knows no detector.
//
// Every function works on one record, takes positions that may be wrong and text that may be hostile, never allocates,
// never keeps or writes the text, and is safe for concurrent use. Time is linear in the record over all the positions
// that a scanner can report: a value is looked at again only by the separators inside it, and those are bounded.
package format

// Pair is a key and the value it owns. Offsets are bytes in the text, ends are exclusive; the value is without its quotes.
type Pair struct {
	// KeyStart and KeyEnd delimit the whole key as written, such as patient.firstName. Before a colon, or a spaced equals
	// sign, an unquoted key is the longest candidate of up to three words ("Date of Birth"): words that do not belong to
	// the key may stand at its front, and NormKey tells where each suffix begins.
	KeyStart, KeyEnd int
	// Start and End delimit the value. A bare value is the longest plausible one: up to a delimiter, the next key or eight
	// words. "Last, First" therefore ends at the comma, and a caller that wants the rest looks past End.
	Start, End int

	Quote    byte // the quote around the value: 0, '"', '\'' or '`'; &quot; and \u0022 count as '"'
	Esc      int  // number of backslashes before that quote: 1 for \"ssn\":\"..\" (JSON in a JSON string), 3 one level deeper
	KeyQuote byte // likewise of the key
	KeyEsc   int

	Cut   bool // the text ended inside the value
	Bare  bool // the value has no quotes and no brackets: its extent is a guess
	Token int  // of a bare value, the end of its first word; else End

	// Open is '[', '{' or '(' when the value is a list, an object or a tuple of several columns: Start..End is then its
	// inside, up to the matching close or the end of the text.
	Open byte

	// Tuple is set by ReadKey: key and value stand in parentheses, "Key (a)=(b)".
	Tuple  bool
	Ends   *Ends // nil: what is read of values is not remembered
	spaced bool  // a blank stands between operator and value
	from   int   // where the value begins
}

// maxSpaces bounds the blanks skipped on either side of a separator; columns of aligned text stay within it.
const maxSpaces = 32

// PairAt returns the pair whose separator is text[sep], a ':' or '='. It knows JSON, also escaped inside strings, logfmt,
// free text ("Key: value"), hashes of Ruby, Python, PHP and Go, toString forms, SQL conditions, the "Key (a)=(b)" of
// PostgreSQL, URL queries, headers and XML attributes. It reports false where the separator is no such thing (a time, a
// URL scheme, "::"), or the value is empty.
func PairAt(text []byte, sep int) (Pair, bool) {
	var p Pair
	ok := p.ReadKey(text, sep) && p.ReadValue(text)
	p.Tuple, p.spaced, p.from = false, false, 0
	return p, ok
}

// ReadKey is the first half of PairAt: it sets the key, and remembers where the value begins, so that a caller who does
// not care for the key need not read the value. It reports false where PairAt would for any reason but an empty value.
func (p *Pair) ReadKey(text []byte, sep int) bool {
	op, after, ok := operator(text, sep)
	if !ok {
		return false
	}
	v := blanks(text, after)
	for s := v; s < len(text) && text[s] == '*'; s++ { // **Key:** value
		if at(text, s+1, ' ') {
			v = s + 2
		}
	}
	if v >= len(text) || op == 0 {
		return false
	}
	tuple := text[v] == '(' && text[sep] == '=' && text[op-1] == ')'
	ends := p.Ends
	if *p, ok = keyBefore(text, op, text[sep], tuple); !ok {
		p.Ends = ends
		return false
	}
	p.from, p.spaced, p.Tuple, p.Ends = v, v > after, tuple, ends
	return true
}

// ReadValue is the second half of PairAt, of the same text. It reports false where the value is empty.
func (p *Pair) ReadValue(text []byte) bool {
	p.value(text, p.from, p.spaced, p.Tuple)
	return p.End > p.Start
}

// Object says, behind ReadKey, whether the value is an object.
func (p *Pair) Object(t []byte) bool {
	if t[p.from] != '{' || p.Tuple {
		return false
	}
	for i := p.from + 1; i < len(t) && i-p.from < maxPlain; i++ {
		switch t[i] {
		case ':', '=', '"', '\'', '{', '\n', '\\':
			return true
		case '}':
			return i == p.from+1 // braces around a value
		}
	}
	return true
}

// maxPlain bounds a value in braces.
const maxPlain = 96

// Inside returns where the inside of the value begins, behind ReadKey: behind its quote or bracket, without looking for
// where that closes. It is 0 for a value that is empty and may be for one that is bare.
func (p *Pair) Inside(t []byte) int {
	v := p.from
	if _, in, ok := quoteAt(t, v); ok && !p.Tuple {
		return in
	}
	switch c := t[v]; {
	case p.Tuple, c == '<', class[c]&high != 0, class[c]&letter != 0 && (at(t, v+1, '"') || at(t, v+1, '\'')):
		if q := *p; q.ReadValue(t) {
			return q.Start
		}
	case c == '{' || c == '[':
		if v+1 < len(t) && t[v+1] != ']' && t[v+1] != '}' && t[v+1] != ')' {
			return v + 1
		}
	}
	return 0
}

// operator returns the extent of the operator that text[sep] is part of: '=', ':', ":=", "==", "!=", "<=", ">=", "=>".
func operator(t []byte, sep int) (start, end int, ok bool) {
	if sep <= 0 || sep >= len(t) {
		return 0, 0, false
	}
	prev, next := t[sep-1], byte(0)
	if sep+1 < len(t) {
		next = t[sep+1]
	}
	switch t[sep] {
	case ':':
		if prev == ':' || next == ':' || next == '/' && sep+2 < len(t) && t[sep+2] == '/' {
			return 0, 0, false
		}
		if next == '=' {
			return sep, sep + 2, true
		}
		return sep, sep + 1, true
	case '=':
		start, end = sep, sep+1
		if prev == '=' {
			return 0, 0, false
		}
		if prev == '!' || prev == '<' || prev == '>' || prev == '~' || prev == ':' {
			start--
		}
		if next == '=' || next == '>' {
			end++
		} else if hasFold(t, end, `\u003e`) { // '>' as encoding/json writes it
			end += 6
		}
		return start, end, true
	}
	return 0, 0, false
}

// blanks returns the first byte at or after i that is no blank, looking no further than aligned columns go.
func blanks(t []byte, i int) int {
	for n := 0; i < len(t) && n < maxSpaces && class[t[i]]&blank != 0; n++ {
		i++
	}
	return i
}
