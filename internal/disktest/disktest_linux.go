// Package disktest makes small disks for tests, and fills them.
package disktest

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"unsafe"
)

// Small mounts a file system in memory for one test, with options as of tmpfs(5), and returns its folder. Where that is not
// permitted the test is skipped.
func Small(t testing.TB, options string) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Mount(t, dir, options); err != nil {
		t.Skip("a file system cannot be mounted here")
	}
	return dir
}

// Mount is Small for a folder that is there. An error says that it is not permitted.
func Mount(t testing.TB, dir, options string) error {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		return err
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return nil
}

// ReadOnly makes a file system of Small readable only, or writable again.
func ReadOnly(t testing.TB, dir string, yes bool) {
	t.Helper()
	flags := uintptr(syscall.MS_REMOUNT)
	if yes {
		flags |= syscall.MS_RDONLY
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, ""); err != nil {
		t.Skipf("a file system cannot be mounted anew here: %v", err)
	}
}

const filler = "filler"

// Fill takes the last byte of a file system. What others give back meanwhile is not taken for ever.
func Fill(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, filler), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	for size, tries := 64<<10, 0; size > 0 && tries < 100_000; tries++ {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	return nil
}

// Free gives back what Fill took.
func Free(dir string) error { return os.Remove(filepath.Join(dir, filler)) }

// Freeze keeps names from coming and going in a folder, also for root, as on a disk that has become read-only; what is open
// can be written. Where that is not permitted the test is skipped.
func Freeze(t testing.TB, dir string, yes bool) {
	t.Helper()
	d, err := os.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	const getFlags, setFlags, immutable = 0x80086601, 0x40086602, 0x10 // FS_IOC_GETFLAGS, FS_IOC_SETFLAGS, FS_IMMUTABLE_FL of include/uapi/linux/fs.h
	var flags uint32
	_, _, bad := syscall.Syscall(syscall.SYS_IOCTL, d.Fd(), getFlags, uintptr(unsafe.Pointer(&flags)))
	if flags &^= immutable; yes {
		flags |= immutable
		t.Cleanup(func() { Freeze(t, dir, false) })
	}
	if bad == 0 {
		_, _, bad = syscall.Syscall(syscall.SYS_IOCTL, d.Fd(), setFlags, uintptr(unsafe.Pointer(&flags)))
	}
	if bad != 0 {
		t.Skipf("a folder cannot be frozen here: %v", bad)
	}
}
