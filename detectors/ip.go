package detectors

var ip = Detector{
	Name: "ip",
	Type: IP,
	Doc: "Public addresses of people's machines: under a client's key, at the start of an access log line, behind from, client, peer and the like. " +
		"Private, loopback, link-local, carrier-grade and multicast addresses, servers' own addresses and versions stay.",
	Source:  "45 CFR 164.514(b)(2)(i)(O); RFC 1918, RFC 6598, RFC 3927, RFC 4291, RFC 4193 (ranges that name no public host); Apache common log format",
	Anchors: IPForm | Colons,
	Keys: []string{"ip", "ipaddress", "ipaddr", "clientip", "clientaddr", "clientaddress", "rip", "remoteip", "remoteaddr", "remoteaddress", "remotehost", "remote", "xforwardedfor", "xff", "forwardedfor", "xrealip", "realip", "trueclientip",
		"sourceip", "srcip", "sourceaddress", "sourceipaddress", "userip", "peer", "peeraddr", "peeraddress", "rhost", "cfconnectingip", "callerip", "loginip", "lastip", "src", "source", "ipv", "visitorip", "addrport", "patientip", "memberip",
		"downstream", "downstreamip", "downstreamaddress", "viewerip", "vieweraddress", "originip", "initiatorip", "requesterip", "calleraddress", "sourceips", "ipadresse", "adresseip", "direccionip", "indirizzoip", "enderecoip", "ipadres"},
	Find:  findIP,
	With:  (*Memo).findIP,
	Vain:  vainUser, // which username asks too
	Value: valueIP,
	Hits: []string{
		`[client «2001:db8:9a::7»:50921] AH01797: client denied`,
		`[client «2001:db8:1:2:3:4:5:6»:50921] AH01797: client denied`,
		`haproxy[318]: «198.51.100.21»:40112 [11/Feb/2026:10:31:07.412] fe~ be/s1 0/0/1/83/84 200`,
		`access: «198.51.100.21» - - "GET / HTTP/1.1" 200 88`,
		`Access denied for user 'jroe'@'«198.51.100.21»' (using password: YES)`,
		`connection received: host=«198.51.100.21» port=5432`,
		`no pg_hba.conf entry for host "«198.51.100.21»", user "jroe"`,
		`Login OK: [jroe] (from client vpn port 0 cli «198.51.100.21»)`,
		`Via: SIP/2.0/TLS «198.51.100.21»:5061;branch=z9hG4bK77`,
		`Via: SIP/2.0/UDP 10.0.4.20;received=«198.51.100.21»;rport=5060`,
		`no proposal for peer 'kp' at «198.51.100.21»[4500]`,
		`Initial packet from [AF_INET]«198.51.100.21»:1194`,
		`openvpn[2]: k.patel/«198.51.100.21»:52214 MULTI: Learn`,
		`connect from unknown[«198.51.100.21»]`,
		`2026-02-11T19:00:00Z web «198.51.100.21»:46532 10.0.0.66:80 0.0 0.1 0.0 200`,
		`1770000000.1 55 «198.51.100.21» TCP_MISS/200 1234 GET http://example.org/`,
		`LHR3 2390 «198.51.100.21» GET d1.example.org /x 200`,
		`GET /x - 443 - «198.51.100.21» Mozilla/5.0 200`,
		`User <k.patel> IP <«198.51.100.21»> connected`,
		`"POST /fhir/Patient HTTP/2" 200 - 0 88121 43 41 "«203.0.113.7»" "okhttp/4.12" "7e0c9a40"`,
		`portal.example:443 «203.0.113.7» - jdoe [16/Mar/2026:04:24:09 +0000] "GET / HTTP/1.1" 200 5`,
		`client_ip=«203.0.113.7»`,
		`X-Forwarded-For: «203.0.113.7», 10.0.0.4`,
		`remote=[«2001:db8::8a2e:370:7334»]:443`,
		`client_ip=«::ffff:203.0.113.7»`,
		`«203.0.113.7» - jdoe [16/Mar/2026:04:24:09 +0000] "GET / HTTP/1.1" 200 5`,
		`«73.14.124.202» - - [25/Jun/2026:03:26:44 +0000] "GET / HTTP/1.1" 200 5`,
		`peer «203.0.113.7»#53`,
		`"ip":"«203.0.113.7/32»"`,
		`Accepted publickey for bwhite from «67.53.63.88» port 24620 ssh2`,
		`[error] [client «64.242.88.10»] denied`,
		`"remoteAddress":"«174.46.4.246»"`,
		`ip=«73.151.227.88» result=success`,
		`rhost=«203.0.113.9»  user=x`,
		`login from «2001:db8:85a3:0:0:8a2e:370:7334»`,
		`client_ip=«0xCB007107»`,
		`Failed password for invalid user bob from «203.0.113.8» port 22`,
	},
	Misses: []string{
		`connecting to 203.0.113.7[443]`,
		`could not translate host "203.0.113.7" to address`,
		`pool host=203.0.113.7 port=5432 ready`,
		`proxied to 203.0.113.7:8080 GET /x`,
		`updated lib 203.0.113.7 - done "GET it"`,
		`pool member 203.0.113.7:80 [DOWN]`,
		`db.example.org/203.0.113.7:5432 refused`,
		`copied 203.0.113.7:80 10.0.0.4:80 of 2`,
		`upstream "203.0.113.7" "primary" selected`,
		`connected 203.0.113.7 port 22 [123]`,
		`client_ip=10.1.2.3`,
		`from 127.0.0.1 port 22`,
		`version 1.2.3.4 ready`,
		`client version 2.28.97.43 server version 4.17.23.28`,
		`client=1.2.3`,
		`listening on 0.0.0.0:80`,
		`upstream 52.1.2.3:443 timed out`,
		`at 12:30:45 from std::vec`,
		`from 192.168.0.4`,
		`peer 169.254.1.2`,
		`ip=100.64.3.4`,
		`from 224.0.0.1`,
		`client_ip=fe80::1%eth0`,
		`from ::1 port 22`,
		`use crate::de::ad::be`,
		`from 999.1.2.3`,
		`oid from 1.2.840.10008.1`,
		`client v8.8.4.4 started`,
	},
}

