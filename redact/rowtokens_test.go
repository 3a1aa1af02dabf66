package redact

import "testing"

// TestRowOfReplacements: a cell that holds a replacement is no value, whatever text the state looked at before: the output is the same in one
// call and drafted and joined.
func TestRowOfReplacements(t *testing.T) {
	const text = "columns first, last, dob\nonset 2024-01-02, born on the twenty-first of May, nineteen eighty, lives\n"
	r := testRedactor(WithPolicy(Strict))
	want := string(r.Stream().Append(nil, []byte(text)))
	for _, before := range []string{"", "a PHI-MRN-q4m8z1d7x0b5n3ya\n", "a plain line with ssn=1\n"} {
		r.Append(nil, []byte(before)) // leaves its state in the pool
		s := r.Stream()
		var d Draft
		red := r.Draft(&d, nil, []byte(text))
		if got := string(s.Join(nil, &d, []byte(text), red)); got != want {
			t.Errorf("joined %q, in one call %q", got, want)
		}
	}
}
