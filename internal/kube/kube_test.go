package kube

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestParsePath(t *testing.T) {
	f := func(path string, want Place) {
		t.Helper()
		got, ok := ParsePath(path)
		if got != want && ok || ok != (want != Place{}) {
			t.Errorf("%s: got %+v %v, want %+v", path, got, ok, want)
		}
	}
	id := strings.Repeat("0af3", 16)
	f("/var/log/pods/billing_api-7c9d-x2_5b3c-11/app/0.log", Place{"billing", "api-7c9d-x2", "app", "5b3c-11"})
	f("/var/log/pods/billing_api-7c9d-x2_5b3c-11/app/0.log.20260102-030405", Place{"billing", "api-7c9d-x2", "app", "5b3c-11"})
	f("/var/log/pods/billing_api-7c9d-x2_5b3c-11/app/0.log.20260102-030405.gz", Place{"billing", "api-7c9d-x2", "app", "5b3c-11"})
	f("/var/log/containers/api-7c9d-x2_billing_my-app-"+id+".log", Place{"billing", "api-7c9d-x2", "my-app", ""})
	f("/var/log/containers/api_billing_app-"+id[:63]+".log", Place{})
	f("/var/log/containers/api_billing_app.log", Place{})
	f("/var/log/app/app.log", Place{})
	f("/var/log/pods/billing_api/app/0.log", Place{})
	f("/var/log/pods/_api_uid/app/0.log", Place{})
	f("app.log", Place{})
	f("", Place{})
}

// server is an API server that lists pods and lets a test send events.
type server struct {
	t       *testing.T
	mu      sync.Mutex
	pods    []map[string]any
	token   string
	lists   int
	events  chan string // what the watch under way sends; "close" ends it
	watches chan string // the version of each watch that begins
	status  int         // of every answer, if not 0
}

func pod(uid, name string, labels, annotations map[string]string) map[string]any {
	return map[string]any{"metadata": map[string]any{"uid": uid, "namespace": "billing", "name": name, "resourceVersion": "7",
		"labels": labels, "annotations": annotations}}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	status, token := s.status, s.token
	s.mu.Unlock()
	q := r.URL.Query()
	switch {
	case r.Header.Get("Authorization") != "Bearer "+token:
		w.WriteHeader(http.StatusUnauthorized)
	case status != 0:
		w.WriteHeader(status)
	case r.URL.Path != "/api/v1/pods" || q.Get("fieldSelector") != "spec.nodeName=node-1" || !strings.Contains(r.Header.Get("Accept"), "PartialObjectMetadata"):
		s.t.Errorf("asked for %s", r.URL)
	case q.Get("watch") != "":
		s.watch(w, r)
	default:
		s.list(w, q.Get("continue"))
	}
}

// list gives one pod a page.
func (s *server) list(w http.ResponseWriter, from string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := 0
	fmt.Sscan(from, &i)
	meta := map[string]string{"resourceVersion": "10"}
	var items []any
	if i < len(s.pods) {
		items = append(items, s.pods[i])
	}
	if i+1 < len(s.pods) {
		meta["continue"] = fmt.Sprint(i + 1)
	} else {
		s.lists++
	}
	json.NewEncoder(w).Encode(map[string]any{"metadata": meta, "items": items})
}

func (s *server) watch(w http.ResponseWriter, r *http.Request) {
	w.(http.Flusher).Flush()
	select {
	case s.watches <- r.URL.Query().Get("resourceVersion"):
	case <-r.Context().Done():
		return
	}
	for {
		select {
		case e := <-s.events:
			if e == "close" {
				return
			}
			fmt.Fprintln(w, e)
			w.(http.Flusher).Flush()
		case <-r.Context().Done():
			return
		}
	}
}

func (s *server) send(kind string, object any) {
	b, _ := json.Marshal(map[string]any{"type": kind, "object": object})
	s.events <- string(b)
}

// begin starts a server and pods that watch it.
func begin(t *testing.T, s *server) (*Pods, Options) {
	t.Helper()
	s.t, s.token, s.events, s.watches = t, "first", make(chan string), make(chan string)
	h := httptest.NewTLSServer(s)
	t.Cleanup(h.Close)
	dir := t.TempDir()
	o := Options{URL: h.URL, Node: "node-1", CAFile: filepath.Join(dir, "ca.crt"), TokenFile: filepath.Join(dir, "token"),
		backoff: time.Millisecond}
	write(t, o.CAFile, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: h.Certificate().Raw})))
	write(t, o.TokenFile, "first\n")
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
	return p, o
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// wait waits for a pod and returns its label.
func wait(t *testing.T, p *Pods, uid string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	pod, ok := p.Wait(ctx, Place{UID: uid})
	if !ok {
		t.Fatalf("pod %s is not known", uid)
	}
	return pod.Labels["app"]
}

