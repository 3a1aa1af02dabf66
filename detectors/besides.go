package detectors

// What a record that names a person holds besides: shapes that say too little by themselves and enough there.

// BesideDate returns the end of the calendar date at s[i], 0 where there is none: one with a year, in figures or with the month in
// words, or, told by whole, month and day alone, where a day of the week, "on", "for" or the like stands before them. A date with a
// time of day behind it, one that begins its line, and the value of a key of the machine's own are none.
func BesideDate(s []byte, i int) (end int, whole bool) {
	if i == 0 || s[i-1] == '\n' || !opens(s, i) || among(".-/:", s[i-1]) && is(s, i-2, alnum) {
		return 0, false
	}
	d := dateAt(s, i, numeric|named)
	if whole = d.end != 0; !whole {
		if e := roughDate(s, i); e > 0 {
			return e, false
		}
		if d = dateAt(s, i, numeric|named|partial); d.end == 0 || d.d == 0 && !monthAhead(s, i) || !is(s, i, letter) && !holds(s[i:d.end], letter) && !dayAhead(s, i) {
			return 0, false
		}
		if at(s, d.end, '-') && is(s, d.end+1, digit) { // 4/14-4/18
			if e := dateAt(s, d.end+1, numeric|named|partial); e.end != 0 && e.d != 0 && !e.timed {
				d = e
			}
		}
	}
	if d.timed || is(s, d.end, word) && !(at(s, d.end, 'T') && is(s, d.end+1, digit)) || d.end < len(s) && among("-/.:", s[d.end]) && is(s, d.end+1, alnum) && !docEnd(s, d.end) ||
		operational(s, i) || machineDate(s, i) {
		return 0, false
	}
	return d.end, whole
}

// DateStarts says whether the word at s[i] can begin a date: one, two or four digits, a month, or a day of the week.
func DateStarts(s []byte, i int) bool {
	if is(s, i, digit) {
		e := i + 1
		for e < len(s) && e < i+5 && s[e]-'0' < 10 {
			e++
		}
		if e == len(s) || e-i == 3 || e-i > 4 {
			return false
		}
		switch b := s[e]; b {
		case '-', '/', '.', '\\':
			return true
		default:
			return e-i <= 2 && (b == ' ' || class[b]&letter != 0)
		}
	}
	if i+3 > len(s) {
		return false
	}
	switch (uint32(s[i])<<16 | uint32(s[i+1])<<8 | uint32(s[i+2])) | 0x202020 {
	case 'j'<<16 | 'a'<<8 | 'n', 'f'<<16 | 'e'<<8 | 'b', 'm'<<16 | 'a'<<8 | 'r', 'a'<<16 | 'p'<<8 | 'r', 'm'<<16 | 'a'<<8 | 'y',
		'j'<<16 | 'u'<<8 | 'n', 'j'<<16 | 'u'<<8 | 'l', 'a'<<16 | 'u'<<8 | 'g', 's'<<16 | 'e'<<8 | 'p', 'o'<<16 | 'c'<<8 | 't',
		'n'<<16 | 'o'<<8 | 'v', 'd'<<16 | 'e'<<8 | 'c', 'm'<<16 | 'o'<<8 | 'n', 't'<<16 | 'u'<<8 | 'e', 'w'<<16 | 'e'<<8 | 'd',
		't'<<16 | 'h'<<8 | 'u', 'f'<<16 | 'r'<<8 | 'i', 's'<<16 | 'a'<<8 | 't', 's'<<16 | 'u'<<8 | 'n':
		return true
	}
	return false
}

// docEnd says whether the extension of a document follows at s[i].
func docEnd(s []byte, i int) bool { return at(s, i, '.') && isDocument(s, i+1) }

