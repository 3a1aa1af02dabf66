package detectors

var diagnosis = Detector{
	Name: "diagnosis",
	Type: Diagnosis,
	Doc: "Diagnoses: dotted ICD-10-CM codes of a category that exists, any code or text under a key, and the words behind " +
		"\"diagnosed with\" and dx. Part, model and version numbers of the same shape stay.",
	Source:  "ICD-10-CM Official Guidelines for Coding and Reporting, section I.A (structure, placeholder X, 7th character); CMS/NCHS code set",
	Anchors: ICDForm,
	Cues:    []string{"dx", "diagnosed", "diagnosis", "icd", "icpc", "cim", "cie", "snomed"},
	Keys: []string{"dx", "diagnosis", "diagnoses", "diagnosiscode", "diagnosisdescription", "diagnosistext", "diagcode", "diag", "dxcode", "dxcodes", "dxdescription", "icd", "icdcode", "icdcm", "icdcodes", "primarydx", "secondarydx", "admittingdx",
		"admitdx", "admittingdiagnosis", "primarydiagnosis", "principaldiagnosis", "dischargediagnosis", "chiefcomplaint", "presentingcomplaint", "condition", "conditioncode", "problem", "problemcode", "allergy", "allergies",
		"comorbidity", "comorbidities", "medicalhistory", "pmh", "assessment", "impression", "reasonforvisit", "visitreason", "reasonforadmission", "admitreason", "finaldiagnosis", "indication", "snomed", "snomedcode", "sct", "diagnostico", "diagnose", "diagnostic",
		"diagnosi",
		"diagnosticos", "diagnosetext", "diagnoseschluessel", "diagnosecode", "codigodiagnostico", "motivoconsulta", "motifconsultation", "motivovisita", "antecedentes", "enfermedad", "maladie", "krankheit", "malattia", "doenca", "ziekte", "cidcode", "vorerkrankungen", "alergias", "allergien",
		"ailment", "disease", "illness", "disorder", "pmhx", "dxdesc", "dxlist", "problemlist", "problemdescription", "conditionname", "conditiondescription", "workingdiagnosis", "apptreason", "appointmentreason", "presentingproblem", "healthcondition", "medicalcondition", "disability", "anamnese", "diagnoza", "symptom", "symptoms", "clinicalinfo", "clinicalinformation", "clinicalhistory", "clinicalindication", "clinicaldetails", "reasonforexam", "reasonforstudy", "reasonforreferral", "referralreason", "examreason"},
	Find:  findDiagnosis,
	With:  (*Memo).findDiagnosis,
	Value: valueDiagnosis,
	Apart: true,
	Hits: []string{
		`symptoms="«migraine»"`,
		`diagnoses=«401»`,
		`allergies: «3-methylhistidine»`,
		`seen for «E11.9» today`,
		`dx=«E119» ok`,
		`code «S72.001A», left`,
		`«U07.1» positive`,
		`injury «W61.62XD»`,
		`"dx":"«A41.9»"`,
		`icd10=«I10»`,
		`Assessment: «Low back pain» («M54.5»). Continue`,
		`"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"«B20»","display":"«Human immunodeficiency virus [HIV] disease»"`,
		`{"resourceType": "Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"«368009»","display":"«Heart valve disorder»"}]}}`,
		`seen. «Unspecified sepsis» («A41.9»).`,
		`"code":"«U07.1»","display":"«COVID-19»"`,
		`diagnosis="«Type 2 diabetes mellitus without complications»"`,
		`diagnosed with «chronic kidney disease» in May`,
		`"condition":"«F32.9»"`,
		`dx: «bipolar disorder»`,
		`dx=«250.00»`,
		`HI*BK:«F32.9»*BF:«Z79.4»~`,
		`DG1|1|I10|«N18.3»^Chronic`,
		`snomed=«44054006»`,
		`«M1A.0110» gout`,
		`service A007A dx «401»`,
		`dx «25000», «E11.9»`,
		`diagnose ICPC-2 «L84» avvist`,
		`CIM-10 «K50.9» codé`,
	},
	Misses: []string{
		`error Z99.8 returned by scanner SDK`,
		`fault F32.1 cleared on rack 4`,
		`part F62.4-rev6 out of stock; replacement E66.8B`,
		`chipset E7520.1`,
		`condition=Ready`,
		`diagnoses=12 loaded`,
		`allergies: 14 imported`,
		`{"symptoms": 407, "rows": 3}`,
		`dx=null`,
		`loaded ICD-10-CM 2026 code table: 74,260 codes`,
		`version V10.2 of model A12.3`,
		`file E11.9.log`,
		`problem="connection refused"`,
		`E11.95555 row`,
		`com.A11.B22`,
		`rev B12.4`,
		`sheet C98.1`,
		`dx = buildReg("DX")`,
		`as of ASC X12.5 (interchange control)`,
		`diagnosis_code=`,
		`diagnosed 3 faults`,
		`dx 401 rows`,
		`dx 12, dx 120 ms`,
		`dx driver loaded`,
	},
}

