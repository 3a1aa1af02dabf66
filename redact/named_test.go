package redact

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/harpolog/harpo/internal/format"
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

// TestRowsRemember reads a text by all its keys with one cursor, and each with a new one.
func TestRowsRemember(t *testing.T) {
	for _, unit := range []string{`name=ssn `, `name=dob value=1961-02-03 `, `{"name":"ssn","value":"536228145"}`, `{"field":"dob","old":"a:b","new":[{"x":1},`,
		`"k":"mrn","v":"name=ssn,error=1","msg":"k=v"`, `patient name: `, `?k=ssn&v=1`} {
		in := []byte(strings.Repeat(unit, 4*maxRow/len(unit)))
		r := testRedactor()
		s := newState(r)
		s.rows.reset()
		for i := range in {
			p, ok := format.PairAt(in, i)
			if !ok {
				continue
			}
			one := s.rows.behind(s, in, p.End)
			var fresh rows
			fresh.reset()
			fresh.from, fresh.to = p.End, p.End
			two := fresh.behind(s, in, p.End)
			if len(one) != len(two) {
				t.Fatalf("%q at %d: %d pairs, %d with what was remembered", unit, i, len(two), len(one))
			}
			for k := range one {
				if one[k] != two[k] {
					t.Fatalf("%q at %d: pair %d is %+v, %+v with what was remembered", unit, i, k, two[k], one[k])
				}
			}
		}
	}
}

// TestRowsAreReadOnce counts what the cursor reads of a text of names alone: a text twice as long has twice as much.
func TestRowsAreReadOnce(t *testing.T) {
	read := func(n int) (bytesRead int) {
		in := bytes.Repeat([]byte("name=ssn "), n)
		s := newState(testRedactor())
		s.rows.reset()
		last := 0
		for i := 0; i < len(in); i += 9 {
			s.rows.behind(s, in, i+8)
			if s.rows.to < last { // began anew
				last = s.rows.from
			}
			bytesRead += s.rows.to - last
			last = s.rows.to
		}
		return bytesRead
	}
	if a, b := read(1000), read(2000); b > 2*a+maxRow || a > 9*1000+maxRow {
		t.Errorf("%d bytes are read of 1000 names, %d of 2000", a, b)
	}
}
