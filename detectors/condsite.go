package detectors

// tailEnd returns the end of what stands right behind the name of a condition that ends at j and says where it is, how far it has gone or
// that it was found: HCV+, NSCLC RUL, POAG OU, CKD 4, "d/o", "fx L wrist", L5-S1, a variant of a gene (HGVS).
func tailEnd(s []byte, j int) int {
	if at(s, j, '+') && !is(s, j+1, alnum) {
		j++
	}
	for range 3 {
		e := tailWord(s, j)
		if e == 0 {
			break
		}
		j = e
	}
	return j
}

func tailWord(s []byte, j int) int {
	if !at(s, j, ' ') || j+1 >= len(s) {
		return 0
	}
	a := j + 1
	b := run(s, a, alnum)
	switch {
	case s[a] == '#' && !is(s, a+1, alnum): // a fracture in British notes: NOF #
		return a + 1
	case b == a || b-a > 14 || is(s, b, under) || b < len(s) && among("=:@(", s[b]):
		return 0
	case b == a+1 && hasFold(s, a, "d/o") && !is(s, a+3, word):
		return a + 3
	case b == a+1 && among("cgmp", s[a]) && at(s, b, '.') && is(s, b+1, alnum): // c.68_69del
		for b++; b < len(s) && b-a < 40 && (is(s, b, word) || among(">*+-", s[b])); b++ {
		}
		return b
	case spineLevel(s, a, b):
		if at(s, b, '-') && spineLevel(s, b+1, run(s, b+1, alnum)) || at(s, b, '/') && spineLevel(s, b+1, run(s, b+1, alnum)) {
			b = run(s, b+1, alnum)
		}
		return b
	case b == a+1 && (s[a] == 'L' || s[a] == 'R'), b == a+2 && (hasFold(s, a, "lt") || hasFold(s, a, "rt")), wordFold(s, a, "left"), wordFold(s, a, "right"):
		if k := siteBehind(s, j); k > 0 {
			return k
		}
		if is(s, a, upper) && b-a < 3 && (ends(s, b) || among(",;.)", s[b])) {
			return b
		}
		return 0
	case b <= a+2 && s[a]-'1' < 5 && (b == a+1 || among("abAB", s[a+1])) && staged(s, j) && !is(s, b, alnum) && !(b < len(s) && among("./:%", s[b]) && is(s, b+1, alnum)):
		return b
	case sided(s[a:b]), bodyPart(s[a:b]), sited(s[a:b]):
		return b
	}
	return 0
}

// siteBehind returns the end of the part of the body behind s[j], its side before it or not, or 0.
func siteBehind(s []byte, j int) int {
	a, b, ok := nextWord(s, j)
	if ok && (b == a+1 && (s[a] == 'L' || s[a] == 'R') || wordFold(s, a, "lt") || wordFold(s, a, "rt") || wordFold(s, a, "left") || wordFold(s, a, "right") || wordFold(s, a, "bilat")) {
		a, b, ok = nextWord(s, b)
	}
	if ok && (bodyPart(s[a:b]) || sited(s[a:b])) {
		return b
	}
	return 0
}

// spineLevel says whether s[a:b] is a level of the spine: L5, C5, T12, S1.
func spineLevel(s []byte, a, b int) bool {
	return b-a >= 2 && b-a <= 3 && among("CTLS", s[a]) && run(s, a+1, digit) == b && s[a+1] != '0' && number(s, a+1, b) <= 12
}

// staged says whether the word that ends at j is an abbreviation of a disease that a number behind it gives the stage of.
func staged(s []byte, j int) bool {
	a := back(s, j, letter)
	return wordFold(s, a, "ckd") || wordFold(s, a, "ckd-epi") || wordFold(s, a, "nyha") || wordFold(s, a, "gold") || wordFold(s, a, "cin") || wordFold(s, a, "dm") || wordFold(s, a, "diabetes")
}

// sided says whether v is a side or a lobe, as notes abbreviate them, or in another language.
func sided(v []byte) bool {
	switch string(v) {
	case "RUL", "RML", "RLL", "LUL", "LLL", "RUQ", "LUQ", "RLQ", "LLQ", "RUE", "LUE", "RLE", "LLE", "BLE", "BUE", "OU", "OD", "OS", "MCA", "ACA", "PCA", "LAD", "RCA", "LCX":
		return true
	}
	var buf [24]byte
	switch string(lowered(v, 0, min(len(v), len(buf)), &buf)) {
	case "bilat", "bilateral", "bilaterally", "links", "rechts", "beidseits", "bds", "gauche", "droit", "droite", "izquierda", "izquierdo", "derecha", "derecho", "destra", "destro", "sinistra", "sinistro",
		"esquerda", "esquerdo", "direita", "direito", "acuta", "acuto", "aguda", "agudo", "cronica", "cronico", "crónica", "crónico", "crônica", "crônico", "chronique", "aiguë", "aigue", "avanzato", "avanzata",
		"avanzado", "avanzada", "avancé", "avancée", "metastatico", "metastático", "métastatique", "reactive", "pos", "neg":
		return true
	}
	return false
}

// sited says whether v is a part of the body where something is, besides those that break.
func sited(v []byte) bool {
	var buf [24]byte
	switch string(lowered(v, 0, min(len(v), len(buf)), &buf)) {
	case "thigh", "calf", "chest", "abdomen", "abd", "back", "neck", "head", "face", "scalp", "groin", "breast", "lung", "kidney", "eye", "ear", "heel", "sacrum", "buttock", "forearm", "flank", "shin", "lobe", "pelvis":
		return true
	}
	return false
}
