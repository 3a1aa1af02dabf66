package redact

import (
	"bytes"
	"crypto/cipher"
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unsafe"
)

// TestCMAC are the examples of RFC 4493, section 4.
func TestCMAC(t *testing.T) {
	key, _ := hex.DecodeString("2b7e151628aed2a6abf7158809cf4f3c")
	text, _ := hex.DecodeString("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710")
	for n, want := range map[int]string{
		0: "bb1d6929e95937287fa37d129b756746", 16: "070a16b46b4d4144f79bdd9dd04a287c",
		40: "dfa66747de9ae63030ca32611497c827", 64: "51f0bebf7e3b9d92fc49741779363cfe",
	} {
		d := newDigester(blockCipher(key))
		d.buf = append(d.buf[:0], text[:n]...)
		if got := hex.EncodeToString(d.mac()); got != want {
			t.Errorf("%d bytes: %s, want %s", n, got, want)
		}
	}
}

// TestCarryOverIsBounded: ten million values in one window leave no more memory behind than a few hundred, and the last of
// them are known.
func TestCarryOverIsBounded(t *testing.T) {
	s := New().Stream()
	d := newDigester(s.r.cipher)
	var number [16]byte
	digest := func(i int) uint64 {
		d.words(asID, fmt.Appendf(number[:0], "%08d", i))
		return d.sum()
	}
	n := 10_000_000
	if testing.Short() || raceDetector {
		n = 100_000
	}
	for i := range n {
		s.remember(&mark{carried: carried{digest: digest(i)}}, nil, 0)
	}
	if size := (cap(s.now.slots) + cap(s.before.slots)) * int(unsafe.Sizeof(carried{})); size > 32<<10 {
		t.Errorf("%d bytes are held", size)
	}
	for i := n - maxCarried; i < n; i++ {
		if d := digest(i); s.now.find(d) == nil && s.before.find(d) == nil {
			t.Fatalf("value %d from the end is forgotten", n-i)
		}
	}
	if s.now.find(digest(0)) != nil || s.before.find(digest(0)) != nil {
		t.Error("the first is still known")
	}
}

// TestStreamHoldsNoText: nothing that a stream reaches of its own, nor the buffers of digests, holds a byte of a value.
func TestStreamHoldsNoText(t *testing.T) {
	r := testRedactor()
	s := r.Stream()
	s.Append(nil, []byte("mrn=48291577 lastName=Kowalczyk\njob 48291577 for Kowalczyk\n"))
	if s.empty() {
		t.Fatal("nothing is remembered")
	}
	w := r.pool.Get().(*state)
	held := append(memoryOf(reflect.ValueOf(*s), r), memoryOf(reflect.ValueOf(*w.digest), r)...)
	held = append(held, memoryOf(reflect.ValueOf(w.draft), r)...)
	for _, v := range []string{"48291577", "kowalczyk", "owalczyk", "KOWALCZYK"} {
		if bytes.Contains(bytes.ToLower(held), []byte(v)) {
			t.Errorf("%s is in memory", v)
		}
	}
	if len(held) < 100 {
		t.Errorf("only %d bytes were looked at", len(held))
	}
}

// memoryOf returns the bytes of a value and of all it refers to, but for the Redactor.
func memoryOf(v reflect.Value, r *Redactor) (out []byte) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.UnsafePointer() != unsafe.Pointer(r) {
			out = memoryOf(v.Elem(), r)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Type() != reflect.TypeFor[cipher.Block]() {
				out = append(out, memoryOf(f, r)...)
			}
		}
	case reflect.Slice:
		v = v.Slice(0, v.Cap())
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			out = append(out, memoryOf(v.Index(i), r)...)
		}
	case reflect.String:
		out = append(out, v.String()...)
	case reflect.Uint8:
		out = append(out, byte(v.Uint()))
	case reflect.Uint64, reflect.Uint32, reflect.Uint16:
		for x, n := v.Uint(), int(v.Type().Size()); n > 0; x, n = x>>8, n-1 {
			out = append(out, byte(x))
		}
	}
	return out
}

// brokenCipher fails, once it is broken, with every block but that which the subkeys are made from.
type brokenCipher struct {
	cipher.Block
	broken bool
}

func (b *brokenCipher) Encrypt(dst, src []byte) {
	if b.broken && len(bytes.Trim(src, "\x00")) > 0 {
		panic("BUG: broken on purpose")
	}
	b.Block.Encrypt(dst, src)
}

// TestSearchFailsClosed: when a search fails, the records that it did not get through are withheld.
func TestSearchFailsClosed(t *testing.T) {
	r := testRedactor()
	c := &brokenCipher{r.cipher, false}
	r.cipher = c
	whole := r.pool.New
	r.pool.New = func() any { // under the race detector the pool forgets: what is made anew then works with a whole cipher
		broken := c.broken
		c.broken = false
		defer func() { c.broken = broken }()
		return whole()
	}
	s := r.Stream()
	s.Append(nil, []byte("mrn=48291577\n"))
	c.broken = true
	out := string(s.Append(nil, []byte("job 48291577\nplain\n")))
	if want := strings.Repeat(Panic.Placeholder()+"\n", 2); out != want {
		t.Errorf("got %q", out)
	}
	if n := r.Stats().Withheld[Panic]; n != 2 {
		t.Errorf("%d records are counted", n)
	}
}

// BenchmarkStream compares a stream with records that are redacted alone: quiet lines, quiet lines of a stream that knows
// something, and lines that tell something each.
func BenchmarkStream(b *testing.B) {
	quiet := []byte(strings.Repeat("2024-01-03T10:11:12.123Z INFO  [worker-7] c.e.claims.ClaimService - Batch 1234 of Queue Inbound done in 12 ms, status=200 trace=4bf92f3577b34da6\n", 400))
	told := append([]byte("mrn=48291577 lastName=Kowalczyk\n"), quiet...)
	var busy []byte
	for i := range 400 {
		busy = fmt.Appendf(busy, "2024-01-03T10:11:12.123Z INFO eligibility mrn=%d name=\"Zbigniew Kowal%c%c\" dob=1961-02-03 status=422\n", 48291577+i*7, 'a'+i%26, 'a'+i/26)
	}
	for _, c := range []struct {
		name string
		text []byte
	}{{"quiet", quiet}, {"told", told}, {"busy", busy}} {
		for _, carry := range []int{0, DefaultCarryOver} {
			b.Run(fmt.Sprintf("%s/carry=%d", c.name, carry), func(b *testing.B) {
				s := New(WithCarryOver(carry)).Stream()
				var out []byte
				b.SetBytes(int64(len(c.text)))
				b.ReportAllocs()
				for b.Loop() {
					out = s.Append(out[:0], c.text)
				}
			})
		}
	}
}
