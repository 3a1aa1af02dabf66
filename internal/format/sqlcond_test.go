package format

import (
	"slices"
	"strings"
	"testing"
)

func TestStatements(t *testing.T) {
	type reader func([]byte, int, func(a, b, c, d int)) int
	for _, c := range []struct {
		read reader
		in   string
		want []string
	}{
		{WhereAt, `where a LIKE '%x y%' limit 1`, []string{"a=x y"}},
		{WhereAt, `where t.a NOT IN ('x', 'it''s', 7) and b = 3`, []string{"t.a=x", "t.a=it''s", "t.a=7"}},
		{WhereAt, `WHERE a between '1' and '2' or b <> 'z'`, []string{"a=1", "a=2", "b=z"}},
		{WhereAt, `where \"a\" ilike \"%x\"`, []string{"a=x"}},
		{WhereAt, `where is the file`, nil},
		{WhereAt, `where a in ('x`, []string{"a=x"}},
		{WhereAt, `where`, nil},
		{DuplicateAt, `Duplicate entry 'x' for key 'uq_a'`, []string{"uq_a=x"}},
		{DuplicateAt, `Duplicate entry 'x-y' for key 't.a_idx'`, []string{"t.a=x-y"}},
		{DuplicateAt, `Duplicate entry 'x' for ke`, nil},
		{DuplicateAt, `duplicate key`, nil},
	} {
		var got []string
		c.read([]byte(c.in), 0, func(a, b, x, y int) { got = append(got, c.in[a:b]+"="+c.in[x:y]) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestBoundAt(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`$2) parameters: $1 = '7', $2 = 'x y'`, "x y"},
		{`$1 parameters: $11 = 'a', $1 = 'b'`, "b"},
		{`$1 and $2`, ""},
		{`$`, ""},
		{`$1 = NULL`, ""},
	} {
		a, b, _ := new(Parameters).BoundAt([]byte(c.in), 0)
		if got := c.in[a:b]; got != c.want {
			t.Errorf("%s: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestHeaderRows(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"id,full name\n7,\"x, y\"\n8,z\n", "id=7 full name=x, y id=8 full name=z"},
		{"{\"m\":\"id;b\n7;x\"}", "id=7 b=x"},
		{"id\tb\r\n7\tx\r\n", "id=7 b=x"},
		{"one, two\nthree", ""},
		{"a: b, c d\n1,2", ""},
		{"id,b", ""},
	} {
		var got []string
		HeaderRows([]byte(c.in), func(a, b, x, y int) { got = append(got, c.in[a:b]+"="+c.in[x:y]) })
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: got %q, want %q", c.in, g, c.want)
		}
	}
}

func TestTypographic(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a=«x y» z", "x y"}, {"a: “x” z", "x"}, {"a=<\"x y\">", "x y"}, {"a=„x y“", "x y"},
	} {
		p, ok := PairAt([]byte(c.in), 1)
		if !ok || c.in[p.Start:p.End] != c.want || p.Bare {
			t.Errorf("%s: got %q", c.in, c.in[p.Start:p.End])
		}
	}
}
