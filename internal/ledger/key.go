package ledger

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// The first lines of key files.
const (
	keyHeader    = "harpo-ledger-key v1"
	publicHeader = "harpo-ledger-public-key v1"
)

// Key signs a book. It has no printer.
type Key struct{ private ed25519.PrivateKey }

// Public checks a book.
type Public struct{ key ed25519.PublicKey }

// NewKey returns a fresh key.
func NewKey() Key {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic("ledger: no randomness") // crypto/rand ends the program before it returns an error
	}
	return Key{private}
}

// ParseKey reads the text of a key file. Errors hold none of it.
func ParseKey(text []byte) (Key, error) {
	seed, err := parse(text, keyHeader, ed25519.SeedSize)
	if err != nil {
		return Key{}, fmt.Errorf("ledger key file: %w", err)
	}
	return Key{ed25519.NewKeyFromSeed(seed)}, nil
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
	first, rest, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	if strings.TrimSpace(first) != header {
		return nil, errors.New("the first line is not " + header)
	}
	key, err := hex.DecodeString(strings.TrimSpace(rest))
	if err != nil || len(key) != size {
		return nil, fmt.Errorf("want %d hexadecimal digits on the second line", 2*size)
	}
	return key, nil
}

// AppendFile appends the text of a key file. Who has it can forge a book.
func (k Key) AppendFile(dst []byte) []byte {
	dst = append(append(dst, keyHeader...), '\n')
	return append(hex.AppendEncode(dst, k.private.Seed()), '\n')
}

// Public returns the key that checks what k signs.
func (k Key) Public() Public { return Public{k.private.Public().(ed25519.PublicKey)} }

// AppendFile appends the text of a public key file.
func (p Public) AppendFile(dst []byte) []byte {
	dst = append(append(dst, publicHeader...), '\n')
	return append(hex.AppendEncode(dst, p.key), '\n')
}

// Format keeps keys out of every print.
func (Key) Format(f fmt.State, _ rune) { f.Write([]byte("ledger key (not shown)")) }