// quad returns the start and end of the dotted quad whose fourth part starts at pos; end is 0 when it is none.
func quad(s []byte, pos int) (start, end int) {
	i := pos
	for end = pos; end < len(s) && s[end]-'0' < 10; end++ {
	}
	if at(s, end, '.') && is(s, end+1, alnum) { // a longer number of the kind
		return 0, 0
	}
	for e := end; ; {
		if !octet(s[i:e]) {
			return 0, 0
		}
		if start++; start == 4 {
			break
		}
		if e = i - 1; e < 1 || s[e] != '.' {
			return 0, 0
		}
		for i = e; i > 0 && s[i-1]-'0' < 10; i-- {
		}
	}
	if is(s, end, word) || at(s, end, '-') && is(s, end+1, alnum) || at(s, i-1, '.') || at(s, i-1, '-') && is(s, i-2, alnum) || !opens(s, i) {
		return 0, 0
	}
	return i, end
}

// vainQuad says whether neither an address nor a user is found at the dotted quad whose fourth part starts at pos: it is a private one, and no
// user stands beside it.
func vainQuad(s []byte, pos int) bool {
	if !is(s, pos, digit) {
		return false
	}
	i, j := quad(s, pos)
	switch {
	case j == 0:
		return true
	case publicQuad(s, i):
		return false
	case accessLog(s, i, j):
		var found [1]Span
		return len(authUser(found[:0], s, j+1)) == 0
	}
	return !hasFold(s, i-len(" from "), " from ") && !(at(s, i-1, '/') && at(s, j, ':'))
}

// octet says whether the digits v are a number up to 255 without a leading zero.
func octet(v []byte) bool {
	switch len(v) {
	case 1:
		return true
	case 2:
		return v[0] != '0'
	case 3:
		return v[0] == '1' || v[0] == '2' && (v[1] < '5' || v[1] == '5' && v[2] <= '5')
	}
	return false
}

// publicQuad says whether the dotted quad s[i:] is a public host's: not private, loopback, link-local, carrier-grade,
// multicast, reserved or unspecified.
func publicQuad(s []byte, i int) bool {
	j := run(s, i, digit)
	a := number(s, i, j)
	b := number(s, j+1, run(s, j+1, digit))
	switch {
	case a == 0 || a == 10 || a == 127 || a >= 224, a == 172 && b >= 16 && b < 32, a == 192 && b == 168, a == 169 && b == 254, a == 100 && b >= 64 && b < 128:
		return false
	}
	return true
}

func findIP(dst []Span, s []byte, pos int) []Span { return (*Memo)(nil).findIP(dst, s, pos) }

