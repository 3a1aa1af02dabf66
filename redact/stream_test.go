package redact

import (
	"bytes"
	"fmt"
	"regexp"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// TestCarryOver: what an earlier record shows with certainty is found again in a later one without context.
func TestCarryOver(t *testing.T) {
	hl7 := "MSH|^~\\&|ADT|A|B|C|20240103||ADT^A01|1|P|2.5\rPID|1||48291577^^^CLINIC^MR||ORTEGA^MARISOL^Q||19610203|F|||412 Alder Creek Rd^^Reno^NV^89501||5125550143\r"
	for _, c := range []struct {
		earlier, later, want string // want: what is left of later, # for a token; "" for later as it is
	}{
		{hl7, "closing chart of Ortega", "closing chart of #"},
		{hl7, "ORTEGA, MARISOL left", "# left"},
		{hl7, "opened 48291577.dcm", "opened #.dcm"},
		{hl7, "job 48291577 at /tmp/48291577/x", "job # at /tmp/#/x"},
		{hl7, `{"n":48291577}`, `{"n":"#"}`},
		{hl7, "took 148291577 and 482915770 and 4.48291577 and v48291577", ""},
		{hl7, "offset=48291577 port:48291577", ""},
		{hl7, "OrtegaService com.acme.Ortega my_Ortega ortega", ""},
		{hl7, "born 1961-02-03, or 02/03/1961, or 19610203", "born #, or #, or #"},
		{hl7, "1961-02-03 10:11:12 started, 1961-02-03T10:11:12Z ended", ""},
		{hl7, "dialled 15125550143 for 5125550143", "dialled # for #"},
		{hl7, "to 412 Alder Creek Rd today", "to # today"},
		{hl7, "412 other matters, 412 Alder retries", ""},
		{"lastName=Kowalczyk firstName=Zbigniew", "Kowalczyk's record", "#'s record"},
		{"lastName=Kowalczyk firstName=Zbigniew", "Kowalczyk-Nowak came", ""},
		{"patient_name=\"Will Grant\"", "Will Retry, Grant access", ""},
		{"patient_name=\"Will Grant\"", "GRANT, WILL too", ""},
		{"patient_name=\"Mrs. Kowalczyk\"", "Mrs. Error: Kowalczyk", "Mrs. Error: #"},
		{"mrn=482915", "job 482915 done", ""},
		{"2024-01-03T10:00:00Z dob=2024-01-02", "2024-01-03T10:01:00Z due 2024-01-02", ""},
		{"2024-01-03T10:00:00Z dob=2015-01-02", "2024-01-03T10:01:00Z due 2015-01-02", "2024-01-03T10:01:00Z due #"},
		{"mrn=123456789", "batch 123456789 done", ""},
		{"mrn=48291577", "ISA*00*          *00*          *ZZ*48291577       *ZZ*54821         *240103*1000*^*00501*000000001*0*P*:~", ""},
		{"mrn=20240103", "run 20240103 done", ""},
		{"mrn=A4829157 x", "key a4829157 and A-4829157", "key # and #"},
		{"memberId=ABC-852-309986", "found ABC852309986 and ABC-852-309986.", "found # and #."},
		{"ssn=536-22-8145", "looked for 536228145 and 536-22-8145", "looked for # and #"},
		{"traceId=4bf92f3577b34da6 mrn=482915", "traceId=4bf92f3577b34da6 job 482915", "traceId=4bf92f3577b34da6 job #"},
		{"traceId=4bf92f3577b34da6 mrn=482915", "traceId=00f067aa0ba902b7 job 482915", ""},
		{`{"trace_id":"4bf92f3577b34da6","lastName":"Walker"}`, `{"msg":"sent to Walker","trace_id":"4bf92f3577b34da6"}`, `{"msg":"sent to #","trace_id":"4bf92f3577b34da6"}`},
		{`{"trace_id":"4bf92f3577b34da6","lastName":"Walker"}`, `{"msg":"sent to Walker"}`, ""},
		{"2024-01-03T10:00:00Z mrn=48291577", "2024-01-03T10:14:00Z job 48291577", "2024-01-03T10:14:00Z job #"},
		{"2024-01-03T10:00:00Z mrn=48291577", "2024-01-03T10:16:00Z job 48291577", ""},
		{"2024-01-03T10:00:00Z mrn=48291577", "job 48291577", "job #"},
	} {
		r := testRedactor()
		s := r.Stream()
		s.AppendRecord(nil, []byte(c.earlier))
		if got := string(r.Append(nil, []byte(c.later))); got != c.later && c.want == "" {
			t.Errorf("%q is redacted alone: %q", c.later, got)
		}
		got := anyToken.ReplaceAllString(string(s.AppendRecord(nil, []byte(c.later))), "#")
		if want := c.want; want != got && (want != "" || got != c.later) {
			t.Errorf("after %q\n%q\nbecame %q, want %q", c.earlier, c.later, got, want)
		}
	}
}

// TestCarryOverOneToken: a value has the token that it had where it was learned.
func TestCarryOverOneToken(t *testing.T) {
	out := testRedactor().Stream().Append(nil, []byte("mrn=48291577\njob 48291577\n"))
	lines := bytes.Split(out, []byte("\n"))
	if a, b := bytes.TrimPrefix(lines[0], []byte("mrn=")), bytes.TrimPrefix(lines[1], []byte("job ")); !bytes.Equal(a, b) {
		t.Errorf("%q and %q", a, b)
	}
}

// TestStreamCut: the output is the same however the calls cut the source, and whoever goes on in the middle.
func TestStreamCut(t *testing.T) {
	text := carryText(700)
	want := testRedactor(WithCarryOver(4<<10)).Stream().Append(nil, text)
	if plain := testRedactor().Append(nil, text); bytes.Equal(plain, want) {
		t.Fatal("nothing is carried over")
	}
	for _, size := range []int{77, 1000, 5000, 100_000} {
		s := testRedactor(WithCarryOver(4 << 10)).Stream()
		var got []byte
		for rest := text; len(rest) > 0; {
			n := min(size, len(rest))
			n += bytes.IndexByte(rest[n-1:], '\n')
			got = s.Append(got, rest[:n])
			rest = rest[n:]
		}
		if !bytes.Equal(got, want) {
			t.Errorf("cut at %d bytes the output differs", size)
		}
	}
	r := testRedactor(WithCarryOver(4 << 10))
	outAt := 0
	for at, n := 0, 0; at < len(text)-20_000; n++ {
		if n%61 == 0 {
			s := r.Stream()
			back := int(s.Back(int64(at)))
			for back > 0 && text[back-1] != '\n' { // a record that begins earlier is not learned from
				back++
			}
			s.pos = int64(back)
			s.Learn(text[back:at])
			end := at + 16_000 + bytes.IndexByte(text[at+16_000:], '\n') + 1
			if got := s.Append(nil, text[at:end]); !bytes.HasPrefix(want[outAt:], got) {
				t.Fatalf("going on at %d the output differs", at)
			}
		}
		at += bytes.IndexByte(text[at:], '\n') + 1
		outAt += bytes.IndexByte(want[outAt:], '\n') + 1
	}
}

// carryText returns lines of which some show values and others repeat them without context, more of them than a window
// has room for.
func carryText(lines int) []byte {
	var b []byte
	for i := range lines {
		n := 40_000_000 + uint32(i*i)*2654435761%900_000/3*7
		b = fmt.Appendf(b, "mrn=%d account_number=%d name=\"Zbigniew Kowal%c%c%c\"\n", n, n+77777, 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26)
		b = fmt.Appendf(b, "job %d of %d for Kowal%c%c%c\n", n, 40_000_000+uint32((i-20)*(i-20))*2654435761%900_000/3*7, 'a'+i%26, 'a'+(i-30)/26%26, 'a'+i/676%26)
	}
	return b
}

var anyToken = regexp.MustCompile(`PHI-[A-Z_0-9]+-[0-9a-z]{16}`)

// TestTakeFound: a stream counts its own findings, with carry-over and without, and no other's.
func TestTakeFound(t *testing.T) {
	for _, window := range []int{0, DefaultCarryOver} {
		r := testRedactor(WithCarryOver(window))
		s, other := r.Stream(), r.Stream()
		other.Append(nil, []byte("ssn=536-22-8145\n"))
		s.Append(nil, []byte("patient_name=\"Quillon Vargassy\" ssn=536-22-8145\nall quiet\n"))
		s.AppendRecord(nil, []byte("key=Quillon Vargassy"))
		want := [detectors.NumTypes]uint64{detectors.SSN: 1, detectors.Name: 2}
		if window == 0 {
			want[detectors.Name] = 1
		}
		if got := s.TakeFound(); got != want {
			t.Errorf("window %d: found %v, want %v", window, got, want)
		}
		if got := s.TakeFound(); got != [detectors.NumTypes]uint64{} {
			t.Errorf("window %d: counted twice: %v", window, got)
		}
	}
}

// TestJoinLines: lines that were drafted in blocks are those of one stream, and so is what was found. They lie in the memory of the drafts, or
// beside it where they have become too long.
func TestJoinLines(t *testing.T) {
	text := carryText(600)
	for _, window := range []int{0, 4 << 10, DefaultCarryOver} {
		for _, slack := range []int{0, 64 << 10} {
			r := testRedactor(WithCarryOver(window))
			one, joined := r.Stream(), r.Stream()
			want := one.Append(nil, text)
			var lines []Clean
			var spare []byte
			changed := 0
			for rest := text; len(rest) > 0; {
				n := min(3000, len(rest))
				n += bytes.IndexByte(rest[n-1:], '\n')
				var d Draft
				drafted := r.Draft(&d, make([]byte, 0, n+slack), rest[:n])
				before := bytes.Clone(drafted)
				at := len(lines)
				var out []byte
				lines, out, spare = joined.JoinLines(lines, &d, rest[:n], drafted, spare)
				if same := bytes.Equal(before, out); same != (len(spare) == 0) {
					t.Fatalf("window %d: changed: %v, and %d bytes are spare", window, !same, len(spare))
				} else if !same {
					changed++
				}
				if slack > 0 && &out[0] != &drafted[0] || &lines[at].b[0] != &out[0] {
					t.Fatal("the lines do not lie where they should")
				}
				rest = rest[n:]
			}
			var got []byte
			for _, line := range lines {
				got = append(append(got, line.Bytes()...), '\n')
			}
			if !bytes.Equal(got, want) {
				t.Errorf("window %d: the lines differ", window)
			}
			if a, b := one.TakeFound(), joined.TakeFound(); a != b {
				t.Errorf("window %d: %v found, want %v", window, b, a)
			}
			if (changed > 0) != (window > 0) {
				t.Errorf("window %d: %d blocks were changed", window, changed)
			}
		}
	}
}
