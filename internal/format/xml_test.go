package format

import (
	"strings"
	"testing"
)

var elementCases = []struct{ in, want string }{
	{`<LastName>Doe</LastName>`, "LastName=Doe"},
	{`<ns2:lastName xml:lang="en"> Doe </ns2:lastName>`, "lastName=Doe"},
	{`&lt;SSN&gt;536228145&lt;/SSN&gt;`, "SSN=536228145"},
	{`{"m":"\u003cSSN\u003e536228145\u003c/SSN\u003e"}`, "SSN=536228145"},
	{`<name><![CDATA[Jane Doe]]></name>`, "name=Jane Doe"},
	{`<a><b>x</b></a>`, "b=x"},
	{`<a></a>`, ""},
	{`<a>x</b>`, ""},
	{`</a>`, ""},
	{`usr/local</x`, ""},
	{`x>y</z>`, ""},
}

func TestElementAt(t *testing.T) {
	for _, tt := range elementCases {
		var got []string
		for i := range tt.in {
			if p, ok := ElementAt([]byte(tt.in), i); ok {
				got = append(got, tt.in[p.KeyStart:p.KeyEnd]+"="+tt.in[p.Start:p.End])
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.in, s, tt.want)
		}
	}
}

func TestElement(t *testing.T) {
	for _, tt := range []struct{ in, at, want string }{
		{`<birthTime value="19610203"/>`, "value", "birthTime"},
		{`<patient><x/><y>1</y><name>Doe</name></patient>`, "name>D", "patient"},
		{`<sdtc:id root="1.2" extension="77"/>`, "extension", "id"},
		{`<patient classCode="P"><name use="L">`, "name", "patient"},
		{`<name>`, "name", ""},
		{`a value="1"`, "value", ""},
		{`x > value="1"`, "value", ""},
	} {
		a, b, _ := Element([]byte(tt.in), strings.Index(tt.in, tt.at))
		if got := tt.in[a:b]; got != tt.want {
			t.Errorf("%s at %s: %q, want %q", tt.in, tt.at, got, tt.want)
		}
	}
}

// TestElementRemembers asks for every position of texts that are longer than what is looked back over.
func TestElementRemembers(t *testing.T) {
	for _, unit := range []string{`<name>a</name>`, `<a><name x="1"/>`, `</b><name y='2'>a</name>`, `<name>`, `?ssn=1&name=a`, `&lt;name&gt;a\u003c/name>`, `<br/><p id=1>{name:2}</p>`} {
		in := []byte(strings.Repeat(unit, 2*maxParent/len(unit)+1))
		var known Parents
		for i := range in {
			a, b, ok := Element(in, i)
			if x, y, same := known.Element(in, i); x != a || y != b || same != ok {
				t.Fatalf("%q at %d: %d %d %v, but %d %d %v with what was remembered", unit, i, a, b, ok, x, y, same)
			}
		}
	}
}

func FuzzElement(f *testing.F) {
	for _, tt := range elementCases {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var known Parents
		for i := range min(len(in), 200) {
			if p, ok := ElementAt(in, i); ok && (p.KeyEnd <= p.KeyStart || p.End <= p.Start || p.KeyEnd > p.Start || p.End > i) {
				t.Fatalf("%q at %d: %+v", in, i, p)
			}
			a, b, ok := Element(in, i)
			if ok && (a >= b || b > len(in)) {
				t.Fatalf("%q at %d: %d %d", in, i, a, b)
			}
			if x, y, same := known.Element(in, i); x != a || y != b || same != ok {
				t.Fatalf("%q at %d: %d %d, but %d %d with what was remembered", in, i, a, b, x, y)
			}
		}
	})
}
