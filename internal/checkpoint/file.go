package checkpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Names in the state directory.
const (
	currentName  = "checkpoint.json"
	previousName = "checkpoint.previous.json"
	tempName     = "checkpoint.tmp"
	corruptName  = "checkpoint.corrupt." // and a number
	lockName     = "lock"
)

// version is the layout of the file. A reader refuses a version it does not know instead of guessing.
const version = 1

// envelope is the file. Sum is the SHA-256 of Body's bytes: a torn or edited file is found, not believed.
type envelope struct {
	Version int             `json:"version"`
	Sum     string          `json:"sum"`
	Body    json.RawMessage `json:"body"`
}

type body struct {
	Seen  int64   `json:"seen"` // see Store.Seen: ns since the Unix epoch, 0 for never
	Files []Entry `json:"files"`
}

var errVersion = errors.New("checkpoint is of a version this program does not know: use the newer program, or another state_dir")

func write(dir string, list []Entry, seen time.Time) error {
	at := int64(0)
	if !seen.IsZero() {
		at = seen.UnixNano()
	}
	b, err := json.Marshal(body{Seen: at, Files: list})
	if err != nil {
		return err
	}
	sum := sha256.Sum256(b)
	b, err = json.Marshal(envelope{Version: version, Sum: hex.EncodeToString(sum[:]), Body: b})
	if err != nil {
		return err
	}
	temp, current, previous := filepath.Join(dir, tempName), filepath.Join(dir, currentName), filepath.Join(dir, previousName)
	if err := writeSynced(temp, append(b, '\n')); err != nil {
		return err
	}
	if err := os.Remove(previous); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	// A link, not a rename: at no moment is there no current file.
	if err := os.Link(current, previous); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(temp, current); err != nil {
		return err
	}
	return syncDir(dir)
}

func writeSynced(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
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
	if e.Version != version {
		return b, errVersion
	}
	if sum := sha256.Sum256(e.Body); hex.EncodeToString(sum[:]) != e.Sum {
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
			return problems, nil
		}
		aside, moveErr := s.setAside(name)
		if moveErr != nil {
			return problems, fmt.Errorf("move corrupt %s aside: %w", name, bare(moveErr))
		}
		problems = append(problems, fmt.Errorf("%s is corrupt (%w): moved to %s; records may be delivered again", name, bare(err), aside))
	}
	if found {
		s.last = time.Unix(0, 1)
	}
	return problems, nil
}

func (s *Store) fill(b body) {
	if b.Seen != 0 {
		s.last = time.Unix(0, b.Seen)
	}
	for _, e := range b.Files {
		s.entries[e.ID] = &entry{Entry: e}
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
