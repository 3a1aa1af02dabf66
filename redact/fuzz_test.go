package redact

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
)

// FuzzAppend holds the engine to what must be true of any text.
func FuzzAppend(f *testing.F) {
	for _, line := range examples() {
		f.Add([]byte(line))
	}
	r := testRedactor()
	strict := testRedactor(WithPolicy(Strict))
	f.Fuzz(func(t *testing.T, src []byte) {
		src = bounded(src)
		before := bytes.Clone(src)
		failed := r.Stats().Withheld[Panic] + strict.Stats().Withheld[Panic]
		out := r.Append([]byte("kept"), src)
		if !bytes.Equal(src, before) {
			t.Fatal("the source was written to")
		}
		if !bytes.HasPrefix(out, []byte("kept")) {
			t.Fatal("the destination was lost")
		}
		out = out[4:]
		if bytes.Count(out, []byte("\n")) != bytes.Count(src, []byte("\n")) {
			t.Fatalf("lines: %q became %q", src, out)
		}
		if json.Valid(src) && bytes.HasPrefix(src, []byte("{")) && !json.Valid(out) {
			t.Fatalf("JSON: %q became %q", src, out)
		}
		last := 0
		for _, f := range strict.FindRecord(nil, src) {
			if f.Start < last || f.End <= f.Start || f.End > len(src) {
				t.Fatalf("findings out of order in %q", src)
			}
			last = f.End
		}
		strict.AppendRecord(nil, src)
		if r.Stats().Withheld[Panic]+strict.Stats().Withheld[Panic] != failed {
			t.Fatalf("a detector panicked on %q", src)
		}
	})
}

// TestEveryBeginning redacts what every example begins with, up to every byte, in memory that ends there: nobody looks behind it.
func TestEveryBeginning(t *testing.T) {
	for _, r := range []*Redactor{testRedactor(), testRedactor(WithPolicy(Strict))} {
		failed := uint64(0)
		for _, line := range examples() {
			for end := range len(line) + 1 {
				r.AppendRecord(nil, bounded([]byte(line[:end])))
				if n := r.Stats().Withheld[Panic]; n > failed {
					failed = n
					t.Errorf("a detector panicked on %q", line[:end])
				}
			}
		}
	}
}

// bounded returns a copy of a text that has no memory behind it.
func bounded(text []byte) []byte { return slices.Clip(bytes.Clone(text)) }

// FuzzOutput holds what leaves to what must be true of it whatever came in: a second pass changes nothing, nothing in it is found
// again, and a message of HL7 or X12 keeps its fields.
func FuzzOutput(f *testing.F) {
	for _, line := range examples() {
		f.Add([]byte(line))
	}
	for _, line := range messages {
		f.Add([]byte(line))
	}
	redactors := []*Redactor{testRedactor(), testRedactor(WithPolicy(Strict)), testRedactor(WithPolicy(Minimal))}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, r := range redactors {
			once := bounded(r.AppendRecord(nil, bounded(src)))
			if twice := r.AppendRecord(nil, once); !bytes.Equal(once, twice) {
				t.Fatalf("%s: %q became\n%q, and then\n%q", r.treatment.Base, src, once, twice)
			}
			for _, f := range r.FindRecord(nil, once) {
				t.Fatalf("%s: %q became\n%q, which still holds %s at %d: %s", r.treatment.Base, src, once, f.Type, f.Start, f.Why)
			}
			if d := delimiters(src); d != "" && !bytes.Equal(fields(src, d), fields(once, d)) {
				t.Fatalf("%s: the fields of %q became those of\n%q", r.treatment.Base, src, once)
			}
		}
	})
}

// messages begin like messages of which delimiters tells the delimiters.
var messages = []string{
	"MSH|^~\\&|APP|FAC|A2|F2|20240109||ADT^A01|M1|P|2.5\rPID|1||482915^^^TMC^MR||DOE^JANE||19610203|F|||12 OAK ST^^TOLEDO^OH^43604\rOBX|1|TX|1^NOTE||Jane Doe called\r",
	"MSH|^~\\&|APP|FAC|A2|F2|20240109||ORU^R01|M1|P|2.5\rNTE|1||Will Grant, 419-555-0142 (dob 1961-02-03)\rZPD|1|DOE^JANE|536-22-8145",
	"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240109*1200*^*00501*000000001*0*P*:~NM1*IL*1*DOE*JANE*Q***MI*XJB123456789~N4*TOLEDO*OH*43604~HI*ABK:E119~NTE*ADD*JANE DOE CALLED~",
}

// delimiters returns the bytes that delimit the fields, components and segments of a message; "" where src is none.
func delimiters(src []byte) string {
	switch {
	case bytes.HasPrefix(src, []byte("MSH|^~\\&|")):
		return "|^~&\r\n"
	case bytes.HasPrefix(src, []byte("ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240109*1200*^*00501*000000001*0*P*:~")):
		return "*:~^"
	}
	return ""
}

// fields keeps the delimiters of a text only.
func fields(text []byte, delimiters string) []byte {
	return bytes.Map(func(r rune) rune {
		if r < 0x80 && bytes.IndexByte([]byte(delimiters), byte(r)) >= 0 {
			return r
		}
		return -1
	}, text)
}
