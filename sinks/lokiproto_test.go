package sinks

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/grafana/loki/pkg/push"

	"github.com/harpolog/harpo/redact"
)

// TestPushAsGenerated compares with what the generated code of Loki writes.
func TestPushAsGenerated(t *testing.T) {
	nothing := redact.New(redact.WithPolicy(redact.Minimal))
	entries := []push.Entry{
		{Timestamp: time.Unix(1_760_000_000, 1), Line: "a"},
		{Timestamp: time.Unix(1_760_000_000, 0), Line: strings.Repeat("b", 300)},
		{Timestamp: time.Unix(0, 999_999_999), Line: ""},
		{Timestamp: time.Unix(0, 0), Line: "é\x00"},
		{Timestamp: time.Unix(-1, 5), Line: strings.Repeat("c", 70_000)},
	}
	for _, streams := range [][]push.Stream{
		nil,
		{{Labels: `{job="a"}`}},
		{{Labels: `{job="a"}`, Entries: entries}, {Labels: "", Entries: entries[:1]}, {Labels: strings.Repeat("x", 200), Entries: entries[2:]}},
	} {
		req := push.PushRequest{Streams: streams}
		want, err := req.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		var got []byte
		for _, s := range streams {
			var records []Record
			for _, e := range s.Entries {
				records = append(records, Record{e.Timestamp.UnixNano(), nothing.Clean([]byte(e.Line))})
			}
			got = appendStream(got, s.Labels, records, 70_000)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%d streams: %d bytes, want %d, or others", len(streams), len(got), len(want))
		}
	}
}