func (m *Memo) findIP(dst []Span, s []byte, pos int) []Span {
	if s[pos] == ':' {
		m.of(s)
		return m.findIPv6(dst, s, pos)
	}
	i, j := quad(s, pos)
	if j == 0 || !publicQuad(s, i) || version(s, i) {
		return dst
	}
	switch {
	case accessLog(s, i, j):
		return append(dst, Span{Start: i, End: j, Type: IP, Score: Cued, Why: "address at the start of an access log line"})
	case clientBefore(s, i):
		return append(dst, Span{Start: i, End: j, Type: IP, Score: Cued, Why: "address behind a client's cue"})
	case forwardedFor(s, i, j), requestBehind(s, i, j):
		return append(dst, Span{Start: i, End: j, Type: IP, Score: Cued, Why: "client's address in a log of requests"})
	case at(s, i-1, '/') && at(s, j, ':') && openVPN(s, i):
		return append(dst, Span{Start: i, End: j, Type: IP, Score: Cued, Why: "client's address behind a login"})
	case addressBefore(s, i):
		return append(dst, Span{Start: i, End: j, Type: IP, Score: Doubtful, Why: "public address in a sentence"})
	}
	return dst
}

// forwardedFor says whether s[i:j] is in quotes behind a request and before its user agent, as Envoy and Istio write X-Forwarded-For (access logging,
// default format string).
func forwardedFor(s []byte, i, j int) bool {
	if !at(s, i-1, '"') || !at(s, i-2, ' ') || !hasFold(s, j, "\" \"") {
		return false
	}
	for k := i - 2; k > 0 && i-k < 512 && s[k] != '\n'; k-- {
		if s[k] == '/' && hasFold(s, k-4, "http/") {
			return true
		}
	}
	return false
}

// openVPN says whether a login and a slash stand before the address at i.
func openVPN(s []byte, i int) bool {
	var found [1]Span
	u := ownerBefore(found[:0], s, i-1)
	return len(u) > 0 && LoginForm(s[u[0].Start:u[0].End])
}

// requestBehind says whether what stands behind the address s[i:j], perhaps with its port, is what proxies and servers write of a client's
// request: its time in brackets (HAProxy, 8.2.3 of its configuration manual), its method or the result of a cache (Squid, LogFormat; CloudFront),
// its user agent (W3C extended log format), the address of the target (Elastic Load Balancing); or the port in brackets behind "at" (strongSwan).
func requestBehind(s []byte, i, j int) bool {
	e, port := j, false
	if at(s, e, ':') && is(s, e+1, digit) {
		e, port = run(s, e+1, digit), true
	}
	if at(s, e, '[') && hasFold(s, i-4, " at ") {
		k := run(s, e+1, digit)
		return k > e+1 && at(s, k, ']')
	}
	k := e
	for k < len(s) && k < e+3 && among(" \t\",", s[k]) {
		k++
	}
	switch {
	case k == e || k == len(s):
		return false
	case s[k] == '[':
		return port && is(s, k+1, digit) && (at(s, k+3, '/') || at(s, k+5, '-'))
	case is(s, k, digit):
		return port && balanced(s, k)
	case hasFold(s, k, "tcp_") || hasFold(s, k, "udp_") || hasFold(s, k, "mozilla/"):
		return true
	}
	return requestMethod(s, k) && !serverBefore(s, i)
}

// balanced says whether an address with a port and three times in seconds stand at s[i], as a load balancer writes them behind the client's.
func balanced(s []byte, i int) bool {
	for range 4 {
		e := i
		for e < len(s) && e < i+21 && (s[e]-'0' < 10 || among(".:-", s[e])) {
			e++
		}
		if e == i || !at(s, e, ' ') {
			return false
		}
		i = e + 1
	}
	return true
}

// requestMethod says whether the method of a request stands at s[i] (RFC 9110, 9; WebDAV left out), with a blank behind it.
func requestMethod(s []byte, i int) bool {
	e := run(s, i, upper)
	if e-i < 3 || e-i > 7 || !at(s, e, ' ') && !at(s, e, '\t') && !at(s, e, '"') {
		return false
	}
	switch string(s[i:e]) {
	case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS":
		return true
	}
	return false
}

// serverBefore says whether the word before the address at i makes it the one that a request goes to.
func serverBefore(s []byte, i int) bool {
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "to", "upstream", "server", "backend", "host", "target", "origin", "dest", "destination", "endpoint", "via", "proxy", "http", "https", "curl", "url":
		return true
	}
	return false
}

