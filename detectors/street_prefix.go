package detectors

// findPrefix takes the street whose type, at pos, stands before its name, with the number behind it (Via dei Fiorentini
// 17, ul. Miła 57) or before (20 Rue Hsine Eloued).
func findPrefix(dst []Span, s []byte, pos, j int) []Span {
	k := j
	if at(s, k, '.') {
		k++
	}
	n, rare := 0, false
	for n < 6 && at(s, k, ' ') {
		e := wordStop(s, k+1)
		w := s[k+1 : max(e, k+1)]
		if len(w) == 0 || holds(w, digit|under) || camel(w) || n == 0 && wordFold(s, pos, "place") && wordFold(s, k+1, "of") || unitWord(s, k+1, e) || level(s, k+1, e) {
			break
		}
		if !is(w, 0, upper|high) && !particle(s, k+1, e) && !nameParticle(w) && !elided(w) {
			if n > 0 || len(w) < 4 || lookupName(w).common() > 0 || houseStart(s, pos) == pos {
				break
			}
			rare = true
		}
		rare = rare || elided(w) || is(w, 0, upper|high) && len(w) > 1 && rareWord(w) || n > 0 && is(w, 0, upper|high)
		k = e
		n++
	}
	if n == 0 || !is(s, pos, upper) && !rare || is(s, pos, lower) && !at(s, j, '.') && houseStart(s, pos) == pos {
		return dst
	}
	score := float32(Doubtful)
	if rare {
		score = Likely
	}
	h := k + 1
	if at(s, k, ',') && at(s, h, ' ') { // Rua do Ouro, 120
		h++
	}
	if w := run(s, h, letter); w > h && (at(s, w, ' ') || at(s, w, '.') && at(s, w+1, ' ')) { // Str. Eminescu nr. 14
		if p := w + 1 + boolDigit(at(s, w, '.')); is(s, p, digit) && numberWord(s, p) == h {
			h = p
		}
	}
	end := houseNumber(s, h)
	if end == 0 {
		end = houseParts(s, h)
	}
	if (h == k+1 && at(s, k, ' ') || h > k+1) && end != 0 && run(s, h, digit)-h <= 4 && s[h] != '0' {
		dst = append(dst, Span{Start: leadingNumber(s, pos), End: end, Type: Address, Score: score, Why: "street name and house number"})
		return appendTail(dst, s, end, score)
	}
	if i := houseStart(s, pos); i < pos {
		dst = append(dst, Span{Start: leadingNumber(s, i), End: k, Type: Address, Score: score, Why: "house number and street name"})
		return appendTail(dst, s, k, score)
	}
	return dst
}

// elided says whether w is a French or Italian word with an elided article before a capital: d'Ouchy, dell'Arte.
func elided(w []byte) bool {
	for i := 1; i < len(w)-1 && i < 6; i++ {
		if w[i] == '\'' {
			return is(w, i+1, upper|high)
		}
	}
	return false
}

// houseStart returns where the house number before the word at pos starts, or pos.
func houseStart(s []byte, pos int) int {
	if !at(s, pos-1, ' ') {
		return pos
	}
	e := pos - 1
	if at(s, e-1, ',') {
		e-- // 43, Place du Marché
	}
	if hasFold(s, e-4, " bis") || hasFold(s, e-4, " ter") {
		e -= 4
	}
	w := tokenStart(s, e)
	if w == e || !house(s, w, e) || !opens(s, w) || w > 0 && among("./:", s[w-1]) || notHouse(s, w) {
		return pos
	}
	return w
}

// findCorner takes "corner of A and B", with the article before it: a crossing of streets is an address.
func findCorner(dst []Span, s []byte, pos, j int) []Span {
	if !wordFold(s, j+1, "of") || !at(s, j, ' ') {
		return dst
	}
	k, and, named := j+3, false, false
	for n := 0; n < 12 && at(s, k, ' '); n++ {
		e := wordStop(s, k+1)
		w := s[k+1 : max(e, k+1)]
		number := len(w) > 0 && holds(w[:1], digit) && len(w) <= 6
		switch {
		case len(w) == 0:
			e = 0
		case !and && named && (string(w) == "and" || string(w) == "&"):
			and, named = true, false
		case number, is(w, 0, upper|high), compound(s, k+1, e), isSuffix(s, k+1, e), streetType(s, k+1, e):
			named = named || !number || ordinalWord(s, k+1, e)
		case !particle(s, k+1, e) && !nameParticle(w) && lookupName(w).common() != 0:
			e = 0
		}
		if e == 0 {
			break
		}
		k = e
	}
	if !and || !named {
		return dst
	}
	i := pos
	if hasFold(s, pos-4, "the ") && opens(s, pos-4) {
		i = pos - 4
	}
	return append(dst, Span{Start: i, End: k, Type: Address, Score: Likely, Why: "crossing of streets"})
}

