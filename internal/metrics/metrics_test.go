package metrics

import (
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
)

// used returns metrics of which every family has a value.
func used() *Metrics {
	m := New("v0.0.0", "abc", "r1")
	m.Read("loki", 3, 120)
	m.Sent("loki", 2, 80)
	m.Retried("loki", "busy")
	m.Rejected("loki", "too_old", 1)
	m.SendTook("loki", 20*time.Millisecond)
	m.Paced("loki", 1500*time.Millisecond)
	m.Retimed("loki", 3)
	m.ClockAhead("loki", -90*time.Second)
	m.CertificateExpires("loki", time.Unix(1800000000, 0))
	m.Lost(7)
	m.Truncated()
	m.Rotated()
	m.OpenFiles(5)
	m.OpenFiles(-1)
	m.Pending("loki", 8, 9)
	m.Withheld("loki", "too_long", 1)
	m.Failed("open")
	m.Done("loki", 2)
	m.Written(nil)
	m.Written(io.EOF)
	m.Reloaded("started")
	m.Reloaded("applied")
	m.Reloaded("refused")
	m.SpoolLost("loki", 3)
	m.Accounts(func() []Account {
		return []Account{{Sink: "loki", Recovered: 1, Acknowledged: 2, Withheld: 3, DeadLettered: 4, Lost: 5, Waiting: 6, Spooled: 7, SpoolBytes: 8, Files: 9, Unread: 10, Oldest: 11 * time.Second, Held: 12, Blocked: true}}
	})
	m.Redactions(func(yield func(string, uint64)) { yield("SSN", 5); yield("EMAIL", 6) })
	return m
}

func TestLint(t *testing.T) {
	problems, err := testutil.GatherAndLint(used().reg)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if !strings.HasPrefix(p.Metric, "harpo_go_") && !strings.HasPrefix(p.Metric, "harpo_process_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
}

func TestNames(t *testing.T) {
	families, err := used().reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if !strings.HasPrefix(f.GetName(), "harpo_") {
			t.Errorf("%s does not begin with harpo_", f.GetName())
		}
	}
}

func TestHandler(t *testing.T) {
	w := httptest.NewRecorder()
	used().Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	body, _ := io.ReadAll(w.Result().Body)
	for _, want := range []string{
		`harpo_records_read_total{sink="loki"} 3`,
		`harpo_bytes_read_total{sink="loki"} 120`,
		`harpo_records_sent_total{sink="loki"} 2`,
		`harpo_sent_bytes_total{sink="loki"} 80`,
		`harpo_send_retries_total{reason="busy",sink="loki"} 1`,
		`harpo_records_rejected_total{reason="too_old",sink="loki"} 1`,
		`harpo_send_duration_seconds_count{sink="loki"} 1`,
		`harpo_send_paced_seconds_total{sink="loki"} 1.5`,
		`harpo_records_retimed_total{sink="loki"} 3`,
		`harpo_clock_ahead_seconds{sink="loki"} -90`,
		`harpo_client_certificate_expiry_timestamp_seconds{sink="loki"} 1.8e+09`,
		"harpo_lost_bytes_total 7",
		"harpo_file_truncations_total 1",
		"harpo_file_rotations_total 1",
		"harpo_open_files 4",
		`harpo_pending_records{sink="loki"} 8`,
		`harpo_pending_bytes{sink="loki"} 9`,
		`harpo_source_failures_total{reason="open"} 1`,
		`harpo_records_done_total{sink="loki"} 2`,
		"harpo_checkpoint_writes_total 2",
		"harpo_checkpoint_write_failures_total 1",
		`harpo_config_reload_total{result="applied"} 1`,
		"harpo_config_last_reload_successful 0",
		"harpo_config_last_reload_success_timestamp_seconds ",
		`harpo_records_recovered_total{sink="loki"} 1`,
		`harpo_records_acknowledged_total{sink="loki"} 2`,
		`harpo_placeholders_acknowledged_total{sink="loki"} 3`,
		`harpo_records_dead_lettered_total{sink="loki"} 4`,
		`harpo_records_lost_total{sink="loki"} 5`,
		`harpo_waiting_records{sink="loki"} 6`,
		`harpo_spool_records{sink="loki"} 7`,
		`harpo_spool_bytes{sink="loki"} 8`,
		`harpo_files{sink="loki"} 9`,
		`harpo_unread_bytes{sink="loki"} 10`,
		`harpo_oldest_unsent_seconds{sink="loki"} 11`,
		`harpo_held_streams{sink="loki"} 12`,
		`harpo_spool_blocked{sink="loki"} 1`,
		`harpo_spool_losses_total{store="loki"} 1`,
		`harpo_redactions_total{type="SSN"} 5`,
		`harpo_records_withheld_total{reason="too_long",sink="loki"} 1`,
		`rules="r1"`,
	} {
		if !strings.Contains(string(body), want) {
			t.Errorf("no line %q", want)
		}
	}
}
