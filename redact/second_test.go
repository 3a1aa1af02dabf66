package redact

import (
	"bytes"
	"testing"
)

// TestSecondPass: redacting what was redacted changes nothing, whatever the policy.
func TestSecondPass(t *testing.T) {
	lines := append(examples(),
		"ask at Calle Mayor 12, Springfield 62704, or Elm Court 7",
		"osteoporosis: Osteoporosis with one or more fragility fracture",
		"ISA~00~          ~00~          ~ZZ~SENDERID       ~ZZ~RECEIVERID     ~240103~1000~^~00501~000000001~0~P~:_GS~HC~A~B~20240103~1000~1~X~005010X222A1_NM1~IL~1~ORTEGA~MARISOL~~~~MI~ABC852309986_PER~IC~KOWALCZYK ZBIGNIEW~TE~5125550143_REF~EI~587654321_")
	for _, p := range []Policy{Standard, Strict, Limited, Minimal} {
		r := testRedactor(WithPolicy(p))
		for _, line := range lines {
			once := r.AppendRecord(nil, []byte(line))
			if twice := r.AppendRecord(nil, once); !bytes.Equal(once, twice) {
				t.Errorf("%s, %q:\n%q became\n%q", p, line, once, twice)
			}
		}
	}
}
