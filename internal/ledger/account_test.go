package ledger

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// TestAccountsFollowTheTally over restarts: what was counted while nobody wrote is made up for, another tally is added, and
// one that was set back is waited for.
func TestAccountsFollowTheTally(t *testing.T) {
	dir, key, now := t.TempDir(), NewKey(), clock()
	o := Options{Now: now, MaxPart: 4000}
	want := Counts{}
	wants := func(b *Book, what string) {
		t.Helper()
		if got := b.Total(); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: the book has %+v, want %+v", what, got, want)
		}
		if r := verify(t, dir, key); len(r.Problems) > 0 || !reflect.DeepEqual(r.Total, want) {
			t.Fatalf("%s: %v\n%+v\nwant %+v", what, r.Problems, r.Total, want)
		}
	}
	c := newTally()
	for range 5 {
		b := open(t, dir, key, o)
		for range 4 {
			add(t, c.account(b, 10))
			want = want.Add(delta(10))
		}
		c.add(7) // and then it is killed
		want = want.Add(delta(7))
		add(t, b.Close())
		b = open(t, dir, key, o)
		add(t, b.AddAccount(Interval, c.since, c.now))
		wants(b, "after a kill")
		head := b.Head()
		if add(t, b.AddAccount(Interval, c.since, c.now)); b.Head() != head {
			t.Error("an interval in which nothing happened is in the book")
		}
		set := c.now
		add(t, b.AddAccount(Interval, c.since, Counts{"loki": {"sources[0]": {Read: 1}}}))
		c.now = set
		c.account(b, 3)
		want = want.Add(delta(3))
		wants(b, "after the tally was set back")
		add(t, b.Close())
	}
	for year := range 3 { // state folders that were lost
		b := open(t, dir, key, o)
		other := newTally()
		other.since = other.since.AddDate(year+1, 0, 0)
		for range 3 {
			add(t, other.account(b, 5))
			want = want.Add(delta(5))
			wants(b, "with another tally")
		}
		add(t, b.Close())
	}
	text, err := os.ReadFile(filepath.Join(dir, partName(1)))
	add(t, err)
	if n := bytes.Count(text, []byte(`"sum":`)); n != 1 {
		t.Errorf("the first part has %d sums, want one: they grow with the number of sources", n)
	}
}

// TestFirstAccountBeginsWithTheTally and the next one where it ended.
func TestFirstAccountBeginsWithTheTally(t *testing.T) {
	c := newTally()
	b := open(t, t.TempDir(), NewKey(), Options{Now: clock()})
	defer b.Close()
	add(t, c.account(b, 1))
	first := b.total
	add(t, c.account(b, 1))
	if !first.From.Equal(c.since) || !b.total.From.Equal(first.To) || !b.total.To.After(first.To.Add(-time.Second)) {
		t.Errorf("from %s to %s, then from %s to %s", first.From, first.To, b.total.From, b.total.To)
	}
}
