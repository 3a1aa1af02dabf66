package detectors

// groupAhead returns where the group begins that is part of the number at s[a], which a blank parts from it: two capitals of a site or a state, the
// first digits of a number in groups; a itself where there is none.
func groupAhead(s []byte, a int) int {
	if !at(s, a-1, ' ') {
		return a
	}
	k := back(s, a-1, upper|digit)
	n := a - 1 - k
	if n < 1 || n > 4 || k > 0 && !among(" =:\"'#([", s[k-1]) || contextOfWord(s[k:a-1])&ctxMask != ctxEdge && run(s, k, upper) == a-1 {
		return a
	}
	if w := s[k : a-1]; besideSign(w) || numberNoun(w) != None || besideNounOf(w) != None || programWord(w) || dateAt(s, k, numeric|named).end > a-1 {
		return a
	}
	return k
}

// besideGroupsEnd returns the end of the number s[a:e] of a type with the groups behind it: further digits where these are the first of a number in
// groups, a two-digit code of the person or the card behind one of a plan (904417733 01, 811720443*01).
func besideGroupsEnd(s []byte, a, e int, t Type) int {
	d := count(s[a:e], digit)
	if t == InsuranceID && d >= 6 && e+2 < len(s) && (s[e] == ' ' || s[e] == '*' || s[e] == '/') && is(s, e+1, digit) {
		k := run(s, e+1, digit)
		if k-e <= 3 && (k-e == 3 || s[e] != ' ') && groupEnds(s, k) {
			return k
		}
	}
	first := 0
	for k := a; k < e && s[k] != ' '; k++ {
		first++
	}
	if first > 6 || run(s, a, upper|digit) < a+first {
		return e
	}
	end, n := e, d
	for range 4 {
		k := run(s, end+1, digit)
		if !at(s, end, ' ') || k == end+1 || k > end+9 {
			break
		}
		if at(s, k, '-') || at(s, k, '/') || !groupEnds(s, k) || dateAt(s, end+1, numeric|named).end != 0 {
			break
		}
		n += k - end - 1
		end = k
	}
	if n < 7 || n > 20 {
		return e
	}
	if at(s, end, ' ') && is(s, end+1, upper) && !is(s, end+2, word) && !among("AI", s[end+1]) {
		end += 2
	}
	return end
}

// groupEnds says whether a group of digits may end at s[e]: nothing goes on there that makes it a measure, a time or part of a word.
func groupEnds(s []byte, e int) bool {
	return !is(s, e, word) && !countedAhead(s, e) && !(e < len(s) && among("%:@", s[e])) && !(e < len(s) && among(".,-/", s[e]) && is(s, e+1, alnum))
}

// besideUnknown is OtherID where the word before the number s[a:e] of a record of a person is no word of a program, and stands as the names of
// numbers do: an abbreviation in capitals (CCF 0098812745, NRE 0500A4021189334), or a word with a number sign (SBSB_ID=910044827, sak nr 4471882).
func besideUnknown(s []byte, a, e int) Type {
	v := s[a:e]
	d := count(v, digit)
	if d == len(v) && (d < 7 || d > 16 || epoch(v)) || d < len(v) && (d < 5 || !holds(v, upper) || ticket(v)) || countedAhead(s, e) || operational(s, a) || !groupEnds(s, e) {
		return None
	}
	k, sign := a, false
	for n := 0; n < 4 && k > 0 && among(" =:\"'#", s[k-1]); n++ {
		k--
		sign = sign || s[k] == '#'
	}
	if is(s, k-1, digit) && hasFold(s, k-3, "id") && !is(s, k-4, word) && k < a { // id1 R26-0091
		return MRN
	}
	for range 3 {
		if at(s, k-1, '.') {
			k--
		}
		j := back(s, k, letter)
		for c := k - 1; c > j; c-- {
			if is(s, c, upper) && is(s, c-1, lower) {
				j = c
				break
			}
		}
		w := s[j:k]
		if k == a || len(w) < 2 || len(w) > 20 || programWord(w) || thingAhead(s, j) {
			return None
		}
		if besideSign(w) {
			if sign = true; j > 0 && among(" _-", s[j-1]) {
				k = j - 1
			} else if k = j; !is(s, j-1, letter) {
				return None
			}
			continue
		}
		if sign && !is(s, j-1, digit) {
			return OtherID
		}
		if len(w) <= 6 && count(w, upper) == len(w) && (j == 0 || among(" ,;([{|\"'/", s[j-1])) && !(at(s, j-1, '/') && is(s, j-2, alnum)) {
			return OtherID
		}
		return None
	}
	return None
}

