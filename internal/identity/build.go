package identity

import (
	"bufio"
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"os"
	"path/filepath"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
)

// maxAccount bounds an account id, so that a redacted line cannot grow without bound.
const maxAccount = 64

// Builder collects people and writes a directory file. It holds 24 bytes an identifier, with some room to grow, and the account ids;
// it never holds an identifier. It is not safe for concurrent use.
type Builder struct {
	// Step is called WriteSteps times, evenly, while WriteFile works; nil is fine.
	Step func()
	// Placed is called with the name of the finished file before it takes its place; nil is fine.
	Placed  func(file string) error
	salt    []byte
	keys    keys
	digests *digester
	draws   cipher.Block
	drawn   draws // by the identifiers, of the sieve, whose size is known at the end
	entries heaps
	offsets []uint32
	ids     []byte
	born    map[uint64]bool // days, by what they draw
	pair    []byte
	shapes  shapes
	counts  counts
}

// WriteSteps is how often Builder.Step is called: for each heap of entries when it is sorted, and when it is written.
const WriteSteps = 2 * len(heaps{})

// NewBuilder returns an empty builder whose files can be opened with the same secret.
func NewBuilder(secret []byte) (*Builder, error) {
	b := &Builder{salt: make([]byte, saltSize), offsets: []uint32{0}}
	rand.Read(b.salt)
	var err error
	if b.keys, err = fileKeys(secret, b.salt); err != nil {
		return nil, err
	}
	b.digests = newDigester(b.keys.digest)
	if b.draws, err = aes.NewCipher(b.keys.sieve); err != nil {
		return nil, err
	}
	return b, nil
}

// Errors of a person. None holds the value.
var (
	errAccount = fmt.Errorf("the account id must be 1 to %d of A-Z a-z 0-9 - _", maxAccount)
	errMany    = errors.New("too many people or too long account ids for one file")
)

// Begin adds a person, whom the identifiers added next belong to. The account id is what lines will show behind ACCT-.
func (b *Builder) Begin(account string) error {
	if !accountOK(account) {
		return errAccount
	}
	if len(b.offsets) >= ambiguous || len(b.ids)+len(account) >= 1<<32 {
		return errMany
	}
	b.ids = append(b.ids, account...)
	b.offsets = append(b.offsets, uint32(len(b.ids)))
	b.entries.add(entry{b.digests.digest(Shown, []byte(account)), uint32(len(b.offsets) - 2)})
	return nil
}

// Add adds an identifier, in its normal form, of the person begun last. An empty one is left out.
func (b *Builder) Add(class Class, normal []byte) {
	if len(normal) == 0 {
		return
	}
	b.entries.add(entry{b.digests.digest(class, normal), uint32(len(b.offsets) - 2)})
	b.counts.add(&b.shapes, class, normal)
	if len(normal) <= maxSieved {
		b.drawn.add(draw(b.draws, &b.digests.x, class, normal))
	}
}

// AddBorn adds a name and a date of birth, in their normal forms, of the person begun last.
func (b *Builder) AddBorn(name, dob []byte) {
	b.pair = appendNameDOB(b.pair[:0], name, dob)
	b.Add(NameDOB, b.pair)
	if b.born == nil {
		b.born = map[uint64]bool{}
	}
	if day := draw(b.draws, &b.digests.x, Born, dob); !b.born[day] { // there are few days for many people
		b.born[day] = true
		b.Add(Born, dob)
	}
}

// Len returns the people and identifiers added.
func (b *Builder) Len() (people, identifiers int) {
	people = len(b.offsets) - 1
	return people, b.entries.len() - people - len(b.born) // each has an entry for the account id
}

func accountOK[T string | []byte](s T) bool {
	for i := range len(s) {
		if c := s[i]; !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return len(s) > 0 && len(s) <= maxAccount
}

// WriteFile writes the directory in one step: whoever has an older one open keeps it, and who opens the file next gets
// the new one. The builder is used up. shared is the number of identifiers that more than one account has: they will
// find nobody.
func (b *Builder) WriteFile(file string) (shared int, err error) {
	defer b.keys.wipe()
	if b.Step == nil {
		b.Step = func() {}
	}
	shared = b.entries.fold(b.same, b.Step)
	f, err := os.CreateTemp(filepath.Dir(file), ".directory-*")
	if err != nil {
		return 0, fsx.Cause(err)
	}
	defer os.Remove(f.Name())
	err = b.write(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, fsx.Cause(err)
	}
	if b.Placed != nil {
		if err := b.Placed(f.Name()); err != nil {
			return 0, fsx.Cause(err)
		}
	}
	if err := os.Rename(f.Name(), file); err != nil {
		return 0, errors.New("put the file in place: " + errors.Unwrap(err).Error())
	}
	return shared, fsx.Cause(fsx.SyncDir(filepath.Dir(file)))
}

// Replaceable says whether WriteFile may put a directory in the place of what has this name now: nothing, an empty file, or a directory of any
// version. A roster, a key or a device that was named by mistake stays.
func Replaceable(file string) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0:
		return nil
	case err != nil:
		return fsx.Cause(err)
	case !info.Mode().IsRegular():
		return errors.New("it would replace what is not a regular file")
	}
	f, err := os.Open(file)
	if err != nil {
		return fsx.Cause(err)
	}
	defer f.Close()
	head := make([]byte, len(magicName))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != magicName {
		return errors.New("it would replace a file that is no account directory")
	}
	return nil
}

// same says whether two rows of a roster have one account.
func (b *Builder) same(p, q uint32) bool {
	return p == q || bytes.Equal(b.ids[b.offsets[p]:b.offsets[p+1]], b.ids[b.offsets[q]:b.offsets[q+1]])
}

func (b *Builder) write(f io.Writer) error {
	mac := hmac.New(sha256.New, b.keys.seal)
	w := bufio.NewWriterSize(io.MultiWriter(f, mac), 1<<20)
	entries, values := b.entries.len(), b.drawn.len()
	bitsN := uint64(max(bits.Len(uint(entries))-3, 0)) // 4 to 8 entries a bucket
	w.WriteString(magic)
	w.Write(b.salt)
	b.counts.crowds(&b.shapes)
	b.ids = append(b.ids, b.shapes[:]...)
	for _, n := range []uint64{uint64(entries), uint64(len(b.offsets) - 1), uint64(len(b.ids)), uint64(time.Now().Unix()), bitsN, uint64(sieveSize(values))} {
		binary.Write(w, binary.LittleEndian, n)
	}
	var num [4]byte
	put := func(n uint32) {
		binary.LittleEndian.PutUint32(num[:], n)
		w.Write(num[:])
	}
	var next, before uint64 // buckets and entries so far
	for _, of := range b.entries {
		for i, e := range of {
			for k := bucket(e.digest, bitsN); next <= k; next++ {
				put(uint32(before) + uint32(i))
			}
		}
		before += uint64(len(of))
	}
	for ; next <= 1<<bitsN; next++ {
		put(uint32(entries))
	}
	for _, of := range b.entries {
		for _, e := range of {
			w.Write(e.digest[:])
			put(e.person)
		}
		b.Step()
	}
	for _, o := range b.offsets {
		put(o)
	}
	block, err := aes.NewCipher(b.keys.crypt)
	if err != nil {
		return err
	}
	cryptAt(block, b.ids, 0)
	w.Write(b.ids)
	s := sieve{blocks: make([]byte, sieveSize(values))}
	b.drawn.each(s.put)
	w.Write(s.blocks)
	if err := w.Flush(); err != nil { // the first error of a write above
		return err
	}
	_, err = f.Write(mac.Sum(nil))
	return err
}
