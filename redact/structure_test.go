package redact

import (
	"testing"
)

// structures are records in carriers of their own, and what is to become of them: each value a #, everything else to the byte.
var structures = []struct{ name, in, want string }{
	{"change from nothing", `row surname: null -> "Zorvanen", dob: null -> "1961-02-03", status: null -> "open"`, `row surname: null -> "#", dob: null -> "#", status: null -> "open"`},
	{"change of strings", `[surname: "Zorvanen" => "Quibber", postcode: "44308" => "37902"] by job 7`, `[surname: "#" => "#", postcode: "#" => "#"] by job 7`},
	{"change of words", `city: Reno -> Sparks, mrn: 482915 → 482916, level: 1 -> 2`, `city: # -> #, mrn: # → #, level: 1 -> 2`},
	{"change from an empty string", `ssn: "" => "536-22-8145", city: [] -> ["Reno"]`, `ssn: "" => "#", city: [] -> ["#"]`},
	{"change in JSON", `{"d":"surname: \"Zorvanen\" -\u003e \"Quibber\""}`, `{"d":"surname: \"#\" -\u003e \"#\""}`},
	{"change in a sentence", `surname changed from Zorvanen to Quibber`, `surname changed from # to #`},
	{"arrow of a route", `MRN: 482915 -> sent to queue ADT`, `MRN: # -> sent to queue ADT`},
	{"change of nobody's", `host: null -> "app-1", thread: "a" => "b", city: null -> null`, `host: null -> "app-1", thread: "a" => "b", city: null -> null`},

	{"table in a message", "dup check:\n+-------+----------+------------+\n| chart | patient  | born       |\n+-------+----------+------------+\n| 88120 | Zorvanen | 1949-03-27 |\nok", "dup check:\n+-------+----------+------------+\n| chart | patient  | born       |\n+-------+----------+------------+\n| # | # | # |\nok"},
	{"table of psql in a message", "rows:\n mrn | last_name\n-----+------\n 88120 | Zorvanen\n", "rows:\n mrn | last_name\n-----+------\n # | #\n"},
	{"no table", "total:\n-----+-----\nnode | up\nnode-1 | 88120\n", "total:\n-----+-----\nnode | up\nnode-1 | 88120\n"},

	{"brackets", `lvl=error insured_id(W84589011) locale(en_US) ville(Reno) street_address(2068 Elm Drive) duration_ms(2150)`, `lvl=error insured_id(#) locale(en_US) ville(#) street_address(#) duration_ms(2150)`},
	{"two brackets", `row firstNm(Quib) PAT_LNAME(Zorvanen)`, `row firstNm(#) PAT_LNAME(#)`},
	{"layout", `layout NAME(30) DOB(8) SSN(9) CITY(15) ST(2) ZIP(5) read`, `layout NAME(30) DOB(8) SSN(9) CITY(15) ST(2) ZIP(5) read`},
	{"DDL", `CREATE TABLE t (first_name VARCHAR(50), dob DATE, zip CHAR(5), city NVARCHAR(20))`, `CREATE TABLE t (first_name VARCHAR(50), dob DATE, zip CHAR(5), city NVARCHAR(20))`},
	{"calls", `at a.b.findPatient(Finder.java:12) city(3) and a.mrn(b).zip(c)`, `at a.b.findPatient(Finder.java:12) city(3) and a.mrn(b).zip(c)`},

	{"EDN", `tx {:tenant "west", :beneficiary-name "Quib Zorvanen", :medicare-number "66185962", :user/mrn 482915}`, `tx {:tenant "west", :beneficiary-name "#", :medicare-number "#", :user/mrn #}`},
	{"EDN with a tag", `{:person/dob #inst "1961-02-03", :status :active, :ssn nil}`, `{:person/dob #inst "#", :status :active, :ssn nil}`},
	{"EDN in JSON", `{"msg":"tx {:surname \"Zorvanen\" :n 1}"}`, `{"msg":"tx {:surname \"#\" :n 1}"}`},
	{"symbols of nobody", `(render :edit :city) {:host "a1" :zip :none}`, `(render :edit :city) {:host "a1" :zip :none}`},

	{"HTML cells", `<tr><td>PAT_LNAME</td><td>Mac</td><td>Acct Nbr</td><td>GT422512</td><td>Host</td><td>app-1</td></tr>`, `<tr><td>PAT_LNAME</td><td>#</td><td>Acct Nbr</td><td>#</td><td>Host</td><td>app-1</td></tr>`},
	{"HTML lists and labels", `<dt>Name</dt><dd>Quib Zorvanen</dd> <label for="x">SSN:</label> <span class="v">536228145</span> <th scope=row>MRN</th><td><b>48291</b></td>`,
		`<dt>Name</dt><dd>#</dd> <label for="x">SSN:</label> <span class="v">#</span> <th scope=row>MRN</th><td><b>#</b></td>`},
	{"HTML escaped", `{"h":"\u003ctd\u003eSurname\u003c/td\u003e\u003ctd\u003eZorvanen\u003c/td\u003e"} &lt;td&gt;City&lt;/td&gt;&lt;td&gt;Reno&lt;/td&gt;`,
		`{"h":"\u003ctd\u003eSurname\u003c/td\u003e\u003ctd\u003e#\u003c/td\u003e"} &lt;td&gt;City&lt;/td&gt;&lt;td&gt;#&lt;/td&gt;`},
	{"HTML table", `<table><tr><th>Last Name</th><th>Status</th><th>MRN</th></tr> <tr><td>Zorvanen</td><td></td><td class="x"><b>48291</b></td></tr><tr><td>Quib</td><td>open</td><td>48292</td></tr></table>`,
		`<table><tr><th>Last Name</th><th>Status</th><th>MRN</th></tr> <tr><td>#</td><td></td><td class="x"><b>#</b></td></tr><tr><td>#</td><td>open</td><td>#</td></tr></table>`},
	{"HTML of nobody", `<td>Host</td><td>app-1</td><td>MRN</td><td></td><td>Name</td><td>Value</td>`, `<td>Host</td><td>app-1</td><td>MRN</td><td></td><td>Name</td><td>Value</td>`},

	{"form", "--b\r\nContent-Disposition: form-data; name=\"firstNm\"\r\n\r\nQuib\r\n--b\r\nContent-Disposition: form-data; name=\"locale\"\r\n\r\nen\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"firstNm\"\r\n\r\n#\r\n--b\r\nContent-Disposition: form-data; name=\"locale\"\r\n\r\nen\r\n--b--"},
	{"form in JSON", `{"body":"--b\r\nContent-Disposition: form-data; name=\"zip\"\r\nContent-Type: text/plain\r\n\r\n02740\r\n--b--\r\n"}`, `{"body":"--b\r\nContent-Disposition: form-data; name=\"zip\"\r\nContent-Type: text/plain\r\n\r\n#\r\n--b--\r\n"}`},
	{"form without a value", `body=--b\nContent-Disposition: form-data; name="surname"\n\n--b--`, `body=--b\nContent-Disposition: form-data; name="surname"\n\n--b--`},
}

