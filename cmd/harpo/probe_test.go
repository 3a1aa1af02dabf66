package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestProbe(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/-/healthy" {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	address := strings.TrimPrefix(s.URL, "http://")
	ask := func(args ...string) int {
		var out, err bytes.Buffer
		return run(t.Context(), append([]string{"probe"}, args...), nil, &out, &err)
	}
	if got := ask("--admin-listen", address); got != exitOK {
		t.Errorf("healthy: exit %d", got)
	}
	if got := ask("--admin-listen", address, "--ready"); got != exitFailed {
		t.Errorf("not ready: exit %d", got)
	}
	s.Close()
	if got := ask("--admin-listen", address); got != exitFailed {
		t.Errorf("away: exit %d", got)
	}
	for _, far := range []string{"192.0.2.1:9464", "localhost", "example.org:9464"} {
		if got := ask("--admin-listen", far); got != exitUsage {
			t.Errorf("%s: exit %d", far, got)
		}
	}
}
