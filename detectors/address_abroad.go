package detectors

// Parts of addresses as they are written outside of the United States and Britain (Universal Postal Union, Postal Addressing Systems, country sheets):
// house numbers in several parts, stairs, floors and doors, postal codes with the sign of their country, and codes before the city.

// houseParts returns the end of the number at pos where it is one of several parts that only a street before it makes one of a house: 23/2/9, 14/B,
// 43-47; else 0.
func houseParts(s []byte, pos int) int {
	end := run(s, pos, digit)
	if end == pos || end-pos > 4 || s[pos] == '0' {
		return 0
	}
	parts := 1
	for parts < 4 && (at(s, end, '/') || at(s, end, '-')) {
		e := run(s, end+1, digit)
		if e == end+1 || e-end > 4 {
			break
		}
		end = e
		parts++
	}
	if at(s, end, '/') && is(s, end+1, upper) && !is(s, end+2, word) {
		end += 2
	} else if is(s, end, upper|lower) && !is(s, end+1, word) {
		end++
	}
	if is(s, end, word) || at(s, end, '.') && is(s, end+1, alnum) || end < len(s) && among(":%-=/(<>@|", s[end]) || parts == 3 && dateAt(s, pos, numeric).end == end && dateAt(s, pos, numeric).y > 1000 {
		return 0
	}
	return end
}

// numberWord returns where the word before the house number at pos begins that only says that it is one (Str. Eminescu nr. 14), or pos.
func numberWord(s []byte, pos int) int {
	var buf [24]byte
	w, k := wordBefore(s, pos, &buf)
	switch string(w) {
	case "nr", "no", "n", "num", "numero", "nro", "br", "č", "hnr":
		if k > 0 && pos-k <= len(w)+2 && at(s, pos-1, ' ') && (at(s, k-1, ' ') || at(s, k-1, ',')) {
			return k
		}
	}
	return pos
}

// dottedType says whether the word s[i:j] is the type of a street by the dot of its abbreviation: al., os., sgt., krt., nám., pr., Cad.
func dottedType(s []byte, i, j int) bool {
	if j-i < 3 || s[j-1] != '.' {
		return false
	}
	var buf [24]byte
	switch string(lowered(s, i, j-1, &buf)) {
	case "al", "os", "sgt", "krt", "rkp", "nám", "tř", "pr", "cad", "cd", "sok", "sk", "mah", "bulv", "blv", "bul", "pza", "plz", "urb", "trav", "r", "est", "rod", "lg", "pç", "chem", "imp", "all", "bvd", "skv", "bl", "šet", "nab":
		return true
	}
	return false
}

// unitAbroad returns the end of the part of a building at i, as other languages than English name it: lgh 1101, m. 5, ap 31, bât. C, esc. B, 2. tv,
// 3e étage, int. 3, 2n 1a, A 12; or i.
func unitAbroad(s []byte, i int) int {
	if is(s, i, digit) {
		return storey(s, i)
	}
	e := run(s, i, letter)
	if e == i || e-i > 16 {
		return i
	}
	if e == i+1 && is(s, i, upper) && at(s, e, ' ') { // Finland: stairs and door
		if d := run(s, e+1, digit); d > e+1 && d <= e+4 && (d == len(s) || among(",;\n\")", s[d])) {
			return d
		}
	}
	var buf [24]byte
	alone, dotted := false, at(s, e, '.')
	switch string(lowered(s, i, e, &buf)) {
	case "bajo", "ático", "entlo", "entresuelo", "principal", "izda", "izq", "izquierda", "dcha", "derecha", "hinterhaus", "vorderhaus", "links", "rechts", "parterre", "fundos", "tv", "th", "rdc":
		alone = true
	case "m", "p", "k", "a", "d", "w":
		if !dotted {
			return i
		}
	case "st": // Denmark: the ground floor
		if !dotted || !at(s, e+1, ' ') || is(s, e+4, word) || !hasFold(s, e+2, "th") && !hasFold(s, e+2, "tv") && !hasFold(s, e+2, "mf") {
			return i
		}
		e = run(s, e+2, letter)
		if at(s, e, '.') {
			e++
		}
		return e
	case "lgh", "lok", "lokal", "mieszk", "ap", "app", "appt", "apto", "appartement", "appartamento", "bât", "bat", "bâtiment", "esc", "escalier", "escalera", "étage", "etage", "porte", "puerta", "pta", "planta", "piso",
		"int", "interno", "interior", "scala", "sc", "bte", "boîte", "boite", "bus", "whg", "wohnung", "stiege", "stg", "tür", "top", "bl", "bloc", "bloco", "et", "etaj", "daire", "kat", "byt", "krs", "as",
		"em", "emelet", "ajtó", "lph", "casa", "depto", "dpto", "dep", "torre", "sala", "conj", "quadra", "qd", "lote", "lt", "res", "résidence", "lot", "kl", "kv", "butas", "korp":
	default:
		return i
	}
	if dotted {
		e++
	}
	k := e
	for k < len(s) && k < e+2 && among(" :", s[k]) {
		k++
	}
	v := run(s, k, alnum)
	if k > e-boolDigit(dotted) && v > k && v-k <= 5 && (is(s, k, digit) || is(s, v-1, digit) && v-k <= 4 || is(s, k, upper) && v-k <= 2) && !is(s, v, word) && !(at(s, v, '-') && is(s, v+1, digit)) {
		return v
	}
	if alone && !is(s, e, word) {
		return e
	}
	return i
}

