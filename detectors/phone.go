package detectors

var phone = Detector{
	Name: "phone",
	Type: Phone,
	Doc: "Telephone numbers: formatted North American ones by the numbering plan, international ones behind a plus sign, bare ones beside a cue " +
		"or under a key, with extension. A number beside the word fax is a FAX.",
	Source:  "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan (ATIS-0300051: NPA [2-9][0-8]x, NXX [2-9]xx, neither N11); ITU-T E.164",
	Anchors: TelForm | Digits9,
	Doubt:   NumForm,
	Cues:    []string{"phone", "tel", "telephone", "mobile", "cell", "callback", "call", "pager", "reach", "reached", "dial", "sms", "ph", "phoned", "called", "contact", "desk", "messages", "registered", "ring", "rang", "telefono", "telefon", "handy", "cellulare", "celular", "movil", "whatsapp", "voicemail", "beeper", "mob", "text", "texted", "dialed", "dialled", "cel", "celu", "gsm", "hp", "tlf", "tfno", "mobil", "natel", "rufnummer", "telefonnummer", "mobilnummer", "telefonnr", "handynummer", "puhelin", "puh", "anrufen", "anrufe", "ligar", "llamar", "llame", "appeler", "rappeler", "caller", "telemóvel", "telefónico", "chiamare", "bellen", "telefoon", "telefone", "portable", "komorka"},
	Keys: []string{"phone", "phonenumber", "phoneno", "phonenum", "tel", "telephone", "telephonenumber", "telno", "mobile", "mobilenumber", "mobileno", "mobilephone", "cell", "cellphone",
		"cellnumber", "callback", "callbacknumber", "pager", "homephone", "workphone", "contactnumber", "contactphone", "msisdn", "smsto", "callerid", "callernumber",
		"dayphone", "eveningphone", "ph", "telefono", "telefon", "telefonnummer", "handy", "celular", "movil", "emergencyphone", "phonee", "altphone", "telecom", "dialednumber",
		"fromnumber", "tonumber", "whatsapp", "hphone", "homeph", "wphone", "workph", "cphone", "mphone", "bphone", "home", "ani", "cli", "clid", "callingnumber", "callednumber", "callee", "dnis",
		"srcnum", "dstnum", "phones", "mobiles", "telephones",
		"telefone", "telefoon", "telefoonnummer", "numerotelefono", "numerodetelefono", "numerotelephone", "numerodetelephone", "cellulare", "telemovel", "mobilnummer", "rufnummer",
		"telefonno", "mobiltelefon", "telefonmobil", "telefonfestnetz", "portable", "telportable", "gsm", "telefonofijo", "telefonocelular", "telefonomovil", "numerocelular", "numeromovil", "numerotelefonico", "telefonocasa", "telefonocontacto", "mobieltje", "mobielnummer", "recapito", "recapitotelefonico",
		"landline", "beeper", "handynummer", "telprivat", "teldienstlich", "smsnumber", "fone", "mobiel", "mobilfunk", "waid", "telfijo", "numertelefonu", "cbnumber", "destinationnumber", "telefonnr", "puhelin", "telefonszam", "phoneline", "voicenumber", "reachableat", "bestnumber", "from", "to", "originator"},
	Find:   findPhone,
	Before: except("_"),
	Behind: except("_;|{" + digits),
	Idle:   func(s []byte, i int) bool { return false },
	SmallBehindOf: func(cue string) string {
		if cue == "caller" { // a key of programs' logs
			return " "
		}
		return ""
	},
	Vain:  vainPhone,
	Value: func(dst []Span, s []byte, f Field) []Span { return valuePhone(dst, s, f, Phone) },
	Apart: true,
	Hits: []string{
		`sms.inbound from=«353871234567» text="ok"`,
		`{"event":"call.answered","from":"«447700900118»","to":"«16175550133»"}`,
		`caller «16175550133» hung up`,
		`"","«6175550133»","7700","ivr","""«Vera Moss»"" <«6175550133»>","PJSIP/trunk"`,
		`cel «(11) 98555-0133»`,
		`gsm «0475 55 01 33»`,
		`handset «+39 051 555 0182» ok`,
		`dialed «+44 20 7946 0018» twice`,
		`reach («(419) 555-0142»)`,
		`at «419-555-0142» today`,
		`«419.555.0142 x214»`,
		`«+1 419 555 0142»`,
		`«+14195550142»`,
		`phone «14195550142»`,
		`tel:«+14195550142»`,
		`phone=«4195550142»`,
		`{"phone":«4195550142»}`,
		`callback «555-0142»`,
		`phone: «+44 20 7946 0018»`,
		`called «+44 20 7946 0018» twice`,
		`phone=«%2B19164673276»&x`,
		`"phone", "«916-498-2764»"`,
		`call back «614-767-5130».`,
		`can be reached at «+19197820013».`,
		`emergency contact «(404) 660-1594».`,
		`phone «(503) 416-2647» already registered`,
		`«1-800-555-0199»`,
		`my number is «503-263-2436». Thank`,
		`mobile «07911 123456»`,
		`phone «(916) 611-6973»`,
		`Desk: «(898)666-3621x0135»`,
		`call me on «01.84.17.61.18»? thanks`,
		`call me on «9472 7916»`,
		`mobile: «+41 (0)96 471 07 95»`,
		`callback to «(419)555-0142 ext. 12»`,
		`\n«419-555-0142»`,
		`dialed «555-0138» twice`,
	},
	Misses: []string{
		`range from=3015550123 to=4165550123 bytes`,
		`{"from":1770000000000,"to":1770003600000}`,
		`copied from 447700900118 of 447700900999`,
		`HP 8200 printer, 5550 pages`,
		`119-555-0142 411-555-0142 419-155-0142 419-911-0142 495-555-0142`,
		`took 1520386453 ns`,
		`port 4195550142`,
		`range 123-4567 rows`,
		`tcp/4195550142`,
		`offset=4195550142`,
		`4294967295 and 2147483647`,
		`1.2.840.10008.555.0142`,
		`call stack 555-01`,
		`phone_verified=true`,
		`phone=null`,
		`at 2026-0142 row 419-555-01423`,
		`contact form 2024-1234 saved`,
		`offset +05 555-0123 lines`,
		`call 12345678 returned`,
		`mobile 1.2.3.4 build`,
		`Mobile Safari/537.36" "188.166.91.180"`,
		`uuid 4bf92f35-419-555-0142`,
	},
}

