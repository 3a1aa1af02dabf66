package detectors

import "strings"

// condition finds the names of conditions in running text.
var condition = Detector{
	Name: "condition",
	Type: Diagnosis,
	Doc: "Names of diseases and conditions in words: \"type 2 diabetes\", \"chronic kidney disease stage 3\", HIV. What also means something else " +
		"(shock, attack, MI) counts only beside a word of the clinic or of a person; abbreviations (CKD, OSA), lay words and words of other languages " +
		"where the record holds an identifier of a person. Names of classes, files and metrics stay, but for those of documents in such records.",
	Source: "45 CFR 160.103 (health information); names from the Disease Ontology and Symptom Ontology, words of ICD-10-CM descriptions (CMS/NCHS), ICD-10 in other languages, see NOTICE; " +
		"tests of records in redact/conditions_test.go",
	Cues:   conditionWords(),
	Find:   findCondition,
	Before: except(words[1:]),
	Hits: []string{
		`seen 03/11/2024 for «sepsis».`,
		`reason="«major depressive disorder»"`,
		`calling about my «type 2 diabetes» prescription`,
		`admitted with «chronic kidney disease stage 3», stable`,
		`about the «HIV» referral`,
		`reason: «lung cancer»`,
		`a 78-year-old with «hip fracture»`,
		`patient has «Crohn's disease» and «severe asthma»`,
		`pt with hx of «HTN», «DM2» and «CHF»`,
		`treated for «depression» since May`,
		`admitted 01/23/2026 with «stroke»`,
		`history of «opioid use disorder»`,
		`dialysis patient, «heart failure»`,
		`his mother has «Alzheimer's disease»`,
		`Pt is a «haemophilia» carrier`,
		`tested positive for «hepatitis C»`,
		`pt has stable «asthma» («J45.909»), «hypertension» («I10»)`,
	},
	Misses: []string{
		`Patients with diabetes should drink water`,
		`Migraine is defined as a headache that comes back`,
		`Release notes: the asthma dashboard loads faster`,
		`gout: what everyone should know, chapter 4`,
		`"Living with epilepsy" was read 4,114 times, tag=neurology`,
		`report of 1,204 rows for hepatitis C and HIV`,
		`connection failure: disk failure on node 3`,
		`stroke=2px stroke width`,
		`com.example.asthma.AsthmaController started`,
		`metric diabetes_risk_score updated`,
		`cold start took 300 ms`,
		`deadlock attack surface report`,
		`CREATE TABLE asthma (id int)`,
		`GET /api/diabetes/42`,
		`seen for the first time`,
		`treated as error; admitted 3 requests with high priority`,
		`pool exhaustion, history of 5 samples`,
		`MS SQL CA cert PE header AF_INET`,
		`history: disabled`,
	},
}

func conditionWords() []string {
	return append(strings.Fields(conditionCues), "admitted", "treated", "seen", "hx", "history", "pmh", "suffers", "suffering", "presents", "presented",
		"presenting", "complains", "referral", "referred", "evaluated", "reason", "diagnosed", "dx", "diagnosis", "diagnoses", "symptoms", "complaint",
		"old", "prescribed", "positive", "fx", "hep", "diff")
}

// findCondition looks at the cue word at s[i]: a word that ends the name of a condition, or one that leads to a name.
func findCondition(dst []Span, s []byte, i int) []Span {
	j := run(s, i, alnum)
	if is(s, i-1, alnum) || is(s, i-1, under) && !inDocumentName(s, i, j) {
		return dst
	}
	var buf [24]byte
	switch string(lowered(s, i, min(j, i+len(buf)), &buf)) {
	case "admitted", "treated", "seen", "hx", "history", "pmh", "suffers", "suffering", "presents", "presented", "presenting", "complains", "referral", "referred",
		"evaluated", "reason", "diagnosed", "dx", "diagnosis", "diagnoses", "symptoms", "complaint", "old", "prescribed", "positive":
		if is(s, j, under) {
			return dst
		}
		return conditionsBehind(dst, s, j)
	case "fx", "hep", "diff":
		if a, z := colloquial(s, i, j); z > 0 && !symbol(s, a, z) {
			return condSpan(dst, s, a, z, condName|condVague|condRecord, false)
		}
		return dst
	}
	return conditionAt(dst, s, i, j)
}

