package checkpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/harpolog/harpo/internal/failpoint"
	"github.com/harpolog/harpo/internal/fsx"
)

// Names in the state directory.
const (
	currentName  = "checkpoint.json"
	previousName = "checkpoint.previous.json"
	tempName     = "checkpoint.tmp"
	corruptName  = "checkpoint.corrupt." // and a number
	lockName     = "lock"
)

// version is the layout of the file. A reader refuses a version it does not know instead of guessing. Version 1 had no
// journal, and no sources or plans in its entries.
const (
	version = 2
	oldest  = 1
)

// envelope is the file. Sum is the SHA-256 of Body's bytes: a torn or edited file is found, not believed.
type envelope struct {
	Version int             `json:"version"`
	Sum     string          `json:"sum"`
	Body    json.RawMessage `json:"body"`
}

// body is the state, or, as a line of a journal, what has changed in it: entries as they are now.
type body struct {
	Seen    int64   `json:"seen"`              // see Store.Seen: ns since the Unix epoch, 0 for never
	Planned int64   `json:"planned,omitempty"` // see Store.LastPlanned
	Journal int     `json:"journal,omitempty"` // the number of the journal that goes on from here
	Files   []Entry `json:"files"`

	Numbers map[string]uint64 `json:"numbers,omitempty"` // see Change
}

var errVersion = errors.New("checkpoint is of a version this program does not know: use the newer program, or another state_dir")

// write replaces the current file, durably, and returns its size. The one before stays as the previous one. replaced says
// that the new file is there, also if there is an error.
func write(dir string, state body) (size int, replaced bool, err error) {
	b, err := json.Marshal(state)
	if err != nil {
		return 0, false, err
	}
	sum := sumOf(b)
	b, err = json.Marshal(envelope{Version: version, Sum: sum, Body: b})
	if err != nil {
		return 0, false, err
	}
	temp, current := filepath.Join(dir, tempName), filepath.Join(dir, currentName)
	if err := writeSynced(temp, append(b, '\n')); err != nil {
		os.Remove(temp) // on a full disk it would take what room there is
		return 0, false, err
	}
	if err := keep(current, filepath.Join(dir, previousName)); err != nil {
		return 0, false, err
	}
	failpoint.Hit("snapshot kept")
	if err := os.Rename(temp, current); err != nil {
		return 0, false, err
	}
	failpoint.Hit("snapshot renamed")
	return len(b), true, fsx.SyncDir(dir)
}

// keep makes current known as previous too. At no moment is either of them missing; without a current file the previous
// one stays.
func keep(current, previous string) error {
	link := previous + ".tmp"
	if err := os.Remove(link); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Link(current, link); errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	return os.Rename(link, previous)
}

func sumOf[T string | []byte | json.RawMessage](b T) string {
	sum := sha256.Sum256([]byte(b))
	return hex.EncodeToString(sum[:])
}

func writeSynced(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	failpoint.Torn("snapshot", f, b)
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

func read(path string) (body, error) {
	var e envelope
	var b body
	text, err := os.ReadFile(path)
	if err != nil {
		return b, err
	}
	// Errors of encoding/json quote the text they stumble over; ours do not.
	if json.Unmarshal(text, &e) != nil {
		return b, errors.New("not a whole JSON object")
	}
	if e.Version < oldest || e.Version > version {
		return b, errVersion
	}
	if sumOf(e.Body) != e.Sum {
		return b, errors.New("checksum does not match")
	}
	if json.Unmarshal(e.Body, &b) != nil {
		return b, errors.New("entries are not as expected")
	}
	return b, nil
}

// load fills the store from the current file, or from the previous one if that cannot be read. problems are for a
// person to read; err means that going on would be wrong.
func (s *Store) load() (problems []error, err error) {
	found := false
	for _, name := range []string{currentName, previousName} {
		b, err := read(filepath.Join(s.dir, name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if errors.Is(err, errVersion) {
			return problems, err
		}
		found = true
		if err == nil {
			s.fill(b)
			more, err := s.replay(b.Journal)
			return append(problems, more...), err
		}
		aside, moveErr := s.setAside(name)
		if moveErr != nil {
			return problems, fmt.Errorf("move corrupt %s aside: %w", name, fsx.Cause(moveErr))
		}
		problems = append(problems, fmt.Errorf("%s is corrupt (%w): moved to %s; records may be delivered again", name, fsx.Cause(err), aside))
	}
	more, err := s.replay(0) // what changed last is better than nothing
	if found {
		s.last = time.Unix(0, 1)
	}
	return append(problems, more...), err
}

func (s *Store) fill(b body) {
	if b.Seen != 0 {
		s.last = time.Unix(0, b.Seen)
	}
	s.planned = max(s.planned, b.Planned)
	maps.Copy(s.numbers.now, b.Numbers)
	for _, e := range b.Files {
		s.put(&entry{Entry: e})
	}
}

// maxCorrupt bounds how many corrupt files are kept; the last name is then overwritten.
const maxCorrupt = 8

func (s *Store) setAside(name string) (string, error) {
	for i := 1; ; i++ {
		aside := corruptName + strconv.Itoa(i)
		if _, err := os.Lstat(filepath.Join(s.dir, aside)); err == nil && i < maxCorrupt {
			continue
		}
		return aside, os.Rename(filepath.Join(s.dir, name), filepath.Join(s.dir, aside))
	}
}
