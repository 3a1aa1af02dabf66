package detectors

import _ "embed" // the weights are data of the program

// nameWeights is a linear model of whether a word of a passage is a name: little-endian 16-bit weights, in 64ths of a logit, one a
// feature. internal/nametrain writes it; it holds sums over invented sentences and nothing else.
//
//go:embed names.model
var nameWeights string

//go:generate go run ../internal/nametrain -data $DICT -out names.model

// kinds is the number of kinds of words that the dictionary tells apart.
const kinds = 16

// Kinds of words, by the dictionary: what the model knows of a word itself.
const (
	kindUnknown = iota // on no list
	kindMarked         // on no list, with a letter beyond ASCII
	kindBoth           // often a given name and a surname, and hardly a word
	kindGiven          // often a given name
	kindSomeGiven
	kindSurname // often a surname
	kindSomeSurname
	kindRare   // a name that few bear
	kindAmbig  // often a name, sometimes a word
	kindWeak   // a name, and as often a word
	kindPlace  // a place, often a name
	kindTown   // a place, seldom a name
	kindMonth  // a month or a day
	kindListed // a word that the detector specification lists, in common use
	kindWord   // no name
	kindStop   // never part of a name
)

// kind is the kind of a word that the dictionary holds as w.
func (w wordInfo) kind(marked bool) int {
	g, s, c := w.given(), w.surname(), w.common()
	best := max(g, s)
	switch {
	case w == 0 && marked:
		return kindMarked
	case w == 0:
		return kindUnknown
	case w&isStop != 0:
		return kindStop
	case w&isDate != 0:
		return kindMonth
	case w&isPlace != 0 && best >= 9:
		return kindPlace
	case w&isPlace != 0:
		return kindTown
	case best == 0:
		return kindWord
	case c >= 5:
		return kindListed
	case w&isListed != 0 || c > 1 && best < c+4:
		return kindWeak
	case c > 1:
		return kindAmbig
	case g >= 6 && s >= 6:
		return kindBoth
	case g >= 6:
		return kindGiven
	case s >= 7 && s > g:
		return kindSurname
	case g >= 3 && g >= s:
		return kindSomeGiven
	case s >= 3:
		return kindSomeSurname
	}
	return kindRare
}

// Forms of a word in the model.
const (
	inTitle = iota // Jane
	inCaps         // JANE in a passage that has small letters
	inLoud         // JANE in one that has none
	inSmall        // jane
	forms
)

func (t *passage) formOf(w *passageWord) int {
	switch {
	case w.form == formLower:
		return inSmall
	case w.form == formCaps && t.loud:
		return inLoud
	case w.form == formCaps:
		return inCaps
	}
	return inTitle
}

// The features, group by group.
const (
	featBias      = 0
	featKind      = featBias + 1                         // by form
	featBefore    = featKind + kinds*forms               // kind by the context before
	featBehind    = featBefore + kinds*contexts          // kind by the context behind
	featSepBefore = featBehind + kinds*contexts          // context before by what stands between
	featSepBehind = featSepBefore + separations*contexts // context behind by what stands between
	featTwoBefore = featSepBehind + separations*contexts // the two contexts before
	featTwoBehind = featTwoBefore + contexts*contexts    // the two contexts behind
	featSides     = featTwoBehind + contexts*contexts    // the contexts on both sides
	featFunction  = featSides + contexts*contexts        // form by words that hold sentences together
	featCare      = featFunction + forms*counts          // form by words of care
	featOdd       = featCare + forms*counts              // signs of machines
	featEvidence  = featOdd + counts                     // kind by whether the record holds identifiers of a person
	featBeside    = featEvidence + 2*kinds               // context before by that
	featFormCtx   = featBeside + 2*contexts              // form by the context before
	featLength    = featFormCtx + forms*contexts         // letters of the word, by form
	features      = featLength + forms*counts
	counts        = 5 // 0, 1, 2, 3 to 4, more
	maxFeatures   = 16
)

func bucket(n int) int {
	switch {
	case n <= 2:
		return n
	case n <= 4:
		return 3
	}
	return 4
}

