package agent

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/failpoint"
	"github.com/harpolog/harpo/internal/spool"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// Letter is a record that a far side refused for good. It is redacted like all that is kept.
type Letter struct {
	Sink   string
	Reason string // a constant of the sink
	At     time.Time
	Labels []sinks.Label
	Record sinks.Record
}

// letterNote is what is kept beside the record.
type letterNote struct {
	Sink   string `json:"sink"`
	Reason string `json:"reason"`
	At     int64  `json:"at"` // seconds since the Unix epoch
}

// Letters is the store of dead letters: segments like the spool's. Several processes may use one folder, each call for
// itself: the agent that adds to it and a person's command that looks through it. Safe for concurrent use.
type Letters struct {
	o    spool.Options
	mu   sync.Mutex
	s    *spool.Spool
	told func(spool.Loss)
}

// OpenLetters returns the store. It touches the disk when it is used. lost is told what can no longer be read; it may be
// nil.
func OpenLetters(d DeadLetters, keys redact.Keys, lost func(spool.Loss)) *Letters {
	if lost == nil {
		lost = func(spool.Loss) {}
	}
	return &Letters{told: lost, o: spool.Options{Dir: d.Dir, MaxBytes: d.MaxBytes, Keys: keys, Purpose: letterPurpose}}
}

// add keeps records and returns nil once they are on the disk. If there is no room, the oldest letters make it.
func (l *Letters) add(sink, reason string, b *sinks.Batch) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	unlock, err := spool.Lock(l.o.Dir)
	if err != nil {
		return fmt.Errorf("keep dead letter: %w", err)
	}
	defer unlock()
	if err := l.reopen(); err != nil {
		return fmt.Errorf("keep dead letter: %w", err)
	}
	note, _ := json.Marshal(letterNote{sink, reason, time.Now().Unix()})
	for _, s := range b.Streams {
		for i := range s.Records {
			if _, err := l.s.Append(&spool.Frame{Note: note, Labels: s.Labels, Records: s.Records[i : i+1]}); err != nil {
				return fmt.Errorf("keep dead letter: %w", err)
			}
		}
	}
	failpoint.Hit("letter written")
	if err := l.s.Sync(); err != nil {
		return fmt.Errorf("keep dead letter: %w", err)
	}
	failpoint.Hit("letter kept")
	return nil
}

// reopen opens the store, anew if another process changed it.
func (l *Letters) reopen() error {
	if l.s != nil && !l.s.Changed() {
		return nil
	}
	if l.s != nil {
		l.s.Close()
		l.s = nil
	}
	o := l.o
	o.DropOldest, o.Lost = true, l.told
	var err error
	l.s, err = spool.Open(o, nil)
	return err
}

// close ends the use of the store.
func (l *Letters) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.s != nil {
		l.s.Close()
		l.s = nil
	}
}

// All calls visit with every letter, oldest first, until it returns false. It changes nothing.
func (l *Letters) All(visit func(*Letter) bool) error {
	if _, err := os.Stat(l.o.Dir); errors.Is(err, fs.ErrNotExist) {
		return nil // it is not made here: a folder of another user's would keep the agent out
	}
	unlock, err := spool.Lock(l.o.Dir)
	if err != nil {
		return err
	}
	defer unlock()
	o := l.o
	o.FS, o.Lost = spool.ReadOnly{}, l.told
	s, err := spool.Open(o, nil)
	if err != nil {
		return err
	}
	defer s.Close()
	for {
		var f spool.Frame
		if _, ok := s.Next(&f, spool.Mark{}); !ok {
			return nil
		}
		if letter, ok := letterOf(&f); ok && !visit(letter) {
			return nil
		}
	}
}

func letterOf(f *spool.Frame) (*Letter, bool) {
	var n letterNote
	if len(f.Records) != 1 || json.Unmarshal(f.Note, &n) != nil {
		return nil, false
	}
	return &Letter{Sink: n.Sink, Reason: n.Reason, At: time.Unix(n.At, 0), Labels: f.Labels, Record: f.Records[0]}, true
}

// Drop deletes the letters that match, and returns how many. The others are written anew before the old ones go.
func (l *Letters) Drop(match func(*Letter) bool) (dropped int, err error) {
	if _, err := os.Stat(l.o.Dir); errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	unlock, err := spool.Lock(l.o.Dir)
	if err != nil {
		return 0, fmt.Errorf("drop dead letters: %w", err)
	}
	defer unlock()
	o := l.o
	o.MaxBytes, o.Lost = 4*o.MaxBytes, l.told // the old and the new ones, for a moment
	s, err := spool.Open(o, nil)
	if err != nil {
		return 0, fmt.Errorf("drop dead letters: %w", err)
	}
	defer s.Close()
	var last spool.Mark
	var kept []*spool.Frame
	for {
		f := new(spool.Frame)
		m, ok := s.Next(f, spool.Mark{})
		if !ok {
			break
		}
		last = m
		if letter, ok := letterOf(f); ok && match(letter) {
			dropped++
		} else {
			kept = append(kept, f)
		}
	}
	if dropped == 0 {
		return 0, nil
	}
	for _, f := range kept {
		if _, err := s.Append(f); err != nil {
			return 0, fmt.Errorf("drop dead letters: %w", err)
		}
	}
	if err := s.Sync(); err != nil {
		return 0, fmt.Errorf("drop dead letters: %w", err)
	}
	s.Done(last)
	return dropped, nil
}
