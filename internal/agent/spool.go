package agent

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"
	"unsafe"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/spool"
	"github.com/harpolog/harpo/sinks"
)

// defaultSpoolAfter is how long a sink may be behind before the spool takes over: longer than the shortest waits between
// tries, so that one refused request does not begin it, and short against the time a rotation leaves.
const defaultSpoolAfter = time.Second

// What keeps seals of different kinds apart.
const (
	spoolPurpose  = "spool"
	letterPurpose = "dead letters"
)

// openSpool opens the line's spool and takes in what an earlier run left there. The positions that stand beside the
// records are committed: what is in the spool is not read again.
func (l *line) openSpool() error {
	c := &l.a.c
	if c.Spool.Dir == "" || c.Keys.Epochs() == 0 {
		return nil
	}
	put := l.place(wordPut)
	s, err := spool.Open(spool.Options{Dir: filepath.Join(c.Spool.Dir, l.c.Name), MaxBytes: c.Spool.MaxBytes, Keys: c.Keys, Purpose: spoolPurpose,
		Lost: l.spoolLost, FS: c.Spool.FS, Done: l.place(wordDone)}, func(f spool.Found) { l.recall(f, put) })
	if err != nil {
		return err
	}
	q := l.batches.q
	q.spool = s
	q.reconcile()
	if n := s.Records(); n > 0 {
		q.spilling = true
		l.recovered.Store(n)
		l.a.log.Info("records of an earlier run wait in the spool", "sink", l.c.Name, "records", n)
	}
	return nil
}

// spoolLost reports what of the spool cannot be delivered any more. It is called with the spool's lock held.
func (l *line) spoolLost(loss spool.Loss) {
	if loss.Torn {
		l.a.log.Warn("the end of a spool segment was not written to its end: it is read again from its source", "sink", l.c.Name,
			"segment", loss.Segment, "bytes", loss.Bytes)
		return
	}
	l.a.log.Error("records in the spool are lost", "sink", l.c.Name, "why", loss.Why, "segment", loss.Segment, "records", loss.Records, "bytes", loss.Bytes)
	l.lost.Add(uint64(max(loss.Records, 0)))
	l.a.c.Metrics.SpoolLost(l.c.Name, loss.Why, loss.Records)
}

// strangersWait says that positions of records are committed that nobody sends at present.
const strangersWait = "records wait in the spool of a sink that is not configured: they are kept and sent once a sink has its name again; " +
	"delete its folder in the spool to give them up"

// strangers reports the records that wait for sinks that are not configured.
func (a *Agent) strangers() {
	if a.c.Spool.Dir == "" || a.c.Keys.Epochs() == 0 {
		return
	}
	entries, err := os.ReadDir(a.c.Spool.Dir)
	if err != nil {
		return // there is no spool
	}
	for _, e := range entries {
		if !e.IsDir() || slices.ContainsFunc(a.lines, func(l *line) bool { return l.c.Name == e.Name() }) {
			continue
		}
		s, err := spool.Open(spool.Options{Dir: filepath.Join(a.c.Spool.Dir, e.Name()), MaxBytes: a.c.Spool.MaxBytes, Keys: a.c.Keys,
			Purpose: spoolPurpose, FS: spool.ReadOnly{}}, nil)
		if err != nil {
			continue // not a spool of ours
		}
		if n := s.Records(); n > 0 {
			a.log.Error(strangersWait, "sink", e.Name(), "records", n)
		}
		s.Close()
	}
}

// openLetters opens the store of dead letters.
func (a *Agent) openLetters() {
	d := a.c.DeadLetters
	if d.Dir == "" || a.c.Keys.Epochs() == 0 {
		return
	}
	a.letters = OpenLetters(d, a.c.Keys, func(loss spool.Loss) {
		if loss.Torn {
			return
		}
		a.log.Error("dead letters are lost", "why", loss.Why, "segment", loss.Segment, "records", loss.Records)
		a.c.Metrics.SpoolLost(letterPurpose, loss.Why, loss.Records)
	})
}

// refuse keeps a record that the far side will never take. It returns nil once it is on the disk.
func (l *line) refuse(reason string, refused *sinks.Batch) error {
	n := refused.Len()
	if l.a.letters != nil {
		if err := l.a.letters.add(l.c.Name, reason, refused); err != nil {
			return err
		}
	}
	l.unsaid += n
	if now := time.Now(); now.Sub(l.said) >= sayEvery {
		l.a.log.Warn("the sink refuses records for good", "sink", l.c.Name, "reason", reason, "records", l.unsaid, "kept", l.a.letters != nil)
		l.said, l.unsaid = now, 0
	}
	return nil
}

// sayEvery is the least time between two lines of our log about refused records: there may be very many.
const sayEvery = 10 * time.Second

// leaveSpool ends the use of the spool of a sink that was taken out.
func (l *line) leaveSpool() {
	q := l.batches.q
	if q.spool == nil {
		return
	}
	if n := q.spool.Records(); n > 0 {
		l.a.log.Error(strangersWait, "sink", l.c.Name, "records", n)
	}
	q.shutDown()
}

// refusals are the records of one batch that the far side refuses for good.
type refusals struct {
	records []sinks.Record
	known   map[refusal]bool
}

// refusal tells one record of a batch from all others: by its time and where its text lies.
type refusal struct {
	time int64
	text *byte
}

func refusalOf(r *sinks.Record) refusal { return refusal{r.Time, unsafe.SliceData(r.Line.Bytes())} }

// by returns what a deliverer calls with the records of l that are refused. A batch may be delivered again from its start,
// by another deliverer: what is known to be refused is then kept once.
func (r *refusals) by(l *line) deliver.Refuse {
	return func(ctx context.Context, reason string, some *sinks.Batch) error {
		for _, s := range some.Streams {
			for i, rec := range s.Records {
				id := refusalOf(&rec)
				if r.known[id] {
					continue
				}
				one := &sinks.Batch{Streams: []sinks.Stream{{Labels: s.Labels, Records: s.Records[i : i+1]}}}
				if err := l.refuse(reason, one); err != nil {
					return err
				}
				if r.known == nil {
					r.known = map[refusal]bool{}
				}
				r.known[id] = true
				r.records = append(r.records, rec)
			}
		}
		return nil
	}
}
