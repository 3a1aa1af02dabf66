package main

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/kube"
)

// Annotations with which a pod decides for itself.
const (
	excludeNote = "harpo.dev/exclude" // "true": its logs are not read
	includeNote = "harpo.dev/include" // "true": they are, with mode: opt-in
)

// How long the API server is waited for: at the start, before files are begun without its word; and for a pod that it has
// not told of, before the file is sent without the pod's labels.
const (
	clusterWait = 10 * time.Second
	podWait     = 2 * time.Second
)

// cluster asks the API server once for all sources. Its methods are safe for concurrent use.
type cluster struct {
	ctx    context.Context // ends the asking
	log    *slog.Logger
	failed func()

	mu    sync.Mutex
	pods  map[string]*kube.Pods // by node
	began time.Time
}

func newCluster(ctx context.Context, log *slog.Logger, failed func()) *cluster {
	return &cluster{ctx: ctx, log: log, failed: failed, pods: map[string]*kube.Pods{}, began: time.Now()}
}

// node returns the pods of a node, and begins to ask for them if nobody has yet. Without the API it returns nil.
func (c *cluster) node(name string) *kube.Pods {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p, ok := c.pods[name]; ok {
		return p
	}
	var last error // told once, until another comes
	o := kube.Options{Node: name, Failed: func(err error) {
		if c.failed(); last == nil || last.Error() != err.Error() {
			c.log.Warn("pods are not known: their labels are missing, and annotations are not heeded", "err", err.Error())
		}
		last = err
	}}
	err := o.InCluster()
	if err == nil {
		c.pods[name], err = kube.New(o)
	}
	if err != nil {
		c.log.Error("the API server is not asked: pod labels are missing, annotations are not heeded, and pods that must opt in are not read", "err", err.Error())
		c.pods[name] = nil
		return nil
	}
	go c.pods[name].Run(c.ctx)
	return c.pods[name]
}

// containers tells of the log files of containers. It implements agent.Describer.
type containers struct {
	c      config.Kubernetes
	pods   *kube.Pods // nil without the API
	within time.Time  // until then the API server is waited for
}

func (c *cluster) containers(k config.Kubernetes) *containers {
	d := &containers{c: k, within: c.began.Add(clusterWait)}
	if k.API == "on" {
		d.pods = c.node(k.Node)
	}
	return d
}

// Wanted asks the pod's annotations. A pod that is not known is read with mode: opt-out, once the API server has been waited
// for, and is not with mode: opt-in.
func (d *containers) Wanted(path string) bool {
	if d.c.API == "off" {
		return true
	}
	at, ok := kube.ParsePath(path)
	if !ok {
		return d.c.Mode == "opt-out"
	}
	if d.pods != nil {
		if pod, ok := d.pods.Get(at); ok {
			return pod.Annotations[excludeNote] != "true" && (d.c.Mode == "opt-out" || pod.Annotations[includeNote] == "true")
		}
	}
	known := d.pods == nil || d.pods.Ready() || time.Now().After(d.within)
	return d.c.Mode == "opt-out" && known
}

// PathLabels returns the namespace, pod and container that a path names.
func (d *containers) PathLabels(path string) (labels []agent.Label) {
	at, _ := kube.ParsePath(path)
	for _, l := range []agent.Label{{Name: "namespace", Value: at.Namespace}, {Name: "pod", Value: at.Pod}, {Name: "container", Value: at.Container}} {
		if slices.Contains(d.c.Labels, l.Name) && l.Value != "" {
			labels = append(labels, l)
		}
	}
	return labels
}

// AskLabels returns the labels and annotations of the pod that the configuration lists.
func (d *containers) AskLabels(ctx context.Context, path string) (labels []agent.Label) {
	at, ok := kube.ParsePath(path)
	if !ok || d.pods == nil || len(d.c.Pod)+len(d.c.Notes) == 0 {
		return nil
	}
	wait := podWait
	if !d.pods.Ready() {
		wait = max(wait, time.Until(d.within))
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	pod, _ := d.pods.Wait(ctx, at)
	for _, t := range d.c.Pod {
		labels = appendTag(labels, t.Label, pod.Labels[t.Key])
	}
	for _, t := range d.c.Notes {
		labels = appendTag(labels, t.Label, pod.Annotations[t.Key])
	}
	return labels
}

func appendTag(labels []agent.Label, name, value string) []agent.Label {
	if value == "" {
		return labels
	}
	return append(labels, agent.Label{Name: name, Value: value})
}
