package detectors

// nearMemo is a part of a text, from one position to another, at which none of some words begins.
type nearMemo struct{ from, to int }

// The words that are looked for around many places of a text.
const (
	nearCache     = iota // what answers are held in, and how long
	nearDiagnosis        // words for diagnoses
	nearKinds
)

// beginsNear are the first letters of these words.
var beginsNear = [nearKinds][256]bool{nearCache: signs("TtCc"), nearDiagnosis: signs("DdIi")}

// absent says whether none of the words of a kind begins within window bytes of s[i:j], or inside; stands says whether one begins at s[k]. Where
// it says no, the words have to be looked for.
func (m *Memo) absent(kind int, s []byte, i, j int, stands func(s []byte, k int) bool) bool {
	if m == nil {
		return false
	}
	a, b := max(0, i-window), min(len(s), j+window)
	v, first := &m.near[kind], &beginsNear[kind]
	if a < v.from || a > v.to { // nothing is known from here on
		v.from, v.to = a, a
	}
	for ; v.to < b; v.to++ {
		if first[s[v.to]] && stands(s, v.to) {
			return false
		}
	}
	return true
}
