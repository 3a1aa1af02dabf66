package ledger

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
)

// The first lines of key files.
const (
	keyHeader    = "harpo-ledger-key v1"
	publicHeader = "harpo-ledger-public-key v1"
)

// Key signs a book. It has no printer; the bits lie behind a function, as package fmt prints unexported fields without asking.
type Key struct{ private func() ed25519.PrivateKey }

func keyOf(k ed25519.PrivateKey) Key { return Key{func() ed25519.PrivateKey { return k }} }

// Wipe overwrites the key with zeros, in all copies of this value and in the books it was given to. Nothing can be signed then.
func (k Key) Wipe() { clear(k.private()) }

// Public checks a book.
type Public struct{ key ed25519.PublicKey }

// NewKey returns a fresh key.
func NewKey() Key {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic("ledger: no randomness") // crypto/rand ends the program before it returns an error
	}
	return keyOf(private)
}

// ParseKey reads the text of a key file. Errors hold none of it.
func ParseKey(text []byte) (Key, error) {
	seed, err := parse(text, keyHeader, ed25519.SeedSize)
	if err != nil {
		return Key{}, fmt.Errorf("ledger key file: %w", err)
	}
	defer clear(seed)
	return keyOf(ed25519.NewKeyFromSeed(seed)), nil
}

// ParsePublic reads the text of a public key file. Errors hold none of it.
func ParsePublic(text []byte) (Public, error) {
	key, err := parse(text, publicHeader, ed25519.PublicKeySize)
	if err != nil {
		return Public{}, fmt.Errorf("ledger public key file: %w", err)
	}
	return Public{key}, nil
}

func parse(text []byte, header string, size int) ([]byte, error) {
	first, rest, _ := bytes.Cut(bytes.TrimSpace(text), []byte("\n"))
	if string(bytes.TrimSpace(first)) != header {
		return nil, errors.New("the first line is not " + header)
	}
	rest = bytes.TrimSpace(rest)
	key := make([]byte, hex.DecodedLen(len(rest)))
	if n, err := hex.Decode(key, rest); err != nil || n != size {
		clear(key)
		return nil, fmt.Errorf("want %d hexadecimal digits on the second line", 2*size)
	}
	return key, nil
}

// AppendFile appends the text of a key file. Who has it can forge a book.
func (k Key) AppendFile(dst []byte) []byte {
	seed := k.private().Seed()
	defer clear(seed)
	dst = slices.Grow(dst, len(keyHeader)+2*len(seed)+2) // no copies on the way
	dst = append(append(dst, keyHeader...), '\n')
	return append(hex.AppendEncode(dst, seed), '\n')
}

// Public returns the key that checks what k signs.
func (k Key) Public() Public { return Public{k.private().Public().(ed25519.PublicKey)} }

// String returns the key in hexadecimal.
func (p Public) String() string { return hex.EncodeToString(p.key) }

// AppendFile appends the text of a public key file.
func (p Public) AppendFile(dst []byte) []byte {
	dst = append(append(dst, publicHeader...), '\n')
	return append(hex.AppendEncode(dst, p.key), '\n')
}

// Format keeps keys out of every print.
func (Key) Format(f fmt.State, _ rune) { f.Write([]byte("ledger key (not shown)")) }
