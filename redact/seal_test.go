package redact

import (
	"bytes"
	"strings"
	"testing"
)

func TestSeal(t *testing.T) {
	keys := NewKeys()
	r := New(WithKeys(keys))
	texts := []Clean{r.Clean([]byte("mail jane.roe@example.org")), {}, r.Clean([]byte("second line"))}
	s, err := keys.NewSealer("test")
	if err != nil {
		t.Fatal(err)
	}
	place, note := []byte("file 1, frame 7"), []byte("offset 12")
	sealed := s.Seal([]byte("head"), place, note, texts)
	if bytes.Contains(sealed, []byte("second line")) || bytes.Contains(sealed, note) || !bytes.HasPrefix(sealed, []byte("head")) {
		t.Errorf("sealed %q", sealed)
	}
	sealed = sealed[4:]
	if again := s.Seal(nil, place, note, texts); bytes.Equal(again, sealed) {
		t.Error("two seals of one text are equal")
	}
	open := func(k Keys, purpose string, place, sealed []byte) ([]byte, []Clean, error) {
		o, err := k.Opener(purpose, s.Header())
		if err != nil {
			return nil, nil, err
		}
		return o.Open(place, sealed)
	}
	rotated := keys.Rotate()
	gotNote, got, err := open(rotated, "test", place, sealed)
	if err != nil || !bytes.Equal(gotNote, note) || len(got) != len(texts) {
		t.Fatalf("after a rotation: note %q, %d texts, %v", gotNote, len(got), err)
	}
	for i := range got {
		if got[i].String() != texts[i].String() {
			t.Errorf("text %d is %q", i, got[i])
		}
	}
	for name, f := range map[string]func() error{
		"another place":   func() error { _, _, err := open(keys, "test", []byte("frame 8"), sealed); return err },
		"another purpose": func() error { _, _, err := open(keys, "other", place, sealed); return err },
		"another key":     func() error { _, _, err := open(NewKeys(), "test", place, sealed); return err },
		"another file": func() error {
			other, _ := keys.NewSealer("test")
			o, _ := keys.Opener("test", other.Header())
			_, _, err := o.Open(place, sealed)
			return err
		},
	} {
		if f() == nil {
			t.Errorf("%s: opens", name)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, _, err := open(keys, "test", place, bad); err == nil {
			t.Fatalf("opens with byte %d changed", i)
		}
		if _, _, err := open(keys, "test", place, sealed[:i]); err == nil {
			t.Fatalf("opens when cut to %d bytes", i)
		}
	}
}

func TestSealEpochs(t *testing.T) {
	old := NewKeys()
	s, err := old.Rotate().NewSealer("test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.Opener("test", s.Header()); err == nil || !strings.Contains(err.Error(), "epoch 2") {
		t.Errorf("a file of an epoch that is not there: %v", err)
	}
	if _, err := old.Opener("test", nil); err == nil {
		t.Error("opens without a header")
	}
	if _, err := (Keys{}).NewSealer("test"); err == nil {
		t.Error("seals without a key")
	}
}
