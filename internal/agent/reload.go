package agent

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"time"
)

// running is what Run works with.
type running struct {
	sources    *crew
	sinks      sync.WaitGroup
	reading    context.Context
	delivering context.Context
	stop       context.CancelCauseFunc
	every      []*line // those of sinks that were taken out too. Written by members of sources, one at a time
}

func (a *Agent) startSink(r *running, l *line) {
	r.every = append(r.every, l)
	r.sinks.Go(func() { a.guard(r.stop, l.c.Name, func() error { return l.batches.run(r.delivering) }) })
}

// startSource runs a source. The crew must not have left.
func (a *Agent) startSource(r *running, name string, run func() error) {
	r.sources.join()
	go func() {
		defer r.sources.leave()
		a.guard(r.stop, name, run)
	}()
}

// startSources starts inputs that read files.
func (a *Agent) startSources(r *running, all []*input) {
	for _, in := range all { // before any of them can say what it has seen
		if in.source != nil {
			in.seen = a.scanned.add()
		}
	}
	for _, in := range all {
		ctx, retire := context.WithCancel(r.reading)
		if in.retire = retire; in.source == nil {
			close(in.ended)
			continue
		}
		a.startSource(r, in.c.Name, func() error {
			defer close(in.ended)
			defer retire()
			return in.run(ctx)
		})
	}
}

// inputs returns the inputs there are now.
func (a *Agent) inputs() (all []*input) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	for _, l := range a.lines {
		all = append(all, l.inputs...)
	}
	return all
}

// ErrOver is what Reload returns when the agent does not run, or not any more.
var ErrOver = errors.New("the agent is not running")

// Reload makes a running agent do what c says. With an error nothing has changed. Logger, Metrics and DrainTimeout stay as
// they are; StateDir and Key must be the same, and streams can neither come nor go.
//
// A sink keeps its line, and what waits for it, as long as there is one of its name. If its Deliver is another one, that
// one goes on with the batch under way. When Reload returns, deliverers that are not in c are no longer used; what waited
// for a sink that is gone is not committed.
//
// A source that is the same but for its name is not disturbed. Any other goes on where the sources that are gone stood, if
// it reads the same files. What has been redacted stays as it is; what is read from now on is redacted anew.
func (a *Agent) Reload(c Config) error {
	a.reloading.Lock()
	defer a.reloading.Unlock()
	c.setDefaults()
	if err := a.admit(&c); err != nil {
		return err
	}
	a.mu.RLock()
	r := a.running
	a.mu.RUnlock()
	if r == nil || !r.sources.join() {
		return ErrOver
	}
	defer r.sources.leave()
	p, err := a.plan(c)
	if err != nil {
		for _, l := range p.begun {
			l.batches.q.shutDown()
		}
		return err
	}
	a.gate.close()
	defer a.gate.open()
	a.settle(r)
	a.changeSinks(r, c, p)
	a.changeSources(r, p)
	return nil
}

// admit says why c cannot be taken up by this agent.
func (a *Agent) admit(c *Config) error {
	if err := c.check(); err != nil {
		return fmt.Errorf("agent: %w", err)
	}
	before, after := streamsOf(a.c.Sources), streamsOf(c.Sources)
	switch {
	case c.StateDir != a.c.StateDir:
		return errors.New("state_dir is another one: restart the agent to change it")
	case !slices.Equal(c.Key, a.c.Key):
		return errors.New("the first token key is another one, so files would not be recognised: rotate keys with harpo key rotate FILE, or restart the agent")
	case c.Spool != a.c.Spool || c.DeadLetters != a.c.DeadLetters:
		return errors.New("spool or dead_letters are other ones: restart the agent to change them")
	case a.store == nil && len(after) < len(c.Sources):
		return errors.New("files are to be read where none were: restart the agent, which then takes its state_dir")
	case !slices.EqualFunc(before, after, sameSource):
		return errors.New("a stream comes, goes or has other labels: restart the agent to change it, as what was read of a stream cannot be read again")
	}
	return nil
}

func streamsOf(all []SourceConfig) (streams []SourceConfig) {
	for _, s := range all {
		if s.File == nil {
			streams = append(streams, s)
		}
	}
	return streams
}

