package redact

import (
	"regexp"
	"testing"
)

// checkRecords redacts each record and compares, with every token written as an underscore.
func checkRecords(t *testing.T, cases [][2]string) {
	t.Helper()
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, c := range cases {
		if got := token.ReplaceAllString(string(testRedactor().AppendRecord(nil, []byte(c[0]))), "_"); got != c[1] {
			t.Errorf("%q\n got %q\nwant %q", c[0], got, c[1])
		}
	}
}

func TestValuesInMessages(t *testing.T) {
	checkRecords(t, [][2]string{
		{`Field error in object 'patient' on field 'ssn': rejected value [53612]; codes [Size.patient.ssn]; arguments []`, `Field error in object 'patient' on field 'ssn': rejected value [_]; codes [Size.patient.ssn]; arguments []`},
		{`Field error in object 'f' on field 'lastName': rejected value [O'Malley]; default message [must match]`, `Field error in object 'f' on field 'lastName': rejected value [_]; default message [must match]`},
		{"1 validation error for In\nbirth_date\n  Input should be a valid date [type=date_parsing, input_value='03/32/1961']", "1 validation error for In\nbirth_date\n  Input should be a valid date [type=date_parsing, input_value='_']"},
		{`{"log":"java.text.ParseException: \"Yonkers, NY 46091\" is not a valid Mailing Address\n"}`, `{"log":"java.text.ParseException: \"_\" is not a valid Mailing Address\n"}`},
		{`Coverage.subscriberId 'CVG-771-20' invalid for it`, `Coverage.subscriberId '_' invalid for it`},
		{`last_name 'Quispe' exceeds 5 chars`, `last_name '_' exceeds 5 chars`},
		{`node_name 'web-7' exceeds 5 chars`, `node_name 'web-7' exceeds 5 chars`},
		{`config.retries '536228145' exceeds the limit`, `config.retries '536228145' exceeds the limit`},
		{`Invalid value 'Quispe' for parameter 'lastName'`, `Invalid value '_' for parameter 'lastName'`},
		{`Data too long for column 'last_name' at row 1: 'Quispe'`, `Data too long for column 'last_name' at row 1: '_'`},
		{`The duplicate key value is (536228145) in index 'IX_Patient_SSN'`, `The duplicate key value is (_) in index 'IX_Patient_SSN'`},
		{`null value in column "mrn" DETAIL: Failing row contains (17, Wayra, Quispe, 1961-02-03, null).`, `null value in column "mrn" DETAIL: Failing row contains (17, _, _, _, null).`},
		{`#/patient/birthDate: "1961-13-03" is not a valid "date"`, `#/patient/birthDate: "_" is not a valid "date"`},
		{`{"birthDate":{"year":"1961","month":"2","day":"3"}}`, `{"birthDate":{"year":"_","month":"_","day":"_"}}`},
		{`lvl=error err="validation failed: field 'Patient.BirthDate' has value '31/02/1961'" req=8f14e45f`, `lvl=error err="validation failed: field 'Patient.BirthDate' has value '_'" req=8f14e45f`},
		{`errors: {:ssn=>["'536-22-8145' is not valid"]}`, `errors: {:ssn=>["'_' is not valid"]}`},
		{`2026: {"pt":{"nm":"ROE, JANE","bd":"02/03/1961"}}`, `2026: {"pt":{"nm":"_","bd":"_"}}`},
		{`{"disk":{"bd":"02/03/1961"}}`, `{"disk":{"bd":"02/03/1961"}}`},
		// What is said of a field without a value, or of fields that no person's data stands in.
		{`column "last_name" of relation "users" does not exist`, `column "last_name" of relation "users" does not exist`},
		{`Field error in object 'job' on field 'retries': rejected value [53612]`, `Field error in object 'job' on field 'retries': rejected value [53612]`},
		{`got 422 for payload={"op":"put"}, "ssn" is invalid, upstream: "http://10.0.0.9:8080/"`, `got 422 for payload={"op":"put"}, "ssn" is invalid, upstream: "http://10.0.0.9:8080/"`},
		{`invalid parameter 'dob': expected type 'string' in 'Query.java' line 4711`, `invalid parameter 'dob': expected type 'string' in 'Query.java' line 4711`},
	})
}

func TestBoundValues(t *testing.T) {
	checkRecords(t, [][2]string{
		{"where last_name=? and dob=?\nbinding parameter [1] as [VARCHAR] - [Roe]\nbinding parameter [2] as [DATE] - [1961-02-03]", "where last_name=? and dob=?\nbinding parameter [1] as [VARCHAR] - [_]\nbinding parameter [2] as [DATE] - [_]"},
		{"==> Preparing: SELECT * FROM p WHERE last_name = ? AND ok = ?\n==> Parameters: Roe(String), 7(Long)", "==> Preparing: SELECT * FROM p WHERE last_name = ? AND ok = ?\n==> Parameters: _(String), 7(Long)"},
		{`SELECT * FROM p WHERE first_name = %s AND dob = %s [('Wayra', '1961-02-03')]`, `SELECT * FROM p WHERE first_name = %s AND dob = %s [('_', '_')]`},
		{`[SQL: INSERT INTO p (rev, ssn) VALUES (?, ?)] [parameters: (7, '536228145')]`, `[SQL: INSERT INTO p (rev, ssn) VALUES (?, ?)] [parameters: (7, '_')]`},
		{`WHERE "p"."last_name" = $1 LIMIT $2  [["last_name", "Quispe"], ["LIMIT", 1]]`, `WHERE "p"."last_name" = $1 LIMIT $2  [["last_name", "_"], ["LIMIT", 1]]`},
		{`[Parameters=[@p0='Wayra' (Size = 50), @p1='7']] INSERT INTO P (FirstName, Rev) VALUES (@p0, @p1)`, `[Parameters=[@p0='_' (Size = 50), @p1='7']] INSERT INTO P (FirstName, Rev) VALUES (@p0, @p1)`},
		{`select 1 where mrn = ? -- ["88213-B", 1]`, `select 1 where mrn = ? -- ["_", 1]`},
		{`array(1) { ["ssn"]=> string(9) "536228145" }`, `array(1) { ["ssn"]=> string(9) "_" }`},
		{`MRN: (string) (len=5) "88213"`, `MRN: (string) (len=5) "_"`},
		{`Patient { mrn: Some("88213") }`, `Patient { mrn: Some("_") }`},
		{`select 1 where mrn = ? and x = ?`, `select 1 where mrn = ? and x = ?`},
		{`GET /x?mrn=?&y=[4711471] ok`, `GET /x?mrn=?&y=[4711471] ok`},
	})
}
