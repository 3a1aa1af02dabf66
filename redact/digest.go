package redact

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// digester makes keyed digests of values that are remembered: AES-CMAC (NIST SP 800-38B, RFC 4493), cut to 64 bits.
// Whoever reads the digests without the key learns nothing of the values, and one block of AES costs a fraction of what
// SHA-256 would on every candidate. It is not safe for concurrent use: the buffers are its own.
type digester struct {
	aes    cipher.Block
	k1, k2 [aes.BlockSize]byte
	x      [aes.BlockSize]byte
	buf    []byte // the value at hand; cleared by whoever is done with a text
	secret uint64 // of the sieves
}

// carryCipher returns the cipher of a Redactor's digests, which is derived from its keys, and a number to tell whether
// another Redactor's is the same. Neither the key nor the digests leave the process.
func carryCipher(k Keys) (cipher.Block, uint64) {
	key, err := k.Derive("carry-over")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	b := blockCipher(key[:16])
	clear(key)
	return b, newDigester(b).sum()
}

// blockCipher returns AES under a key of 16 bytes.
func blockCipher(key []byte) cipher.Block {
	b, err := aes.NewCipher(key)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return b
}

func newDigester(b cipher.Block) *digester {
	d := &digester{aes: b, buf: make([]byte, 0, 128)}
	b.Encrypt(d.k1[:], d.k1[:])
	double(&d.k1)
	d.k2 = d.k1
	double(&d.k2)
	d.buf = append(d.buf, "sieve"...)
	d.secret = d.sum()
	d.buf = d.buf[:0]
	return d
}

// double multiplies by x in GF(2^128): section 2.3 of RFC 4493.
func double(k *[aes.BlockSize]byte) {
	hi, lo := binary.BigEndian.Uint64(k[:8]), binary.BigEndian.Uint64(k[8:])
	carry := hi >> 63
	binary.BigEndian.PutUint64(k[:8], hi<<1|lo>>63)
	binary.BigEndian.PutUint64(k[8:], lo<<1^carry*0x87)
}

// mac returns the CMAC of d.buf. The slice is valid until the next call.
func (d *digester) mac() []byte {
	x, m := &d.x, d.buf
	*x = [aes.BlockSize]byte{}
	for len(m) > aes.BlockSize {
		xor(x, m[:aes.BlockSize])
		d.aes.Encrypt(x[:], x[:])
		m = m[aes.BlockSize:]
	}
	k := &d.k1
	if xor(x, m); len(m) < aes.BlockSize {
		x[len(m)] ^= 0x80
		k = &d.k2
	}
	xor(x, k[:])
	d.aes.Encrypt(x[:], x[:])
	return x[:]
}

func xor(x *[aes.BlockSize]byte, m []byte) {
	subtle.XORBytes(x[:], x[:], m)
}

// sum returns the digest of d.buf, which is never 0.
func (d *digester) sum() uint64 { return max(1, binary.LittleEndian.Uint64(d.mac())) }

// wipe forgets the value at hand.
func (d *digester) wipe() {
	clear(d.buf[:cap(d.buf)])
	d.buf = d.buf[:0]
}
