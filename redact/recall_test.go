package redact

import (
	"strings"
	"testing"
)

func TestRecall(t *testing.T) {
	r := testRedactor()
	for _, c := range []struct {
		line string
		gone []string
		kept []string
	}{
		{"PID|1||48291577^^^CLINIC^MR||ORTEGA^MARISOL||19610203|F\rOBX|1|TX|N||chart 48291577 of ORTEGA reviewed", []string{"ORTEGA", "48291577"}, []string{"reviewed"}},
		{`{"mrn":"48291577","url":"/files/48291577/scan.dcm"}`, []string{"48291577"}, []string{"scan.dcm"}},
		{`{"firstName":"Marisol","lastName":"Ortega","note":"Ortega called twice"}`, []string{"Ortega"}, []string{"called twice"}},
		{`{"firstName":"Will","lastName":"Grant","note":"Will Retry, Grant access"}`, nil, []string{"Will Retry, Grant access"}},
		{"Authentication failed from 203.0.113.7 (203.0.113.7): Permission denied", []string{"203.0.113.7"}, []string{"Permission denied"}},
		{`{"mrn":"48291577","seq":"148291577","x":"482915770"}`, nil, []string{"148291577", "482915770"}},
	} {
		out := string(r.AppendRecord(nil, []byte(c.line)))
		for _, g := range c.gone {
			if strings.Contains(out, g) {
				t.Errorf("%q: %s is still in %q", c.line, g, out)
			}
		}
		for _, k := range c.kept {
			if !strings.Contains(out, k) {
				t.Errorf("%q: %s is gone from %q", c.line, k, out)
			}
		}
	}
}
