package slogredact_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/redact/slogredact"
)

// logged returns what a JSON handler behind ours wrote.
func logged(t *testing.T, f func(*slog.Logger)) string {
	t.Helper()
	var b bytes.Buffer
	f(slog.New(slogredact.New(slog.NewJSONHandler(&b, nil), nil)))
	for line := range strings.Lines(b.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
	}
	return b.String()
}

type patient struct {
	Name string `json:"name"`
	SSN  string `json:"ssn"`
}

type secretive struct{}

func (secretive) String() string { panic("536-22-8145") }

type lazy struct{}

func (lazy) LogValue() slog.Value { return slog.StringValue("536-22-8145") }

func TestNothingPasses(t *testing.T) {
	for name, f := range map[string]func(*slog.Logger){
		"message":        func(l *slog.Logger) { l.Info("registered, SSN 536-22-8145") },
		"key and string": func(l *slog.Logger) { l.Info("x", "ssn", "536228145") },
		"key and number": func(l *slog.Logger) { l.Info("x", "ssn", 536228145) },
		"key and time":   func(l *slog.Logger) { l.Info("x", "dob", time.Date(1961, 2, 3, 0, 0, 0, 0, time.UTC)) },
		"group":          func(l *slog.Logger) { l.Info("x", slog.Group("patient", "ssn", "536228145")) },
		"open group":     func(l *slog.Logger) { l.WithGroup("patient").Info("x", "ssn", "536228145") },
		"with":           func(l *slog.Logger) { l.With("ssn", "536228145").Info("x") },
		"error":          func(l *slog.Logger) { l.Info("x", "err", errors.New("no patient with SSN 536-22-8145")) },
		"struct":         func(l *slog.Logger) { l.Info("x", "p", patient{"Jane Doe", "536228145"}) },
		"bytes":          func(l *slog.Logger) { l.Info("x", "body", []byte("SSN 536-22-8145")) },
		"log valuer":     func(l *slog.Logger) { l.Info("x", "v", lazy{}) },
		"panic":          func(l *slog.Logger) { l.Info("x", "v", secretive{}) },
		"key itself":     func(l *slog.Logger) { l.Info("x", "jane.doe@example.org", 1) },
	} {
		out := logged(t, f)
		for _, leak := range []string{"536228145", "536-22-8145", "1961-02-03", "jane.doe@", "Jane Doe"} {
			if strings.Contains(out, leak) {
				t.Errorf("%s: %s in %s", name, leak, out)
			}
		}
		if !strings.Contains(out, "PHI-") {
			t.Errorf("%s: nothing replaced in %s", name, out)
		}
	}
}

func TestTheRestStays(t *testing.T) {
	out := logged(t, func(l *slog.Logger) {
		l.Warn("request completed", "status", 200, "dur", 12*time.Millisecond, "ok", true, "ratio", 0.5, "path", "/api/v1/items", "none", nil)
	})
	for _, want := range []string{`"level":"WARN"`, `"status":200`, `"ok":true`, `"ratio":0.5`, `"path":"/api/v1/items"`, `"dur":12000000`, `"none":null`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is gone from %s", want, out)
		}
	}
	if strings.Contains(out, "PHI-") {
		t.Errorf("replaced something in %s", out)
	}
}

func TestEnabled(t *testing.T) {
	h := slogredact.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: slog.LevelWarn}), nil)
	if h.Enabled(context.Background(), slog.LevelInfo) || !h.Enabled(context.Background(), slog.LevelError) {
		t.Error("levels are not those of the handler behind")
	}
}

func Example() {
	var b bytes.Buffer
	opts := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}
	logger := slog.New(slogredact.New(slog.NewTextHandler(&b, opts), nil))
	logger.Info("eligibility failed", "ssn", "536-22-8145", "status", 422)
	fmt.Print(regexp.MustCompile(`-[0-9a-z]{16}`).ReplaceAllString(b.String(), ""))
	// Output: level=INFO msg="eligibility failed" ssn=PHI-SSN status=422
}