// accessLog says whether s[i:j] starts a line of the common log format: host ident authuser [date], or, without the date, "method.
func accessLog(s []byte, i, j int) bool {
	if i > 0 && s[i-1] != '\n' && !(s[i-1] == ' ' && i > 1 && (among(":|F", s[i-2]) || hasFold(s, j, " - "))) || !at(s, j, ' ') { // behind a host too
		return false
	}
	k := j + 1
	for n := 0; n < 2; n++ {
		e := k
		for e < len(s) && e < k+64 && s[e] != ' ' && s[e] != '\n' {
			e++
		}
		if e == k || !at(s, e, ' ') {
			return false
		}
		k = e + 1
	}
	return at(s, k, '[') && is(s, k+1, digit) || at(s, k, '"') && at(s, j+1, '-') && requestMethod(s, k+1) && (at(s, run(s, k+1, upper)+1, '/') || hasFold(s, run(s, k+1, upper)+1, "http"))
}

// clientBefore says whether what stands before the address at i speaks of the far side of a person's connection. Earlier
// hops of X-Forwarded-For are passed over.
func clientBefore(s []byte, i int) bool {
	if hasFold(s, i-7, "::ffff:") {
		i -= 7
	}
	for n := 0; n < 4 && at(s, i-2, ',') && at(s, i-1, ' '); n++ {
		k := i - 2
		for k > 0 && (isHex(s, k-1) || among(".:", s[k-1])) {
			k--
		}
		if k == i-2 {
			break
		}
		i = k
	}
	switch before(s, i) {
	case '<':
		i--
	case '\'', '"': // MySQL: 'jroe'@'203.0.113.7'; PostgreSQL: no pg_hba.conf entry for host "203.0.113.7"
		if at(s, i-2, '@') && (at(s, i-3, '\'') || at(s, i-3, '"')) || hasFold(s, i-1-len("entry for host "), "entry for host ") {
			return true
		}
	case '=': // PostgreSQL
		if hasFold(s, i-len("received: host="), "received: host=") {
			return true
		}
	case ']': // OpenVPN
		if hasFold(s, i-len("from [af_inet]"), "from [af_inet]") || hasFold(s, i-len("from [af_inet6]"), "from [af_inet6]") {
			return true
		}
	case '[': // Postfix: from unknown[..]
		k := i - 1
		for k > 0 && i-k < 80 && (is(s, k-1, word) || among(".-", s[k-1])) {
			k--
		}
		if k < i-1 && (hasFold(s, k-len("from "), "from ") || hasFold(s, k-len("client="), "client=") || hasFold(s, k-len("warning: "), "warning: ")) {
			return true
		}
	}
	var buf [24]byte
	w, at := wordBefore(s, i, &buf)
	switch string(w) {
	case "from", "client", "clientip", "remote", "peer", "rhost", "for", "ip", "cli":
		return true
	case "tls", "udp", "tcp", "ws", "wss", "sctp": // RFC 3261, 20.42
		return hasFold(s, at-len("sip/2.0/"), "sip/2.0/")
	case "received": // of a Via that another hop has added to
		return s[i-1] == '='
	case "address", "addr", "host":
		w, _ = wordBefore(s, back(s, at, under|word), &buf)
		return string(w) == "client" || string(w) == "remote" || string(w) == "peer" || string(w) == "ip"
	}
	return false
}

// addressBefore says whether the sentence before the address at i calls it one: "my address 203.0.113.7", "ip was".
func addressBefore(s []byte, i int) bool {
	var buf [24]byte
	w, k := wordBefore(s, i, &buf)
	if string(w) == "is" || string(w) == "was" {
		w, _ = wordBefore(s, k, &buf)
	}
	return string(w) == "address" || string(w) == "addr" || string(w) == "ip"
}

// ipv6 returns the end of the IPv6 address that starts at i, or 0: eight groups, or fewer around one "::" (RFC 4291 2.2).
func ipv6(s []byte, i int) int {
	groups, double := 0, false
	j := i
	for j < len(s) && j-i < 46 {
		k := j
		for isHex(s, k) && k-j < 5 {
			k++
		}
		if at(s, k, '.') && groups > 0 {
			e := run(s, k, digit)
			for n := 0; n < 3 && at(s, e, '.'); n++ {
				e = run(s, e+1, digit)
			}
			groups, k = groups+2, e
			j = k
			break
		}
		if k-j > 4 {
			if double && groups > 0 && s[j-2] != ':' && portAt(s, j-1) {
				return j - 1
			}
			return 0
		}
		if k > j {
			groups++
		}
		if j = k; !at(s, j, ':') {
			break
		}
		if at(s, j+1, ':') {
			if double {
				return 0
			}
			double = true
			j += 2
			if !isHex(s, j) {
				break
			}
			continue
		}
		if !isHex(s, j+1) || k == i || groups == 8 && portAt(s, j) {
			break
		}
		j++
	}
	if double && groups <= 7 || !double && groups == 8 {
		return j
	}
	return 0
}

