package kube

import (
	"context"
	"sync"
	"time"
)

// Pod is what is kept of a pod. It is not changed once it is handed out.
type Pod struct {
	Labels, Annotations map[string]string
}

// Pods are the pods of a node as the API server last told. Safe for concurrent use.
type Pods struct {
	o      Options
	client client

	mu     sync.Mutex
	byUID  map[string]*known
	byName map[string]*known // "namespace/name"
	ready  bool
	denied bool
	change chan struct{} // closed when something has changed
}

type known struct {
	Pod
	uids []string
	name string
	gone time.Time // when it was deleted: its files may still be read
}

// keepGone is how long a deleted pod is remembered.
const keepGone = time.Hour

// Ready says whether the API server has told all pods once, or has said that it will not.
func (p *Pods) Ready() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ready || p.denied
}

// Get returns the pod that a path is of.
func (p *Pods) Get(at Place) (Pod, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.get(at)
}

func (p *Pods) get(at Place) (Pod, bool) {
	k := p.byName[at.Namespace+"/"+at.Pod]
	if at.UID != "" {
		k = p.byUID[at.UID]
	}
	if k == nil {
		return Pod{}, false
	}
	return k.Pod, true
}

// Wait is Get, but waits until the pod is known, the API server has refused to tell, or ctx has ended.
func (p *Pods) Wait(ctx context.Context, at Place) (Pod, bool) {
	for {
		p.mu.Lock()
		pod, ok := p.get(at)
		change, denied := p.change, p.denied
		p.mu.Unlock()
		if ok || denied {
			return pod, ok
		}
		select {
		case <-change:
		case <-ctx.Done():
			return Pod{}, false
		}
	}
}

// tell wakes those who wait. p.mu must be held.
func (p *Pods) tell() {
	close(p.change)
	p.change = make(chan struct{})
}

// replace takes in a whole list.
func (p *Pods) replace(list []object) {
	p.mu.Lock()
	defer p.mu.Unlock()
	listed := map[string]bool{}
	for i := range list {
		p.put(&list[i])
		listed[list[i].Metadata.UID] = true
	}
	for uid, k := range p.byUID {
		if uid == k.uids[0] && !listed[uid] {
			p.forget(k)
		}
	}
	p.purge()
	p.ready, p.denied = true, false
	p.tell()
}

// put takes in a pod. p.mu must be held.
func (p *Pods) put(o *object) {
	m := &o.Metadata
	k := &known{uids: []string{m.UID}, name: m.Namespace + "/" + m.Name,
		Pod: Pod{Labels: m.Labels, Annotations: short(m.Annotations)}}
	// The folder of a static pod's logs bears the hash of its manifest, which the pod's mirror in the API tells.
	if hash := m.Annotations["kubernetes.io/config.hash"]; hash != "" {
		k.uids = append(k.uids, hash)
	}
	for _, uid := range k.uids {
		p.byUID[uid] = k
	}
	p.byName[k.name] = k
}

func (p *Pods) remove(o *object) {
	if k := p.byUID[o.Metadata.UID]; k != nil {
		p.forget(k)
	}
	p.purge()
}

// forget notes that a pod was deleted. p.mu must be held.
func (p *Pods) forget(k *known) {
	if k.gone.IsZero() {
		k.gone = p.o.Now()
	}
}

// purge drops what was deleted long ago. p.mu must be held.
func (p *Pods) purge() {
	for _, k := range p.byUID {
		if k.gone.IsZero() || p.o.Now().Sub(k.gone) < keepGone {
			continue
		}
		for _, uid := range k.uids {
			if p.byUID[uid] == k {
				delete(p.byUID, uid)
			}
		}
		if p.byName[k.name] == k {
			delete(p.byName, k.name)
		}
	}
}

// maxAnnotation is the longest annotation that is kept, in bytes. Longer ones, such as the whole manifest that kubectl leaves,
// are no labels for a log.
const maxAnnotation = 1 << 10

func short(all map[string]string) map[string]string {
	for key, v := range all {
		if len(v) > maxAnnotation {
			delete(all, key)
		}
	}
	return all
}
