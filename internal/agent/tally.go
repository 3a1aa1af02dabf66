package agent

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// The tally is the account that outlives a kill. It is kept as numbers beside the positions in the checkpoint, and changed
// in one step with them: a record counts as read when its position is committed, whether the far side has it or the spool, and as
// finished when the far side has it. So what a killed run read and had not committed is counted once, by the run that reads it again.
//
// In the spool lie records that were read and are not finished. Two places in it belong to the tally: up to which frame they
// count as read, and up to which as finished. A start counts the frames behind the first, which were on the disk before the
// commit was, and passes over those before the second, of which the spool had not been told.

// Way is what was done with the records of one source for one sink, since Tally began.
type Way struct {
	Sink, Source string // Source is empty for what cannot be told
	Read         uint64
	Acknowledged uint64 // the far side has them as they were redacted
	Placeholders uint64 // the far side has a placeholder in their place
	DeadLettered uint64
	Lost         uint64            // damaged in the spool, or deleted from it by others
	Redacted     map[string]uint64 // findings replaced in what was read, by type
	Withheld     map[string]uint64 // records of what was read that a placeholder stands for, by reason
}

// Tally is the account of all runs of this state folder: Read = Acknowledged + Placeholders + DeadLettered + Lost + what lies in the spool,
// for every sink.
type Tally struct {
	Since time.Time // tells it from one that was lost with its folder
	Ways  []Way     // in the order of their names
}

// Tally returns the account, which is on the disk when it returns without an error. Without a state folder it is empty.
func (a *Agent) Tally() (Tally, error) {
	if a.store == nil {
		return Tally{}, nil
	}
	n := a.store.Numbers()
	return tallyOf(n), a.store.Flush()
}

// Numbers have names of these parts: a sink, a source, one of these words, and for some a type or reason. Sinks and sources have no slash
// in their names.
const (
	tallySince = "since" // alone: ns since the Unix epoch

	wordRead     = "read"
	wordAcked    = "acknowledged"
	wordHidden   = "placeholders"
	wordDead     = "dead"
	wordLost     = "lost"
	wordRedacted = "redacted"
	wordWithheld = "withheld"
	wordPut      = "put"  // the place up to which the spool's frames count as read: segment and frame
	wordDone     = "done" // up to which as finished
)

func number(sink, source string, words ...string) string {
	return sink + "/" + source + "/" + strings.Join(words, "/")
}

func tallyOf(numbers map[string]uint64) Tally {
	t := Tally{Since: time.Unix(0, int64(numbers[tallySince])).UTC()}
	ways := map[[2]string]*Way{}
	for name, n := range numbers {
		parts := strings.SplitN(name, "/", 4)
		if len(parts) < 3 || parts[2] == wordPut || parts[2] == wordDone {
			continue
		}
		way := [2]string{parts[0], parts[1]}
		if ways[way] == nil {
			ways[way] = &Way{Sink: way[0], Source: way[1], Redacted: map[string]uint64{}, Withheld: map[string]uint64{}}
		}
		ways[way].set(parts[2:], n)
	}
	for _, w := range ways {
		t.Ways = append(t.Ways, *w)
	}
	slices.SortFunc(t.Ways, func(x, y Way) int {
		return cmp.Or(strings.Compare(x.Sink, y.Sink), strings.Compare(x.Source, y.Source))
	})
	return t
}

func (w *Way) set(words []string, n uint64) {
	switch words[0] {
	case wordRead:
		w.Read = n
	case wordAcked:
		w.Acknowledged = n
	case wordHidden:
		w.Placeholders = n
	case wordDead:
		w.DeadLettered = n
	case wordLost:
		w.Lost = n
	case wordRedacted:
		w.Redacted[words[len(words)-1]] = n
	case wordWithheld:
		w.Withheld[words[len(words)-1]] = n
	}
}
