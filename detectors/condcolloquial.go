package detectors

// colloquial returns the extent of the condition that the word s[i:j] names as people say it and the table does not have it: bipolar,
// hep b, a hip fx, etoh withdrawal; 0, 0 if it names none.
func colloquial(s []byte, i, j int) (start, end int) {
	if f := fold(s[i]) - 'a'; j-i > 12 || f >= 26 || colloquialLengths[f]>>(j-i)&1 == 0 {
		return 0, 0
	}
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "bipolar", "schizo", "parkinsons", "alzheimers", "crohns", "hodgkins", "brca1", "brca2", "scoliosis", "preeclampsia", "eclampsia", "ibs", "hyperemesis", "bulimic", "anorexic":
		return i, j
	case "hep":
		if e := j + 2; at(s, j, ' ') && e <= len(s) && among("abcABC", s[j+1]) && !is(s, e, word) {
			return i, e
		}
	case "fx":
		if a, b, ok := priorWord(s, i); ok && bodyPart(s[a:b]) {
			if p, q, more := priorWord(s, a); more && (wordFold(s, p, "left") || wordFold(s, p, "right") || q-p == 1 && among("lrLR", s[p])) {
				a = p
			}
			return a, j
		}
		if e := siteBehind(s, j); e > 0 { // fx L wrist
			return i, e
		}
	case "diff", "difficile":
		if k := backAny(s, i, " ."); k < i && k > 0 && (s[k-1] == 'C' || s[k-1] == 'c') && opens(s, k-1) {
			return k - 1, j
		}
	case "withdrawal":
		if a, b, ok := priorWord(s, i); ok {
			var more [24]byte
			switch string(lowered(s, a, min(b, a+len(more)), &more)) {
			case "etoh", "opioid", "opiate", "benzo", "heroin", "fentanyl", "meth", "cocaine", "drug":
				return a, j
			}
		}
	}
	return 0, 0
}

// colloquialLengths has, by the first letter of such a word, a bit for each length.
var colloquialLengths = func() (t [26]uint16) {
	for _, w := range [...]string{"bipolar", "schizo", "parkinsons", "alzheimers", "crohns", "hodgkins", "brca1", "brca2", "scoliosis", "preeclampsia", "eclampsia", "ibs", "hyperemesis", "bulimic", "anorexic",
		"hep", "fx", "withdrawal", "diff", "difficile"} {
		t[w[0]-'a'] |= 1 << len(w)
	}
	return
}()

// bodyPart says whether v is what breaks, or how.
func bodyPart(v []byte) bool {
	var buf [24]byte
	switch string(lowered(v, 0, min(len(v), len(buf)), &buf)) {
	case "hip", "wrist", "ankle", "arm", "leg", "foot", "toe", "finger", "hand", "rib", "skull", "nasal", "femur", "femoral", "tibia", "tib", "fib", "humerus", "radius", "radial", "ulna", "clavicle", "pelvic", "pelvis", "orbital",
		"vertebral", "spine", "jaw", "elbow", "knee", "shoulder", "buckle", "stress", "compression", "boxer", "boxers":
		return true
	}
	return false
}
