// Package sinks holds the places redacted records go to: one file a sink, and the table that opens them.
package sinks

import (
	"context"
	"fmt"
	"time"

	"github.com/harpolog/harpo/redact"
)

// Sink is one far side. Send returns nil only when the far side has acknowledged every record of the batch; nothing
// else counts as delivery. A Rejected error says that repeating the same batch can never succeed; any other error means
// "undecided, send it again". Send must not keep the batch or any slice of it after it returns, and must be safe to call
// again after an error. One goroutine uses a Sink at a time.
type Sink interface {
	Send(ctx context.Context, b *Batch) error
	Close() error
}

// Batch is a run of records in the order they are to be stored. The Cleans are owned by the caller and valid until Send
// returns.
type Batch struct {
	Streams []Stream
}

// Stream is the records of one label set, oldest first.
type Stream struct {
	Labels  []Label
	Records []Record
}

// Label is one name and value. Values are redacted like everything else that leaves.
type Label struct {
	Name  string
	Value redact.Clean
}

// Record is one redacted log record with its time, in nanoseconds since the Unix epoch.
type Record struct {
	Time int64
	Line redact.Clean
}

// Len returns the number of records in the batch.
func (b *Batch) Len() int {
	n := 0
	for i := range b.Streams {
		n += len(b.Streams[i].Records)
	}
	return n
}

// Rejected is the far side's word that this batch, or a part of it, is unacceptable as it is: splitting it may help,
// repeating it will not. Partial says that acceptable records of the batch may have been stored all the same. Reason is
// a constant of ours (never the far side's text, which may quote input).
type Rejected struct {
	Status  int
	Reason  string
	Partial bool
	TooBig  bool
	Timing  Timing // what of a record's time is not acceptable, if that is the reason
}

// Timing is what of a record's time a far side does not take.
type Timing uint8

// The reasons.
const (
	NotTiming Timing = iota
	Early            // it lies ahead of the far side's clock: the same batch may be taken later
	TooOld           // it lies too far back
	TooLate          // it lies too far behind the newest of its stream
)

func (e *Rejected) Error() string {
	return fmt.Sprintf("batch rejected with status %d: %s", e.Status, e.Reason)
}

// Busy asks to come back later: rate limits and overload. After is what the far side asked for, or 0.
type Busy struct {
	Status int
	After  time.Duration
}

func (e *Busy) Error() string { return fmt.Sprintf("far side busy: status %d", e.Status) }