// findBlock takes "1900 block of Halsted" and "6600 Blk N Colfax": a block of a street is an address. Their numbers are hundreds.
func findBlock(dst []Span, s []byte, pos, j int) []Span {
	if is(s, j+1, digit) {
		return blockOfFlats(dst, s, pos, j)
	}
	b := blankBefore(s, pos)
	i := back(s, b, digit)
	if b-i < 3 || b-i > 5 || number(s, i, b)%100 != 0 || !opens(s, i) {
		return dst
	}
	k := j
	if wordFold(s, k+1, "of") {
		k += len(" of")
	}
	end := 0
	for n := 0; n < 4 && at(s, k, ' '); n++ {
		e := wordStop(s, k+1)
		switch {
		case e == k+1 || camel(s[k+1:e]) || level(s, k+1, e):
			e = k
		case is(s, k+1, upper|high) && !holds(s[k+1:e], digit|under), is(s, k+1, digit) && ordinalWord(s, k+1, e):
			end = e
		default:
			e = k
		}
		if e == k {
			break
		}
		k = e
	}
	if end == 0 || end-j < 4 {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Address, Score: Shaped, Why: "block of a street"})
}

// findCrossing takes "Oak St and 3rd Ave", whose first suffix is s[pos:j]: two streets, each a capitalised word or an
// ordinal with its suffix.
func findCrossing(dst []Span, s []byte, pos, j int) []Span {
	k := j
	if at(s, k, '.') {
		k++
	}
	switch {
	case hasFold(s, k, " and "):
		k += 5
	case hasFold(s, k, " & "), hasFold(s, k, " @ "):
		k += 3
	default:
		return dst
	}
	w := wordStop(s, k)
	e := wordStop(s, w+1)
	i := tokenStart(s, max(pos-1, 0))
	if !at(s, w, ' ') || e <= w+1 || !isSuffix(s, w+1, e) || !streetPart(s, k, w) || !is(s, pos, upper) || i == pos || !at(s, pos-1, ' ') || !streetPart(s, i, pos-1) {
		return dst
	}
	return append(dst, Span{Start: i, End: e, Type: Address, Score: Likely, Why: "crossing of streets"})
}

// streetPart says whether the word s[i:j] can be the name of a street before its suffix: capitalised, or an ordinal.
func streetPart(s []byte, i, j int) bool {
	return j > i && (is(s, i, upper|high) && !level(s, i, j) || is(s, i, digit) && ordinalWord(s, i, j))
}

// findMilitary takes the last line of a military address (USPS Publication 28, section 239), "APO AE 09012".
func findMilitary(dst []Span, s []byte, pos, j int) []Span {
	if !at(s, j, ' ') || !(wordFold(s, j+1, "aa") || wordFold(s, j+1, "ae") || wordFold(s, j+1, "ap")) || !at(s, j+3, ' ') {
		return dst
	}
	end := zipEnd(s, j+4)
	if end == 0 {
		return dst
	}
	dst = append(dst, Span{Start: pos, End: j, Type: City, Score: Shaped, Why: "military post office"},
		Span{Start: j + 1, End: j + 3, Type: City, Score: Doubtful, Why: "military post office"},
		Span{Start: j + 4, End: end, Type: ZIP, Score: Shaped, Why: "ZIP code of a military post office"})
	return dst
}

// findShip takes the ship of a military address, the line before its post office: "USS Example". It is that in full
// where the post office follows, and in doubt where the line ends.
func findShip(dst []Span, s []byte, pos, j int) []Span {
	end := wordStop(s, j+1)
	if !at(s, j, ' ') || end < j+3 || holds(s[j+1:end], digit|under) {
		return dst
	}
	k, _ := tailGap(s, end)
	score := float32(Doubtful)
	if at(s, k+1, 'P') && at(s, k+2, 'O') && at(s, k+3, ' ') {
		score = Likely
	} else if !lineEnds(s, end) {
		return dst
	}
	return append(dst, Span{Start: pos, End: end, Type: Address, Score: score, Why: "ship of a military address"})
}
