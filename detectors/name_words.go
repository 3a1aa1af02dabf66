package detectors

// nameParticle says whether the lower-case word t stands inside surnames.
func nameParticle(t []byte) bool {
	switch string(t) {
	case "de", "la", "las", "los", "del", "della", "di", "da", "das", "dos", "do", "du", "des", "van", "von", "der", "den", "ter", "ten",
		"bin", "bint", "binte", "bte", "ibn", "al", "el", "abu", "le", "st", "zu", "af", "av", "y", "e", "vd", "v.d", "v.d.", "v.", "d.", "vda", "vde", "wa", "dalla", "dello", "dei", "degli", "delle", "zum", "zur", "vom", "ould", "nic", "ua", "op", "'t", "aan", "dal",
		"ó", "ní", "mac", "ap", "binti", "san", "santa":
		return true
	}
	return false
}

// nameSuffix says whether the token t is a generation suffix.
func nameSuffix(t []byte) bool {
	switch string(t) {
	case "Jr", "Sr", "II", "III", "IV", "JR", "SR", "Jnr", "Snr":
		return true
	}
	return false
}

// nameCredential says whether the token t follows the names of professionals. It is no part of the name.
func nameCredential(t []byte) bool {
	switch string(t) {
	case "MD", "DO", "RN", "NP", "PA", "LPN", "LVN", "CNA", "APRN", "CRNA", "CNM", "DNP", "PhD", "PsyD", "LCSW", "LMFT", "LPC", "DDS", "DMD",
		"DPM", "OD", "DC", "DVM", "PharmD", "RPh", "PT", "DPT", "OT", "RD", "RT", "EMT", "FACP", "FACS", "MPH", "MSN", "BSN", "Esq", "CPA", "JD", "MBBS":
		return true
	}
	return false
}

// Judgements of a token by the dictionary.

// stops says whether the word is an ordinary one, or one that is never part of a name.
func (t nameToken) stops() bool {
	w := t.w
	name := max(w.given(), w.surname())
	switch {
	case w&isStop != 0, w&isDate != 0 && w.given() < 9:
		return true
	case name == 0:
		return w.common() > 0 || w&isPlace != 0
	}
	return w.common() >= 3 && name < w.common()-1 && w&isListed == 0
}

// collides says whether the word is a name and something else as well, so that it never completes a pair alone.
func (t nameToken) collides() bool {
	return t.w&(isListed|isPlace|isDate|isStop) != 0 || t.w.common() >= 5
}

// first and last weigh the word as a given name and as a surname; families give surnames as given names and the reverse.
func (t nameToken) first() int { return max(t.w.given(), t.w.surname()-4) }
func (t nameToken) last() int  { return max(t.w.surname(), t.w.given()-3) }

// known says whether the dictionary holds the word as a name.
func (t nameToken) known() bool { return t.w&0xff != 0 }

// NameLike says whether v is one to three words, in whatever case, none of them an ordinary one, and one known as a name or, where
// the words before say so, none known as anything.
func NameLike(v []byte) bool {
	words, known, unknown := 0, 0, 0
	for i := 0; i < len(v); {
		if v[i] == ' ' || v[i] == '.' || v[i] == ',' {
			i++
			continue
		}
		t := scanName(v, i)
		if words++; t.form <= formOther || words > 3 {
			return false
		}
		i = t.end
		switch {
		case t.form == formInitial:
		case t.form == formLower && nameParticle(v[t.start:t.end]):
		case t.stops() || t.w.common() > 1 && (t.w.given() < 9 && t.w.surname() < 9 || t.form == formLower) || t.end-t.start < 3:
			return false
		case t.known():
			known++
		case t.w == 0:
			unknown++
		}
	}
	return known > 0 || unknown > 0 && words == unknown
}

// Ordinary says whether every word of v is an ordinary one, so that it names nobody without more evidence.
func Ordinary(v []byte) bool {
	for i := 0; i < len(v); {
		if class[v[i]]&letter == 0 {
			i++
			continue
		}
		e := run(v, i, letter)
		t := nameToken{start: i, end: e, w: lookupName(v[i:e])}
		if !t.stops() && !(t.w.common() > 1 && !t.known()) {
			return false
		}
		i = e
	}
	return true
}

// TwoWords says whether a name has two parts, letters on both sides of a blank or a comma: surname and given name, in either order.
func TwoWords(v []byte) bool {
	for i := 2; i+2 < len(v); i++ {
		if v[i] == ' ' || v[i] == ',' {
			return is(v, i-1, letter|high) && is(v, i-2, letter|high)
		}
	}
	return false
}
