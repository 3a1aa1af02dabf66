package main

import (
	"log/slog"
	"slices"
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

func TestClusterOutsideOfOne(t *testing.T) {
	t.Setenv("KUBERNETES_SERVICE_HOST", "")
	k := newCluster(t.Context(), slog.New(slog.DiscardHandler), func() {})
	d := k.containers(config.Kubernetes{API: "on", Node: "n", Mode: "opt-out", Pod: []config.PodTag{{Key: "app", Label: "app"}}})
	if d.pods != nil || d.AskLabels(t.Context(), podLog) != nil || !d.Wanted(podLog) {
		t.Error("an agent that cannot ask must ship all the same")
	}
}
