package agent

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/spool"
	"github.com/harpolog/harpo/sinks"
)

// What may wait in memory for a batcher, in items and bytes: about one batch of blocks, which fills while the last one is being delivered. It
// bounds memory.
const (
	ahead      = 8
	aheadBytes = 1 << 20
)

// queue holds the items between a line's inputs and its batcher, in order: in memory while the sink keeps up, and in the
// spool once it is behind, or always for what cannot be read again. A sink is behind when it has had no room for new items
// for a while (Spool.After), or has not acknowledged the oldest for that long beyond the time a batch may take to fill.
//
// All that is in the spool lies before all that is only in memory. So when the spool takes over, it first takes what is in
// memory, the batch that is being delivered included: a position may be committed as soon as its records are on the disk,
// and what was read before them must be there too.
type queue struct {
	l     *line
	spool *spool.Spool // nil without one
	more  chan struct{}

	mu       sync.Mutex
	room     chan struct{} // closed and made anew when something may fit
	window   []*item       // in memory, not taken yet; while spilling, only what is not synced
	taken    []*item       // with the batcher
	unsynced []*item       // appended to the spool since it was last synced
	waiting  int           // bytes of them
	syncDue  bool          // a sync is on its way
	behind   time.Time     // since when the window has been full; zero if it is not
	owed     spool.Mark    // done, but the spool has not been told
	watched  bool          // the age of what is in memory will be looked at
	spilling bool          // new items go behind those in the spool
	trouble  string        // why the spool takes nothing; a constant
	closed   bool
	leave    bool // what is in the spool stays there for the next start
	shut     bool
}

func newQueue(l *line) *queue {
	return &queue{l: l, more: make(chan struct{}, 1), room: make(chan struct{})}
}

// Limits of what is in the spool and not on the disk yet, and for how long.
const (
	syncBytes = 2 << 20
	syncAfter = 50 * time.Millisecond
)

// retrySpool is how long after the disk refused a frame the next try is made.
const retrySpool = time.Second

// put hands an item over, waiting while there is room neither in memory nor in the spool: that is the back-pressure. What
// there is room for is taken even when ctx has ended, so that it can be drained.
func (q *queue) put(ctx context.Context, it *item) error {
	for {
		ok, wait, room := q.try(it)
		if ok {
			return nil
		}
		again := time.NewTimer(wait)
		select {
		case <-room:
		case <-again.C:
		case <-ctx.Done():
			again.Stop()
			return ctx.Err()
		}
		again.Stop()
	}
}

// try hands an item over, or says how long to wait before the next try, unless room is closed sooner.
func (q *queue) try(it *item) (ok bool, wait time.Duration, room <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false, time.Hour, q.room // the sink was taken out, and the source soon will be
	}
	if q.spool == nil || !q.spilling && !it.durable {
		if q.roomy() {
			q.push(it)
			return true, 0, nil
		}
		if q.spool == nil {
			return false, time.Hour, q.room
		}
		if wait = q.patience(); wait > 0 {
			return false, wait, q.room
		}
	}
	if q.spill(it) {
		return true, 0, nil
	}
	if !q.spilling && q.roomy() {
		q.push(it) // nothing in the spool: the disk being full, what is read waits in memory as if there were none
		return true, 0, nil
	}
	return false, retrySpool, q.room
}

// roomy says whether one more item may wait in memory.
func (q *queue) roomy() bool {
	bytes := 0
	for _, it := range q.window[:min(len(q.window), ahead)] {
		bytes += it.bytes
	}
	return len(q.window) < ahead && bytes < aheadBytes
}

func (q *queue) push(it *item) {
	it.since = time.Now()
	it.stream.ahead.Add(int64(it.bytes))
	q.window = append(q.window, it)
	q.watch(q.oldest())
	wake(q.more)
}

// oldest is how long an item may be neither acknowledged nor in the spool.
func (q *queue) oldest() time.Duration { return q.l.a.c.Spool.After + q.l.batches.c.Load().MaxWait }

// watch has the age of what is in memory looked at after a while.
func (q *queue) watch(after time.Duration) {
	if q.spool != nil && !q.spilling && !q.watched {
		q.watched = true
		time.AfterFunc(after, q.checkAge)
	}
}

func (q *queue) checkAge() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.watched = false
	all := slices.Concat(q.taken, q.window)
	i := slices.IndexFunc(all, func(it *item) bool { return !it.spooled })
	if q.shut || q.spilling || i < 0 {
		return
	}
	if left := q.oldest() - time.Since(all[i].since); left > 0 {
		q.watch(left)
	} else if !q.spill(nil) || !q.sync() {
		q.watch(retrySpool)
	}
}

// patience returns how long the sink may still be behind before the spool takes over.
func (q *queue) patience() time.Duration {
	now := time.Now()
	if q.behind.IsZero() {
		q.behind = now
	}
	return q.l.a.c.Spool.After - now.Sub(q.behind)
}

