package redact

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// A seal keeps redacted text on the disk: AES-256-GCM (NIST SP 800-38D) under a key of its own for every file, which
// HKDF-SHA-256 (RFC 5869) derives from the token key of an epoch and 256 random bits that stand at the head of the file.
// Only Cleans can be sealed, and only what was sealed under one of the keys opens as Cleans again: the disk is no way
// around redaction.
//
// Nonces are 96 random bits for each seal (SP 800-38D section 8.2.2), not a counter: there is no state that a crash, a
// restored copy or a write that failed half-way could set back. A file holds fewer than 2^20 seals, so that two of them
// share a nonce with a probability below 2^-57, where the standard asks for 2^-32.
const (
	sealVersion  = 1
	sealSaltSize = 32
	// SealHeaderSize is the length of the header of a sealed file in bytes: version, epoch, salt.
	SealHeaderSize = 1 + 4 + sealSaltSize
)

// Sealer seals for one file. It is safe for concurrent use.
type Sealer struct {
	aead   cipher.AEAD
	header []byte
}

// Opener opens what was sealed for one file. It is safe for concurrent use.
type Opener struct{ s Sealer }

// NewSealer returns a Sealer for a new file, under the newest key. The purpose keeps files of different kinds apart.
func (k Keys) NewSealer(purpose string) (*Sealer, error) {
	header := make([]byte, SealHeaderSize)
	header[0] = sealVersion
	binary.BigEndian.PutUint32(header[1:], uint32(k.Epochs()))
	rand.Read(header[5:]) // never fails: crypto/rand ends the program instead
	return k.sealer(purpose, header)
}

// Opener returns what opens a file by its header. An epoch that the keys do not have is an error.
func (k Keys) Opener(purpose string, header []byte) (*Opener, error) {
	if len(header) != SealHeaderSize || header[0] != sealVersion {
		return nil, errors.New("open seal: not the header of a sealed file of this version")
	}
	s, err := k.sealer(purpose, header)
	if err != nil {
		return nil, err
	}
	return &Opener{*s}, nil
}

func (k Keys) sealer(purpose string, header []byte) (*Sealer, error) {
	epoch := int(binary.BigEndian.Uint32(header[1:]))
	if epoch < 1 || epoch > k.Epochs() {
		return nil, fmt.Errorf("derive seal key: the token key file has no epoch %d: give it back the key of that epoch", epoch)
	}
	key, err := hkdf.Key(sha256.New, k.epochs()[epoch-1][:], header[5:], "harpo seal "+purpose, keySize)
	if err != nil {
		return nil, fmt.Errorf("derive seal key: %w", err)
	}
	block, err := aes.NewCipher(key)
	clear(key)
	if err != nil {
		return nil, fmt.Errorf("derive seal key: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("derive seal key: %w", err)
	}
	return &Sealer{aead: aead, header: header}, nil
}

// Header returns what must stand at the head of the file. It is not secret.
func (s *Sealer) Header() []byte { return s.header }

// Seal appends the sealed texts and the note to dst. The note is the caller's, who answers for it holding no log text;
// place is where the seal stands, and must be the same when it is opened, so that seals cannot change places.
func (s *Sealer) Seal(dst, place, note []byte, texts []Clean) []byte {
	size := len(note) + binary.MaxVarintLen64*(len(texts)+2)
	for _, t := range texts {
		size += len(t.b)
	}
	plain := make([]byte, 0, size)
	plain = append(binary.AppendUvarint(plain, uint64(len(note))), note...)
	plain = binary.AppendUvarint(plain, uint64(len(texts)))
	for _, t := range texts {
		plain = binary.AppendUvarint(plain, uint64(len(t.b)))
	}
	for _, t := range texts {
		plain = append(plain, t.b...)
	}
	return s.aead.Seal(dst, nil, plain, s.about(place))
}

// about is what is authenticated besides: the file and the place in it.
func (s *Sealer) about(place []byte) []byte {
	return append(append(make([]byte, 0, len(s.header)+len(place)), s.header...), place...)
}

var errSeal = errors.New("open seal: it was damaged, or made under another key")

// Open returns the note and the texts of a seal, which share new memory.
func (o *Opener) Open(place, sealed []byte) (note []byte, texts []Clean, err error) {
	plain, err := o.s.aead.Open(nil, nil, sealed, o.s.about(place))
	if err != nil {
		return nil, nil, errSeal
	}
	n, plain, ok := sealedLength(plain)
	if !ok {
		return nil, nil, errSeal
	}
	note, plain = plain[:n:n], plain[n:]
	count, plain, ok := sealedLength(plain)
	if !ok {
		return nil, nil, errSeal
	}
	lengths := make([]int, count)
	for i := range lengths {
		if lengths[i], plain, ok = sealedLength(plain); !ok {
			return nil, nil, errSeal
		}
	}
	texts = make([]Clean, count)
	for i, n := range lengths {
		if n > len(plain) {
			return nil, nil, errSeal
		}
		texts[i], plain = Clean{plain[:n:n]}, plain[n:]
	}
	return note, texts, nil
}

// sealedLength reads a length, which is never more than what follows it.
func sealedLength(b []byte) (n int, rest []byte, ok bool) {
	v, used := binary.Uvarint(b)
	if used <= 0 || v > uint64(len(b)-used) {
		return 0, nil, false
	}
	return int(v), b[used:], true
}
