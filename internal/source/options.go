package source

import "time"

// FileOptions configure a File source. The zero value of every field but Include and Key is a usable default.
type FileOptions struct {
	// Include and Exclude are patterns of path/filepath.Match, where an element "**" also stands for any number of
	// directories. Exclude is matched against the whole path and against the base name. Patterns are evaluated again
	// on every poll.
	Include, Exclude []string
	Format           Format
	StartAt          StartAt
	// Wanted, if not nil, is asked before a file that is not being read yet is begun. It is called at every poll, from the
	// source's goroutines, with the path the file was found at or, for a rotated one, had before.
	Wanted func(path string) bool
	// Held, if not nil, is asked before an open file is read on: one that is held stays open and waits, while others are read.
	// It is called from the goroutine that calls emit, with the Origin.ID of the file.
	Held func(id string) bool
	// Packed says that files compressed with gzip or zstd that Include matches are read, once. Without it they are left alone.
	// What was rotated away and compressed before it was read to its end is read on in any case.
	Packed    bool
	Multiline Multiline
	MaxLine   int           // longest record in bytes; 0 is 1 MiB
	Block     int           // bytes read at a time; 0 is 256 KiB
	Poll      time.Duration // 0 is 250 ms
	// Idle is how long a file that was rotated away or deleted must have been read to its end, without growing, before
	// it is closed; 0 is one minute. A file with unread bytes is never closed, and one whose writer has not yet moved
	// on (no successor at its path, or an empty one) is kept 60 times as long.
	Idle time.Duration
	// MaxOpen is how many files are held open; 0 is MaxOpen(1). The rest take turns, and one that is deleted while it is not
	// open is lost as far as it was not read.
	MaxOpen int
	// Back, if not nil, says from where records are emitted again, in chunks that say Past, before those from offset on.
	Back func(offset int64) int64
	// Head is how many bytes of the beginning of the file are emitted again before those, if they begin later.
	Head int64
	Stop time.Duration // how long Run waits for a read under way when its context has ended; 0 is 2 s

	Key    []byte           // makes fingerprints (HMAC-SHA-256)
	Memory Memory           // what outlives the process
	Stats  Stats            // what is counted
	Now    func() time.Time // nil is time.Now
	Wake   <-chan struct{}  // nil polls and uses fsnotify; else each receive is a poll and nothing else is
}

// Memory is what outlives the process. Each function may be nil; they are called from the source's goroutines.
type Memory struct {
	// Known returns the positions of a Position.File, last used first. adopt says that this source is the one to read the file,
	// so that positions of a source that is gone are its own from now on.
	Known func(file string, adopt bool) []Position
	// Idle returns the positions of this source that no file has been found for in this run.
	Idle    func() []Position
	Found   func(Position)       // a file is being read from this position on, or its fingerprint has grown: remember it, but for the offset of what is known
	Done    func(id string)      // no more chunks of this origin will come
	Scanned func(upTo time.Time) // all files born before upTo have been found
	LastRun time.Time            // what Scanned last said in an earlier run; zero if there was none
}

// Format says how records lie in a file.
type Format uint8

// The formats.
const (
	Auto   Format = iota // decided per file from its first line
	Plain                // a line is a record
	CRI                  // the Kubernetes container runtime interface's log format
	Docker               // Docker's json-file
)

// StartAt says where reading begins in a file never seen before.
type StartAt uint8

// The places.
const (
	Beginning StartAt = iota
	End               // only for files that exist when the agent first runs; later ones are read from their beginning
)
