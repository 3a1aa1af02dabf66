package metamorphic

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/harpolog/harpo/redact"
)

// TestLeaks runs the suite and holds the bounds.
func TestLeaks(t *testing.T) {
	got, examples := measured(New(BoundLines, redact.New()).Run())
	most := limits()
	for k, n := range got.leaked {
		if bound, ok := most.leaked[k]; !ok || n > bound {
			t.Errorf("%s: %v %% of values are left: want at most %v, such as %q", k, n, bound, examples[k])
		}
	}
	for k := range most.leaked {
		if _, ok := got.leaked[k]; !ok {
			t.Errorf("bound %q is of no cell", k)
		}
	}
	if got.keys > most.keys || got.broken > most.broken || got.over > most.over || got.delim > most.delim {
		t.Errorf("%d keys lost, %d documents broken, %d lines with other text and %d with delimiters touched: want at most %d, %d, %d, %d",
			got.keys, got.broken, got.over, got.delim, most.keys, most.broken, most.over, most.delim)
	}
}

func TestJudge(t *testing.T) {
	l := join(lit("id="), keyLine("ssn"), lit(": "), valueLine("536-22-8145"), lit(" end"))
	f := func(least int, words bool, want verdict, spans ...span) {
		t.Helper()
		if got := judge(l, spans, least, words); got != want {
			t.Errorf("judge(%q, %v) = %+v, want %+v", l.text(), spans, got, want)
		}
	}
	f(4, false, verdict{leaked: true})
	f(4, false, verdict{}, span{8, 19})
	f(4, false, verdict{leaked: true}, span{8, 14})  // 8145 is left
	f(4, false, verdict{}, span{8, 16})              // 145 is left
	f(4, false, verdict{leaked: true}, span{12, 13}) // 536 and 28145, with what is between not counted
	f(4, false, verdict{keyLost: true, delim: true}, span{5, 19})
	f(4, false, verdict{over: true}, span{8, 21})
	l = join(valueLine("Mrs. J. O'Roe Jr."))
	f(2, true, verdict{leaked: true})
	f(2, true, verdict{}, span{10, 13}) // J and O alone are left, titles may stay
	f(2, true, verdict{leaked: true}, span{12, 13})
	l = valueLine("1961-02-03T04:05:06Z")
	f(4, false, verdict{}, span{0, 10})
	f(4, false, verdict{leaked: true}, span{5, 10})
	l = join(lit(`"`), valueLine("ab").escape(func(s string) string { return `\u00` + s }), lit(`"`))
	f(2, true, verdict{leaked: true}, span{2, 5}) // half an escape is not covered
}

func TestStyles(t *testing.T) {
	want := []string{"date_of_birth", "dateOfBirth", "DateOfBirth", "date-of-birth", "DATE_OF_BIRTH", "date.of.birth", "date of birth", "Date Of Birth", "dateofbirth", "Date-Of-Birth"}
	for s := range numStyles {
		if got := s.join("date of birth"); got != want[s] {
			t.Errorf("%s: %q, want %q", styleNames[s], got, want[s])
		}
	}
}

// TestLines renders every cell once: the value stands in the line, documents are JSON, and templates hold nothing of it.
func TestLines(t *testing.T) {
	var s Suite
	s.classes, s.Lines, s.Redactor = classes(), 2, redact.New()
	lines := 0
	for _, c := range carriers() {
		for i := range s.classes {
			cl := &s.classes[i]
			g := newGen(c.name+cl.name, i%2 == 1)
			v := cl.make(g)
			if !c.fits(cl) || !c.holds(v.text) {
				continue
			}
			for _, template := range c.said(cl) {
				l := c.render(template, c.styles[0].join(cl.owner.keys[0]), valueLine(v.text))
				text := l.text()
				lines++
				if c.whole && !json.Valid(text) {
					t.Errorf("%s, %s: not JSON: %s", c.name, cl.name, text)
				}
				var seen []rune
				for _, p := range l {
					if p.part == valuePart {
						seen = append(seen, p.r)
					}
				}
				if n := strings.Count(template, "{v}"); n == 0 || string(seen) != strings.Repeat(v.text, n) {
					t.Errorf("%s: pieces %q, want %q", c.name, string(seen), v.text)
				}
			}
		}
	}
	if lines < 8000 {
		t.Errorf("%d lines: want at least 8000", lines)
	}
}

