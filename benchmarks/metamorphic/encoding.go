package metamorphic

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
)

// encoding is another way to write the characters of a value that means the same to a reader. It is measured in one
// carrier that allows it.
type encoding struct {
	name     string
	held     bool
	template string
	style    style
	change   func(r *rand.Rand, v line) line
	whole    func(key string, v line) line // changes key and value together; change is nil then
	json     bool                          // the line is a JSON document
}

// changes says whether the encoding is one: values that it leaves as they are do not count then.
func (e *encoding) changes() bool { return !strings.HasPrefix(e.name, "none") }

// each returns a change that applies f to every character.
func each(f func(r rune) string) func(*rand.Rand, line) line {
	return func(_ *rand.Rand, v line) line {
		out := make(line, len(v))
		for i, p := range v {
			p.raw = f(p.r)
			out[i] = p
		}
		return out
	}
}

// between returns a change that puts text between two characters in the middle, or between all.
func between(text string, all bool) func(*rand.Rand, line) line {
	return func(r *rand.Rand, v line) line {
		at := 1 + r.IntN(len(v)-1)
		var out line
		for i, p := range v {
			if i > 0 && (all || i == at) {
				out = append(out, piece{raw: text, part: valuePart})
			}
			out = append(out, p)
		}
		return out
	}
}

// around returns a change that puts text before and after.
func around(before, after string) func(*rand.Rand, line) line {
	return func(_ *rand.Rand, v line) line { return join(lit(before), v, lit(after)) }
}

func unicodeEscape(r rune) string { return fmt.Sprintf(`\u%04x`, r) }

// when applies f to some characters, and leaves the others.
func when(is func(rune) bool, f func(rune) string) func(rune) string {
	return func(r rune) string {
		if is(r) {
			return f(r)
		}
		return string(r)
	}
}

func mark(r rune) bool   { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ' ' }
func blank(r rune) bool  { return r == ' ' }
func dash(r rune) bool   { return r == '-' }
func digit(r rune) bool  { return r >= '0' && r <= '9' }
func ascii7(r rune) bool { return r < 0x80 }

func fixed(s string) func(rune) string { return func(rune) string { return s } }

func percentAll(r rune) string {
	var b strings.Builder
	for _, c := range []byte(string(r)) {
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

func percentTwice(r rune) string { return percent(percent(string(r))) }

// blob writes key and value as base64 of a small document: all of the blob is value.
func blob(enc *base64.Encoding) func(string, line) line {
	return func(key string, v line) line {
		return valueLine(enc.EncodeToString(append(append([]byte(`{"patientRecord":{"firstSeen":"clinic","`+key+`":"`), v.escape(jsonEscape).text()...), `"}}`...)))
	}
}

const (
	inJSON  = `{"level":"info","{k}":"{v}","status":200}`
	inPairs = `level=info {k}="{v}" status=200`
	inURL   = `GET /api/v1/search?{k}={v}&page=2 HTTP/1.1`
	inXML   = `<patient id="7"><{k}>{v}</{k}></patient>`
	inColon = `updated {k}: {v}`
)

// encodings returns every encoding; the first is none, to compare with.
func encodings() []encoding {
	none := each(func(r rune) string { return string(r) })
	return []encoding{
		{name: "none, JSON", template: inJSON, change: none, json: true},
		{name: "none, logfmt", template: inPairs, change: none},
		{name: "none, Key: value", template: inColon, style: titled, change: none},
		{name: "none, XML", template: inXML, style: camel, change: none},
		{name: "percent, needed ones", template: inURL, change: each(func(r rune) string { return percent(string(r)) })},
		{name: "percent, all characters", held: true, template: inURL, change: each(percentAll)},
		{name: "percent, twice", template: inURL, change: each(percentTwice)},
		{name: "percent, lower hex", held: true, template: inURL, change: each(when(func(r rune) bool { return mark(r) || r == ' ' }, func(r rune) string { return strings.ToLower(percentAll(r)) }))},
		{name: `\u escapes of marks`, template: inJSON, json: true, change: each(when(mark, unicodeEscape))},
		{name: `\u escapes of all`, held: true, template: inJSON, json: true, change: each(unicodeEscape)},
		{name: `\u escapes, twice`, template: `{"msg":"{\"{k}\":\"{v}\"}"}`, json: true, change: each(when(mark, func(r rune) string { return `\` + unicodeEscape(r) }))},
		{name: `\/ in JSON`, held: true, template: inJSON, json: true, change: each(when(func(r rune) bool { return r == '/' }, fixed(`\/`)))},
		{name: "entities, hexadecimal", template: inXML, style: camel, change: each(when(mark, func(r rune) string { return fmt.Sprintf("&#x%X;", r) }))},
		{name: "entities, decimal, all", held: true, template: inXML, style: camel, change: each(func(r rune) string { return fmt.Sprintf("&#%d;", r) })},
		{name: "entities, &nbsp;", held: true, template: inXML, style: camel, change: each(when(blank, fixed("&nbsp;")))},
		{name: "ANSI colour around", template: inColon, style: titled, change: around("\x1b[32m", "\x1b[0m")},
		{name: "ANSI colour inside", held: true, template: inPairs, change: between("\x1b[1;31m", false)},
		{name: "ANSI colour as text", held: true, template: inJSON, json: true, change: around(`\u001b[32m`, `\u001b[0m`)},
		{name: "no-break spaces", template: inPairs, change: each(when(blank, fixed("\u00a0")))},
		{name: "thin spaces", held: true, template: inColon, style: titled, change: each(when(blank, fixed("\u2009")))},
		{name: "zero-width inside", template: inPairs, change: between("\u200b", false)},
		{name: "zero-width everywhere", held: true, template: inColon, style: titled, change: between("\u200d", true)},
		{name: "soft hyphen inside", held: true, template: inPairs, change: between("\u00ad", false)},
		{name: "full-width digits", template: inPairs, change: each(when(digit, func(r rune) string { return string(r - '0' + '０') }))},
		{name: "full-width all", held: true, template: inColon, style: titled, change: each(when(func(r rune) bool { return r > ' ' && ascii7(r) && r != '"' }, func(r rune) string { return string(r - '!' + '！') }))},
		{name: "en dashes", template: inPairs, change: each(when(dash, fixed("\u2013")))},
		{name: "no-break hyphens", held: true, template: inColon, style: titled, change: each(when(dash, fixed("\u2011")))},
		{name: "tab for blank", held: true, template: inPairs, change: each(when(blank, fixed("\t")))},
		{name: "two blanks for one", held: true, template: inColon, style: titled, change: each(when(blank, fixed("  ")))},
		{name: "base64", template: `level=info payload={v} {k}=set`, whole: blob(base64.StdEncoding)},
		{name: "base64url", held: true, template: `{"body":"{v}","{k}":true}`, json: true, whole: blob(base64.RawURLEncoding)},
	}
}
