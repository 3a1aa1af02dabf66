package scan

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var testCues = []Word{word("patient"), word("pt"), word("dr"), word("mrn"), word("pid"), word("nm1"), word("n3"), word("nm"), word("born"), word("birthdates"),
	word("0010"), word("302"),
	{"chart", Beside{ContextOf(""), ContextOf(" :")}, Beside{ContextOf(""), ContextOf(" :")}, false},
	{"desk", Beside{ContextOf("\n "), ContextOf("")}, Beside{}, false},
	{"n", Beside{ContextOf(""), ContextOf("\xc3")}, Beside{ContextOf(""), ContextOf("\xc3")}, true},
	{"dr", Beside{ContextOf(""), ContextOf("\xc3")}, Beside{ContextOf(""), ContextOf("\xc3")}, true},
}

func word(s string) Word { return Word{s, Anything, Anything, false} }

func testTables() *Tables {
	bloom := make([]byte, 8<<14)
	for _, n := range []string{"Maria", "Johnston", "Li", "Christopher"} {
		var b [8]byte
		copy(b[:], n)
		h, _ := Hash(binary.LittleEndian.Uint64(b[:]))
		w := bloom[h>>50*8:]
		binary.LittleEndian.PutUint64(w, binary.LittleEndian.Uint64(w)|mask(h))
	}
	made := new(Keys)
	for _, k := range []string{"ssn", "dob", "dx", "firstname", "ip"} {
		made.Add(k)
	}
	keys := KeysFrom(string(made.AppendTo(nil)))
	if *keys != *made {
		panic("BUG: keys are not what was written")
	}
	t := NewTables(testCues, keys, string(bloom))
	t.Dates = true
	return t
}

var kindNames = []string{"At", "SSN", "Tel", "Run", "IP", "ICD", "MBI", "ZIP", "Date", "Colons", "Proper", "Num", "Indent", "Sep", "Cue", "Odd", "Blob", "Arrow"}

