package detectors

import "bytes"

var email = Detector{
	Name: "email",
	Type: Email,
	Doc: "E-mail addresses, also with %40 for the at sign; under a key also written out (jane(at)example(dot)org). Git remotes, package versions, " +
		"image digests, Java object names, hosts without a dot, unit names and message ids stay.",
	Source:  "45 CFR 164.514(b)(2)(i)(F); RFC 5322 3.4.1 addr-spec without quoted strings; RFC 1035 host names",
	Anchors: At,
	Vain:    vainUser, // which username asks too
	Cues:    []string{"dot"},
	Keys: []string{"email", "emailaddress", "mail", "upn", "emailaddr", "useremail", "workemail", "homeemail", "correo", "courriel", "userprincipalname",
		"contactemail", "emailid", "mailto", "recipientemail",
		"emailadresse", "emailadres", "adressemail", "adresseemail", "adresseelectronique", "correoelectronico", "indirizzoemail",
		"mailadresse", "mailadres", "courrielpatient", "correopaciente", "adresseelectroniquepatient", "emailpaciente", "enderecoemail"},
	Find: findEmail,
	Value: func(dst []Span, s []byte, f Field) []Span {
		i, j := trimmed(s, f)
		n := len(dst)
		for k := i; k < j; k++ {
			if s[k] == '@' || s[k] == '%' && at(s, k+1, '4') && at(s, k+2, '0') {
				dst = findEmail(dst, s, k)
			}
		}
		if v := s[i:j]; len(dst) == n && (spelledAt(v) || cutAddress(v)) && !constant(v) {
			return append(dst, Span{Start: i, End: j, Type: Email, Score: Keyed, Why: "key of an e-mail address"})
		}
		return dst
	},
	Hits: []string{
		`reach me at «ruth dot oyelaran at gmail dot com» please`,
		`email is «kbhatt_1979 at outlook dot com» confirmed`,
		`user: write to «r.oyelaran [at] fastmail [dot] example»`,
		`mail «t.oyelowo(at)fastmail(dot)example»`,
		`«bjorn underscore k at yahoo dot co dot uk»`,
		`to=«jane.doe+rx@example.org» sent`,
		`GET /p?email=«jane%40example.org»&x=1`,
		`mailto:«jane@example.org»`,
		`"Jane Doe"<«jd@example.org»>`,
		`upn=«jdoe@corp.example.org»`,
		`email="«jane(at)example(dot)org»"`,
		`email: «jane at example dot org»`,
		`{"log":"mail=«canary7@ex»`,
		`«JANE@EXAMPLE.ORG»`,
		`«jane@mail.clinic.example»`,
		`user=«jane@example.org»;`,
		`sip:«jane@example.org»`,
		`Key (email)=(«jd@example.org») already exists`,
		`args=('«jd@example.org»',)`,
		`\n«jane@example.org»\n`,
		`\u003c«jane@example.org»\u003e`,
		`contact «o'brien@example.org».`,
		`email%3D«jane%40example.org»`,
		`«jürgen@müller.example»`,
		`«a@b.example», «c@d.example»`,
	},
	Misses: []string{
		`the dot at the end dot com`,
		`looked at the red dot on the map`,
		`at dot net level`,
		`git clone git@github.com:org/repo`,
		`ssh root@host uptime`,
		`npm WARN deprecated har-validator@10.7.17: gone`,
		`pull image@sha256:be1ad7f6d61be843796c551b`,
		`com.example.Foo@1a2b3c destroyed`,
		`import "@types/node@18"`,
		`@Override public void run()`,
		`Started getty@tty1.service`,
		`logo@2x.png 404`,
		`{"@t":"x","@mt":"y"}`,
		`mail@ nothing`,
		`100%40 done`,
		`message-id=<20240101.1234@mx.example.org>`,
		`deploy@10.0.0.1`,
		`INVITE sip:4412@pbx.example.org SIP/2.0`,
	},
}

// cutAddress says whether v is an address whose domain the text cuts short, or has no dot: local part, at-sign, the
// beginning of a host. Those of the machine itself are nobody's.
func cutAddress(v []byte) bool {
	k := bytes.IndexByte(v, '@')
	return k > 0 && localStart(v, k) == 0 && is(v, k+1, alnum) && domainRun(v, k+1) == len(v) &&
		!hasFold(v, 0, "root@") && !hasFold(v, k+1, "localhost")
}

// domainRun returns the end of the bytes of a host name from i on.
func domainRun(v []byte, i int) int {
	for i < len(v) && (is(v, i, alnum) || v[i] == '.' || v[i] == '-') {
		i++
	}
	return i
}

// spelledAt says whether v spells an address out: it holds "at" and "dot" as words or in brackets.
func spelledAt(v []byte) bool {
	at, dot := false, false
	for i := range v {
		at = at || wordFold(v, i, "at")
		dot = dot || wordFold(v, i, "dot")
	}
	return at && dot
}

