package redact

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/harpolog/harpo/detectors"
)

// tokenBytes is how much of the HMAC a token shows: 80 bits, so that four million values collide with a chance of about
// one in 10^11 (birthday bound n^2/2^81).
const tokenBytes = 10

// tokenLetters are those of Crockford's base 32 in lower case: no letter that reads like a digit.
const tokenLetters = "0123456789abcdefghjkmnpqrstvwxyz"

// tokenLen is the length of a token's last part.
const tokenLen = 16

// tokenizer makes the tokens of one key: HMAC-SHA-256 (RFC 2104, FIPS 198-1) over the type's word, a zero byte and the
// normalised value, so that equal values of one type have one token, and of different types unrelated ones. It is not
// safe for concurrent use.
type tokenizer struct {
	mac   hash.Hash
	vault Vault // nil: none
	epoch int   // written into tokens once there is more than one
	buf   []byte
	sum   [sha256.Size]byte
}

// Vault gives values tokens that are not derived from them. It is safe for concurrent use and does not keep normal.
type Vault interface {
	// AppendToken appends the token of a value of a type, in its normal form (AppendNormal): 16 of the digits and small
	// letters. It reports false, and appends nothing, if it has none to give at the moment.
	AppendToken(dst []byte, t detectors.Type, normal []byte) ([]byte, bool)
}

// WithVault takes tokens from a vault in place of making them from the values. While the vault has none to give, a label
// stands without one. Text with a token may only be let go once the vault has it on the disk.
func WithVault(v Vault) Option { return func(r *Redactor) { r.vault = v } }

func newTokenizer(k Keys, v Vault) *tokenizer {
	n := k.Epochs()
	key := &k.epochs()[n-1]
	if *key == ([keySize]byte{}) {
		panic("BUG: the token keys were wiped")
	}
	return &tokenizer{mac: hmac.New(sha256.New, key[:]), vault: v, epoch: n, buf: make([]byte, 0, 256)}
}

// append appends the replacement of a value.
func (t *tokenizer) append(dst []byte, typ detectors.Type, value []byte) []byte {
	label := labels[typ]
	dst = append(dst, label...)
	if labelled(typ) {
		return dst
	}
	if t.vault != nil {
		return t.random(dst, typ, value)
	}
	if t.epoch > 1 {
		dst = append(dst, "-e"...)
		dst = strconv.AppendInt(dst, int64(t.epoch), 10)
	}
	t.buf = append(append(t.buf[:0], label[len("PHI-"):]...), 0)
	t.buf = appendNormal(t.buf, typ, value)
	t.mac.Reset()
	t.mac.Write(t.buf)
	sum := t.mac.Sum(t.sum[:0])
	return appendCode(append(dst, '-'), (*[tokenBytes]byte)(sum))
}

// appendCode appends the bytes as tokenLen characters, five bits each.
func appendCode(dst []byte, b *[tokenBytes]byte) []byte {
	var code [tokenLen]byte
	head, tail := binary.BigEndian.Uint64(b[:8]), uint32(b[7])<<16|uint32(b[8])<<8|uint32(b[9])
	for i := range code[:12] {
		code[i] = tokenLetters[head>>59]
		head <<= 5
	}
	tail <<= 12
	for i := range code[12:] {
		code[12+i] = tokenLetters[tail>>27]
		tail <<= 5
	}
	return append(dst, code[:]...)
}

// labels are what stands for values of each type where nothing is to tell them apart.
var labels = func() (t [detectors.NumTypes]string) {
	for i := range t {
		t[i] = "PHI-" + detectors.Type(i).String()
	}
	return
}()

// random appends the vault's token, if it has one, to a label.
func (t *tokenizer) random(dst []byte, typ detectors.Type, value []byte) []byte {
	t.buf = appendNormal(t.buf[:0], typ, value)
	n := len(dst)
	dst, ok := t.vault.AppendToken(append(dst, '-'), typ, t.buf)
	if !ok {
		return dst[:n]
	}
	return dst
}

// labelled says which types get a bare label: nobody needs to follow a secret or a picture, and a token of a weak
// password could be guessed by whoever holds the key.
func labelled(t detectors.Type) bool {
	return t == detectors.Credential || t == detectors.Biometric || t == detectors.Photo
}

// AppendNormal appends the form of a value that its token is made from. It does not keep value.
func AppendNormal(dst []byte, t detectors.Type, value []byte) []byte {
	return appendNormal(dst, t, value)
}