func show(es []Event) string {
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%d:", e.Pos)
		for i, n := range kindNames {
			if e.Kind>>i&1 != 0 {
				b.WriteString(n)
				if e.Kind == Cue {
					fmt.Fprintf(&b, "=%d", e.Cue)
				}
				b.WriteByte(' ')
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// lines holds texts with the events they must give, whatever stands before them and wherever a block ends.
var lines = []struct{ text, want string }{
	{"a@b", "1:At"},
	{"x 536-22-8145", "12:SSN Date"},
	{"x 536.22 8145", "12:SSN"},
	{"x 53-622-8145", "12:Tel"},
	{"(419) 555-0142", "13:Tel"},
	{"1419 555 0142", "12:Tel"},
	{"n 123456789", ""},
	{"n 1234567890123", ""},
	{"n 12345678901234", "15:Run"},
	{"n +123456789", "11:Run"},
	{`n "123456789"`, "11:Run"},
	{"n 12345678", ""},
	{"4111 1111 1111 1111 ", "18:Run"},
	{"4111111111111111;", "15:Run"},
	{"at 203.0.113.7", "13:IP"},
	{"v1.2.3", ""},
	{"E11.9", "3:ICD"},
	{"xE11.9", ""},
	{"1EG4-TE5-MK73", "12:MBI"},
	{"1eg4te5mk73", "10:MBI"},
	{"11EG4TE5MK73", ""},
	{"IL 62704", "7:ZIP"},
	{"XIL 62704", ""},
	{"2001:db8::1", "9:Colons"},
	{"fe80:1:2:3:4", "10:Colons"},
	{"12:34:56", ""},
	{"1961-02-03", "8:Date 9:Date"},
	{"02/03/1961", "9:Date"},
	{"2/3/1961", "7:Date"},
	{"Maria x", "0:Proper"},
	{"maria x", ""},
	{"Josef x", ""},
	{"Zo\u00eb x", "0:Proper"},
	{"ssn=", "3:Sep"},
	{`"ssn" : 1`, "6:Sep"},
	{"ssn://x", ""},
	{"len=4", ""},
	{"patientDx: y", "9:Sep"},
	{"patient-dx: y", "0:Cue=0 10:Sep"},
	{"clientDX= y", "8:Sep"},
	{"nossn=", ""},
	{`\nssn=`, "0:Odd 5:Sep"},
	{"%2Fssn=", "0:Odd 6:Sep"},
	{"PT x", "0:Cue=1"},
	{"NM1*", "0:Cue=7 0:Cue=5"},
	{"NM12*", "0:Cue=7"},
	{"apt x", ""},
	{"0010,0010 PN", "0:Cue=10"},
	{`"00100010":`, "1:Cue=10"},
	{`00100010\":`, "0:Cue=10"},
	{`"001000102":`, "9:Run"},
	{`"0010001x2":`, ""},
	{`"0010x010":`, "1:Cue=10"},
	{"x0010,0010 PN", ""},
	{"302-C2=XJB1", "0:Cue=11"},
	{"4302-C2=XJB1", ""},
	{"birthdates=", "0:Cue=9"},
	{"Birthdatess=", ""},
	{"chart: x", "0:Cue=12"},
	{"chart-x", ""},
	{"chart", ""},
	{"Desk x", "0:Cue=13"},
	{"-Desk x", ""},
	{"desk x", ""},
	{"303-C2=XJB1", ""},
	{"0011,0010 PN", ""},
	{"Dr", "0:Cue=2"},
	{"x=abcdefghijklmnopqrstuvwx", ""},
	{"x=Abcdefghijklmnopqrstuvwx", "25:Blob"},
	{"abcdefghijklmnopqrstuvwxyz0123456X", ""},
	{"Abcdefghijklmnopqrstuvwxyz0123456x", "23:Blob"},
	{"abcdefghijkLmnopqrstuvwxyz", "23:Blob"},
	{"abcdefghijklmnopqrstuvw/", ""},
	{"abcdefghijklmnopqrstuvw/abcdefghijklmnopqrstuvwxyz", ""},
	{"abcdefghijklmnopqrstuvw/abcdefghijklmnopqrstuvWx+z", "47:Blob"},
	{`x\u0041`, "1:Odd"},
	{`x\q \"`, ""},
	{"x%2B", "1:Odd"},
	{"x%40y", "1:At Odd"},
	{"q -> x", "3:Arrow"},
	{"q->x", ""},
	{"k=a+b", "3:Odd"},
	{"k=a:+b", ""},
	{"4111-1111-1111-1111", "18:Run"},
	{"</ssn>", "1:Sep"},
	{"&lt;/ssn>", "0:Odd 4:Sep"},
	{"x/ssn>", ""},
	{"x&lt; & y", "1:Odd"},
	{"\x1b[31mx", "0:Odd"},
	{"5\u00a06", "1:Odd"},
	{"5\u20136", "1:Odd"},
	{"5\uff116", "1:Odd"},
	{"\u00e9\u00e0", ""},
}

func TestEvents(t *testing.T) {
	tab := testTables()
	for _, s := range scanners(tab) {
		for _, c := range lines {
			for _, shift := range []int{0, 1, 57, 60, 63, 64, 4090, 4095, 4096, 8185} {
				text := append(bytes.Repeat([]byte("\n"), shift), c.text...)
				for _, tail := range []string{"", "\n", "\n.............................................................................."} {
					es := s.Scan(nil, append(text, tail...))
					for i := range es {
						es[i].Pos -= uint32(shift)
					}
					if got := show(es); got != c.want {
						t.Fatalf("%s: %q behind %d bytes, before %d: got %q, want %q", s.Engine(), c.text, shift, len(tail), got, c.want)
					}
				}
			}
		}
	}
}

// TestNumbers holds the shape that lines leaves out, because nearly every text has it.
func TestNumbers(t *testing.T) {
	tab := testTables()
	tab.Numbers = true
	for _, s := range scanners(tab) {
		for text, want := range map[string]string{"a 12 b": "2:Num", "a\t12": "", "12 345": "3:Num", "a  7": "3:Num", "a1 b2": "", "x 536-22-8145": "2:Num 12:SSN Date", "] Xy": "2:Indent", "a Xy": "", "| X": "2:Indent", ". Xy": "", "\n Xy": "2:Indent"} {
			for _, shift := range []int{0, 61, 62, 63, 64, 4094, 4095} {
				es := s.Scan(nil, append(bytes.Repeat([]byte("\n"), shift), text...))
				for i := range es {
					es[i].Pos -= uint32(shift)
				}
				if got := show(es); got != want {
					t.Errorf("%s: %q behind %d bytes: got %q, want %q", s.Engine(), text, shift, got, want)
				}
			}
		}
	}
}

// mutated draws text that is rich in shapes.
func mutated(r *rand.Rand, n int) []byte {
	var b []byte
	for len(b) < n {
		if r.IntN(3) == 0 {
			b = append(b, "0123456789.-/:@=% aZé\x00\n"[r.IntN(23)])
		} else {
			b = append(b, lines[r.IntN(len(lines))].text...)
		}
	}
	return b[:n]
}

func TestEnginesAgree(t *testing.T) {
	tab := testTables()
	all := scanners(tab)
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		compare(t, all, mutated(r, r.IntN(12000)))
	}
}

// scanners returns one of each engine of this machine.
func scanners(tab *Tables) (all []*Scanner) {
	for _, e := range engines() {
		all = append(all, newScanner(tab, e))
	}
	return all
}

// compare says whether all engines see the same in text as the last, the portable one.
func compare(t *testing.T, all []*Scanner, text []byte) {
	t.Helper()
	for _, s := range all {
		compareTwo(t, s, all[len(all)-1], text)
	}
}

func compareTwo(t *testing.T, fast, slow *Scanner, text []byte) {
	t.Helper()
	if cap(text) > len(text) {
		text = slices.Clone(text)[:len(text):len(text)] // no room behind the text
	}
	a, b := fast.Scan(nil, text), slow.Scan(nil, text)
	if !slices.Equal(a, b) {
		i := 0
		for i < min(len(a), len(b)) && a[i] == b[i] {
			i++
		}
		t.Fatalf("%s differs from %s from event %d on: %s against %s", fast.Engine(), slow.Engine(), i, show(a[i:min(i+3, len(a))]), show(b[i:min(i+3, len(b))]))
	}
	for i := range a {
		if int(a[i].Pos) >= len(text) || i > 0 && a[i].Pos < a[i-1].Pos {
			t.Fatalf("event %d out of order or outside of %q", i, text)
		}
	}
}

func FuzzEnginesAgree(f *testing.F) {
	for _, c := range lines {
		f.Add([]byte(c.text))
	}
	tab := testTables()
	tab.Numbers = true
	all := scanners(tab)
	f.Fuzz(func(t *testing.T, text []byte) { compare(t, all, text) })
}

func TestScanAllocates(t *testing.T) {
	s := New(testTables())
	text := mutated(rand.New(rand.NewPCG(3, 4)), 100000)
	dst := s.Scan(nil, text)
	if n := testing.AllocsPerRun(10, func() { dst = s.Scan(dst[:0], text) }); n != 0 {
		t.Errorf("Scan allocates %v times a block", n)
	}
}

func BenchmarkScan(b *testing.B) {
	tab := testTables()
	text := bytes.Repeat([]byte(`{"level":"info","ts":"2026-05-25T17:33:46.772Z","msg":"request completed","path":"/api/v2/items","status":200,"dur":"12ms"}`+"\n"), 1000)
	for _, s := range scanners(tab) {
		b.Run(s.Engine(), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var dst []Event
			for b.Loop() {
				dst = s.Scan(dst[:0], text)
			}
		})
	}
}

// TestOpenCues holds that a cue which goes on beyond ASCII stands before such a letter only, and apart from the word of its letters.
func TestOpenCues(t *testing.T) {
	for _, s := range scanners(testTables()) {
		for text, want := range map[string]string{"a n\u00e9e x": "2:14", "a N\u00c9E x": "2:14", "a n x": "", "a ne x": "", "dr x": "0:2", "dr\u00f4le": "0:15", "n\u4e00": "0:14"} {
			got := ""
			for _, e := range s.Scan(nil, []byte(text+strings.Repeat(".", 70))) {
				if e.Kind&Cue != 0 {
					got += fmt.Sprintf("%d:%d", e.Pos, e.Cue)
				}
			}
			if want != got {
				t.Errorf("%s: %q: got %q, want %q", s.Engine(), text, got, want)
			}
		}
	}
}
