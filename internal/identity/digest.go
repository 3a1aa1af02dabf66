package identity

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"hash"

	"github.com/harpolog/harpo/detectors"
)

// Class is what kind of identifier a digest is of. Numbers that a record may call by different words share one.
type Class uint8

// The classes.
const (
	None    Class = iota
	Email         // an e-mail address
	SSN           // a social security number
	Phone         // a telephone or fax number
	ID            // a medical record, member, policy, account or other number, or a login
	NameDOB       // a name, a zero byte and a date of birth: neither alone says who it is
	Born          // a date of birth of somebody with a name: says that it is worth looking for one
	Shown         // an account id of the directory itself
)

// ClassOf returns the class of a value that names a person by itself, or None.
func ClassOf(t detectors.Type) Class {
	switch t {
	case detectors.Email:
		return Email
	case detectors.SSN:
		return SSN
	case detectors.Phone, detectors.Fax:
		return Phone
	case detectors.MRN, detectors.InsuranceID, detectors.Account, detectors.License, detectors.Vehicle, detectors.Device, detectors.Username, detectors.OtherID:
		return ID
	}
	return None
}

// digester makes digests. It is not safe for concurrent use.
type digester struct {
	mac hash.Hash
	sum [sha256.Size]byte
	buf []byte
	x   [aes.BlockSize]byte // for the sieve
}

func newDigester(key []byte) *digester { return &digester{mac: hmac.New(sha256.New, key)} }

func (g *digester) digest(class Class, normal []byte) (out [digestSize]byte) {
	copy(out[:], g.sumOf(byte(class), normal))
	return out
}

// sumOf returns the HMAC of a value that a byte keeps apart from others; it is valid until the next call.
func (g *digester) sumOf(domain byte, normal []byte) []byte {
	g.buf = append(append(g.buf[:0], domain), normal...)
	g.mac.Reset()
	g.mac.Write(g.buf)
	return g.mac.Sum(g.sum[:0])
}
