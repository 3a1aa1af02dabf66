package redact

import "testing"

// TestKeyMemo: what is remembered of keys is what the table says, also where keys take each other's entries.
func TestKeyMemo(t *testing.T) {
	s := newState(testRedactor())
	for range 2 {
		for _, line := range examples() {
			text := []byte(line)
			for i := range text {
				for _, n := range [...]int{1, 2, 3, 4, 7, 8, 9, 15, keyMemoText, keyMemoText + 1} {
					key := text[i:min(len(text), i+n)]
					owner, last := s.lookUp(key)
					if o, l := s.r.tables.keyTable.look(key); o != owner || l != last {
						t.Fatalf("another entry for %q", key)
					}
				}
			}
		}
	}
}