var fax = Detector{
	Name:   "fax",
	Type:   Fax,
	Doc:    "Fax numbers, by key and by the word fax before a number.",
	Source: "45 CFR 164.514(b)(2)(i)(E); number forms as for telephone numbers",
	Cues:   []string{"fax", "faxed", "telefax"},
	Keys:   []string{"fax", "faxnumber", "faxno", "telefax", "faxto", "homefax", "workfax", "faxnum", "fx", "facsimile", "facsimilenumber", "faxdest", "faxdestination", "telecopie", "telecopieur", "telekopie"},
	Find:   func(dst []Span, s []byte, pos int) []Span { return cuedPhone(dst, s, pos, Fax) },
	Value:  func(dst []Span, s []byte, f Field) []Span { return valuePhone(dst, s, f, Fax) },
	Apart:  true,
	Hits: []string{
		`fax=«404.262.1017» pages=4`,
		`fax#: «4195550143»`,
		`FAX to «916.581.6179» completed`,
		`"fax":"«+1 419 555 0143»"`,
		`faxed to «4195550143» at noon`,
	},
	Misses: []string{`fax queued pages=4 job=1234567890`, `faxd[4515]: ready`, `fax=null`},
}

// vainPhone says whether no telephone number is found at the cue at s[pos], behind which are too few digits, or at the ddd-dddd that ends there,
// which lacks its area code: the status and the size in an access log, say.
func vainPhone(s []byte, pos int) bool {
	if !is(s, pos, digit) {
		j := cueEnd(s, pos)
		return few(s[j:min(len(s), j+64)])
	}
	if pos < 4 || !among("-. ", s[pos-4]) {
		return false
	}
	_, ok := formatted(s, pos)
	return !ok && internationalBack(s, pos) < 0
}

