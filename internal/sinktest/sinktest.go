// Package sinktest holds the tests every sink must pass, and stand-ins for far sides. Only tests import it.
package sinktest

import (
	"context"
	"errors"
	"io"
	"log"
	"strings"
	"testing"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }

// Far is a far side under the control of a test.
type Far struct {
	Open   func(t *testing.T) sinks.Sink
	Stored func() []string // the lines it holds, in order

	Fail   func() // from now on: no answer, or one that decides nothing
	Refuse func() // from now on: refuses what it is sent; nil if this kind of far side cannot
	Accept func() // from now on: acknowledges
}

// Run runs the tests against one kind of sink. far makes a fresh far side that accepts.
func Run(t *testing.T, far func(t *testing.T) Far) {
	for name, f := range map[string]func(*testing.T, Far){
		"acknowledges":        acknowledges,
		"empty batch":         emptyBatch,
		"undecided, then ack": undecidedThenAck,
		"refused, then ack":   refusedThenAck,
		"cancelled":           cancelled,
		"closes twice":        closesTwice,
		"keeps no memory":     keepsNoMemory,
		"leaves the batch":    leavesTheBatch,
	} {
		t.Run(name, func(t *testing.T) { f(t, far(t)) })
	}
}

// Batch makes a batch of one stream, {job="app"}, a second apart from a fixed time on.
func Batch(lines ...string) *sinks.Batch {
	b := &sinks.Batch{Streams: []sinks.Stream{{Labels: Labels("job", "app")}}}
	for i, line := range lines {
		b.Streams[0].Records = append(b.Streams[0].Records, sinks.Record{Time: int64(i+1) * 1e9, Line: Clean(line)})
	}
	return b
}

// Labels makes labels of names and values in turn.
func Labels(namesAndValues ...string) []sinks.Label {
	var labels []sinks.Label
	for i := 0; i < len(namesAndValues); i += 2 {
		labels = append(labels, sinks.Label{Name: namesAndValues[i], Value: Clean(namesAndValues[i+1])})
	}
	return labels
}

// Clean makes a Clean of text that holds nothing to redact.
func Clean(text string) redact.Clean {
	return redact.New(redact.WithMaxLine(1 << 21)).Clean([]byte(text))
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Fatalf("stored %d lines %.200q, want %d lines %.200q", len(got), got, len(want), want)
	}
}

func send(t *testing.T, s sinks.Sink, b *sinks.Batch) {
	t.Helper()
	if err := s.Send(t.Context(), b); err != nil {
		t.Fatalf("send: %v", err)
	}
}

func acknowledges(t *testing.T, far Far) {
	s := far.Open(t)
	send(t, s, Batch("started", "listening"))
	send(t, s, Batch("stopped"))
	same(t, far.Stored(), []string{"started", "listening", "stopped"})
}

func emptyBatch(t *testing.T, far Far) {
	s := far.Open(t)
	send(t, s, &sinks.Batch{})
	send(t, s, Batch())
	same(t, far.Stored(), nil)
}

func undecidedThenAck(t *testing.T, far Far) {
	s := far.Open(t)
	far.Fail()
	err := s.Send(t.Context(), Batch("one"))
	var rejected *sinks.Rejected
	if err == nil || errors.As(err, &rejected) {
		t.Fatalf("a far side that decides nothing gave %v, want an error that is not Rejected", err)
	}
	far.Accept()
	send(t, s, Batch("one"))
	same(t, far.Stored(), []string{"one"})
}

func refusedThenAck(t *testing.T, far Far) {
	if far.Refuse == nil {
		t.Skip("this kind of far side cannot refuse")
	}
	s := far.Open(t)
	far.Refuse()
	var rejected *sinks.Rejected
	if err := s.Send(t.Context(), Batch("one")); !errors.As(err, &rejected) {
		t.Fatalf("refused batch gave %v, want Rejected", err)
	}
	far.Accept()
	send(t, s, Batch("one"))
	same(t, far.Stored(), []string{"one"})
}

func cancelled(t *testing.T, far Far) {
	s := far.Open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Send(ctx, Batch("one")); !errors.Is(err, context.Canceled) {
		t.Fatalf("send with an ended context gave %v, want context.Canceled", err)
	}
	send(t, s, Batch("one"))
	same(t, far.Stored(), []string{"one"})
}

func closesTwice(t *testing.T, far Far) {
	s := far.Open(t)
	send(t, s, Batch("one"))
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
	}
}

// keepsNoMemory overwrites the memory of a sent batch and sends another one.
func keepsNoMemory(t *testing.T, far Far) {
	s := far.Open(t)
	buf := make([]byte, 0, 64)
	for _, line := range []string{"first line", "other text"} {
		var c redact.Clean
		c, buf = redact.New().AppendClean(buf[:0], []byte(line))
		send(t, s, &sinks.Batch{Streams: []sinks.Stream{{Labels: Labels("job", "app"), Records: []sinks.Record{{Time: 1e9, Line: c}}}}})
	}
	clear(buf)
	same(t, far.Stored(), []string{"first line", "other text"})
}

// leavesTheBatch compares a batch before and after it was sent.
func leavesTheBatch(t *testing.T, far Far) {
	s := far.Open(t)
	b := Batch("one", "two")
	send(t, s, b)
	if b.Len() != 2 || b.Streams[0].Records[0].Line.String() != "one" || b.Streams[0].Labels[0].Value.String() != "app" {
		t.Fatal("send changed the batch")
	}
}
