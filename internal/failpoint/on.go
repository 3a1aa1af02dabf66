//go:build failpoints

// Package failpoint ends the process with SIGKILL at named moments: HARPO_FAILPOINT=name:n at the nth time the moment
// comes. And it sets the clock wrong, by the duration that is in the file HARPO_CLOCK. The soak test builds its agents so; no released program is.
package failpoint

import (
	"io"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
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

// Now returns the time of day, as a clock shows it that is wrong.
func Now() time.Time {
	text, _ := os.ReadFile(os.Getenv("HARPO_CLOCK"))
	wrong, _ := time.ParseDuration(strings.TrimSpace(string(text)))
	return time.Now().Round(0).Add(wrong)
}

func due(point string) bool { return setUp && point == name && left.Add(-1) == 0 }

func kill() {
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}
