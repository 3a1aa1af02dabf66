package ledger

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/harpolog/harpo/internal/fsx"
)

// load finds the end of the book and opens it for appending. What a crash tore is cut off; what the head knew of and is
// gone is put on record. It never refuses: a book that cannot be continued must not stop the agent from redacting, and
// verify reports what happened to it.
func (b *Book) load() error {
	b.err, b.head, b.total, b.sums = nil, Witness{}, Account{}, false
	ps, err := parts(b.dir)
	if err != nil {
		return err
	}
	known, fault, err := readHead(b.dir, b.key.Public().key)
	if err != nil {
		return err
	}
	note := RecoverNote{Head: fault}
	for len(ps) > 0 {
		name := filepath.Join(b.dir, ps[len(ps)-1].name)
		last, end, err := lastOf(name)
		if err != nil {
			return fmt.Errorf("read ledger: %w", err)
		}
		if err := b.reopen(name, end, &note); err != nil {
			return err
		}
		if b.head = (Witness{last.Seq, last.hash}); last.Seq > 0 {
			break
		}
		ps = ps[:len(ps)-1] // a part that was begun and not written to
	}
	if b.part == nil {
		if err := b.begin(); err != nil {
			return err
		}
		if fault == headMissing {
			return nil // a new book
		}
	}
	if err := b.findTotal(ps); err != nil {
		return err
	}
	if known.Seq > b.head.Seq {
		note.Missing = known.Seq - b.head.Seq
		b.head.Seq = known.Seq // numbers are not given twice
	}
	if note != (RecoverNote{}) {
		return b.add(Recover, note)
	}
	return nil
}

// reopen opens a part for appending behind its last whole record.
func (b *Book) reopen(name string, end int64, note *RecoverNote) error {
	if b.part != nil {
		b.part.Close()
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		return fmt.Errorf("open ledger: %w", fsx.Cause(err))
	}
	b.part, b.size = f, end
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("open ledger: %w", fsx.Cause(err))
	}
	if torn := info.Size() - end; torn > 0 {
		note.CutBytes += torn
		if err := f.Truncate(end); err != nil {
			return fmt.Errorf("cut torn ledger record: %w", fsx.Cause(err))
		}
	}
	return nil
}

// findTotal recomputes the newest account: from the newest one with sums, which the newest part that has accounts begins with, and
// those behind it.
func (b *Book) findTotal(ps []part) error {
	for i := len(ps) - 1; i >= 0 && b.total.Tally.IsZero(); i-- {
		if err := b.sumUp(ps[i]); err != nil {
			return err
		}
		b.sums = b.sums && i == len(ps)-1
	}
	return nil
}

func (b *Book) sumUp(p part) error {
	return each(filepath.Join(b.dir, p.name), func(_ []byte, e entry, err error) {
		var a Account
		if err != nil || e.Kind != Interval && e.Kind != Stop || json.Unmarshal(e.Body, &a) != nil {
			return
		}
		if a.Sum == nil {
			a.Base, a.Sum = b.total.Base, b.total.Sum.Add(a.Delta)
		}
		b.total, b.sums = a, true
	})
}