func boolDigit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// storey returns the end of a floor that begins with its number: 2. tv, 1. sal, 3e étage, 1r 2a, 4. OG; or i.
func storey(s []byte, i int) int {
	e := run(s, i, digit)
	if e-i > 2 {
		return i
	}
	z := run(s, e, letter)
	if z > e && z-e <= 3 { // 1r 2a; 3e étage
		if d := z + 1; at(s, z, ' ') && z == e+1 && is(s, d, digit) && (at(s, d+1, 'a') || at(s, d+1, 'r')) && !is(s, d+2, word) {
			return d + 2
		}
		if f := run(s, z+1, letter); at(s, z, ' ') && (hasFold(s, z+1, "étage") || hasFold(s, z+1, "etage") || hasFold(s, z+1, "ét")) && f > z+1 {
			return f
		}
		return i
	}
	if !at(s, e, '.') {
		return i
	}
	k := e + 1
	if at(s, k, ' ') {
		k++
	}
	f := run(s, k, letter)
	var buf [24]byte
	switch string(lowered(s, k, f, &buf)) {
	case "tv", "th", "mf", "sal", "og", "ug", "dg", "em", "emelet", "stock", "etage", "piano", "patro", "kat", "krs", "vån", "etasje":
		if at(s, f, '.') && is(s, f+1, space) {
			f++
		}
		if at(s, f, ' ') && (hasFold(s, f+1, "tv") || hasFold(s, f+1, "th") || hasFold(s, f+1, "mf")) && !is(s, f+3, word) {
			f += 3
		}
		return f
	}
	return i
}

// signedCode returns the extent of the postal code at i that the sign of its country (D-14467, CH-3011) or a word for it (CEP 24230-090) precedes; end is
// 0 where there is none.
func signedCode(s []byte, i int) (start, end int) {
	e := run(s, i, letter)
	switch {
	case e == i || e-i > 8:
		return 0, 0
	case at(s, e, '-') && e-i <= 2 && is(s, i, upper) && is(s, e-1, upper) && is(s, e+1, digit):
		if end = postalCode(s[e+1:], 0); end != 0 {
			return e + 1, e + 1 + end
		}
		return 0, 0
	}
	var buf [24]byte
	switch string(lowered(s, i, e, &buf)) {
	case "cep", "cp", "plz", "cap", "zip", "postcode", "eircode", "pin", "pincode", "postnr", "psč", "irsz":
		k := e
		for k < len(s) && k < e+3 && among(" :.", s[k]) {
			k++
		}
		if end = postalCode(s, k); end != 0 && k > e {
			return k, end
		}
		if end = letterCode(s, k); end != 0 && k > e {
			return k, end
		}
	}
	return 0, 0
}

// codeAhead appends the postal code and the city that stand before the street at i, as Hungary, Romania and others write them: 6722 Szeged, Petőfi
// utca 4.
func codeAhead(dst []Span, s []byte, i int, score float32) []Span {
	if !at(s, i-1, ' ') || !at(s, i-2, ',') {
		return dst
	}
	a, e, _ := cityBefore(s, i)
	if a < 6 || !at(s, a-1, ' ') || tokenWords(s, a, e) {
		return dst
	}
	c := back(s, a-1, digit)
	if n := a - 1 - c; n < 4 || n > 6 || !opens(s, c) || c > 0 && !among(" ,\n\t\"'(:;>", s[c-1]) {
		return dst
	}
	return append(dst, Span{Start: c, End: a - 1, Type: ZIP, Score: score, Why: "postal code before a city and a street"},
		Span{Start: a, End: e, Type: City, Score: score, Why: "city before a street"})
}

// unitAhead appends the part of a building that stands before the house number at i: Unit 4, 12 Boronia Pde; 2nd Floor, 14 Harbour Street; Ground Floor
// Flat, 9 Queens Road.
func unitAhead(dst []Span, s []byte, i int) []Span {
	if !at(s, i-1, ' ') || !at(s, i-2, ',') {
		return dst
	}
	k, start, unit := i-2, i-2, false
	for range 4 {
		w := k
		for w > 0 && k-w < 16 && (is(s, w-1, alnum) || s[w-1] == '-' || s[w-1] == '#') {
			w--
		}
		if w == k {
			break
		}
		is, ok := dwelling(s, w, k)
		if !ok {
			break
		}
		unit = unit || is
		start = w
		if k = w - 1; !at(s, k, ' ') {
			break
		}
	}
	if !unit || start > 0 && !among(" ,;:\"'(=\n\t>", s[start-1]) {
		return dst
	}
	return append(dst, Span{Start: start, End: i - 2, Type: Address, Score: Likely, Why: "unit before a street line"})
}

