// Package deliver sends batches until the far side has them. It never gives up on a record and never drops one in
// silence: a record is acknowledged, or it is refused for good by the far side and counted, or it is still being sent.
package deliver

import (
	"context"
	"fmt"
	"time"

	"github.com/harpolog/harpo/sinks"
)

// Options are the settings of a Deliverer. The zero value of a field means its default.
type Options struct {
	MinBackoff time.Duration // shortest wait before sending again: 500 ms
	MaxBackoff time.Duration // longest wait, unless the far side asks for more: 30 s
	MaxBytes   int           // larger batches are split before they are sent: 2 MiB of lines and 32 bytes a record
	Pace       Pace          // of each stream
	Clock      *Clock        // of the far side; without one, records refused for their times are refused for good

	Hooks Hooks

	Sleep func(ctx context.Context, d time.Duration) // waits for d or until ctx ends
	Now   func() time.Time
}

// Hooks tell what happens, for metrics and readiness. Each may be nil. They are called from Deliver, in its goroutine.
type Hooks struct {
	Sent     func(records, bytes int)                // acknowledged; bytes of the lines
	Retry    func(class string)                      // a batch is to be sent again; class is sinks.Class
	Rejected func(reason string, records, bytes int) // refused for good, and taken by the caller's refuse; reason is a constant of the sink
	Latency  func(d time.Duration)                   // of one Deliver that ended without error
	Paced    func(wait time.Duration)                // a request waits because a stream of it is as fast as its far side takes it
	CatchUp  func(took time.Duration)                // a request had a stream that was far behind: see Pace
	Retimed  func(records int)                       // records got the time of the far side's clock, which did not take the one they had
	State    func(failing string)                    // why the sink takes nothing at the moment, input-free; empty once it does again
}

// Deliverer delivers to one sink. One goroutine uses it at a time.
type Deliverer struct {
	sink    sinks.Sink
	o       Options
	wait    sinks.Backoff // begins again after every decision of the far side
	failing string        // what State was last told
	streams streams
	parts   []int // reused by layers
	limits  limits
	were    map[*sinks.Record]int64 // times that records of the batch under way came with, if they got others
}

// New returns a Deliverer to sink, which it does not close.
func New(sink sinks.Sink, o Options) *Deliverer {
	o = o.withDefaults()
	return &Deliverer{sink: sink, o: o, wait: sinks.NewBackoff(o.MinBackoff, o.MaxBackoff), streams: streams{pace: o.Pace}, limits: defaultLimits()}
}

// Refuse takes a record that the far side will never take, and says with nil that it is accounted for. reason is a constant
// of the sink. After an error the record is sent again.
type Refuse = func(ctx context.Context, reason string, refused *sinks.Batch) error

// Deliver sends the batch until every record is acknowledged or taken by refuse, and then returns nil. It waits between
// tries, longer each time, and at least as long as the far side asks. A batch that is refused is halved until the refused
// records stand alone, so that their neighbours are stored. Times that the far side does not take may be changed in the batch (see Clock). It returns an
// error only when ctx has ended; the batch, or a part of it, is then to be delivered again later. The batch is not kept. Without refuse, refused records are only counted.
func (d *Deliverer) Deliver(ctx context.Context, b *sinks.Batch, refuse Refuse) error {
	start := d.o.Now()
	if refuse == nil {
		refuse = func(context.Context, string, *sinks.Batch) error { return nil }
	}
	clear(d.were)
	for _, layer := range d.layers(b) {
		for _, part := range cut(layer, d.o.MaxBytes) {
			if err := d.deliver(ctx, part, refuse); err != nil {
				return fmt.Errorf("deliver batch: %w", err)
			}
		}
	}
	d.o.Hooks.latency(d.o.Now().Sub(start))
	return nil
}