func findDiagnosis(dst []Span, s []byte, pos int) []Span {
	return (*Memo)(nil).findDiagnosis(dst, s, pos)
}

func (m *Memo) findDiagnosis(dst []Span, s []byte, pos int) []Span {
	m.of(s)
	if s[pos] == '.' {
		i := pos - 3
		end, sure := icdEnd(s, max(0, i))
		if end == 0 || i < 0 || !opens(s, i) || is(s, i-1, under) || i > 1 && among(".-", s[i-1]) && is(s, i-2, alnum) || at(s, end, '-') && is(s, end+1, alnum) {
			return dst
		}
		switch {
		case partNumber(s, i):
			return dst
		case !m.absent(nearDiagnosis, s, i, end, diagnosisWordAt) && diagnosisContext(s, i, end):
			return append(described(dst, s, i, end), Span{Start: i, End: end, Type: Diagnosis, Score: Checked, Why: "ICD-10-CM code beside a diagnosis cue"})
		case !sure:
			return dst
		}
		return append(described(dst, s, i, end), Span{Start: i, End: end, Type: Diagnosis, Score: Shaped, Why: "ICD-10-CM code of a category that exists"})
	}
	if score := codings(s, pos); score != 0 {
		return coding(dst, s, pos, score)
	}
	j := cueEnd(s, pos)
	if is(s, j, word) {
		return dst
	}
	if at(s, j, '-') && is(s, j+1, digit) { // ICD-10, ICPC-2, CIM-10
		j = run(s, j+1, digit)
	}
	i, _ := afterCue(s, j)
	if end := run(s, i, digit); wordFold(s, pos, "dx") && end-i >= 3 && end-i <= 5 && opens(s, i) && !is(s, end, word) && !(end < len(s) && among(".:/%-", s[end]) && is(s, end+1, alnum)) && !countedAhead(s, end) {
		return append(dst, Span{Start: i, End: end, Type: Diagnosis, Score: Cued, Why: "code beside a diagnosis cue"}) // ICD-9 without its dot
	}
	if end := codeEnd(s, i); end != 0 {
		return append(dst, Span{Start: i, End: end, Type: Diagnosis, Score: Cued, Why: "code beside a diagnosis cue"})
	}
	if !wordFold(s, pos, "diagnosed") || !wordFold(s, j+1, "with") {
		return dst
	}
	i = j + len(" with ")
	if end := conditionEnd(s, i); end > i+3 && !constant(s[i:end]) {
		return append(dst, Span{Start: i, End: end, Type: Diagnosis, Score: Cued, Why: "words behind diagnosed with"})
	}
	return dst
}

// described takes the words for the code s[i:end]: those before it when it stands in brackets, back to a full stop or a
// colon, and the display string that follows it in FHIR.
func described(dst []Span, s []byte, i, end int) []Span {
	const display = `","display":"`
	if hasFold(s, end, display) {
		k := end + len(display)
		j := k
		for j < len(s) && s[j] != '"' {
			j++
		}
		if j > k {
			dst = append(dst, Span{Start: k, End: j, Type: Diagnosis, Score: Checked, Why: "display of an ICD-10-CM code"})
		}
	}
	if !at(s, i-1, '(') || !at(s, end, ')') || !at(s, i-2, ' ') {
		return dst
	}
	b := i - 2
	for b > 0 && i-b < 80 && !among(":.;|\"\n=()[]{}", s[b-1]) {
		b--
	}
	for b < i-2 && s[b] == ' ' {
		b++
	}
	if b >= i-4 || i-b >= 80 {
		return dst
	}
	return append(dst, Span{Start: b, End: i - 2, Type: Diagnosis, Score: Cued, Why: "words before an ICD-10-CM code in brackets"})
}

