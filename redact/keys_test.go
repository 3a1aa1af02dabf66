package redact

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestKeyFile(t *testing.T) {
	keys := NewKeys().Rotate().Rotate()
	text := keys.AppendFile(nil)
	again, err := ParseKeys(text)
	if err != nil || again.Epochs() != 3 || !again.Equal(keys) || keys.Equal(NewKeys()) || keys.Equal(again.Rotate()) {
		t.Fatalf("%d epochs, %v", again.Epochs(), err)
	}
	lines := strings.Split(string(text), "\n")
	for name, bad := range map[string]string{
		"empty":       "",
		"header only": lines[0],
		"other file":  "secret words",
		"gap":         lines[0] + "\n" + lines[2],
		"short":       lines[0] + "\n" + lines[1][:20],
		"not hex":     lines[0] + "\n1 " + strings.Repeat("zz", keySize),
		"zero":        lines[0] + "\n1 " + strings.Repeat("00", keySize),
	} {
		if _, err := ParseKeys([]byte(bad)); err == nil {
			t.Errorf("%s: taken", name)
		} else if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "zz") {
			t.Errorf("%s: the error quotes the file: %v", name, err)
		}
	}
}

// TestKeysAreNotPrinted also looks at keys in fields that package fmt reads behind the back of a printer.
func TestKeysAreNotPrinted(t *testing.T) {
	keys := testKeys()
	in := struct {
		keys Keys
		Keys *Keys
		r    *Redactor
	}{keys, &keys, New(WithKeys(keys))}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		for _, v := range []any{keys, &keys, in, &in, []Keys{keys}, map[string]any{"k": in}} {
			if out := fmt.Sprintf(verb, v); strings.Contains(out, "1 2 3 0") || strings.Contains(out, "0x1, 0x2, 0x3") || strings.Contains(out, "010203") {
				t.Errorf("%s of %T prints a key", verb, v)
			}
		}
	}
}

func TestWipe(t *testing.T) {
	keys := NewKeys()
	next, same := keys.Rotate(), keys
	keys.Wipe()
	if !bytes.Equal(same.epochs()[0][:], make([]byte, keySize)) {
		t.Error("a copy still has the key")
	}
	if next.epochs()[0] == [keySize]byte{} {
		t.Error("what Rotate returned was wiped too")
	}
	defer func() {
		if recover() == nil {
			t.Error("tokens are made with a key of zeros, which everybody has")
		}
	}()
	New(WithKeys(keys)).Append(nil, []byte("ssn=536-22-8145"))
}