// portAt says whether the colon s[i] has a port behind it that no further group can be.
func portAt(s []byte, i int) bool {
	e := run(s, i+1, digit)
	return at(s, i, ':') && e > i+1 && e <= i+6 && !is(s, e, word) && !at(s, e, ':') && !at(s, e, '.')
}

func (m *Memo) findIPv6(dst []Span, s []byte, pos int) []Span {
	i := max(m.colonRun(s, pos), pos-40)
	if !opens(s, i) {
		return dst
	}
	j := ipv6(s, i)
	if j == 0 || j < pos || is(s, j, word) || at(s, j, ':') && !portAt(s, j) || !publicV6(s, i, j) {
		return dst
	}
	if !clientBefore(s, i) && !accessLog(s, i, j) {
		if addressBefore(s, i) {
			dst = append(dst, Span{Start: i, End: j, Type: IP, Score: Doubtful, Why: "public address in a sentence"})
		}
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: IP, Score: Cued, Why: "address behind a client's cue"})
}

// colonRun returns where the run of hexadecimal digits and colons begins that ends before s[pos], or a position 40 bytes before that, or more.
func (m *Memo) colonRun(s []byte, pos int) int {
	i, from := pos, -1
	if m != nil && m.colons.to <= pos {
		from = m.colons.to
	}
	for i > 0 && pos-i < 40 && i != from && (isHex(s, i-1) || s[i-1] == ':') {
		i--
	}
	if i == from {
		i = m.colons.from
	}
	if m != nil {
		m.colons = colonRun{i, pos}
	}
	return i
}

// colonRun is a run of hexadecimal digits and colons, or the end of one.
type colonRun struct{ from, to int }

// publicV6 says whether s[i:j] is a global unicast address: not "::", "::1", fe80::/10, fc00::/7 or ff00::/8. It must
// hold a digit and at least three groups' worth of text, which words such as a::b do not.
func publicV6(s []byte, i, j int) bool {
	v := s[i:j]
	if hasFold(v, 0, "::ffff:") {
		return holds(v[7:], digit) && !hasFold(v, 7, "10.") && !hasFold(v, 7, "127.") && !hasFold(v, 7, "192.168.")
	}
	return len(v) >= 6 && holds(v, digit) && v[0] != ':' && !hasFold(v, 0, "fe") && !hasFold(v, 0, "fc") && !hasFold(v, 0, "fd") && !hasFold(v, 0, "ff")
}

func valueIP(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if hasFold(s, i, "0x") && j == i+10 && f.Key != "source" && f.Key != "src" && f.Key != "remote" && f.Key != "peer" { // 203.0.113.7 as a number
		for k := i + 2; k < j; k++ {
			if !isHex(s, k) {
				return dst
			}
		}
		return append(dst, Span{Start: i, End: j, Type: IP, Score: Keyed, Why: "key of a client's address"})
	}
	if !f.Quoted {
		j = max(j, min(len(s), f.End))
	}
	for k := i; k < j; k++ {
		if !isHex(s, k) && s[k] != ':' || k > i && (isHex(s, k-1) || among(".:-_", s[k-1]) || is(s, k-1, word)) {
			continue
		}
		e := ipv6(s, k)
		if e != 0 && publicV6(s, k, e) && !is(s, e, word) {
			dst = append(dst, Span{Start: k, End: e, Type: IP, Score: Keyed, Why: "key of a client's address"})
			k = e
			continue
		}
		fourth := k
		for n := 0; n < 3 && fourth > 0; n++ {
			if fourth = run(s, fourth, digit); !at(s, fourth, '.') {
				fourth = -2
			}
			fourth++
		}
		if fourth <= k || !is(s, fourth, digit) {
			continue
		}
		if b, e := quad(s, fourth); b == k && e > 0 && publicQuad(s, b) {
			if n := run(s, e+1, digit); at(s, e, '/') && n > e+1 && n <= e+3 {
				e = n
			}
			dst = append(dst, Span{Start: b, End: e, Type: IP, Score: Keyed, Why: "key of a client's address"})
			k = e
		}
	}
	return dst
}