// conditionAt takes the longest name of a condition whose head is the word s[i:j], or that goes on for up to two words
// behind it.
func conditionAt(dst []Span, s []byte, i, j int) []Span {
	if symbol(s, i, j) && !at(s, j, '-') && !listed(s, i, j) && !inDocumentName(s, i, j) {
		return dst
	}
	best := Span{Start: i, End: i}
	flags := condInfo(0)
	end := j
	for range 3 {
		a, f := nameLeft(s, i, end)
		if f != 0 && (end-a > best.End-best.Start) {
			best.Start, best.End, flags = a, end, f
		}
		_, e, ok := nextWord(s, end)
		if !ok {
			break
		}
		end = e
	}
	switch {
	case flags == 0:
		return dst
	case inDocumentName(s, best.Start, best.End):
		return append(dst, Span{Start: best.Start, End: best.End, Type: Diagnosis, Score: Contextual, Why: "name of a condition in that of a document"})
	case symbol(s, best.Start, best.End) && !listed(s, best.Start, best.End):
		return dst
	}
	return condSpan(dst, s, best.Start, best.End, flags, false)
}

// nameLeft returns where the longest name that ends at end and covers the head at s[i] begins, and its flags; 0 if none does.
func nameLeft(s []byte, i, end int) (start int, flags condInfo) {
	h := condSeed.left(s[i:end])
	info := h.lookup()
	if info&condName != 0 && (info&condCapitals == 0 || capitals(s[i:end])) {
		start, flags = i, info
	}
	generic, open := info&condHead != 0, true
	a := i
	for range 5 {
		b, e, ok := priorWord(s, a)
		if !ok {
			break
		}
		h = h.left([]byte{' '}).left(s[b:e])
		if f := h.lookup(); f&condName != 0 {
			start, flags = b, f
		}
		if open = open && generic && condSeed.left(s[b:e]).lookup()&condModifier != 0; open {
			start, flags = b, condName
		}
		a = b
	}
	return start, flags
}

// conditionsBehind takes the names of conditions that the cue word ending at j leads to: behind "with", "for", "of" or a
// colon not far from it, and those that follow in a list.
func conditionsBehind(dst []Span, s []byte, j int) []Span {
	i := leadIn(s, j)
	for n := 0; i > 0 && n < 6; n++ {
		end, f := nameRight(s, i)
		if f == 0 {
			return dst
		}
		dst = condSpan(dst, s, i, end, f, true)
		i = nextInList(s, end)
	}
	return dst
}

