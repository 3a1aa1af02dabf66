package slogredact_test

import (
	"bytes"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/harpolog/harpo/redact/slogredact"
)

// hidden says nothing of what its fields hold.
type hidden struct{ Mail string }

func (hidden) String() string { return "a person" }

type hiddenError struct{ Mail string }

func (hiddenError) Error() string { return "not found" }

func (e hiddenError) MarshalJSON() ([]byte, error) { return []byte(`{"m":"` + e.Mail + `"}`), nil }

type unexported struct{ mail string }

type marshaled struct{ mail string }

func (m *marshaled) MarshalText() ([]byte, error) { return []byte(m.mail), nil }

type looping struct{}

func (l looping) LogValue() slog.Value { return slog.AnyValue(l) }

type panicking struct{ mail string }

func (p panicking) LogValue() slog.Value { panic(p.mail) }

// TestEveryForm prints values through the handlers of the standard library, each of which has its own way to.
func TestEveryForm(t *testing.T) {
	const mail = "jane@example.org"
	cyclicMap := map[string]any{"mail": mail}
	cyclicMap["self"] = cyclicMap
	cyclicSlice := []any{mail, nil}
	cyclicSlice[1] = cyclicSlice
	type node struct {
		Mail string
		Next *node
	}
	ring := &node{Mail: mail}
	ring.Next = ring
	for name, x := range map[string]any{"stringer": hidden{mail}, "pointer": &hidden{mail}, "error": hiddenError{mail},
		"unexported": unexported{mail}, "text": &marshaled{mail}, "map": cyclicMap, "slice": cyclicSlice, "ring": ring,
		"func": struct {
			Mail string
			F    func()
		}{Mail: mail}, "valuer": panicking{mail}, "loop": looping{}, "nil": nil, "typed nil": (*hidden)(nil), "nil error": error(nil),
		"nested": []any{map[string]any{"p": []unexported{{mail}}}}, "key": map[string]int{mail: 1}} {
		for kind, open := range map[string]func(io.Writer) slog.Handler{
			"json": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
			"text": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
		} {
			var out bytes.Buffer
			slog.New(slogredact.New(open(&out), nil)).With("w", x).Info("m", slog.Any("x", x), slog.Group("g", slog.Any("y", x)))
			if strings.Contains(out.String(), "jane@") || strings.Count(out.String(), "\n") != 1 {
				t.Errorf("%s, %s: %s", name, kind, out.String())
			}
		}
	}
}

func TestConcurrentHandler(t *testing.T) {
	log := slog.New(slogredact.New(slog.NewJSONHandler(io.Discard, nil), nil))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				log.WithGroup("g").With("mail", "jane@example.org").Info("m", "v", hidden{"jane@example.org"})
			}
		})
	}
	wg.Wait()
}
