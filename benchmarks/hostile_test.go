package benchmarks

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/harpolog/harpo/redact"
)

// hostile are lines that an attacker, or a broken program, would send to make a redactor slow: each has as many places
// as possible at which something has to be looked at, or has to be looked for far away. Most are single lines,
// because what a detector may look at ends with the line.
var hostile = []struct {
	name string
	unit string // repeated up to the size
	tail string // at the end of the line
}{
	{"at signs", "a@a@", ""},
	{"at signs and dots", "a.a@a.a@", ""},
	{"domains without end", "a@b.c.", ""},
	{"digits and dots", "1.22.333.4.", ""},
	{"digits and dashes", "123-45-6789-", ""},
	{"digits and blanks", "4111 1111 1111 1111 ", ""},
	{"digits", "4111111111111111", ""},
	{"telephone numbers", "(419) 555-0142 ", ""},
	{"key spam", "ssn=", ""},
	{"keys with blanks", "patient name: ", ""},
	{"cue spam", "patient ssn dob mrn dr. ", ""},
	{"cues and digits", "dob 1 ", ""},
	{"names", "Ada Hill ", ""},
	{"names with commas", "Hill, Ada, ", ""},
	{"names in capitals", "HILL^ADA^", ""},
	{"capitalised words", "Request Completed ", ""},
	{"one word", "a", ""},
	{"one word in capitals", "A", ""},
	{"letters beyond ASCII", "é", ""},
	{"nested objects", `{"patient":`, ""},
	{"nested arrays", `[`, ""},
	{"open quotes", `"name":"`, ""},
	{"escaped quotes", `\"name\":\"Ada`, ""},
	{"escapes", `\u0041\n\\`, ""},
	{"backslashes", `\`, `"`},
	{"percent signs", "%40%2D%3D", ""},
	{"entities", "&amp;&#64;", ""},
	{"HL7 fields", "PID|1||^~&|", ""},
	{"X12 elements", "NM1*IL*1*HILL*ADA~", ""},
	{"URL parts", "https://a/?name=", ""},
	{"queries", "?ssn=1&name=a", ""},
	{"colons", "a:1:b::", ""},
	{"commas", "a,", ""},
	{"insert rows", "INSERT INTO t(ssn) VALUES ('1'),", ""},
	{"resources", `{"resourceType":"Patient","identifier":[{"value":"1"}],`, ""},
	{"searches", "Patient?name=a&name=", ""},
	{"reads", "Patient/1 ", ""},
	{"parameters", "where ssn=? and dob = ? ", ""},
	{"bindings", "binding parameter [1] as [VARCHAR] - [a] ", ""},
	{"bindings of parameters", "ssn=? binding parameter [2] ", ""},
	{"messages about fields", "field 'ssn' invalid value '1' ", ""},
	{"values of rows", "('a','b'),", ""},
	{"spaces", " ", "x"},
	{"tabs and pipes", "\t|", ""},
	{"tokens", "PHI-NAME-", ""},
	{"whole tokens", "PHI-NAME-0123456789abcdef ", ""},
	{"dates", "02/03/1961 ", ""},
	{"streets", "12 Maple Street ", ""},
	{"ages", "age 93 ", ""},
	{"codes", "J45.9 ", ""},
	{"segments", "PID|1||^~&|\r", ""},
	{"short lines", "ssn=1\n", ""},
	{"lines with NUL", "a\x00\n", ""},
	{"elements", "<name>a</name>", ""},
	{"closing tags", "</b><name>a</name>", ""},
	{"names of fields", "name=ssn ", ""},
	{"names of fields and objects", `{"name":"ssn","x":`, ""},
	{"rows of fields and values", `"name":"ssn","value":"x",`, ""},
	{"keys of birth dates", `"dob":"b",`, ""},
	{"members", `"a":"b",`, ""},
	{"segments without fields", "PID|", ""},
	{"base64", "QWxhZGRpbjpvcGVuIHNlc2FtZQ", ""},
	{"padded base64", "QWxhZGRpbjpvcGVuIHNlc2FtZQ== ", ""},
	{"escaped letters", `\u00e9`, ""},
	{"cells with keys", "dob=010648\t", ""},
	{"cells with keys and words", "dob=010648, \t\\nstadt=@the ", ""},
	{"domains before escapes", `Ada Hill CLINIC\nrob `, ""},
	{"numbers in sentences", "Lilas,\tcpf=123.456.789-09^claim: ", ""},
	{"parameters alone", "ssn=? ", ""},
	{"words joined by apostrophes", "ma'sarco", ""},
	{"escapes before elements", ` LC\ren,N1*IL*1`, ""},
	{"lists without end", "name: [a,b,c, ", ""},
	{"lists of names without end", `name:["Bob",`, ""},
}

// line returns a line of about n bytes, with its line feed.
func line(unit, tail string, n int) []byte {
	b := bytes.Repeat([]byte(unit), max(1, (n-len(tail))/len(unit)))
	return append(append(b, tail...), '\n')
}

// step is how much longer each line is than the one before, and bound how many times as long it may take: 3 for each
// doubling. In linear time it would be 4, in quadratic time 16; the distance to both is what noise has to bridge.
const (
	step  = 4
	bound = 9.0
)

// measurable is a time below which noise and fixed cost hide how time grows.
const measurable = 2 * time.Millisecond

// ceiling is a time from which a slow step is not measured again: no noise lasts that long.
const ceiling = 2 * time.Second

// TestTimeGrowsLinearly makes each line longer, step by step. A step counts only when it is slow after measuring again
// and again: what disturbs the machine passes, a quadratic loop does not.
func TestTimeGrowsLinearly(t *testing.T) {
	r := redact.New(redact.WithPolicy(redact.Strict)) // asks every detector that standard asks, and more
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			if err := growth(1<<13, redact.DefaultMaxLine/2, func(n int) func() {
				var out []byte
				in := line(h.unit, h.tail, n-1)
				return func() { out = r.Append(out[:0], in) }
			}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestGrowthSeesQuadratic proves that the test above can fail.
func TestGrowthSeesQuadratic(t *testing.T) {
	sink := 0
	linear := func(n int) func() {
		return func() {
			for i := range 300 * n {
				sink += i
			}
		}
	}
	quadratic := func(n int) func() { return linear(n * n >> 10) }
	if err := growth(1<<11, 1<<17, linear); err != nil {
		t.Errorf("linear work: %v", err)
	}
	for tries := 1; growth(1<<10, 1<<16, quadratic) == nil; tries++ { // short work may look longer than it is on a busy machine
		if tries == 5 {
			t.Fatal("quadratic work was taken for linear")
		}
	}
}

// growth measures work on sizes from least to most and returns an error when a step takes bound times the time or more.
func growth(least, most int, work func(n int) func()) error {
	small := newTimed(work(least))
	for n := step * least; n <= most; n *= step {
		big := newTimed(work(n))
		if err := compare(small, big); err != nil {
			return fmt.Errorf("%d bytes: %w", n, err)
		}
		small = big
	}
	return nil
}

// timed is work and the least processor time it took.
type timed struct {
	work  func()
	least time.Duration
}

func newTimed(work func()) *timed {
	work() // grows buffers to their size
	t := &timed{work: work, least: time.Hour}
	t.run()
	return t
}

func (t *timed) run() {
	begin := cpuTime()
	t.work()
	t.least = min(t.least, cpuTime()-begin)
}

func compare(small, big *timed) error {
	var ratio float64
	for range 8 {
		if big.least < measurable {
			return nil
		}
		if ratio = float64(big.least) / float64(max(small.least, 1)); ratio < bound {
			return nil
		}
		if big.least > ceiling {
			break
		}
		small.run()
		big.run()
	}
	return fmt.Errorf("%v of processor time, %.1f times as much as a line of 1/%d of the length: more than linear", big.least, ratio, step)
}
