package detectors

// release says whether v is the number of a release, such as 3.25.13 or v2.8.1: three or four short numbers parted by dots.
func release(v []byte) bool {
	i, n := 0, 0
	if len(v) > 0 && v[0]|0x20 == 'v' {
		i = 1
	}
	for {
		k := run(v, i, digit)
		if k == i || k-i > 5 {
			return false
		}
		n++
		if i = k; k == len(v) || v[k] != '.' {
			break
		}
		i++
	}
	return n >= 3 && n <= 4 && (i == len(v) || v[i] == '-' || v[i] == '+')
}

// tallied says whether the plain number s[i:j] behind the noun that ends at k counts what the noun names, and is nobody's number:
// something per second, one of the counts of a list ("rows by table: patient=48213 claim=99812"), or a pair beside one that counts
// ("patient=8880 control=2970").
func tallied(s []byte, k, i, j int) bool {
	d := run(s, i, digit)
	if at(s, d, '/') && (wordFold(s, d+1, "s") || wordFold(s, d+1, "sec") || wordFold(s, d+1, "min") || wordFold(s, d+1, "h")) || at(s, d, '%') && !isHex(s, d+1) {
		return true
	}
	if d != j || d-i > 8 || i == k || !among("=:", at0(s, backAny(s, i, " \"'")-1)) {
		return false
	}
	if a, z := pairAhead(s, j); z > a && counter(s, a, z) {
		return true
	}
	a := back(s, k, letter|under)
	for range 8 {
		b, ok := pairBefore(s, a)
		if !ok {
			break
		}
		if counter(s, b, run(s, b, letter)) {
			return true
		}
		a = b
	}
	return countsAhead(s, a)
}

// pairAhead returns the key of the pair "key=digits" that follows the value ending at j.
func pairAhead(s []byte, j int) (a, z int) {
	for j < len(s) && among(" ,;", s[j]) {
		j++
	}
	z = run(s, j, letter|under)
	k := z
	for k < len(s) && k < z+2 && among("=: ", s[k]) {
		k++
	}
	if k == z || !is(s, k, digit) {
		return 0, 0
	}
	return j, z
}

// pairBefore returns where the key of the pair "key=digits" starts that ends before the key at a.
func pairBefore(s []byte, a int) (int, bool) {
	e := backAny(s, a, " ,;")
	i := back(s, e, digit)
	if e == a || i == e {
		return 0, false
	}
	z := backAny(s, i, "=: ")
	k := back(s, z, letter|under)
	return k, z < i && k < z
}

// countsAhead says whether the words before a, on its line, say that counts follow.
func countsAhead(s []byte, a int) bool {
	e := backAny(s, a, " :([{\"'")
	if at(s, e-1, ')') { // a unit in brackets
		for e > 0 && s[e-1] != '(' && s[e-1] != '\n' {
			e--
		}
		e = backAny(s, e, " (")
	}
	for range 3 {
		i := back(s, e, letter|under)
		if i == e {
			return false
		}
		var buf [24]byte
		switch string(lowered(s, i, e, &buf)) {
		case "rows", "counts", "count", "sizes", "totals", "rate", "rates", "depth", "depths", "stats", "statistics", "lag", "tally", "row_counts", "counters", "throughput", "quotas", "arms", "cohort":
			return true
		}
		e = backAny(s, i, " ")
	}
	return false
}

// counter says whether the word s[i:j] is a key of counts and of nothing else.
func counter(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "control", "controls", "placebo", "excluded", "included", "screened", "randomized", "unmatched", "others", "nonpatient", "cohort":
		return true
	}
	return false
}

// machineValue says whether the value v of a key that systems use for things of their own too, such as claim, account and member, is
// theirs: a release, a UUID, or a name that ends in a UUID, as of a volume.
func machineValue(v []byte) bool {
	return release(v) || len(v) >= 36 && uuid(v, len(v)-36) == len(v)
}

// shared says whether the noun s[i:j] before a value is one that systems have for things of their own too.
func shared(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "claim", "claims", "account", "accounts", "member", "members", "subscriber", "policy", "group":
		return true
	}
	return false
}

// OfTopic says whether the key that ends at j is the name of a topic, a queue or the like, or the last part of one, and what stands behind it is
// said of that: "topic orders.medication: 61071".
func OfTopic(s []byte, j int) bool {
	k, parts := j, false
	for j-k < 64 && k > 0 {
		if b := s[k-1]; b == '.' || b == '-' || b == '/' {
			parts = true
		} else if class[b]&word == 0 {
			break
		}
		k--
	}
	if !parts || !at(s, k-1, ' ') {
		return false
	}
	var buf [24]byte
	switch w, _ := wordBefore(s, k, &buf); string(w) {
	case "topic", "topics", "queue", "queues", "stream", "exchange", "subject", "channel", "keyspace", "bucket", "index", "pipeline", "partition", "shard", "image", "container", "chart", "metric", "counter":
		return true
	}
	return false
}
