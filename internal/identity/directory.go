// Package identity knows people without knowing who they are: the account directory, which tells the account id of a
// person from a keyed digest of an identifier.
package identity

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/fsx"
)

// The layout of a directory file, all numbers little-endian:
//
//	header   magic, salt, entries, people, bytes of account ids, made at, log2 of the buckets, bytes of the sieve
//	buckets  2^b + 1 numbers of 4 bytes: where the entries begin whose digest begins with these b bits
//	entries  16 bytes each, sorted: 12 of the digest, 4 of the number of the person, or ambiguous
//	offsets  people + 1 numbers of 4 bytes: where in the account ids a person's begins
//	accounts the account ids, and which lengths numbers have, encrypted
//	sieve    what most values do not pass that nobody has: see sieve
//	seal     HMAC-SHA-256 over all of the above
//
// Digests are HMAC-SHA-256 (FIPS 198-1) cut to 96 bits: among 2^32 entries a foreign value is taken for one of them with
// a chance of 2^-64. Account ids are encrypted with AES-256-CTR under a key of this file alone (its random salt goes into
// HKDF-SHA-256), and the seal covers the ciphertext: encrypt, then authenticate.
const (
	magicName  = "HRPDIR" // of every version
	magic      = magicName + "2\n"
	saltSize   = 32
	headerSize = len(magic) + saltSize + 6*8
	entrySize  = 16
	digestSize = 12
	sealSize   = sha256.Size
	// ambiguous is the number of a person for an identifier that more than one has.
	ambiguous = 1<<32 - 1
)

type header struct{ entries, people, accounts, made, bits, sieve uint64 }

// keys are the keys of one file, derived from the directory key and the file's salt.
type keys struct{ digest, crypt, seal, sieve []byte }

func (k keys) wipe() {
	for _, key := range [][]byte{k.digest, k.crypt, k.seal, k.sieve} {
		clear(key)
	}
}

func fileKeys(secret, salt []byte) (k keys, err error) {
	for _, d := range []struct {
		to   *[]byte
		what string
	}{{&k.digest, "digest"}, {&k.crypt, "accounts"}, {&k.seal, "seal"}, {&k.sieve, "sieve"}} {
		if *d.to, err = hkdf.Key(sha256.New, secret, salt, "harpo directory "+d.what, 32); err != nil {
			return keys{}, err
		}
	}
	return k, nil
}

// ErrForeign says that a file is not sealed with this key: it was made with another one, or changed.
var ErrForeign = errors.New("made with another token key, or changed since it was made: build it again")

// errShort says that a file ends before its header says so.
var errShort = errors.New("not a whole directory file: build it again")

// Directory is an open directory. Its methods are safe for concurrent use; no look-up may run when it is closed. One that
// nothing refers to any more closes itself: that is how one is swapped for the next while look-ups run.
type Directory struct {
	mapping
	h                          header
	buckets, entries, off, ids []byte
	digests                    sync.Pool // of *digester
	crypt                      cipher.Block
	sieve                      sieve
	shapes                     shapes
	wipe                       func()
}

// Open maps a directory file and checks its seal, which reads it once. secret is the key it was built with. The file
// must be replaced by renaming another one over it: one that is written to while it is open may lose its people, never
// more. Errors hold neither names nor contents.
func Open(file string, secret []byte) (*Directory, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fsx.Cause(err)
	}
	if !info.Mode().IsRegular() || info.Size() < int64(headerSize+sealSize) {
		return nil, errShort
	}
	d := &Directory{}
	if d.mapping, err = mapFile(f, info.Size()); err != nil {
		return nil, fmt.Errorf("map directory: %w", err)
	}
	if err := guarded(func() error { return d.read(secret) }); err != nil {
		d.Close()
		return nil, err
	}
	d.cold(d.text)
	runtime.SetFinalizer(d, (*Directory).Close)
	return d, nil
}

// Close gives the memory back.
func (d *Directory) Close() error {
	runtime.SetFinalizer(d, nil)
	if d.wipe != nil {
		d.wipe()
	}
	return d.unmap()
}

