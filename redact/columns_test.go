package redact

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestRows: rows that come as records of their own are read by the header that their file begins with, or that stood before.
func TestRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"mrn,last,first,dob,sex\n482915,Zorvanen,Quib,02/03/1961,F\n", "mrn,last,first,dob,sex\n#,#,#,#,F\n"},
		{"last_name;first_name;zip\nzorvanen;quib;89501\n", "last_name;first_name;zip\n#;#;#\n"},
		{"id|last_name|city\n---|---|---\n7|Zorvanen|Reno\n", "id|last_name|city\n---|---|---\n7|#|#\n"},
		{"\xef\xbb\xbfLast Name,First Name,ZIP\r\n\"Zorvanen\",\"Quib\",89501\r\n", "\xef\xbb\xbfLast Name,First Name,ZIP\r\n\"#\",\"#\",#\r\n"},
		{"SSN #,row_count,acct_no\n\"536228145\",12,4471\n", "SSN #,row_count,acct_no\n\"#\",12,#\n"},
		{"#Software: IIS\n#Fields: date time s-ip cs-method cs-uri-stem cs-username c-ip sc-status\n2026-03-02 09:14:07 10.0.0.9 GET /chart zorvanenq 203.0.113.7 200\n",
			"#Software: IIS\n#Fields: date time s-ip cs-method cs-uri-stem cs-username c-ip sc-status\n2026-03-02 09:14:07 10.0.0.9 GET /chart # # 200\n"},
		{"mrn,last,first\n482915,Zorvanen,Quib\nexport done, 1 row, 3 ms\n\nstarted\n", "mrn,last,first\n#,#,#\nexport done, 1 row, 3 ms\n\nstarted\n"},
		{"2026-03-02 INFO start\nmrn,last,first\n482915,Zorvanen,Quib\n", "2026-03-02 INFO start\nmrn,last,first\n#,#,#\n"},
		{"first, last and name are required\nZorvanen, Quib and co\n", "first, last and name are required\nZorvanen, Quib and co\n"},
		{"mrn,last,first\nexport done, all rows, no errors\nrow=7,last=ok,first=ok\n482915,Zorvanen,Quib\n", "mrn,last,first\nexport done, all rows, no errors\nrow=7,last=ok,first=ok\n#,#,#\n"},
		{"mrn, last, first\n482915, Zorvanen, Quib\n", "mrn, last, first\n#, #, #\n"},
		{"Nurse note, MRN 629-09-205, admitted, phone\nDone, all rows, no errors, ok\n", "Nurse note, MRN #, admitted, phone\nDone, all rows, no errors, ok\n"},
		{"The form has fields for first name, last name, date of birth and SSN.\nall rows, no errors, ok\n", "The form has fields for first name, last name, date of birth and SSN.\nall rows, no errors, ok\n"},
		{"level,thread,message\nINFO,worker-7,started\n", "level,thread,message\nINFO,worker-7,started\n"},
		{"mrn,ssn\n482915,536228145\n", "mrn,ssn\n#,#\n"},
		{" mrn | last_name | city\n-----+-----------+------\n 482915 | Zorvanen | Reno\n(1 row)\n", " mrn | last_name | city\n-----+-----------+------\n # | # | #\n(1 row)\n"},
		{"+------+----------+------------+\n| mrn | patient | born |\n+------+----------+------------+\n| 482915 | Zorvanen | 1949-03-27 |\n+------+\n", "+------+----------+------------+\n| mrn | patient | born |\n+------+----------+------------+\n| # | # | # |\n+------+\n"},
		{"| node | state | since |\n| ---- | --- | --- |\n| node-1 | up | 3 d |\n", "| node | state | since |\n| ---- | --- | --- |\n| node-1 | up | 3 d |\n"},
	} {
		r := testRedactor()
		if got := anyToken.ReplaceAllString(string(r.Stream().Append(nil, []byte(c.text))), "#"); got != c.want {
			t.Errorf("%q\nbecame %q,\nwant   %q", c.text, got, c.want)
		}
		found := r.FindRows(nil, []byte(c.text), r.Columns([]byte(c.text)))
		if n := strings.Count(c.want, "#") - strings.Count(c.text, "#"); len(found) != n && !strings.HasPrefix(c.text, "2026") {
			t.Errorf("%q: found %d, want %d: %v", c.text, len(found), n, found)
		}
	}
}

