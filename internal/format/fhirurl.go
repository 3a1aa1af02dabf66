package format

// fhirCues are the words at which FHIR may begin: the member that names a resource, resources that hold data of a person, and
// the word before a token.
func fhirCues() []string {
	cues := []string{"resourcetype", "identifier"}
	for _, r := range fhirResources {
		cues = append(cues, lowerWord(r))
	}
	return cues
}

// fhirResources are the resources whose search parameters or ids tell of a person (R4, 2.26 and 3.1.1).
var fhirResources = [...]string{"Patient", "RelatedPerson", "Person", "Practitioner", "Observation", "Encounter", "Condition", "Procedure", "Immunization",
	"MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense", "Coverage", "Claim", "ExplanationOfBenefit", "Appointment",
	"DiagnosticReport", "DocumentReference", "AllergyIntolerance", "CarePlan", "CareTeam", "ServiceRequest", "EpisodeOfCare", "Goal", "Specimen"}

func fhirResource(w []byte) bool {
	for _, r := range fhirResources {
		if string(w) == r {
			return true
		}
	}
	return false
}

// fhirPerson says whether the ids of a resource are those of people who are no staff.
func fhirPerson(w []byte) bool {
	switch string(w) {
	case "Patient", "RelatedPerson", "Person":
		return true
	}
	return false
}

// fhirConformance says whether a resource describes the standard rather than a person.
func fhirConformance(w []byte) bool {
	switch string(w) {
	case "CapabilityStatement", "StructureDefinition", "ValueSet", "CodeSystem", "SearchParameter", "OperationDefinition", "ImplementationGuide", "ConceptMap",
		"NamingSystem", "CompartmentDefinition", "GraphDefinition", "TerminologyCapabilities", "Parameters":
		return true
	}
	return false
}

func lowerWord(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] = fold(b[i])
	}
	return string(b)
}

// fhirID returns the end of the id at t[i] (R4, 2.24.0.1: letters, digits, hyphen and full stop, at most 64).
func fhirID(t []byte, i int) int {
	e := i
	for e < len(t) && e-i < 64 && (is(t, e, digit|upper|lower) || t[e] == '-' || t[e] == '.') {
		e++
	}
	for e > i && (t[e-1] == '.' || t[e-1] == '-') {
		e--
	}
	return e
}

// fhirRead takes the id of "Patient/482915"; t[at:e] is the resource.
func fhirRead(dst []Leaf, t []byte, at, e int) ([]Leaf, int) {
	end := fhirID(t, e+1)
	if !anyOf(t, e+1, end, digit) || at0(t, end) == '_' {
		return dst, at
	}
	return append(dst, Leaf{e + 1, end, RoleMRN}), end
}

// fhirXML takes the id of a resource in XML, the first element in it.
func fhirXML(dst []Leaf, t []byte, at, e int) ([]Leaf, int) {
	if !fhirPerson(t[at:e]) {
		return dst, at
	}
	near := t[:min(len(t), at+maxTag)]
	for i := e; i < len(near); i++ {
		if t[i] == '<' && hasFold(near, i, "<id value=") {
			q, in, ok := quoteAt(t, i+len("<id value="))
			if !ok {
				return dst, at
			}
			c, _ := q.close(near, in)
			return put(dst, t, RoleMRN, in, c), c
		}
		if t[i] == '<' {
			break
		}
	}
	return dst, at
}

// fhirSearch takes the values of a search: t[at:e] is the resource, t[e] the question mark.
func fhirSearch(dst []Leaf, t []byte, at, e int) ([]Leaf, int) {
	i := e + 1
	for i < len(t) {
		a := i
		for i < len(t) && (class[t[i]]&inKey != 0 || t[i] == ':' || t[i] == '[' || t[i] == ']') {
			i++
		}
		if i == a || at0(t, i) != '=' {
			break
		}
		v := i + 1
		for i = v; i < len(t) && !endsURL(t[i]) && t[i] != '&'; i++ {
		}
		role, s := fhirParam(t, span{a, v - 1}, span{v, i}, string(t[at:e]))
		dst = put(dst, t, role, s.a, s.b)
		if at0(t, i) != '&' {
			break
		}
		if i++; hasFold(t, i, "amp;") {
			i += 4
		}
	}
	if i == e+1 {
		return dst, at
	}
	return dst, i
}

