package inflate

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func TestKinds(t *testing.T) {
	text := strings.Repeat("a line of a log\n", 100)
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	io.WriteString(w, text)
	w.Close()
	e, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		kind Kind
		b    []byte
		size int64
	}{
		"gzip":  {Gzip, gz.Bytes(), int64(len(text))},
		"zstd":  {Zstd, e.EncodeAll([]byte(text), nil), int64(len(text))},
		"plain": {None, []byte(text), -1},
	} {
		if got := KindOf(c.b[:Sniff]); got != c.kind {
			t.Errorf("%s: kind %d", name, got)
		}
		if got := Size(bytes.NewReader(c.b), int64(len(c.b)), c.kind); got != c.size {
			t.Errorf("%s: says it has %d bytes", name, got)
		}
		r, err := NewReader(bytes.NewReader(c.b), c.kind)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); string(got) != text || err != nil || r.Close() != nil {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		if c.kind == None {
			continue
		}
		r, err = NewReader(bytes.NewReader(c.b[:len(c.b)/2]), c.kind)
		if err == nil {
			_, err = io.ReadAll(r)
		}
		if err == nil {
			t.Errorf("%s: half of it was taken for all", name)
		}
	}
	if KindOf(nil) != None || Size(bytes.NewReader(nil), 0, Gzip) != -1 || Size(bytes.NewReader(nil), 0, Zstd) != -1 {
		t.Error("an empty file is of no kind")
	}
}
