package agent

import (
	"encoding/json"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/spool"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// posting is a change of the tally, and of positions, that is made in one step.
type posting struct {
	l  *line
	c  checkpoint.Change
	at []checkpoint.Entry
}

func (l *line) posting() *posting {
	return &posting{l: l, c: checkpoint.Change{Add: map[string]uint64{}, Set: map[string]uint64{}}}
}

// post makes the change. Nothing more is counted for a sink that was taken out.
func (p *posting) post() {
	if s := p.l.a.store; s != nil && !p.l.gone.Load() {
		s.CommitWith(p.c, p.at...)
	}
}

func (p *posting) add(source string, n uint64, words ...string) {
	if n > 0 {
		p.c.Add[number(p.l.c.Name, source, words...)] += n
	}
}

// place notes one of the two places in the spool.
func (p *posting) place(word string, at spool.Place) {
	p.c.Set[number(p.l.c.Name, "", word, "segment")] = at.Segment
	p.c.Set[number(p.l.c.Name, "", word, "frame")] = uint64(at.Frame)
}

// place returns one of the two places in the spool.
func (l *line) place(word string) spool.Place {
	if l.a.store == nil {
		return spool.Place{}
	}
	n := l.a.store.Numbers()
	return spool.Place{Segment: n[number(l.c.Name, "", word, "segment")], Frame: uint32(n[number(l.c.Name, "", word, "frame")])}
}

// counted is what the tally has of the records of an item when they are read.
type counted struct {
	Source   string            `json:"source,omitempty"`
	Redacted map[string]uint64 `json:"redacted,omitempty"`
	Withheld map[string]uint64 `json:"withheld,omitempty"`
}

// count notes what was found in an item and what was withheld of it.
func (it *item) count(found *[detectors.NumTypes]uint64, withheld *[redact.NumReasons]uint64) {
	it.counted = counted{Source: it.in.c.Name}
	for t, n := range found {
		it.counted.Redacted = with(it.counted.Redacted, detectors.Type(t).String(), n)
	}
	for why, n := range withheld {
		it.counted.Withheld = with(it.counted.Withheld, redact.Reason(why).String(), n)
	}
}

// with notes a number, unless it is 0, in a map that is made when there is one.
func with(m map[string]uint64, word string, n uint64) map[string]uint64 {
	if n == 0 {
		return m
	}
	if m == nil {
		m = map[string]uint64{}
	}
	m[word] = n
	return m
}

func (p *posting) read(c *counted, records int) {
	p.add(c.Source, uint64(records), wordRead)
	for t, n := range c.Redacted {
		p.add(c.Source, n, wordRedacted, t)
	}
	for why, n := range c.Withheld {
		p.add(c.Source, n, wordWithheld, why)
	}
}

// finish counts the records of an item that the far side has, those of refused as dead letters.
func (p *posting) finish(it *item, refused map[refusal]bool) {
	hidden := uint64(it.hidden)
	acked, dead := uint64(len(it.records))-hidden, uint64(0)
	if it.in == nil || len(refused) > 0 { // it comes from the spool, or not all of it is with the far side: each is looked at
		acked, hidden, dead = it.sort(refused)
	}
	p.add(it.counted.Source, acked, wordAcked)
	p.add(it.counted.Source, hidden, wordHidden)
	p.add(it.counted.Source, dead, wordDead)
	p.l.acknowledged.Add(acked)
	p.l.withheld.Add(hidden)
	p.l.dead.Add(dead)
}

// sort counts each of the records of an item.
func (it *item) sort(refused map[refusal]bool) (acked, hidden, dead uint64) {
	for i := range it.records {
		switch _, placed := placeholder(it.records[i].Line); {
		case refused[refusalOf(&it.records[i])]:
			dead++
		case placed:
			hidden++
		default:
			acked++
		}
	}
	return acked, hidden, dead
}

// refusedSet is nil for none.
func refusedSet(records []sinks.Record) (set map[refusal]bool) {
	for i := range records {
		if set == nil {
			set = map[refusal]bool{}
		}
		set[refusalOf(&records[i])] = true
	}
	return set
}

// spoolNote is what stands beside the records of a frame in the spool. It holds no text.
type spoolNote struct {
	At []checkpoint.Entry `json:"at,omitempty"` // where a restart may begin once the frame is on the disk
	counted
}

// frame is the item as the spool keeps it.
func (it *item) frame() *spool.Frame {
	note, err := json.Marshal(spoolNote{it.in.positions(it), it.counted})
	if err != nil {
		panic("BUG: a note of the spool cannot be encoded") // strings and numbers
	}
	return &spool.Frame{Note: note, Labels: it.stream.labels, Records: it.records}
}

// recall takes in a frame that an earlier run left in the spool: it is not read again. Behind put it does not count as read
// yet.
func (l *line) recall(f spool.Found, put spool.Place) {
	var note spoolNote
	if json.Unmarshal(f.Note, &note) != nil {
		return
	}
	p := l.posting()
	if p.at = note.At; f.After(put) {
		p.read(&note.counted, f.Records)
		p.place(wordPut, f.Place)
	}
	p.post()
}

// reconcile counts as lost what was put into the spool and is neither there nor finished. The spool knows all that the tally
// does, and the queue's lock is held or nobody else uses it yet.
func (q *queue) reconcile() {
	if q.l.a.store == nil {
		return
	}
	there := q.spool.Records()
	for _, it := range q.unsynced { // not read yet
		there -= uint64(len(it.records))
	}
	var read, finished uint64
	for _, w := range tallyOf(q.l.a.store.Numbers()).Ways {
		if w.Sink == q.l.c.Name {
			read, finished = read+w.Read, finished+w.Acknowledged+w.Placeholders+w.DeadLettered+w.Lost
		}
	}
	p := q.l.posting()
	if read > finished+there {
		p.add("", read-finished-there, wordLost)
	} else {
		p.add("", finished+there-read, wordRead) // none, unless somebody put an older state folder back
	}
	p.post()
}
