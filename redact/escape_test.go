package redact

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestEscapesStayWhole(t *testing.T) {
	r := testRedactor(WithPolicy(Strict))
	for _, line := range []string{
		`{"social_security":"\u001b[32mxxx-xx-0298\u001b[0m"}`, `{"mrn":"\u001b[1m48291577\u001b[0m"}`, `{"email":"\u001b[32mjane.roe@example.org\u001b[0m"}`,
		`{"address":"\n1420 W Maple St\n"}`, `{"name":"\"Jane Roe\""}`, `{"lastName":"Nu\u00f1ez"}`, `{"lastName":"\u00c1vila"}`, `{"m":"mrn=48291577\n"}`,
		`{"city":"\tToledo\\"}`, `{"name":"Jos\u00e9 Garc\u00eda"}`,
	} {
		out := r.Append(nil, []byte(line))
		if !json.Valid(out) || !strings.Contains(string(out), "PHI-") {
			t.Errorf("%s became %s", line, out)
		}
	}
	for _, number := range []string{"-536228145", "-8145", "536228145e1", "5362.28145e-1", "-5362.28145E+1", "536228145.0"} {
		for _, around := range []string{`{"ssn":%s}`, `{"ssn": %s , "a":1}`, `{"m":"{\"ssn\":%s}"}`} {
			line := fmt.Sprintf(around, number)
			out := r.Append(nil, []byte(line))
			if !json.Valid(out) || !strings.Contains(string(out), "PHI-SSN-") || strings.Contains(string(out), number) {
				t.Errorf("%s became %s", line, out)
			}
		}
	}
	path := `open C:\Users\roe\x.log failed for C:\Users\nroe`
	if out := string(r.Append(nil, []byte(path))); !strings.HasPrefix(out, `open C:\Users\`) {
		t.Errorf("%s became %s", path, out)
	}
}
