package detectors

// findResidence takes what follows a word of living somewhere, "resides at Birkenstraße 12", "moved to Boise, ID": a
// street that has its number behind it and that no English suffix marks, or a city with its state. The word makes likely
// what would be in doubt without it.
func findResidence(dst []Span, s []byte, pos, j int) []Span {
	i := j
	for n := 0; n < 3 && at(s, i, ' '); n++ {
		e := run(s, i+1, letter)
		if !is(s, i+1, lower|high) || !leads(s, i+1, e) || at(s, e, '.') {
			break
		}
		i = e
	}
	if i == j && at(s, i, '.') && at(s, i+1, ' ') && homeAbroad(s, pos, j) { // zam.
		i++
	}
	german := i == j && (fold(s[j-1]) == 't' && at(s, i, ' ') || at(s, i, ':')) // wohnt, Anschrift
	if i == j && !german && !(homeAbroad(s, pos, j) && at(s, i, ' ')) || !at(s, i, ' ') && !at(s, i, ':') {
		return dst
	}
	for i < len(s) && among(" :", s[i]) && i < j+40 {
		i++
	}
	if is(s, i, digit) && homeAbroad(s, pos, j) {
		return promoted(dst, s, i)
	}
	if end := cityEnd(s, i); end > i && at(s, end, ',') && at(s, end+1, ' ') && state(s, end+2) && is(s, i, upper|high) && cityLike(s, i, end, !stateIsWord(s, end+2)) {
		return append(dst, Span{Start: i, End: end, Type: City, Score: Likely, Why: "city and state behind a word of residence"})
	}
	for p := i; p < len(s) && p < i+window && s[p] != '\n' && s[p] != ','; p++ {
		if !is(s, p, digit) || !at(s, p-1, ' ') {
			continue
		}
		st, end := streetBefore(s, p-1), houseNumber(s, p)
		if end == 0 && st.typed {
			end = houseParts(s, p)
		}
		if end == 0 || st.start != i || st.words == 0 || !st.capital || !st.rare || st.stopped && !streetType(s, i, wordStop(s, i)) || end-p > 5 && !st.typed && !at(s, end-1, 'I') {
			return dst
		}
		dst = append(dst, Span{Start: i, End: end, Type: Address, Score: Likely, Why: "street and number behind a word of residence"})
		return appendTail(dst, s, end, Likely)
	}
	return dst
}

// promoted appends the address whose house number stands at s[i], with what would be in doubt elsewhere made likely: the words around it say
// that somebody lives there, or the record speaks of a person.
func promoted(dst []Span, s []byte, i int) []Span {
	n := len(dst)
	dst = findNumber(dst, s, i)
	for k := n; k < len(dst); k++ {
		if sp := &dst[k]; sp.Score == Doubtful && sp.Type != City || k > n && sp.Type == City && dst[k-1].Type == ZIP {
			sp.Score = max(sp.Score, Likely)
		}
	}
	return dst
}

// homeAbroad says whether the word s[i:j] says in another language than English that somebody lives somewhere, or names the address: Dutch,
// French, Spanish, Italian, Portuguese, Swedish, Norwegian, Danish, Polish.
func homeAbroad(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "woont", "woonachtig", "verhuisd", "woonadres", "adresse", "habite", "demeurant", "domicilio", "domiciliado", "domiciliada", "vive", "residente", "abita", "reside", "mora", "morada", "bosatt", "mieszka", "zamieszkala", "bopæl",
		"habitant", "zamieszkaly", "zam", "bytem", "adres", "domiciliato", "domiciliata", "asuu", "adresa", "bopael":
		return true
	}
	return false
}

// leads says whether the word s[i:j] only leads from a word of residence to the place.
func leads(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "at", "in", "on", "to", "now", "currently", "is", "der", "an", "am", "au", "aux", "en", "na", "naar", "op", "te", "aan", "de", "la", "las", "el", "i", "w", "geändert", "neu", "ist", "nueva", "nuevo",
		"nouvelle", "changée", "est", "es", "nieuw", "nieuwe", "het", "aktualna", "gewijzigd", "på", "ved", "della", "alla", "al", "del":
		return true
	}
	return false
}
