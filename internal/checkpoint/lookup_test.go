package checkpoint

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestLookupFindsWhatIsThere: whatever becomes of entries, looking a file up gives those that have its name, and no others.
func TestLookupFindsWhatIsThere(t *testing.T) {
	now := time.Unix(1, 0)
	s, _ := open(t, t.TempDir(), Options{Most: 4, Now: func() time.Time { return now }})
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		now = now.Add(time.Second)
		e := Entry{ID: fmt.Sprint(rnd.IntN(24)), File: fmt.Sprint("f", rnd.IntN(6)), Source: "a", Offset: rnd.Int64N(1000)}
		switch rnd.IntN(5) {
		case 0:
			s.Commit(e)
		case 1:
			s.Release(e.ID)
		case 2:
			s.mu.Lock()
			s.expire()
			s.mu.Unlock()
		default:
			s.Found(e) // it may have moved to another file
		}
		for i := range 6 {
			file := fmt.Sprint("f", i)
			var want, got []string
			s.mu.Lock()
			for id, e := range s.entries {
				if e.File == file {
					want = append(want, id)
				}
			}
			for _, e := range s.files[file] {
				got = append(got, e.ID)
			}
			s.mu.Unlock()
			slices.Sort(want)
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Fatalf("%s: %q, want %q", file, got, want)
			}
		}
	}
}
