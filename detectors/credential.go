package detectors

import "bytes"

var credential = Detector{
	Name: "credential",
	Type: Credential,
	Doc: "Passwords, tokens and keys: by key, behind Bearer and Basic, in the user part of a URL, tokens with the prefixes of their issuers, " +
		"JSON Web Tokens and private keys in PEM.",
	Source:  "RFC 6750, RFC 7617 (Authorization), RFC 3986 3.2.1 (userinfo), RFC 7519 (JWT), RFC 7468 (PEM); token prefixes as their issuers publish them",
	Anchors: At,
	Vain:    vainUser, // which username asks too
	Cues: []string{"bearer", "basic", "eyj", "eyjhbgcioijiuzi", "eyjhbgcioijsuzi", "eyjhbgcioijfuzi", "ghp", "gho", "ghs", "xoxb", "xoxp", "xoxa", "begin",
		"password", "passwd", "sk", "glpat"},
	Keys: []string{"password", "passwd", "pwd", "pass", "passphrase", "passcode", "secret", "clientsecret", "secretkey", "token", "accesstoken", "refreshtoken", "idtoken", "authtoken", "apitoken", "bearertoken",
		"csrftoken", "sessiontoken", "resettoken", "apikey", "apikeyid", "accesskey", "accesskeyid", "secretaccesskey", "privatekey", "signingkey", "encryptionkey", "authorization", "proxyauthorization", "xapikey", "cookie",
		"setcookie", "credential", "credentials", "otp", "pin", "mfacode", "totp", "samlresponse", "samlassertion", "jwt", "contrasena", "passwort", "kennwort", "motdepasse", "oldpassword", "newpassword", "sessioncookie", "jsessionid", "phpsessid",
		"psw", "pswd", "accesstok", "wachtwoord", "senha", "mdp"},
	Find:  findCredential,
	Value: valueCredential,
	Apart: true,
	Hits: []string{
		`password=«hunter2!» ok`,
		`"client_secret":"«s3cr3t-value»"`,
		`Authorization: Bearer «abc.def-123456»`,
		`authorization: Basic «amRvZTpodW50ZXIy»`,
		`curl -H "X: Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl»"`,
		`got «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w»`,
		`access_key_id=«AKIAIOSFODNN7EXAMPLE»`,
		`push with «ghp_16C7e42F292c6912E7710c838347Ae178B4a»`,
		`slack «xoxb-123456789012-abcdefABCDEF»`,
		`connect redis://«user:pw»@host:6379`,
		`open https://«jane:hunter2»@example.org/x`,
		`«-----BEGIN RSA PRIVATE KEY-----
MIIEow
-----END RSA PRIVATE KEY-----» end`,
		`token=«9f86d081884c7d65»`,
		`otp=«481516»`,
		`pin: «4815»`,
		`reset password to «cdttet*652NV»`,
		`Cookie: «JSESSIONID=0A1B2C3D4E»`,
	},
	Misses: []string{
		`password=null`,
		`password=***`,
		`password reset mail sent`,
		`token=true`,
		`token_count=12`,
		`unexpected token < in JSON`,
		`secret=${SECRET}`,
		`bearer token missing`,
		`basic auth enabled`,
		`-----BEGIN CERTIFICATE-----`,
		`https://example.org:443/@x`,
		`password={password}`,
		`pin=on`,
		`PWD=/tmp ; USER=root`,
		`token=Token{a64f992 ActivityRecord`,
		`token: android.os.BinderProxy@2bd79ce`,
		`passed=12 pass=3`,
		`Authorization: failed`,
		`password=PHI-CREDENTIAL-3k9x`,
		`http://host:80/a user@b`,
		`for key 'patients.password'" trace=4bf92f3577b34da6`,
		`upgraded password to version 2`,
	},
}

func findCredential(dst []Span, s []byte, pos int) []Span {
	if s[pos] == '@' || s[pos] == '%' {
		return userinfo(dst, s, pos)
	}
	j := cueEnd(s, pos)
	switch fold(s[pos]) {
	case 'b':
		if hasFold(s, pos, "begin") {
			return pem(dst, s, pos)
		}
		i := j
		for i < min(len(s), j+3) && among(" \"'", s[i]) {
			i++
		}
		if i == j {
			return dst
		}
		end := tokenEnd(s, i)
		if v := s[i:end]; len(v) < 8 || !secret(v) || constant(v) {
			return dst
		}
		return append(dst, Span{Start: i, End: end, Type: Credential, Score: Checked, Why: "credentials of an Authorization header"})
	case 'e':
		if issued(s, pos-1) || at(s, pos-1, '.') {
			return dst // inside a token: its start has been looked at
		}
		end := pos
		for end < len(s) && end < pos+8192 && (issued(s, end) || s[end] == '.') {
			end++
		}
		if dots(s[pos:end]) != 2 || end-pos < 24 {
			return dst
		}
		return append(dst, Span{Start: pos, End: end, Type: Credential, Score: Checked, Why: "JSON Web Token"})
	case 'p':
		return spoken(dst, s, pos, j)
	}
	if issued(s, pos-1) {
		return dst
	}
	end := pos
	for end < len(s) && end < pos+512 && issued(s, end) {
		end++
	}
	if end-j < 16 || !(at(s, j, '_') || at(s, j, '-')) || !holds(s[j:end], digit) {
		return dst
	}
	return append(dst, Span{Start: pos, End: end, Type: Credential, Score: Checked, Why: "token with its issuer's prefix"})
}

// issued says whether s[i] may stand in a token that its issuer marks by a prefix, or in a part of a JSON Web Token
// (base64url).
func issued(s []byte, i int) bool { return is(s, i, digit|upper|lower|under) || at(s, i, '-') }

