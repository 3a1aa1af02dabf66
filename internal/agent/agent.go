// Package agent is the line from bytes to acknowledgement:
//
//	bytes -> source -> join -> redact -> batch of redact.Clean -> deliver -> nil is the ack -> checkpoint.Commit
//
// Every sink has a line of its own (line.go), so that none waits for another. input.go is the first half of a line, up to
// the hand-over; batch.go is its second. In between lies one bounded queue, in memory and on the disk (queue.go).
package agent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/redact"
)

// defaultDrain is how long a stopping agent goes on delivering: well within the 30 s that Kubernetes leaves a pod.
const defaultDrain = 10 * time.Second

// Agent is one running line. Its methods are safe for concurrent use; Run is for one call.
type Agent struct {
	c       Config
	log     *slog.Logger
	store   *checkpoint.Store // nil without a state folder: no source is a file then
	scanned scanned
	began   time.Time
	gate    gate // what every chunk passes
	helpers helpers

	reloading sync.Mutex // held over a reload, and while Run starts
	mu        sync.RWMutex
	running   *running  // nil before Run
	lines     []*line   // this and what follows is never changed in place
	shared    []*shared // sources that cannot be read once for every sink
	letters   *Letters  // dead letters; nil without a place for them

	// placeholders are what stands for records that are withheld before redaction.
	placeholders [redact.NumReasons]redact.Clean

	marked   atomic.Bool // the first complete scan is on record
	stopping atomic.Bool
	failed   atomic.Bool // a part of the agent ended that must not
	stuck    atomic.Bool // the checkpoint cannot be written
}

// New checks c and takes the state directory. Run gives it back.
func New(c Config) (*Agent, error) {
	c.setDefaults()
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("agent: %w", err)
	}
	a := &Agent{c: c, log: c.Logger, began: time.Now()}
	for why := range redact.NumReasons {
		a.placeholders[why] = c.Redactor.Clean([]byte(why.Placeholder()))
	}
	if err := a.open(); err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

func (a *Agent) open() error {
	if a.c.StateDir != "" {
		if err := a.openStore(); err != nil {
			return err
		}
	}
	a.openLetters()
	for _, k := range a.c.Sinks {
		l := newLine(a, k)
		a.lines = append(a.lines, l)
		if err := l.openSpool(); err != nil {
			return fmt.Errorf("%s: %w", k.Name, err)
		}
	}
	a.strangers()
	for _, s := range a.c.Sources {
		for _, l := range a.lines {
			in, err := newInput(l, s)
			if err != nil {
				return fmt.Errorf("%s: %w", s.Name, err)
			}
			l.inputs = append(l.inputs, in)
		}
		if s.File == nil {
			a.shared = append(a.shared, newShared(a, s))
		}
	}
	return nil
}

func (a *Agent) openStore() error {
	s, problems, err := checkpoint.Open(a.c.StateDir, checkpoint.Options{Report: a.flushed})
	for _, p := range problems {
		a.log.Warn("checkpoint could not be read", "problem", p.Error())
	}
	if a.store = s; err == nil && s.Numbers()[tallySince] == 0 {
		s.CommitWith(checkpoint.Change{Set: map[string]uint64{tallySince: uint64(a.began.UnixNano())}})
	}
	return err
}

// Run ships until every source has ended or ctx has. Then what was read is delivered, for at most DrainTimeout if ctx
// has ended; what has not been acknowledged by then stays uncommitted and is read again at the next start. The error
// holds no input.
func (a *Agent) Run(ctx context.Context) error {
	reading, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	delivering, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	defer context.AfterFunc(reading, func() {
		a.stopping.Store(true)
		time.AfterFunc(a.c.DrainTimeout, giveUp)
	})()

	r := &running{sources: newCrew(), reading: reading, delivering: delivering, stop: stop}
	a.reloading.Lock() // what has not been started cannot be changed
	a.mu.Lock()
	a.running = r
	a.mu.Unlock()
	for _, l := range a.lines {
		a.startSink(r, l)
	}
	a.startSources(r, a.inputs())
	for _, s := range a.shared {
		a.startSource(r, s.c.Name, func() error { return s.run(reading) })
	}
	a.reloading.Unlock()
	r.sources.leave()
	<-r.sources.over
	a.stopping.Store(true)
	for _, l := range r.every {
		l.batches.q.close(ctx.Err() != nil || a.failed.Load())
	}
	r.sinks.Wait()
	err := errors.Join(failure(reading), a.leftOver(), a.close())
	return err
}

// guard runs a part of the agent. If it fails, everything stops: an agent that goes on with a part missing looks
// healthy and is not.
func (a *Agent) guard(stop context.CancelCauseFunc, name string, part func() error) {
	if err := caught(part); err != nil {
		a.failed.Store(true)
		stop(&partError{name, err})
	}
}

// partError is the failure of a part of the agent, told from the end of the caller's context by its type.
type partError struct {
	part string
	err  error
}

func (e *partError) Error() string { return e.part + ": " + e.err.Error() }
func (e *partError) Unwrap() error { return e.err }

func failure(ctx context.Context) error {
	var p *partError
	if errors.As(context.Cause(ctx), &p) {
		return p
	}
	return nil
}

// leftOver reports what was read and not acknowledged.
func (a *Agent) leftOver() error {
	var lost int64
	for _, in := range a.inputs() {
		n := in.pending.Load()
		if n == 0 {
			continue
		}
		if in.c.File != nil {
			a.log.Warn("records not acknowledged in time: they will be read again at the next start",
				"source", in.c.Name, "sink", in.line.c.Name, "records", n)
			continue
		}
		lost += n
	}
	if lost > 0 {
		return fmt.Errorf("drain: %d records of a stream that cannot be read again were not acknowledged in time: raise the time a stop may take, or read from a file", lost)
	}
	return nil
}

func (a *Agent) close() error {
	for _, l := range a.lines {
		l.batches.q.shutDown()
	}
	if a.letters != nil {
		a.letters.close()
	}
	if a.store == nil {
		return nil
	}
	return a.store.Close()
}

// promise puts positions, and the times planned so far, on the disk, so that a replay can keep them. If that fails, records
// are sent all the same: stored twice after a crash is better than not at all, and readiness and a metric tell.
func (a *Agent) promise() bool {
	if a.store == nil {
		return true
	}
	err := a.store.Flush()
	a.flushed(err)
	return err == nil
}

func (a *Agent) flushed(err error) {
	if was := a.stuck.Swap(err != nil); err != nil && !was {
		a.log.Error("checkpoint not written: what is delivered now would be delivered again after a restart", "err", err.Error())
	}
	a.c.Metrics.Flushed(err)
}

// Healthy says whether every part of the agent works. A sink that is away does not make an agent unhealthy: restarting
// the agent would not help.
func (a *Agent) Healthy() bool { return !a.failed.Load() && !a.stuck.Load() }

// files says whether some source reads files.
func (a *Agent) files() bool {
	return slices.ContainsFunc(a.inputs(), func(in *input) bool { return in.c.File != nil })
}

// Ready says whether all sources are being read, every file there was at the start has been found, every spool can take
// records, and the agent is not stopping.
func (a *Agent) Ready() bool {
	a.mu.RLock()
	shared := a.shared
	a.mu.RUnlock()
	for _, s := range shared {
		if !s.begun.Load() {
			return false
		}
	}
	for _, in := range a.inputs() {
		if in.source != nil && !in.begun.Load() {
			return false
		}
	}
	return (a.marked.Load() || !a.files()) && !a.stopping.Load() && a.Healthy() && !a.blocked()
}
