// Package source turns files and streams into chunks of whole records. It reads, joins what a container runtime cut
// apart, and says from where to resume; it never interprets, prints or keeps the text.
package source

import "context"

// Source emits chunks until its input ends or ctx does; both return nil. emit blocks while those behind it are busy;
// that is the back-pressure. An error from emit ends Run with that error. One call of Run per Source.
type Source interface {
	Run(ctx context.Context, emit func(*Chunk) error) error
}

// Chunk is many whole records of one origin, in the order they were written. The chunk and all bytes in it are valid
// until emit returns; the receiver redacts inside emit. A chunk without records only moves the end position.
type Chunk struct {
	Origin  *Origin
	Data    Raw
	Records []Record
	// Lines says that Data is exactly the records in order, each followed by one LF, that no record holds a LF and none
	// is TooLong: the receiver may redact Data in one go.
	Lines bool
	// End is where a restart resumes once every record of this chunk, and of all earlier chunks of the origin, has been
	// acknowledged. It never lies inside a record or an unfinished join. Zero for origins that cannot be replayed.
	End Position
	// Before is how many of the Records lie before End. Those behind it are emitted again by a restart from End.
	Before int
	// Cut, if not 0, is a place in the file at which the clock, not the text, ended a record of this chunk. It must be on the
	// disk before that record is sent, and come back in Position.Cuts.
	Cut int64
	// Past says that the records lie before where reading began, or before the End of an earlier run: they are not to be
	// delivered (again). Only FileOptions.Back makes a File emit such chunks.
	Past bool
	// Also, if not nil, is the position of another origin that moves together with End: a record of this chunk began there.
	Also *Position
}

// Record is one record: Data[Start:End], without the LF that ended it. A CR before the LF is part of the record.
type Record struct {
	Start, End int
	Time       int64 // nanoseconds since the Unix epoch as the container runtime wrote it, or 0
	Offset     int64 // where the record begins in its origin, in bytes
	TooLong    bool  // the record was longer than the limit; its bytes are gone and Start equals End
}

// Origin is where records come from. Its fields are read-only; one Origin has one address for its life.
type Origin struct {
	ID   string // one generation of one file: a random name, new after truncation; holds nothing of the path or text
	Path Raw    // may hold PHI: redact before use
}

// Position is a place in a file that survives renames and restarts. All strings are random or keyed digests in
// hexadecimal: a Position holds no path and no text.
type Position struct {
	ID       string // Origin.ID
	File     string // keyed digest of device and inode
	Print    string // keyed digest of the first PrintLen bytes
	PrintLen int    // at most 1024
	Offset   int64
	Foot     string // keyed digest of the last FootLen bytes before Offset
	FootLen  int    // at most 256; 0 if it is not known
	// Ahead is the same of a place behind Offset up to which records have had their times planned, so that they may be with the far
	// side; 0 if none is known. Filled in by Memory.Known and Memory.Idle only.
	Ahead Foot
	// Cuts are places behind Offset, in order, at which the clock ended a record of several lines: a replay ends it there too.
	// Filled in by Memory.Known only.
	Cuts []int64
}

// Foot is the fingerprint of the text before a place.
type Foot struct {
	Offset int64
	Print  string // keyed digest of the last Len bytes before Offset
	Len    int
}

// Stats are callbacks for what a source sees. Each may be nil; they are called from the source's goroutines and must
// not block.
type Stats struct {
	Read      func(bytes int)   // bytes consumed from the input
	Truncated func()            // a file was truncated or rewritten in place
	Rotated   func()            // an open file left its path: renamed or deleted
	Open      func(delta int)   // files held open
	Lost      func(bytes int64) // bytes known to have been destroyed before they were read
	Failed    func(what string) // an operation failed; what is a constant such as "open" or "read"
	Empty     func()            // when the source was started there was no file for it
}