// programWord says whether w names something of a program, an office or a laboratory that has numbers of its own.
func programWord(w []byte) bool {
	if contextOfWord(w)&ctxMask == ctxMachine {
		return true
	}
	var buf [24]byte
	if len(w) > len(buf) {
		return true
	}
	switch string(lowered(w, 0, len(w), &buf)) {
	case "trace", "span", "req", "correlation", "corr", "transaction", "txn", "tx", "rx", "trx", "session", "sess", "ses", "commit", "sha", "md", "digest", "etag", "offset", "seq", "sequence", "pid", "tid", "ppid",
		"uid", "gid", "auid", "line", "col", "ver", "build", "epoch", "ts", "time", "duration", "elapsed", "took", "size", "len", "length", "count", "total", "lease", "block", "blk", "inode", "lag", "idx", "rev",
		"revision", "checksum", "hash", "crc", "msg", "conn", "socket", "fd", "err", "errno", "exit", "signal", "sig", "mem", "ram", "frame", "packet", "pkt", "ip", "tcp", "udp", "ieee", "rfc", "iso", "cve", "inc",
		"chg", "tkt", "jira", "pr", "ndc", "upc", "cpt", "hcpcs", "loinc", "snomed", "sct", "rxcui", "oid", "gtin", "lot", "batch", "exp", "qty", "amt", "amount", "price", "cost", "paid", "due", "bal", "balance", "usd",
		"eur", "gbp", "bin", "pcn", "cvx", "mvx", "drg", "pos", "taxonomy", "room", "rm", "floor", "fl", "bldg", "dept", "loc", "location", "site", "fac", "facility", "store", "clinic", "ward", "ncpdp", "payer",
		"payor", "payerid", "tenant", "org", "project", "resource", "parent", "child", "os", "sdk", "kernel", "java", "jvm", "gc", "sql", "ora", "sqlstate", "ttl", "max", "min", "limit", "interval", "ping", "ack", "win", "mtime",
		"schema", "range", "mask", "flags", "flag", "level", "priority", "prio", "state", "step", "phase", "stage", "round", "part", "chunk", "slot", "shard", "zone", "region", "route", "rule", "item", "edit",
		"reject", "carc", "rarc", "group", "kb", "mb", "gb", "tb", "ms", "ns", "us", "hz", "px", "dpi", "wbc", "rbc", "plt", "iu", "pv", "vol", "volume", "page", "isbn", "issn", "doi", "pmid", "nct", "gsin", "gln", "sku", "mpn",
		"rev_id", "clia", "oui", "as", "asn", "vlan", "port", "ssid", "chip", "fw", "hw", "sw", "app", "client", "id", "utc", "gmt", "est", "pst", "cet", "in", "on", "at", "to", "of", "is", "and", "or", "for", "by", "the",
		"no", "yes", "ok", "with", "from", "worker", "container", "image", "layer", "proc", "core", "cell", "sector", "track", "tape", "disk", "dev", "bus", "irq", "dma", "addr", "ptr", "handle", "index", "icd", "dx", "atc", "rate", "score",
		"hl", "fhir", "dicom", "edi", "isa", "gs", "st", "se", "control", "ctl", "mcn", "segment", "loop", "element":
		return true
	}
	return false
}

// besideDotted returns the extent of the capitals and digits around s[start:end], which dots, slashes, colons or hyphens part; both the same where
// they are a date, a time, a version, an amount, an address, or part of something else.
func besideDotted(s []byte, start, end int) (a, e int) {
	for k := start; k < end; k++ {
		if class[s[k]]&(upper|digit) == 0 {
			return start, start
		}
	}
	for a = start; a > 0 && start-a < maxBesideNumber && (is(s, a-1, upper|digit) || dotted[s[a-1]] && is(s, a-2, upper|digit) && is(s, a, upper|digit)); a-- {
	}
	if a == 0 || !besideGap[s[a-1]] || dotted[s[a-1]] || at(s, a+4, '-') && run(s, a, digit) == a+4 || !besideNouned(s, a) {
		return start, start // the rest are times
	}
	for e = end; e < len(s) && e-a <= maxBesideNumber && (is(s, e, upper|digit) || dotted[s[e]] && is(s, e-1, upper|digit) && is(s, e+1, upper|digit)); e++ {
	}
	v := s[a:e]
	parts, colons, last := 1, 0, 0
	for k, b := range v {
		switch b {
		case ':':
			colons++
			fallthrough
		case '.', '/', '-':
			parts++
			last = k + 1
		}
	}
	d := count(v, digit)
	switch {
	case parts < 2, d < 6, e-a > maxBesideNumber, is(s, e, word), e < len(s) && among("%@(|^*", s[e]), a > 0 && (is(s, a-1, word) || among("-./$%@&+~|^*", s[a-1])):
		return start, start
	case parts == 2 && len(v)-last < 3, colons > 0 && (colons > 1 || !holds(v, upper)), dottedQuad(v), dateAt(s, a, numeric|named).end != 0, inUUID(s, a, e):
		return start, start
	}
	return a, e
}

// dotted are the bytes that part such a number.
var dotted = signs("-./:")

// CellNumber returns the extent of the capitals and digits around s[start:end] between semicolons, bars or the ends of a line; 0, 0 where
// something else stands there.
func CellNumber(s []byte, start, end int) (a, e int) {
	if start == 0 || !among(";|\n", s[start-1]) || run(s[:end], start, upper|digit) < end || end < len(s) && !among(";|\n", s[end]) {
		return 0, 0
	}
	return start, end
}

// IDForm says whether s[a:e] looks like an identifier without a word before it that says so: capitals and four digits or more, or six digits.
func IDForm(s []byte, a, e int) bool {
	v := s[a:e]
	d := count(v, digit)
	switch {
	case e-a > maxBesideNumber, e-a < 6, d < 4, !holds(v, upper) && !among0(v, "-") && d < 6, holds(v, upper) && ticket(v):
		return false
	case epoch(v), limit(v), inUUID(s, a, e), dateAt(s, a, numeric|named|compact).end != 0, operational(s, a), countedAhead(s, e):
		return false
	}
	return true
}

// SameForm says whether two numbers are alike: of one length and with the same letters and signs at the same places; and of those of digits alone,
// the same first one and seven or more.
func SameForm(a, b []byte) bool {
	if len(a) != len(b) || len(a) < 6 {
		return false
	}
	figures := 0
	for k := range a {
		if is(a, k, digit) && is(b, k, digit) {
			figures++
		} else if a[k] != b[k] {
			return false
		}
	}
	return figures >= 4 && (figures < len(a) || figures >= 7 && a[0] == b[0])
}
