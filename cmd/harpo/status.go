package main

import (
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
)

// status is what the status page shows. Nothing on it comes from input.
type status struct {
	version string
	started time.Time
	page    *template.Template
	// accounts is set before the page is served; nil shows none.
	accounts func() []agent.Account

	mu      sync.Mutex // guards what a reload changes
	claim   config.Claim
	policy  string
	sources []string
	sinks   []sinkStatus
}

type sinkStatus struct{ Name, Type, Failing string }

func newStatus(c *config.Config, version string) *status {
	s := &status{version: version, started: time.Now(), page: template.Must(template.New("status").Parse(statusPage))}
	s.use(c)
	return s
}

// use shows another configuration. What is known of the sinks that stay is kept.
func (s *status) use(c *config.Config) {
	s.mu.Lock()
	defer s.mu.Unlock()
	failing := map[string]string{}
	for _, k := range s.sinks {
		failing[k.Name] = k.Failing
	}
	s.claim, s.policy, s.sources, s.sinks = config.ClaimOf(c), c.Redact.Policy, nil, nil
	for _, src := range c.Sources {
		s.sources = append(s.sources, src.Type)
	}
	for _, snk := range c.Sinks {
		s.sinks = append(s.sinks, sinkStatus{Name: snk.Name, Type: snk.Type, Failing: failing[snk.Name]})
	}
}

// sink notes why a sink takes nothing at the moment, or "" that it does again, and logs the change.
func (s *status) sink(log *slog.Logger, name, failing string) {
	s.mu.Lock()
	for i := range s.sinks {
		if s.sinks[i].Name == name {
			s.sinks[i].Failing = failing
		}
	}
	s.mu.Unlock()
	if failing != "" {
		log.Warn("sink takes nothing at the moment: records are kept and sent again", "sink", name, "why", failing)
		return
	}
	log.Info("sink takes records again", "sink", name)
}

const statusPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>harpo</title></head><body>
<h1>harpo {{.Version}}</h1>
<p>{{if .Healthy}}healthy{{else}}not healthy{{end}}, {{if .Ready}}ready{{else}}not ready{{end}}, up {{.Up}}</p>
<p>policy {{.Policy}}; claim <b>{{.Claim.Level}}</b>: {{.Claim.Text}}</p>
<ul>{{range .Claim.Reasons}}<li>because {{.}}</li>{{end}}</ul>
<h2>sources</h2><ul>{{range $i, $s := .Sources}}<li>sources[{{$i}}]: {{$s}}</li>{{end}}</ul>
<h2>sinks</h2><ul>{{range $i, $s := .Sinks}}<li>{{$s.Name}} ({{$s.Type}}): {{or $s.Failing "taking records"}}</li>{{end}}</ul>
{{with .Accounts}}<h2>records</h2>
<table><tr><th>sink</th><th>read</th><th>recovered</th><th>acknowledged</th><th>withheld</th><th>dead letters</th><th>lost</th><th>waiting</th><th>in the spool</th><th>spool</th></tr>
{{range .}}<tr><td>{{.Sink}}</td><td>{{.Read}}</td><td>{{.Recovered}}</td><td>{{.Acknowledged}}</td><td>{{.Withheld}}</td><td>{{.DeadLettered}}</td><td>{{.Lost}}</td><td>{{.Waiting}}</td><td>{{.Spooled}}</td><td>{{or .Trouble "ready"}}</td></tr>
{{end}}</table>
<p>read + recovered = acknowledged + withheld + dead letters + lost + waiting + in the spool</p>{{end}}
<p><a href="/metrics">metrics</a></p>
</body></html>
`

func (s *status) serve(w http.ResponseWriter, h health) {
	s.mu.Lock()
	shown := map[string]any{"Version": s.version, "Healthy": h.Healthy(), "Ready": h.Ready(), "Policy": s.policy, "Claim": s.claim,
		"Up": time.Since(s.started).Round(time.Second), "Sources": s.sources, "Sinks": append([]sinkStatus(nil), s.sinks...)}
	s.mu.Unlock()
	if s.accounts != nil {
		shown["Accounts"] = s.accounts()
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	s.page.Execute(w, shown)
}