// deliver sends one request's worth of records, in halves where the far side does not take the whole.
func (d *Deliverer) deliver(ctx context.Context, b *sinks.Batch, refuse Refuse) error {
	records, bytes := size(b)
	for retimed := false; ; {
		rejected, err := d.send(ctx, b)
		if err != nil || rejected == nil {
			return err
		}
		if !retimed && d.retime(b, rejected.Timing, records == 1) {
			retimed = true
			continue
		}
		if records > 1 {
			break
		}
		d.restore(b)
		if refuse(ctx, rejected.Reason, b) == nil {
			d.o.Hooks.rejected(rejected.Reason, records, bytes)
			return nil
		}
		d.pause(ctx, &sinks.Undecided{Class: "dead_letter", What: "a refused record cannot be kept as a dead letter",
			Hint: "free space on, or give this user write access to, the folder of the dead letters"})
	}
	left, right := halve(b)
	if err := d.deliver(ctx, left, refuse); err != nil {
		return err
	}
	return d.deliver(ctx, right, refuse)
}

// send sends the batch until the far side decides: nil for acknowledged, Rejected for refused.
func (d *Deliverer) send(ctx context.Context, b *sinks.Batch) (*sinks.Rejected, error) {
	records, bytes := size(b)
	if records == 0 {
		return nil, ctx.Err()
	}
	waited, catching := d.keepPace(ctx, b) // once: what is sent again after an outage was not taken before
	for overloaded := 0; ; {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		begun := d.o.Now()
		err := d.sink.Send(ctx, b)
		if err == nil {
			now := d.o.Now()
			d.decided()
			d.streams.acknowledged(b, now)
			if catching {
				d.o.Hooks.catchUp(waited + now.Sub(begun))
			}
			d.o.Hooks.sent(records, bytes)
			return nil, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if e, ok := err.(*sinks.Rejected); ok {
			if e.Timing == sinks.Early && d.soon(b) {
				d.pause(ctx, &sinks.Undecided{Status: e.Status, Class: "clock", What: "the far side takes the records for future ones",
					Hint: "set the clock of this machine or of the far side right; the records are sent again"})
				continue
			}
			d.decided()
			return e, nil
		}
		d.pause(ctx, err)
		if overload(err) {
			overloaded++
		}
		if overloaded == maxOverloaded && records > 1 && bytes+records*overhead > minHalved {
			return &sinks.Rejected{Reason: "overload", TooBig: true}, nil
		}
	}
}

// A request beyond a far side's limits may be answered as if it were overloaded, however long one waits: Loki answers 429
// to one larger than the tenant's burst (ingestion_burst_size_mb), and 500 to one larger than its parts take from each
// other (server.grpc_server_max_recv_msg_size, 4 MiB). So a batch answered so maxOverloaded times is halved, unless it is
// so small that no such limit can be the reason.
const (
	maxOverloaded = 8
	minHalved     = 64 << 10
)

func overload(err error) bool {
	switch e := err.(type) {
	case *sinks.Busy:
		return true
	case *sinks.Undecided:
		return e.Status >= 500
	}
	return false
}

// How far ahead of the clock a record's time may be and still be waited for. By the far side's own, where it is known, that is five minutes
// at most. By ours it is what two clocks may differ by: what is further ahead would hold up all that is behind it.
const (
	maxEarly     = 15 * time.Minute
	maxEarlyOurs = time.Hour
)

// soon says whether waiting is of use for a batch that was refused as being from the future.
func (d *Deliverer) soon(b *sinks.Batch) bool {
	limit := d.o.Now().Add(maxEarlyOurs).UnixNano()
	if d.o.Clock.known() {
		limit = d.o.Clock.Now().Add(maxEarly).UnixNano()
	}
	for _, s := range b.Streams {
		for _, r := range s.Records {
			if r.Time > limit {
				return false
			}
		}
	}
	return true
}

// decided notes that the far side takes batches.
func (d *Deliverer) decided() {
	d.wait.Reset()
	d.state("")
}

// pause waits before the next try, at least as long as the far side asked.
func (d *Deliverer) pause(ctx context.Context, err error) {
	var after time.Duration
	if busy, ok := err.(*sinks.Busy); ok {
		after = busy.After
	}
	d.o.Hooks.retry(sinks.Class(err))
	d.state(reason(err))
	d.o.Sleep(ctx, max(after, d.wait.Next()))
}

// state tells State when the reason changes.
func (d *Deliverer) state(failing string) {
	if d.failing != failing {
		d.failing = failing
		d.o.Hooks.state(failing)
	}
}

// reason is an error's text if it is one of the sinks' own, which hold no input.
func reason(err error) string {
	switch err.(type) {
	case *sinks.Busy, *sinks.Undecided:
		return err.Error()
	}
	return "the sink has an error"
}
