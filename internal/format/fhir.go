package format

import "bytes"

// FHIR (HL7 FHIR R4, also R5 and DSTU2 where element names agree): the resource that a member resourceType belongs to, with
// all that it contains. The key rules know most elements by their names alone; what they cannot know is what an element of
// a certain resource means: the code of a Procedure, the class of a Coverage, whose id "id" is.

// fhirFrame is an object or array that is open.
type fhirFrame struct {
	name     span // of the element
	start    int  // of an object, its bracket
	list     bool
	resource bool // the object is a resource
	kind     span // the resource that the element belongs to
}

// fhirWalk is the state of one walk.
type fhirWalk struct {
	t     []byte
	esc   int // backslashes before each quote
	open  [maxDepth]fhirFrame
	depth int
	key   span // of the member whose value is next
	dst   []Leaf
}

const maxElement = 1024 // bytes of an element in which what types it is looked for

// walkFHIR is the Walk of resources, of search and read URLs (R4, 3.1.0 and 3.1.1), and of tokens system|value in messages.
func walkFHIR(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	switch {
	case at < 0 || at >= len(t):
		return dst, at
	case hasFold(t, at, "resourcetype"):
		return fhirJSON(dst, t, at)
	case hasFold(t, at, "identifier"):
		return fhirToken(dst, t, at)
	case class[t[at]]&upper == 0:
		return dst, at
	}
	e := at
	for is(t, e, alnum) {
		e++
	}
	if !fhirResource(t[at:e]) {
		return dst, at
	}
	switch {
	case at0(t, e) == '?':
		return fhirSearch(dst, t, at, e)
	case at0(t, e) == '/' && fhirPerson(t[at:e]):
		return fhirRead(dst, t, at, e)
	case at > 0 && t[at-1] == '<':
		return fhirXML(dst, t, at, e)
	}
	return dst, at
}

// idleFHIR says whether the word at t[at] names neither a resource that is searched, read or printed as XML, nor what tells of one.
func idleFHIR(t []byte, at int) bool {
	if hasFold(t, at, "resourcetype") || hasFold(t, at, "identifier") {
		return false
	}
	if class[t[at]]&upper == 0 {
		return true
	}
	e := at
	for is(t, e, alnum) {
		e++
	}
	return at0(t, e) != '?' && at0(t, e) != '/' && (at == 0 || t[at-1] != '<')
}

// at0 returns t[i], 0 beyond the end.
func at0(t []byte, i int) byte {
	if uint(i) < uint(len(t)) {
		return t[i]
	}
	return 0
}

// fhirJSON walks the object that the member name t[at:] stands in.
func fhirJSON(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if at0(t, at-1) != '"' || at0(t, at) != 'r' {
		return dst, at
	}
	w := fhirWalk{t: t, esc: backslashes(t, at-1), dst: dst}
	kind, ok := w.kindAt(at + len("resourceType"))
	if !ok || fhirConformance(t[kind.a:kind.b]) {
		return dst, at
	}
	key := at - 1 - w.esc
	i := key
	if b := backSpace(t, key); at0(t, b-1) == '{' {
		i = b
	} else if o := opened(t, key, max(0, key-maxParent), '"', w.esc, -1); o >= 0 && t[o] == '{' {
		i = o + 1
	}
	w.depth = 1
	w.open[0] = fhirFrame{start: i - 1, resource: true, kind: kind}
	end := w.walk(i)
	return w.dst, max(end, at+1)
}

// kindAt returns the value of the member resourceType whose name ends before t[i].
func (w *fhirWalk) kindAt(i int) (v span, ok bool) {
	t := w.t
	q, i, ok := quoteAt(t, i)
	if !ok || q.esc != w.esc {
		return v, false
	}
	if i = skipSpace(t, i); at0(t, i) != ':' {
		return v, false
	}
	q, in, ok := quoteAt(t, skipSpace(t, i+1))
	if !ok || q.esc != w.esc {
		return v, false
	}
	e := in
	for is(t, e, letter) {
		e++
	}
	return span{in, e}, e > in
}

