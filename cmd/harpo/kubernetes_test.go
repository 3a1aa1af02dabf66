package main

import (
	"context"
	"encoding/pem"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/kube"
)

const podLog = "/var/log/pods/billing_api-7c9d-x2_5b3c-11/app/0.log"

func TestContainersWithoutTheAPI(t *testing.T) {
	d := &containers{c: config.Kubernetes{API: "off", Mode: "opt-out", Labels: []string{"namespace", "container"}}}
	want := []agent.Label{{Name: "namespace", Value: "billing"}, {Name: "container", Value: "app"}}
	if got := d.PathLabels(podLog); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if !d.Wanted(podLog) || d.AskLabels(t.Context(), podLog) != nil || d.PathLabels("/var/log/app.log") != nil {
		t.Error("without the API every pod is read, with the labels of its path")
	}
}

// TestPodsThatAreNotKnown: what is to opt in is not read before it is known to.
func TestPodsThatAreNotKnown(t *testing.T) {
	pods, err := kube.New(kube.Options{URL: "https://127.0.0.1:1", Node: "n"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		mode string
		pods *kube.Pods
		late bool
		want bool
	}{
		{"opt-out", pods, false, false}, // the API server is waited for
		{"opt-out", pods, true, true},
		{"opt-out", nil, false, true},
		{"opt-in", pods, true, false},
		{"opt-in", nil, true, false},
	} {
		d := &containers{c: config.Kubernetes{API: "on", Mode: c.mode}, pods: c.pods, within: time.Now().Add(time.Hour)}
		if c.late {
			d.within = time.Now()
		}
		if got := d.Wanted(podLog); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestPodsDecide: annotations of pods that the API server tells of keep their logs from being read, or have them read, and come
// back as labels only where the configuration lists them.
func TestPodsDecide(t *testing.T) {
	list := `{"metadata":{"resourceVersion":"1"},"items":[%s]}`
	var items []string
	for name, notes := range map[string]string{"out": `"harpo.dev/exclude":"true"`, "in": `"harpo.dev/include":"true","team":"claims"`,
		"both": `"harpo.dev/exclude":"true","harpo.dev/include":"true"`, "neither": `"harpo.dev/exclude":"no"`} {
		items = append(items, fmt.Sprintf(`{"metadata":{"uid":%q,"namespace":"billing","name":%q,"labels":{"app":"web","owner":"jane"},"annotations":{%s}}}`, name, name, notes))
	}
	api := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("watch") != "" {
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		fmt.Fprintf(w, list, strings.Join(items, ","))
	}))
	defer api.Close()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	appendTo(t, ca, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: api.Certificate().Raw})))
	pods, err := kube.New(kube.Options{URL: api.URL, CAFile: ca, Node: "n", Failed: func(err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() { pods.Run(ctx); close(over) }()
	defer func() { cancel(); <-over }()
	late, stop := context.WithTimeout(t.Context(), hung)
	defer stop()
	if _, ok := pods.Wait(late, kube.Place{Namespace: "billing", Pod: "in", UID: "in"}); !ok {
		t.Fatal("the pods are not told of")
	}
	for mode, want := range map[string][]string{"opt-out": {"in", "neither"}, "opt-in": {"in"}} {
		d := &containers{c: config.Kubernetes{API: "on", Mode: mode}, pods: pods, within: time.Now()}
		var got []string
		for _, name := range []string{"both", "in", "neither", "out", "unheard-of"} {
			if d.Wanted("/var/log/pods/billing_"+name+"_"+name+"/app/0.log") && name != "unheard-of" {
				got = append(got, name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v are read, want %v", mode, got, want)
		}
	}
	d := &containers{c: config.Kubernetes{API: "on", Pod: []config.PodTag{{Key: "app", Label: "app"}}, Notes: []config.PodTag{{Key: "team", Label: "team"}}}, pods: pods}
	want := []agent.Label{{Name: "app", Value: "web"}, {Name: "team", Value: "claims"}}
	if got := d.AskLabels(t.Context(), "/var/log/pods/billing_in_in/app/0.log"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestClusterOutsideOfOne(t *testing.T) {
	t.Setenv("KUBERNETES_SERVICE_HOST", "")
	k := newCluster(t.Context(), slog.New(slog.DiscardHandler), func() {})
	d := k.containers(config.Kubernetes{API: "on", Node: "n", Mode: "opt-out", Pod: []config.PodTag{{Key: "app", Label: "app"}}})
	if d.pods != nil || d.AskLabels(t.Context(), podLog) != nil || !d.Wanted(podLog) {
		t.Error("an agent that cannot ask must ship all the same")
	}
}
