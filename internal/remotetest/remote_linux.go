// Package remotetest mounts folders as a file server's clients see them: late, without events, and with file handles that come to
// their end.
package remotetest

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// Server shows a flat folder of another machine. As with NFS, names and attributes are remembered for a time (acregmin of
// nfs(5)), changes made elsewhere make no events, no birth times are told, and what was deleted there can be read no more (ESTALE), even
// where it is open. It is for reading.
type Server struct {
	folder string // as the other machine has it
	export atomic.Int64
}

// Mount shows folder at dir. Where that is not permitted the test is skipped.
func Mount(t testing.TB, folder, dir string, remember time.Duration) *Server {
	t.Helper()
	s := &Server{folder: folder}
	o := &fs.Options{EntryTimeout: &remember, AttrTimeout: &remember, NegativeTimeout: &remember,
		MountOptions: fuse.MountOptions{DirectMountStrict: true, FsName: "remotetest", Name: "remotetest"}}
	server, err := fs.Mount(dir, &folderNode{s: s}, o)
	if err != nil {
		t.Skip("a file system cannot be mounted here")
	}
	t.Cleanup(func() {
		syscall.Unmount(dir, syscall.MNT_DETACH)
		server.Wait()
	})
	return s
}

// Forget makes all handles that clients have stale, as a server does that is put in the place of another.
func (s *Server) Forget() { s.export.Add(1) }

type folderNode struct {
	fs.Inode
	s *Server
}

func (d *folderNode) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	var st syscall.Stat_t
	if err := syscall.Stat(d.s.folder, &st); err != nil {
		return fs.ToErrno(err)
	}
	out.FromStat(&st)
	return 0
}

func (d *folderNode) Readdir(context.Context) (fs.DirStream, syscall.Errno) {
	return fs.NewLoopbackDirStream(d.s.folder)
}

func (d *folderNode) Lookup(ctx context.Context, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	fd, err := syscall.Open(filepath.Join(d.s.folder, name), byPath|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, fs.ToErrno(err)
	}
	n := &fileNode{s: d.s, fd: os.NewFile(uintptr(fd), "remote"), export: d.s.export.Load()}
	st, errno := n.stat()
	if errno != 0 {
		n.fd.Close()
		return nil, errno
	}
	out.Attr.FromStat(st)
	child := d.NewInode(ctx, n, fs.StableAttr{Mode: st.Mode & syscall.S_IFMT, Ino: st.Ino, Gen: uint64(n.export)})
	if known := child.Operations(); known != fs.InodeEmbedder(n) {
		n.fd.Close()
	}
	return child, 0
}

// byPath is O_PATH of include/uapi/asm-generic/fcntl.h, which syscall lacks.
const byPath = 0x200000

// fileNode is a file, whatever its name is by now.
type fileNode struct {
	fs.Inode
	s      *Server
	fd     *os.File // by O_PATH
	export int64
}

// stat says ESTALE of what is gone.
func (n *fileNode) stat() (*syscall.Stat_t, syscall.Errno) {
	var st syscall.Stat_t
	if err := syscall.Fstat(int(n.fd.Fd()), &st); err != nil {
		return nil, fs.ToErrno(err)
	}
	if st.Nlink == 0 || n.export != n.s.export.Load() {
		return nil, syscall.ESTALE
	}
	return &st, 0
}

func (n *fileNode) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	st, errno := n.stat()
	if errno == 0 {
		out.FromStat(st)
	}
	return errno
}

func (n *fileNode) Open(context.Context, uint32) (fs.FileHandle, uint32, syscall.Errno) {
	f, err := os.Open(fmt.Sprintf("/proc/self/fd/%d", n.fd.Fd()))
	if err != nil {
		return nil, 0, fs.ToErrno(err)
	}
	return &handle{n, f}, 0, 0
}

// OnForget implements fs.NodeOnForgetter.
func (n *fileNode) OnForget() { n.fd.Close() }

type handle struct {
	n *fileNode
	f *os.File
}

func (h *handle) Read(_ context.Context, dest []byte, off int64) (fuse.ReadResult, syscall.Errno) {
	if _, errno := h.n.stat(); errno != 0 {
		return nil, errno
	}
	n, err := h.f.ReadAt(dest, off)
	if err != nil && err != io.EOF {
		return nil, fs.ToErrno(err)
	}
	return fuse.ReadResultData(dest[:n]), 0
}

func (h *handle) Release(context.Context) syscall.Errno {
	h.f.Close()
	return 0
}
