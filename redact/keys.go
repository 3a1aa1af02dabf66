package redact

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
)

// keySize is the size of a token key in bytes: the output size of SHA-256, the length RFC 2104 section 3 recommends.
const keySize = 32

// keyHeader is the first line of a key file.
const keyHeader = "harpo-token-key v1"

// Keys are the token keys of one tenant, oldest epoch first; the last one makes new tokens. A Keys has no printer.
type Keys struct{ epochs [][keySize]byte }

// NewKeys returns a single fresh random key.
func NewKeys() Keys { return Keys{}.Rotate() }

// Rotate returns the keys with a fresh one of the next epoch added.
func (k Keys) Rotate() Keys {
	var key [keySize]byte
	rand.Read(key[:]) // never fails: crypto/rand ends the program instead
	return Keys{append(k.epochs[:len(k.epochs):len(k.epochs)], key)}
}

// Epochs returns how many keys there are.
func (k Keys) Epochs() int { return len(k.epochs) }

// ParseKeys reads the text of a key file: the header line, then one line "EPOCH HEX" a key, epochs counting from 1.
// Errors name the line, never its text.
func ParseKeys(text []byte) (Keys, error) {
	var k Keys
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	if string(bytes.TrimSpace(lines[0])) != keyHeader {
		return Keys{}, errors.New("not a token key file: make one with `harpo key new FILE`")
	}
	for i, line := range lines[1:] {
		f := bytes.Fields(line)
		var key [keySize]byte
		if len(f) != 2 || len(f[1]) != 2*keySize {
			return Keys{}, fmt.Errorf("token key file line %d: want an epoch and %d hexadecimal digits", i+2, 2*keySize)
		}
		if n, err := strconv.Atoi(string(f[0])); err != nil || n != len(k.epochs)+1 {
			return Keys{}, fmt.Errorf("token key file line %d: epochs must count 1, 2, 3", i+2)
		}
		if _, err := hex.Decode(key[:], f[1]); err != nil {
			return Keys{}, fmt.Errorf("token key file line %d: not hexadecimal", i+2)
		}
		if key == ([keySize]byte{}) {
			return Keys{}, fmt.Errorf("token key file line %d: the key is all zero", i+2)
		}
		k.epochs = append(k.epochs, key)
	}
	if len(k.epochs) == 0 {
		return Keys{}, errors.New("token key file holds no key: make one with `harpo key new FILE`")
	}
	return k, nil
}

// AppendFile appends the text of a key file. Its holder must keep it secret: with it tokens can be guessed.
func (k Keys) AppendFile(dst []byte) []byte {
	dst = append(append(dst, keyHeader...), '\n')
	for i := range k.epochs {
		dst = strconv.AppendInt(dst, int64(i+1), 10)
		dst = append(dst, ' ')
		dst = hex.AppendEncode(dst, k.epochs[i][:])
		dst = append(dst, '\n')
	}
	return dst
}

// Format keeps keys out of every print.
func (Keys) Format(f fmt.State, _ rune) { f.Write([]byte("token keys (not shown)")) }

// Derive returns a 32-byte key for another purpose, derived from the first epoch's key with HKDF-SHA-256 (RFC 5869):
// for keyed fingerprints that must outlive a rotation.
func (k Keys) Derive(purpose string) ([]byte, error) {
	if len(k.epochs) == 0 {
		return nil, errors.New("derive key: no token key")
	}
	return deriveKey(k.epochs[0][:], purpose)
}
