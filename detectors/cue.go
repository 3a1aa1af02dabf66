package detectors

// window is how far, in bytes, context is looked for on either side of a candidate.
const window = 48

// cueEnd returns the end of the word at i.
func cueEnd(s []byte, i int) int { return run(s, i, letter) }

// fillers may stand between a cue and its value: "member id number is: 12345".
func filler(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "no", "num", "nr", "nbr", "number", "id", "ids", "identifier", "is", "was", "of", "the", "code", "with", "value", "for", "on", "ref", "reference", "sfx", "suffix", "nummer", "numero", "nº":
		return true
	}
	return false
}

// afterCue returns where the value of a cue that ends at j starts: behind separators, brackets and at most three fillers.
// The second result says whether a filler or a separator other than a blank was passed.
func afterCue(s []byte, j int) (int, bool) {
	strong, limit := false, j+window
	for n := 0; n <= 3 && j < len(s) && j < limit; n++ {
		if n == 0 {
			j = nextItem(s, j)
		}
		for j < len(s) && j < limit && beforeValue[s[j]] {
			strong = strong || s[j] != ' ' && s[j] != '\t' && s[j] != '_'
			j++
		}
		k := run(s, j, letter)
		if k == j || is(s, k, digit|under) || at(s, k, '-') || !filler(s, j, k) {
			break
		}
		if at(s, k, '.') && !is(s, k+1, alnum) {
			k++
		}
		strong, j = true, k
	}
	return j, strong
}

// beforeValue are the bytes that may stand between a cue and its value.
var beforeValue = [256]bool{' ': true, '\t': true, '#': true, ':': true, '=': true, '(': true, ')': true, '\'': true, '"': true, '[': true,
	'{': true, '\\': true, '>': true, '<': true, '_': true}

// cuedID appends the identifier behind the cue that ends at j. weak is the least number of digits where nothing but a
// blank stands between, strong that behind "id", "#", ":" and the like. Machine numbers stay.
func cuedID(dst []Span, s []byte, j int, t Type, weak, strong int, why string) []Span {
	i, sure := afterCue(s, j)
	if k := back(s, j, letter); at(s, i-1, '_') || i > j+window || at(s, k-1, '.') && is(s, k-2, word) {
		return dst
	}
	least := weak
	if k := ending(s, i); k > i {
		i, sure, least = k, true, 3
	} else if sure {
		least = strong
	}
	end := groupsEnd(s, i, idWithSuffix(s, i), sure)
	v := s[i:end]
	if len(v) < 3 || len(v) > 40 || count(v, digit) < least || !opens(s, i) || is(s, end, under) || constant(v) || wordy(v) {
		return dst
	}
	if uuid(s, i) != 0 && backAny(s, i, "=:\"' \\") == j && shared(s, back(s, j, letter), j) {
		return dst
	}
	if weak >= 5 && (release(v) || tallied(s, j, i, end)) {
		return dst
	}
	if hasFold(v, 0, "req-") || hasFold(v, 0, "job-") || hasFold(v, 0, "task-") || len(v) > 36 && inUUID(s, end-12, end) {
		return dst
	}
	if !sure && (epoch(v) || limit(v) || dateAt(s, i, numeric|compact).end == end) || uuid(s, i) != 0 && !sure {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: t, Score: Cued, Why: why})
}

// vainID says whether cuedID finds nothing behind the cue that ends at s[j], or afterCue and then nothing that may be a number: a word that no
// more digits go on than a number must have, or a sign that begins none.
func vainID(s []byte, j int) bool {
	if nextItem(s, j) != j {
		return false
	}
	for limit := j + window; j < len(s) && j < limit && beforeValue[s[j]]; j++ {
	}
	k := run(s, j, letter)
	if k == j {
		return j < len(s) && class[s[j]]&alnum == 0 && !beforeValue[s[j]]
	}
	v := s[j:idEnd(s, j)]
	return fold(s[j]) != 'e' && count(v, digit) < 3 && (len(v) > 6 || holds(v, lower)) && !filler(s, j, k)
}

// ending passes over "ending in", "ends with" and the like at i: the last digits of a number follow.
func ending(s []byte, i int) int {
	if fold(at0(s, i)) != 'e' || !wordFold(s, i, "ending") && !wordFold(s, i, "ends") {
		return i
	}
	j := run(s, i, letter)
	if wordFold(s, j+1, "in") {
		j += len(" in")
	} else if wordFold(s, j+1, "with") {
		j += len(" with")
	}
	for n := 0; n < 3 && j < len(s) && among(" :*#", s[j]); n++ {
		j++
	}
	if !is(s, j, digit) && !is(s, j+2, digit) {
		return i
	}
	return j
}

// groupsEnd returns the end of the identifier s[i:end] with the groups of capitals and digits behind it, as people read them out:
// CLM 77 0912 A, 4400 1827 66. sure says that more than a blank leads to it.
func groupsEnd(s []byte, i, end int, sure bool) int {
	if e := run(s, i, upper); e > i && e <= i+4 && end == e && (!sure || count(s[i:e], upper) != e-i) {
		return end // a word in capitals
	}
	long := 4
	if sure && is(s, i, upper) {
		long = 6 // W2218 40937
	}
	if n := end - i; n < 1 || n > long || run(s, i, upper|digit) != end || !sure && count(s[i:end], digit) != n {
		return end
	}
	e, n := end, count(s[i:end], digit)
	for range 4 {
		if e+1 >= len(s) {
			break
		}
		g := run(s, e+1, upper|digit)
		d := count(s[e+1:g], digit)
		if !at(s, e, ' ') || g == e+1 || g > e+7 || is(s, g, word) || g < len(s) && among(":/%=@", s[g]) || g+1 < len(s) && among(".-,", s[g]) && is(s, g+1, alnum) {
			break
		}
		if d < 2 && !(d == 0 && g == e+2 && n > 3 && (sure || ends(s, g) || s[e+1] != 'A') && s[e+1] != 'I') {
			break
		}
		e, n = g, n+d
	}
	if e == end || n < 5 || !sure && n < 8 {
		return end
	}
	return e
}

