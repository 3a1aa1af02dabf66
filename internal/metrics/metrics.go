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
	reg                           *prometheus.Registry
	records, bytes, done          *prometheus.CounterVec // by sink
	truncated, rotated            prometheus.Counter
	lost                          prometheus.Counter
	writes, writeFailures, ledger prometheus.Counter
	open, people                  prometheus.Gauge
	version, commit               string
	build                         *prometheus.GaugeVec
	reloads                       *prometheus.CounterVec // by result
	reloadGood, reloadTime        prometheus.Gauge
	spoolLosses                   *prometheus.CounterVec // by store
	sent, sentBytes               *prometheus.CounterVec // by sink
	paced, catchUp, retimed       *prometheus.CounterVec // by sink
	ahead, expires                *prometheus.GaugeVec   // by sink
	retries, rejected             *prometheus.CounterVec // by sink and reason
	guarded                       *prometheus.CounterVec // by sink and kind
	withheld                      *prometheus.CounterVec // by sink and reason
	failures                      *prometheus.CounterVec // by reason
	pendingRecords, pendingSize   *prometheus.GaugeVec   // by sink
	latency                       *prometheus.HistogramVec
}

// New returns counters at zero. The words are those of the build: version, commit and rule-set hash.
func New(version, commit, rules string) *Metrics {
	m := &Metrics{
		reg:           prometheus.NewRegistry(),
		records:       counters("records_read_total", "Whole records read from sources for a sink: lines, or what a join made of them.", "sink"),
		bytes:         counters("bytes_read_total", "Bytes of records read from sources for a sink.", "sink"),
		done:          counters("records_done_total", "Records behind a committed position of a sink.", "sink"),
		truncated:     counter("file_truncations_total", "Files found truncated or rewritten in place."),
		rotated:       counter("file_rotations_total", "Open files found renamed or deleted."),
		lost:          counter("lost_bytes_total", "Bytes that others destroyed before they could be read."),
		writes:        counter("checkpoint_writes_total", "Attempts to make positions durable."),
		writeFailures: counter("checkpoint_write_failures_total", "Attempts to make positions durable that failed."),
		ledger:        counter("ledger_write_failures_total", "Records of the ledger that could not be written; their counts are part of a later one."),
		spoolLosses:   counters("spool_losses_total", "Damages found in a spool or in the dead letters, and deletions of the oldest dead letters.", "store"),
		open:          gauge("open_files", "Files held open."),
		people:        gauge("directory_people", "People whom the account directory in use knows; 0 where none is open."),
		reloads:       counters("config_reload_total", "Configurations looked at while running: applied, refused, unchanged.", "result"),
		reloadGood:    gauge("config_last_reload_successful", "Whether the configuration as it was last looked at is in use."),
		reloadTime:    gauge("config_last_reload_success_timestamp_seconds", "When the configuration in use was taken up."),
		sent:          counters("records_sent_total", "Records that a sink's far side has acknowledged.", "sink"),
		sentBytes:     counters("sent_bytes_total", "Bytes of redacted lines that a sink's far side has acknowledged.", "sink"),
		paced:         counters("send_paced_seconds_total", "Time that requests waited because a stream was as fast as the far side of a sink takes one.", "sink"),
		catchUp:       counters("send_catch_up_seconds_total", "Time of requests with a stream that was far behind and was sent faster than the far side of a sink stores one in one part.", "sink"),
		retimed:       counters("records_retimed_total", "Records that got the time of the far side's clock, because it did not take the one they had.", "sink"),
		ahead: prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "harpo", Name: "clock_ahead_seconds",
			Help: "By how much the clock of this machine is ahead of that of a sink's far side."}, []string{"sink"}),
		expires: prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "harpo", Name: "client_certificate_expiry_timestamp_seconds",
			Help: "When the client certificate of a sink comes to its end."}, []string{"sink"}),
		retries:  counters("send_retries_total", "Batches sent again, by what the earlier answer was.", "sink", "reason"),
		rejected: counters("records_rejected_total", "Records that the far side refuses for good, by reason.", "sink", "reason"),
		withheld: counters("records_withheld_total", "Records replaced whole because they could not be redacted, by reason.", "sink", "reason"),
		guarded:  counters("guard_hits_total", "Redacted records held back because the second look found an identifier, by kind.", "sink", "kind"),
		failures: counters("source_failures_total", "Operations on sources that failed, by operation.", "reason"),
		pendingRecords: prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "harpo", Name: "pending_records",
			Help: "Records read and not yet acknowledged by a sink."}, []string{"sink"}),
		pendingSize: prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "harpo", Name: "pending_bytes",
			Help: "Bytes of redacted records not yet acknowledged by a sink."}, []string{"sink"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "harpo", Name: "send_duration_seconds",
			Help: "Time from handing a batch to a sink until all of it was decided.", Buckets: latencyBuckets}, []string{"sink"}),
	}
	m.version, m.commit = version, commit
	m.build = prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "harpo", Name: "build_info",
		Help: "Always 1; the labels say what runs."}, []string{"version", "commit", "go_version", "rules"})
	m.Rules(rules)
	m.reg.MustRegister(m.build, m.records, m.bytes, m.done, m.truncated, m.rotated, m.lost, m.writes, m.writeFailures, m.ledger, m.open, m.people, m.spoolLosses, m.reloads, m.reloadGood, m.reloadTime, m.sent,
		m.sentBytes, m.paced, m.catchUp, m.retimed, m.ahead, m.expires, m.retries, m.rejected, m.guarded, m.withheld, m.failures, m.pendingRecords, m.pendingSize, m.latency)
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