// features lists what the model knows of word k. evidence says that the record holds other identifiers of a person.
func (t *passage) features(k int, evidence bool) (f [maxFeatures]uint16) {
	w := &t.word[k]
	kind, form := w.w.kind(w.marked), t.formOf(w)
	before, two, sepBefore := t.side(k, -1)
	behind, twoBehind, sepBehind := t.side(k, 1)
	ev := 0
	if evidence {
		ev = 1
	}
	n := 0
	put := func(i int) { f[n] = uint16(i); n++ }
	put(featBias)
	put(featKind + kind*forms + form)
	put(featBefore + kind*contexts + int(before))
	put(featBehind + kind*contexts + int(behind))
	put(featSepBefore + int(sepBefore)*contexts + int(before))
	put(featSepBehind + int(sepBehind)*contexts + int(behind))
	put(featTwoBefore + int(before)*contexts + int(two))
	put(featTwoBehind + int(behind)*contexts + int(twoBehind))
	put(featSides + int(before)*contexts + int(behind))
	put(featFunction + form*counts + bucket(t.function))
	put(featCare + form*counts + bucket(t.care))
	put(featOdd + bucket(t.odd))
	put(featEvidence + ev*kinds + kind)
	put(featBeside + ev*contexts + int(before))
	put(featFormCtx + form*contexts + int(before))
	put(featLength + form*counts + min(max((w.end-w.start-1)/2, 0), counts-1))
	return f
}

// side returns the contexts of the two words on one side of word k, and what stands between it and the first.
func (t *passage) side(k, step int) (one, two context, sep separation) {
	at := func(i int) (context, separation) {
		switch {
		case i < 0:
			return ctxEdge, t.word[0].before
		case i >= t.n:
			return ctxEdge, sepEdge
		case step > 0:
			return t.word[i].of, t.word[i].before
		}
		return t.word[i].of, t.word[i+1].before
	}
	if one, sep = at(k + step); one == ctxEdge || sep == sepStop {
		return ctxEdge, ctxEdge, sep
	}
	two, sep2 := at(k + 2*step)
	if sep2 >= sepStop {
		two = ctxEdge
	}
	return one, two, sep
}

// weigh returns the model's word for word k: above 0 it is rather a name, in 64ths of a logit.
func (t *passage) weigh(k int, evidence bool) (sum int) {
	for _, i := range t.features(k, evidence) {
		b := nameWeights[2*int(i) : 2*int(i)+2]
		sum += int(int16(uint16(b[0]) | uint16(b[1])<<8))
	}
	return sum
}

// candidate says whether word k may be a name at all.
func (t *passage) candidate(s []byte, k int) bool {
	w := &t.word[k]
	n := w.end - w.start
	if w.glued || n < 2 || t.isKey(s, k) || w.of == ctxNumber || w.of == ctxToken || w.hyphen && !plainHyphens(s[w.start:w.end]) {
		return false
	}
	listed := w.of < ctxNumber && w.of > ctxOther
	best := max(w.w.given(), w.w.surname())
	switch w.form {
	case formLower:
		return !listed && n > 2 && !nameParticle(s[w.start:w.end]) && t.smallName(s, k) && !t.statement(s)
	case formCaps:
		if !t.loud && n < 6 && (best < 6 || w.w.common() > 1) || n < 3 && best < 6 || n < 4 && best == 0 {
			return false
		}
	case formTitle:
	default:
		return false
	}
	return !w.stops() && !nameCredential(s[w.start:w.end]) && (!listed || best >= 8)
}

// smallName says whether word k, in small letters, may be a name: it is one and hardly an ordinary word, or stands behind what a name
// follows and no list holds it.
func (t *passage) smallName(s []byte, k int) bool {
	w := &t.word[k]
	given, surname, common := w.w.given(), w.w.surname(), w.w.common()
	before, _, sep := t.side(k, -1)
	best := max(given, surname)
	switch {
	case w.w&(isStop|isDate) != 0:
		return false
	case (before == ctxTitle || before == ctxStaff) && sep == sepBlank && best >= 5:
		return true // dr love
	case w.w&isPlace != 0 || common > 1 && (common > 4 || given < 10):
		return false
	case common > 0 && given < 8 && surname < 9:
		return before == ctxKnown && surname >= 4 && t.word[k-1].form == formLower
	case given >= 3 || surname >= 3:
		return true
	case w.end-w.start < 4 || condSeed.left(s[w.start:w.end]).lookup() != 0:
		return false
	}
	switch before {
	case ctxTitle, ctxSelf, ctxRelation, ctxPatient, ctxStaff, ctxGreeting, ctxAddress, ctxKnown:
		return true
	}
	return false
}

// plainHyphens says whether no part of the word is an ordinary word that is not a name.
func plainHyphens(v []byte) bool {
	for i := 0; i < len(v); {
		e := run(v, i, letter)
		if e-i > 1 {
			t := nameToken{w: lookupName(v[i:e])}
			if t.stops() || t.w.common() > 1 && !t.known() || class[v[i]]&lower != 0 && class[v[0]]&upper != 0 && t.w.common() > 0 && (e-i > 3 || t.w.common() > 3) {
				return false
			}
		}
		i = e + 1
	}
	return true
}
