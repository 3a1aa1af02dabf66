package source

const (
	usualLimit = 1024 // the soft limit of descriptors on most systems
	reserve    = 64   // descriptors for sinks, the checkpoint, watches and the admin server
	leastOpen  = 8
)

// MaxOpen returns how many files each of n sources may hold open: together half of the process's descriptors at most, and
// leaving a reserve.
func MaxOpen(n int) int {
	limit := descriptors()
	return max(leastOpen, min(limit/2, limit-reserve)/max(1, n))
}
