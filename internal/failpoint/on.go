//go:build failpoints

// Package failpoint ends the process with SIGKILL at named moments: HARPO_FAILPOINT=name:n at the nth time the moment
// comes. The soak test builds its agents so; no released program is.
package failpoint

import (
	"io"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

var (
	name  string
	left  atomic.Int64
	setUp = parse()
)

func parse() bool {
	word, n, ok := strings.Cut(os.Getenv("HARPO_FAILPOINT"), ":")
	count, err := strconv.ParseInt(n, 10, 64)
	if name = word; !ok || err != nil {
		return false
	}
	left.Store(count)
	return true
}

// Hit is a moment at which the process may be killed.
func Hit(point string) {
	if due(point) {
		kill()
	}
}

// Torn is a moment at which the process may be killed with only the first half of b written to w.
func Torn(point string, w io.Writer, b []byte) {
	if due(point) {
		w.Write(b[:len(b)/2])
		kill()
	}
}

func due(point string) bool { return setUp && point == name && left.Add(-1) == 0 }

func kill() {
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}
