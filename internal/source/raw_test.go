package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestRawIsNeverPrinted(t *testing.T) {
	const secret = "Jane Roe"
	r := Raw(secret)
	var out bytes.Buffer
	fmt.Fprintf(&out, "%v %s %q %x %X %d %+v %#v %10s %c %U %t %p", r, r, r, r, r, r, r, r, r, r, r, r, &r)
	fmt.Fprint(&out, r, []Raw{r}, map[string]Raw{"a": r}, Chunk{Data: r}, &Chunk{Data: r}, Origin{Path: r})
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("m", "raw", r, "any", []any{r}, "chunk", &Chunk{Data: r}, "origin", Origin{Path: r})
	}
	b, _ := json.Marshal(map[string]any{"a": r, "b": &r, "c": Chunk{Data: r}})
	out.Write(b)
	fmt.Fprint(&out, fmt.Errorf("e: %w", fmt.Errorf("%v", r)))
	text := strings.ToLower(out.String())
	for _, form := range []string{secret, fmt.Sprintf("%x", secret), "74 97 110 101", "SmFuZSBSb2U"} {
		if strings.Contains(text, strings.ToLower(form)) {
			t.Errorf("printed as %q", form)
		}
	}
	if !strings.Contains(text, "raw(8 bytes)") {
		t.Error("the length is not printed")
	}
}