// walk reads on from t[i], inside an object, and returns where the outermost object ends, or the text that it stands in.
func (w *fhirWalk) walk(i int) int {
	t := w.t
	for i < len(t) {
		switch c := t[i]; c {
		case '{', '[':
			if w.depth == len(w.open) {
				return i
			}
			w.push(i, c == '[')
			i++
		case '}', ']':
			w.depth--
			i++
			if w.depth == 0 {
				return i
			}
			w.key = span{}
		case '"', '\\':
			q, in, ok := quoteAt(t, i)
			if !ok || q.esc != w.esc || q.b != '"' {
				return i
			}
			e, closed := q.close(t, in)
			i = e + q.esc + 1
			if n := bytes.IndexAny(t[in:e], "\r\n"); n >= 0 { // no string of JSON goes on behind the end of its line
				e, closed = in+n, false
			}
			if !closed {
				w.value(span{in, e})
				return e
			}
			if j := skipSpace(t, i); !w.open[w.depth-1].list && at0(t, j) == ':' {
				w.key, i = span{in, e}, j+1
				continue
			}
			w.value(span{in, e})
			if !w.open[w.depth-1].list {
				w.key = span{}
			}
		default:
			i++
		}
	}
	return i
}

// push opens the object or array at t[i].
func (w *fhirWalk) push(i int, list bool) {
	up := &w.open[w.depth-1]
	f := fhirFrame{name: w.key, start: i, list: list, kind: up.kind}
	if up.list {
		f.name = up.name
	}
	if !list {
		if q, in, ok := quoteAt(w.t, skipSpace(w.t, i+1)); ok && q.esc == w.esc && hasFold(w.t, in, "resourcetype") {
			if k, ok := w.kindAt(in + len("resourceType")); ok {
				f.kind, f.resource = k, true
			}
		}
		w.key = span{}
	}
	w.open[w.depth] = f
	w.depth++
}

func (w *fhirWalk) text(s span) string { return string(w.t[s.a:s.b]) }

// element returns the key of the value at hand, and the frames of the object that it is a member of and the one around that.
func (w *fhirWalk) element() (key span, in, out *fhirFrame) {
	d := w.depth - 1
	key = w.key
	for d > 0 && w.open[d].list {
		key = w.open[d].name
		d--
	}
	in = &w.open[d]
	for d--; d > 0 && w.open[d].list; d-- {
	}
	return key, in, &w.open[max(d, 0)]
}

// value judges a string.
func (w *fhirWalk) value(v span) {
	key, in, out := w.element()
	if w.text(key) == "diagnostics" { // of an OperationOutcome: a message
		if j := bytes.Index(w.t[v.a:v.b], []byte("identifier ")); j >= 0 {
			w.dst, _ = fhirToken(w.dst, w.t[:v.b], v.a+j)
		}
		return
	}
	role, v := w.role(key, in, out, v)
	w.dst = put(w.dst, w.t, role, v.a, v.b)
}

// role returns what a string means, and which part of it.
func (w *fhirWalk) role(key span, in, out *fhirFrame, v span) (Role, span) {
	switch w.text(key) {
	case "value":
		return w.valueRole(in), v
	case "family", "given":
		if w.named(in, "name", "valueHumanName") {
			return RoleName, v
		}
	case "line", "city", "district", "postalCode":
		if w.named(in, "address", "valueAddress") {
			return fhirAddress[w.text(key)], v
		}
	case "name":
		if w.text(in.kind) == "FamilyMemberHistory" && in.resource {
			return RoleName, v
		}
	case "text", "display", "code":
		return w.worded(w.text(key), in, out), v
	case "id":
		if in.resource && fhirPerson(w.t[in.kind.a:in.kind.b]) {
			return RoleMRN, v
		}
	case "reference", "fullUrl":
		return w.reference(in, v)
	case "subscriberId", "dependent", "preAuthRef", "memberId":
		return RoleInsurance, v
	case "data", "url", "title":
		return w.attached(w.text(key), in, v), v
	case "altId":
		if w.named(in, "agent") {
			return RoleOther, v
		}
	case "address":
		if w.named(in, "network") && publicHost(w.t[v.a:v.b]) {
			return RoleIP, v
		}
	case "valueString":
		if w.holds(in, "mothersMaidenName") {
			return RoleName, v
		}
	default:
		return w.dated(w.text(key), in, v)
	}
	return w.dated(w.text(key), in, v)
}