// spill puts everything that is in memory into the spool, and then an item, if there is one. It reports false if the spool is full or cannot
// be written: nothing has changed then. Called with mu held.
func (q *queue) spill(it *item) bool {
	for i, x := range slices.Concat(q.taken, q.window, []*item{it}) {
		if x == nil {
			q.notFull()
			return true
		}
		known := x.spooled
		if !q.append(x) {
			return false
		}
		if q.spilling = true; i < len(q.taken) && !known {
			q.spool.Skip(x.mark) // the batcher has it
		}
	}
	q.notFull()
	q.push(it)
	if it.durable || q.waiting >= syncBytes {
		return q.sync() || q.withdraw(it)
	}
	if !q.syncDue {
		q.syncDue = true
		time.AfterFunc(syncAfter, q.syncLater)
	}
	return true
}

// notFull says that all that was to be put in fits.
func (q *queue) notFull() {
	if q.trouble == troubleFull {
		q.tell("", nil)
	}
}

// append puts an item into the spool unless it is there.
func (q *queue) append(it *item) bool {
	if it.spooled {
		return true
	}
	m, err := q.spool.Append(it.frame())
	switch err {
	case nil:
	case spool.ErrFull:
		q.tell(troubleFull, err)
		return false
	default:
		q.undo()
		q.tell(troubleDisk, err)
		return false
	}
	it.mark, it.spooled = m, true
	q.unsynced = append(q.unsynced, it)
	q.waiting += it.bytes
	return true
}

// undo takes back what the spool does not have after all, which is all still in memory.
func (q *queue) undo() {
	n, synced := 0, q.spool.Synced()
	for n < len(q.unsynced) && !q.unsynced[n].mark.Place().After(synced) {
		n++
	}
	for _, it := range q.unsynced[n:] {
		it.spooled = false
	}
	q.onDisk(q.unsynced[:n])
	q.settle()
}

// withdraw takes the newest item back out of the window: its put goes on trying.
func (q *queue) withdraw(it *item) bool {
	if n := len(q.window); n > 0 && q.window[n-1] == it {
		q.window = q.window[:n-1]
		it.stream.ahead.Add(-int64(it.bytes))
		return false
	}
	return true // the batcher has it by now
}

func (q *queue) syncLater() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.syncDue = false
	if len(q.unsynced) > 0 && !q.shut {
		q.sync()
	}
}

// sync puts what was appended on the disk and commits its positions.
func (q *queue) sync() bool {
	if err := q.spool.Sync(); err != nil {
		q.undo()
		q.tell(troubleDisk, err)
		return false
	}
	if q.trouble != troubleFull { // that has to do with what is to be put in next
		q.tell("", nil)
	}
	q.onDisk(q.unsynced)
	q.notify()
	return true
}

// onDisk commits the positions of what was appended and is on the disk: nothing else is unsynced then. Of it, what is not
// with the batcher leaves memory.
func (q *queue) onDisk(items []*item) {
	if p := q.l.posting(); len(items) > 0 {
		for _, it := range items {
			it.commit(p)
		}
		p.place(wordPut, items[len(items)-1].mark.Place())
		p.post()
	}
	q.window = slices.DeleteFunc(q.window, func(it *item) bool {
		if !it.spooled {
			return false
		}
		it.free()
		return true
	})
	q.unsynced, q.waiting = q.unsynced[:0], 0
}

// next returns the next item for the batcher, or nil if there is none yet; over says that there never will be one.
func (q *queue) next() (it *item, over bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if it = q.fromSpool(); it == nil {
		if len(q.window) == 0 {
			q.settle()
			return nil, q.closed
		}
		it = q.window[0]
		q.window[0] = nil
		if q.window = q.window[1:]; it.spooled {
			q.spool.Skip(it.mark)
		}
	}
	q.taken = append(q.taken, it)
	if len(q.window) == 0 && !q.spilling { // the sink keeps up: no need of a spool
		q.behind = time.Time{}
		q.tell("", nil)
	}
	q.notify()
	return it, false
}

func (q *queue) fromSpool() *item {
	if !q.spilling || q.closed && q.leave {
		return nil
	}
	var f spool.Frame
	var before spool.Mark
	if len(q.unsynced) > 0 {
		before = q.unsynced[0].mark // from there on it is still in memory
	}
	m, ok := q.spool.Next(&f, before)
	if !ok {
		return nil
	}
	var note spoolNote
	json.Unmarshal(f.Note, &note) // one that cannot be read says nothing of a source
	it := &item{line: q.l, stream: q.l.streams.get(f.Labels), records: f.Records, mark: m, spooled: true, committed: true, counted: note.counted}
	for i := range f.Records {
		it.bytes += f.Records[i].Line.Len()
	}
	return it
}

