package detectors

// homeOf takes the login name in a path to a home directory, where the word at pos is home, Users, user or staging:
// /home/jdoe/x, C:\Users\jdoe\x, hdfs://host:9000/user/jdoe/x, /staging/jdoe/.staging. Paths of web pages have the same
// words: there the name must not be an ordinary word, and lower-case "users" counts only behind a file system's scheme.
func homeOf(dst []Span, s []byte, pos, j int) []Span {
	k, sep := pathSeparator(s, j)
	if k == j || pos == 0 || s[pos-1] != sep {
		return dst
	}
	end := loginEnd(s, k)
	v := s[k:min(end, k+40)]
	if len(v) < 2 || len(v) > 32 || system(v) || !is(v, 0, lower|upper) || at(s, end, '@') {
		return dst
	}
	next, _ := pathSeparator(s, end)
	deeper := next > end
	common := lookupName(v).common() > 4
	score := float32(Cued)
	switch {
	case wordFold(s, pos, "home"):
		if is(s, pos-2, word) && !hasFold(s, pos-7, "export/") || at(s, pos-2, '.') || method(s, pos-1) || common && !deeper || at(s, end, '.') {
			return dst
		}
	case hasFold(s, pos, "staging"):
		if !hasFold(s, end, "/.staging") {
			return dst
		}
	case sep == '\\' || s[pos] == 'U' && at(s, j-1, 's'):
		if wordFold(s, k, "shared") || wordFold(s, k, "all") || wordFold(s, k, "default") {
			return dst
		}
	case !fileSystem(s, pos-1):
		return dst
	}
	return append(dst, Span{Start: k, End: end, Type: Username, Score: score, Why: "home directory"})
}

// pathSeparator passes over one slash or up to four backslashes, as JSON in JSON writes one, at i.
func pathSeparator(s []byte, i int) (next int, sep byte) {
	if at(s, i, '/') {
		return i + 1, '/'
	}
	for next = i; at(s, next, '\\') && next < i+4; next++ {
	}
	if next < len(s) && next == i+1 && among("nrt\"", s[next]) && !is(s, next+1, alnum) {
		return i, 0
	}
	return next, '\\'
}

// method says whether the path at i is the target of a request: "GET /home/x".
func method(s []byte, i int) bool {
	var buf [24]byte
	w, _ := wordBefore(s, i, &buf)
	switch string(w) {
	case "get", "post", "put", "delete", "head", "patch", "options", "path", "uri", "url", "route", "to":
		return true
	}
	return false
}

// fileSystem says whether the path at i stands behind the scheme and host of a distributed file system.
func fileSystem(s []byte, i int) bool {
	k := i
	for k > 0 && i-k < 80 && (is(s, k-1, word) || among(".:-", s[k-1])) {
		k--
	}
	for _, scheme := range [...]string{"hdfs:/", "viewfs:/", "webhdfs:/", "afs:/", "maprfs:/"} {
		if hasFold(s, k-len(scheme)-1, scheme) || hasFold(s, k-len(scheme), scheme) {
			return true
		}
	}
	return false
}

// atHost takes the login name of user@host, where the host is no mail domain: behind it stands a port, or the colon of a
// shell's prompt or of scp. "@first.last" with two names is a mention of a person.
func atHost(dst []Span, s []byte, pos int) []Span {
	i := pos
	for i > 0 && pos-i < 34 && (is(s, i-1, lower|digit|under) || among(".-", s[i-1])) {
		i--
	}
	v := s[i:pos]
	if len(v) == 0 {
		return mention(dst, s, pos)
	}
	if len(v) < 2 || len(v) > 32 || !is(v, 0, lower) || i > 0 && (is(s, i-1, word) || among("/@$%+=", s[i-1])) || system(v) {
		return dst
	}
	end := loginEnd(s, pos+1)
	host := s[pos+1 : min(end, pos+65)]
	if len(host) >= 3 && healthAddress(host) && !is(s, end, word) && !at(s, end, '.') {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Shaped, Why: "address of a health account or a payment"})
	}
	if len(host) > 2 && serverSays(s, end) && (LoginForm(v) || loginLike(v) && len(v) > 5 && lookupName(v)&^0xff == 0) {
		score := float32(Cued)
		if !LoginForm(v) {
			score = Contextual
		}
		return append(dst, Span{Start: i, End: pos, Type: Username, Score: score, Why: "user of a statement, before its database"})
	}
	if len(host) < 2 || !holds(host, letter) || hexOnly(host) || !at(s, end, ':') {
		return dst
	}
	port := run(s, end+1, digit)
	if n := port - end - 1; !(n >= 2 && n <= 5 && !is(s, port, word)) && !at(s, end+1, '~') && !at(s, end+1, '/') {
		return dst
	}
	return append(dst, Span{Start: i, End: pos, Type: Username, Score: Cued, Why: "login name before a host"})
}