// TestPlaces renders every position: no placeholder is left, documents are JSON, and names stand there whole.
func TestPlaces(t *testing.T) {
	for _, p := range placesOf() {
		lines := 0
		for _, cl := range classes() {
			v := cl.make(newGen(p.name, false))
			l, ok := p.render(&cl, v)
			if !ok {
				continue
			}
			lines++
			n := 0
			for _, c := range l {
				if c.part == valuePart {
					n++
				}
			}
			text := l.text()
			if want := len([]rune(v.text)); n != want && n != len([]rune(v.given+v.family)) || p.document && !json.Valid(text) || regexp.MustCompile(`\{[vfgk]\}`).Match(text) {
				t.Errorf("%s, %s: %q in %q", p.name, cl.name, v.text, text)
			}
		}
		if lines < 2 {
			t.Errorf("%s: %d classes: want at least 2", p.name, lines)
		}
	}
}

// TestHalves sees to it that lists are halved, and that no name is in both halves.
func TestHalves(t *testing.T) {
	seen := [2]map[string]bool{{}, {}}
	for half := range 2 {
		g := newGen("halves", half == 1)
		for range 5000 {
			a, b := g.full()
			seen[half][a], seen[half][b], seen[half][g.invented()] = true, true, true
		}
	}
	for n := range seen[0] {
		if seen[1][n] {
			t.Errorf("%q is in both halves", n)
		}
	}
	if len(seen[0]) < 60 || len(seen[1]) < 60 {
		t.Errorf("%d and %d names: want at least 60 each", len(seen[0]), len(seen[1]))
	}
}

func TestSameCellsEachRun(t *testing.T) {
	r := redact.New()
	a, b := New(2, r), New(2, r)
	for i := range a.classes {
		for j, x := range a.carriers(&a.classes[i]) {
			if y := b.carriers(&b.classes[i])[j]; x.Half[0].Leaked != y.Half[0].Leaked || x.Half[0].Line != y.Half[0].Line {
				t.Fatalf("%s in %s: %q and %q", x.Row, x.Column, x.Half[0].Line, y.Half[0].Line)
			}
		}
		if i == 5 {
			return
		}
	}
}

// TestValues checks the forms that validators look at; each maker keeps its class.
func TestValues(t *testing.T) {
	f := func(name string, shape string, make func(*gen) value) {
		t.Helper()
		re := regexp.MustCompile("^(?:" + shape + ")$")
		for half := range 2 {
			g := newGen(name, half == 1)
			for range 200 {
				if v := make(g).text; !re.MatchString(v) {
					t.Fatalf("%s: %q is not %s", name, v, shape)
				}
			}
		}
	}
	f("ssn", `[1-6]\d\d-\d\d-\d{4}`, ssn("-"))
	f("itin", `9\d\d-[78]\d-\d{4}`, itin)
	f("mbi", `[1-9][A-Z][A-Z0-9]\d-[A-Z][A-Z0-9]\d-[A-Z]{2}\d\d`, mbi("-"))
	f("npi", `1\d{9}`, npi)
	f("dea", `[ABFGM][A-Z]\d{7}`, dea)
	f("vin", `1[A-H]{2}[A-HJ-NPR-Z0-9]{5}[0-9X][A-HJ-NPR-Z0-9]{8}`, vin)
	f("iban", `DE\d{20}`, iban)
	f("phone", `\(\d{3}\) 555-01\d\d`, phone("(%d) 555-%04d"))
	f("email", `[a-z0-9.+_-]+@[a-z.]+`, email)
	f("date", `(19|20)\d\d-\d\d-\d\d`, day("2006-01-02"))
	f("ordinal", `the \d+(st|nd|rd|th) of [A-Z][a-z]+ \d{4}|[A-Z][a-z]{2} \d+(st|nd|rd|th), \d{4}`, ordinalDate)
	for _, known := range []struct{ head, digits, want string }{{"", "411111111111111", "4111111111111111"}, {"80840", "123456789", "1234567893"}, {"", "35693803564380", "356938035643809"}} {
		if got := checked(known.head, known.digits); got != known.want {
			t.Errorf("checked(%s) = %s, want %s", known.digits, got, known.want)
		}
	}
}