func findPhone(dst []Span, s []byte, pos int) []Span {
	if !is(s, pos, digit) {
		return cuedPhone(dst, s, pos, Phone)
	}
	if at(s, pos-1, ' ') {
		return findGrouped(dst, s, pos)
	}
	if i := back(s, pos+1, digit); pos+1-i >= 8 {
		if at(s, i-1, '+') && pos+1-i <= 15 && s[i] != '0' && !is(s, i-2, alnum) && !is(s, pos+1, word) {
			return append(dst, Span{Start: i - 1, End: pos + 1, Type: faxBefore(s, i), Score: Shaped, Why: "international telephone number"})
		}
		if n := pos + 1 - i; (n == 10 || n == 11) && s[i] == '0' && s[i+1] != '0' && at(s, i-1, '"') && at(s, pos+1, '"') {
			return append(dst, Span{Start: i, End: pos + 1, Type: Phone, Score: Doubtful, Why: "digits behind a trunk zero, in quotes"})
		}
		if at(s, i-1, '"') && at(s, pos+1, '"') {
			return callRecord(dst, s, i, pos+1)
		}
		return dst
	}
	i, ok := formatted(s, pos)
	if !ok {
		if i = internationalBack(s, pos); i >= 0 {
			dst = append(dst, Span{Start: i, End: extension(s, pos+1), Type: faxBefore(s, i), Score: Shaped, Why: "international telephone number"})
		}
		return dst
	}
	score := float32(Shaped)
	if s[pos-4] == ' ' && s[i] != '+' && s[i] != '(' && !phoneContext(s, i, pos) {
		score = Doubtful
	}
	return append(dst, Span{Start: i, End: extension(s, pos+1), Type: faxBefore(s, i), Score: score, Why: "telephone number of the North American plan"})
}

// formatted says whether the ddd-dddd that ends at pos is the end of a number of the North American plan, and returns
// where that starts.
func formatted(s []byte, pos int) (int, bool) {
	x := pos - 7 // the exchange
	if x < 4 || is(s, pos+1, word) && !(extension(s, pos+1) > pos+1) || at(s, pos+1, '-') && is(s, pos+2, alnum) || at(s, pos+1, '.') && is(s, pos+2, digit) {
		return 0, false
	}
	i := x
	switch sep := s[x-1]; {
	case sep == ')' || sep == ' ' && s[x-2] == ')':
		if i = backAny(s, x, " )") - 3; !at(s, i-1, '(') {
			return 0, false
		}
		i--
	case sep == s[pos-4] || sep == '-' && s[pos-4] == ' ' || sep == ' ' && s[pos-4] == '-':
		i = x - 4
	default:
		return 0, false
	}
	a := i
	if s[i] == '(' {
		a++
	}
	if a < 0 || back(s, a+3, digit) != a || !nanp(s[a:a+3], s[x:x+3]) {
		return 0, false
	}
	return country(s, i)
}

// country passes back over "+1 ", "1-" or "+1" before the number at i and checks what stands there.
func country(s []byte, i int) (int, bool) {
	k := i
	if k > 0 && among(" -.", s[k-1]) {
		k--
	}
	if at(s, k-1, '1') && (at(s, k-2, '+') || !is(s, k-2, word|high) && k < i && !among(".-/:", before(s, k-1))) {
		if k--; at(s, k-1, '+') {
			k--
		}
		return k, true
	}
	if s[i] == '(' {
		return i, true
	}
	ok := opens(s, i) && !(i > 1 && among(".-", s[i-1]) && is(s, i-2, alnum))
	return i, ok
}

// before returns s[i-1], or a blank at the start.
func before(s []byte, i int) byte {
	if i < 1 {
		return ' '
	}
	return s[i-1]
}

// nanp says whether area code and exchange can be dialled: [2-9][0-8]x and [2-9]xx, neither ending in 11.
func nanp(area, exchange []byte) bool {
	return area[0] >= '2' && area[0] <= '9' && area[1] >= '0' && area[1] <= '8' && area[2]-'0' < 10 && !(area[1] == '1' && area[2] == '1') &&
		exchange[0] >= '2' && exchange[0] <= '9' && !(exchange[1] == '1' && exchange[2] == '1')
}

