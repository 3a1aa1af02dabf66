package detectors

// clinical appends the conditions, medicines and procedures that t.word[from:] names, in a record that holds identifiers of a person.
func (t *passage) clinical(dst []Span, s []byte, from int) []Span {
	for k := from; k < t.n; k++ {
		w := &t.word[k]
		if w.of == ctxNumber || w.of == ctxToken || holdsTogether[w.of] && w.of != ctxArticle || is(s, w.start-1, word) {
			continue
		}
		info := condSeed.left(s[w.start:w.end]).lookup()
		if info == 0 || info == condVague {
			if a, z := colloquial(s, w.start, w.end); z > 0 {
				dst = append(dst, Span{Start: a, End: z, Type: Diagnosis, Score: Likely, Why: "named in a sentence of a record with identifiers of a person", By: &condition})
				continue
			}
			if info == 0 && !wordFold(s, w.start, "type") {
				continue
			}
		}
		end, typ, by := t.clinicalAt(s, k, info)
		if end == 0 {
			continue
		}
		start := w.start
		if typ == Diagnosis {
			start, end = qualified(s, start, end)
		}
		dst = append(dst, Span{Start: start, End: end, Type: typ, Score: Likely, Why: "named in a sentence of a record with identifiers of a person", By: by})
		for k+1 < t.n && t.word[k+1].start < end {
			k++
		}
	}
	return dst
}

// clinicalAt returns the end of what is named from word k on, of which the table knows info, and its type; 0 if it names nothing here.
func (t *passage) clinicalAt(s []byte, k int, info condInfo) (end int, typ Type, by *Detector) {
	w := &t.word[k]
	switch {
	case symbol(s, w.start, w.end):
		return 0, None, nil
	case info&condDrug != 0:
		return w.end, Medication, &medication
	}
	if e, p := longest(s, w.start, condProcedure); p {
		return e, Procedure, &procedure
	}
	end, f := nameRight(s, w.start)
	if f == 0 || f&condVague != 0 && (f&condRecord == 0 || f&condCapitals != 0 && t.loud) && !t.leadsToCondition(s, k) {
		return 0, None, nil
	}
	if of := aboutSentence(s, w.start, end); of.generic > of.person+of.care {
		return 0, None, nil
	}
	return end, Diagnosis, &condition
}

// longest returns the end of the longest phrase of up to four words at s[i] that the table has with a flag.
func longest(s []byte, i int, flag condInfo) (end int, ok bool) {
	e := run(s, i, alnum)
	for range 4 {
		if condSeed.left(s[i:e]).lookup()&flag != 0 {
			end, ok = e, true
		}
		_, z, more := nextWord(s, e)
		if !more {
			break
		}
		e = z
	}
	return end, ok
}

// leadsToCondition says whether a condition may follow the word before word k: with, hx, has, has a.
func (t *passage) leadsToCondition(s []byte, k int) bool {
	before, two, sep := t.side(k, -1)
	if before == ctxArticle {
		before = two
	}
	switch before {
	case ctxPrep, ctxThing, ctxAux, ctxActs, ctxCare, ctxAnd, ctxPronoun:
		return sep <= sepComma || sep == sepColon
	case ctxOther, ctxVerbal:
		w := &t.word[k-1]
		return wordFold(s, w.start, "s/p") || wordFold(s, w.start, "h/o") || wordFold(s, w.start, "positive") || wordFold(s, w.start, "dnr") || wordFold(s, w.start, "acute") || wordFold(s, w.start, "chronic") ||
			wordFold(s, w.start, "severe") || wordFold(s, w.start, "new") || wordFold(s, w.start, "discussed") || wordFold(s, w.start, "flagged") || wordFold(s, w.start, "known")
	case ctxKnown, ctxToken:
		return sep == sepComma || sep == sepColon || sep == sepBlank && count(s[t.word[k].start:t.word[k].end], upper) == t.word[k].end-t.word[k].start && !t.loud
	case ctxNumber, ctxUnknown, ctxAbbrev:
		return sep == sepComma || before == ctxUnknown && sep == sepBlank && count(s[t.word[k].start:t.word[k].end], upper) == t.word[k].end-t.word[k].start && !t.loud
	}
	return false
}
