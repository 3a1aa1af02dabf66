package detectors

// Shape is what a cell of a row looks like when its neighbours are identifiers of a person.
type Shape uint8

// The shapes.
const (
	Shapeless  Shape = iota
	ShapeDate        // a date without a time
	ShapeID          // 6 to 14 digits, or letters and digits of which five are digits
	ShapeICD         // an ICD-10-CM code, with or without its dot
	ShapeGiven       // a capitalised word that some people bear as a name
	ShapeWord        // a capitalised word that no list holds
)

// ShapeOf judges the whole cell v. A shape is no identifier by itself: the caller must have seen identifiers of a person in
// other cells of the row.
func ShapeOf(v []byte) Shape {
	if len(v) < 3 || len(v) > 24 {
		return Shapeless
	}
	switch {
	case icdCategory(v, 0) && codeEnd(v, 0) == len(v):
		return ShapeICD
	case dateAt(v, 0, numeric|named).end == len(v):
		return ShapeDate
	case rowID(v):
		return ShapeID
	case len(v) <= 16 && is(v, 0, upper|high) && run(v, 1, letter) == len(v):
		if n := lookupName(v); n&(isStop|isDate) == 0 && n.given()+n.surname() > 0 {
			return ShapeGiven
		} else if n == 0 && len(v) > 3 && run(v, 1, lower|high) == len(v) {
			return ShapeWord
		}
	case is(v, 0, upper|high):
		return doubleName(v)
	}
	return Shapeless
}

// doubleName judges a cell of two or three words that a hyphen, an apostrophe or a blank parts: each is a name or on no list, and none an ordinary word.
func doubleName(v []byte) Shape {
	known, n := false, 0
	for i := 0; ; n++ {
		e := i + run(v[i:], 0, letter)
		w := lookupName(v[i:e])
		switch {
		case e == i || n == 3 || !is(v, i, upper|high) || run(v, i+1, lower|high) != e && run(v, i, upper) != e:
			return Shapeless
		case e == i+1 && at(v, e, '\''): // O'Neil
		case w&(isStop|isDate|isPlace) != 0 || w.common() > 2:
			return Shapeless
		case max(w.given(), w.surname()) > 2:
			known = true
		case w != 0 || e-i < 4:
			return Shapeless
		}
		if e == len(v) {
			break
		}
		if i = e + 1; v[e] == ',' && at(v, i, ' ') {
			i++
		} else if !among("-' ", v[e]) {
			return Shapeless
		}
	}
	switch {
	case n == 0:
		return Shapeless
	case known:
		return ShapeGiven
	}
	return ShapeWord
}

// rowID says whether v is shaped like the number of a record or a member: not an epoch, a limit, an IP address, a decimal
// number or a lower-case hash.
func rowID(v []byte) bool {
	digits := count(v, digit)
	if digits < 5 || epoch(v) || limit(v) || len(v) > 16 {
		return false
	}
	if digits == len(v) {
		return digits >= 6 && digits <= 14
	}
	for i, b := range v {
		switch {
		case b == ' ' && count(v[:i], digit) == 0: // a word and a number
			return false
		case class[b]&(upper|digit) != 0:
		case (b == '-' || b == ' ') && is(v, i-1, alnum) && is(v, i+1, alnum):
		default:
			return false
		}
	}
	return true
}
