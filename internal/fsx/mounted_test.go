//go:build unix

package fsx

import (
	"io/fs"
	"testing"
)

func TestGroupOnly(t *testing.T) {
	for _, c := range []struct {
		perm  fs.FileMode
		owner uint32
		uid   int
		want  bool
	}{
		{0o440, 0, 65532, true},
		{0o640, 0, 65532, true},
		{0o440, 0, 0, false},
		{0o440, 65532, 65532, false},
		{0o444, 0, 65532, false},
		{0o460, 0, 65532, false},
		{0o450, 0, 65532, false},
	} {
		if got := groupOnly(c.perm, c.owner, c.uid); got != c.want {
			t.Errorf("%o of %d for %d: %v", c.perm, c.owner, c.uid, got)
		}
	}
}
