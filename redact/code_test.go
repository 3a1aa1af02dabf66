package redact

import (
	"bytes"
	"encoding/base32"
	"math/rand/v2"
	"testing"
)

// TestCode: a code is Crockford's base 32 of its bytes (RFC 4648 section 6 with other letters).
func TestCode(t *testing.T) {
	want := base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)
	r := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		var b [tokenBytes]byte
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		if got := appendCode([]byte("x"), &b); !bytes.Equal(got, want.AppendEncode([]byte("x"), b[:])) {
			t.Fatalf("%x is %s", b, got)
		}
	}
}
