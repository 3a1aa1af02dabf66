package source

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// part is one line of a container runtime's log: a piece of what the container wrote.
type part struct {
	stderr bool
	last   bool // no more parts follow for this record
	time   int64
}

// parseCRI reads "TIME STREAM TAGS TEXT" of the Kubernetes container runtime interface's log format (kubernetes
// design proposal "CRI: logging": tags are separated by colons, the first is P for partial or F for full).
func parseCRI(line []byte) (p part, text []byte, ok bool) {
	stamp, rest, _ := bytes.Cut(line, []byte{' '})
	stream, rest, _ := bytes.Cut(rest, []byte{' '})
	tags, text, found := bytes.Cut(rest, []byte{' '})
	if !found && len(tags) == 0 {
		return p, nil, false
	}
	if p.stderr, ok = isStderr(stream); !ok {
		return p, nil, false
	}
	tag, _, _ := bytes.Cut(tags, []byte{':'})
	p.last = string(tag) == "F"
	if !p.last && string(tag) != "P" {
		return p, nil, false
	}
	p.time, ok = parseTime(stamp)
	return p, text, ok
}

func isStderr(stream []byte) (stderr, ok bool) {
	switch string(stream) {
	case "stdout":
		return false, true
	case "stderr":
		return true, true
	}
	return false, false
}

// appendDocker reads one line of Docker's json-file log driver, an object of the members log, stream, time and
// optionally attrs, and appends the text of log to dst. A record ends where that text ends with a LF, which is not
// part of it. dst is unchanged if line is anything else.
func appendDocker(dst, line []byte) (out []byte, p part, ok bool) {
	var haveLog, haveStream, haveTime bool
	begin := len(dst)
	rest := bytes.TrimSuffix(line, []byte{'\r'})
	if len(rest) == 0 || rest[0] != '{' {
		return dst, p, false
	}
	for sep := byte('{'); len(rest) > 1 && rest[0] == sep; sep = ',' {
		var key, value []byte
		if key, rest, ok = plainString(rest[1:]); !ok || len(rest) == 0 || rest[0] != ':' {
			return dst[:begin], p, false
		}
		rest = rest[1:]
		switch string(key) {
		case "log":
			dst, rest, ok = appendString(dst[:begin], rest)
			haveLog = ok
		case "stream":
			if value, rest, ok = plainString(rest); ok {
				p.stderr, ok = isStderr(value)
			}
			haveStream = ok
		case "time":
			if value, rest, ok = plainString(rest); ok {
				p.time, ok = parseTime(value)
			}
			haveTime = ok
		case "attrs":
			rest, ok = skipObject(rest)
		default:
			ok = false
		}
		if !ok {
			return dst[:begin], p, false
		}
	}
	if string(rest) != "}" || !haveLog || !haveStream || !haveTime {
		return dst[:begin], p, false
	}
	if n := len(dst); n > begin && dst[n-1] == '\n' {
		return dst[:n-1], part{p.stderr, true, p.time}, true
	}
	return dst, p, true
}

// plainString reads a JSON string without escapes from the start of b.
func plainString(b []byte) (s, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		return nil, nil, false
	}
	end := bytes.IndexByte(b[1:], '"')
	if end < 0 || bytes.IndexByte(b[1:1+end], '\\') >= 0 {
		return nil, nil, false
	}
	return b[1 : 1+end], b[2+end:], true
}

// appendString appends the value of the JSON string (RFC 8259 section 7) at the start of b.
func appendString(dst, b []byte) (out, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		return dst, nil, false
	}
	b = b[1:]
	for {
		i := bytes.IndexAny(b, `"\`)
		if i < 0 {
			return dst, nil, false
		}
		dst = append(dst, b[:i]...)
		if b[i] == '"' {
			return dst, b[i+1:], true
		}
		if dst, b, ok = appendEscape(dst, b[i+1:]); !ok {
			return dst, nil, false
		}
	}
}

// appendEscape appends what the escape at the start of b, behind its backslash, stands for.
func appendEscape(dst, b []byte) (out, rest []byte, ok bool) {
	if len(b) == 0 {
		return dst, nil, false
	}
	const short, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if i := bytes.IndexByte([]byte(short), b[0]); i >= 0 {
		return append(dst, meant[i]), b[1:], true
	}
	r, ok := hex4(b)
	if !ok {
		return dst, nil, false
	}
	b = b[5:]
	if utf16.IsSurrogate(r) {
		low := rune(utf8.RuneError)
		if len(b) > 1 && b[0] == '\\' {
			low, _ = hex4(b[1:])
		}
		if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
			b = b[6:]
		}
	}
	return utf8.AppendRune(dst, r), b, true
}

// hex4 reads "uXXXX".
func hex4(b []byte) (rune, bool) {
	if len(b) < 5 || b[0] != 'u' {
		return utf8.RuneError, false
	}
	var r rune
	for _, c := range b[1:5] {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return utf8.RuneError, false
		}
	}
	return r, true
}

// skipObject passes over the JSON object at the start of b.
func skipObject(b []byte) (rest []byte, ok bool) {
	depth, quoted := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return b[i+1:], true
			}
		}
		if depth == 0 {
			return nil, false
		}
	}
	return nil, false
}
