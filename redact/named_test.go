package redact

import (
	"regexp"
	"testing"
)

func TestNamedValues(t *testing.T) {
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, tt := range []struct{ in, want string }{
		{`{"k":"dob","v":"1961-02-03"}`, `{"k":"dob","v":"_"}`},
		{`{"field":"ssn","error":"536228145 invalid"}`, `{"field":"ssn","error":"_ invalid"}`},
		{`{"name":"ssn","value":"536228145"}`, `{"name":"ssn","value":"_"}`},
		{`{"key":"mrn","value":"482915"}`, `{"key":"mrn","value":"_"}`},
		{`{"name": "last_name", "value": "Doe"}`, `{"name": "last_name", "value": "_"}`},
		{`{"column":"patient_name","type":"text","value":"jane doe"}`, `{"column":"patient_name","type":"text","value":"_"}`},
		{`{"name":"dob","old":"1961-02-03","new":"1962-02-03"}`, `{"name":"dob","old":"_","new":"_"}`},
		{`{"field":"first_name","rejectedValue":"Jane","message":"bad"}`, `{"field":"first_name","rejectedValue":"_","message":"bad"}`},
		{`<ClinicalDocument><id root="1.2.840" extension="482915"/>`, `<ClinicalDocument><id root="1.2.840" extension="_"/>`},
		{`<LastName>Doe</LastName><Status>New</Status>`, `<LastName>_</LastName><Status>New</Status>`},
		{`[["mrn", "482915"], ["LIMIT", 100000]]`, `[["mrn", "_"], ["LIMIT", 100000]]`},
		{`{"name":"http.status","value":"404"}`, `{"name":"http.status","value":"404"}`},
		{`{"key":"retries","value":"482915"}`, `{"key":"retries","value":"482915"}`},
		{`{"name":"ssn","type":"string"}`, `{"name":"ssn","type":"string"}`},
	} {
		got := token.ReplaceAllString(string(testRedactor().Append(nil, []byte(tt.in))), "_")
		if got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}
