// Package ledger keeps the agent's account book: an append-only file of records that anybody with the public key can
// check, and that holds no health information. Every record is a line of JSON; it names the hash of the line before it
// and is signed, so that a changed byte, a removed, added or swapped record, and a gap are found. A record of the newest
// line is kept beside the book, so that a tail that was cut off is found too; whoever can roll back both, and has the
// key's machine, is found by a witness: the newest number and hash, which the agent also writes to its log.
//
// Signatures are Ed25519 (FIPS 186-5, section 7), hashes SHA-256 (FIPS 180-4), both of the standard library.
package ledger

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
)

// Kind is what a record tells of.
type Kind string

// The kinds of records.
const (
	Start    Kind = "start"    // an agent began: Setup
	Setup    Kind = "setup"    // its configuration or keys changed while it ran: Setup
	Interval Kind = "interval" // what happened since the last record of a kind that counts: Account
	Stop     Kind = "stop"     // an agent ended in order: Account
	Incident Kind = "incident" // a suspected leak: IncidentNote
	Lookup   Kind = "lookup"   // somebody asked whose a token is: LookupNote
	Recover  Kind = "recover"  // the book was found damaged at its end: RecoverNote
	Retire   Kind = "retire"   // old parts of the book were deleted in order: RetireNote
)

// Options are how a book is kept. Zero fields have defaults.
type Options struct {
	MaxPart   int64         // bytes after which a new part begins; 16 MiB
	Retention time.Duration // how long parts are kept; six years, as 45 CFR 164.316(b)(2)(i) asks of documentation
	Now       func() time.Time
}

// retention is six years: 45 CFR 164.316(b)(2)(i).
const retention = 6 * 366 * 24 * time.Hour

const defaultMaxPart = 16 << 20

// Book is an open ledger. Its methods are safe for concurrent use. It holds the folder's lock: one process has it open.
type Book struct {
	mu    sync.Mutex
	lock  *os.File
	dir   string
	key   Key
	o     Options
	part  *os.File
	size  int64
	head  Witness
	total Account // the newest, with its sums
	sums  bool    // an account of the newest part has them
	err   error   // a write failed: what is on the disk is not known, so the book is read again before the next one
}

// Open opens the book in a folder, which is made if it is not there. A tail that a crash tore is cut off and a record
// says so. Errors hold no text of the book.
func Open(dir string, key Key, o Options) (*Book, error) {
	if o.MaxPart <= 0 {
		o.MaxPart = defaultMaxPart
	}
	if o.Retention <= 0 {
		o.Retention = retention
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make ledger folder: %w", err)
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, err
	}
	b := &Book{dir: dir, key: key, o: o, lock: lock}
	if err := b.load(); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// Add appends a record and brings it to the disk. Nil means that it is there. After an error the same record may be
// added again.
func (b *Book) Add(kind Kind, body any) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.ready(); err != nil {
		return err
	}
	return b.add(kind, body)
}

// AddAccount appends an Interval or Stop: what a tally has more than at the last one of either, and all of it if that was of
// another tally. since is when the tally began, and tells it from others. An Interval in which nothing happened is left out.
func (b *Book) AddAccount(kind Kind, since time.Time, tally Counts) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.ready(); err != nil {
		return err
	}
	last := b.total
	a := Account{From: last.To, To: b.o.Now().UTC().Truncate(time.Millisecond), Tally: since.UTC(), Base: last.Base}
	if a.From.IsZero() {
		a.From = a.Tally
	}
	if !last.Tally.Equal(since) {
		a.Base = last.Sum
	}
	a.Delta = tally.Sub(last.Sum.Sub(a.Base)) // a tally that was set back by a power cut is waited for
	if kind == Interval && len(a.Delta) == 0 {
		return nil
	}
	a.Sum = last.Sum.Add(a.Delta)
	line := a
	if b.sums && kind != Stop { // they grow with the number of sources, and nobody needs them every minute
		line.Sum, line.Base = nil, nil
	}
	if err := b.add(kind, line); err != nil {
		return err
	}
	b.total, b.sums = a, true
	return nil
}

// ready reads the book again after a failed write, and turns a page if it is full.
func (b *Book) ready() error {
	if b.err != nil {
		b.part.Close()
		if err := b.load(); err != nil {
			return err
		}
	}
	return b.turn()
}

func (b *Book) add(kind Kind, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("encode ledger record: %w", err)
	}
	next := Witness{Seq: b.head.Seq + 1}
	line := sign(b.key, entry{Seq: next.Seq, Time: b.o.Now().UTC().Truncate(time.Millisecond), Kind: kind, Prev: b.head.Hash, Body: text})
	next.Hash = sum(line)
	_, err = b.part.Write(append(line, '\n'))
	if err == nil {
		err = b.part.Sync()
	}
	if err == nil {
		err = writeHead(b.dir, b.key, next)
	}
	if b.err = err; err != nil {
		return fmt.Errorf("write ledger: %w", fsx.Cause(err))
	}
	b.head, b.size = next, b.size+int64(len(line))+1
	return nil
}

// Head returns the number and the hash of the newest record, to be noted elsewhere as a witness.
func (b *Book) Head() Witness {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.head
}

// Total returns what the book has counted up to its newest record, over all runs of the agent.
func (b *Book) Total() Counts {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.total.Sum.clone()
}

// Close closes the files. It writes no record.
func (b *Book) Close() error {
	defer b.lock.Close()
	if b.part == nil {
		return nil
	}
	return b.part.Close()
}

// turn begins a new part if the newest is full, and deletes parts that have been kept long enough.
func (b *Book) turn() error {
	if b.size < b.o.MaxPart {
		return nil
	}
	if err := b.begin(); err != nil {
		return err
	}
	return b.retire()
}

// begin opens the part that the next record begins.
func (b *Book) begin() error {
	f, err := os.OpenFile(filepath.Join(b.dir, partName(b.head.Seq+1)), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("begin ledger part: %w", fsx.Cause(err))
	}
	if b.part != nil {
		b.part.Close()
	}
	b.part, b.size, b.sums = f, 0, false
	return fsx.SyncDir(b.dir)
}

// retire deletes the parts whose newest record is older than the retention, all but the newest part. The record that
// says so comes first: a part that is missing without one is a gap.
func (b *Book) retire() error {
	parts, err := parts(b.dir)
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(parts); i++ {
		last, _, err := lastOf(filepath.Join(b.dir, parts[i].name))
		if err != nil || b.o.Now().Sub(last.Time) < b.o.Retention {
			return nil // the next one is younger; a damaged one is for verify to report
		}
		if err := b.add(Retire, RetireNote{Through: last.Seq, Hash: last.hash}); err != nil {
			return err
		}
		if err := os.Remove(filepath.Join(b.dir, parts[i].name)); err != nil {
			return fmt.Errorf("delete retired ledger part: %w", fsx.Cause(err))
		}
	}
	return nil
}

// readAll reads a part, which is bounded by MaxPart and one record.
func readAll(file string) ([]byte, error) {
	f, err := fsx.Open(file)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	return text, nil
}