// extension passes over " x214" and " ext. 214" behind j.
func extension(s []byte, j int) int {
	k := j
	for k < len(s) && k < j+2 && (s[k] == ' ' || s[k] == ',') {
		k++
	}
	for _, w := range [...]string{"x", "ext", "extension"} {
		if hasFold(s, k, w) {
			e := k + len(w)
			for n := 0; n < 2 && e < len(s) && among(". ", s[e]); n++ {
				e++
			}
			if d := run(s, e, digit); d > e && d <= e+6 && !is(s, d, word) {
				return d
			}
		}
	}
	return j
}

// faxBefore returns Fax when the nearer of the words for fax and for telephone before i is fax.
func faxBefore(s []byte, i int) Type {
	for k := i - 1; k >= 0 && k > i-28; k-- {
		switch s[k] | 0x20 {
		case 'f':
			if hasFold(s, k, "fax") {
				return Fax
			}
		case 'p', 't', 'c', 'm':
			if hasFold(s, k, "phone") || hasFold(s, k, "tel") || hasFold(s, k, "cell") || hasFold(s, k, "mobile") {
				return Phone
			}
		}
	}
	return Phone
}

func phoneContext(s []byte, i, j int) bool {
	for _, w := range [...]string{"phone", "tel", "call", "called", "callback", "cell", "mobile", "fax", "number", "contact", "reached", "ph", "pager"} {
		if near(s, i, j, w) {
			return true
		}
	}
	return false
}

// few says whether v nowhere holds seven digits with nothing but the separators of telephone numbers between.
func few(v []byte) bool {
	n := 0
	for _, b := range v {
		switch {
		case b-'0' < 10:
			if n++; n == 7 {
				return false
			}
		case b > '9' || b < ' ':
			n = 0
		}
	}
	return true
}

// cuedPhone takes the first telephone number within 40 bytes behind the cue at pos.
func cuedPhone(dst []Span, s []byte, pos int, t Type) []Span {
	j := cueEnd(s, pos)
	if is(s, pos-1, under) || is(s, j, under|digit) || !at(s, j, ' ') && wordFold(s, pos, "caller") {
		return dst
	}
	if few(s[j:min(len(s), j+64)]) {
		return dst
	}
	weak := wordFold(s, pos, "messages") || wordFold(s, pos, "text") || wordFold(s, pos, "registered")
	for i, n := j, 0; i < min(len(s), j+40) && n < 5; i++ {
		switch b := s[i]; {
		case b == '\n' && n == 0 && i <= j+2: // "Phone:", the number on the next line
		case b == '\n' || b == ';' || b == '|' || b == '{':
			return dst
		case b == '(' && at(s, i+1, '('): // the outer one belongs to a tuple
		case b == '+' || b == '(' || b-'0' < 10:
			if !opens(s, i) && b != '(' {
				i = run(s, i, word)
				continue
			}
			end := phoneEnd(s, i)
			if digits := count(s[i:end], digit); digits >= 7 && !(weak && (n > 0 || end-i == digits)) && (dialable(s, i, end, digits, n == 0) || digits == 7 && end-i == 7 && i <= j+3 && pages(s, pos) && s[i] > '1') {
				return append(dst, Span{Start: i, End: extension(s, end), Type: t, Score: Cued, Why: "number beside a telephone cue"})
			}
			i = max(i, run(s, i, word)-1)
			n++
		case is(s, i, letter):
			if k := run(s, i, word); !among0(s[i:k], "0123456789_") && (filler(s, i, k) || toward(s, i)) {
				i = k - 1
				continue
			}
			i = run(s, i, word) - 1
			n++
		}
	}
	return dst
}

// pages says whether the cue at i leads to local numbers without a separator.
func pages(s []byte, i int) bool {
	return wordFold(s, i, "beeper") || wordFold(s, i, "pager") || wordFold(s, i, "cell") || wordFold(s, i, "phone")
}

