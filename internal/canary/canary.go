// Package canary looks for identifiers where they must not be: in anything that left the agent or that it keeps. Its
// test is the one that defines the product.
package canary

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
)

// Blob is something the agent wrote: a payload, a file, a log, an error's text.
type Blob struct {
	Name string
	Data []byte
}

// Leak is a canary found in a blob.
type Leak struct {
	Canary string
	Blob   string
	Form   string // how it was written: "plain", "hex", ...
}

func (l Leak) String() string { return fmt.Sprintf("%q in %s, as %s", l.Canary, l.Blob, l.Form) }

// Search returns every canary found in a blob, in plain or in one of the forms in which programs write bytes. Letter
// case does not hide a canary, except in base64, where it cannot change.
func Search(canaries []string, blobs ...Blob) []Leak {
	var leaks []Leak
	for _, b := range blobs {
		lower := bytes.ToLower(b.Data)
		for _, c := range canaries {
			for _, f := range forms(c) {
				text, in := []byte(f.text), b.Data
				if !f.exact {
					text, in = bytes.ToLower(text), lower
				}
				if bytes.Contains(in, text) && (!f.alone || standsAlone(in, text)) {
					leaks = append(leaks, Leak{c, b.Name, f.name})
					break
				}
			}
		}
	}
	return leaks
}

type form struct {
	name  string
	text  string
	exact bool
	alone bool // only where no other digit stands beside it
}

// minDigits is from how many digits on a canary's digits alone count as the canary: fewer turn up by chance. So few turn up by chance within
// longer numbers, such as times in nanoseconds, too.
const minDigits = 9

func forms(c string) []form {
	all := []form{
		{name: "plain", text: c},
		{name: "hex", text: hex.EncodeToString([]byte(c))},
		{name: "spaced hex", text: fmt.Sprintf("% x", c)},
		{name: "bytes in decimal", text: strings.Trim(fmt.Sprint([]byte(c)), "[]"), exact: true},
		{name: "URL query", text: url.QueryEscape(c)},
		{name: "URL path", text: url.PathEscape(c)},
		{name: "JSON escapes", text: jsonEscapes(c)},
	}
	if d := digits(c); len(d) >= minDigits {
		all = append(all, form{name: "digits alone", text: d, exact: true, alone: len(d) == minDigits})
	}
	for shift := range 3 {
		all = append(all,
			form{name: "base64", text: base64At(base64.RawStdEncoding, c, shift), exact: true},
			form{name: "base64 for URLs", text: base64At(base64.RawURLEncoding, c, shift), exact: true})
	}
	return all
}

// standsAlone says whether a number is somewhere in text with no digit beside it.
func standsAlone(text, number []byte) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for at := 0; ; at++ {
		i := bytes.Index(text[at:], number)
		if i < 0 {
			return false
		}
		if at += i; !digit(at-1) && !digit(at+len(number)) {
			return true
		}
	}
}

func digits(c string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, c)
}

func jsonEscapes(c string) string {
	var b strings.Builder
	for _, r := range c {
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return b.String()
}

// base64At returns what of c's encoding does not depend on its neighbours when it begins shift bytes behind a multiple
// of three.
func base64At(e *base64.Encoding, c string, shift int) string {
	text := e.EncodeToString(append(make([]byte, shift), c...))
	from := (shift*8 + 5) / 6
	to := (shift + len(c)) * 8 / 6
	return text[from:to]
}