// healthAddress says whether host is a domain without a dot that people have addresses of: of India's health accounts (ABDM, health ID) and payments
// (NPCI, UPI virtual payment address).
func healthAddress(host []byte) bool {
	switch string(host) {
	case "abdm", "sbx", "ndhm", "upi", "okaxis", "okhdfcbank", "okicici", "oksbi", "ybl", "ibl", "axl", "apl", "paytm", "ptsbi", "ptyes", "pthdfc", "ptaxis", "icici", "hdfcbank", "sbi", "axisbank", "kotak", "yapl", "rapl", "jupiteraxis", "airtel", "freecharge":
		return true
	}
	return false
}

// serverSays says whether a level of PostgreSQL's log stands at s[i]: log_line_prefix '%u@%d '.
func serverSays(s []byte, i int) bool {
	if !at(s, i, ' ') {
		return false
	}
	e := run(s, i+1, upper)
	if !at(s, e, ':') || !at(s, e+1, ' ') {
		return false
	}
	switch string(s[i+1 : e]) {
	case "LOG", "ERROR", "FATAL", "PANIC", "WARNING", "NOTICE", "DETAIL", "HINT", "STATEMENT", "CONTEXT":
		return true
	}
	return false
}

// vainUser is vainQuad and vainAt.
func vainUser(s []byte, pos int) bool {
	if s[pos] == '@' {
		return vainAt(s, pos)
	}
	return vainQuad(s, pos)
}

// vainAt says whether neither an address, nor a login, nor a password is found at the at-sign s[pos]: no dot goes on what stands behind it, no
// port nor path follows, unless it is a number or the hash code of an object, and no URL begins before it.
func vainAt(s []byte, pos int) bool {
	if s[pos] != '@' || !is(s, pos-1, lower|digit|under) {
		return false
	}
	j := pos + 1
	for is(s, j, alnum) || at(s, j, '-') {
		j++
	}
	if at(s, j, '.') {
		return false
	}
	if j = loginEnd(s, pos+1); serverSays(s, j) || healthAddress(s[pos+1:j]) {
		return false
	}
	if at(s, j, ':') {
		if host := s[pos+1 : min(j, pos+65)]; holds(host, letter) && !hexOnly(host) {
			return false
		}
	}
	var found [1]Span
	return len(userinfo(found[:0], s, pos)) == 0
}

// hexOnly says whether v can be the hash code that Java prints behind an object's class.
func hexOnly(v []byte) bool {
	for i := range v {
		if !isHex(v, i) {
			return false
		}
	}
	return true
}

// mention takes "@first.last" when both halves are names.
func mention(dst []Span, s []byte, pos int) []Span {
	end := loginEnd(s, pos+1)
	if v := s[pos+1 : max(end, pos+1)]; len(v) > 4 && len(v) < 24 && (pos == 0 || among(" (:", s[pos-1])) && loginLike(v) && !scopeWord(v) && (end == len(s) || among(" ,:;)!?", s[end])) && !dottedName(v) {
		return append(dst, Span{Start: pos + 1, End: end, Type: Username, Score: Contextual, Why: "mention, in the company of identifiers"})
	}
	if is(s, pos-1, word) || at(s, pos-1, '.') || at(s, pos-1, '/') || !dottedName(s[pos+1:max(end, pos+1)]) || at(s, end, '/') || at(s, end, '@') || at(s, end, '(') {
		return dst
	}
	return append(dst, Span{Start: pos + 1, End: end, Type: Username, Score: Cued, Why: "mention of a person"})
}

// scopeWord says whether v stands behind an at-sign for no person: a group, an annotation, a package.
func scopeWord(v []byte) bool {
	switch string(v) {
	case "here", "channel", "everyone", "team", "all", "oncall", "param", "return", "returns", "throws", "deprecated", "media", "import", "types", "babel", "angular", "timestamp", "version", "metadata":
		return true
	}
	return lookupName(v).common() > 2
}