// endsURL says whether no URL goes on with b (RFC 3986, 2).
func endsURL(b byte) bool {
	return b <= ' ' || b == '"' || b == '\'' || b == '<' || b == '>' || b == '\\' || b == '#' || b == ')' || b == '`'
}

// fhirParam returns what the value v of a search parameter means, and which part of it. Of a chain the last parameter counts,
// modifiers do not (R4, 3.1.1.4.5 and 3.1.1.4.14).
func fhirParam(t []byte, name, v span, resource string) (Role, span) {
	a, b := name.a, name.b
	if hasFold(t[:b], a, "_has:") { // _has:Coverage:beneficiary:identifier
		for i := a; i < b; i++ {
			if t[i] == ':' {
				a = i + 1
			}
		}
	}
	for i := a; i < b; i++ {
		if t[i] == ':' && i > a {
			mod := t[i+1 : b]
			if class[at0(mod, 0)]&upper != 0 && len(mod) > 0 { // subject:Patient.name
				continue
			}
			b = i
		}
	}
	for i := a; i < b; i++ {
		if t[i] == '.' {
			a = i + 1
		}
	}
	last := b
	for i := a; i < b; i++ {
		if t[i] == ':' {
			last = i
			break
		}
	}
	switch string(t[a:last]) {
	case "name", "family", "given", "phonetic", "middle":
		return RoleName, v
	case "birthdate":
		return RoleDOB, fhirDate(t, v)
	case "identifier", "mrn":
		return RoleMRN, span{afterBar(t, v), v.b}
	case "patient", "subject", "beneficiary", "individual":
		return RoleMRN, afterSlash(t, v)
	case "_id":
		if fhirPerson([]byte(resource)) {
			return RoleMRN, v
		}
	case "phone":
		return RolePhone, v
	case "email":
		return RoleEmail, v
	case "telecom":
		return RolePhone, span{afterBar(t, v), v.b}
	case "address":
		return RoleStreet, v
	case "address-city":
		return RoleCity, v
	case "address-postalcode":
		return RoleZIP, v
	case "date", "death-date", "onset-date", "abatement-date", "recorded-date", "authoredon", "authored", "service-date", "created", "period", "effective-time",
		"performed", "whenhandedover", "started", "issued", "occurrence", "relevant-period", "target-date", "start-date", "collected":
		if d := fhirDate(t, v); d.b-d.a >= len("2006-01") && digits(t, d.a) == d.a+4 {
			return RoleDate, d
		}
	}
	return RoleNone, v
}

// fhirDate takes the prefix off a date (R4, 3.1.1.4.6): ge1961-02-03.
func fhirDate(t []byte, v span) span {
	if v.b-v.a > 6 && class[t[v.a]]&lower != 0 && class[t[v.a+1]]&lower != 0 && class[t[v.a+2]]&digit != 0 {
		v.a += 2
	}
	return v
}

// afterBar returns where the value of the token v begins, behind its system.
func afterBar(t []byte, v span) int {
	a := v.a
	for i := v.a; i < v.b; i++ {
		if t[i] == '|' {
			a = i + 1
		} else if t[i] == '%' && hasFold(t[:v.b], i, "%7c") {
			a = i + 3
		}
	}
	return a
}

// afterSlash returns the id in a reference: Patient/482915.
func afterSlash(t []byte, v span) span {
	for i := v.b; i > v.a; i-- {
		if t[i-1] == '/' {
			return span{i, v.b}
		}
		if i-3 >= v.a && hasFold(t, i-3, "%2f") {
			return span{i, v.b}
		}
	}
	return v
}

// fhirToken takes the value behind "identifier http://hosp.example.org/mrn|482915".
func fhirToken(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	i := at + len("identifier")
	for n := 0; n < 4 && i < len(t) && (t[i] == ' ' || t[i] == '=' || t[i] == ':' || t[i] == '"' || t[i] == '\''); n++ {
		i++
	}
	if !hasFold(t, i, "http") && !hasFold(t, i, "urn:") {
		return dst, at
	}
	e := i
	for e < len(t) && e-i < maxTag && !endsURL(t[e]) && t[e] != ',' && t[e] != ']' {
		e++
	}
	a := afterBar(t, span{i, e})
	if a == i {
		return dst, at
	}
	end := fhirID(t[:e], a)
	if end == a {
		return dst, at
	}
	return append(dst, Leaf{a, end, RoleMRN}), end
}
