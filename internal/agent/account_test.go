package agent

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// storm makes a fake Loki do everything a real one does to its senders, in turn.
func storm(n int, entries []sinktest.Entry) sinktest.Answer {
	bad := func(e sinktest.Entry) bool { return strings.Contains(e.Line, "refused") }
	for _, e := range entries {
		if bad(e) {
			return sinktest.Answer{Status: 400, Body: "timestamp too old", StoreOnly: func(e sinktest.Entry) bool { return !bad(e) }}
		}
	}
	if len(entries) > 500 {
		return sinktest.Answer{Status: 413}
	}
	switch n % 7 {
	case 1:
		return sinktest.Answer{Status: 429}
	case 2:
		return sinktest.Answer{Status: 500}
	case 3:
		return sinktest.Answer{Cut: true}
	case 4:
		return sinktest.Answer{Cut: true, Store: true} // stored, and the answer is lost
	case 5:
		return sinktest.Answer{Status: 260}
	}
	return sinktest.Answer{Store: true}
}

// TestAccountBalancesAfterAStorm: over three runs, the second of which begins with a spool, every record that was read is
// acknowledged, withheld or a dead letter, and what is stored is each line once.
func TestAccountBalancesAfterAStorm(t *testing.T) {
	const lines, tooLong, refused = 6000, 7, 11
	dir := t.TempDir()
	log := filepath.Join(dir, "a.log")
	loki := sinktest.NewLoki(t, nil)
	loki.Script(storm)
	o := sinks.DefaultLokiOptions()
	o.URL = loki.URL
	sink, err := sinks.Open(o, sinks.Env{})
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	d := deliver.New(sink, deliver.Options{MinBackoff: time.Millisecond, MaxBackoff: 4 * time.Millisecond})
	c := spooling(fileConfig(dir, d), dir)
	c.Sources[0].Labels = []Label{{"job", "app"}}
	c.Sources[0].File.MaxLine = 1000
	var sum Account
	add := func(x Account) {
		sum.Read, sum.Acknowledged, sum.Withheld = sum.Read+x.Read, sum.Acknowledged+x.Acknowledged, sum.Withheld+x.Withheld
		sum.DeadLettered, sum.Lost = sum.DeadLettered+x.DeadLettered, sum.Lost+x.Lost
	}
	for i := range lines {
		switch {
		case i%(lines/tooLong) == 1 && i/(lines/tooLong) < tooLong:
			write(t, log, strings.Repeat("y", 2000)+"\n")
		case i%(lines/refused) == 2 && i/(lines/refused) < refused:
			write(t, log, fmt.Sprintf("refused %d\n", i))
		default:
			write(t, log, fmt.Sprintf("line n%d\n", i))
		}
	}
	c.Sinks[0].Deliver = newFar(false) // away, so that all of it is in the spool
	a := start(t, c)
	until(t, "all is in the spool", func() bool { x := a.Accounts()[0]; return x.Spooled == lines && x.Waiting == 0 })
	balanced(t, a.Agent)
	a.stop()
	add(a.Accounts()[0])
	for _, end := range []uint64{lines / 3, lines} {
		c.Sinks[0].Deliver = d
		a = start(t, c)
		until(t, "a part is accounted for", func() bool {
			x := a.Accounts()[0]
			return sum.Acknowledged+x.Acknowledged+x.Withheld+x.DeadLettered >= end-sum.Withheld-sum.DeadLettered
		})
		balanced(t, a.Agent)
		a.stop()
		add(a.Accounts()[0])
	}
	if w := tallyOf(numbersIn(t, c.StateDir)).Ways; len(w) != 1 || w[0].Read != lines || w[0].Acknowledged != lines-refused-tooLong || w[0].Placeholders != tooLong ||
		w[0].DeadLettered != refused || w[0].Lost != 0 || w[0].Withheld["too_long"] != tooLong {
		t.Errorf("the tally: %+v", w)
	}
	if sum.Read != lines || sum.Withheld != tooLong || sum.Lost != 0 || sum.Read != sum.Acknowledged+sum.Withheld+sum.DeadLettered {
		t.Errorf("in all: %+v", sum)
	}
	if sum.DeadLettered != refused {
		t.Errorf("%d dead letters, want %d", sum.DeadLettered, refused)
	}
	if n := len(loki.Stored()); n != lines-refused {
		t.Errorf("%d entries are stored, want %d", n, lines-refused)
	}
}
