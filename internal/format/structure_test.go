package format

import "testing"

// FuzzStructures holds what reads pairs without a separator to the text: places lie in it, keys before values where they must.
func FuzzStructures(f *testing.F) {
	for _, s := range []string{`a: null -> "x", b: "y" => "z"`, `ssn: "" -\u003e "x"`, `c: [] -> ["x"]`, `{:mrn "48291", :p/dob #inst "1961-02-03" :age 93}`,
		"form-data; name=\"a\"\r\n\r\nx\r\n--b", `form-data; a=b; name=\"a\"\r\nC: d\r\n\r\nx\r\n--b"`, `<tr><th>Name</th><td>x</td></tr><tr><td>y</td><td>z</td></tr>`,
		`<tr><th>A</th><th>B</th></tr><tr><td>y</td><td><b>z</b></td></tr>`, `&lt;td&gt;A&lt;/td&gt;&lt;td&gt;x&lt;/td&gt;`, `\u003cdt\u003eA\u003c/dt\u003e\u003cdd\u003ex`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		visit := func(a, b, c, d int) {
			if a < 0 || a >= b || b > c || c >= d || d > len(in) {
				t.Fatalf("%q: %d %d %d %d", in, a, b, c, d)
			}
		}
		for i := range in {
			var p Pair
			if in[i] == ':' && p.ReadSymbol(in, i) && (p.KeyStart <= i || p.KeyEnd >= p.Start || p.Start >= p.End || p.End > len(in)) {
				t.Fatalf("%q at %d: %+v", in, i, p)
			}
			if p.ReadKey(in, i) {
				p.ReadValue(in)
				if q, ok := p.Changed(in); ok && (q.Start < p.End || q.Start >= q.End || q.End > len(in)) {
					t.Fatalf("%q at %d: %+v, then %+v", in, i, p, q)
				}
			}
			if end := FormAt(in, i, visit); end < i || end > len(in) {
				t.Fatalf("%q at %d: end %d", in, i, end)
			}
			if in[i] != '/' {
				continue
			}
			if c := CellBehind(in, i); c.Start != 0 && c.Start <= i || c.End > len(in) {
				t.Fatalf("%q at %d: %+v", in, i, c)
			}
			if p, ok := ElementAt(in, i); ok {
				TableRows(in, p.KeyStart, func(Cell) bool { return false }, visit)
			}
		}
	})
}
