package format

import (
	"slices"
	"strings"
	"testing"
)

var rowCases = []struct{ at, in, want string }{
	{"Doe", `482915,Doe,Jane,02/03/1961,F`, `482915 Doe Jane 02/03/1961 F`},
	{"Flores", `export row 7710: 27341333|Flores|Carol|10/17/1959|B20`, `27341333 Flores Carol 10/17/1959 B20`},
	{"Ortiz", "row\n35974,\"Ortiz, Gerald\",1983-12-07,\"1 Elm St, Troy\",G35\nnext,a", `35974|Ortiz, Gerald|1983-12-07|1 Elm St, Troy|G35`},
	{"Edwards", `{"msg":"x, y","args":["Robert","Edwards","1981-03-07","(614) 392-1702"],"rows":1}`, `Robert|Edwards|1981-03-07|(614) 392-1702`},
	{"Doe", `Executing [params=(Doe, Jane, 1961-02-03, 482915)] a, b`, `Doe Jane 1961-02-03 482915`},
	{"Doe", `{"line":"482915,Doe,Jane,1961-02-03"}`, `482915 Doe Jane 1961-02-03`},
	{"Doe", `{"line":"{\"row\":[\"482915\",\"Doe\",\"Jane\"]}"}`, `482915 Doe Jane`},
	{"Doe", "482915\tDoe\tJane\t\tF\r\n", `482915|Doe|Jane||F`},
	{"Doe", `csv row 44: "Doe","Mary Ann","1961-02-03","F"`, `Doe|Mary Ann|1961-02-03|F`},
	{"Doe", `{"last": "Doe","first": "Jane"}`, ``},
	{"Doe", `saw Doe today`, ``},
	{"Doe", `Doe`, ``},
}

func TestRowsAt(t *testing.T) {
	for _, tt := range rowCases {
		i := strings.Index(tt.in, tt.at)
		var rows Rows
		cells, _ := rows.At(nil, []byte(tt.in), i, i+len(tt.at))
		var got []string
		for _, c := range cells {
			got = append(got, tt.in[c.Start:c.End])
		}
		want := strings.Fields(tt.want)
		if strings.Contains(tt.want, "|") {
			want = strings.Split(tt.want, "|")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", tt.in, got, want)
		}
	}
}

func FuzzRowsAt(f *testing.F) {
	for _, tt := range rowCases {
		i := strings.Index(tt.in, tt.at)
		f.Add([]byte(tt.in), i, i+len(tt.at))
	}
	f.Fuzz(func(t *testing.T, in []byte, a, b int) {
		if a < 0 || b < a || b > len(in) {
			return
		}
		var rows Rows
		cells, end := rows.At(nil, in, a, b)
		last := 0
		for _, c := range cells {
			if c.Start < last || c.End < c.Start || c.End > len(in) {
				t.Fatalf("%q at %d: %v", in, a, cells)
			}
			last = c.End
		}
		if end < b || end > len(in) {
			t.Fatalf("%q: ends at %d", in, end)
		}
	})
}
