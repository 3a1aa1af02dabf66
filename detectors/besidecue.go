package detectors

import "strings"

// CuedName returns the extent of the name that begins with the capitalised word s[i], where the word before it says that a person follows, or 0, 0.
func CuedName(s []byte, i int) (start, end int) {
	start = i
	for n := 0; n < 3 && at(s, start-1, ' ') && is(s, start-2, lower); n++ { // van der
		k := back(s, start-1, lower)
		if !nameParticle(s[k:start-1]) || !tokenStarts(s, k) {
			break
		}
		start = k
	}
	j := start
	for n := 0; n < 2 && j > 0 && among(" \"'(:", s[j-1]); n++ {
		j--
	}
	if j == start || j == 0 {
		return 0, 0
	}
	if s[j-1] == '.' {
		j--
	}
	k := back(s, j, letter)
	if k == j || j-k > 16 || is(s, k-1, digit|under) || k > 0 && among("./-\\$@", s[k-1]) {
		return 0, 0
	}
	if !cueEnds(s[k], s[j-1]) {
		return 0, 0
	}
	few := false
	if is(s, k, upper) && is(s, k+1, lower) && j-k > 3 && !is(s, i+1, lower) {
		return 0, 0 // a heading, and an abbreviation
	}
	switch of := contextOfWord(s[k:j]) & ctxMask; of {
	case ctxRelation, ctxTitle:
	case ctxPatient, ctxStaff:
		few = roleOfThings(s[k:j])
	default:
		switch who := shorthand(s[k:j]); {
		case who == noCue:
			return 0, 0
		default:
			few = who == weakCue
		}
	}
	if few && start == i { // two words, or one of two parts
		e := run(s, i, letter)
		if !(at(s, e, ' ') && (is(s, e+1, upper|high) || particleStarts(s, e+1))) && !at(s, e, '-') && !at(s, e, '.') && !at(s, e, '\'') {
			return 0, 0
		}
	}
	q := scanSeq(s, start)
	if q.n == 0 {
		return 0, 0
	}
	r := besideRun(s, &q)
	switch {
	case q.n == 0 || notPerson(s, &q) || at(s, q.end(), '=') || at(s, q.end(), ':') && !at(s, q.end()+1, ' '):
		return 0, 0
	case r.named():
	case few || r.firm == 0 && r.weak == 0:
		return 0, 0
	case r.firm == 1 && (q.tok[0].form == formTitle || q.tok[0].end-q.tok[0].start > 3):
	case r.weak == 1 && q.tok[0].form == formTitle && (q.tok[0].w.given() >= 6 || q.tok[0].w.surname() >= 8):
	default:
		return 0, 0
	}
	return q.start(), q.end()
}

// roleOfThings says whether the role w is as often one of programs and organisations.
func roleOfThings(w []byte) bool {
	var buf [24]byte
	switch string(lowered(w, 0, min(len(w), len(buf)), &buf)) {
	case "agent", "operator", "provider", "worker", "user", "users", "sender", "recipient", "owner", "contact", "host", "client", "member", "guest", "holder", "manager", "assistant", "reporter", "author", "auditor", "sponsor", "employee",
		"customer", "subscriber", "payer", "payor", "signer", "director", "coordinator", "scheduler", "registrar", "translator", "trainer", "inspector", "chief", "navigator", "educator", "proxy", "handoff", "ride", "cm", "pa", "md", "ob", "sw",
		"tech", "fellow", "intern", "resident", "minister", "principal", "courier", "porter", "dispatcher", "instructor", "candidate", "witness", "individual", "minor", "driver", "rider":
		return true
	}
	return false
}

// Words of clinical and office shorthand, and of other languages, behind which a person follows: one word is enough, or it takes two.
const (
	oneBehind = `dtr dau dght husb hsb wf mum mam gma gpa nana nok pat pnt mbr subj dep deps bene benef insd enr vet anes anesth rad attg attnd hv gp rmo hcw cust
	infant typist pacjent pacjentka pasient patienten beneficiario beneficiaire assure versicherte verzekerde potilas utente hasta hastanin beteg pacient
	pacientka bolnik mw mevr mej sig hr herrn srta fru frk tochter sohn ehefrau ehemann dochter zoon moeder vader echtgenote echtgenoot partner hija hijo
	esposa esposo marido hermana hermano figlia figlio moglie marito filha filho fille fils maman papa nee geb named called`
	twoBehind = `by for with w from re per attn cc to of and peer crew poster name nm id`
)

// shorthands are these words.
var shorthands = func() map[string]nameCue {
	t := map[string]nameCue{}
	for w := range strings.FieldsSeq(oneBehind) {
		t[w] = strongCue
	}
	for w := range strings.FieldsSeq(twoBehind) {
		t[w] = weakCue
	}
	return t
}()

// shorthand says whether a person follows the word w of clinical and office shorthand: strongCue where one word is enough.
func shorthand(w []byte) nameCue {
	var buf [24]byte
	return shorthands[string(lowered(w, 0, min(len(w), len(buf)), &buf))]
}

// cueEnds says whether a word that CuedName knows begins and ends with these letters.
func cueEnds(first, last byte) bool {
	return class[first]&high != 0 || cueLetters[first&0x1f]>>(last&0x1f)&1 != 0 || class[last]&high != 0
}

// cueLetters has, for each first letter of such a word, a bit for each last one.
var cueLetters = func() (t [32]uint32) {
	enter := func(words string) {
		for w := range strings.FieldsSeq(words) {
			t[w[0]&0x1f] |= 1 << (w[len(w)-1] & 0x1f)
		}
	}
	for _, l := range contextLists {
		switch l.of {
		case ctxRelation, ctxTitle, ctxPatient, ctxStaff:
			enter(l.words)
		}
	}
	enter(oneBehind)
	enter(twoBehind)
	return t
}()