// dwelling says whether the word s[i:j] may belong to the name of a part of a building, and whether it is one itself.
func dwelling(s []byte, i, j int) (unit, ok bool) {
	if holds(s[i:j], digit) {
		return false, j-i <= 5
	}
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "unit", "flat", "apt", "apartment", "suite", "ste", "shop", "level", "floor", "fl", "lot", "room", "rm", "villa", "basement", "penthouse", "studio", "annex", "annexe", "maisonette", "bedsit", "townhouse":
		return true, true
	case "ground", "first", "second", "third", "fourth", "fifth", "top", "upper", "lower", "garden", "rear", "front", "left", "right", "attic", "a", "b", "c", "d", "e", "f", "g", "h":
		return false, true
	}
	return false, false
}

// blockOfFlats takes the block of a housing estate at pos with its street and unit, and the postal code behind them, as Singapore writes its addresses:
// Blk 214 Toa Payoh Lor 8 #07-133 S(310214).
func blockOfFlats(dst []Span, s []byte, pos, j int) []Span {
	k := run(s, j+1, alnum)
	if !at(s, j, ' ') || !is(s, j+1, digit) || k-j > 6 || !at(s, k, ' ') || !is(s, pos, upper) {
		return dst
	}
	for k < len(s) && k < j+56 && (is(s, k, alnum|space) || among(".'-,", s[k])) && s[k] != '\n' {
		k++
	}
	e := run(s, k+1, digit)
	if !at(s, k, '#') || e == k+1 || e-k > 3 || !at(s, e, '-') || !is(s, e+1, digit) {
		return dst
	}
	end := run(s, e+1, alnum)
	dst = append(dst, Span{Start: pos, End: end, Type: Address, Score: Shaped, Why: "block, street and unit"})
	k = end
	for k < len(s) && k < end+2 && among(" ,", s[k]) {
		k++
	}
	for _, w := range [...]string{"singapore ", "s(", "s ", "s"} {
		if d := k + len(w); hasFold(s, k, w) && run(s, d, digit) == d+6 && !is(s, d+6, word) {
			return append(dst, Span{Start: d, End: d + 6, Type: ZIP, Score: Shaped, Why: "postal code behind a street line"})
		}
	}
	return dst
}

// besideCode appends the postal code whose digits, or whose second half, begin at i, in a record that names a person: a British or Canadian one with
// the city before it, one behind a word for it, and one in the cell behind that of a street.
func besideCode(dst []Span, s []byte, i int) []Span {
	if !at(s, i-1, ' ') {
		return dst
	}
	if a, end := splitCode(s, i); end != 0 {
		dst = append(dst, Span{Start: a, End: end, Type: ZIP, Score: Likely, Why: "postal code by its shape", By: &zip})
		st := a
		if p := back(s, a-1, upper); at(s, a-1, ' ') && a-1-p == 2 && at(s, p-1, ' ') { // the province
			st = p
		}
		c, e, _ := cityBefore(s, st)
		if c >= 0 && e > c && !tokenWords(s, c, e) && (c == 0 || among(",;(\n\"", before(s, c)) || at(s, c-1, ' ') && c > 1 && (among(",;:-", s[c-2]) || is(s, c-2, lower|digit))) && cityLike(s, c, e, true) {
			dst = append(dst, Span{Start: c, End: e, Type: City, Score: Likely, Why: "city before a postal code", By: &city})
		}
		return dst
	}
	end := postalCode(s, i)
	if end == 0 {
		return dst
	}
	var buf [24]byte
	switch w, k := wordBefore(s, i, &buf); string(w) {
	case "zip", "postcode", "plz", "cep", "postnr", "postnummer", "zipcode", "cap", "postal":
		if i-k <= len(w)+2 {
			return append(dst, Span{Start: i, End: end, Type: ZIP, Score: Likely, Why: "number behind a word for postal codes", By: &zip})
		}
	}
	if at(s, i-2, '|') && end-i >= 5 {
		k := i - 2
		for k > 0 && s[k-1] == ' ' {
			k--
		}
		a := k
		for a > 0 && k-a < 60 && s[a-1] != '|' && s[a-1] != '\n' {
			a--
		}
		for a < k && s[a] == ' ' {
			a++
		}
		if StreetCell(s[a:k]) {
			return append(dst, Span{Start: i, End: end, Type: ZIP, Score: Likely, Why: "postal code in the cell behind a street", By: &zip})
		}
	}
	return dst
}
