package detectors

// Numbers of the ends of calls and messages, as switches, gateways and their interfaces write them without a plus sign.

// valueCaller takes the number under from or to (E.164) where something else in the record speaks of calls or messages.
func valueCaller(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if at(s, i, '+') && i < j {
		i++
	}
	e := run(s, i, digit)
	if n := e - i; n < 10 || n > 12 || f.Quoted && e != j || is(s, e, word) || (at(s, e, '.') || at(s, e, '-')) && is(s, e+1, alnum) || at(s, e, '/') || at(s, e, ':') && is(s, e+1, digit) || !e164(s[i:e]) || !telephony(s, f.KeyStart, e) {
		return dst
	}
	return append(dst, Span{Start: i, End: e, Type: Phone, Score: Keyed, Why: "number of one end of a call"})
}

// callRecord takes the number in quotes s[i:e] with the caller that a call detail record names further on, "Jane Roe" <6175550133>, by the same
// number (Asterisk, fields src and clid).
func callRecord(dst []Span, s []byte, i, e int) []Span {
	const reach = 200
	v := s[i:e]
	if len(v) > 12 || !e164(v) {
		return dst
	}
	for k := e; k+len(v)+2 <= min(len(s), e+reach); k++ {
		if s[k] != '<' || !hasFold(s, k+1, string(v)) || !at(s, k+1+len(v), '>') {
			continue
		}
		dst = append(dst, Span{Start: i, End: e, Type: Phone, Score: Cued, Why: "number of a caller"},
			Span{Start: k + 1, End: k + 1 + len(v), Type: Phone, Score: Cued, Why: "number of a caller"})
		q := k
		for q > e && among("\" \\", s[q-1]) {
			q--
		}
		a := q
		for a > e && (is(s, a-1, letter) || among(" .'-,", s[a-1])) {
			a--
		}
		if q < k && at(s, a-1, '"') && q-a > 2 && holds(s[a:q], letter) {
			dst = append(dst, Span{Start: a, End: q, Type: Name, Score: Cued, Why: "name of a caller"})
		}
		return dst
	}
	return dst
}

// e164 says whether the digits v are a number of a country that has so many (ITU-T E.164, annex to Operational Bulletin 1114): of North America
// ten or eleven, of others eleven or twelve.
func e164(v []byte) bool {
	switch len(v) {
	case 10:
		return nanp(v[:3], v[3:6])
	case 11:
		if v[0] == '1' {
			return nanp(v[1:4], v[4:7])
		}
	}
	switch v[0] {
	case '2':
		return v[1] == '0' || v[1] == '7' || v[1] >= '1' && v[1] <= '6' && len(v) > 10
	case '3', '4':
		return v[1] != '2' || v[0] == '4'
	case '5':
		return true
	case '6':
		return v[1] <= '9' && v[2] != '0'
	case '7':
		return len(v) == 11 && among("34679", v[1])
	case '8':
		return among("1245678", v[1])
	case '9':
		return v[1] <= '9'
	}
	return false
}

// telephony says whether something within some hundred bytes of s[i:e] speaks of calls or messages.
func telephony(s []byte, i, e int) bool {
	const reach = 160
	for k := max(0, i-reach); k < min(len(s), e+reach); k++ {
		if s[k] == '+' && run(s, k+1, digit) > k+10 {
			return true
		}
		switch s[k] | 0x20 {
		case 'a', 'b', 'c', 'd', 'i', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w':
		default:
			continue
		}
		if is(s, k-1, letter) {
			continue
		}
		for _, w := range [...]string{"sms", "mms", "call", "dial", "voice", "ivr", "sip:", "pbx", "pstn", "ring", "whatsapp", "twilio", "vonage", "nexmo", "plivo", "telnyx", "sinch", "asterisk", "answered", "phone",
			"text\"", "text=", "body=", "body\"", "trunk", "did=", "inbound", "message", "telecom", "channel="} {
			if hasFold(s, k, w) {
				return true
			}
		}
	}
	return false
}
