// Package slogredact keeps health information out of log/slog records: a slog.Handler that redacts what passes through it
// to another handler.
package slogredact

import (
	"context"
	"log/slog"
	"strings"

	"github.com/harpolog/harpo/redact"
)

// Handler redacts messages and attribute values, in groups too, before the handler behind it sees them. An attribute's
// key, with its groups, says whose value it is: slog.String("ssn", ...) needs no pattern. Numbers, times, errors and
// other values are looked at as text; one that holds something becomes a string, any other stays what it was. A value
// that cannot be made text is withheld. It is safe for concurrent use if the handler behind it is.
type Handler struct {
	next   slog.Handler
	r      *redact.Redactor
	prefix string // names of the open groups, each with a dot
}

var _ slog.Handler = (*Handler)(nil)

// New returns a Handler in front of next. A nil Redactor means redact.New().
func New(next slog.Handler, r *redact.Redactor) *Handler {
	if r == nil {
		r = redact.New()
	}
	return &Handler{next: next, r: r}
}

// Enabled asks the handler behind.
func (h *Handler) Enabled(ctx context.Context, l slog.Level) bool { return h.next.Enabled(ctx, l) }

// Handle redacts the record and hands it on. Level, time and source position stay.
func (h *Handler) Handle(ctx context.Context, rec slog.Record) error {
	out := slog.NewRecord(rec.Time, rec.Level, h.text("", rec.Message), rec.PC)
	rec.Attrs(func(a slog.Attr) bool {
		out.AddAttrs(h.attr(h.prefix, a))
		return true
	})
	return h.next.Handle(ctx, out)
}

// WithAttrs redacts the attributes once.
func (h *Handler) WithAttrs(as []slog.Attr) slog.Handler {
	clean := make([]slog.Attr, len(as))
	for i, a := range as {
		clean[i] = h.attr(h.prefix, a)
	}
	return &Handler{next: h.next.WithAttrs(clean), r: h.r, prefix: h.prefix}
}

// WithGroup opens a group.
func (h *Handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	return &Handler{next: h.next.WithGroup(h.text("", name)), r: h.r, prefix: h.prefix + name + "."}
}

// attr returns the attribute with its value redacted. Keys are redacted too: a map of people is keyed by them.
func (h *Handler) attr(prefix string, a slog.Attr) slog.Attr {
	v := a.Value.Resolve()
	key := h.text("", a.Key)
	if v.Kind() == slog.KindGroup {
		if a.Key != "" {
			prefix += a.Key + "."
		}
		in := v.Group()
		out := make([]slog.Attr, len(in))
		for i := range in {
			out[i] = h.attr(prefix, in[i])
		}
		return slog.Attr{Key: key, Value: slog.GroupValue(out...)}
	}
	return h.scalar(prefix+a.Key, key, v)
}

// scalar returns a value that is no group under its clean key. Handlers print one value in different ways, so a value
// goes on as it is only if each of its texts does.
func (h *Handler) scalar(path, key string, v slog.Value) slog.Attr {
	texts, ok := textsOf(v)
	if !ok {
		return slog.String(key, string(h.r.Withhold(nil, redact.Panic)))
	}
	for _, plain := range texts {
		if clean := h.text(path, plain); clean != plain {
			return slog.String(key, clean)
		}
	}
	return slog.Attr{Key: key, Value: v}
}

func (h *Handler) text(key, s string) string {
	if s == "" || key == "" && !strings.ContainsFunc(s, notLower) {
		return s
	}
	return string(h.r.AppendValue(nil, key, []byte(s)))
}

// notLower says that a rune is not a lower-case ASCII letter: a text of those alone is one plain word.
func notLower(r rune) bool { return r < 'a' || r > 'z' }
