package redact

import (
	"bytes"
	"encoding/json"
	"regexp/syntax"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// testSite is a site with one rule of each shape. All values are invented.
func testSite() Site {
	return Site{
		Rules: []Rule{
			{Name: "fall", Type: detectors.OtherID, Pattern: `\bFN-\d{4}/\d{6}\b`, Keys: []string{"fallnr"},
				Hits: []string{`Fall «FN-2024/001234» geschlossen`, `fallnr=«FN-2024/001234»`}, Misses: []string{`FN-2024/12`, `xFN-2024/001234`}},
			{Name: "chart", Type: detectors.MRN, Pattern: `\b[A-Z]{2}\d{6}\b`, Context: []string{"chart", "akte"},
				Hits: []string{`chart «QX004417» opened`, `«QX004417» in Akte`}, Misses: []string{`part QX004417 shipped`, `flowchart QX004417`}},
			{Name: "kasse", Type: detectors.InsuranceID, Pattern: `(?i)kasse (?:nr )?(?P<value>\d{4} ?\d{4})`, Checks: []string{"luhn", "digits:8"},
				Hits: []string{`Kasse nr «1234 5674» ok`, `KASSE «12345674»`}, Misses: []string{`kasse 12345678`}},
			{Name: "badge", Type: detectors.OtherID, Keys: []string{"ausweis_nr"}, Hits: []string{`ausweisNr: «B77»`, `{"ausweis_nr":"«B 77»"}`}},
		},
		Keys: []KeyName{{"kundennr", detectors.MRN}, {"versicherter", detectors.Name}},
		Allow: []Allow{
			{Type: detectors.Email, Value: "Help.Desk@clinic.example.org"},
			{Type: detectors.Phone, Value: "(720) 555-0100"},
			{EmailDomain: "alerts.example.org"},
			{Type: detectors.MRN, Pattern: `TEST-?\d{6}`},
		},
	}
}

func testRules(t testing.TB, site Site) *Rules {
	t.Helper()
	rules, err := Compile(site)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func TestSite(t *testing.T) {
	r := testRedactor(WithRules(testRules(t, testSite())))
	for _, tt := range []struct{ in, want string }{
		{"Fall FN-2024/001234 zu", "Fall _OTHER_ID zu"},
		{"a FN-2024/001234,FN-2024/001235 b", "a _OTHER_ID,_OTHER_ID b"},
		{"FN-2024/001234", "_OTHER_ID"},
		{`{"msg":"fn FN-2024/001234"}`, `{"msg":"fn _OTHER_ID"}`},
		{`{"msg":"fn FN-2024\/001234 FN-2024%2F001234"}`, `{"msg":"fn _OTHER_ID _OTHER_ID"}`},
		{`{"msg":"fn FN-2024\/001234"}`, `{"msg":"fn _OTHER_ID"}`},
		{"chart: QX004417", "chart: _MRN"},
		{"unit QX004417 is fine", "unit QX004417 is fine"},
		{"kasse 12345674", "kasse _INSURANCE_ID"},
		{"kundennr=A-7 status=ok", "kundennr=_MRN status=ok"},
		{`{"patient":{"kundenNr":"x 7"}}`, `{"patient":{"kundenNr":"_MRN"}}`},
		{`{"KUNDEN_NR":77}`, `{"KUNDEN_NR":"_MRN"}`},
		{"kundennr=null", "kundennr=null"},
		{"versicherter: Max Muster", "versicherter: _NAME"},
		{"mail help.desk@clinic.example.org now", "mail help.desk@clinic.example.org now"},
		{"mail a.help.desk@clinic.example.org now", "mail _EMAIL now"},
		{"from ops@alerts.example.org", "from ops@alerts.example.org"},
		{"from ops@x.alerts.example.org", "from _EMAIL"},
		{"call 720-555-0100 or 720-555-0101", "call 720-555-0100 or _PHONE"},
		{"mrn=TEST-000123 mrn=REAL-000123", "mrn=TEST-000123 mrn=_MRN"},
		{"mrn=TEST-000123456", "mrn=_MRN"},
	} {
		out := string(r.Append(nil, []byte(tt.in)))
		if got := typed(out); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
		if again := string(r.Append(nil, []byte(out))); again != out {
			t.Errorf("a second pass made %q of %q", again, out)
		}
	}
	if n := r.Stats().Allowed; n == 0 {
		t.Error("what was allowed is not counted")
	}
}

// typed puts _TYPE for every token.
func typed(out string) string {
	for typ := detectors.Email; typ < detectors.NumTypes; typ++ {
		for mark := "PHI-" + typ.String() + "-"; ; {
			i := strings.Index(out, mark)
			if i < 0 || !isToken([]byte(out), i+len(mark)) {
				break
			}
			out = out[:i] + "_" + typ.String() + out[i+len(mark)+tokenLen:]
		}
	}
	return out
}

// TestSiteHitsInCarriers: what a rule finds in a line it finds in every carrier that holds the line.
func TestSiteHitsInCarriers(t *testing.T) {
	r := testRedactor(WithRules(testRules(t, testSite())))
	quoted := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, value := range []string{"FN-2024/001234", "kasse 12345674"} {
		secret := strings.TrimPrefix(value, "kasse ")
		for name, line := range map[string]string{
			"plain":       "before " + value + " behind",
			"alone":       value,
			"json":        `{"level":"info","msg":` + quoted("x "+value+" y") + `}`,
			"json twice":  `{"m":` + quoted(`{"n":`+quoted(value)+`}`) + `}`,
			"logfmt":      `level=info msg="x ` + value + ` y" status=4`,
			"xml":         "<note>" + value + "</note>",
			"entities":    "&lt;note&gt;" + strings.ReplaceAll(value, "/", "&#47;") + "&lt;",
			"url":         "/find?q=" + strings.NewReplacer("/", "%2F", " ", "+").Replace(value) + "&n=1",
			"percent":     "/find?q=" + strings.NewReplacer("/", "%2F", " ", "%20").Replace(value) + "&n=1",
			"hl7":         "OBX|1|TX|N^Note||" + value + "|||\r",
			"csv":         "1,2," + value + ",x",
			"quoted csv":  `1,"` + value + `",x`,
			"brackets":    "[main] {" + value + "} (" + value + ")",
			"sql":         "INSERT INTO t (a, b) VALUES ('x', '" + value + "')",
			"colour":      "\x1b[31m" + value + "\x1b[0m",
			"stack trace": "java.lang.IllegalStateException: " + value + "\n\tat org.example.Main.run(Main.java:12)",
			"crlf":        value + "\r",
			"utf-8":       "Grüße " + value + " – fertig",
		} {
			out := r.AppendRecord(nil, []byte(line))
			for _, s := range []string{secret, strings.ReplaceAll(secret, "/", "%2F"), strings.ReplaceAll(secret, "/", "&#47;")} {
				if bytes.Contains(out, []byte(s)) {
					t.Errorf("%s: %q stays in %q", name, value, out)
				}
			}
			if json.Valid([]byte(line)) && !json.Valid(out) {
				t.Errorf("%s: %q is not JSON", name, out)
			}
			if again := r.AppendRecord(nil, out); !bytes.Equal(again, out) {
				t.Errorf("%s: a second pass made %q of %q", name, again, out)
			}
		}
	}
}

func TestSiteLongMatches(t *testing.T) {
	r := testRedactor(WithRules(testRules(t, Site{Rules: []Rule{
		{Name: "blob", Type: detectors.OtherID, Pattern: `blob:[a-z ]+`}, {Name: "tail", Type: detectors.OtherID, Pattern: `[a-z ]+:tail`},
		{Name: "first", Type: detectors.OtherID, Pattern: `^head [a-z]+`}}})))
	long := strings.Repeat("lorem ipsum ", 2000)
	for in, want := range map[string]string{
		"x1 blob:" + long + "1":                     "x1 _OTHER_ID1",
		"x1" + long + ":tail 1":                     "x1_OTHER_ID 1",
		"head start":                                "_OTHER_ID",
		strings.Repeat("1", 5000) + " head start":   strings.Repeat("1", 5000) + " head start",
		strings.Repeat("1 blob:a", 3000):            strings.Repeat("1 _OTHER_ID", 3000),
		strings.Repeat("1", 4096) + " blob:a blob:": strings.Repeat("1", 4096) + " _OTHER_ID:",
	} {
		got := typed(string(r.Append(nil, []byte(in))))
		got = strings.ReplaceAll(got, "_OTHER_ID 1", "_OTHER_ID1")
		if want = strings.ReplaceAll(want, "_OTHER_ID 1", "_OTHER_ID1"); got != want {
			t.Errorf("%.40q...: got %.60q... (%d bytes), want %d bytes", in, got, len(got), len(want))
		}
	}
}

// TestSiteBudget: a record that would cost too much is withheld, the same every time.
func TestSiteBudget(t *testing.T) {
	r := testRedactor(WithRules(testRules(t, Site{Rules: []Rule{{Name: "slow", Type: detectors.OtherID, Pattern: `kdnr(?:[a-z]{0,120}x){2}\d`}}})))
	in := []byte("ok\n" + strings.Repeat("kdnr ", 150_000) + "\nssn=536-22-8145\n")
	out := r.Append(nil, in)
	lines := strings.Split(string(out), "\n")
	if len(lines) != 4 || lines[1] != "PHI-WITHHELD-BUDGET" || lines[0] != "ok" || !strings.HasPrefix(lines[2], "ssn=PHI-SSN") {
		t.Errorf("got %.200q", out)
	}
	if n := r.Stats().Withheld[Budget]; n != 1 {
		t.Errorf("%d withheld", n)
	}
	if f := r.Find(nil, in); len(f) != 2 || f[0].Why != "budget" {
		t.Errorf("Find: %v", f)
	}
}

func TestSitePanicWithholds(t *testing.T) {
	rules := testRules(t, testSite())
	rules.rules[0].re = nil
	out := testRedactor(WithRules(rules)).Append(nil, []byte("a\nx FN-2024/001234\nb"))
	if string(out) != "a\nPHI-WITHHELD-PANIC\nb" {
		t.Errorf("got %q", out)
	}
}

// TestSiteJSONStaysJSON: a pattern that runs over the end of a string hides all it matches, and leaves the marks.
func TestSiteJSONStaysJSON(t *testing.T) {
	r := testRedactor(WithRules(testRules(t, Site{Rules: []Rule{{Name: "greedy", Type: detectors.OtherID, Pattern: `Kunde.*`}}})))
	in := `{"a":"der Kunde Meier","b":"zwei","c":3,"d":true}`
	out := r.Append(nil, []byte(in))
	if !json.Valid(out) || bytes.Contains(out, []byte("Meier")) || bytes.Contains(out, []byte("zwei")) {
		t.Errorf("got %s", out)
	}
}

func TestBadSites(t *testing.T) {
	rule := func(r Rule) Site {
		if r.Name == "" {
			r.Name = "x"
		}
		if r.Type == detectors.None {
			r.Type = detectors.OtherID
		}
		return Site{Rules: []Rule{r}}
	}
	for want, site := range map[string]Site{
		"rules[0].name: not a name":                                rule(Rule{Name: "Über", Pattern: "KND"}),
		"rules[0].name: the name of a built-in detector":           rule(Rule{Name: "ssn", Pattern: "KND"}),
		"rules[1].name: the same name twice":                       {Rules: []Rule{{Name: "x", Type: 1, Pattern: "KND"}, {Name: "x", Type: 1, Pattern: "KND"}}},
		"rules[0].type: missing or unknown type":                   {Rules: []Rule{{Name: "x", Pattern: "KND"}}},
		"rules[0]: neither pattern nor keys":                       rule(Rule{}),
		"rules[0].score: out of range":                             rule(Rule{Pattern: "KND", Score: 1.5}),
		"rules[0].pattern: does not compile: missing closing )":    rule(Rule{Pattern: "KND("}),
		"rules[0].pattern: does not compile: invalid or unsupport": rule(Rule{Pattern: "KND(?=x)"}),
		"rules[0].pattern: can match nothing":                      rule(Rule{Pattern: "(KND)?"}),
		"rules[0].pattern: too long":                               rule(Rule{Pattern: strings.Repeat("KND", 400)}),
		"rules[0].pattern: too large once compiled":                rule(Rule{Pattern: "KND(?:[a-z]{1,300}[0-9]){3}"}),
		"rules[0].pattern: no text that every match holds":         rule(Rule{Pattern: `[A-Z]{2}\d{6}`}),
		"rules[0].pattern: more than one group":                    rule(Rule{Pattern: `KND(\d)(\d)`}),
		"rules[0].context[0]: not a word":                          rule(Rule{Pattern: `[A-Z]\d`, Context: []string{"nr"}}),
		"rules[0].context: of no use without a pattern":            rule(Rule{Keys: []string{"kundennr"}, Context: []string{"chart"}}),
		"rules[0].checks[0]: unknown check":                        rule(Rule{Pattern: "KND", Checks: []string{"sum"}}),
		"rules[0].checks[0]: unknown check: use one of dea":        rule(Rule{Pattern: "KND", Checks: []string{"digits:9-8"}}),
		"rules[0].hits[0]: the rule does not find it":              rule(Rule{Pattern: `KND\d`, Hits: []string{"«KND» 4"}}),
		"rules[0].misses[0]: the rule finds something":             rule(Rule{Pattern: `KND\d`, Misses: []string{"KND4"}}),
		"rules[0].keys[0]: not a field's name":                     rule(Rule{Keys: []string{"a=b"}}),
		"keys[0].name: not a field's name":                         {Keys: []KeyName{{"größe", detectors.MRN}}},
		"keys[0].name: says too little by itself":                  {Keys: []KeyName{{"id", detectors.MRN}}},
		"keys[0].name: a key of machines' own numbers":             {Keys: []KeyName{{"requestId", detectors.MRN}}},
		"keys[0].name: a built-in key of type SSN":                 {Keys: []KeyName{{"ssn", detectors.MRN}}},
		"keys[1].name: the same key with another type":             {Keys: []KeyName{{"kundennr", detectors.MRN}, {"kunden_nr", detectors.SSN}}},
		"keys[0].type: missing or unknown type":                    {Keys: []KeyName{{"kundennr", detectors.None}}},
		"allow[0]: not exactly one of":                             {Allow: []Allow{{Type: detectors.MRN, Value: "TEST01", Pattern: "TEST"}}},
		"allow[0].value: too short":                                {Allow: []Allow{{Type: detectors.MRN, Value: "-1-"}}},
		"allow[0].type: missing or unknown type":                   {Allow: []Allow{{Value: "TEST-01"}}},
		"allow[0].pattern: patterns of e-mail addresses":           {Allow: []Allow{{Type: detectors.Email, Pattern: `.*@clinic\.example\.org`}}},
		"allow[0].pattern: fixes too little":                       {Allow: []Allow{{Type: detectors.SSN, Pattern: `\d{3}-\d{2}-\d{4}`}}},
		"allow[0].pattern: matches what the detector":              {Allow: []Allow{{Type: detectors.OtherID, Pattern: `ACC\d+-\d+`}}},
		"allow[0].pattern: can match nothing":                      {Allow: []Allow{{Type: detectors.MRN, Pattern: `.*`}}},
		"allow[0].key: a key of direct identifiers (SSN)":          {Allow: []Allow{{Key: "ssn"}}},
		"allow[0].key: also a key of the site's own":               {Keys: []KeyName{{"kundennr", detectors.MRN}}, Allow: []Allow{{Key: "kundennr"}}},
		"allow[0].email_domain: not a domain name":                 {Allow: []Allow{{EmailDomain: "*.example.org"}}},
		"allow[0].email_domain: a domain at which anybody":         {Allow: []Allow{{EmailDomain: "Gmail.com"}}},
	} {
		rules, err := Compile(site)
		if err == nil || rules != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

// TestSiteProblemsQuoteNothing: examples and allowed values may be of people.
func TestSiteProblemsQuoteNothing(t *testing.T) {
	_, err := Compile(Site{Rules: []Rule{{Name: "x", Type: 1, Pattern: "hunter2(", Hits: []string{"hunter2"}, Checks: []string{"hunter2"}, Keys: []string{"hunter2="}}},
		Allow: []Allow{{Value: "hunter2"}, {Pattern: "hunter2("}, {EmailDomain: "hunter2"}, {Key: "hunter2="}}})
	if err == nil || strings.Contains(err.Error(), "hunter2") || len(err.(SiteProblems)) < 7 {
		t.Errorf("got %v", err)
	}
}

func TestAllowedKeyIsNoEvidence(t *testing.T) {
	r := testRedactor(WithRules(testRules(t, Site{Allow: []Allow{{Key: "employee_id"}}})))
	if out := string(r.Append(nil, []byte("employee_id=E10442 employeeId=536-22-8145"))); typed(out) != "employee_id=E10442 employeeId=_SSN" {
		t.Errorf("got %s", out)
	}
}

func TestFixedTexts(t *testing.T) {
	for pattern, want := range map[string][]string{
		`\bKND-\d{8}\b`:        {"knd-0", "knd-1", "knd-2", "knd-3", "knd-4", "knd-5", "knd-6", "knd-7", "knd-8", "knd-9"},
		`(?i)akte(nr)?`:        {"a\u212ate", "akte"},
		`(foo|barx)+\s*\d`:     {"barx", "foo"},
		`x?(?:case|fall) no\.`: {"case no.", "fall no.", "xcase no.", "xfall no."},
		`[A-Z]{2}\d{6}`:        nil,
		`\d{3}-\d{2}-\d{4}`:    nil,
		`.*`:                   nil,
		`(?:abc)?\d`:           nil,
		`(?:ab){2}[^x]`:        {"abab"},
		`\d+#[ab]c`:            {"#ac", "#bc"},
		`[a-z]+:\d`:            nil,
		`Größe \d`:             {"größe 0", "größe 1", "größe 2", "größe 3", "größe 4", "größe 5", "größe 6", "größe 7", "größe 8", "größe 9"},
	} {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		got := slices.Sorted(slices.Values(fixed(re.Simplify())))
		want = slices.Sorted(slices.Values(want))
		if strings.HasPrefix(pattern, "(?i)akte") { // the longest alternatives decide: akte, with either k
			got = slices.DeleteFunc(got, func(s string) bool { return !slices.Contains(want, s) })
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}

func TestLinesWithoutAnchorAllocateNothing(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector empties pools")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	r := testRedactor(WithRules(testRules(t, testSite())))
	src := []byte(strings.Join(examples(), "\n") + "\n")
	dst := r.Append(nil, src)
	for range 8 {
		dst = r.Append(dst[:0], src)
	}
	if n := testing.AllocsPerRun(20, func() { dst = r.Append(dst[:0], src) }); n > 0.5 {
		t.Errorf("%v allocations", n)
	}
}

// TestAnchorsAreSeen: whatever stands around an anchor, and wherever in the text, it is marked.
func TestAnchorsAreSeen(t *testing.T) {
	for _, texts := range [][]string{{"ab"}, {"abc", "abcdefghijk"}, {"abcdefghijk"}, {"größe"}, {"kasse", "knd-1", "fall no"}} {
		var a anchorTable
		for _, s := range texts {
			a.add(s, &rule{})
		}
		a.seal()
		for _, s := range texts {
			for before := range 20 {
				text := strings.Repeat("a", before) + strings.ToUpper(s[:1]) + s[1:] + "b"
				es := a.mark(nil, []byte(text))
				found := false
				for i, e := range es {
					found = found || int(e.Pos) == before
					if i > 0 && es[i-1].Pos >= e.Pos {
						t.Errorf("events out of order in %q", text)
					}
				}
				if !found {
					t.Errorf("%q: the anchor at %d of %q is not seen", texts, before, text)
				}
			}
		}
	}
}

func TestRuleSetHash(t *testing.T) {
	none, some := RuleSetHash(nil), RuleSetHash(testRules(t, testSite()))
	other := testSite()
	other.Rules[0].Misses = nil
	if none == some || some != RuleSetHash(testRules(t, testSite())) || some == RuleSetHash(testRules(t, other)) || len(none) != 16 {
		t.Errorf("%s, %s", none, some)
	}
}

// FuzzCompile: whatever a site writes, compiling does not panic, and rules that stand keep what the engine promises.
func FuzzCompile(f *testing.F) {
	for _, r := range testSite().Rules {
		f.Add(r.Pattern, "kundennr", "chart", "x FN-2024/001234 QX004417 chart y")
	}
	f.Add("a{0}b|c(?P<value>d)*", "", "", "abcdcdcd")
	f.Add(`(?s)kn.*\z`, "k-n", "", "{\"a\":\"kn\",\"b\":[1,2,true,\"x\"]}\nsecond")
	f.Fuzz(func(t *testing.T, pattern, key, word string, text string) {
		rule := Rule{Name: "fuzz", Type: detectors.OtherID, Pattern: pattern}
		if word != "" {
			rule.Context = []string{word}
		}
		Compile(Site{Keys: []KeyName{{key, detectors.MRN}}, Allow: []Allow{{Key: key}, {Pattern: pattern, Type: detectors.MRN}, {EmailDomain: word}}})
		rules, err := Compile(Site{Rules: []Rule{rule}})
		if err != nil {
			if len(err.(SiteProblems)) == 0 {
				t.Fatal("an error without a problem")
			}
			return
		}
		r := testRedactor(WithRules(rules))
		out := r.Append(nil, []byte(text))
		if n := r.Stats().Withheld[Panic]; n > 0 {
			t.Fatalf("%q panicked on %q", pattern, text)
		}
		if strings.Count(text, "\n") != bytes.Count(out, []byte("\n")) {
			t.Fatalf("lines: %q became %q", text, out)
		}
		if re := rules.rules[0]; re.re != nil && word == "" && len(rules.anchors.texts) > 0 && len(text) < maxReach && !strings.ContainsAny(text, "\n\\%&+\x00\x1b") {
			for _, m := range re.re.FindAllStringSubmatchIndex(text, -1) {
				if !anchored(rules, text[m[0]:m[1]]) {
					t.Fatalf("%q matches %q without an anchor", pattern, text[m[0]:m[1]])
				}
			}
		}
	})
}

func anchored(r *Rules, match string) bool {
	for i := range match {
		for _, a := range r.anchors.texts {
			if hasLower([]byte(match[i:]), a.text) {
				return true
			}
		}
	}
	return false
}
