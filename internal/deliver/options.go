package deliver

import (
	"context"
	"time"
)

func (o Options) withDefaults() Options {
	o.MinBackoff = orDefault(o.MinBackoff, 500*time.Millisecond)
	o.MaxBackoff = max(orDefault(o.MaxBackoff, 30*time.Second), o.MinBackoff)
	o.MaxBytes = orDefault(o.MaxBytes, 2<<20)
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

func orDefault[T time.Duration | int](v, def T) T {
	if v <= 0 {
		return def
	}
	return v
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

func (h Hooks) sent(records, bytes int) {
	if h.Sent != nil {
		h.Sent(records, bytes)
	}
}

func (h Hooks) retry(class string) {
	if h.Retry != nil {
		h.Retry(class)
	}
}

func (h Hooks) rejected(reason string, records, bytes int) {
	if h.Rejected != nil {
		h.Rejected(reason, records, bytes)
	}
}

func (h Hooks) latency(d time.Duration) {
	if h.Latency != nil {
		h.Latency(d)
	}
}

func (h Hooks) paced(wait time.Duration) {
	if h.Paced != nil {
		h.Paced(wait)
	}
}

func (h Hooks) catchUp(took time.Duration) {
	if h.CatchUp != nil {
		h.CatchUp(took)
	}
}

func (h Hooks) retimed(records int) {
	if h.Retimed != nil {
		h.Retimed(records)
	}
}

func (h Hooks) state(failing string) {
	if h.State != nil {
		h.State(failing)
	}
}
