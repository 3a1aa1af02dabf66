package checkpoint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/harpolog/harpo/internal/failpoint"
	"github.com/harpolog/harpo/internal/fsx"
)

const journalName = "journal." // and a number

// Sizes in bytes from which a journal is replaced by a snapshot: whichever is more, so that the snapshots of many files
// do not cost more than the journals they replace.
const (
	minJournal       = 1 << 20
	snapshotsJournal = 4 // times the size of the last snapshot
)

// journal is what has changed since a snapshot: one line a write, so that what was written together holds together.
// A line is the CRC-32C of its JSON in eight hexadecimal digits, a blank, the JSON, and a LF.
type journal struct {
	f        *os.File
	number   int
	size     int
	snapshot int // size of the snapshot it goes on from
	unsynced bool
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

const sumLen = 8

func (j *journal) limit() int { return max(minJournal, snapshotsJournal*j.snapshot) }

func (j *journal) long() bool { return j.size > j.limit() }

// spare is how much longer than that a journal may be on a full disk, in bytes: some thousand commits.
const spare = 1 << 20

func (j *journal) append(b body) error {
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	line := fmt.Appendf(make([]byte, 0, len(text)+sumLen+2), "%08x %s\n", crc32.Checksum(text, castagnoli), text)
	failpoint.Torn("journal", j.f, line)
	_, err = j.f.Write(line)
	failpoint.Hit("journal written")
	j.unsynced = true
	if err == nil {
		j.size += len(line)
	}
	return err
}

// takeBack cuts off what an append that failed has left, and says whether the journal can be gone on with.
func (j *journal) takeBack() bool { return j.f.Truncate(int64(j.size)) == nil }

// sync makes what was appended outlive a power cut.
func (j *journal) sync() error {
	if !j.unsynced {
		return nil
	}
	if err := j.f.Sync(); err != nil {
		return err
	}
	j.unsynced = false
	return nil
}

// begin starts the next journal and has the snapshot written that it goes on from. The journal before is kept as long
// as the snapshot before: should the new snapshot turn out corrupt, the two lead to the same state.
func (j *journal) begin(dir string, snapshot func(number int) (size int, err error)) error {
	next := j.number + 1
	f, err := os.OpenFile(journalPath(dir, next), os.O_WRONLY|os.O_CREATE|os.O_TRUNC|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	size, err := snapshot(next)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	j.close()
	*j = journal{f: f, number: next, snapshot: size}
	removeBefore(dir, next-1)
	fsx.Reserve(f, int64(j.limit()+spare))
	return nil
}

// close gives the room back that was set aside.
func (j *journal) close() {
	if j.f != nil {
		j.f.Truncate(int64(j.size))
		j.f.Close()
	}
}

func journalPath(dir string, number int) string {
	return filepath.Join(dir, journalName+strconv.Itoa(number))
}

// removeBefore removes the journals with smaller numbers. One that cannot be removed does no harm: no snapshot leads to it.
func removeBefore(dir string, number int) {
	for _, n := range journals(dir) {
		if n < number {
			os.Remove(journalPath(dir, n))
		}
	}
}

// journals returns the numbers of the journals there are, in order.
func journals(dir string) (numbers []int) {
	paths, _ := filepath.Glob(filepath.Join(dir, journalName+"*"))
	for _, path := range paths {
		if n, err := strconv.Atoi(filepath.Ext(path)[1:]); err == nil {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// replay takes in the journals from a number on, and goes on counting behind them.
func (s *Store) replay(from int) (problems []error, err error) {
	s.journal.number = from
	for _, n := range journals(s.dir) {
		if n < from {
			continue
		}
		s.journal.number = n
		text, err := os.ReadFile(journalPath(s.dir, n))
		if err != nil {
			return problems, fmt.Errorf("read checkpoint journal: %w", fsx.Cause(err))
		}
		if bad := s.replayLines(text); bad > 0 {
			problems = append(problems, fmt.Errorf("%s%d has %d corrupt lines, which are passed over: records may be delivered again", journalName, n, bad))
		}
	}
	return problems, nil
}

// replayLines takes in the good lines of a journal and counts the bad ones. A last line without its LF is no line: it was
// being written when the machine or the process stopped.
func (s *Store) replayLines(text []byte) (bad int) {
	for line := range bytes.Lines(text) {
		if line[len(line)-1] != '\n' {
			break
		}
		if b, ok := parseLine(line[:len(line)-1]); ok {
			s.fill(b)
		} else {
			bad++
		}
	}
	return bad
}

func parseLine(line []byte) (b body, ok bool) {
	if len(line) <= sumLen || line[sumLen] != ' ' {
		return b, false
	}
	sum, err := strconv.ParseUint(string(line[:sumLen]), 16, 32)
	text := line[sumLen+1:]
	if err != nil || crc32.Checksum(text, castagnoli) != uint32(sum) {
		return b, false
	}
	return b, json.Unmarshal(text, &b) == nil
}