func (d *Directory) read(secret []byte) error {
	body, seal := d.text[:len(d.text)-sealSize], d.text[len(d.text)-sealSize:]
	if !bytes.HasPrefix(body, []byte(magic)) {
		return errors.New("not a directory file: make one with `harpo directory build`")
	}
	k, err := fileKeys(secret, body[len(magic):][:saltSize])
	if err != nil {
		return err
	}
	d.wipe = k.wipe
	mac := hmac.New(sha256.New, k.seal)
	for rest := body; len(rest) > 0; { // of a mapped file little counts as this process's memory at any time
		piece := rest[:min(len(rest), 8<<20)]
		mac.Write(piece)
		d.cold(piece)
		rest = rest[len(piece):]
	}
	if !hmac.Equal(mac.Sum(nil), seal) {
		return ErrForeign
	}
	if d.crypt, err = aes.NewCipher(k.crypt); err != nil {
		return err
	}
	if d.sieve.block, err = aes.NewCipher(k.sieve); err != nil {
		return err
	}
	d.digests.New = func() any { return newDigester(k.digest) }
	if err := d.cut(body); err != nil {
		return err
	}
	at := len(d.ids) - len(d.shapes)
	copy(d.shapes[:], d.ids[at:])
	cryptAt(d.crypt, d.shapes[:], int64(at))
	return nil
}

// cut finds the parts of a file. A sealed file is whole; it is checked all the same.
func (d *Directory) cut(body []byte) error {
	nums := body[len(magic)+saltSize : headerSize]
	for i, n := range []*uint64{&d.h.entries, &d.h.people, &d.h.accounts, &d.h.made, &d.h.bits, &d.h.sieve} {
		*n = binary.LittleEndian.Uint64(nums[8*i:])
	}
	rest := body[headerSize:]
	if d.h.bits > 32 || d.h.entries > 1<<32 || d.h.people >= ambiguous || d.h.accounts > 1<<32 || d.h.sieve > 1<<40 || d.h.sieve%sieveBlock != 0 || d.h.sieve == 0 || d.h.accounts < uint64(len(d.shapes)) {
		return errShort
	}
	for _, part := range []struct {
		to   *[]byte
		size uint64
	}{{&d.buckets, (1<<d.h.bits + 1) * 4}, {&d.entries, d.h.entries * entrySize}, {&d.off, (d.h.people + 1) * 4}, {&d.ids, d.h.accounts}, {&d.sieve.blocks, d.h.sieve}} {
		if uint64(len(rest)) < part.size {
			return errShort
		}
		*part.to, rest = rest[:part.size:part.size], rest[part.size:]
	}
	if len(rest) > 0 {
		return errShort
	}
	return nil
}

// People returns how many people the directory knows.
func (d *Directory) People() int { return int(d.h.people) }

// Made returns when the directory was built.
func (d *Directory) Made() time.Time { return time.Unix(int64(d.h.made), 0) }

// AppendAccount appends the account id of the person who has an identifier of this type, in its normal form
// (redact.AppendNormal). It reports false, and appends nothing, where nobody or more than one person has it.
func (d *Directory) AppendAccount(dst []byte, t detectors.Type, normal []byte) (out []byte, ok bool) {
	if class := ClassOf(t); class != None && len(normal) > 0 {
		return d.account(dst, class, normal)
	}
	return dst, false
}

// AppendAccountOf appends the account id of the person with a name and a date of birth, both in normal form.
func (d *Directory) AppendAccountOf(dst, name, dob []byte) (out []byte, ok bool) {
	if len(name) == 0 || len(dob) == 0 {
		return dst, false
	}
	var buf [128]byte
	return d.account(dst, NameDOB, appendNameDOB(buf[:0], name, dob))
}

// Known says whether anybody has an identifier of this type, in its normal form: one person or more.
func (d *Directory) Known(t detectors.Type, normal []byte) bool {
	class := ClassOf(t)
	if class == None || len(normal) == 0 {
		return false
	}
	_, ok := d.entry(class, normal)
	return ok
}

// KnownOf says the same of a name and a date of birth, both in normal form.
func (d *Directory) KnownOf(name, dob []byte) bool {
	if len(name) == 0 || len(dob) == 0 {
		return false
	}
	var buf [128]byte
	_, ok := d.entry(NameDOB, appendNameDOB(buf[:0], name, dob))
	return ok
}

