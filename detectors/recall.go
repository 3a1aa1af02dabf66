package detectors

// Distinctive says whether a word of a person's name still names the person where it stands alone: three letters or more,
// and neither an ordinary word, nor a place, a month or a role.
func Distinctive(word []byte) bool {
	if len(word) < 3 || len(word) > 40 {
		return false
	}
	for _, b := range word {
		if class[b]&letter == 0 && b != '-' && b != '\'' {
			return false
		}
	}
	w := lookupName(word)
	return w.common() <= 1 && w&(isListed|isStop|isDate|isPlace) == 0
}
