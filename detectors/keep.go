package detectors

// kept says whether the number text[i:j] belongs to something that engineers read logs for and that only looks like an
// identifier (detector specification 6.6): a UUID or hash, an epoch, a version, a block or job id, a constant, or the
// value of an operational key. Detectors of numbers ask it wherever no key of their own owns the value.
func kept(s []byte, i, j int) bool {
	return inUUID(s, i, j) || jobID(s, i) || version(s, i) || epoch(s[i:j]) || limit(s[i:j]) || operational(s, i)
}

// bounded says whether text[i:j] stands alone: no letter, digit or underscore on either side, no fraction, no hyphen
// that ties it to more letters or digits. Escapes such as \n and %3D before it count as boundaries.
func bounded(s []byte, i, j int) bool {
	if is(s, j, word) || at(s, j, '.') && is(s, j+1, digit) || at(s, j, '-') && is(s, j+1, alnum) {
		return false
	}
	return opens(s, i) && !(at(s, i-1, '.') && is(s, i-2, digit)) && !(at(s, i-1, '-') && is(s, i-2, alnum))
}

// opens says whether a token may start at i: nothing of a word before it, or only the end of an escape.
func opens(s []byte, i int) bool {
	return !is(s, i-1, word) || escaped(s, i) > 0
}

// escaped returns the length of the escape (\n, \u0022, %3D) that ends before i, else 0.
func escaped(s []byte, i int) int {
	switch {
	case at(s, i-3, '%') && isHex(s, i-2) && isHex(s, i-1):
		return 3
	case at(s, i-2, '\\') && (at(s, i-1, 'n') || at(s, i-1, 'r') || at(s, i-1, 't')):
		return 2
	case at(s, i-6, '\\') && at(s, i-5, 'u') && isHex(s, i-4) && isHex(s, i-3) && isHex(s, i-2) && isHex(s, i-1):
		return 6
	}
	return 0
}

func isHex(s []byte, i int) bool {
	return uint(i) < uint(len(s)) && (s[i]-'0' < 10 || s[i]|0x20-'a' < 6)
}

// uuid returns the end of the UUID (RFC 9562, 8-4-4-4-12) that starts at i, or 0.
func uuid(s []byte, i int) int {
	if i < 0 || len(s)-i < 36 || s[i+8] != '-' || s[i+13] != '-' {
		return 0
	}
	for k := range 36 {
		if k == 8 || k == 13 || k == 18 || k == 23 {
			if s[i+k] != '-' {
				return 0
			}
		} else if !isHex(s, i+k) {
			return 0
		}
	}
	return i + 36
}

// inUUID says whether text[i:j] is a part of a UUID.
func inUUID(s []byte, i, j int) bool {
	for k := max(0, j-36); k <= i; k++ {
		if end := uuid(s, k); end >= j {
			return true
		}
	}
	return false
}

// jobID says whether the number at i follows an underscore, as in blk_-1608999687919862906 and task_2015: a file system
// block, a job, a container.
func jobID(s []byte, i int) bool {
	return at(s, i-1, '_') || at(s, i-1, '-') && at(s, i-2, '_') || at(s, i-1, 'x') && at(s, i-2, '0')
}

// version says whether the number at i continues a dotted version or a v-prefixed one.
func version(s []byte, i int) bool {
	return at(s, i-1, '.') && is(s, i-2, digit) || (at(s, i-1, 'v') || at(s, i-1, 'V')) && !is(s, i-2, alnum)
}

// epoch says whether v is a Unix time of 2001 to 2033 in seconds, milliseconds, microseconds or nanoseconds.
func epoch(v []byte) bool {
	switch len(v) {
	case 10, 13, 16, 19:
		return v[0] == '1' && run(v, 0, digit) == len(v)
	}
	return false
}

// limit says whether v is the largest number of a machine type.
func limit(v []byte) bool {
	switch string(v) {
	case "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615":
		return true
	}
	return false
}

// operational says whether a key that names something of the machine owns the value at i: port=, "trace_id":", offset:.
func operational(s []byte, i int) bool {
	var buf [24]byte
	switch string(keyBefore(s, i, &buf)) {
	case "trace", "span", "request", "req", "correlation", "transaction", "txn", "session", "commit", "sha", "digest", "etag", "offset",
		"partition", "seq", "sequence", "port", "pid", "tid", "thread", "line", "col", "version", "build", "epoch", "ts", "time", "timestamp",
		"duration", "elapsed", "latency", "took", "bytes", "size", "length", "count", "total", "code", "status", "retry", "lease", "block",
		"inode", "job", "task", "lag", "index", "rev", "revision", "checksum", "hash", "trace_id", "traceid", "span_id", "spanid", "request_id",
		"requestid", "session_id", "sessionid", "job_id", "jobid", "correlation_id", "correlationid", "content_length", "blk":
		return true
	}
	return false
}

// keyBefore returns, in lower case, the last word of the key whose separator stands before i, without the hyphens, or
// nothing when the value at i has no key.
func keyBefore(s []byte, i int, buf *[24]byte) []byte {
	i = backAny(s, i, "\"'\\ [(")
	if i == 0 || s[i-1] != '=' && s[i-1] != ':' {
		return nil
	}
	j := backAny(s, i, "=:>\"'\\ ")
	k := back(s, j, letter|under)
	return lowered(s, k, j, buf)
}

// backAny returns the start of the run of at most 8 bytes of set that ends before i.
func backAny(s []byte, i int, set string) int {
	for n := 0; n < 8 && i > 0 && among(set, s[i-1]); n++ {
		i--
	}
	return i
}

func among(set string, b byte) bool {
	for i := range len(set) {
		if set[i] == b {
			return true
		}
	}
	return false
}

// lowered copies s[i:j] in lower case to buf; nil when it does not fit.
func lowered(s []byte, i, j int, buf *[24]byte) []byte {
	if j-i > len(buf) || j < i {
		return nil
	}
	for k := i; k < j; k++ {
		buf[k-i] = fold(s[k])
	}
	return buf[:j-i]
}
