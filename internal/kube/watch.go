package kube

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// object is the part of a Kubernetes object that is read: its metadata (meta/v1 PartialObjectMetadata).
type object struct {
	Metadata struct {
		Name, Namespace, UID string
		ResourceVersion      string
		Labels, Annotations  map[string]string
	}
}

// list is meta/v1 PartialObjectMetadataList.
type list struct {
	Metadata struct{ ResourceVersion, Continue string }
	Items    []object
}

// event is meta/v1 WatchEvent. Object is an object or, if Type is ERROR, a meta/v1 Status.
type event struct {
	Type   string
	Object json.RawMessage
}

// The API server's own advice (Kubernetes API concepts, "Efficient detection of changes"): list once, in pages, then watch
// from the list's version; when that has become too old (410), list again.
const (
	pageSize    = "250"
	watchFor    = 5 * time.Minute  // asked of the server; load on it is spread by its own choice above that
	watchGrace  = 30 * time.Second // and how much longer a connection that has gone dead is waited for
	listTimeout = 30 * time.Second
	maxAnswer   = 64 << 20 // bytes of one page
	mediaType   = "application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1,application/json"
	minBackoff  = 500 * time.Millisecond // doubled up to
	maxBackoff  = 30 * time.Second
)

var (
	errGone   = errors.New("watch pods: the version is too old")
	errDenied = errors.New("list pods: the API server refuses: let the service account get, list and watch pods")
	errAnswer = errors.New("list pods: the API server did not answer as expected")
)

// Run lists and watches until ctx ends. Failures are told, not returned: the agent works without.
func (p *Pods) Run(ctx context.Context) {
	version, wait := "", p.o.backoff
	for ctx.Err() == nil {
		began := time.Now()
		next, err := p.once(ctx, version)
		if version = next; err != nil && ctx.Err() == nil {
			p.told(err)
		}
		if time.Since(began) > maxBackoff {
			wait = p.o.backoff
		}
		select { // also after an answer without error: one that ends every watch at once must not be asked in a tight loop
		case <-ctx.Done():
		case <-time.After(wait):
		}
		wait = min(2*wait, maxBackoff)
	}
}

// told passes a failure on.
func (p *Pods) told(err error) {
	if errors.Is(err, errDenied) {
		p.mu.Lock()
		if !p.denied {
			p.denied = true
			p.tell()
		}
		p.mu.Unlock()
	}
	p.o.Failed(err)
}

// once lists, if there is no version to go on from, and watches until the server ends it. It returns the version to go on
// from.
func (p *Pods) once(ctx context.Context, version string) (string, error) {
	if version == "" {
		var err error
		if version, err = p.list(ctx); err != nil {
			return "", err
		}
	}
	next, err := p.watch(ctx, version)
	if errors.Is(err, errGone) {
		return "", nil
	}
	return next, err
}

func (p *Pods) list(ctx context.Context) (version string, err error) {
	ctx, cancel := context.WithTimeout(ctx, listTimeout)
	defer cancel()
	var all []object
	for from := ""; ; {
		q := url.Values{"limit": {pageSize}}
		if from != "" {
			q.Set("continue", from)
		}
		body, err := p.ask(ctx, q, "List")
		if err != nil {
			return "", err
		}
		var l list
		err = json.NewDecoder(io.LimitReader(body, maxAnswer)).Decode(&l)
		body.Close()
		if err != nil {
			return "", errAnswer // the cause may quote the answer
		}
		all = append(all, l.Items...)
		if from = l.Metadata.Continue; from == "" {
			p.replace(all)
			return l.Metadata.ResourceVersion, nil
		}
	}
}

// watch follows changes from a version on, until the server or the connection ends. It returns the version it has come to.
func (p *Pods) watch(ctx context.Context, version string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, watchFor+watchGrace)
	defer cancel()
	body, err := p.ask(ctx, url.Values{"watch": {"1"}, "resourceVersion": {version}, "allowWatchBookmarks": {"true"}, "timeoutSeconds": {"300"}}, "")
	if err != nil {
		return version, err
	}
	defer body.Close()
	for dec := json.NewDecoder(body); ; {
		var e event
		if err := dec.Decode(&e); err != nil {
			return version, nil // ended, by the server or by a fault: go on from here
		}
		if e.Type == "ERROR" {
			return version, errGone // whatever it is, a new list sets it right
		}
		var o object
		if json.Unmarshal(e.Object, &o) != nil {
			return version, errGone
		}
		p.take(e.Type, &o)
		if o.Metadata.ResourceVersion != "" {
			version = o.Metadata.ResourceVersion
		}
	}
}

func (p *Pods) take(kind string, o *object) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch kind {
	case "ADDED", "MODIFIED":
		p.put(o)
		p.tell()
	case "DELETED":
		p.remove(o)
	}
}

func statusError(code int) error {
	switch code {
	case http.StatusOK:
		return nil
	case http.StatusGone:
		return errGone
	case http.StatusUnauthorized, http.StatusForbidden:
		return errDenied
	}
	return errAnswer
}