// HasNumber says whether anybody has a number that is, in normal form, so long and has so many digits.
func (d *Directory) HasNumber(length, digits int) bool {
	return d.shapes.has(shapeBit(length, digits))
}

// Crowded says whether more than one in a thousand of the numbers of a type and length, of digits only, are somebody's.
func (d *Directory) Crowded(t detectors.Type, length int) bool {
	return d.shapes.has(crowdBit(ClassOf(t), length))
}

// Born says whether somebody with a name was born on a day, in normal form.
func (d *Directory) Born(dob []byte) bool {
	if len(dob) == 0 {
		return false
	}
	_, ok := d.entry(Born, dob)
	return ok
}

// Shows says whether some person has this account id.
func (d *Directory) Shows(account []byte) bool {
	_, ok := d.account(nil, Shown, account)
	return ok
}

func (d *Directory) account(dst []byte, class Class, normal []byte) (out []byte, ok bool) {
	person, ok := d.entry(class, normal)
	if !ok || person == ambiguous {
		return dst, false
	}
	start := len(dst)
	err := guarded(func() error {
		dst = d.appendID(dst, person)
		return nil
	})
	runtime.KeepAlive(d)
	if err != nil || !accountOK(dst[start:]) { // somebody writes to the file
		return dst[:start], false
	}
	return dst, true
}

// entry returns the number of the person who has a value, which may be ambiguous.
func (d *Directory) entry(class Class, normal []byte) (person uint32, ok bool) {
	defer runtime.KeepAlive(d)
	g := d.digests.Get().(*digester)
	defer d.digests.Put(g)
	if guarded(func() error {
		if class == Shown || d.sieve.passes(&g.x, class, normal) {
			person, ok = d.find(g.digest(class, normal))
		}
		return nil
	}) != nil {
		return 0, false
	}
	return person, ok
}

// find looks a digest up: two reads of memory, of the bucket and of the few entries in it.
func (d *Directory) find(digest [digestSize]byte) (person uint32, ok bool) {
	b := bucket(digest, d.h.bits)
	lo, hi := binary.LittleEndian.Uint32(d.buckets[4*b:]), binary.LittleEndian.Uint32(d.buckets[4*b+4:])
	for i := uint64(lo); i < uint64(hi); i++ {
		e := d.entries[i*entrySize:][:entrySize]
		if [digestSize]byte(e) == digest {
			return binary.LittleEndian.Uint32(e[digestSize:]), true
		}
	}
	return 0, false
}

// appendID decrypts the account id of a person.
func (d *Directory) appendID(dst []byte, person uint32) []byte {
	off := d.off[4*uint64(person):]
	from, to := uint64(binary.LittleEndian.Uint32(off)), uint64(binary.LittleEndian.Uint32(off[4:]))
	to = min(to, from+maxAccount)
	start := len(dst)
	dst = append(dst, d.ids[from:to]...)
	cryptAt(d.crypt, dst[start:], int64(from))
	return dst
}

// cryptAt encrypts or decrypts text, which lies at an offset of the account ids, in place.
func cryptAt(block cipher.Block, text []byte, offset int64) {
	var iv, skip [aes.BlockSize]byte
	binary.BigEndian.PutUint64(iv[8:], uint64(offset/aes.BlockSize))
	stream := cipher.NewCTR(block, iv[:])
	lead := skip[:offset%aes.BlockSize]
	stream.XORKeyStream(lead, lead)
	stream.XORKeyStream(text, text)
}

// bucket returns the first bits of a digest as a number.
func bucket(digest [digestSize]byte, bits uint64) uint64 {
	return binary.BigEndian.Uint64(digest[:]) >> (64 - bits) // a shift by 64 yields 0
}

// guarded runs f and turns a fault of mapped memory, which a file cut short by others makes, into an error.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil {
			err = errShort
		}
	}()
	return f()
}

// mapping is a file in memory. cold says that from now on a part of it is needed at single places only.
type mapping struct {
	text  []byte
	unmap func() error
	cold  func(part []byte)
}

// readFile is what mapFile does where files cannot be mapped.
func readFile(f *os.File, size int64) (mapping, error) {
	text := make([]byte, size)
	if _, err := io.ReadFull(f, text); err != nil {
		return mapping{}, fsx.Cause(err)
	}
	return mapping{text, func() error { return nil }, func([]byte) {}}, nil
}
