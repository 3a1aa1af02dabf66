package source

import "golang.org/x/sys/unix"

// made says whether a file lies on a file system that the kernel makes up as it is read. Its files look regular, but have no
// size and no lasting text, and reading some of them waits for an event (/proc/kmsg) or takes away what is read
// (tracing/trace_pipe). The numbers are those of the kernel's include/uapi/linux/magic.h.
func made(path string) bool {
	var st unix.Statfs_t
	if unix.Statfs(path, &st) != nil {
		return false // opening it will tell why
	}
	switch uint32(st.Type) { // the field's width differs between architectures, the numbers have 32 bits
	case unix.PROC_SUPER_MAGIC, unix.SYSFS_MAGIC, unix.DEBUGFS_MAGIC, unix.TRACEFS_MAGIC, unix.SECURITYFS_MAGIC,
		unix.CGROUP_SUPER_MAGIC, unix.CGROUP2_SUPER_MAGIC, unix.BPF_FS_MAGIC:
		return true
	}
	return false
}
