package format

import (
	"strings"
	"testing"
)

// sqlCases are lines with the columns and values that must be found, as column=value. They seed the fuzzer too.
var sqlCases = []struct{ in, want string }{
	{`INSERT INTO patient (first_name, last_name, dob) VALUES ('Ashley', 'O''Neil', '1991-04-16')`, "first_name=Ashley last_name=O''Neil dob=1991-04-16"},
	{`insert into "s"."p"("p"."mrn", [ssn], ` + "`zip`" + `) values(482915,N'536',NULL),(7, "x", '')`, "mrn=482915 ssn=536 zip=NULL mrn=7 ssn=x"},
	{`INSERT INTO p (dob, n) VALUES (to_date('1961-02-03', 'YYYY-MM-DD'), concat('a', 'b'))`, "dob=1961-02-03 n=a"},
	{`{"sql":"INSERT INTO p (\"mrn\", name) VALUES ('7', 'Jane')","n":1}`, "mrn=7 name=Jane"},
	{`{"sql":"INSERT INTO p (mrn, name) VALUES (7, 'Jane","n":1}`, `mrn=7 name=Jane","n":1}`},
	{`[SQL: INSERT INTO p (a, b) VALUES ('x', 'y')]`, "a=x b=y"},
	{`INSERT IGNORE INTO p (a) VALUES ('x'`, "a=x"},
	{`REPLACE INTO p (a, b) VALUE ('x)', '(y,')`, "a=x) b=(y,"},
	{`INSERT INTO p (a, b) VALUES ('x', 'y', 'z')`, "a=x b=y"},
	{`INSERT INTO p VALUES ('x')`, ""},
	{`INSERT INTO p (a) SELECT b FROM c`, ""},
	{`insert coin`, ""},
}

func rows(in string, at int) string {
	var out []string
	InsertAt([]byte(in), at, func(a, b, c, d int) { out = append(out, in[a:b]+"="+in[c:d]) })
	return strings.Join(out, " ")
}

func TestInsertAt(t *testing.T) {
	for _, c := range sqlCases {
		at := max(0, strings.Index(strings.ToLower(c.in), "insert"))
		if got := rows(c.in, at); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestTupleAt(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		var out []string
		ok := TupleAt([]byte(in), strings.Index(in, "="), func(a, b, c, d int) { out = append(out, in[a:b]+"="+in[c:d]) })
		if got := strings.Join(out, " "); got != want || ok != (want != "") {
			t.Errorf("%s: %s %v, want %s", in, got, ok, want)
		}
	}
	f(`Key (last, dob)=(Doe, 1961-02-03) already exists`, "last=Doe dob=1961-02-03")
	f(`Key (ssn)=(536-22-8145)`, "ssn=536-22-8145")
	f(`Key (lower(email::text), a)=(jd@example.org, 1`, "email=jd@example.org a=1")
	f(`(a)= (b)`, "")
	f(`a=(b)`, "")
}

func TestInsertAtAllocatesNothing(t *testing.T) {
	in, sum := []byte(sqlCases[0].in), 0
	if n := testing.AllocsPerRun(100, func() { InsertAt(in, 0, func(a, b, c, d int) { sum += d - c }) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if sum == 0 {
		t.Error("nothing visited")
	}
}

func FuzzInsertAt(f *testing.F) {
	for _, c := range sqlCases {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		for i := 0; i < len(in); i++ {
			visit := func(a, b, c, d int) {
				if a < 0 || a >= b || b > c || c >= d || d > len(in) {
					t.Fatalf("%q at %d: %d %d %d %d", in, i, a, b, c, d)
				}
			}
			if end := InsertAt(in, i, visit); end < i || end > len(in) {
				t.Fatalf("%q at %d: end %d", in, i, end)
			}
			if in[i] == '=' {
				TupleAt(in, i, visit)
			}
		}
	})
}
