package source

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"os"
)

// printMax is how many first bytes of a file its fingerprint covers. The fingerprint of a shorter file covers what
// there is, and grows with it.
const printMax = 1024

// digestLen is how much of an HMAC-SHA-256 is kept: 128 bits, the least that RFC 2104 section 5 allows for it.
const digestLen = 16

func (s *File) digest(what string, b []byte) string {
	h := hmac.New(sha256.New, s.o.Key)
	h.Write([]byte(what))
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil)[:digestLen])
}

// fileDigest is the keyed digest of what names the file's storage. A birth time, where there is one, tells a file from
// a later one with its inode, and holds when the device's number changes at a reboot; the device stands in otherwise.
func (s *File) fileDigest(f *os.File, k fileKey) string {
	b := binary.BigEndian.AppendUint64(nil, k.ino)
	if t, ok := birth(f); ok {
		return s.digest("born", binary.BigEndian.AppendUint64(b, uint64(t.UnixNano())))
	}
	return s.digest("file", binary.BigEndian.AppendUint64(b, k.dev))
}

// head reads the first bytes of a file, up to printMax, into buf.
func head(f io.ReaderAt, buf *[printMax]byte) ([]byte, error) {
	n, err := f.ReadAt(buf[:], 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return buf[:n], err
}

// hasPrint says whether b, the head of a file, begins as the fingerprint says.
func (s *File) hasPrint(b []byte, p Position) bool {
	return p.PrintLen == 0 || p.PrintLen <= len(b) && s.digest("head", b[:p.PrintLen]) == p.Print
}

// prints returns what says whether a head begins as the fingerprint of a position says, of which there may be many: each length is
// digested once. One of no bytes is none.
func (s *File) prints(b []byte) func(Position) bool {
	digests := map[int]string{}
	return func(p Position) bool {
		n := p.PrintLen
		if n <= 0 || n > len(b) {
			return false
		}
		if _, ok := digests[n]; !ok {
			digests[n] = s.digest("head", b[:n])
		}
		return digests[n] == p.Print
	}
}

func newID() string {
	var b [digestLen]byte
	rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	return hex.EncodeToString(b[:])
}