// diagnosisContext says whether a word for diagnoses stands within window bytes before i or behind j.
func diagnosisContext(s []byte, i, j int) bool {
	for k := max(0, i-window); k < i; k++ {
		if b := s[k] | 0x20; (b == 'd' || b == 'i') && diagnosisWord(s, k, i) {
			return true
		}
	}
	for k := j; k < min(len(s), j+window); k++ {
		if b := s[k] | 0x20; (b == 'd' || b == 'i') && diagnosisWord(s, k, len(s)) {
			return true
		}
	}
	return false
}

// diagnosisWordAt says whether a word for diagnoses stands at s[k].
func diagnosisWordAt(s []byte, k int) bool { return diagnosisWord(s, k, len(s)) }

// diagnosisWord says whether a word for diagnoses stands at s[k], before end.
func diagnosisWord(s []byte, k, end int) bool {
	for _, w := range [...]string{"dx", "diagnosis", "icd", "diagnosed"} {
		if k+len(w) <= end && wordFold(s, k, w) {
			return true
		}
	}
	return false
}

// partNumber says whether the word before i makes what follows the number of a thing.
func partNumber(s []byte, i int) bool {
	var buf [24]byte
	w, _ := wordBefore(s, i, &buf)
	switch string(w) {
	case "part", "rev", "revision", "model", "version", "ver", "sku", "board", "chip", "chipset", "section", "sec", "figure", "fig", "table", "replacement", "firmware", "fw", "build", "release", "slot", "rack", "socket", "cell", "sheet", "grade", "item", "product", "asc", "ansi", "error", "err", "errno", "fault", "exception", "warning":
		return true
	}
	return false
}

// codeEnd returns the end of the ICD code at i, with or without its dot, or 0.
func codeEnd(s []byte, i int) int {
	if end, _ := icdEnd(s, i); end != 0 {
		return end
	}
	if end := run(s, i, upper|digit); icdCategory(s, i) && end-i <= 7 && !is(s, end, word) && !at(s, end, '.') {
		return end
	}
	if end := run(s, i, digit); end == i+3 && at(s, end, '.') { // ICD-9-CM
		if e := run(s, end+1, digit); e > end+1 && e <= end+3 && !is(s, e, word) && !at(s, e, '.') {
			return e
		}
	}
	return 0
}

// conditionEnd returns the end of up to five words at i that name a condition: it ends before punctuation and before words
// that lead on.
func conditionEnd(s []byte, i int) int {
	end := i
	for n := 0; n < 5; n++ {
		j := end
		if n > 0 {
			if !at(s, j, ' ') {
				break
			}
			j++
		}
		e := j
		for is(s, e, alnum) || e < len(s) && (s[e] == '-' || s[e] == '\'') {
			e++
		}
		if e == j || leadsOn(s, j, e) {
			break
		}
		end = e
	}
	return end
}

func leadsOn(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "in", "on", "at", "by", "and", "but", "who", "was", "is", "has", "since", "after", "before", "for", "from", "last", "the", "an", "per", "while", "when", "with":
		return true
	}
	return false
}

func valueDiagnosis(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	v := s[i:j]
	if constant(v) {
		return dst
	}
	switch f.Key {
	case "condition", "problem", "indication", "diagnostic", "diag", "icd", "sct", "conditioncode", "problemcode":
		if end := codeEnd(s, i); end != 0 && end <= j {
			return append(dst, Span{Start: i, End: j, Type: Diagnosis, Score: Keyed, Why: "key of a diagnosis"})
		}
		if f.Key != "sct" || count(v, digit) < 6 {
			return dst
		}
	}
	if len(v) < 3 && !holds(v, digit) || !f.Quoted && tallies(f.Key, s, i) {
		return dst
	}
	if end := codeEnd(s, i); !f.Quoted && end != 0 && end < j && at(s, f.KeyEnd, '=') {
		j = end // a code in key=value ends at its blank; behind "dx:" its words follow
	}
	if !f.Quoted {
		if j = sentence(s, i, j); at(s, j, '(') {
			return dst // a call: dx = buildReg("DX")
		}
		dst = codeInBrackets(dst, s, j)
	}
	return append(dst, Span{Start: i, End: j, Type: Diagnosis, Score: Keyed, Why: "key of a diagnosis"})
}

