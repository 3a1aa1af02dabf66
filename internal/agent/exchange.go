package agent

import (
	"context"
	"reflect"
	"sync"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/sinks"
)

// exchange is a Deliverer that can be changed for another while a batch is being delivered: the other one then delivers
// the whole batch. One goroutine delivers; replace may be called from any.
type exchange struct {
	mu   sync.Mutex
	now  Deliverer
	stop context.CancelFunc // ends the delivery under way
	idle chan struct{}      // closed when it has ended; nil if there is none
}

// Deliver implements Deliverer.
func (x *exchange) Deliver(ctx context.Context, b *sinks.Batch, refuse deliver.Refuse) error {
	for {
		d, within, end := x.begin(ctx)
		err := d.Deliver(within, b, refuse)
		if replaced := end(); err == nil || ctx.Err() != nil || !replaced {
			return err
		}
	}
}

// begin returns the deliverer to use, and what to call once it is no longer used: it says whether it was replaced.
func (x *exchange) begin(ctx context.Context) (d Deliverer, within context.Context, end func() (replaced bool)) {
	x.mu.Lock()
	defer x.mu.Unlock()
	within, stop := context.WithCancel(ctx)
	idle := make(chan struct{})
	d, x.stop, x.idle = x.now, stop, idle
	return d, within, func() bool {
		replaced := within.Err() != nil
		stop()
		x.mu.Lock()
		defer x.mu.Unlock()
		x.stop, x.idle = nil, nil
		close(idle)
		return replaced
	}
}

// replace has d deliver from now on. When it returns, the deliverer before is no longer used.
func (x *exchange) replace(d Deliverer) {
	x.mu.Lock()
	if reflect.TypeOf(d).Comparable() && x.now == d {
		x.mu.Unlock()
		return
	}
	x.now = d
	stop, idle := x.stop, x.idle
	x.mu.Unlock()
	if idle != nil {
		stop()
		<-idle
	}
}

// discard delivers to a sink that was taken out of the configuration: nobody waits for its records any more.
type discard struct{}

func (discard) Deliver(context.Context, *sinks.Batch, deliver.Refuse) error { return nil }
