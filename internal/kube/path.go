// Package kube knows what Kubernetes says about the log files of a node: where they lie, and the labels and annotations of
// the pods they come from.
package kube

import (
	"path/filepath"
	"strings"
)

// Place is what the path of a container's log says. Its parts may hold PHI: redact before use.
type Place struct {
	Namespace, Pod, Container string
	UID                       string // of the pod, or of its manifest if it is a static one; empty if the path does not say
}

// ParsePath reads the path of a container's log, rotated ones included: .../<namespace>_<pod>_<uid>/<container>/<n>.log, as
// the kubelet lays out /var/log/pods, or .../<pod>_<namespace>_<container>-<id>.log, as the links in /var/log/containers are
// named. Names of namespaces, pods and containers hold no underscore (RFC 1123 labels and subdomains).
func ParsePath(path string) (p Place, ok bool) {
	dir, file := filepath.Split(path)
	dir = filepath.Clean(dir)
	if parts := strings.Split(filepath.Base(filepath.Dir(dir)), "_"); len(parts) == 3 && parts[2] != "" {
		p = Place{Namespace: parts[0], Pod: parts[1], UID: parts[2], Container: filepath.Base(dir)}
		return p, p.whole()
	}
	name, _, ok := strings.Cut(file, ".log")
	parts := strings.Split(name, "_")
	if !ok || len(parts) != 3 {
		return p, false
	}
	container, id, ok := cutLast(parts[2])
	p = Place{Namespace: parts[1], Pod: parts[0], Container: container}
	return p, ok && len(id) == idLen && p.whole()
}

// idLen is the length of a container's id: 256 bits in hexadecimal.
const idLen = 64

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '-')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func (p *Place) whole() bool { return p.Namespace != "" && p.Pod != "" && p.Container != "" }