// dottedName says whether v is two names of the dictionary with a dot between, perhaps with digits behind: jane.roe2.
func dottedName(v []byte) bool {
	if len(v) > 40 {
		return false
	}
	i := run(v, 0, letter)
	if i < 2 || !at(v, i, '.') {
		return false
	}
	k := run(v, i+1, letter)
	return k-i > 2 && run(v, k, digit) == len(v) && lookupName(v[:i]).given() > 0 && lookupName(v[i+1:k]).surname() > 0
}

// sessionUser takes the user of "for user jdoe", "of user jdoe", "as user jdoe" and "authenticating user jdoe 203.0.113.7":
// s[i:end] is the word behind "user" at pos.
func sessionUser(s []byte, pos, i, end int) bool {
	var buf [24]byte
	w, _ := wordBefore(s, pos, &buf)
	v := s[i:end]
	switch string(w) {
	case "for", "of", "as", "by", "authenticating", "from", "invalid":
	default:
		return false
	}
	if lowerOnly(v) && lookupName(v).common() > 0 && !hasFold(s, end, " by (uid") && !hasFold(s, end, "(uid=") {
		return false
	}
	if at(s, end, ' ') {
		return hasFold(s, end, " by ") || hasFold(s, end, " from ") || hasFold(s, end, " on ") || is(s, end+1, digit) || count(v, digit) > 0
	}
	return end == len(s) || among(".,;()'\"\n:]", s[end])
}

// quotedUser takes the login name in quotes behind the word user that ends at j: user 'jroe', user "jane.roe".
func quotedUser(s []byte, j int) (Span, bool) {
	if !at(s, j, ' ') || !at(s, j+1, '\'') && !at(s, j+1, '"') {
		return Span{}, false
	}
	end := loginEnd(s, j+2)
	v := s[j+2 : max(end, j+2)]
	if len(v) < 3 || len(v) > 32 || !at(s, end, s[j+1]) || system(v) || !is(v, 0, lower|upper) || lowerOnly(v) && lookupName(v).common() > 0 {
		return Span{}, false
	}
	return Span{Start: j + 2, End: end, Type: Username, Score: Cued, Why: "login name in quotes"}, true
}

// suUser takes the login name of "su: (to root) jroe on pts/1", whose word pts is at pos.
func suUser(dst []Span, s []byte, pos int) []Span {
	n := len(dst)
	if !hasFold(s, pos-4, " on ") {
		return dst
	}
	if dst = ownerBefore(dst, s, pos-4); len(dst) > n && !(at(s, dst[n].Start-1, ' ') && at(s, dst[n].Start-2, ')')) {
		return dst[:n]
	}
	return dst
}

// uidOwner takes the login name before "(uid=0)", as PAM writes who changed the user.
func uidOwner(dst []Span, s []byte, pos int) []Span {
	if !at(s, pos-1, '(') || !at(s, pos+3, '=') {
		return dst
	}
	return ownerBefore(dst, s, pos-1)
}

// ownerBefore takes the login name that ends before e.
func ownerBefore(dst []Span, s []byte, e int) []Span {
	i := e
	for i > 0 && e-i < 34 && (is(s, i-1, word) || among(".-", s[i-1])) {
		i--
	}
	if v := s[i:e]; len(v) < 2 || len(v) > 32 || system(v) || !is(v, 0, lower) || i > 0 && among("/@:=", s[i-1]) {
		return dst
	}
	return append(dst, Span{Start: i, End: e, Type: Username, Score: Cued, Why: "login name in a session's record"})
}

// cronUser takes the login name of "(jdoe) CMD (backup)", whose word CMD is at pos.
func cronUser(dst []Span, s []byte, pos, j int) []Span {
	if !at(s, pos-2, ')') || !at(s, pos-1, ' ') || !at(s, j, ' ') || !at(s, j+1, '(') {
		return dst
	}
	n := len(dst)
	if dst = ownerBefore(dst, s, pos-2); len(dst) > n && !at(s, dst[n].Start-1, '(') {
		return dst[:n]
	}
	return dst
}

// sudoUser takes the login name of "sudo:  jdoe : TTY=pts/0", whose word TTY is at pos.
func sudoUser(dst []Span, s []byte, pos, j int) []Span {
	if !hasFold(s, pos-3, " : ") || !at(s, j, '=') {
		return dst
	}
	return ownerBefore(dst, s, pos-3)
}