// tallies says whether the number at s[i] counts what the key, a plural, is of: allergies: 14 imported. Codes of three digits are ICD-9's.
func tallies(key string, s []byte, i int) bool {
	least := 3
	switch key {
	case "diagnoses":
	case "allergies", "symptoms", "comorbidities":
		least = 7
	default:
		return false
	}
	e := run(s, i, digit)
	if e == i || e-i >= least {
		return false
	}
	if !at(s, e, ' ') {
		return e == len(s) || among("}])\n\t", s[e]) || at(s, e, ',') && !is(s, e+1, alnum)
	}
	k := run(s, e+1, word)
	return k > e+3 && (at(s, k, '=') || hasFold(s, k-2, "ed"))
}

// sentence returns where the words s[i:j] behind a key end: at a full stop, or before brackets that hold anything but small
// letters (as those of "essential (primary) hypertension" do).
func sentence(s []byte, i, j int) int {
	for k := i; k < j; k++ {
		switch {
		case s[k] == '.' && at(s, k+1, ' '):
			return max(i+1, k)
		case s[k] == '(' && !at(s, run(s, k+1, lower|space), ')'):
			for k > i+1 && s[k-1] == ' ' {
				k--
			}
			return max(i+1, k)
		}
	}
	return j
}

// codeInBrackets takes the ICD code that stands in brackets behind the words that end at j, its dot or not.
func codeInBrackets(dst []Span, s []byte, j int) []Span {
	if !at(s, j, ' ') || !at(s, j+1, '(') && !at(s, j+1, '[') {
		return dst
	}
	if end := codeEnd(s, j+2); end != 0 && (at(s, end, ')') || at(s, end, ']')) {
		return append(dst, Span{Start: j + 2, End: end, Type: Diagnosis, Score: Checked, Why: "ICD-10-CM code behind a diagnosis"})
	}
	return dst
}

// codings are the code systems of conditions in the cue's own spelling, and how sure a code of each is one of a person's
// condition (HL7 FHIR R4, 4.3.14, code systems).
func codings(s []byte, pos int) float32 {
	switch {
	case hasFold(s, pos, "icd-10-cm\"") || hasFold(s, pos, "icd-10\"") || hasFold(s, pos, "icd-9-cm\"") || hasFold(s, pos, "icd-9\""):
		return Checked
	case hasFold(s, pos, "snomed.info/sct\""):
		return Doubtful
	}
	return 0
}

// maxCoding bounds the bytes of a coding behind its system.
const maxCoding = 300

// coding takes code and display of the FHIR coding whose system the cue at pos is in. A SNOMED CT code may be anything; in
// a Condition, an AllergyIntolerance or a Procedure it is one of a person.
func coding(dst []Span, s []byte, pos int, score float32) []Span {
	if score < Likely && (hasFold(s, resourceType(s), "condition\"") || hasFold(s, resourceType(s), "allergyintolerance\"")) {
		score = Checked
	}
	for k := pos; k < min(len(s), pos+maxCoding) && s[k] != '}'; k++ {
		if s[k] != '"' || !wordFold(s, k+1, "code") && !wordFold(s, k+1, "display") {
			continue
		}
		k = run(s, k+1, letter)
		if !at(s, k, '"') {
			continue
		}
		for k++; at(s, k, ':') || at(s, k, ' '); k++ {
		}
		if !at(s, k, '"') {
			continue
		}
		e := k + 1
		for e < len(s) && s[e] != '"' && s[e] != '\n' {
			e++
		}
		if e > k+1 {
			dst = append(dst, Span{Start: k + 1, End: e, Type: Diagnosis, Score: score, Why: "coding of a condition"})
		}
		k = e
	}
	return dst
}

// resourceType returns where the type of the FHIR resource that opens s stands, or len(s).
func resourceType(s []byte) int {
	const key = `"resourceType":`
	for i := 0; i < min(len(s), 4*window); i++ {
		if s[i] == '"' && hasFold(s, i, `"resourcetype":`) {
			for i += len(key); at(s, i, ' ') || at(s, i, '"'); i++ {
			}
			return i
		}
	}
	return len(s)
}