// toward says whether the word at i only leads from a telephone cue to its number: "call me back on".
func toward(s []byte, i int) bool {
	return wordFold(s, i, "me") || wordFold(s, i, "us") || wordFold(s, i, "back") || wordFold(s, i, "at") || wordFold(s, i, "to") || wordFold(s, i, "on") ||
		wordFold(s, i, "her") || wordFold(s, i, "him") || wordFold(s, i, "them")
}

// phoneEnd returns the end of the digits and single separators at i.
func phoneEnd(s []byte, i int) int {
	j, digits := i, 0
	for k := i; k < len(s) && k < i+24 && digits < 16; k++ {
		switch b := s[k]; {
		case b-'0' < 10:
			digits++
			j = k + 1
		case b == '+' && k == i || b == '(' || b == ')' || b == ' ' || b == '-' || b == '.' || b == '/':
			if k > i && !is(s, k+1, digit) && !among("( ", at0(s, k+1)) {
				return j
			}
		default:
			return j
		}
	}
	return j
}

// at0 returns s[i], or 0 behind the end.
func at0(s []byte, i int) byte {
	if uint(i) < uint(len(s)) {
		return s[i]
	}
	return 0
}

// dialable says whether the text s[i:j] with so many digits can be a telephone number beside a cue. Right behind the
// cue (first) local numbers count too.
func dialable(s []byte, i, j, digits int, first bool) bool {
	if is(s, j, word) && extension(s, j) == j || dateAt(s, i, numeric|compact).end == j || at(s, j, '-') && is(s, j+1, alnum) || at(s, j, ':') && is(s, j+1, digit) {
		return false
	}
	if dottedQuad(s[i:j]) {
		return false
	}
	var d [16]byte
	k := 0
	for _, b := range s[i:j] {
		if b-'0' < 10 && k < len(d) {
			d[k] = b
			k++
		}
	}
	groups := j-i > digits+1 || j-i > digits && d[0] == '0'
	switch {
	case s[i] == '+':
		return digits >= 8 && digits <= 15
	case digits == 10:
		return nanp(d[0:3], d[3:6]) || first && (d[0] == '0' || d[0] > '1' && j-i > 10)
	case digits == 11:
		return d[0] == '1' && nanp(d[1:4], d[4:7]) || first && (d[0] == '0' || d[2] == '9' && j-i > digits+1) // Brazil: (11) 98555-0133
	case digits == 7:
		return first && j-i == 8 && !is(s, i+3, digit) && s[i] > '1'
	case digits >= 8 && digits <= 13: // other countries': in groups, right behind the cue
		return first && (groups || digits == 8 && j-i == 9 && s[i] > '1' && at(s, i+4, ' '))
	}
	return false
}

// dottedQuad says whether v is rather an IPv4 address: four groups with dots between, one of them three digits long.
func dottedQuad(v []byte) bool {
	n, long := 0, false
	for i := 0; i < len(v); n++ {
		e := run(v, i, digit)
		if e == i || e-i > 3 || e < len(v) && v[e] != '.' {
			return false
		}
		long = long || e-i == 3
		i = e + 1
	}
	return n == 4 && long
}

func valuePhone(dst []Span, s []byte, f Field, t Type) []Span {
	switch f.Key {
	case "from", "to", "originator":
		return valueCaller(dst, s, f)
	}
	i, j := max(0, f.Start), min(f.End, len(s))
	for i < j && among(" \"'[<", s[i]) {
		i++
	}
	if hasFold(s, i, "tel:") || hasFold(s, i, "sip:") || hasFold(s, i, "sms:") {
		i += 4
	}
	k := i
	for k < j && (is(s, k, digit) || among("+()-./ x%", s[k]) || s[k] == 'B' && at(s, k-1, '2') || among("ext#", s[k]) && is(s, back(s, k, letter)-1, space|digit)) {
		k++
	}
	for k > i && !is(s, k-1, digit) {
		k--
	}
	v := s[i:k]
	n := count(v, digit)
	if n < 7 || n > 21 || is(s, k, under) || dateAt(s, i, numeric).end == k {
		return dst
	}
	return append(dst, Span{Start: i, End: k, Type: t, Score: Keyed, Why: "key of a telephone number"})
}