var fhirAddress = map[string]Role{"line": RoleStreet, "city": RoleCity, "district": RoleCity, "postalCode": RoleZIP}

// named says whether the object in is an element of one of the names.
func (w *fhirWalk) named(in *fhirFrame, names ...string) bool {
	for _, n := range names {
		if w.text(in.name) == n {
			return true
		}
	}
	return false
}

// holds says whether the text of the object, from its bracket on, holds s.
func (w *fhirWalk) holds(in *fhirFrame, s string) bool {
	return bytes.Contains(w.object(in), []byte(s))
}

// object returns the text of an object, or its beginning.
func (w *fhirWalk) object(in *fhirFrame) []byte {
	near := w.t[:min(len(w.t), in.start+maxElement)]
	e, _ := closeList(near, min(in.start+1, len(near)), w.esc)
	return w.t[max(in.start, 0):max(e, in.start, 0)]
}

// coded says whether the object holds a string that is the code c.
func (w *fhirWalk) coded(in *fhirFrame, codes ...string) bool {
	o := w.object(in)
	for _, c := range codes {
		for i := 0; ; {
			j := bytes.Index(o[i:], []byte(c))
			if j < 0 {
				break
			}
			j += i
			if i = j + len(c); at0(o, j-1) == '"' && (at0(o, i) == '"' || at0(o, i) == '\\') {
				return true
			}
		}
	}
	return false
}

// valueRole is the role of "value" in Identifier (by its system or type, HL7 table 0203), ContactPoint and a class of
// Coverage.
func (w *fhirWalk) valueRole(in *fhirFrame) Role {
	kind := w.text(in.kind)
	switch name := w.text(in.name); {
	case name == "telecom" || name == "valueContactPoint":
		switch {
		case w.coded(in, "fax"):
			return RoleFax
		case w.coded(in, "email"):
			return RoleEmail
		}
		return RolePhone
	case name == "class" && kind == "Coverage":
		return RoleInsurance
	case name != "identifier" && !bytes.HasSuffix([]byte(name), []byte("Identifier")):
		return RoleNone
	}
	switch {
	case w.coded(in, "SS", "http://hl7.org/fhir/sid/us-ssn") || w.holds(in, "113883.4.1\""):
		return RoleSSN
	case w.coded(in, "NPI", "DEA", "DL", "PPN", "MD", "http://hl7.org/fhir/sid/us-npi"):
		return RoleLicense
	case w.coded(in, "MB", "MC", "MA", "SN", "NIIP") || w.holds(in, "medicare") || w.holds(in, "us-mbi") || w.holds(in, "member") || w.holds(in, "subscriber"):
		return RoleInsurance
	case kind == "Encounter" || kind == "Claim" || kind == "ClaimResponse" || kind == "ExplanationOfBenefit" || kind == "Account" || w.coded(in, "AN", "VN", "ACSN"):
		return RoleAccount
	case kind == "Organization" || kind == "Location" || kind == "Endpoint" || kind == "HealthcareService":
		return RoleNone
	case kind == "Coverage":
		return RoleInsurance
	}
	return RoleMRN
}