func TestListAndWatch(t *testing.T) {
	s := &server{pods: []map[string]any{
		pod("1", "a", map[string]string{"app": "one"}, nil),
		pod("2", "b", map[string]string{"app": "two"}, map[string]string{"harpo.dev/exclude": "true", "manifest": strings.Repeat("x", 2000), "kubernetes.io/config.hash": "abc"}),
	}}
	p, _ := begin(t, s)
	if v := <-s.watches; v != "10" {
		t.Errorf("watched from %s", v)
	}
	if got := wait(t, p, "1"); got != "one" || !p.Ready() {
		t.Errorf("got %q", got)
	}
	if got := wait(t, p, "abc"); got != "two" { // a static pod, by the hash of its manifest
		t.Errorf("got %q", got)
	}
	two, ok := p.Get(Place{Namespace: "billing", Pod: "b"})
	if !ok || len(two.Annotations) != 2 || two.Annotations["harpo.dev/exclude"] != "true" {
		t.Errorf("kept %v", two.Annotations)
	}
	if _, ok := p.Get(Place{UID: "3", Namespace: "billing", Pod: "a"}); ok {
		t.Error("an earlier pod of the name was taken for another")
	}
	s.send("ADDED", pod("3", "c", map[string]string{"app": "three"}, nil))
	if got := wait(t, p, "3"); got != "three" {
		t.Errorf("got %q", got)
	}
	s.send("MODIFIED", pod("3", "c", map[string]string{"app": "III"}, nil))
	s.send("DELETED", pod("1", "a", nil, nil))
	s.send("BOOKMARK", map[string]any{"metadata": map[string]string{"resourceVersion": "42"}})
	s.events <- "close"
	if v := <-s.watches; v != "42" {
		t.Errorf("watched again from %s", v)
	}
	if got := wait(t, p, "3"); got != "III" {
		t.Errorf("got %q", got)
	}
	if got := wait(t, p, "1"); got != "one" { // its files may still be read
		t.Errorf("got %q", got)
	}
}

func TestListsAgainWhenTheVersionIsTooOld(t *testing.T) {
	s := &server{pods: []map[string]any{pod("1", "a", map[string]string{"app": "one"}, nil)}}
	p, _ := begin(t, s)
	<-s.watches
	s.mu.Lock()
	s.pods = append(s.pods, pod("2", "b", map[string]string{"app": "two"}, nil))
	s.mu.Unlock()
	s.send("ERROR", map[string]any{"code": 410, "reason": "Expired", "message": "too old resource version"})
	if v := <-s.watches; v != "10" {
		t.Errorf("watched from %s", v)
	}
	if got := wait(t, p, "2"); got != "two" || s.lists != 2 {
		t.Errorf("got %q after %d lists", got, s.lists)
	}
	s.events <- "no JSON at all"
	<-s.watches
}

func TestRefusedThenAllowed(t *testing.T) {
	s := &server{status: http.StatusForbidden, pods: []map[string]any{pod("1", "a", map[string]string{"app": "one"}, nil)}}
	p, o := begin(t, s)
	if _, ok := p.Wait(t.Context(), Place{UID: "1"}); ok || !p.Ready() {
		t.Error("a refusal is an answer: nobody is to wait for more")
	}
	s.mu.Lock()
	s.status, s.token = 0, "second"
	s.mu.Unlock()
	write(t, o.TokenFile, "second")
	<-s.watches
	if got := wait(t, p, "1"); got != "one" {
		t.Errorf("got %q", got)
	}
}

func TestFailuresAreToldWithoutTheServersWords(t *testing.T) {
	failed := make(chan error, 100)
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"items": "jane.roe@example.org"}`) }))
	defer h.Close()
	for _, u := range []string{h.URL, "https://127.0.0.1:1"} {
		p, err := New(Options{URL: u, Node: "n", Failed: func(err error) { failed <- err }, backoff: time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { p.Run(ctx); close(done) }()
		if err := <-failed; strings.Contains(err.Error(), "jane") {
			t.Error(err)
		}
		cancel()
		<-done
		if p.Ready() {
			t.Error("ready without an answer")
		}
	}
	for _, o := range []Options{{URL: "http://192.0.2.1", Node: "n"}, {URL: "https://192.0.2.1"}, {URL: "https://192.0.2.1", Node: "n", CAFile: "/nonexistent"}} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v: accepted", o)
		}
	}
}

func TestDeletedPodsAreForgottenInTheEnd(t *testing.T) {
	now := time.Now()
	p, err := New(Options{URL: "https://127.0.0.1:1", Node: "n", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	var list []object
	for i := range 100 {
		var o object
		o.Metadata.UID, o.Metadata.Name, o.Metadata.Namespace = fmt.Sprint(i), fmt.Sprint("p", i), "ns"
		list = append(list, o)
	}
	p.replace(list)
	p.replace(list[:1])
	if _, ok := p.Get(Place{UID: "99"}); !ok {
		t.Error("forgotten at once")
	}
	now = now.Add(2 * keepGone)
	p.replace(list[:1])
	if len(p.byUID) != 1 || len(p.byName) != 1 {
		t.Errorf("%d and %d are left", len(p.byUID), len(p.byName))
	}
}
