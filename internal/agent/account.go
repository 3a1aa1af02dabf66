package agent

import (
	"slices"
	"time"

	"github.com/harpolog/harpo/internal/source"
)

// Account says what became of the records of one sink since the agent started. At any moment without a hand-over under way
//
//	Read + Recovered = Acknowledged + Withheld + DeadLettered + Lost + Waiting + Spooled
type Account struct {
	Sink         string
	Read         uint64 // taken from sources
	Recovered    uint64 // found in the spool at the start, from an earlier run
	Acknowledged uint64 // the far side has them as they were redacted
	Withheld     uint64 // the far side has a placeholder in their place
	DeadLettered uint64 // the far side refuses them for good
	Lost         uint64 // damaged in the spool, and reported
	Waiting      uint64 // in memory, and in no spool
	Spooled      uint64 // on the disk
	SpoolBytes   int64  // that the spool takes of the disk
	Files        int    // known to the sources, open or not
	Unread       int64  // bytes in them that have not been read
	// Oldest is how long the oldest of what is unread or in memory has been there. It does not count what is in the spool.
	Oldest  time.Duration
	Held    int    // label sets that have half of the spool, so that their files wait
	Trouble string // why the spool takes nothing, if it does not; a constant
}

// Accounts returns one account a sink, in the order of the configuration.
func (a *Agent) Accounts() []Account {
	var all []Account
	a.mu.RLock()
	defer a.mu.RUnlock()
	for _, l := range a.lines {
		all = append(all, l.account())
	}
	return all
}

// account is called with Agent.mu held.
func (l *line) account() Account {
	q := l.batches.q
	q.mu.Lock()
	defer q.mu.Unlock()
	c := Account{Sink: l.c.Name, Acknowledged: l.acknowledged.Load(), Withheld: l.withheld.Load(), DeadLettered: l.dead.Load(),
		Lost: l.lost.Load(), Recovered: l.recovered.Load(), Read: l.read.Load(), Trouble: q.trouble}
	for _, in := range l.inputs {
		c.Waiting += uint64(max(in.pending.Load(), 0))
	}
	c.addBacklog(l, q)
	if q.spool == nil {
		return c
	}
	for _, it := range q.unsynced { // both in the spool and, as far as anybody knows, not
		c.Waiting -= min(c.Waiting, uint64(len(it.records)))
	}
	l.streams.each(func(s *stream) {
		if s.held.Load() {
			c.Held++
		}
	})
	c.Spooled, c.SpoolBytes = q.spool.Records(), q.spool.Bytes()
	return c
}

// addBacklog is called with Agent.mu and q.mu held.
func (c *Account) addBacklog(l *line, q *queue) {
	var since time.Time
	older := func(t time.Time) {
		if !t.IsZero() && (since.IsZero() || t.Before(since)) {
			since = t
		}
	}
	for _, in := range l.inputs {
		if f, ok := in.source.(*source.File); ok {
			b := f.Backlog()
			c.Files, c.Unread = c.Files+b.Files, c.Unread+b.Bytes
			older(b.Since)
		}
	}
	for _, it := range slices.Concat(q.taken, q.window) {
		if !it.spooled {
			older(it.since)
		}
	}
	if !since.IsZero() {
		c.Oldest = max(0, time.Since(since))
	}
}

// blocked says whether some spool takes nothing.
func (a *Agent) blocked() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	for _, l := range a.lines {
		q := l.batches.q
		q.mu.Lock()
		trouble := q.trouble
		q.mu.Unlock()
		if trouble != "" {
			return true
		}
	}
	return false
}