// TestSentenceIsNoHeader: a sentence that lists fields names no columns.
func TestSentenceIsNoHeader(t *testing.T) {
	r := testRedactor()
	for _, line := range []string{"The form has fields for first name, last name, date of birth and SSN.", "We ask for the last name, first name, SSN"} {
		if r.Columns([]byte(line+"\n")) != nil {
			t.Errorf("%q is taken for a header", line)
		}
	}
	if r.Columns([]byte("Last name, First name, SSN\n")) == nil {
		t.Error("a header with blanks is not read")
	}
}

// TestRowsTwice: what rows became stays what it is.
func TestRowsTwice(t *testing.T) {
	r := testRedactor()
	once := r.Stream().Append(nil, tableText(300))
	if twice := r.Stream().Append(nil, once); !bytes.Equal(once, twice) {
		t.Error("a second pass changes rows")
	}
}

// tableText is a file that begins with a table, holds another one further on, and other lines between.
func tableText(rows int) []byte {
	b := []byte("mrn,last,first,zip\n")
	for i := range rows {
		b = fmt.Appendf(b, "%d,Zorv%c%cnen,Quib%c,%05d\n", 40_000_000+i*7919, 'a'+i%26, 'a'+i/26%26, 'a'+i%26, 10_000+i)
		if i%40 == 17 {
			b = fmt.Appendf(b, "2026-03-02T09:14:07Z INFO export of %d rows\n", i)
		}
		if i%100 == 50 {
			b = append(b, "acct_no;surname;given_name;note\n"...)
		}
		if i%100 > 50 && i%100 < 60 {
			b = fmt.Appendf(b, "%d;Vabr%c;Nimb%c;ok\n", 7_000_000+i, 'a'+i%26, 'a'+i%26)
		}
	}
	return b
}

// TestRowsCut: the output is the same however the calls cut the source, by jobs, and for whoever goes on in the middle and has
// learned from the beginning of the file and from the windows.
func TestRowsCut(t *testing.T) {
	const window = 2 << 10
	text := tableText(900)
	r := testRedactor(WithCarryOver(window))
	want := r.Stream().Append(nil, text)
	if bytes.Contains(want, []byte("Zorv")) || bytes.Contains(want, []byte("Vabr")) {
		t.Fatal("rows are not read")
	}
	for _, size := range []int{1, 99, 3000} {
		s, joined := r.Stream(), r.Stream()
		var got, drafted, all []byte
		for rest := text; len(rest) > 0; {
			n := min(size, len(rest))
			n += bytes.IndexByte(rest[n-1:], '\n')
			got = s.Append(got, rest[:n])
			var d Draft
			drafted = r.Draft(&d, drafted[:0], rest[:n])
			all = append(all, joined.Join(nil, &d, rest[:n], drafted)...)
			rest = rest[n:]
		}
		if !bytes.Equal(got, want) || !bytes.Equal(all, want) {
			t.Fatalf("cut at %d bytes the output differs", size)
		}
	}
	outAt := 0
	for at := 0; at < len(text)-2*window; {
		s := r.Stream()
		if back := int(s.Back(int64(at))); back > int(s.Head()) {
			s.Begin(0)
			s.Learn(text[:bytes.LastIndexByte(text[:HeadSize], '\n')+1])
			back += bytes.IndexByte(text[back-1:], '\n')
			again(s, text[back:at], back, s.Learn)
		} else {
			again(s, text[:at], 0, s.Learn)
		}
		var got []byte
		end := at + window + bytes.IndexByte(text[at+window:], '\n') + 1
		again(s, text[at:end], at, func(line []byte) { got = s.Append(got, line) })
		if !bytes.HasPrefix(want[outAt:], got) {
			t.Fatalf("going on at %d the output differs:\n%q\n%q", at, got, want[outAt:outAt+len(got)])
		}
		for range 37 {
			at += bytes.IndexByte(text[at:], '\n') + 1
			outAt += bytes.IndexByte(want[outAt:], '\n') + 1
		}
	}
}

// again shows a stream lines from an offset on, one by one, as a source does.
func again(s *Stream, lines []byte, at int, f func(line []byte)) {
	for line := range bytes.Lines(lines) {
		s.Begin(int64(at))
		f(line)
		at += len(line)
	}
}
