package format

import (
	"math/rand"
	"slices"
	"testing"
)

// TestRows compares rows found one after the other in one text with those of somebody who remembers nothing.
func TestRows(t *testing.T) {
	pieces := []string{"dob=1", "Doe", "\t", "\t", "|", ",", ";", " ", "\"", "\":\"", "[", "]", "(", "(1", ")", "{", "\n", "\\\"", "'", ", \"", "x: y", "a long cell of several words"}
	r := rand.New(rand.NewSource(1))
	found := 0
	for range 400 {
		var in []byte
		some := 1 + r.Intn(len(pieces)) // few kinds make long rows
		for n := r.Intn(3000); len(in) < n; {
			in = append(in, pieces[r.Intn(some)]...)
			in = append(in, "\t|, "[some%4])
		}
		var rows Rows
		for i := 0; i < len(in); i += 1 + r.Intn(40) {
			end := min(len(in), i+r.Intn(6))
			got, gotEnd := rows.At(nil, in, i, end)
			want, wantEnd := rowAt(nil, in, i, end)
			if !slices.Equal(got, want) || gotEnd != wantEnd {
				t.Fatalf("%q at %d to %d: %v to %d, want %v to %d", in, i, end, got, gotEnd, want, wantEnd)
			}
			found += len(want)
		}
	}
	if found < 1000 {
		t.Errorf("%d cells: the test compares nothing", found)
	}
}

// rowAt appends the cells of the delimited row that text[start:end] stands in: a line of CSV, of fields parted by bars,
// tabs or semicolons (RFC 4180 with other delimiters), or a list in brackets, such as bind arguments. It appends nothing
// where no delimiter stands beside the value. rowEnd is where the row ends; words before the first cell of a line are cut
// off. Time is linear in the row.
func rowAt(dst []Cell, text []byte, start, end int) (cells []Cell, rowEnd int) {
	d := delimiter(text, start, end)
	if d == 0 {
		return dst, end
	}
	a, close := rowStart(text, start)
	n := len(dst)
	i := a
	for len(dst)-n < maxCells {
		var c Cell
		var more bool
		if c, i, more = cellAt(text, i, d, close); c.End > c.Start {
			if len(dst) == n && (close == 0 || close == '"') {
				c.Start = afterWords(text, c.Start, c.End)
			}
		}
		dst = append(dst, c)
		if !more || i-a > 2*maxRow {
			break
		}
	}
	if i < end { // the value lies outside: a bracket or a quote was misread
		return dst[:n], end
	}
	return dst, i
}

// rowStart returns where the row around t[i] begins and what closes it: behind the bracket of its list, behind the quote of
// the string that it is, or at the start of its line, which nothing but the line's end closes.
func rowStart(t []byte, i int) (start int, close byte) {
	low := max(0, i-maxRow)
	list := true
	for j := i; j > low; j-- {
		switch c := t[j-1]; {
		case c == '\n' || c == '\r':
			return j, 0
		case c == '"':
			if at(t, j-2, ' ') && !at(t, j-4, '"') && quotedCells(t, j) {
				return j - 1, '\n'
			}
			if k := j - 1 - backslashes(t, j-1); k > 0 && (t[k-1] == ':' || t[k-1] == '=' || t[k-1] == ' ' && !is(t, k-2, stop)) {
				return j, '"'
			}
		case i-j > maxLead || c == ']' || c == '}' || c == '{':
			list = false
		case c == '[' && list:
			return j, ']'
		case c == '(' && list && !is(t, j, digit):
			return j, ')'
		}
	}
	return low, 0
}
