package detectors

// Distinctive says whether a word of a person's name still names the person where it stands alone: three letters or more,
// and neither an ordinary word, nor a place, a month or a role.
func Distinctive(word []byte) bool {
	if !nameWord(word) {
		return false
	}
	w := lookupName(word)
	return w.common() <= 1 && w&(isListed|isStop|isDate|isPlace) == 0
}

// Related says whether a word of a person's name names the person in what belongs to the same request: a known name that
// is an ordinary word too, but neither one that the specification lists, nor a place, a month or a role.
func Related(word []byte) bool {
	if !nameWord(word) {
		return false
	}
	w := lookupName(word)
	return max(w.given(), w.surname()) >= 4 && w.common() <= 6 && w&(isListed|isStop|isDate|isPlace) == 0
}

func nameWord(word []byte) bool {
	if len(word) < 3 || len(word) > 40 {
		return false
	}
	for _, b := range word {
		if class[b]&letter == 0 && b != '-' && b != '\'' {
			return false
		}
	}
	return true
}

// Title says whether a word of a name is the title, suffix or credential of a person, which many have.
func Title(word []byte) bool {
	var buf [24]byte
	switch string(lowered(word, 0, len(word), &buf)) {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "doctor", "sir", "madam", "rev", "hon", "sgt", "capt", "lt", "col", "jr", "sr", "junior", "senior",
		"herr", "frau", "señor", "señora", "mme", "monsieur", "madame":
		return true
	}
	return nameSuffix(word) || nameCredential(word)
}

// Free says whether the identifier text[i:j] stands alone and is nothing that engineers read logs for: no part of a longer
// word, decimal number, version, UUID or hash, and not the value of an operational key such as port or trace_id.
func Free(text []byte, i, j int) bool {
	return bounded(text, i, j) && !kept(text, i, j)
}
