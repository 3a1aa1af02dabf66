package detectors

import "testing"

// TestActKinds: every word that is a cue for a login by what was done is known as one.
func TestActKinds(t *testing.T) {
	for kind, words := range map[int][]string{1: doers[:], 2: deeds[:]} {
		for _, w := range words {
			if got := actKind([]byte(w), 0, len(w)); got != kind {
				t.Errorf("%s: %d, not %d", w, got, kind)
			}
		}
	}
}
