package linetime

import "bytes"

// usual says whether a key usually holds the time of a record: those of zap, logrus, zerolog, pino, bunyan and structlog,
// of the Elastic Common Schema and Logstash, GELF, Serilog's compact format (@t), MongoDB and Grafana (t).
func usual(key []byte) bool {
	switch string(key) {
	case "time", "ts", "timestamp", "@timestamp", "t", "@t", "datetime", "eventTime", "asctime":
		return true
	}
	return false
}

func (p *Parser) wants(key []byte) bool {
	if p.key != nil {
		return bytes.Equal(key, p.key)
	}
	return usual(key)
}

// json looks at the members of the object that text begins with, not inside of their values, and returns the first time
// under a wanted key. It does not check the object's form: text that is none has no time at worst.
func (p *Parser) json(w *wall, text []byte) bool {
	depth, key := 0, false // key: a wanted key has just been read
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '{', '[':
			depth++
			if depth == 2 && key {
				if p.date(w, text[i:]) {
					return true
				}
			}
			key = false
		case '}', ']':
			depth--
		case ',':
			key = false
		case '"':
			end := stringEnd(text[i+1:])
			if end < 0 {
				return false
			}
			s := text[i+1 : i+1+end]
			i += end + 1
			if depth != 1 {
				continue
			}
			if key {
				if p.value(w, s) {
					return true
				}
			}
			key = !key && colon(text[i+1:]) && p.wants(s)
		default:
			if !key || !digit(c) {
				continue
			}
			end := numberEnd(text[i:])
			if p.value(w, text[i:i+end]) && text[i-1] != '-' {
				return true
			}
			key = false
			i += end - 1
		}
	}
	return false
}

// numberEnd returns where the JSON number (RFC 8259 section 6) at the start of b ends.
func numberEnd(b []byte) int {
	for i, c := range b {
		if !digit(c) && c != '.' && c|0x20 != 'e' && c != '+' && c != '-' {
			return i
		}
	}
	return len(b)
}

// date reads MongoDB's {"$date":"..."}.
func (p *Parser) date(w *wall, b []byte) bool {
	rest, ok := bytes.CutPrefix(b, []byte(`{"$date":"`))
	if !ok {
		return false
	}
	end := bytes.IndexByte(rest, '"')
	return end >= 0 && p.value(w, rest[:end])
}

// stringEnd returns where the JSON string ends whose content begins b, or -1.
func stringEnd(b []byte) int {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			return i
		case '\\':
			i++
		}
	}
	return -1
}

func colon(b []byte) bool {
	for len(b) > 0 && b[0] == ' ' {
		b = b[1:]
	}
	return len(b) > 0 && b[0] == ':'
}

// maxLogfmt is how far into a line a key is looked for, in bytes.
const maxLogfmt = 1 << 10

// logfmt finds KEY=VALUE or KEY="VALUE" under a wanted key.
func (p *Parser) logfmt(w *wall, text []byte) bool {
	head := text[:min(len(text), maxLogfmt)]
	for at := 0; ; {
		i := bytes.IndexByte(head[at:], '=')
		if i < 0 {
			return false
		}
		i += at
		begin := i
		for begin > at && head[begin-1] > ' ' && head[begin-1] != '"' {
			begin--
		}
		at = i + 1
		if !p.wants(head[begin:i]) {
			continue
		}
		if p.value(w, logfmtValue(text[at:])) {
			return true
		}
	}
}

func logfmtValue(b []byte) []byte {
	if len(b) > 0 && b[0] == '"' {
		if end := bytes.IndexByte(b[1:], '"'); end >= 0 {
			return b[1 : 1+end]
		}
		return nil
	}
	if end := bytes.IndexAny(b, " \t,;"); end >= 0 {
		return b[:end]
	}
	return b
}
