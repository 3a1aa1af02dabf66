package metrics

import "github.com/prometheus/client_golang/prometheus"

// Totals yields running totals by word. It is called at every scrape, from any goroutine; the totals must never fall
// and the words must be constants of the program.
type Totals func(yield func(word string, total uint64))

// Redactions serves the replacements that a redactor counts, by entity type. Call it once.
func (m *Metrics) Redactions(found Totals) {
	m.reg.MustRegister(totals{prometheus.NewDesc("harpo_redactions_total", "Identifiers replaced, by entity type.", []string{"type"}, nil), found})
}

type totals struct {
	desc *prometheus.Desc
	read Totals
}

func (t totals) Describe(ch chan<- *prometheus.Desc) { ch <- t.desc }

func (t totals) Collect(ch chan<- prometheus.Metric) {
	t.read(func(word string, total uint64) {
		ch <- prometheus.MustNewConstMetric(t.desc, prometheus.CounterValue, float64(total), word)
	})
}