// dayAhead says whether the word before s[i] says that a day of a person's calendar follows.
func dayAhead(s []byte, i int) bool {
	var buf [24]byte
	w, k := wordBefore(s, i, &buf)
	if weekday(s, k, k+len(w)) {
		return true
	}
	switch string(w) {
	case "on", "for", "make", "until", "til", "till", "since", "from", "by", "through", "thru", "before", "after", "appt", "appointment", "visit", "seen",
		"show", "rebook", "rebooked", "moved", "rescheduled", "resched", "scheduled", "due", "booked", "admitted", "discharged", "given", "drawn", "released", "died", "born", "started", "start", "ended",
		"tomorrow", "today", "yesterday", "next", "last", "dos", "eff", "effective", "surgery", "or", "pickup", "leave", "recall", "exam", "screening", "mammogram", "colonoscopy", "dose", "shot", "booster", "vaccine", "cleaning", "clinic", "review", "stop", "end", "ends", "surg", "sx", "rx", "tx", "svc", "serv", "service", "fu", "f/u", "followup", "follow-up", "refill", "filled", "written",
		"collected", "coll", "recd", "received", "onset", "dx", "seit", "bis", "ab", "zum", "depuis", "jusqu", "au", "desde", "hasta", "para", "fino", "sinds", "tot", "vanaf", "cita", "rdv", "termin", "afspraak", "visita", "dal", "le", "el", "am", "den", "del", "op", "vom":
		return at(s, i-1, ' ')
	}
	return false
}

// monthAhead says whether the word before s[i] says that a month of a person's calendar follows: last exam 12/2024, recall Aug 2026.
func monthAhead(s []byte, i int) bool {
	var buf [24]byte
	w, _ := wordBefore(s, i, &buf)
	switch string(w) {
	case "recall", "exam", "visit", "seen", "since", "last", "next", "due", "mammogram", "colonoscopy", "surgery", "dose", "shot", "booster", "vaccine", "onset", "dx", "diagnosed", "admitted", "until", "till", "appt", "appointment", "screening",
		"cleaning", "review", "died", "seit", "depuis", "desde", "sinds", "dal":
		return true
	}
	return false
}

// roughDate returns the end of the date at s[i] that lacks its month or its year: Tuesday 13th, 02.02. before "bis 11.02.2026"; 0 for none.
func roughDate(s []byte, i int) int {
	if !is(s, i, digit) {
		j := run(s, i, letter)
		if !weekday(s, i, j) || !at(s, j, ' ') {
			return 0
		}
		if j++; hasFold(s, j, "the ") {
			j += len("the ")
		}
		e := run(s, j, digit)
		if n := number(s, j, min(e, j+2)); e > j && e <= j+2 && n > 0 && n < 32 && ordinal(s, e) == e+2 && wordDate(s, i, anyDate).end == 0 {
			return e + 2
		}
		return 0
	}
	j := run(s, i, digit)
	if j > i+2 || !at(s, j, '.') || !is(s, j+1, digit) {
		return 0
	}
	k := run(s, j+1, digit)
	if k > j+3 || !at(s, k, '.') || !calendar(0, number(s, j+1, k), number(s, i, j)) || !at(s, k+1, ' ') && !at(s, k+1, '-') {
		return 0
	}
	for _, w := range [...]string{" bis ", " - ", "-", " \u2013 ", "\u2013", " und ", " al ", " au ", " tot ", " till ", " og "} {
		if hasFold(s, k+1, w) {
			if d := dateAt(s, k+1+len(w), numeric|named); d.end != 0 {
				return k
			}
		}
	}
	return 0
}

