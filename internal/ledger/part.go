package ledger

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/harpolog/harpo/internal/fsx"
)

// A part is one file of the book, named after the number of its first record.
type part struct {
	name  string
	first uint64
}

const (
	partPrefix = "ledger-"
	partSuffix = ".jsonl"
	headName   = "ledger.head"
	lockName   = "ledger.lock"
)

func partName(first uint64) string { return fmt.Sprintf("%s%012d%s", partPrefix, first, partSuffix) }

// parts lists the parts in a folder, oldest first.
func parts(dir string) ([]part, error) {
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list ledger folder: %w", fsx.Cause(err))
	}
	var out []part
	for _, f := range all {
		n, ok := strings.CutPrefix(f.Name(), partPrefix)
		n, ok2 := strings.CutSuffix(n, partSuffix)
		if first, err := strconv.ParseUint(n, 10, 64); ok && ok2 && err == nil && first > 0 {
			out = append(out, part{f.Name(), first})
		}
	}
	slices.SortFunc(out, func(a, b part) int { return cmp.Compare(a.first, b.first) })
	return out, nil
}

// lastOf returns the newest whole record of a part and where it ends. A part without one has a zero entry.
func lastOf(file string) (last entry, end int64, err error) {
	text, err := readAll(file)
	if err != nil {
		return entry{}, 0, err
	}
	for off := 0; ; {
		n := bytes.IndexByte(text[off:], '\n')
		if n < 0 {
			return last, end, nil
		}
		e, err := readEntry(text[off : off+n])
		if err != nil {
			return last, end, nil
		}
		off += n + 1
		last, end = e, int64(off)
	}
}

// Witness names a record from outside of the book: its number and hash.
type Witness struct {
	Seq  uint64 `json:"seq"`
	Hash Hash   `json:"hash"`
}

// String returns "SEQ:HASH", which ParseWitness reads.
func (w Witness) String() string {
	h, _ := w.Hash.MarshalText()
	return fmt.Sprintf("%d:%s", w.Seq, h)
}

// ParseWitness reads "SEQ:HASH".
func ParseWitness(text string) (Witness, error) {
	n, h, _ := strings.Cut(text, ":")
	var w Witness
	var err error
	if w.Seq, err = strconv.ParseUint(n, 10, 64); err == nil {
		err = w.Hash.UnmarshalText([]byte(h))
	}
	if err != nil {
		return Witness{}, errors.New("want a record's number, a colon and its hash in hexadecimal")
	}
	return w, nil
}

// writeHead replaces the record of the newest line in one step.
func writeHead(dir string, key Key, w Witness) error {
	text, err := json.Marshal(w)
	if err != nil {
		return err
	}
	line := sign(key, entry{Seq: w.Seq, Kind: "head", Prev: w.Hash, Body: text})
	tmp := filepath.Join(dir, headName+".new")
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, headName)); err != nil {
		return err
	}
	return fsx.SyncDir(dir)
}

// Faults of the head.
const (
	headMissing = "the record of the newest line is missing"
	headBad     = "the record of the newest line is damaged or of another key"
)

// readHead returns the newest record's number and hash as noted beside the book, or what is wrong with the note.
func readHead(dir string, key ed25519.PublicKey) (w Witness, fault string, err error) {
	text, err := readAll(filepath.Join(dir, headName))
	if errors.Is(err, fs.ErrNotExist) {
		return Witness{}, headMissing, nil
	}
	if err != nil {
		return Witness{}, "", fmt.Errorf("read ledger head: %w", err)
	}
	line := bytes.TrimSuffix(text, []byte("\n"))
	e, err := readEntry(line)
	if err != nil || check(key, line) != nil || e.Kind != "head" {
		return Witness{}, headBad, nil
	}
	return Witness{e.Seq, e.Prev}, "", nil
}