// TestStructures: values are found in the carriers that have no separator between key and value, the structure stays, and a second
// pass changes nothing.
func TestStructures(t *testing.T) {
	r := testRedactor()
	for _, c := range structures {
		out := r.AppendRecord(nil, []byte(c.in))
		if got := anyToken.ReplaceAllString(string(out), "#"); got != c.want {
			t.Errorf("%s: %s\nbecame %s\nwant   %s", c.name, c.in, got, c.want)
		}
		if again := r.AppendRecord(nil, out); string(again) != string(out) {
			t.Errorf("%s: a second pass made %s of %s", c.name, again, out)
		}
	}
}

// TestFormLines: the value of a part of a form is found when each line is a record, wherever reading begins and the input is cut.
func TestFormLines(t *testing.T) {
	const text = "--b\r\nContent-Disposition: form-data; name=\"firstNm\"\r\n\r\nQuib\r\n--b\r\nContent-Disposition: form-data; name=\"mrn\"\r\nContent-Type: text/plain\r\n\r\nZ4421\r\n--b--\r\nQuib\nContent-Disposition: form-data; name=\"host\"\n\nQuib\n"
	const want = "--b\r\nContent-Disposition: form-data; name=\"firstNm\"\r\n\r\n#\r\n--b\r\nContent-Disposition: form-data; name=\"mrn\"\r\nContent-Type: text/plain\r\n\r\n#\r\n--b--\r\nQuib\nContent-Disposition: form-data; name=\"host\"\n\nQuib\n"
	r := testRedactor()
	if n := len(r.FindRows(nil, []byte(text), nil)); n != 2 {
		t.Errorf("found %d values, want 2", n)
	}
	whole := r.Stream().Append(nil, []byte(text))
	if got := anyToken.ReplaceAllString(string(whole), "#"); got != want {
		t.Fatalf("became %q\nwant   %q", got, want)
	}
	for i := range text {
		if text[i] != '\n' {
			continue
		}
		a := r.Stream()
		parts := a.Append(a.Append(nil, []byte(text[:i+1])), []byte(text[i+1:]))
		if string(parts) != string(whole) {
			t.Errorf("cut at %d: %q", i, parts)
		}
		b := r.Stream()
		b.Learn([]byte(text[:i+1]))
		rest := b.Append(nil, []byte(text[i+1:]))
		if want := whole[len(whole)-len(rest):]; string(rest) != string(want) {
			t.Errorf("read on from %d: %q", i, rest)
		}
	}
}
