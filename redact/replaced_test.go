package redact

import (
	"bytes"
	"strings"
	"testing"
)

// TestSecondPassUnchanged: texts in which a replacement stood so that a second pass read what is left differently.
func TestSecondPassUnchanged(t *testing.T) {
	redactors := []*Redactor{testRedactor(), testRedactor(WithPolicy(Strict)), testRedactor(WithPolicy(Limited)), testRedactor(WithPolicy(Minimal))}
	for _, line := range []string{
		`ssn=536228145android_id=9774d56d682e549c`,
		`ssn 536‑22‑8145DAQD1234567 DOB 1 `,
		`history of opioid dob=19610203 2026-03-02T09:14:07Z INFO app: x`,
		`board cert no. Henderson,Maria Lopez 2026-03-02T09:14:07Z mrn=E1204477 `,
		`fecha_nacimiento=03/02/1961 05/12/2025 for a cough max-age=93`,
		`born -369141564000 at 12:30:45 01/09/2024 from std::vec`,
		`procedure_code=0DTJ4ZZ[4195550142] jane.doe+rx@example.org`,
		`PID|1||||||||||^^^Toledo^OH^43604^USA^H`,
		`Attending to request 5 lives in Reno NV npi=1234567893 89501`,
		`it may be that "mrn":482915 Kaczmarek was a friend of the family`,
		`age=93 Samantha so seen for by Helm first time`,
		`Alpatu Shervashidov's visit is to be moved to the military_id=M7712345 afternoon PatientName=DOE* PatientID=482915 `,
		`grp=0098765 Robert Henderson received`,
		`idfa=c8a34dc6-a397-4c1e-9d1e-0123456789ab note for Robert Henderson saved`,
		`01/09/2024 dob=3-Feb-1961`,
		`on 02/29/2024 visit was cancelled- Author: 2026-03-02T09:14:07Z INFO app: 4111111111111111 `,
		`+44 20 7946 1eg4te5mk73 0018`,
		`called x 95 Dr. Paris, Sydney Watson at 10`,
		`{"field":"ssn","error":"536228145 geb. 03.02.1961 invalid"}`,
		`row 7: Mendoza, 01008500012345661727013121SN0099812 name is lena #ok`,
		`already /fhir/Patient/482915offset=4111111111111111 `,
		`[type=value_error, JSESSIONID=0A1B2C3D4E 8145 `,
		`contact 4111111111111112 y o'brien@example.org.536-22-8145 `,
		`Springfield, JANE IL 62704-1234`,
		`seen. 2026-03-02T09:14:07Z sepsis (A41.9).`,
		`2026-03-02T09:14:07Z INFO app: ssn 536 "address":{"line1":"2323 Franklin PID|1||482915^^^TMC^MR||ZORVANEN^QUIB2026-03-02T09:14:07Z INFO8145`,
		`reached Yolonda at nine seven three 555 0166; says Jerome passed nov 30`,
		`comment saved: Walgreens feed delayed, Yusra lives at 118 Tannery Row, buzz Haddad`,
		`{"level":"info","msg":"registered","name":"Debra Moreno","email":"dmoreno26@example.org"} and David lives on Rue Dielhère 130 street.`,
		`client version 2.0.0.58 server version 8.3.6.238 born 03/02/1961, my son Cormoran has asthma and eczema`,
		`POST={'first_name': ['Peter'], 'dob': ['02/20/2005'], 'email': ['taylor.peter@example.org']} and comment: cohort: adults 65 to 99 with heart failure`,
		`gout: what everyone should know, chapter 4 pt has stable asthma (J45.909), hypertension (I10)`,
		`ts=2026-03-02T09:14:07Z level=warn msg="Rasmus Bhattacharya, MD (Subscriber Name)" trace=4bf92f3577b34da6`,
		`authorization: Basic amRvZTpodW50ZXIy Fix PR 29972, inconsistent format`,
		`updated street: [12 Main St, Reno, TX 61061] rev 3`,
		`Client resides at Hauptstr. 5, 80331 München; Hello World!`,
	} {
		for _, r := range redactors {
			once := r.AppendRecord(nil, []byte(line))
			if twice := r.AppendRecord(nil, once); !bytes.Equal(once, twice) {
				t.Errorf("%s: %q became\n%q, and then\n%q", r.treatment.Base, line, once, twice)
			}
		}
	}
}

// TestBesideReplacements: what a library has redacted in part is redacted in full by the agent behind it.
func TestBesideReplacements(t *testing.T) {
	r := testRedactor()
	const token = "-q4m8z1d7x0b5n3ya"
	for _, c := range [][2]string{
		{`patient=PHI-NAME` + token + ` mrn=482915`, "482915"},
		{`dob=PHI-DOB` + token + ` ssn 536-22-8145`, "536-22-8145"},
		{`patient PHI-NAME` + token + ` (MRN 482915, DOB 1961-02-03)`, "1961-02-03"},
		{`{"name":"PHI-NAME` + token + `","note":"spoke with Mrs. Eleanor Kowalczyk at 419-555-0142"}`, "Kowalczyk"},
		{`seen PHI-DATE` + token + ` by Dr. Robert Kowalczyk, call 419-555-0142`, "419-555-0142"},
		{`INSERT INTO p (name, dob, mrn) VALUES ('PHI-NAME` + token + `', '1961-02-03', '482915')`, "482915"},
		{`PID|1||PHI-MRN` + token + `^^^TMC^MR||DOE^JANE||19610203|F`, "DOE"},
	} {
		if out := string(r.AppendRecord(nil, []byte(c[0]))); strings.Contains(out, c[1]) || !strings.Contains(out, token) {
			t.Errorf("%q became %q", c[0], out)
		}
	}
}
