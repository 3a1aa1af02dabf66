package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"strconv"

	"github.com/harpolog/harpo/detectors"
)

// TokenParts are what a token tells by itself.
type TokenParts struct {
	Type  detectors.Type
	Epoch int    // of the key that it was made with, from 1; a vault's token has 1
	Code  string // the part that stands for the value
}

// ParseToken reads a token, PHI-SSN-3k9x... or PHI-SSN-e2-3k9x..., by itself. Labels and coarser forms are none.
func ParseToken(token string) (p TokenParts, ok bool) {
	text := []byte(token)
	if end, whole := tokenAt(text, 0); !whole || end != len(text) || len(text) <= tokenLen {
		return p, false
	}
	head := len(text) - tokenLen - 1
	if text[head] != '-' || !isToken(text, head+1) {
		return p, false
	}
	p = TokenParts{Epoch: 1, Code: token[head+1:]}
	word := token[len("PHI-"):head]
	for i := range len(word) {
		if word[i] == '-' { // -e2
			n, err := strconv.Atoi(word[i+2:])
			if err != nil || n < 2 {
				return p, false
			}
			word, p.Epoch = word[:i], n
			break
		}
	}
	p.Type = detectors.TypeOf(word)
	return p, p.Type != detectors.None
}

// AppendToken appends the token that a value of a type has under the key of an epoch, from 1 to Epochs. For a type that has
// labels only, and an epoch that there is not, it appends nothing and reports false.
func (k Keys) AppendToken(dst []byte, epoch int, typ detectors.Type, value []byte) (out []byte, ok bool) {
	if epoch < 1 || epoch > k.Epochs() || labelled(typ) || typ == detectors.None {
		return dst, false
	}
	t := tokenizer{mac: hmac.New(sha256.New, k.epochs()[epoch-1][:]), epoch: epoch}
	defer t.wipe()
	return t.append(dst, typ, value), true
}

// wipe forgets the value at hand.
func (t *tokenizer) wipe() { clear(t.buf[:cap(t.buf)]) }

// Match says whether a token stands for a value, under the key of the epoch that it names. How long it takes does not depend
// on how much of it is right.
func (k Keys) Match(token string, value []byte) bool {
	p, ok := ParseToken(token)
	if !ok {
		return false
	}
	own, ok := k.AppendToken(nil, p.Epoch, p.Type, value)
	return ok && hmac.Equal(own, []byte(token))
}
