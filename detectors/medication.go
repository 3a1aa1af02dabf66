package detectors

var medication = Detector{
	Name:   "medication",
	Type:   Medication,
	Doc:    "Medicines by key: names, doses, NDC and RxNorm codes. Without a key they stay.",
	Source: "45 CFR 160.103 (health information); 21 CFR 207.33 (NDC)",
	Keys: []string{"medication", "medications", "medicationname", "medicationcode", "drug", "drugname", "drugcode", "ndc", "ndccode", "rxcui", "rxnorm", "prescription", "prescribed", "sig", "dosageinstruction", "medicine",
		"medicamento", "medikament", "activemedications", "currentmedications", "vaccine", "vaccinecode"},
	Value: func(dst []Span, s []byte, f Field) []Span {
		i, j := trimmed(s, f)
		v := s[i:j]
		if n := count(v, digit); constant(v) || (f.Key == "ndc" || f.Key == "ndccode") && (n < 10 || n > 12 || holds(v, letter)) {
			return dst
		}
		return append(dst, Span{Start: i, End: j, Type: Medication, Score: Keyed, Why: "key of a medicine"})
	},
	Hits:   []string{`medication="«metformin 500 mg BID»"`, `ndc=«0071-0155-23»`, `"drugName":"«lisinopril»"`, `rxcui=«860975»`},
	Misses: []string{`medication=null`, `medication_count=3`, `drug=unknown`, `R27-M1-ND-C:J09-U01 2005-06-14`, `rate=3`},
}

var procedure = Detector{
	Name:   "procedure",
	Type:   Procedure,
	Doc:    "Procedures by key: CPT, HCPCS, ICD-10-PCS and DRG codes, and text; CPT and HCPCS codes also behind these words. Stored procedures of databases stay.",
	Source: "45 CFR 160.103 (health information); 45 CFR 162.1002 (code sets)",
	Cues:   []string{"cpt", "hcpcs", "drg"},
	Find:   findProcedure,
	Before: except("_"),
	Behind: except("_" + digits),
	Keys:   []string{"procedure", "procedures", "procedurecode", "procedurename", "procedurecodes", "proceduredescription", "cpt", "cptcode", "cptcodes", "hcpcs", "hcpcscode", "drg", "drgcode", "pcs", "pcscode", "icdpcs", "icdpcscode", "surgicalprocedure", "procedimiento"},
	Value: func(dst []Span, s []byte, f Field) []Span {
		i, j := trimmed(s, f)
		v := s[i:j]
		for _, b := range v {
			if b == '_' || b == '(' || b == '/' || b == '.' {
				return dst // a stored procedure, an RPC
			}
		}
		if f.Key == "procedure" && !holds(v, digit) && !blankIn(v) || constant(v) || len(v) < 3 {
			return dst
		}
		return append(dst, Span{Start: i, End: j, Type: Procedure, Score: Keyed, Why: "key of a procedure"})
	},
	Hits:   []string{`cpt=«99213»`, `F33, CPT «90837», paid`, `HCPCS code «J1885»`, `CPT «99213-25» billed`, `DRG «470» assigned`, `icd10pcs=«0DTJ4ZZ»`, `CPT: «0001F»`, `hcpcs=«J1885»`, `procedure="«total knee replacement»"`, `procedure_code=«0DTJ4ZZ»`},
	Misses: []string{`procedure=sp_load_patients`, `procedure=Save`, `CPT 12345678`, `cpt 90837 us`, `CPT 2026 loaded`, `cpt=null`, `procedure=pkg.load`},
}

// findProcedure takes the code behind "CPT" or "HCPCS": five digits, four digits and a letter of category II or III, or a letter and
// four digits (HCPCS level II).
func findProcedure(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	i, sure := afterCue(s, j)
	e := run(s, i, alnum)
	if wordFold(s, pos, "drg") { // three digits, in capitals: a group of Medicare
		if !is(s, pos+1, upper) || e != i+3 || count(s[i:e], digit) != 3 || !opens(s, i) || !bounded(s, i, e) {
			return dst
		}
		return append(dst, Span{Start: i, End: e, Type: Procedure, Score: Cued, Why: "code behind the name of its set"})
	}
	if is(s, j, digit|under) || is(s, pos-1, under) || i == j || e-i != 5 || count(s[i:e], digit) < 4 || !is(s, i+1, digit) || !is(s, i+2, digit) ||
		!is(s, i+3, digit) || is(s, e, under) || at(s, e, '.') && is(s, e+1, digit) || !sure && class[s[pos]]&upper == 0 {
		return dst
	}
	if at(s, e, '-') && is(s, e+1, alnum) && is(s, e+2, alnum) && !is(s, e+3, word) { // a modifier
		e += 3
	}
	return append(dst, Span{Start: i, End: e, Type: Procedure, Score: Cued, Why: "code behind the name of its set"})
}