// leadIn returns where the words start that a cue ending at j leads to, or 0.
func leadIn(s []byte, j int) int {
	limit := min(len(s), j+window)
	for i := j; i < limit; {
		switch b := s[i]; {
		case b == '.' && !is(s, i+1, alnum), b == ';', b == '\n', b == '{', b == '}':
			return 0
		case b == ':' || b == '=':
			if i == j || at(s, i-1, '"') {
				for i++; i < limit && among(` "'\`, s[i]); i++ {
				}
				return i
			}
			i++
		case class[b]&letter != 0:
			k := run(s, i, letter)
			switch {
			case wordFold(s, i, "with") || wordFold(s, i, "for") || wordFold(s, i, "of") || wordFold(s, i, "hx"):
				if !at(s, k, ' ') {
					return 0
				}
				i = k + 1
				for _, w := range [...]string{"a ", "an ", "the ", "her ", "his ", "my ", "their ", "hx of ", "history of ", "worsening ", "possible ", "suspected ", "severe ", "acute ", "chronic ", "new onset ", "known "} {
					if hasFold(s, i, w) {
						i += len(w)
					}
				}
				return i
			}
			i = k
		default:
			i++
		}
	}
	return 0
}

// nameRight returns the end of the longest name of up to six words that begins at s[i], and its flags; 0 if none does.
func nameRight(s []byte, i int) (end int, flags condInfo) {
	if !is(s, i, letter) || is(s, i-1, word) {
		return 0, 0
	}
	e, mods := i, true
	for n := 0; n < 6; n++ {
		a, z := i, run(s, i, alnum)
		if n > 0 {
			var ok bool
			if a, z, ok = nextWord(s, e); !ok {
				break
			}
		}
		z = possessive(s, z)
		info := condSeed.left(s[a:z]).lookup()
		f := info
		if n > 0 {
			f = condSeed.left(s[i:z]).lookup()
		}
		if f&condName != 0 && (f&condCapitals == 0 || capitals(s[i:z])) {
			end, flags = z, f
		}
		if n > 0 && mods && info&condHead != 0 {
			end, flags = z, condName
		}
		mods = mods && info&condModifier != 0
		e = z
	}
	if end != 0 && symbol(s, i, end) {
		return 0, 0
	}
	return end, flags
}

// nextInList returns where the next of a list of names begins, or 0.
func nextInList(s []byte, i int) int {
	j := i
	for _, sep := range [...]string{",", "/", ";"} {
		if hasFold(s, j, sep) {
			j++
			break
		}
	}
	for at(s, j, ' ') {
		j++
	}
	for _, w := range [...]string{"and ", "& ", "with ", "or "} {
		if hasFold(s, j, w) {
			j += len(w)
			break
		}
	}
	if j == i || j == i+1 && s[i] == ' ' {
		return 0
	}
	return j
}

// condSpan appends the name s[i:j], prolonged by what qualifies it, if its flags and the words around it allow.
func condSpan(dst []Span, s []byte, i, j int, f condInfo, led bool) []Span {
	score, why := float32(Cued), "condition beside a clinical cue"
	if !led || f&condVague != 0 {
		switch clinical := clinicalNear(s, i, j); {
		case clinical:
		case f&condRecord != 0:
			score, why = Contextual, "name of a condition in a record of a person"
		case f&condVague != 0:
			return weighed(dst, i, j)
		default:
			score, why = Likely, "name of a condition"
		}
	}
	of := aboutSentence(s, i, j)
	if led || wholeValue(s, i, j) {
		of.care++
	}
	if score = min(score, of.score(score)); score == 0 {
		if of.many > 0 || f&(condVague|condRecord) == condVague {
			return weighed(dst, i, j)
		}
		score = Contextual // words of machines stand around a person's condition too
	}
	i, j = qualified(s, i, j)
	dst = codeInBrackets(dst, s, j)
	if dst = append(dst, Span{Start: i, End: j, Type: Diagnosis, Score: score, Why: why}); score < Likely {
		return weighed(dst, i, j)
	}
	return dst
}

// wholeValue says whether s[i:j] is all that stands in the quotes of a value whose key speaks of an entry, not of a text.
func wholeValue(s []byte, i, j int) bool {
	if !at(s, i-1, '"') || !at(s, j, '"') {
		return false
	}
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "display", "text", "reason", "value", "valuestring", "description", "complaint", "problem":
		return true
	}
	return false
}

// qualified takes in the words that qualify the name s[i:j]: severe, type 2, stage 3.
func qualified(s []byte, i, j int) (int, int) {
	for range 3 {
		a, b, ok := priorWord(s, i)
		if !ok || !qualifies(s, a, b) && !spineLevel(s, a, b) && !bodyPart(s[a:b]) && !sited(s[a:b]) && (s[b] != ' ' || condSeed.left(s[a:b]).lookup()&(condModifier|condVague) != condModifier) {
			break
		}
		i = a
	}
	if i > 3 && hasFold(s, i-4, "s/p ") && !is(s, i-5, word) {
		i -= 4 // status post
	}
	j = courseEnd(s, tailEnd(s, j))
	for range 2 {
		a, b, ok := nextWord(s, j)
		if !ok || !wordFold(s, a, "stage") && !wordFold(s, a, "type") && !wordFold(s, a, "grade") && !wordFold(s, a, "class") {
			break
		}
		if a, b, ok = nextWord(s, b); !ok || b-a > 4 {
			break
		}
		j = b
	}
	return i, j
}

// qualifies says whether the word s[a:b] qualifies the condition that follows it.
func qualifies(s []byte, a, b int) bool {
	var buf [24]byte
	switch string(lowered(s, a, min(b, a+len(buf)), &buf)) {
	case "severe", "chronic", "acute", "mild", "moderate", "major", "recurrent", "uncontrolled", "metastatic", "advanced", "bilateral", "left", "right", "congenital",
		"stage", "type", "early", "late", "end", "latent", "unspecified", "bilat", "lt", "rt", "inf", "ant", "lat", "inferior", "anterior", "lateral", "posterior", "saddle", "massive", "submassive", "invasive",
		"akute", "akuter", "akutes", "akuten", "chronische", "chronischer", "chronisches", "chronischen", "schwere", "schwerer", "schweres", "schweren", "metastasiertes", "linke", "rechte", "linksseitige", "rechtsseitige", "acuut", "poorly", "controlled", "newly", "insulin", "dependent", "resistant", "positive", "terminal", "inoperable", "refractory":
		return true
	case "l", "r":
		return is(s, a, upper) && !is(s, a-1, alnum)
	case "1", "2", "3", "4", "ii", "i", "iii", "iv":
		p, _, ok := priorWord(s, a)
		return ok && (wordFold(s, p, "type") || wordFold(s, p, "stage") || wordFold(s, p, "grade") || wordFold(s, p, "class"))
	}
	return false
}

// priorWord returns the word that one blank or hyphen parts from the word at i.
func priorWord(s []byte, i int) (a, b int, ok bool) {
	b = i - 1
	if b < 1 || s[b] != ' ' && s[b] != '-' {
		return 0, 0, false
	}
	a = back(s, b, alnum)
	if a > 1 && s[a-1] == '\'' && is(s, a-2, letter) { // Crohn's
		a = back(s, a-1, alnum)
	}
	return a, b, a < b && b-a < 30 && !is(s, a-1, under)
}

// nextWord returns the word that one blank or hyphen parts from the word that ends at j.
func nextWord(s []byte, j int) (a, b int, ok bool) {
	if a = j + 1; !at(s, j, ' ') && !at(s, j, '-') {
		return 0, 0, false
	}
	b = possessive(s, run(s, a, alnum))
	return a, b, b > a && b-a < 30 && !is(s, b, under)
}

// possessive returns the end of the word with the 's that may follow at j.
func possessive(s []byte, j int) int {
	if at(s, j, '\'') && is(s, j+1, lower) && !is(s, j+2, alnum) {
		return j + 2
	}
	return j
}

func capitals(v []byte) bool {
	for _, b := range v {
		if class[b]&lower != 0 {
			return false
		}
	}
	return true
}

// symbol says whether s[i:j] is a part of a name of code, a path, a key or a metric.
func symbol(s []byte, i, j int) bool {
	if i > 0 && (class[s[i-1]]&word != 0 || among("./$@#\\<", s[i-1]) && !spelledBreak(s, i)) {
		return true
	}
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "table", "class", "topic", "queue", "index", "column", "module", "package", "into", "schema", "dataset", "endpoint", "service":
		return true
	}
	if j >= len(s) {
		return false
	}
	switch s[j] {
	case '_', '=', '$', '@':
		return true
	case '.', '/', ':', '-':
		return is(s, j+1, word)
	case '"':
		return at(s, j+1, ':')
	case '(':
		return true
	}
	return is(s, j, word)
}

// listed says whether s[i:j] stands in a list of conditions that slashes part: CHF/COPD.
func listed(s []byte, i, j int) bool {
	before, behind := at(s, i-1, '/'), at(s, j, '/')
	a := i
	if before {
		a = back(s, i-1, alnum)
	}
	return (before || behind) && (!before || condSeed.left(s[a:i-1]).lookup()&condName != 0 && !is(s, a-1, word)) &&
		(!behind || condSeed.left(s[j+1:run(s, j+1, alnum)]).lookup()&condName != 0) && (behind || !among("=$@(", at0(s, j)))
}

// inDocumentName says whether s[i:j] is a word of the name of a document, a picture or a recording.
func inDocumentName(s []byte, i, j int) bool {
	if !among("-_.", at0(s, j)) || i > 0 && !among("-_ /\\\"'=(", s[i-1]) {
		return false
	}
	e := j
	for e < len(s) && e-j < 64 && (is(s, e, word) || s[e] == '-' || s[e] == '.' && is(s, e+1, alnum)) {
		e++
	}
	k := back(s, e, letter|digit)
	if !at(s, k-1, '.') {
		return false
	}
	return isDocument(s, k)
}

// spelledBreak says whether an escape for a line break ends at s[i].
func spelledBreak(s []byte, i int) bool {
	return i > 1 && s[i-2] == '\\' && (s[i-1] == 'n' || s[i-1] == 't')
}

// clinicalNear says whether a word of the clinic or of a person stands near s[i:j].
func clinicalNear(s []byte, i, j int) bool {
	return clinicalWord(s, max(0, i-2*window), i) || clinicalWord(s, j, min(len(s), j+window))
}

func clinicalWord(s []byte, i, end int) bool {
	for i < end {
		if class[s[i]]&letter == 0 {
			i++
			continue
		}
		j := run(s, i, letter)
		var buf [24]byte
		if j-i >= 2 && j-i <= 12 && !is(s, i-1, digit|under) && !typeOfToken(s, i) {
			switch string(lowered(s, i, j, &buf)) {
			case "patient", "patients", "pt", "pts", "dx", "diagnosed", "diagnosis", "admitted", "hx", "pmh", "symptoms", "treated", "seen", "referral", "referred",
				"prescription", "chart", "chronic", "complains", "presents", "presented", "suffers", "yo", "my", "his", "her", "mother", "father", "son", "daughter", "wife",
				"husband", "mom", "dad", "nurse", "dr", "doctor", "physician", "clinic", "hospital", "medication", "prescribed", "mrn", "dob", "surgery", "died", "she", "he",
				"icu", "oncology", "cardiology", "psychiatry", "year", "medical", "therapy", "condition", "clinical", "symptom", "comorbidity", "allergies":
				return true
			}
		}
		i = j
	}
	return false
}
