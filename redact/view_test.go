package redact

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestEncodedValues: whatever a value is wrapped in, it is found, and what was JSON stays JSON.
func TestEncodedValues(t *testing.T) {
	r := testRedactor()
	for _, c := range []struct{ line, gone string }{
		{`{"msg":"patient Jane\u0020Roe-Smith, SSN 536\u002d22\u002d8145"}`, "8145"},
		{`{"m":"jane.roe\u0040example.org"}`, "jane.roe"},
		{`{"m":"{\"ssn\":\"536-22-8145\"}"}`, "8145"},
		{`{"m":"{\\\"mail\\\":\\\"jane.roe\\u0040example.org\\\"}"}`, "jane.roe"},
		{`{"m":"first line\nSSN 536-22-8145\nlast"}`, "8145"},
		{`{"m":"\tDr. Jane Roe\r\nDOB: 1961-02-03"}`, "1961"},
		{`GET /find?q=ssn%3D536-22-8145%26x HTTP/1.1`, "8145"},
		{`GET /find?email=jane.roe%2540example.org HTTP/1.1`, "jane.roe"},
		{`<p>&lt;ssn&gt;536-22-8145&lt;/ssn&gt; mail jane.roe&#64;example.org</p>`, "jane.roe"},
		{`&amp;lt;mail&amp;gt;jane.roe&amp;#x40;example.org`, "jane.roe"},
		{"ssn=536-\x0022-8145", "8145"},
		{"mail jane.roe\x00@example.org", "jane"},
		{"SSN \x1b[31m536-22-8145\x1b[0m", "8145"},
		{"SSN 536\x1b[1m-22-\x1b[0m8145", "8145"},
		{"SSN 536\u201122\u20118145", "8145"},
		{"SSN 536\u00a022\u00a08145", "8145"},
		{"SSN 53\u200b6-22-81\u200b45", "45"},
		{"SSN \uff15\uff13\uff16-\uff12\uff12-\uff18\uff11\uff14\uff15", "\uff18\uff11\uff14\uff15"},
	} {
		out := r.Append(nil, []byte(c.line))
		if strings.Contains(string(out), c.gone) {
			t.Errorf("%q: %q is still in %q", c.line, c.gone, out)
		}
		if json.Valid([]byte(c.line)) && !json.Valid(out) {
			t.Errorf("%q became %q, which is not JSON", c.line, out)
		}
	}
}

// TestEncodedTextStays: decoding alone changes nothing.
func TestEncodedTextStays(t *testing.T) {
	r := testRedactor()
	for _, line := range []string{
		`{"m":"a\u0020b\n\tat org.example.Foo.bar(Foo.java:12)\n"}`, `GET /a%20b?c=d%2Fe HTTP/1.1`, `a &lt; b &amp;&amp; c`,
		"\x1b[32mINFO\x1b[0m started in 12\u00a0ms", `C:\new\table\x41`, `100%25 of 5%`, "na\u00efve caf\u00e9 \u2013 done",
	} {
		if out := r.Append(nil, []byte(line)); string(out) != line {
			t.Errorf("%q became %q", line, out)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{`a\nb`, "a\nb"}, {`a\\nb`, "a\nb"}, {`\"x\"`, `"x"`}, {`\\"`, `\\"`}, {`\\\"`, `"`}, {`\u00e9`, "é"}, {`\ud83d\ude00`, "😀"}, {`\ud83d`, "\ufffd"},
		{`%41%zz%4`, "A%zz%4"}, {`%C3%A9`, "é"}, {`%2541`, "A"}, {`&lt;&amp;&#65;&#x42;&#xZ;&unknown;&`, "<&AB&#xZ;&unknown;&"},
		{"\x1b[1;31mred\x1b[0m", "red"}, {`\u001b[31mred\u001b[0m`, "red"}, {"\x1bM", "\x1bM"}, {`\`, `\`}, {`\u12`, `\u12`}, {`&#99999999999;`, `&#99999999999;`},
	} {
		var v view
		v.decode([]byte(c.in))
		if string(v.text) != c.out {
			t.Errorf("%q decoded to %q, want %q", c.in, v.text, c.out)
		}
		for i := range v.text {
			if v.from[i] >= v.to[i] || i > 0 && (v.from[i] < v.from[i-1] || v.to[i] < v.to[i-1]) || int(v.to[i]) > len(c.in) {
				t.Errorf("%q: byte %d stands for %d to %d", c.in, i, v.from[i], v.to[i])
			}
		}
	}
}

func TestDecodeIsLinear(t *testing.T) {
	for _, unit := range []string{`\`, `%25`, `&amp;`, "\x1b[1;", `\u00`, "\xe2\x80"} {
		var v view
		in := bytes.Repeat([]byte(unit), 1<<16/len(unit))
		v.decode(in)
		if len(v.text) > len(in) {
			t.Errorf("%q: the view of %d bytes has %d", unit, len(in), len(v.text))
		}
	}
}
