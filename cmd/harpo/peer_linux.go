package main

import (
	"net"
	"os"
	"os/user"
	"strconv"
	"strings"
	"syscall"
)

// peer says who is at the other end of a connection on a socket of this machine. Not ok: a user that has no business here.
func peer(c net.Conn) (who asker, ok bool) {
	raw, err := c.(*net.UnixConn).SyscallConn()
	if err != nil {
		return who, false
	}
	var cred *syscall.Ucred
	var credErr error
	if err := raw.Control(func(fd uintptr) {
		cred, credErr = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	}); err != nil || credErr != nil {
		return who, false
	}
	if uid := int(cred.Uid); uid != 0 && uid != os.Geteuid() {
		return who, false
	}
	return asker{user: userName(cred.Uid), login: loginOf(strconv.Itoa(int(cred.Pid)))}, true
}

// ourselves is who runs this process.
func ourselves() asker {
	return asker{user: userName(uint32(os.Geteuid())), login: loginOf("self")}
}

// loginOf returns who had logged in to the session that a process belongs to, which the kernel keeps through sudo and su
// (audit_loginuid), or "" where nobody had.
func loginOf(pid string) string {
	text, err := os.ReadFile("/proc/" + pid + "/loginuid")
	if err != nil {
		return ""
	}
	uid, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 32)
	if err != nil || uid == 1<<32-1 {
		return ""
	}
	return userName(uint32(uid))
}

// userName returns the name of a user, or its number where it has none.
func userName(uid uint32) string {
	id := strconv.Itoa(int(uid))
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return id
}