// TestEncodingsKeepValues sees to it that an encoding changes how characters are written, not which.
func TestEncodingsKeepValues(t *testing.T) {
	for _, e := range encodings() {
		if e.whole != nil {
			continue
		}
		g := newGen(e.name, false)
		l := e.change(g.r, valueLine("Roe-Vance, Jo 1961/02"))
		var seen []rune
		for _, p := range l {
			if p.part == valuePart && p.r != 0 {
				seen = append(seen, p.r)
			}
		}
		if string(seen) != "Roe-Vance, Jo 1961/02" {
			t.Errorf("%s: %q", e.name, string(seen))
		}
		if text := fill(e.template, keyLine("k"), l).text(); e.json && !json.Valid(text) {
			t.Errorf("%s: not JSON: %s", e.name, text)
		}
	}
}

func TestWorkList(t *testing.T) {
	cell := func(row, column string, held bool, leaked int) Cell {
		return Cell{Axis: "carrier", Row: row, Column: column, Held: held, Half: [2]Count{{Lines: 10, Leaked: leaked, Line: row + column}}}
	}
	tasks := WorkList([]Cell{cell("a", "x", false, 10), cell("b", "x", false, 9), cell("a", "y", false, 10), cell("b", "y", false, 0), cell("c", "y", false, 1), cell("a", "z", true, 10)}, 9)
	var got []string
	for _, k := range tasks {
		got = append(got, k.Row+"/"+k.Column)
	}
	if want := []string{"a/", "/x"}; !slices.Equal(got, want) {
		t.Errorf("tasks are %q, want %q", got, want)
	}
	var b bytes.Buffer
	if err := WriteMarkdown(&b, []Cell{cell("a", "x", false, 10), cell("a", "zz", true, 10)}, Known); err != nil || strings.Contains(b.String(), "zz") {
		t.Errorf("report names what is held out, or %v", err)
	}
}

func TestCode(t *testing.T) {
	if got, want := code("a|`b`\n"+strings.Repeat("é", 200)), "`a\\|'b'\\n"+strings.Repeat("é", 162)+"...`"; got != want {
		t.Errorf("code = %q, want %q", got, want)
	}
	if got := code("x PHI-SSN-qvcbhrv3ktstpygv y"); got != "`x <SSN> y`" {
		t.Errorf("code = %q", got)
	}
	for _, r := range code("\x1b\u200b\t") {
		if unicode.IsControl(r) {
			t.Errorf("%U is left", r)
		}
	}
}

func TestWriteBounds(t *testing.T) {
	var b bytes.Buffer
	cells := []Cell{{Group: "json", Kind: "name", Half: [2]Count{{Lines: 3, Leaked: 1, KeyLost: 2}, {Lines: 4}}}, {Group: "header", Column: "cookie", Kind: "name", Half: [2]Count{{Lines: 1, KeyLost: 1, Broken: 1}}}}
	err := WriteBounds(&b, cells)
	if want := "bounds{keys: 2, broken: 1, over: 0, delim: 0, "; err != nil || !strings.Contains(b.String(), want) || !strings.Contains(b.String(), `"json/name":   15,`) {
		t.Errorf("WriteBounds = %s, %v", b.String(), err)
	}
}