// sameSource says whether two sources differ in nothing but their names.
func sameSource(a, b SourceConfig) bool {
	a.Name, b.Name = "", ""
	return reflect.DeepEqual(a, b)
}

// plan is what a reload makes of the lines.
type plan struct {
	lines []*line    // as they will be, but for their inputs
	in    [][]*input // a line's inputs, as they will be
	fresh []*input   // of those, the ones to be started
	gone  []*input   // the ones to be stopped
	ended []*line    // lines of sinks that are taken out
	begun []*line    // lines of sinks that are new
}

// plan makes the lines and inputs that are needed, and starts none.
func (a *Agent) plan(c Config) (p plan, err error) {
	rest := slices.Clone(a.lines)
	for _, k := range c.Sinks {
		i := slices.IndexFunc(rest, func(l *line) bool { return l.c.Name == k.Name })
		l := newLine(a, k)
		if i >= 0 {
			l = rest[i]
			rest = slices.Delete(rest, i, i+1)
		} else {
			p.begun = append(p.begun, l)
			if err := l.openSpool(); err != nil {
				return p, fmt.Errorf("%s: %w", k.Name, err)
			}
		}
		if err := p.addLine(l, c.Sources); err != nil {
			return p, err
		}
	}
	p.ended = rest
	for _, l := range rest {
		p.gone = append(p.gone, l.inputs...)
	}
	return p, nil
}

// addLine plans the inputs of a line: those it has, as far as they stay the same, and new ones.
func (p *plan) addLine(l *line, sources []SourceConfig) error {
	var after []*input
	rest := slices.Clone(l.inputs)
	for _, s := range sources {
		if i := slices.IndexFunc(rest, func(in *input) bool { return sameSource(in.c, s) }); i >= 0 {
			after = append(after, rest[i])
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		in, err := newInput(l, s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		after, p.fresh = append(after, in), append(p.fresh, in)
	}
	p.lines, p.in, p.gone = append(p.lines, l), append(p.in, after), append(p.gone, rest...)
	return nil
}

// settle waits, while the gate is closed, until everything that was read is delivered, but not for longer than half of
// DrainTimeout. What is not delivered by then is afterwards all the same: to the sinks there are then, as it was redacted.
func (a *Agent) settle(r *running) {
	late := time.NewTimer(a.c.DrainTimeout / 2)
	defer late.Stop()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !a.gate.empty() || a.pending() > 0 {
		select {
		case <-look.C:
		case <-late.C:
			return
		case <-r.reading.Done():
			return
		}
	}
}

func (a *Agent) pending() (records int64) {
	for _, in := range a.inputs() {
		records += in.pending.Load()
	}
	return records
}

func (a *Agent) changeSinks(r *running, c Config, p plan) {
	for _, l := range p.ended {
		l.gone.Store(true)
		l.batches.far.replace(discard{})
		l.batches.q.close(true) // what is in its spool stays there
		<-l.batches.ended
		l.leaveSpool()
	}
	for i, l := range p.lines { // in the order of c.Sinks
		k := c.Sinks[i]
		l.batches.c.Store(&k)
		l.batches.far.replace(k.Deliver)
	}
	for _, l := range p.begun {
		a.startSink(r, l)
	}
}

// changeSources stops the sources that are gone and has the new ones go on from there.
func (a *Agent) changeSources(r *running, p plan) {
	handed := map[string]*origin{}
	for _, in := range p.gone {
		in.retire()
	}
	for _, in := range p.gone {
		<-in.ended
		if a.scanned.drop(in.seen); !in.line.gone.Load() {
			maps.Copy(handed, in.before)
			maps.Copy(handed, in.origins)
		}
	}
	for _, in := range p.fresh {
		in.before = handed
		if in.source == nil {
			continue
		}
		if s, err := in.openFile(); err == nil { // anew, with what has become known since it was planned
			in.source = s
		}
	}
	a.mu.Lock()
	a.lines = p.lines
	for i, l := range p.lines {
		l.inputs = p.in[i]
	}
	a.mu.Unlock()
	a.startSources(r, p.fresh)
}
