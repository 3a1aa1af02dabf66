package format

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// pairCases are lines and some of the pairs in them, as key→value. They seed the fuzzer too.
var pairCases = []struct {
	in   string
	want []string
}{
	{`{"firstName":"Jane","age":41,"ok":true,"x":null}`, []string{"firstName→Jane", "age→41", "ok→true", "x→null"}},
	{`{"ssn" : "536-22-8145" , "n": 7 }`, []string{"ssn→536-22-8145", "n→7"}},
	{`{"msg":"{\"ssn\":\"536-22-8145\",\"zip\":43604}"}`, []string{"ssn→536-22-8145", "zip→43604"}},
	{`{"m":"{\"a\":\"{\\\"ssn\\\":\\\"536\\\"}\"}"}`, []string{"ssn→536"}},
	{`{"name":"Jane \"JJ\" Doe","b":"c:\\"}`, []string{`name→Jane \"JJ\" Doe`, `b→c:\\`}},
	{`{"m":"{\"n\":\"Jane \\\"JJ\\\" Doe\",\"p\":\"x\\\\\"}"}`, []string{`n→Jane \\\"JJ\\\" Doe`, `p→x\\\\`}},
	{`{"name":["Jane","Q."],"o":{"a":"b}"},"z":1}`, []string{`name→"Jane","Q."`, `o→"a":"b}"`, "z→1"}},
	{`{"m":"{\"name\":[\"Ja`, []string{`name→\"Ja`}},
	{`{"ssn":"536-22`, []string{"ssn→536-22"}},
	{`level=info msg="looked up \"Jane\"" name="Jane Doe" dob=1961-02-03 n=1`, []string{`msg→looked up \"Jane\"`, "name→Jane Doe", "dob→1961-02-03", "n→1"}},
	{`user= id=7`, []string{"id→7"}},
	{`pt.name=Jane Doe dob=x`, []string{"pt.name→Jane Doe"}},
	{`Patient Name: Jane Q. Doe, DOB: 02/03/1961`, []string{"Patient Name→Jane Q. Doe", "DOB→02/03/1961"}},
	{`Date of Birth: Feb 3 1961  Sex: F`, []string{"Date of Birth→Feb 3 1961", "Sex→F"}},
	{`Loaded Richard Harris (MRN: 7433276, DOB: 02/08/2010)`, []string{"MRN→7433276", "DOB→02/08/2010"}},
	{`MRN#:482915 Acct # : 4400`, []string{"Acct→4400"}},
	{`Detail: Key (ssn)=(536-22-8145) already exists.`, []string{"ssn→536-22-8145"}},
	{`Key (lower(email::text))=(jd@example.org)`, []string{"email→jd@example.org"}},
	{`Key (last, dob)=(Doe, 1961-02-03)`, []string{"last, dob→Doe, 1961-02-03"}},
	{`DOB (MM/DD/YYYY): 02/03/1961`, []string{"DOB→02/03/1961"}},
	{`{"patient"=>{"first_name"=>"Pat"}, :k=>"v", mrn: "1"}`, []string{"first_name→Pat", "k→v", "mrn→1", `patient→"first_name"=>"Pat"`}},
	{`{'k': 'v', 'first': ['Jane'], 'd': date(1961, 2, 3)}`, []string{"k→v", "first→'Jane'", "d→date(1961, 2, 3)"}},
	{"Array\n(\n    [ssn] => 536-22-8145\n    [n] => 2\n)", []string{"ssn→536-22-8145", "n→2"}},
	{`Patient[id=1, name=Richard Moreno, ssn=536-22-8145]`, []string{"id→1", "name→Richard Moreno", "ssn→536-22-8145"}},
	{`Patient(name='O'Brien', dob=1961-02-03)`, []string{"name→O'Brien", "dob→1961-02-03"}},
	{`&{FirstName:Jane LastName:Doe SSN:536228145}`, []string{"FirstName→Jane", "LastName→Doe", "SSN→536228145"}},
	{`WHERE last_name = 'Ruiz' AND "p"."email" = 'a@b.org' AND x != 'y'`, []string{"WHERE last_name→Ruiz", "email→a@b.org", "AND x→y"}},
	{`SET name=N'O''Brien', phone=E'1'`, []string{"name→O''Brien", "phone→1"}},
	{`GET /p?last=Doe,J&first=Jane+Q&d=1#x HTTP/1.1`, []string{"last→Doe,J", "first→Jane+Q", "d→1"}},
	{`ssn=536228145&name=Jane%20Doe&patient%5Bdob%5D=1961&a[b]=c`, []string{"ssn→536228145", "name→Jane%20Doe", "dob→1961", "b→c"}},
	{`Authorization: Bearer abc.def==`, []string{"Authorization→Bearer abc.def=="}},
	{`<p ns:name="Jane Doe" dob='1961'/>`, []string{"name→Jane Doe", "dob→1961"}},
	{`&quot;ssn&quot;:&quot;536&quot;, \u0022dob\u0022:\u00221961\u0022`, []string{"ssn→536", "dob→1961"}},
	{`data['ssn'] = "536" phones[0]: 419`, []string{"ssn→536", "phones→419"}},
	{`phone: (419) 555-0142, mobile=(419) 555-0142`, []string{"phone→(419) 555-0142", "mobile→(419) 555-0142"}},
	{`--ssn=536 -Dname=x`, []string{"ssn→536"}},
	{`**Name:** Jane Doe`, []string{"Name→Jane Doe"}},
	{`"msg":"Name: Jane Doe\nMRN: 123"`, []string{"Name→Jane Doe", "MRN→123"}},
	{`ssn := "536"; if a == "b"`, []string{"ssn→536", "if a→b"}},
	{`{"k"=\u003e"v"}`, []string{"k→v"}},
	{`mac=4a:be:af:16:96:e7 t=08:12:33`, []string{"mac→4a:be:af:16:96:e7", "t→08:12:33"}},
	{`name=Jane -- 7 ms`, []string{"name→Jane"}},
	{`SSN: ***-**-8145`, []string{"SSN→***-**-8145"}},
	{`name="Zoë Núñez" city=Köln`, []string{"name→Zoë Núñez", "city→Köln"}},
	{"k=`a b`", []string{"k→a b"}},
	{`Cookie: sid=0A1B; theme=dark`, []string{"Cookie→sid=0A1B; theme=dark", "theme→dark"}},
	{`{"m":"Set-Cookie: sid=0A1B; Path=/","n":1}`, []string{"Set-Cookie→sid=0A1B; Path=/"}},
	{`last_name=O'Brien first=N'Golo rc=0`, []string{"last_name→O'Brien", "first→N'Golo"}},
	{`status=member id=5`, []string{"id→5"}},
}

