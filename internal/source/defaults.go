package source

import (
	"errors"
	"fmt"
	"time"
)

// Defaults of FileOptions.
const (
	DefaultMaxLine = 1 << 20
	DefaultBlock   = 256 << 10 // two workers keep to their second-level caches with it, and what is done once a block costs little
	DefaultPoll    = 250 * time.Millisecond
	DefaultIdle    = time.Minute
	DefaultStop    = 2 * time.Second
)

// slow is how many times longer a rotated file is kept whose writer does not seem to have moved on.
const slow = 60

// minKey is the shortest key for fingerprints, in bytes: 128 bits of strength (RFC 2104 section 3 advises against
// less than the hash's strength needs).
const minKey = 16

func (o *FileOptions) check() error {
	if len(o.Include) == 0 {
		return errors.New("include is empty: name at least one file pattern")
	}
	for i, p := range o.Include {
		if err := checkPattern(p); err != nil {
			return fmt.Errorf("include[%d]: %w", i, err)
		}
	}
	for i, p := range o.Exclude {
		if err := checkPattern(p); err != nil {
			return fmt.Errorf("exclude[%d]: %w", i, err)
		}
	}
	if len(o.Key) < minKey {
		return fmt.Errorf("fingerprint key has %d bytes: give at least %d", len(o.Key), minKey)
	}
	return nil
}

func (o *FileOptions) setDefaults() {
	o.MaxLine = orDefault(o.MaxLine, DefaultMaxLine)
	o.Multiline.setDefaults(o.MaxLine)
	o.Block = orDefault(o.Block, DefaultBlock)
	o.Poll = orDefault(o.Poll, DefaultPoll)
	o.Idle = orDefault(o.Idle, DefaultIdle)
	o.MaxOpen = orDefault(o.MaxOpen, MaxOpen(1))
	o.Stop = orDefault(o.Stop, DefaultStop)
	if o.Wanted == nil {
		o.Wanted = func(string) bool { return true }
	}
	if o.Held == nil {
		o.Held = func(string) bool { return false }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Stats.setDefaults()
	o.Memory.setDefaults()
}

func orDefault[T int | time.Duration](v, def T) T {
	if v <= 0 {
		return def
	}
	return v
}

func (m *Memory) setDefaults() {
	if m.Known == nil {
		m.Known = func(string, bool) []Position { return nil }
	}
	if m.Idle == nil {
		m.Idle = func() []Position { return nil }
	}
	if m.Found == nil {
		m.Found = func(Position) {}
	}
	if m.Done == nil {
		m.Done = func(string) {}
	}
	if m.Scanned == nil {
		m.Scanned = func(time.Time) {}
	}
}

func (s *Stats) setDefaults() {
	if s.Read == nil {
		s.Read = func(int) {}
	}
	if s.Truncated == nil {
		s.Truncated = func() {}
	}
	if s.Rotated == nil {
		s.Rotated = func() {}
	}
	if s.Open == nil {
		s.Open = func(int) {}
	}
	if s.Lost == nil {
		s.Lost = func(int64) {}
	}
	if s.Empty == nil {
		s.Empty = func() {}
	}
	if s.Failed == nil {
		s.Failed = func(string) {}
	}
}
