package guard

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	g, err := New([]string{"Quillonia Vargassy"}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Kind{
		"":                                   Nothing,
		"all quiet":                          Nothing,
		"mail to jane@example.org now":       Email,
		"<jane.doe+x@mail.example.co.uk>":    Email,
		"jane@example.org":                   Email,
		"to jane@example.org.":               Email,
		"jane@example":                       Nothing,
		"/find?mail=jane%40example.org&x=1":  Email,
		"q=jane%40example&r=50%40x.%":        Nothing,
		"100%@ %4 %40 %":                     Nothing,
		"Started getty@tty1.service - Getty": Nothing,
		"logo@2x.PNG logo%402x.png":          Nothing,
		"git@github.com:acme/x":              Nothing,
		"git@github.com":                     Email,
		"x.git@github.com:acme/x":            Email,
		"sip:4412@pbx.example.org":           Nothing,
		"sip:jane@pbx.example.org":           Email,
		"message-id=<1.2@mx.example.org>":    Nothing,
		"Message-ID: <1.2@mx.example.org>":   Nothing,
		`{"message_id":"<1@mx.example.org>"`: Nothing,
		"to=<1.2@mx.example.org>":            Email,
		"<1.2@mx.example.org>":               Email,
		"jane@10.0.0.1":                      Nothing,
		"jane@example.o":                     Nothing,
		"@example.org":                       Nothing,
		"a @example.org":                     Nothing,
		"PHI-EMAIL-0123456789abcdef@":        Nothing,
		"ssn 536-22-8145":                    SSN,
		"536-22-8145":                        SSN,
		"(536-22-8145)":                      SSN,
		"1536-22-8145 536-22-81456":          Nothing,
		"536-22-8145-9 9-536-22-8145":        Nothing,
		"000-12-3456 666-12-3456":            Nothing,
		"900-12-3456 536-00-8145":            Nothing,
		"a536-22-8145":                       Nothing,
		"card 4111-1111-1111-1111":           Card,
		"card 4111 1111 1111 1111.":          Card,
		"card 4111 1111 1111 1112.":          Nothing,
		"card 4111 1111-1111 1111.":          Nothing,
		"0000-0000-0000-0000":                Nothing,
		"mbi 1EG4TE5MK73":                    MBI,
		"mbi 1EG4TE5MK7":                     Nothing,
		"mbi 1SG4TE5MK73":                    Nothing,
		"mbi 0EG4TE5MK73":                    Nothing,
		"PHI-SSN-1EG4TE5MK73":                Nothing,
		"who=Quillonia Vargassy":             Canary,
		"2026-11-22T10:00:00.123Z 10.0.0.1":  Nothing,
		"4bf92f35-77b3-4da6-a3ce-929d0e0e4736 v1.2.3 file.go:123": Nothing,
	} {
		if got := g.Check([]byte(text)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestAllowed: what the site lets pass is no leak, and it alone.
func TestAllowed(t *testing.T) {
	allowed := map[string]bool{"help.desk@example.org": true, "536-22-8145": true, "4111-1111-1111-1111": true, "1EG4TE5MK73": true}
	g, err := New([]string{"help.desk@example.org canary"}, nil, func(_ Kind, found []byte) bool { return allowed[string(found)] })
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Kind{
		"mail=help.desk@example.org, 536-22-8145 4111-1111-1111-1111 1EG4TE5MK73.": Nothing,
		"<help.desk@example.org>.":        Nothing,
		"m=help.desk%40example.org&x=%40": Nothing,
		"m=a.help.desk%40example.org":     Email,
		"a.help.desk@example.org":         Email,
		"help.desk@example.org.uk":        Email,
		"536-22-8145 536-22-8146":         SSN,
		"help.desk@example.org canary":    Canary,
		"help.desk@example.org x@mail.eu": Email,
	} {
		if got := g.Check([]byte(text)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// roll is a directory in clear: values by kind.
type roll map[Kind]string

func (r roll) HasNumber(length, digits int) bool { return length == 6 || length == 9 }
func (r roll) Known(k Kind, value []byte) bool   { return r[k] == string(value) }

// TestPeople: what the directory has is found whatever it looks like, and nothing that stands for it.
func TestPeople(t *testing.T) {
	r := roll{Person: "778120", SSN: "536228145", Phone: "2125550147", Email: "rob@intranet"}
	g, err := New(nil, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Kind{
		"took 778120 of 7": Person, "778120": Person, "order-778120,": Person, "a.778120_x": Person, "took 778121": Nothing, "x778120": Nothing,
		"77-81-20": Person, "took 536228145": Person, "5362281456": Nothing, "at 2125550147": Person, "PHI-MRN-778120": Nothing, "ACCT-778120": Nothing,
		"to <ROB@intranet>.": Person, "rob@intranet": Person, "bob@intranet": Nothing, "@intranet rob@": Nothing, "4bf92f3577b34da6a3ce929d0e0e4736": Nothing,
		"2026-11-22 10:00:00": Nothing, "10:00:00.778120Z": Nothing, "v1.778120 :5:778120 778120.5": Nothing, "id:778120": Person, "took 778120.": Person, strings.Repeat("7", 40): Nothing,
	} {
		if got := g.Check([]byte(text)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	allowed, err := New(nil, r, func(k Kind, found []byte) bool { return k == Person && string(found) == "778120" || k == Email })
	if err != nil {
		t.Fatal(err)
	}
	kept, err := New(nil, r, nil, Person, Email)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []*Guard{allowed, kept} {
		if got := g.Check([]byte("took 778120, rob@intranet")); got != Nothing {
			t.Errorf("what may pass is %q", got)
		}
	}
	if got := allowed.Check([]byte("took 536228145")); got != Person {
		t.Errorf("what may not pass is %q", got)
	}
}

func TestKept(t *testing.T) {
	g, err := New(nil, nil, nil, Email)
	if err != nil {
		t.Fatal(err)
	}
	if got := g.Check([]byte("jane@example.org 536-22-8145")); got != SSN {
		t.Errorf("got %q", got)
	}
	if _, err := New([]string{"short"}, nil, nil); err == nil {
		t.Error("a short canary was taken")
	}
}

// FuzzCheck: a form found alone is found between any two blanks, and nothing panics.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"jane@example.org", "536-22-8145", "4111 1111 1111 1111", "1EG4TE5MK73"} {
		f.Add([]byte(s))
	}
	g, err := New([]string{"canary-canary"}, nil, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s []byte) {
		if g.Check(s) != Nothing && g.Check(bytes.Join([][]byte{[]byte("x "), s, []byte(" x")}, nil)) == Nothing {
			t.Error("lost between blanks")
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	line := []byte(`{"ts":"2026-11-22T10:00:00.123Z","level":"info","msg":"request done","path":"/api/v1/orders/77120","status":200,"trace":"4bf92f3577b34da6a3ce929d0e0e4736","ms":12.7}`)
	g, err := New([]string{"Quillonia Vargassy", "zebulon.quist@example.org"}, nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		g.Check(line)
	}
}

// TestCanariesInAllForms: however a program writes a canary, and whatever stands around it.
func TestCanariesInAllForms(t *testing.T) {
	canaries := []string{"Quillonia Vargassy", "zebulon.quist@example.org", "Ångström & Söhne <x>", "12345678", "\U0001F9EAcanary"}
	g, err := New(canaries, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	quoted := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	ascii := func(s string) string { return strings.Trim(strconv.QuoteToASCII(s), `"`) }
	for _, c := range canaries {
		for what, text := range map[string]string{
			"plain": c, "upper case": strings.ToUpper(c), "lower case": strings.ToLower(c), "JSON": quoted(c), "query": url.QueryEscape(c), "path": url.PathEscape(c),
			"HTML": html.EscapeString(c), "hex": hex.EncodeToString([]byte(c)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(c))),
		} {
			for _, around := range []string{"%s", "x%s", "%sx", "a line with %s in it", "mail=%s", strings.Repeat("quiet ", 50) + "%s"} {
				if got := g.Check(fmt.Appendf(nil, around, text)); got != Canary {
					t.Errorf("%s in %q as %s is %q", c, around, what, got)
				}
			}
		}
		if c[0] < 0x80 { // Go escapes beyond the basic plane otherwise than JSON
			if got := g.Check([]byte(ascii(c))); got != Canary {
				t.Errorf("%s as %s is %q", c, ascii(c), got)
			}
		}
		for before := range 7 {
			for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
				text := e.EncodeToString([]byte(strings.Repeat("ÿ", before/2) + strings.Repeat("x", before%2) + c + "?"))
				if got := g.Check([]byte("body=" + text)); got != Canary {
					t.Errorf("%s in base64, %d bytes behind its beginning, is %q", c, before, got)
				}
			}
		}
		if got := g.Check([]byte("a line with " + c[:len(c)-1] + " in it")); got == Canary {
			t.Errorf("all of %s but its last byte is a canary", c)
		}
	}
	g, err = New([]string{"aaaaaaaa", "aaaaaaab", "baaaaaaaaaaaaaaaaaaa", strings.Repeat("0123456789", 20)}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Kind{"aaaaaaa": Nothing, "baaaaaaa": Nothing, "aaaaaabaaaaaab": Nothing, "xaaaaaaab": Canary, "aaaaaabaaaaaaab": Canary,
		strings.Repeat("0123456789", 19): Nothing, "x" + strings.Repeat("0123456789", 20): Canary, strings.Repeat("a", 7) + "c" + strings.Repeat("a", 7): Nothing} {
		if got := g.Check([]byte(text)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// FuzzNeedles compares with a search for one text after the other.
func FuzzNeedles(f *testing.F) {
	f.Add("aaaaaaaa", "aaaaaaab", "xaaaaaaabx")
	f.Add("canary-one", "CANARY-TWO", "a Canary-Two")
	f.Fuzz(func(t *testing.T, a, b, text string) {
		if len(a) < 2 || len(b) < 2 {
			return
		}
		var n needles
		n.add(a, true)
		n.add(b, true)
		n.ready()
		if got, want := n.in([]byte(text)), strings.Contains(text, a) || strings.Contains(text, b); got != want {
			t.Errorf("%q and %q in %q: %t", a, b, text, got)
		}
	})
}

// FuzzSuspects: of a line in which something is found, a place is told, whatever stands in the lines around it.
func FuzzSuspects(f *testing.F) {
	for _, s := range []string{"536-22-8145\n536-22-8145", "4111 1111 1111\n1111 4111 1111 1111 1111", "x\n1EG4TE5MK73\n\n01EG4TE5MK73", "msgid\n=<1.2@mx.example.org>\njane%40example.org",
		"sip:\n4412@pbx.example.org", "a\n@b.org b@c\n.org git@x.org:\n", "quiet\ncanary-canary\n9-536-22-8145\n7536-22-8145"} {
		f.Add([]byte(s))
	}
	g, err := New([]string{"canary-canary"}, nil, func(_ Kind, found []byte) bool { return found[0] == 'h' || found[len(found)-1] == '7' })
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s []byte) {
		s = append(s, '\n')
		at, ok := g.Suspects(nil, s)
		begin := 0
		for line := range bytes.Lines(s) {
			end := begin + len(line)
			told := slices.ContainsFunc(at, func(i int) bool { return i >= begin && i < end })
			if kind := g.Check(line[:len(line)-1]); kind != Nothing && ok && !told {
				t.Errorf("%q in %q is %s, and not among %d", line, s, kind, at)
			}
			begin = end
		}
	})
}

// FuzzNumbers compares with a look at each byte.
func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"x 536-22-8145", "(4111 1111 1111 1111)", "01EG4TE5MK73 1EG4TE5MK73", "2026-11-22 12 A 5-5", "\xb0\xad536-22-8145\xff", "0%40t.ss"} {
		f.Add([]byte(s))
	}
	g, err := New(nil, nil, nil, Email)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s []byte) {
		if got, want := g.Check(s) != Nothing, hasNumber(s); got != want {
			t.Errorf("%q: %t, want %t", s, got, want)
		}
	})
}

// hasNumber looks at each byte.
func hasNumber(s []byte) bool {
	for i := range s {
		if isDigit(s[i]) && free(s, i) && (isSSN(s, i) || isCard(s, i) || len(s) >= i+11 && isMBI(s[i:i+11]) && (len(s) == i+11 || class[s[i+11]] < letter)) {
			return true
		}
	}
	return false
}

// TestNumbersAnywhere: at every place of the words of 64 bytes, with all kinds of bytes before and behind, as a look at each byte finds them.
func TestNumbersAnywhere(t *testing.T) {
	g, err := New(nil, nil, nil, Email)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, n := range []string{"536-22-8145", "4111 1111 1111 1111", "4111-1111-1111-1111", "1EG4TE5MK73", "536-22-814", "4111 1111 1111 1112"} {
		for _, fill := range []string{" ", "7", "x", "-", "1-", "12 ", "2026-11-22T10:00:00Z ", "4111 ", "\xb0", "/"} {
			for at := range 150 {
				for _, behind := range []int{0, 1, 70} {
					s := []byte(strings.Repeat(fill, at)[:at] + n + strings.Repeat(fill, behind)[:behind])
					got, want := g.Check(s) != Nothing, hasNumber(s)
					if got != want {
						t.Fatalf("%q: %t, want %t", s, got, want)
					}
					if places, ok := g.Suspects(nil, append(s, '\n')); !ok || got != (len(places) > 0) {
						t.Fatalf("%q: places %d, found %t", s, places, got)
					}
					if got {
						found++
					}
				}
			}
		}
	}
	if found < 4000 {
		t.Errorf("only %d were found", found)
	}
}

// every has all numbers of some letters and digits, and keeps what it was asked for.
type every struct{ asked *[]string }

func (every) HasNumber(length, digits int) bool { return true }
func (e every) Known(k Kind, value []byte) bool {
	*e.asked = append(*e.asked, string(value))
	return false
}

// FuzzPeople asks for the same words as a look at each byte.
func FuzzPeople(f *testing.F) {
	f.Add([]byte("took 778120 of MRN-00-29--4417, 10:00:00.778120 -12345- x1y2z3w4"))
	f.Fuzz(func(t *testing.T, s []byte) {
		var got, want []string
		g := &Guard{people: every{&got}, off: kinds{Email}, allow: func(Kind, []byte) bool { return false }}
		g.person(s)
		by := &Guard{people: every{&want}, allow: g.allow}
		for i := 0; i < len(s); {
			if !alnum(s[i]) {
				i++
				continue
			}
			from, digits := i, 0
			for i < len(s) && (alnum(s[i]) || s[i] == '-' && i+1 < len(s) && alnum(s[i+1])) {
				if isDigit(s[i]) {
					digits++
				}
				i++
			}
			if digits >= minDigits && !machine(s, from, i) {
				by.number(s[from:i], digits)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: asked for %q, want %q", s, got, want)
		}
	})
}
