// Package metrics holds the counters of the agent under names that begin with harpo_, on a registry of its own. No
// label ever comes from input: labels are entity types, reasons and the configured sink names, all constants of the
// program or words of the configuration.
package metrics

import (
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// latencyBuckets are the upper bounds, in seconds, of the send histogram: from a loopback answer to a stuck far side.
var latencyBuckets = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}

// Metrics are the agent's counters. All methods are safe for concurrent use.
type Metrics struct {
	reg        *prometheus.Registry
	lines      prometheus.Counter
	bytes      prometheus.Counter
	sent       *prometheus.CounterVec
	sentBytes  *prometheus.CounterVec
	retries    *prometheus.CounterVec
	rejected   *prometheus.CounterVec
	latency    *prometheus.HistogramVec
	lost       *prometheus.CounterVec
	truncated  prometheus.Counter
	rotated    prometheus.Counter
	open       prometheus.Gauge
	lag        prometheus.Gauge
	checkpoint prometheus.Counter
}

// New returns counters at zero. The words are those of the build: version, commit and rule-set hash.
func New(version, commit, rules string) *Metrics {
	m := &Metrics{
		reg:        prometheus.NewRegistry(),
		lines:      counter("lines_read_total", "Lines read from sources."),
		bytes:      counter("bytes_read_total", "Bytes read from sources."),
		sent:       counters("records_sent_total", "Records that a sink's far side has acknowledged.", "sink"),
		sentBytes:  counters("sent_bytes_total", "Bytes of redacted lines that a sink's far side has acknowledged.", "sink"),
		retries:    counters("send_retries_total", "Batches sent again, by what the earlier answer was.", "sink", "reason"),
		rejected:   counters("records_rejected_total", "Records that the far side refuses for good, by reason.", "sink", "reason"),
		lost:       counters("lost_bytes_total", "Bytes that vanished before they could be read, by reason.", "reason"),
		truncated:  counter("file_truncations_total", "Files found shorter than what had been read of them."),
		rotated:    counter("file_rotations_total", "Files found replaced by a new one under the same name."),
		open:       gauge("open_files", "Files held open."),
		lag:        gauge("lag_bytes", "Bytes in followed files that no sink has acknowledged yet."),
		checkpoint: counter("checkpoint_commits_total", "Positions made durable."),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "harpo", Name: "send_duration_seconds",
			Help: "Time from handing a batch to a sink until its answer.", Buckets: latencyBuckets}, []string{"sink"}),
	}
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "harpo", Name: "build_info",
		Help: "Always 1; the labels say what runs."}, []string{"version", "commit", "go_version", "rules"})
	build.WithLabelValues(version, commit, runtime.Version(), rules).Set(1)
	m.reg.MustRegister(build, m.lines, m.bytes, m.sent, m.sentBytes, m.retries, m.rejected, m.latency, m.lost, m.truncated,
		m.rotated, m.open, m.lag, m.checkpoint)
	prometheus.WrapRegistererWithPrefix("harpo_", m.reg).MustRegister(collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "harpo", Name: name, Help: help})
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "harpo", Name: name, Help: help}, labels)
}

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "harpo", Name: name, Help: help})
}

// Handler serves the metrics in the Prometheus text formats.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.reg, promhttp.HandlerOpts{EnableOpenMetrics: true, MaxRequestsInFlight: 4})
}

// Read counts what came from sources.
func (m *Metrics) Read(lines, bytes int) {
	m.lines.Add(float64(lines))
	m.bytes.Add(float64(bytes))
}

// Sent counts what the far side of a sink has acknowledged.
func (m *Metrics) Sent(sink string, records, bytes int) {
	m.sent.WithLabelValues(sink).Add(float64(records))
	m.sentBytes.WithLabelValues(sink).Add(float64(bytes))
}

// Retried counts a batch that is sent again. The reason must be a constant of the program.
func (m *Metrics) Retried(sink, reason string) { m.retries.WithLabelValues(sink, reason).Inc() }

// Rejected counts records that the far side refuses for good. The reason must be a constant of the program.
func (m *Metrics) Rejected(sink, reason string, records int) {
	m.rejected.WithLabelValues(sink, reason).Add(float64(records))
}

// SendTook notes how long a sink took to answer.
func (m *Metrics) SendTook(sink string, d time.Duration) {
	m.latency.WithLabelValues(sink).Observe(d.Seconds())
}

// Lost counts bytes that vanished before they were read. The reason must be a constant of the program.
func (m *Metrics) Lost(reason string, bytes int64) {
	m.lost.WithLabelValues(reason).Add(float64(bytes))
}

// Truncated counts a file that became shorter than its position.
func (m *Metrics) Truncated() { m.truncated.Inc() }

// Rotated counts a file replaced by a new one under the same name.
func (m *Metrics) Rotated() { m.rotated.Inc() }

// OpenFiles sets the number of files held open.
func (m *Metrics) OpenFiles(n int) { m.open.Set(float64(n)) }

// Lag sets the bytes that are in followed files and not yet acknowledged.
func (m *Metrics) Lag(bytes int64) { m.lag.Set(float64(bytes)) }

// Committed counts a position made durable.
func (m *Metrics) Committed() { m.checkpoint.Inc() }
