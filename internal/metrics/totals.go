package metrics

import "github.com/prometheus/client_golang/prometheus"

// Totals yields running totals by word. It is called at every scrape, from any goroutine; the totals must never fall
// and the words must be constants of the program.
type Totals func(yield func(word string, total uint64))

// Redactions serves what a redactor counts: replacements by entity type and withheld records by reason. Call it once.
func (m *Metrics) Redactions(found, withheld Totals) {
	m.reg.MustRegister(
		totals{desc("redactions_total", "Identifiers replaced, by entity type.", "type"), found},
		totals{desc("records_withheld_total", "Records withheld or wholly masked because they could not be redacted, by reason.", "reason"), withheld})
}

func desc(name, help, label string) *prometheus.Desc {
	return prometheus.NewDesc("harpo_"+name, help, []string{label}, nil)
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
