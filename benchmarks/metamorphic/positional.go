package metamorphic

import "strings"

// place is a carrier in which the position tells what a value is: templates by field of the HL7 v2 segment PID that holds
// the same. In names {f} and {g} stand for family and given name.
type place struct {
	name      string
	group     string
	held      bool
	field     func(*class) int
	templates map[int]string
	escape    func(string) string
	document  bool
	record    bool
}

func hl7Field(c *class) int  { return c.pid }
func fhirField(c *class) int { return c.fhir }

// x12Field gives every class with a segment of its own the number 0.
func x12Field(c *class) int {
	if c.x12 != "" {
		return 0
	}
	if c.pid == 5 {
		return 5
	}
	return -1
}

func placesOf() []place {
	pid := map[int]string{}
	for _, field := range []int{3, 5, 7, 11, 13, 18, 19, 20} {
		pid[field] = "PID|1" + strings.Repeat("|", field-1) + "{v}|||"
	}
	pid[5] = strings.Replace(pid[5], "{v}", "{f}^{g}", 1)
	message, other := map[int]string{}, map[int]string{}
	for field, s := range pid {
		message[field] = `{"hl7":"MSH|^~\\&|ADT|H|EHR|H|20260302||ADT^A08|1|P|2.5.1\r` + s + `\rPV1|1|O"}`
		other[field] = "MSH$%~\\&$ADT$H$EHR$H$20260302$$ADT%A08$1$P$2.5.1\r" + strings.NewReplacer("|", "$", "^", "%").Replace(s)
	}
	return []place{
		{name: "HL7 PID", group: "positional", field: hl7Field, templates: pid},
		{name: "HL7 message in JSON", group: "positional", field: hl7Field, templates: message, escape: jsonEscape, document: true},
		{name: "HL7 with other delimiters", group: "positional", held: true, field: hl7Field, templates: other},
		{name: "X12", group: "positional", field: x12Field, templates: map[int]string{0: "", 5: "ST*837*0001~NM1*IL*1*{f}*{g}****MI*~SE*3*0001~"}},
		{name: "DICOM dump", group: "positional", field: hl7Field, templates: map[int]string{3: "(0010,0020) LO [{v}]  # 8, 1 PatientID", 5: "(0010,0010) PN [{f}^{g}]  # 8, 1 PatientName",
			7: "(0010,0030) DA [{v}]  # 8, 1 PatientBirthDate", 11: "(0010,1040) LO [{v}]  # 20, 1 PatientAddress", 13: "(0010,2154) SH [{v}]  # 12, 1 PatientTelephoneNumbers"}},
		{name: "DICOM dump, other tool", group: "positional", held: true, field: hl7Field, templates: map[int]string{3: "(0010, 0020) Patient ID                          LO: '{v}'", 5: "(0010, 0010) Patient's Name                      PN: '{f}^{g}'",
			7: "(0010, 0030) Patient's Birth Date                DA: '{v}'", 11: "(0010, 1040) Patient's Address                   LO: '{v}'"}},
		{name: "FHIR JSON", group: "FHIR and CDA", field: fhirField, escape: jsonEscape, document: true, templates: map[int]string{3: `{"resourceType":"Patient","identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"{v}"}]}`,
			5: `{"resourceType":"Patient","name":[{"use":"official","family":"{f}","given":["{g}"]}]}`, 7: `{"resourceType":"Patient","active":true,"birthDate":"{v}"}`, 11: `{"resourceType":"Patient","address":[{"line":["{v}"],"state":"OH"}]}`,
			13: `{"resourceType":"Patient","telecom":[{"system":"phone","value":"{v}","use":"home"}]}`, 19: `{"resourceType":"Patient","identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"{v}"}]}`}},
		{name: "FHIR search", group: "FHIR and CDA", held: true, field: fhirField, escape: percent, templates: map[int]string{3: "GET /fhir/R4/Patient?identifier=http://hosp.example.org/mrn%7C{v}&_count=5", 5: "GET /fhir/R4/Patient?family={f}&given={g}&_count=5",
			7: "GET /fhir/R4/Patient?birthdate=eq{v}&active=true", 11: "GET /fhir/R4/Patient?address={v}", 13: "GET /fhir/R4/Patient?phone={v}"}},
		{name: "FHIR XML", group: "FHIR and CDA", held: true, field: fhirField, escape: xmlEscape, templates: map[int]string{3: `<Patient xmlns="http://hl7.org/fhir"><identifier><value value="{v}"/></identifier></Patient>`,
			5: `<Patient xmlns="http://hl7.org/fhir"><name><family value="{f}"/><given value="{g}"/></name></Patient>`, 7: `<birthDate value="{v}"/>`, 11: `<address><line value="{v}"/></address>`, 13: `<telecom><system value="phone"/><value value="{v}"/></telecom>`}},
		{name: "C-CDA", group: "FHIR and CDA", field: fhirField, escape: xmlEscape, templates: map[int]string{3: `<patientRole><id root="2.16.840.1.113883.19.5" extension="{v}"/></patientRole>`, 5: `<patient><name><given>{g}</given><family>{f}</family></name></patient>`,
			11: `<addr use="HP"><streetAddressLine>{v}</streetAddressLine><state>OH</state></addr>`, 13: `<telecom use="HP" value="tel:{v}"/>`, 19: `<id root="2.16.840.1.113883.4.1" extension="{v}"/>`}},
		{name: "file name", group: "path", field: fhirField, templates: map[int]string{3: "upload /var/spool/scans/MRN{v}/chart.pdf done", 5: "saved /files/{f}_{g}_intake.pdf in 12ms"}},
		{name: "file name, other order", group: "path", held: true, field: fhirField, templates: map[int]string{3: "s3://records/mrn-{v}/scan.dcm", 5: "rendered {g}-{f}-referral.docx"}},
		{name: "URL path", group: "path", field: fhirField, escape: percent, templates: map[int]string{3: "GET /api/v1/patients/{v}/chart HTTP/1.1", 5: "https://portal.example.org/patients/{g}-{f}/chart", 13: "GET /api/v1/phone/{v}", 19: "GET /lookup/ssn/{v}"}},
		{name: "URL path, FHIR", group: "path", held: true, field: fhirField, escape: percent, templates: map[int]string{3: "DELETE /fhir/R4/Patient/{v}", 5: "GET /members/{f}.{g}/claims"}},
	}
}

// render writes a value in its place, or says no.
func (p *place) render(cl *class, v value) (line, bool) {
	field := p.field(cl)
	template, ok := p.templates[field]
	if !ok || field == 0 && cl.x12 == "" || field < 0 {
		return nil, false
	}
	if field == 0 {
		template = "ST*837*0001~" + cl.x12 + "SE*3*0001~"
	}
	escape := p.escape
	if escape == nil {
		escape = func(s string) string { return s }
	}
	template = strings.NewReplacer("{f}", "{k}", "{g}", "{v}").Replace(template)
	if field == 5 {
		return fill(template, valueLine(v.family).escape(escape), valueLine(v.given).escape(escape)), true
	}
	return fill(template, nil, valueLine(v.text).escape(escape)), true
}