// chained returns the number in the key of a cache, a queue or a lock behind the cue that ends at j, which one or two more words of it part from the
// cue: member:card:K0091827364:front. Both are 0 where there is none.
func chained(s []byte, j int) (i, e int) {
	i = j
	for n := 0; n < 3 && at(s, i, ':'); n++ {
		if k := run(s, i+1, lower|under); k > i+1 && k < i+17 && at(s, k, ':') {
			i = k
			continue
		}
		if n == 0 {
			break
		}
		e = idEnd(s, i+1)
		if v := s[i+1 : e]; count(v, digit) < 6 || len(v) > 40 || wordy(v) || epoch(v) || is(s, e, word) {
			break
		}
		return i + 1, e
	}
	return 0, 0
}

// opaque says whether v is an id of a server of FHIR and the like, which mixes capitals, small letters and digits: eQ3h1xkPz7.
func opaque(v []byte) bool {
	if len(v) < 8 || len(v) > 64 || !holds(v, upper) || !holds(v, lower) {
		return false
	}
	runs := 0
	for i, b := range v {
		switch {
		case class[b]&alnum == 0 && b != '-' && b != '.' && b != '_':
			return false
		case b-'0' < 10 && !is(v, i-1, digit):
			runs++
		}
	}
	return runs > 1
}

// barren says whether nothing that cuedID takes can follow the cue that ends at j: the byte there neither leads to a value nor is
// one's first, not even of one that is glued to the cue or is the next segment of a path.
func barren(s []byte, j int) bool {
	if j >= len(s) {
		return true
	}
	b := s[j]
	return !beforeValue[b] && class[b]&alnum == 0 && b != '/' && !(b == '|' && is(s, j+1, alnum)) && !(b == '-' && is(s, j+1, digit))
}

// wordy says whether v is rather a word, a file or a host name than an identifier: four or more lower-case letters in a
// row that are not hexadecimal, or a dot before a letter.
func wordy(v []byte) bool {
	n := 0
	for i, b := range v {
		switch {
		case b == '.' && is(v, i+1, letter):
			return true
		case b >= 'g' && b <= 'z':
			if n++; n >= 4 {
				return true
			}
		case class[b]&letter == 0:
			n = 0
		}
	}
	return false
}

// gluedCue says whether the cue that ends at j is the prefix of an identifier of at least least digits, as in MRN1234567
// and ACCT-99715202, and returns the identifier's end.
func gluedCue(s []byte, i, j, least int) (end int, ok bool) {
	k := j
	if at(s, k, '-') {
		k++
	}
	end = run(s, k, digit)
	return end, end-k >= least && end-k <= 15 && opens(s, i) && bounded(s, i, end)
}

// glued returns a prefix of identifiers with each letter that an identifier may begin with behind it, so that the scanner, which
// reads letters only, stops at MRNE5202952.
func glued(prefix string) (words []string) {
	for c := 'a'; c <= 'z'; c++ {
		words = append(words, prefix+string(c))
	}
	return words
}

// near says whether the lower-case word w, whole, stands within window bytes before i or behind j.
func near(s []byte, i, j int, w string) bool {
	for k := max(0, i-window); k+len(w) <= i; k++ {
		if s[k]|0x20 == w[0] && wordFold(s, k, w) {
			return true
		}
	}
	for k := j; k < min(len(s), j+window); k++ {
		if s[k]|0x20 == w[0] && wordFold(s, k, w) {
			return true
		}
	}
	return false
}

// wordBefore returns in lower case the word that ends before i, blanks and punctuation between passed over, and where it
// starts.
func wordBefore(s []byte, i int, buf *[24]byte) ([]byte, int) {
	j := i
	for n := 0; n < 8 && j > 0 && behindWord[s[j-1]]; n++ {
		j--
	}
	k := back(s, j, letter)
	if j-k > len(buf) {
		return nil, k
	}
	return lowered(s, k, j, buf), k
}

// behindWord are the bytes that wordBefore passes over, eight at most.
var behindWord = [256]bool{' ': true, '\t': true, ':': true, '=': true, '(': true, '\'': true, '"': true, '[': true, '/': true, '-': true,
	',': true, '.': true, '#': true}

// nextItem returns the start of the string that follows the string ending at j in a list, as in ["mrn", "482915"], or j. A
// list of names of columns is left.
func nextItem(s []byte, j int) int {
	if j >= len(s) || s[j] != '"' && s[j] != '\'' {
		return j
	}
	k := j + 1
	if !at(s, k, ',') {
		return j
	}
	if k++; at(s, k, ' ') {
		k++
	}
	if at(s, k, s[j]) && (is(s, k+1, digit) || is(s, k+2, digit)) {
		return k + 1
	}
	return j
}