func findEmail(dst []Span, s []byte, pos int) []Span {
	if s[pos]|0x20 == 'd' {
		return findSpokenEmail(dst, s, pos)
	}
	d := pos + 1
	if s[pos] == '%' {
		d = pos + 3
	}
	i := localStart(s, pos)
	j := domainEnd(s, d)
	if i >= pos || j == 0 || pos-i > 64 || j-d > 253 || !holds(s[i:pos], alnum) {
		return dst
	}
	if hasFold(s, i, "git@") && at(s, j, ':') || messageID(s, i) || inside(s, i, pos) {
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: Email, Score: Checked, Why: "e-mail address"})
}

// inside says whether s[i:j] is the number of a line inside a telephone system, in the address that calls it: sip:4412@pbx.example.org
// (RFC 3261, 19.1).
func inside(s []byte, i, j int) bool {
	return j-i <= 5 && run(s, i, digit) == j && at(s, i-1, ':') && (wordFold(s, i-4, "sip") || wordFold(s, i-5, "sips"))
}

// localStart returns where the local part that ends before pos starts, at most 64 bytes back; pos when there is none.
func localStart(s []byte, pos int) int {
	i := pos
	for i > 0 && pos-i <= 64 && is(s, i-1, local|high) {
		if n := escaped(s, i); n == 3 && !localEscape(s[i-2], s[i-1]) {
			break
		}
		i--
	}
	if n := escapeAhead(s, i); n > 0 {
		i += n
	}
	if k := colourEnd(s, i); k < pos {
		i = k
	}
	for i < pos && among(".'-#!~+%", s[i]) {
		i++
	}
	if i < pos && s[pos-1] == '.' {
		return pos
	}
	return i
}

// colourEnd returns where the control sequence ends whose parameters begin at i, behind ESC and a bracket (ECMA-48, 8.3.117); i
// where there is none.
func colourEnd(s []byte, i int) int {
	if !at(s, i-1, '[') || !at(s, i-2, 0x1b) && !hasFold(s, i-4, "x1b") && !hasFold(s, i-6, "u001b") && !hasFold(s, i-4, "033") {
		return i
	}
	k := i
	for is(s, k, digit) || at(s, k, ';') {
		k++
	}
	if at(s, k, 'm') {
		return k + 1
	}
	return i
}

// localEscape says whether the percent escape of the hexadecimal digits a and b stands for a byte of a local part: + - . _
func localEscape(a, b byte) bool {
	return a == '2' && (fold(b) == 'b' || fold(b) == 'd' || fold(b) == 'e') || a == '5' && fold(b) == 'f'
}

// escapeAhead returns the length of the rest of an escape whose backslash stands before i: n of \n, u003c of \u003c.
func escapeAhead(s []byte, i int) int {
	if !at(s, i-1, '\\') || i >= len(s) {
		return 0
	}
	if at(s, i, 'u') && isHex(s, i+1) && isHex(s, i+2) && isHex(s, i+3) && isHex(s, i+4) {
		return 5
	}
	if among("nrt", s[i]) {
		return 1
	}
	return 0
}

// domainEnd returns the end of the domain at d, or 0 when it is none: labels, the last one of letters, two or more.
func domainEnd(s []byte, d int) int {
	end, labels := 0, 0
	for i := d; i-d < 254; {
		j := i
		for is(s, j, alnum) || at(s, j, '-') {
			j++
		}
		if j == i || j-i > 63 || s[i] == '-' {
			break
		}
		k := run(s, i, letter)
		if labels++; labels > 1 && (k == j && j-i >= 2 || hasFold(s, i, "xn--")) && s[j-1] != '-' {
			end = j
		} else if labels > 1 && !at(s, j, '.') {
			if k-i >= 2 && at(s, k, '-') {
				end = k // a sentence goes on behind a dash
			} else {
				return 0
			}
		}
		if !at(s, j, '.') {
			break
		}
		i = j + 1
	}
	if end == 0 || notTLD(s, end) {
		return 0
	}
	return end
}

// notTLD says whether the last label before end is a file suffix or a systemd unit type rather than a top-level domain.
func notTLD(s []byte, end int) bool {
	var buf [24]byte
	switch string(lowered(s, back(s, end, letter), end, &buf)) {
	case "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "ts", "json", "jar", "so", "service", "socket", "timer", "target", "mount", "slice",
		"scope", "automount", "swap", "path", "device":
		return true
	}
	return false
}

// messageID says whether the address at i is that of a message (RFC 5322 3.6.4), not of a person.
func messageID(s []byte, i int) bool {
	if !at(s, i-1, '<') {
		return false
	}
	if hasFold(s, i-len("message-id <"), "message-id <") {
		return true
	}
	var buf [24]byte
	w := keyBefore(s, i-1, &buf)
	return string(w) == "id" || string(w) == "msgid" || string(w) == "messageid"
}