// pairsOf returns every pair of the line, as key→value.
func pairsOf(in string) (out []string) {
	t := []byte(in)
	for i := range t {
		if p, ok := PairAt(t, i); ok {
			out = append(out, in[p.KeyStart:p.KeyEnd]+"→"+in[p.Start:p.End])
		}
	}
	return out
}

func TestPairAt(t *testing.T) {
	for _, c := range pairCases {
		got := pairsOf(c.in)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s\n misses %q in %q", c.in, w, got)
			}
		}
	}
}

func TestPairAtNothing(t *testing.T) {
	for _, in := range []string{
		`12:30:59`, `https://example.org/x`, `a::b`, `std::x`, `==`, `=`, `:`, ``, `key=`, `key: `, `"a":""`, `[12]: x`, `x= =`,
		`{"a":[]}`, `Error: name=x`[:6], strings.Repeat("k", 80) + "=v",
	} {
		if got := pairsOf(in); len(got) > 0 {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestPairAtShape(t *testing.T) {
	f := func(in string, sep int, want Pair) {
		t.Helper()
		if sep < 0 {
			sep = strings.LastIndexAny(in, ":=")
		}
		if got, _ := PairAt([]byte(in), sep); got != want {
			t.Errorf("%s\n got %+v\nwant %+v", in, got, want)
		}
	}
	f(`{\"ssn\":\"536\"}`, -1, Pair{KeyStart: 3, KeyEnd: 6, Start: 11, End: 14, Token: 14, Quote: '"', Esc: 1, KeyQuote: '"', KeyEsc: 1})
	f(`name: Jane Doe`, -1, Pair{KeyEnd: 4, Start: 6, End: 14, Token: 10, Bare: true, Cut: true})
	f(`{"a":[1,2`, -1, Pair{KeyStart: 2, KeyEnd: 3, Start: 6, End: 9, Token: 9, KeyQuote: '"', Open: '[', Cut: true})
	f(`{"m":"{\"n\":\"Ja"}`, 12, Pair{KeyStart: 9, KeyEnd: 10, Start: 15, End: 17, Token: 17, Quote: '"', Esc: 1, KeyQuote: '"', KeyEsc: 1, Cut: true})
	f(`(a, b)=(1, 2)`, -1, Pair{KeyStart: 1, KeyEnd: 5, Start: 8, End: 12, Token: 12, Open: '('})
}

func TestNormKey(t *testing.T) {
	f := func(key, want string, starts ...int) {
		t.Helper()
		got, s := NormKey(nil, nil, []byte(key))
		if string(got) != want || !slices.Equal(s, starts) {
			t.Errorf("%s: %s %v, want %s %v", key, got, s, want, starts)
		}
	}
	f("patient.homePhone2", "patienthomephone", 0, 7, 11)
	f("patientSSN", "patientssn", 0, 7)
	f("HTTPRemoteIP", "httpremoteip", 0, 4, 10)
	f("DOB", "dob", 0)
	f("addr1", "addr", 0)
	f("line2", "line", 0)
	f("ssn#", "ssn", 0)
	f("Date of Birth", "dateofbirth", 0, 4, 6)
	f("first_name", "firstname", 0, 5)
	f("first-name", "firstname", 0, 5)
	f("IDs", "ids", 0)
	f("memberIDs", "memberids", 0, 6)
	f("a1b", "ab", 0, 1)
	f("prénom", "prenom", 0)
	f("Födelsedatum", "fodelsedatum", 0)
	f("jméno_matky", "jmenomatky", 0, 5)
	f("imięMatki", "imiematki", 0, 4)
	f("straße", "stra\u00dfe", 0)
	f("", "")
	f("42", "")
	dst, st := NormKey([]byte("x"), []int{9}, []byte("aB"))
	if string(dst) != "xab" || !slices.Equal(st, []int{9, 0, 1}) {
		t.Errorf("appended %s %v", dst, st)
	}
}

// TestSuffixesAreThoseOfNormKey: both read a key alike, one from its end and one from its beginning.
func TestSuffixesAreThoseOfNormKey(t *testing.T) {
	for _, key := range []string{"patient.homePhone2", "HTTPRemoteIP", "Date of Birth", "prénom", "Födelsedatum", "imięMatki", "straße", "memberIDs", "a1b", "é", "xÉ", "\xc3", "a\xa9b", "42"} {
		norm, starts := NormKey(nil, nil, []byte(key))
		var h [4]uint64
		n := Suffixes([]byte(key), &h)
		if n != len(starts) {
			t.Errorf("%q: %d suffixes, %d components", key, n, len(starts))
			continue
		}
		for i, at := range starts {
			if tail := norm[at:]; h[n-1-i] != KeyHash(tail) || !EndsNormal([]byte(key), string(tail)) {
				t.Errorf("%q: suffix %q", key, tail)
			}
		}
	}
}

// TestPairAtLinear asks at every separator of texts made to be read again and again.
func TestPairAtLinear(t *testing.T) {
	for _, unit := range []string{`a=`, `a="`, `a=[`, `a: `, `a=['`, `a='b'c[`, `"a":{`, `a='b `, `a=\"`, `a=\\\"`, `(a)=(`, `a=[\"`, `a=&quot;`, `PID|1|`, `N3*`, `a b:`, `a=\`, `]=`, `Cookie: `} {
		in := []byte(strings.Repeat(unit, 400_000/len(unit)))
		begun := time.Now()
		for i := range in {
			if in[i] == ':' || in[i] == '=' {
				PairAt(in, i)
			}
		}
		if d := time.Since(begun); d > 10*time.Second { // quadratic takes minutes, linear a blink
			t.Errorf("%q took %v", unit, d)
		}
	}
}

func TestHotPathAllocatesNothing(t *testing.T) {
	pair := []byte(`{"patient":{"homePhone":"x","n":536}}`)
	hl7, x12 := []byte(carrierCases[2].in), []byte(`HI*ABK:E119~`)
	var leaves [64]Leaf
	var buf [64]byte
	var starts [16]int
	found := 0
	n := testing.AllocsPerRun(100, func() {
		p, _ := PairAt(pair, 23)
		NormKey(buf[:0], starts[:0], pair[p.KeyStart:p.KeyEnd])
		Parent(pair, p.KeyStart)
		BareNumber(pair, 32, 35)
		a, _ := walkHL7(leaves[:0], hl7, 0)
		found += len(a)
		a, _ = walkX12(leaves[:0], x12, 0)
		found += len(a)
	})
	if n > 0 || found == 0 {
		t.Errorf("%v allocations, %d leaves", n, found)
	}
}

func FuzzPairAt(f *testing.F) {
	for _, c := range pairCases {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var buf [64]byte
		var starts [16]int
		for i := -1; i <= len(in); i++ {
			p, ok := PairAt(in, i)
			if !ok {
				continue
			}
			if p.KeyStart < 0 || p.KeyStart >= p.KeyEnd || p.KeyEnd > i || p.Start <= i || p.Start >= p.End || p.End > len(in) || p.Token > p.End || p.Token < p.Start {
				t.Fatalf("%q at %d: %+v", in, i, p)
			}
			NormKey(buf[:0], starts[:0], in[p.KeyStart:p.KeyEnd])
			Parent(in, p.KeyStart)
			BareNumber(in, p.Start, p.End)
		}
	})
}

func BenchmarkPairAt(b *testing.B) {
	in := []byte(`{"level":"info","ts":1773642198.772,"msg":"patient created","patient":{"firstName":"Bruce","lastName":"West","birthDate":"1974-06-14","ssn":"536-22-8145"}} name=Jane Doe dob=1961-02-03 Key: value`)
	var at []int
	for i, c := range in {
		if c == ':' || c == '=' {
			at = append(at, i)
		}
	}
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		for _, i := range at {
			PairAt(in, i)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(at)), "ns/pair")
}
