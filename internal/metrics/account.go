package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Account is what became of the records of one sink. Read, which is harpo_records_read_total, and Recovered come to the
// sum of Acknowledged, Withheld, DeadLettered, Lost, Waiting and Spooled.
type Account struct {
	Sink                                                  string
	Recovered, Acknowledged, Withheld, DeadLettered, Lost uint64
	Waiting, Spooled                                      uint64
	SpoolBytes                                            int64
	Files                                                 int
	Unread                                                int64         // bytes
	Oldest                                                time.Duration // of what is unread or waiting in memory
	Held                                                  int           // label sets whose files wait
	Blocked                                               bool          // the spool takes nothing
}

// Accounts serves the accounts that read returns at every scrape. Call it once.
func (m *Metrics) Accounts(read func() []Account) {
	desc := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc("harpo_"+name, help, []string{"sink"}, nil)
	}
	m.reg.MustRegister(accounts{read, []row{
		{desc("records_recovered_total", "Records that an earlier run had left in the spool."), true, func(a Account) float64 { return float64(a.Recovered) }},
		{desc("records_acknowledged_total", "Records that the far side has as they were redacted."), true, func(a Account) float64 { return float64(a.Acknowledged) }},
		{desc("placeholders_acknowledged_total", "Withheld records of which the far side has the placeholder."), true, func(a Account) float64 { return float64(a.Withheld) }},
		{desc("records_dead_lettered_total", "Records that the far side refuses for good."), true, func(a Account) float64 { return float64(a.DeadLettered) }},
		{desc("records_lost_total", "Records damaged in the spool or deleted from it undelivered."), true, func(a Account) float64 { return float64(a.Lost) }},
		{desc("waiting_records", "Records in memory that are neither acknowledged nor in the spool."), false, func(a Account) float64 { return float64(a.Waiting) }},
		{desc("files", "Files found and not given up, open or not."), false, func(a Account) float64 { return float64(a.Files) }},
		{desc("unread_bytes", "Bytes in these files that have not been read."), false, func(a Account) float64 { return float64(a.Unread) }},
		{desc("oldest_unsent_seconds", "How long the oldest of what is unread, or waiting in memory, has been there; without what is in the spool."), false,
			func(a Account) float64 { return a.Oldest.Seconds() }},
		{desc("spool_records", "Records in the spool."), false, func(a Account) float64 { return float64(a.Spooled) }},
		{desc("spool_bytes", "Bytes of disk that the spool takes."), false, func(a Account) float64 { return float64(a.SpoolBytes) }},
		{desc("held_streams", "Label sets that have half of the spool: what more there is of them waits in their files."), false, func(a Account) float64 { return float64(a.Held) }},
		{desc("spool_blocked", "1 while the spool is full or cannot be written: what is read waits, files are held open."), false, func(a Account) float64 {
			if a.Blocked {
				return 1
			}
			return 0
		}},
	}})
}

type row struct {
	desc    *prometheus.Desc
	counter bool
	value   func(Account) float64
}

type accounts struct {
	read func() []Account
	rows []row
}

func (a accounts) Describe(ch chan<- *prometheus.Desc) {
	for _, r := range a.rows {
		ch <- r.desc
	}
}

func (a accounts) Collect(ch chan<- prometheus.Metric) {
	for _, account := range a.read() {
		for _, r := range a.rows {
			kind := prometheus.GaugeValue
			if r.counter {
				kind = prometheus.CounterValue
			}
			ch <- prometheus.MustNewConstMetric(r.desc, kind, r.value(account), account.Sink)
		}
	}
}