// settle ends spilling once the spool holds nothing that is not with the batcher.
func (q *queue) settle() {
	if !q.spilling || len(q.unsynced) > 0 {
		return
	}
	held := uint64(0)
	for _, it := range q.taken {
		if it.spooled {
			held += uint64(len(it.records))
		}
	}
	if q.spool.Records() <= held && !slices.ContainsFunc(q.window, func(it *item) bool { return it.spooled }) {
		q.spilling, q.behind = false, time.Time{}
		q.recount()
		q.reconcile()
		q.tell("", nil)
		q.notify()
	}
}

// holds says whether a stream has its share of the spool, half of it while there are other streams: what more there is of it
// waits in its files, so that one that writes more than the sink takes of it does not fill the spool for all.
func (q *queue) holds(s *stream) bool {
	held := q.spool != nil && s.ahead.Load() > q.l.a.c.Spool.MaxBytes/2 && !q.l.streams.alone()
	if s.held.Swap(held) != held {
		q.l.a.log.Warn("a stream has half of the spool: while it is held, its files are held open and wait", "sink", q.l.c.Name, "held", held)
	}
	return held
}

// recount counts anew what is in the queue of every stream, once the spool is empty: what was damaged in it will not come.
func (q *queue) recount() {
	q.l.streams.each(func(s *stream) { s.ahead.Store(0) })
	for _, it := range slices.Concat(q.taken, q.window) {
		it.stream.ahead.Add(int64(it.bytes))
	}
}

// done says that the far side has these items, the oldest that were taken, but for what it refuses for good.
func (q *queue) done(items []*item, refused []sinks.Record) {
	q.mu.Lock()
	defer q.mu.Unlock()
	p, letters := q.l.posting(), refusedSet(refused)
	var last spool.Mark
	for _, it := range items {
		if it.spooled {
			last = it.mark
		}
		p.finish(it, letters)
		it.commit(p)
		it.stream.ahead.Store(max(0, it.stream.ahead.Load()-int64(it.bytes))) // an earlier run's records were not counted
	}
	if last != (spool.Mark{}) {
		p.place(wordDone, last.Place())
	}
	p.post()
	if last != (spool.Mark{}) && !q.l.gone.Load() {
		q.owed = last
		q.payOff(false)
	}
	q.unsynced = slices.DeleteFunc(q.unsynced, func(it *item) bool { return slices.Contains(items, it) })
	for _, it := range items {
		it.free()
	}
	q.taken = slices.Delete(q.taken, 0, len(items))
	if q.settle(); !q.spilling && len(q.taken)+len(q.window) == 0 { // whatever the spool could not take, the sink has
		q.tell("", nil)
	}
	q.notify()
}

// payOff tells the spool what is done, once the positions that stand beside it in the spool are on the disk without it.
// If they cannot be written, it is tried again, and then told all the same: where the spool itself fills the disk, nothing
// else would ever make room. A crash before the next write can then store these records twice, as without a spool.
func (q *queue) payOff(again bool) {
	if !q.l.a.promise() && !again {
		time.AfterFunc(retrySpool, func() {
			q.mu.Lock()
			defer q.mu.Unlock()
			if !q.shut && q.owed != (spool.Mark{}) {
				q.payOff(true)
				q.settle()
				q.notify()
			}
		})
		return
	}
	q.spool.Done(q.owed)
	if q.owed = (spool.Mark{}); again {
		q.spool.Trim()
		q.l.a.promise()
	}
}

// close says that nothing more will be put in. leave says that what is in the spool is for the next start.
func (q *queue) close(leave bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed, q.leave = true, leave
	wake(q.more)
}

// shutDown closes the spool. What is in memory only is read again at the next start.
func (q *queue) shutDown() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.spool == nil || q.shut {
		return
	}
	if len(q.unsynced) > 0 {
		q.sync()
	}
	if q.owed != (spool.Mark{}) {
		q.payOff(true) // there is no later
	}
	if q.shut = true; q.spool.Close() != nil {
		q.l.a.log.Warn("the spool could not be closed in order", "sink", q.l.c.Name)
	}
}

// notify wakes those who wait for room, and the batcher.
func (q *queue) notify() {
	close(q.room)
	q.room = make(chan struct{})
	wake(q.more)
}

func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// What keeps a spool from taking records.
const (
	troubleFull = "the spool is full: files are held open and what is read waits"
	troubleDisk = "the spool cannot be written: files are held open and what is read waits"
)

// tell logs a change of what troubles the spool, once.
func (q *queue) tell(trouble string, err error) {
	if q.trouble == trouble {
		return
	}
	q.trouble = trouble
	if err != nil {
		q.l.a.log.Error(trouble, "sink", q.l.c.Name, "err", err.Error())
		return
	}
	q.l.a.log.Info("the spool takes records again", "sink", q.l.c.Name)
}
