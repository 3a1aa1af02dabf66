package deliver

import (
	"time"

	"github.com/harpolog/harpo/sinks"
)

// A record that the far side does not take because of its time is not given up for that, where the far side's clock is
// known: it gets the time of that clock. Whoever made the time asked our own clock, which was wrong, or could not know what the far side's limits are.
//
// The new time is on no disk. If the process is killed before the batch is committed, the record gets another one when it
// is sent again, and may be stored twice.

// limits are those of the far side's times: Loki's defaults (creation_grace_period, reject_old_samples_max_age, half of max_chunk_age), until
// a refusal shows that they are narrower.
type limits struct{ ahead, old, late time.Duration }

func defaultLimits() limits { return limits{10 * time.Minute, 7 * 24 * time.Hour, time.Hour} }

// margin is for what we cannot know of the far side's clock: what it may have taken must keep its time.
const margin = 5 * time.Second

// refuses says whether a time is surely refused.
func (l *limits) refuses(t, newest, now int64) bool {
	return t > now+int64(l.ahead+margin) || t < now-int64(l.old+margin) || t < newest-int64(l.late)
}

// learn takes down that a time was refused. Nothing below the least that anybody would set is believed.
func (l *limits) learn(why sinks.Timing, t, newest, now int64) {
	const least = int64(time.Minute)
	switch {
	case why == sinks.TooOld && now-t > least:
		l.old = min(l.old, time.Duration(now-t))
	case why == sinks.TooLate && newest-t > least:
		l.late = min(l.late, time.Duration(newest-t))
	}
}

// retime gives those records of a batch other times, in place, whose times are why it was refused: all that are surely not
// taken or, if only one is left, that one. It says whether it gave any.
func (d *Deliverer) retime(b *sinks.Batch, why sinks.Timing, single bool) bool {
	if why == sinks.NotTiming || !d.o.Clock.known() {
		return false
	}
	now, n := d.o.Clock.Now().UnixNano(), 0
	if d.were == nil {
		d.were = map[*sinks.Record]int64{}
	}
	for i := range b.Streams {
		st := d.streams.get(b.Streams[i].Labels, d.o.Now())
		for j := range b.Streams[i].Records {
			r := &b.Streams[i].Records[j]
			if single {
				d.limits.learn(why, r.Time, st.newest, now)
			} else if !d.limits.refuses(r.Time, st.newest, now) {
				continue
			}
			if _, again := d.were[r]; !again {
				d.were[r] = r.Time
			}
			st.given = max(now, st.given+1)
			r.Time = st.given
			n++
		}
	}
	if n > 0 {
		d.o.Hooks.retimed(n)
	}
	return n > 0
}

// restore gives records the times back that they came with: what is refused for good is known by them.
func (d *Deliverer) restore(b *sinks.Batch) {
	for i := range b.Streams {
		for j := range b.Streams[i].Records {
			if was, ok := d.were[&b.Streams[i].Records[j]]; ok {
				b.Streams[i].Records[j].Time = was
			}
		}
	}
}