// appendNormal appends the form of a value that its token is made from, so that spellings of one value agree: names and
// addresses are words in lower case, telephone numbers lose the country code 1, dates are
// yyyymmdd, everything else keeps letters and digits
// only, and e-mail addresses keep their punctuation too.
func appendNormal(dst []byte, t detectors.Type, v []byte) []byte {
	if dated(t) {
		if d, ok := appendDate(dst, v); ok {
			return d
		}
	}
	start := len(dst)
	gap, apart := false, spaced(t)
	dst = slices.Grow(dst, len(v))
	for i := 0; i < len(v); i++ {
		if b := normalByte[v[i]]; b != 0 { // most
			if gap && apart && len(dst) > start {
				dst = append(dst, ' ')
			}
			dst, gap = append(dst, b), false
			n, room := 0, dst[len(dst):cap(dst)]
			for more := v[i+1:]; n < len(more) && n < len(room); n++ {
				if b = normalByte[more[n]]; b == 0 {
					break
				}
				room[n] = b
			}
			dst, i = dst[:len(dst)+n], i+n
			continue
		}
		b := v[i]
		if t == detectors.Email && b == '%' && i+2 < len(v) && v[i+1] == '4' && v[i+2] == '0' {
			b, i = '@', i+2
		}
		switch {
		case b >= 0x80:
			dst, gap = appendGap(dst, start, gap, t), false
			r, n := utf8.DecodeRune(v[i:])
			if r == utf8.RuneError {
				dst = append(dst, b)
				continue
			}
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
			i += n - 1
			continue
		case t == detectors.Email:
		default:
			gap = true
			continue
		}
		dst, gap = append(appendGap(dst, start, gap, t), b), false
	}
	if (t == detectors.Phone || t == detectors.Fax) && len(dst)-start == 11 && dst[start] == '1' {
		dst = append(dst[:start], dst[start+1:]...)
	}
	return dst
}

// normalByte is what an ASCII letter or digit is in the normal form of a value; 0 for other bytes.
var normalByte = func() (t [256]byte) {
	for i := range t {
		if b := byte(i); isTokenByte(b) && b != '_' {
			t[i] = lowerByte(b)
		}
	}
	return
}()

// appendGap appends a blank between two words of a value that began at start.
func appendGap(dst []byte, start int, gap bool, t detectors.Type) []byte {
	if gap && len(dst) > start && spaced(t) {
		return append(dst, ' ')
	}
	return dst
}

// spaced says whether the words of a value stay apart in its normal form.
func spaced(t detectors.Type) bool {
	switch t {
	case detectors.Name, detectors.Address, detectors.City, detectors.Diagnosis, detectors.Date, detectors.DOB, detectors.IP, detectors.Geo:
		return true
	}
	return false
}

// deriveKey derives a key for another purpose with HKDF-SHA-256 (RFC 5869).
func deriveKey(secret []byte, purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, nil, "harpo "+purpose, keySize)
}

// tokenAt says whether text[i:] begins with a replacement of ours, and where it ends.
func tokenAt(text []byte, i int) (end int, ok bool) {
	rest := text[i:]
	switch {
	case hasPrefix(rest, "PHI-"):
		end = 4
		for end < min(len(rest), 24) && (rest[end] >= 'A' && rest[end] <= 'Z' || rest[end] >= '0' && rest[end] <= '9' || rest[end] == '_') {
			end++
		}
		word := string(rest[4:end])
		if word == "WITHHELD" {
			for end < len(rest) && (rest[end] >= 'A' && rest[end] <= 'Z' || rest[end] == '-') {
				end++
			}
			return i + end, true
		}
		t := detectors.TypeOf(word)
		for ; t == detectors.None && len(word) > 2; end-- { // a word is glued to a label
			word = word[:len(word)-1]
			t = detectors.TypeOf(word)
		}
		if t == detectors.None {
			return 0, false
		}
		if end+1 < len(rest) && rest[end] == '-' && rest[end+1] == 'e' {
			n := end + 2
			for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
				n++
			}
			if n < len(rest) && rest[n] == '-' && n-end < 8 && isToken(rest, n+1) {
				end = n
			}
		}
		if end < len(rest) && rest[end] == '-' {
			if isToken(rest, end+1) {
				end += 1 + tokenLen
			} else {
				end = coarseAt(rest, end, t)
			}
		}
	default:
		return 0, false
	}
	return i + end, true
}

// onlyTokens says whether text holds no letter and no digit but those of replacements of ours.
func onlyTokens(text []byte, from, to int) bool {
	some := false
	for i := from; i < to; {
		if b := text[i]; b < 0x80 && (!isTokenByte(b) || b == '_') {
			i++
			continue
		}
		end, ok := 0, false
		if text[i] == 'P' {
			end, ok = tokenAt(text, i)
		}
		if !ok || end > to {
			return false
		}
		i, some = end, true
	}
	return some
}

func isToken(s []byte, i int) bool {
	if len(s)-i < tokenLen {
		return false
	}
	for _, b := range s[i : i+tokenLen] {
		if !(b >= '0' && b <= '9' || b >= 'a' && b <= 'z') {
			return false
		}
	}
	return true
}

func isTokenByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '_'
}

func hasPrefix(s []byte, p string) bool { return len(s) >= len(p) && string(s[:len(p)]) == p }
