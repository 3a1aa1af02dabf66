package format

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestParent(t *testing.T) {
	f := func(in, key, want string) {
		t.Helper()
		i := strings.LastIndex(in, key)
		a, b, ok := Parent([]byte(in), i)
		got := ""
		if ok {
			got = in[a:b]
		}
		if got != want {
			t.Errorf("%s of %s: %q, want %q", key, in, got, want)
		}
	}
	f(`{"name":[{"use":"official","family":"Doe"}]}`, "family", "name")
	f(`{"name":[{"use":"a"},{"use":"b","family":"Doe"}]}`, "family", "name")
	f(`{"patient":{"id":1,"x":["]}"],"name":"x"}}`, "name", "patient")
	f(`{"patient" : { "name":"x"}}`, `"name`, "patient")
	f(`{"m":"{\"patient\":{\"a\":\"}{\",\"name\":\"x\"}}"}`, "name", "patient")
	f(`{"m":"{\"name\":\"x\"}"}`, "name", "")
	f(`{"name":"x"}`, "name", "")
	f(`{"patient"=>{"name"=>"x"}}`, "name", "patient")
	f(`{'patient': {'name': 'x'}}`, "name", "patient")
	f(`{Patient:{Name:x}}`, "Name", "Patient")
	f(`{"a":{"b":1},"name":"x"}`, "name", "")
	f(`{"patient":{"t":"`+strings.Repeat("x", 3000)+`","name":"x"}}`, "name", "")
}

// TestStrings: positions in ascending order are told as each is alone.
func TestStrings(t *testing.T) {
	for _, in := range []string{`x {"a":"b\"c\\","d":1} "e"`, `no "bracket" at all`, `["\`, `[""`, ``} {
		for step := 1; step < 5; step++ {
			var s Strings
			for at := 0; at <= len(in)+1; at += step {
				if got, want := s.In([]byte(in), at), inString([]byte(in), at); got != want {
					t.Errorf("%q at %d, step %d: %t, not %t", in, at, step, got, want)
				}
			}
		}
	}
}

// inString asks about one position alone.
func inString(text []byte, at int) bool { return new(Strings).In(text, at) }

func TestInString(t *testing.T) {
	f := func(in, at string, want bool) {
		t.Helper()
		if got := inString([]byte(in), strings.Index(in, at)); got != want {
			t.Errorf("%s in %s: %v", at, in, got)
		}
	}
	f(`{"a":"x 536 y"}`, "536", true)
	f(`{"a":536}`, "536", false)
	f(`{"a":"\"","b":536}`, "536", false)
	f(`{"a":"{\"b\":536}"}`, "536", true)
	f(`he said "536"`, "536", false)
	f(`12:00 {"a":[1,"536"]}`, "536", true)
}

func TestBareNumber(t *testing.T) {
	f := func(in, num, want string, ok bool) {
		t.Helper()
		i := strings.Index(in, num)
		q, got := BareNumber([]byte(in), i, i+len(num))
		if q != want || got != ok {
			t.Errorf("%s in %s: %q %v, want %q %v", num, in, q, got, want, ok)
		}
		if ok && want == `"` {
			if out := in[:i] + q + "X" + q + in[i+len(num):]; !json.Valid([]byte(out)) {
				t.Errorf("%s is not JSON", out)
			}
		}
	}
	f(`{"ssn":536228145}`, "536228145", `"`, true)
	f(`{"ssn": 536228145 , "b":1}`, "536228145", `"`, true)
	f(`{"a":[1, 536,2]}`, "536", `"`, true)
	f(`{"a":["x,\"[",536]}`, "536", `"`, true)
	f(`[536]`, "536", `"`, true)
	f(`[[1],[536]]`, "536", "", false) // an array before it: not looked through
	f(`{"lat":-83.5e2}`, "-83.5e2", `"`, true)
	f(`{"m":"{\"ssn\":536}"}`, "536", `\"`, true)
	f(`{"m":"{\"n\":\"{\\\"ssn\\\":536}\"}"}`, "536", `\\\"`, true)
	f(`{"m":"{\"a\":[1,536]}"}`, "536", `\"`, true)
	f(`{"ssn":"536"}`, "536", "", false)
	f(`{"m":"ssn:536"}`, "536", "", false)
	f(`{"m":"got 536, no"}`, "536", "", false)
	f(`{SSN:536}`, "536", "", false)
	f(`{"ssn"=>536}`, "536", "", false)
	f(`sshd[536]: x`, "536", "", false)
	f(`{"a":536}`, "53", "", false)
	f(`{"a":0536}`, "0536", "", false)
	f(`[536] started`, "536", "", false)
	f(`536`, "536", "", false)
}

func FuzzBareNumber(f *testing.F) {
	f.Add([]byte(`{"a":[1, 536,2]}`), 9, 12)
	f.Add([]byte(`{"a":["x,\"[",536]}`), 14, 17)
	f.Add([]byte(`[536]`), 1, 4)
	f.Fuzz(func(t *testing.T, in []byte, a, b int) {
		q, ok := BareNumber(in, a, b)
		if ok && q == `"` && json.Valid(in) && !inString(in, a) {
			if out := string(in[:a]) + `"X"` + string(in[b:]); !json.Valid([]byte(out)) {
				t.Fatalf("%s was JSON, %s is not", in, out)
			}
		}
		Parent(in, a)
	})
}
