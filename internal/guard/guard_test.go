package guard

import (
	"bytes"
	"testing"
)

func TestCheck(t *testing.T) {
	g, err := New([]string{"Quillonia Vargassy"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Kind{
		"":                                  Nothing,
		"all quiet":                         Nothing,
		"mail to jane@example.org now":      Email,
		"<jane.doe+x@mail.example.co.uk>":   Email,
		"jane@example.org":                  Email,
		"to jane@example.org.":              Email,
		"jane@example":                      Nothing,
		"jane@10.0.0.1":                     Nothing,
		"jane@example.o":                    Nothing,
		"@example.org":                      Nothing,
		"a @example.org":                    Nothing,
		"PHI-EMAIL-0123456789abcdef@":       Nothing,
		"ssn 536-22-8145":                   SSN,
		"536-22-8145":                       SSN,
		"(536-22-8145)":                     SSN,
		"1536-22-8145 536-22-81456":         Nothing,
		"536-22-8145-9 9-536-22-8145":       Nothing,
		"000-12-3456 666-12-3456":           Nothing,
		"900-12-3456 536-00-8145":           Nothing,
		"a536-22-8145":                      Nothing,
		"card 4111-1111-1111-1111":          Card,
		"card 4111 1111 1111 1111.":         Card,
		"card 4111 1111 1111 1112.":         Nothing,
		"card 4111 1111-1111 1111.":         Nothing,
		"0000-0000-0000-0000":               Nothing,
		"mbi 1EG4TE5MK73":                   MBI,
		"mbi 1EG4TE5MK7":                    Nothing,
		"mbi 1SG4TE5MK73":                   Nothing,
		"mbi 0EG4TE5MK73":                   Nothing,
		"PHI-SSN-1EG4TE5MK73":               Nothing,
		"who=Quillonia Vargassy":            Canary,
		"2026-11-22T10:00:00.123Z 10.0.0.1": Nothing,
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
	g, err := New([]string{"help.desk@example.org canary"}, func(_ Kind, found []byte) bool { return allowed[string(found)] })
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Kind{
		"mail=help.desk@example.org, 536-22-8145 4111-1111-1111-1111 1EG4TE5MK73.": Nothing,
		"<help.desk@example.org>.":        Nothing,
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

func TestKept(t *testing.T) {
	g, err := New(nil, nil, Email)
	if err != nil {
		t.Fatal(err)
	}
	if got := g.Check([]byte("jane@example.org 536-22-8145")); got != SSN {
		t.Errorf("got %q", got)
	}
	if _, err := New([]string{"short"}, nil); err == nil {
		t.Error("a short canary was taken")
	}
}

// FuzzCheck: a form found alone is found between any two blanks, and nothing panics.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"jane@example.org", "536-22-8145", "4111 1111 1111 1111", "1EG4TE5MK73"} {
		f.Add([]byte(s))
	}
	g, err := New([]string{"canary-canary"}, nil)
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
	g, err := New([]string{"Quillonia Vargassy", "zebulon.quist@example.org"}, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		g.Check(line)
	}
}
