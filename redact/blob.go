package redact

import (
	"encoding/base64"
	"unicode/utf8"

	"github.com/harpolog/harpo/detectors"
)

// Limits of what is opened: a blob's length, and how deep blobs may lie in blobs.
const (
	minBlob   = 24
	maxBlob   = 64 << 10
	maxNested = 2
)

// blob looks into the base64 or base64url text (RFC 4648 sections 4 and 5) that text[at] belongs to: where it decodes to
// text that holds something, all of it is replaced.
func (s *state) blob(text []byte, at int) {
	if at < s.opened || s.depth >= maxNested {
		return
	}
	from := blobStart(text, at)
	to := blobEnd(text, from, at)
	s.opened = to
	if to-from < minBlob || to-from >= maxBlob || unreadable(text[from], text[from+1]) || !mixed(text[from:to]) {
		return
	}
	plain, ok := s.open(text[from:to])
	if !ok {
		return
	}
	in := s.r.pool.Get().(*state)
	in.depth, in.plain = s.depth+1, false
	in.events = in.scan(in.events[:0], plain)
	_, ok = in.find(plain, in.events, 0)
	best := detectors.Span{}
	for _, sp := range in.spans {
		if best.Score == 0 || better(&sp, &best) {
			best = sp
		}
	}
	in.depth = 0
	s.r.pool.Put(in)
	if !ok {
		best = detectors.Span{Type: detectors.OtherID, Score: detectors.Keyed}
	}
	if best.Score > 0 {
		s.spans = append(s.spans, detectors.Span{Start: from, End: to, Type: best.Type, Score: best.Score, Why: "inside base64", By: best.By})
	}
}

// vainBlob says whether blob finds nothing at text[at].
func vainBlob(text []byte, at int) bool {
	from := blobStart(text, at)
	return from+1 < len(text) && unreadable(text[from], text[from+1]) || !mixed(text[from:blobEnd(text, from, at)])
}

// blobStart returns where the base64 that text[at] belongs to begins, maxBlob bytes before it at most.
func blobStart(text []byte, at int) int {
	from := at
	for from > 0 && at-from < maxBlob && blobByte[text[from-1]] {
		from--
	}
	return from
}

// blobEnd returns where it ends, if it begins at from, maxBlob bytes behind that at most.
func blobEnd(text []byte, from, at int) int {
	to := at + 1
	for to < len(text) && to-from < maxBlob && blobByte[text[to]] {
		to++
	}
	return to
}

// unreadable says whether what the base64 characters a and b begin begins with a control character: so do most words that are
// no base64 at all.
func unreadable(a, b byte) bool {
	c := base64Value[a]<<2 | base64Value[b]>>4
	return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f
}

// base64Value is the value of each character of base64 and base64url.
var base64Value = func() (t [256]byte) {
	for i := range 64 {
		t["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[i]] = byte(i)
	}
	t['-'], t['_'] = 62, 63
	return
}()

// open decodes a blob into memory of the state. Not ok: it is none, or what it holds is no text.
func (s *state) open(blob []byte) (plain []byte, ok bool) {
	enc := base64.RawStdEncoding
	for _, b := range blob {
		if b == '-' || b == '_' {
			enc = base64.RawURLEncoding
			break
		}
	}
	if len(blob)%4 == 1 { // cut off: its last character says nothing
		blob = blob[:len(blob)-1]
	}
	var head [12]byte
	n, err := enc.Decode(head[:], blob[:16])
	if err != nil || !readable(head[:n]) {
		return nil, false
	}
	if need := enc.DecodedLen(len(blob)); cap(s.inside) < need {
		s.inside = make([]byte, need)
	}
	n, err = enc.Decode(s.inside[:cap(s.inside)], blob)
	if err != nil {
		return nil, false
	}
	plain = s.inside[:n]
	return plain, readable(plain)
}

// readable says whether bytes are text: UTF-8, cut anywhere, with hardly any control characters.
func readable(p []byte) bool {
	odd := 0
	for i := 0; i < len(p); {
		r, n := utf8.DecodeRune(p[i:])
		if r == utf8.RuneError && len(p)-i >= utf8.UTFMax || r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f {
			odd++
		}
		i += n
	}
	return odd*32 <= len(p)
}

// mixed says whether a run looks like base64 rather than like a hexadecimal number or a word: it has capitals and small
// letters, and not hexadecimal digits alone.
func mixed(s []byte) bool {
	seen := byte(0)
	for _, b := range s {
		seen |= blobKind[b]
	}
	return seen == capital|small|noHex
}

const (
	capital = 1 << iota
	small
	noHex
)

// blobKind says of each byte what mixed asks for.
var blobKind = func() (t [256]byte) {
	for i := range t {
		switch b := byte(i); {
		case b-'A' < 26:
			t[i] = capital
		case b-'a' < 26:
			t[i] = small
		}
		if _, hex := digitOf(byte(i), 16); !hex {
			t[i] |= noHex
		}
	}
	return
}()

// blobByte are the bytes of base64 and base64url, without the padding.
var blobByte = func() (t [256]bool) {
	for _, b := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") {
		t[b] = true
	}
	return
}()
