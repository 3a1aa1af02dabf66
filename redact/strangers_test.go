package redact

import (
	"bytes"
	"testing"
)

// FuzzNextDigit compares the search of eight bytes at a time with one of single bytes.
func FuzzNextDigit(f *testing.F) {
	for _, s := range []string{"", "9", "abcdefgh0", "/:;<=>?@0", "\xb0\xb1\xb9\x39", "\x2f\x30", "::::::::9", "\x00\xff\x3a\x80\xb5zz5"} {
		f.Add([]byte(s), 0)
	}
	f.Fuzz(func(t *testing.T, text []byte, from int) {
		if from < 0 || from > len(text) {
			return
		}
		want := bytes.IndexAny(text[from:], "0123456789")
		if want >= 0 {
			want += from
		}
		if got := nextDigit(text, from); got != want {
			t.Errorf("%q from %d: %d, want %d", text, from, got, want)
		}
	})
}

// FuzzKnown puts what the directory knows between others' text: it is found there, and nothing panics.
func FuzzKnown(f *testing.F) {
	for _, s := range []string{"", "took ", "2026-11-22T10:00:00Z ", "a-", "1961-02-03", "Feb 3, ", "x@", "PHI-SSN-0123456789abcdef", "jane ", "3 feb "} {
		f.Add([]byte(s), []byte(s))
	}
	r := New(WithDirectory(people1))
	f.Fuzz(func(t *testing.T, before, behind []byte) {
		if bytes.ContainsRune(before, '\n') || bytes.ContainsRune(behind, '\n') {
			return
		}
		for _, value := range []string{"mrn778120", "536228145", "jane@example.org"} {
			line := bytes.Join([][]byte{before, []byte(" "), []byte(value), []byte(" "), behind}, nil)
			if out := r.Append(nil, line); bytes.Contains(out, []byte(" "+value+" ")) {
				t.Errorf("%q is in %q", value, out)
			}
		}
		r.Append(nil, append(append(append([]byte{}, before...), "jane doe 1961-02-03"...), behind...))
	})
}