// BesideCompact returns the end of the date without separators that the word s[i:end] is, in a record that names a person, where a word or key of
// a person's calendar stands before it: serv 20260113, from 020126 thru 020426; 0 where there is none.
func BesideCompact(s []byte, i, end int) int {
	if end-i == 8 && !eightDigitDate(s, i) || end-i == 6 && !sixDigitDate(s, i) || end-i != 8 && end-i != 6 || run(s, i, digit) != end || !opens(s, i) || is(s, end, word) ||
		i > 0 && among(".-/:+$#", s[i-1]) || end < len(s) && among(".-/:", s[end]) && is(s, end+1, alnum) {
		return 0
	}
	var buf [24]byte
	w, k := wordBefore(s, i, &buf)
	if i-k-len(w) > 3 {
		return 0
	}
	switch string(w) {
	case "serv", "svc", "svcs", "srv", "dos", "service", "visit", "appt", "admitted", "admit", "adm", "discharged", "disch", "dc", "eff", "effective", "term", "elig", "collected", "coll", "drawn", "surgery", "surg", "sx", "written",
		"filled", "fill", "onset", "died", "expired", "dod", "doa", "doi", "lmp", "edd", "edc", "seen", "exam", "rx":
		return end
	case "from", "thru", "through", "start", "end", "begin", "date", "until", "to", "on":
		if end-i == 8 || string(w) == "from" || string(w) == "thru" {
			return end
		}
	}
	return 0
}

// machineDate says whether the word or key before s[i] makes a date one of things: built, expires, released.
func machineDate(s []byte, i int) bool {
	var buf [24]byte
	w := keyBefore(s, i, &buf)
	if len(w) == 0 {
		w, _ = wordBefore(s, i, &buf)
	}
	switch string(w) {
	case "build", "built", "expires", "expire", "expiry", "expiration", "version", "release", "released", "copyright", "modified", "updated", "created", "deployed",
		"compiled", "rotated", "backup", "snapshot", "generated", "index", "updatedat", "updated_at", "createdat", "created_at", "modifiedat", "lastmodified", "last_modified", "notbefore", "notafter", "exported", "asof":
		return true
	}
	return false
}

// BesidePhone returns the end of the ten digits at s[i], perhaps behind a 1, that the North American plan can dial, 0 where there are
// none.
func BesidePhone(s []byte, i int) int {
	e := run(s, i, digit)
	a := i
	if e == i+11 && s[i] == '1' {
		a++
	}
	if e != a+10 || !bounded(s, i, e) || !nanp(s[a:a+3], s[a+3:a+6]) || operational(s, i) || limit(s[i:e]) || inUUID(s, i, e) || at(s, e, '_') {
		return 0
	}
	return e
}

// LoginOf says whether v, in lower case, is a login made of two words of a name, of one and the beginning of another, or of one and
// digits: jane.roe, jroe, roeja, jane87. words are in lower case too.
func LoginOf(v []byte, words [][]byte) bool {
	end := len(v)
	for end > 0 && is(v, end-1, digit) {
		end--
	}
	figures := len(v) - end
	if figures > 4 {
		return false
	}
	var joined [48]byte
	n := 0
	for _, b := range v[:end] {
		if class[b]&lower != 0 {
			if n == len(joined) {
				return false
			}
			joined[n] = b
			n++
		} else if b != '.' && b != '_' && b != '-' {
			return false
		}
	}
	login := joined[:n]
	for i, a := range words {
		if len(a) < 3 || !hasPrefixBytes(login, a[:min(len(a), 6)]) {
			if len(a) > 0 && n > 4 && login[0] == a[0] { // jroe
				for k, b := range words {
					if k != i && len(b) >= 4 && len(login) == 1+len(b) && string(login[1:]) == string(b) {
						return true
					}
				}
			}
			continue
		}
		rest := login
		if hasPrefixBytes(login, a) {
			rest = login[len(a):]
		} else {
			rest = login[min(len(a), 6):]
		}
		if len(rest) == 0 && len(a) >= 4 && figures >= 2 && n == len(a) {
			return true
		}
		for k, b := range words {
			if k != i && len(rest) > 0 && len(rest) <= len(b) && hasPrefixBytes(b, rest) && n > 4 {
				return true
			}
		}
	}
	return false
}

func hasPrefixBytes(s, p []byte) bool { return len(s) >= len(p) && string(s[:len(p)]) == string(p) }
