package source

import "testing"

func TestSourcesShareTheDescriptors(t *testing.T) {
	one, two := MaxOpen(1), MaxOpen(2)
	if limit := descriptors(); one > max(leastOpen, limit/2) || one < leastOpen {
		t.Errorf("%d of %d descriptors", one, limit)
	}
	if 2*two > max(one, 2*leastOpen) || MaxOpen(1<<30) != leastOpen {
		t.Errorf("one source has %d, two have %d each", one, two)
	}
}
