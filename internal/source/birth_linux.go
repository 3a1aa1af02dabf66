package source

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// birth returns when a file was made, if the file system remembers.
func birth(f *os.File) (time.Time, bool) {
	var st unix.Statx_t
	err := unix.Statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_BTIME, &st)
	if err != nil || st.Mask&unix.STATX_BTIME == 0 {
		return time.Time{}, false
	}
	return time.Unix(st.Btime.Sec, int64(st.Btime.Nsec)), true
}
