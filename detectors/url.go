package detectors

var profileURL = Detector{
	Name: "url",
	Type: URL,
	Doc: "Web addresses of a person under a key: profiles on social networks, and pages behind a noun of persons. Other addresses are kept, and " +
		"what their paths and queries hold is found part by part.",
	Source: "45 CFR 164.514(b)(2)(i)(N); RFC 3986",
	Cues:   []string{"facebook", "linkedin", "instagram", "twitter", "tiktok"},
	Find:   findProfile,
	Keys: []string{"url", "uri", "link", "href", "website", "homepage", "profileurl", "profile", "personalurl", "linkedin", "facebook", "instagram", "twitter", "blog", "webpage", "portalurl", "patienturl",
		"referer", "referrer"},
	Value: valueURL,
	Hits: []string{
		`url=«https://portal.example.org/patients/jacksona9/profile»`,
		`"url":"«https://portal.example.org/p/jane-doe/chart»"`,
		`profile_url=«https://example.org/~jdoe»`,
		`link="«https://facebook.com/jane.doe»"`,
		`linkedin=«https://www.linkedin.com/in/janedoe»`,
		`shared «https://facebook.com/jane.doe» today`,
		`see «www.linkedin.com/in/janedoe», please`,
	},
	Misses: []string{
		`url=https://example.org/api/v1/list?page=12&mrn=28044871`,
		`url=https://example.org/api/v1/health`,
		`url=/patients/search`,
		`url=https://portal.example.org/patients`,
		`url=https://portal.example.org/patients/search?x=1`,
		`link=eth0`,
		`website=null`,
		`uri=https://example.org/users/login`,
		`https://facebook.com/login`,
		`POST https://graph.facebook.com/v12.0/me 200`,
		`twitter.com answered`,
		`com.facebook.katana`,
	},
}

func valueURL(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	v := s[i:j]
	if e := run0(v); e < len(v) {
		v = v[:e]
	}
	p := 0
	for _, w := range [...]string{"https://", "http://"} {
		if hasFold(v, 0, w) {
			p = len(w)
		}
	}
	slash := p
	for slash < len(v) && v[slash] != '/' {
		slash++
	}
	if constant(v) || p == 0 && f.Key != "linkedin" && f.Key != "facebook" || slash+2 >= len(v) {
		return dst
	}
	host := v[p:slash]
	if !personal(f.Key) && !social(host) && !personPath(v[slash:]) {
		return dst
	}
	return append(dst, Span{Start: i, End: i + len(v), Type: URL, Score: Keyed, Why: "address of a person's page"})
}

// findProfile takes the address of a page of one person on the network whose name begins at pos.
func findProfile(dst []Span, s []byte, pos int) []Span {
	if !hasFold(s, cueEnd(s, pos), ".com/") {
		return dst
	}
	i := pos
	for i > 0 && pos-i < 32 && (is(s, i-1, lower|upper|digit) || among("./:-", s[i-1])) {
		i--
	}
	v := s[i:]
	v = v[:run0(v[:min(len(v), 512)])]
	for len(v) > 0 && among(".,;:!?)]}'", v[len(v)-1]) {
		v = v[:len(v)-1]
	}
	p := 0
	for _, w := range [...]string{"https://", "http://", "//"} {
		if p == 0 && hasFold(v, 0, w) {
			p = len(w)
		}
	}
	slash := p
	for slash < len(v) && v[slash] != '/' {
		slash++
	}
	host, path := v[p:slash], v[slash:]
	if !profileHost(host) {
		return dst
	}
	if hasFold(path, 0, "/in/") {
		path = path[len("/in"):]
	}
	e := 1
	for e < len(path) && (is(path, e, word) || among("-.~%@", path[e])) {
		e++
	}
	if e < 4 || generic(path[1:e]) || e < len(path) && path[e] != '?' && path[e] != '/' {
		return dst
	}
	return append(dst, Span{Start: i, End: i + len(v), Type: URL, Score: Cued, Why: "address of a person's page"})
}

// profileHost says whether host is a network of personal pages as people see it, not one of its interfaces.
func profileHost(host []byte) bool {
	for _, w := range [...]string{"facebook.com", "linkedin.com", "instagram.com", "twitter.com", "tiktok.com"} {
		if i := len(host) - len(w); i >= 0 && hasFold(host, i, w) && (i == 0 || hasFold(host, 0, "www.") && i == 4 || hasFold(host, 0, "m.") && i == 2) {
			return true
		}
	}
	return false
}

// run0 returns the end of the first run of bytes of v that a URL may hold.
func run0(v []byte) int {
	for i, b := range v {
		if b <= ' ' || among("\"<>\\^`|", b) {
			return i
		}
	}
	return len(v)
}

// personal says whether the key alone makes an address that of a person.
func personal(key string) bool {
	switch key {
	case "profileurl", "profile", "personalurl", "linkedin", "facebook", "instagram", "twitter", "patienturl":
		return true
	}
	return false
}

// social says whether host is a network of personal pages.
func social(host []byte) bool {
	for _, w := range [...]string{"facebook.com", "linkedin.com", "instagram.com", "twitter.com", "x.com", "tiktok.com", "myspace.com", "threads.net"} {
		if i := len(host) - len(w); i >= 0 && hasFold(host, i, w) && (i == 0 || host[i-1] == '.') {
			return true
		}
	}
	return false
}

// personPath says whether path names a person behind a noun of persons.
func personPath(path []byte) bool {
	for _, w := range [...]string{"/patients/", "/patient/", "/members/", "/member/", "/users/", "/user/", "/profile/", "/profiles/", "/people/", "/p/", "/u/", "/in/", "/~"} {
		for i := range path {
			if !hasFold(path, i, w) {
				continue
			}
			k := i + len(w)
			e := k
			for e < len(path) && (is(path, e, alnum) || among("-._~%", path[e])) {
				e++
			}
			if e-k >= 3 && !generic(path[k:e]) {
				return true
			}
		}
	}
	return false
}

// generic says whether a path segment names a function, not a person.
func generic(v []byte) bool {
	var buf [24]byte
	switch string(lowered(v, 0, len(v), &buf)) {
	case "search", "list", "new", "add", "create", "edit", "update", "delete", "login", "logout", "register", "all", "index", "me", "self", "import", "export", "count", "help", "about", "privacy", "terms", "legal", "policies", "share", "sharer", "sharer.php", "dialog", "plugins", "groups", "pages", "company", "jobs", "feed", "explore", "hashtag", "intent", "oauth", "v2", "tr", "profile", "settings", "health", "status", "api", "current", "batch", "bulk", "public":
		return true
	}
	return constant(v)
}
