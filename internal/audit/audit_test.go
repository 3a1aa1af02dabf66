package audit

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

var day = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

func TestReport(t *testing.T) {
	r := redact.New()
	a := New(r)
	labels := map[string]string{"job": "app"}
	for i := range 100 {
		at := day.Add(time.Duration(i) * time.Minute)
		switch i {
		case 10, 11:
			a.Line(labels, nil, at, []byte("mail=jane.doe@example.org ssn=536-22-8145 trace=4bf92f3577b34da6"))
		case 12:
			a.Line(labels, nil, at.Add(-time.Minute+time.Millisecond), []byte("member PHI-NAME-0123456789abcdef wrote jane.doe@example.org"))
		case 50:
			a.Line(map[string]string{"job": "web", "patient_name": "Rob Quist"}, nil, at, []byte("all quiet"))
		default:
			a.Line(labels, nil, at, []byte("all quiet PHI-EMAIL-0123456789abcdef"))
		}
	}
	rep := a.Report(Scope{Where: "loki at loki.example.org", Policy: "standard"}, day)
	if rep.Lines != 100 || rep.Affected != 4 || rep.Kinds["SSN"] != 2 || rep.Kinds["EMAIL"] != 3 || rep.Kinds["NAME"] != 1 {
		t.Errorf("%+v", rep)
	}
	if len(rep.Tokens) != 3 || len(rep.Beside) != 1 { // an address, a number, a name
		t.Errorf("tokens %q, beside %q", rep.Tokens, rep.Beside)
	}
	if len(rep.Streams) != 2 || rep.Streams[0].Query != `{job="app"}` || rep.Streams[1].Query != "" {
		t.Fatalf("%+v", rep.Streams)
	}
	if s := rep.Streams[0]; s.Lines != 3 || len(s.Ranges) != 2 || s.Ranges[1].Lines != 2 || !s.First.Equal(day.Add(10*time.Minute)) {
		t.Errorf("%+v", s)
	}
	var html, text bytes.Buffer
	if err := rep.WriteHTML(&html); err != nil {
		t.Fatal(err)
	}
	if err := rep.WriteJSON(&text); err != nil || !json.Valid(text.Bytes()) {
		t.Fatal(err)
	}
	for _, out := range []string{html.String(), text.String()} {
		for _, value := range []string{"jane.doe", "536-22", "Quist"} {
			if strings.Contains(out, value) {
				t.Errorf("%q is in the report", value)
			}
		}
		if !strings.Contains(out, rep.Tokens[0]) || !strings.Contains(out, "164.404(b)") {
			t.Error("the report lacks tokens or rules")
		}
	}
	if got := r.AppendRecord(nil, html.Bytes()); len(r.FindRecord(nil, got)) > 0 {
		t.Error("something is left in the report")
	}
}

func TestNothingFound(t *testing.T) {
	a := New(redact.New())
	a.Line(nil, nil, time.Time{}, []byte("all quiet"))
	rep := a.Report(Scope{}, day)
	if rep.Affected != 0 || rep.Streams == nil || rep.Tokens == nil {
		t.Errorf("%+v", rep)
	}
	var out bytes.Buffer
	if err := rep.WriteHTML(&out); err != nil {
		t.Error(err)
	}
}

// TestBounds floods the audit with streams and values.
func TestBounds(t *testing.T) {
	a := New(redact.New())
	for i := range 3 * maxStreams {
		id := string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		a.Line(map[string]string{"pod": id}, nil, day.Add(time.Duration(i)*time.Hour), []byte("mail="+id+"@example.org"))
		a.Line(map[string]string{"pod": "one"}, nil, day.Add(time.Duration(i)*time.Hour), []byte("mail="+id+"@example.org"))
	}
	rep := a.Report(Scope{}, day)
	if len(rep.Streams) > maxStreams || !rep.More || rep.Affected != 6*maxStreams || rep.Kinds["EMAIL"] != 6*maxStreams {
		t.Errorf("%d streams, more %t, %d lines", len(rep.Streams), rep.More, rep.Affected)
	}
	for _, s := range rep.Streams {
		if len(s.Ranges) > maxSpans {
			t.Errorf("%d ranges", len(s.Ranges))
		}
	}
}

func TestDeadlines(t *testing.T) {
	want := []string{"2027-01-21", "2027-01-21", "2027-01-21", "2027-01-21", "2027-03-01"}
	for i, d := range deadlines(day) {
		if got := d.By.Format("2006-01-02"); got != want[i] {
			t.Errorf("%s: %s, want %s", d.Rule, got, want[i])
		}
	}
}

// TestTokensAreKeptWhole: codes may begin as an epoch does.
func TestTokensAreKeptWhole(t *testing.T) {
	for text, want := range map[string][]string{
		"mail=PHI-EMAIL-e6789abcdefghjkm.":                           {"PHI-EMAIL-e6789abcdefghjkm"},
		"PHI-EMAIL-e2-e123456789012345,PHI-SSN":                      {"PHI-EMAIL-e2-e123456789012345", "PHI-SSN"},
		"PHI-INSURANCE_ID-0123456789abcdef ACCT-20417, PHI-DOB-1961": {"PHI-INSURANCE_ID-0123456789abcdef", "ACCT-20417", "PHI-DOB"},
	} {
		if got := token.FindAllString(text, -1); !slices.Equal(got, want) {
			t.Errorf("%q in %q, want %q", got, text, want)
		}
	}
}

// TestEveryKindHasWords: a report names kinds to people who do not know ours.
func TestEveryKindHasWords(t *testing.T) {
	for typ := range detectors.NumTypes {
		if kind := kindOf(typ); words[kind] == "" {
			t.Errorf("%s is not described", kind)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want || grouped(uint64(n)) != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}

// TestFilesHaveNoQuery: files are not selected by LogQL.
func TestFilesHaveNoQuery(t *testing.T) {
	a := New(redact.New())
	a.Line(map[string]string{"file": "app.log"}, nil, time.Time{}, []byte("mail=jane.doe@example.org"))
	rep := a.Report(Scope{Where: Files}, day)
	var out bytes.Buffer
	if err := rep.WriteHTML(&out); err != nil {
		t.Fatal(err)
	}
	if rep.Streams[0].Query != "" || strings.Contains(out.String(), "Loki") || strings.Contains(out.String(), "not known") || !strings.Contains(out.String(), "harpo scan") {
		t.Errorf("%+v\n%s", rep.Streams[0], out.String())
	}
}
