package redact

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// keySize is the size of a token key in bytes: the output size of SHA-256, the length RFC 2104 section 3 recommends.
const keySize = 32

// keyHeader is the first line of a key file.
const keyHeader = "harpo-token-key v1"

// Keys are the token keys of one tenant, oldest epoch first; the last one makes new tokens. A Keys has no printer. Package
// fmt reads unexported fields without asking their printers, and follows one pointer but not two: so the bits lie behind two.
type Keys struct{ ring *ring }

type ring struct{ epochs *[][keySize]byte }

func keysOf(epochs [][keySize]byte) Keys { return Keys{&ring{&epochs}} }

// epochs returns the keys, which are not to be kept beyond a Wipe.
func (k Keys) epochs() [][keySize]byte {
	if k.ring == nil {
		return nil
	}
	return *k.ring.epochs
}

// NewKeys returns a single fresh random key.
func NewKeys() Keys { return Keys{}.Rotate() }

// Rotate returns the keys with a fresh one of the next epoch added.
func (k Keys) Rotate() Keys {
	var key [keySize]byte
	rand.Read(key[:]) // never fails: crypto/rand ends the program instead
	return keysOf(append(slices.Clone(k.epochs()), key))
}

// Epochs returns how many keys there are.
func (k Keys) Epochs() int { return len(k.epochs()) }

// Equal says whether both hold the same keys. How long it takes does not depend on their bits.
func (k Keys) Equal(other Keys) bool {
	a, b := k.epochs(), other.epochs()
	if len(a) != len(b) {
		return false
	}
	same := 1
	for i := range a {
		same &= subtle.ConstantTimeCompare(a[i][:], b[i][:])
	}
	return same == 1
}

// Wipe overwrites the keys with zeros, in all copies of this value; what Rotate returned is its own. Nothing may use them from
// then on. What the cryptographic packages have made of them is out of reach.
func (k Keys) Wipe() { clear(k.epochs()) }

// ParseKeys reads the text of a key file: the header line, then one line "EPOCH HEX" a key, epochs counting from 1.
// Errors name the line, never its text. It keeps no copy of text.
func ParseKeys(text []byte) (Keys, error) {
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	if string(bytes.TrimSpace(lines[0])) != keyHeader {
		return Keys{}, errors.New("not a token key file: make one with `harpo key new FILE`")
	}
	if len(lines) == 1 {
		return Keys{}, errors.New("token key file holds no key: make one with `harpo key new FILE`")
	}
	all := make([][keySize]byte, len(lines)-1)
	for i, line := range lines[1:] {
		if err := parseEpoch(&all[i], i+1, line); err != nil {
			clear(all)
			return Keys{}, fmt.Errorf("token key file line %d: %w", i+2, err)
		}
	}
	return keysOf(all), nil
}

// parseEpoch reads the line of one epoch.
func parseEpoch(key *[keySize]byte, epoch int, line []byte) error {
	f := bytes.Fields(line)
	if len(f) != 2 || len(f[1]) != 2*keySize {
		return fmt.Errorf("want an epoch and %d hexadecimal digits", 2*keySize)
	}
	if n, err := strconv.Atoi(string(f[0])); err != nil || n != epoch {
		return errors.New("epochs must count 1, 2, 3")
	}
	if _, err := hex.Decode(key[:], f[1]); err != nil {
		return errors.New("not hexadecimal")
	}
	if *key == ([keySize]byte{}) {
		return errors.New("the key is all zero")
	}
	return nil
}

// AppendFile appends the text of a key file. Its holder must keep it secret: with it tokens can be guessed.
func (k Keys) AppendFile(dst []byte) []byte {
	dst = slices.Grow(dst, len(keyHeader)+1+k.Epochs()*(2*keySize+22)) // no copies on the way
	dst = append(append(dst, keyHeader...), '\n')
	for i, key := range k.epochs() {
		dst = strconv.AppendInt(dst, int64(i+1), 10)
		dst = append(dst, ' ')
		dst = hex.AppendEncode(dst, key[:])
		dst = append(dst, '\n')
	}
	return dst
}

// Format keeps keys out of every print.
func (Keys) Format(f fmt.State, _ rune) { f.Write([]byte("token keys (not shown)")) }

// Derive returns a 32-byte key for another purpose, derived from the first epoch's key with HKDF-SHA-256 (RFC 5869):
// for keyed fingerprints that must outlive a rotation.
func (k Keys) Derive(purpose string) ([]byte, error) {
	if k.Epochs() == 0 {
		return nil, errors.New("derive key: no token key")
	}
	return deriveKey(k.epochs()[0][:], purpose)
}