// spoken takes "password is hunter2" and "password 'hunter2'".
func spoken(dst []Span, s []byte, pos, j int) []Span {
	if is(s, j, word) || is(s, pos-1, under) {
		return dst
	}
	i := j + 1
	if !at(s, j, ' ') {
		return dst // the name of a column in quotes
	}
	if wordFold(s, i, "is") || wordFold(s, i, "to") {
		if i += 3; i >= len(s) {
			return dst
		}
	} else if !at(s, i, '\'') && !at(s, i, '"') {
		return dst
	}
	for i < len(s) && among(": '\"", s[i]) && i < j+7 {
		i++
	}
	end := tokenEnd(s, i)
	if !holds(s[i:end], digit) {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Credential, Score: Cued, Why: "word behind a password cue"})
}

// tokenEnd returns the end of the run of token bytes at i (RFC 6750 b68 and more), at most 8 KB.
func tokenEnd(s []byte, i int) int {
	j := i
	for j < len(s) && j < i+8192 && (is(s, j, word) || among("-.~+/=:!$%&*@#^", s[j])) {
		j++
	}
	for j > i && among(".:", s[j-1]) {
		j--
	}
	return max(i, j)
}

// secret says whether v looks like no plain word: it holds a digit, an inner capital, or base64 padding.
func secret(v []byte) bool {
	return holds(v, digit) || count(v[1:], upper) > 0 && count(v, lower) > 0 || v[len(v)-1] == '='
}

func dots(v []byte) (n int) {
	for _, b := range v {
		if b == '.' {
			n++
		}
	}
	return n
}

// maxAts bounds the at-signs of a password.
const maxAts = 8

// userinfo takes the user and password before the '@' at pos, back to the "//" of a URL. An at-sign belongs escaped (RFC
// 3986 section 3.2.1), and yet stands in passwords as it is.
func userinfo(dst []Span, s []byte, pos int) []Span {
	if bytes.IndexByte(s[max(0, pos-160):pos], '/') < 0 {
		return dst // no URL begins there
	}
	colon, ats := -1, 0
	for i := pos - 1; i >= 2 && pos-i < 160; i-- {
		switch b := s[i]; b {
		case '/':
			if s[i-1] != '/' || s[i-2] != ':' {
				return dst
			}
			if colon < 0 || i+1 == pos || constant(s[colon+1:pos]) {
				return dst
			}
			return append(dst, Span{Start: i + 1, End: pos, Type: Credential, Score: Checked, Why: "user and password in a URL"})
		case ':':
			colon = i
		case '@', '%':
			if b == '@' || s[i+1] == '4' && s[i+2] == '0' {
				ats++
			}
			if ats > maxAts {
				return dst
			}
		case '"', '<', '>', '?':
			return dst
		default:
			if b <= ' ' {
				return dst
			}
		}
	}
	return dst
}

// pem takes a private key from its BEGIN line to its END line, or to the end of the record.
func pem(dst []Span, s []byte, pos int) []Span {
	const rule = "-----"
	if pos < len(rule) || string(s[pos-len(rule):pos]) != rule {
		return dst
	}
	k, private := pos, false
	for ; k < min(len(s), pos+64) && s[k] != '-'; k++ {
		private = private || hasFold(s, k, "private key")
	}
	if !private {
		return dst
	}
	for at(s, k, '-') {
		k++
	}
	end := k // up to the next rule, so that many keys in a record are read once
	for end < len(s) && !hasFold(s, end, rule) {
		end++
	}
	if hasFold(s, end, "-----end ") {
		for end += len("-----end "); end < len(s) && s[end] != '-'; end++ {
		}
		end = min(len(s), end+len(rule))
	}
	return append(dst, Span{Start: pos - len(rule), End: end, Type: Credential, Score: Structural, Why: "private key"})
}

func valueCredential(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	scheme := false
	for _, w := range [...]string{"bearer ", "basic ", "digest ", "token "} {
		if hasFold(s, i, w) {
			i += len(w)
			scheme = true
		}
	}
	i = min(i, j)
	if !f.Quoted && !cookies(f.Key) {
		k := i
		for k < j && s[k] > ' ' {
			k++
		}
		j = k
	}
	v := s[i:j]
	if constant(v) || len(v) < 3 || template(v) || f.Start < j && template(s[f.Start:j]) {
		return dst
	}
	for k := range v {
		if v[k] == '{' || v[k] == '@' && k > 0 && run(v, k+1, alnum) == len(v) && dots(v[:k]) > 1 {
			return dst // the print of an object: Token{a64f992, android.os.BinderProxy@2bd79ce
		}
	}
	if scheme && !secret(v) {
		return dst // jwt: token expired
	}
	switch f.Key {
	case "pwd":
		if v[0] == '/' {
			return dst // the working directory
		}
	case "authorization", "proxyauthorization":
		if len(v) < 8 || !secret(v) {
			return dst
		}
	case "pin", "otp", "totp", "mfacode", "passcode":
		if n := count(v, digit); n < 4 || n != len(v) {
			return dst
		}
	case "pass":
		if count(v, digit) == len(v) {
			return dst
		}
	case "cookie", "setcookie":
		if len(v) < 8 {
			return dst
		}
	}
	return append(dst, Span{Start: i, End: j, Type: Credential, Score: Keyed, Why: "key of a credential"})
}

func cookies(key string) bool { return key == "cookie" || key == "setcookie" }

// template says whether v is a placeholder that is filled in elsewhere: {password}, ${X}, <secret>, %s.
func template(v []byte) bool {
	if len(v) > 1 && (v[0] == '{' || v[0] == '<' || v[0] == '[' || v[0] == '%') {
		return true
	}
	return v[0] == '$' && len(v) > 1 && (v[1] == '{' || v[1] == '(' || is(v, 1, upper))
}