// worded is the role of the words and codes in HumanName, Address, Reference, CodeableConcept and Coding.
func (w *fhirWalk) worded(key string, in, out *fhirFrame) Role {
	concept := w.text(in.name)
	if concept == "coding" {
		concept = w.text(out.name)
	}
	if key == "text" {
		switch concept {
		case "name", "valueHumanName":
			return RoleName
		case "address", "valueAddress":
			return RoleStreet
		}
	}
	if key == "display" && fhirPeople[concept] {
		if w.holds(in, "Organization/") || w.holds(in, "Location/") || w.holds(in, "Device/") {
			return RoleNone
		}
		return RoleName
	}
	if r := fhirConcepts[concept]; r != RoleNone {
		return r
	}
	if concept == "code" && (in.resource || out.resource || w.text(out.name) == "condition" || w.text(in.name) == "coding" || w.text(in.name) == "code") {
		return fhirCode[w.text(in.kind)]
	}
	return RoleNone
}

// fhirPeople are the elements that refer to people.
var fhirPeople = words("subject", "patient", "beneficiary", "individual", "actor", "performer", "requester", "recorder", "asserter", "author", "sender",
	"recipient", "practitioner", "generalPractitioner", "subscriber", "policyHolder", "enterer", "who", "prescriber", "verifier", "resultsInterpreter", "member",
	"reported", "orderer", "attester")

// fhirConcepts are the roles of elements that are a CodeableConcept whatever the resource.
var fhirConcepts = map[string]Role{"medicationCodeableConcept": RoleMedication, "vaccineCode": RoleMedication, "reasonCode": RoleDiagnosis,
	"diagnosisCodeableConcept": RoleDiagnosis, "admitDiagnosis": RoleDiagnosis, "manifestation": RoleDiagnosis, "substance": RoleDiagnosis, "complication": RoleDiagnosis,
	"procedureCodeableConcept": RoleProcedure, "productOrService": RoleProcedure}

// fhirCode is the role of the element code of a resource.
var fhirCode = map[string]Role{"Condition": RoleDiagnosis, "AllergyIntolerance": RoleDiagnosis, "FamilyMemberHistory": RoleDiagnosis, "Procedure": RoleProcedure,
	"ServiceRequest": RoleProcedure, "ProcedureRequest": RoleProcedure, "Medication": RoleMedication}

func words(list ...string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, w := range list {
		m[w] = true
	}
	return m
}

// reference is the role of a literal reference (R4, 2.3.0.1) to a person: its id.
func (w *fhirWalk) reference(in *fhirFrame, v span) (Role, span) {
	t := w.t
	if fhirPeople[w.text(in.name)] && hasFold(t[:v.b], v.a, "urn:uuid:") {
		return RoleMRN, span{v.a + len("urn:uuid:"), v.b}
	}
	for i := v.a; i < v.b; i++ {
		if t[i] != '/' {
			continue
		}
		s := i
		for s > v.a && class[t[s-1]]&letter != 0 {
			s--
		}
		if fhirPerson(t[s:i]) {
			return RoleMRN, span{i + 1, fhirID(t[:v.b], i+1)}
		}
	}
	return RoleNone, v
}

// dated is the role of a date, less the time behind it. What says only when a record was written is none.
func (w *fhirWalk) dated(key string, in *fhirFrame, v span) (Role, span) {
	t := w.t
	if v.b-v.a < len("2006-01") || digits(t, v.a) != v.a+4 || t[v.a+4] != '-' {
		return RoleNone, v
	}
	if b := v.a + len("2006-01-02"); b < v.b {
		v.b = b
	}
	if key == "birthDate" || key == "bornDate" {
		return RoleDOB, v
	}
	switch w.text(in.kind) {
	case "AuditEvent", "Provenance", "Bundle", "MessageHeader", "OperationOutcome", "Subscription":
		return RoleNone, v
	}
	switch key {
	case "lastUpdated", "timestamp":
		return RoleNone, v
	case "start", "end", "issued", "date", "created", "authoredOn", "recorded", "sent", "received":
		return RoleDate, v
	}
	for _, s := range [...]string{"Date", "DateTime", "Instant", "Time"} {
		if len(key) > len(s) && key[len(key)-len(s):] == s {
			return RoleDate, v
		}
	}
	return RoleNone, v
}