// Rules sets the rule-set hash shown with the build: a reload may bring other rules.
func (m *Metrics) Rules(rules string) {
	m.build.Reset()
	m.build.WithLabelValues(m.version, m.commit, runtime.Version(), rules).Set(1)
}

// Handler serves the metrics in the Prometheus text formats.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.reg, promhttp.HandlerOpts{EnableOpenMetrics: true, MaxRequestsInFlight: 4})
}

// Read counts whole records that came from sources for a sink.
func (m *Metrics) Read(sink string, records, bytes int) {
	m.records.WithLabelValues(sink).Add(float64(records))
	m.bytes.WithLabelValues(sink).Add(float64(bytes))
}

// Done counts records behind a committed position of a sink.
func (m *Metrics) Done(sink string, records int) { m.done.WithLabelValues(sink).Add(float64(records)) }

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

// Guarded counts a record that the second look held back. The kind must be a constant of the program.
func (m *Metrics) Guarded(sink, kind string) { m.guarded.WithLabelValues(sink, kind).Inc() }

// Vault serves how often a value got a label because the vault had no token to give. Call it once.
func (m *Metrics) Vault(failures func() uint64) {
	m.reg.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: "harpo", Name: "vault_failures_total",
		Help: "Values that got a label because the vault could not be reached."}, func() float64 { return float64(failures()) }))
}

// People sets how many people the account directory in use knows.
func (m *Metrics) People(n int) { m.people.Set(float64(n)) }

// LedgerFailed counts a record of the ledger that could not be written.
func (m *Metrics) LedgerFailed() { m.ledger.Inc() }

// SendTook notes how long a sink took to decide on a batch.
func (m *Metrics) SendTook(sink string, d time.Duration) {
	m.latency.WithLabelValues(sink).Observe(d.Seconds())
}

// Paced notes that a request to a sink waited for the pace of a stream.
func (m *Metrics) Paced(sink string, d time.Duration) {
	m.paced.WithLabelValues(sink).Add(d.Seconds())
}

// CaughtUp notes a request to a sink with a stream that was far behind and was sent as fast as its far side takes it.
func (m *Metrics) CaughtUp(sink string, d time.Duration) {
	m.catchUp.WithLabelValues(sink).Add(d.Seconds())
}

// Retimed counts records that got another time because the far side of a sink did not take theirs.
func (m *Metrics) Retimed(sink string, records int) {
	m.retimed.WithLabelValues(sink).Add(float64(records))
}

// ClockAhead sets by how much our clock is ahead of that of a sink's far side.
func (m *Metrics) ClockAhead(sink string, d time.Duration) {
	m.ahead.WithLabelValues(sink).Set(d.Seconds())
}

// CertificateExpires sets when the client certificate of a sink comes to its end.
func (m *Metrics) CertificateExpires(sink string, at time.Time) {
	m.expires.WithLabelValues(sink).Set(float64(at.Unix()))
}

// Pending sets what waits for a sink.
func (m *Metrics) Pending(sink string, records, bytes int) {
	m.pendingRecords.WithLabelValues(sink).Set(float64(records))
	m.pendingSize.WithLabelValues(sink).Set(float64(bytes))
}

// Withheld counts records that were replaced whole. The reason must be a constant of the program.
func (m *Metrics) Withheld(sink, reason string, records int) {
	m.withheld.WithLabelValues(sink, reason).Add(float64(records))
}

// Failed counts an operation on a source that failed. The reason must be a constant of the program, such as "open".
func (m *Metrics) Failed(reason string) { m.failures.WithLabelValues(reason).Inc() }

// Lost counts bytes that were destroyed before they were read.
func (m *Metrics) Lost(bytes int64) { m.lost.Add(float64(bytes)) }

// SpoolLost counts a loss on the disk. The store is the name of a sink, or "dead letters".
func (m *Metrics) SpoolLost(store string, _ int64) { m.spoolLosses.WithLabelValues(store).Inc() }

// Truncated counts a file truncated or rewritten in place.
func (m *Metrics) Truncated() { m.truncated.Inc() }

// Rotated counts an open file that left its path.
func (m *Metrics) Rotated() { m.rotated.Inc() }

// OpenFiles adds to the number of files held open.
func (m *Metrics) OpenFiles(delta int) { m.open.Add(float64(delta)) }

// Written counts an attempt to make positions durable.
func (m *Metrics) Written(err error) {
	m.writes.Inc()
	if err != nil {
		m.writeFailures.Inc()
	}
}

// Reloaded counts a configuration that was looked at while running, with what became of it: applied, refused or
// unchanged. Call it with "started" for the first one, which is not counted.
func (m *Metrics) Reloaded(result string) {
	if result != "started" {
		m.reloads.WithLabelValues(result).Inc()
	}
	if result == "refused" {
		m.reloadGood.Set(0)
		return
	}
	m.reloadGood.Set(1)
	if result != "unchanged" {
		m.reloadTime.SetToCurrentTime()
	}
}
