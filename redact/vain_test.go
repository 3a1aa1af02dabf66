package redact

import (
	"bytes"
	"strings"
	"testing"

	"github.com/harpolog/harpo/internal/scan"
)

// TestVain: a line of which vain events are all that the scanner sees beside others is redacted as a record is, for which no event is vain.
func TestVain(t *testing.T) {
	r := testRedactor()
	s := newState(r)
	vain := 0
	for _, line := range examples() {
		if strings.IndexByte(line, '\n') >= 0 {
			continue
		}
		for _, with := range []string{"", "at com.acme.patient.Service.find ", "AbstractChannelHandlerContext.invoke ", "x AbstractChannelHandlerContext|", "\tat a.patient.B.c(D.java:1) ",
			"ABSTRACT_CHANNEL_HANDLER,", "upstream 10.1.2.3:80 ", "10.63.37.98 - - [09/Oct/2025:08:53:20 +0000] ", "10.63.37.98 - jroe [09/Oct/2025:08:53:20 +0000] ",
			"for jroe from 10.63.37.98 "} {
			for _, text := range []string{with + line, line + with} {
				if a, b := string(r.Append(nil, []byte(text))), string(r.AppendRecord(nil, []byte(text))); a != b {
					t.Errorf("as a line %q, as a record %q", a, b)
				}
				s.lines, s.plain = true, true
				for _, e := range s.prune(s.scanner.Scan(nil, []byte(text)), []byte(text)) {
					if e.Kind == vainKind {
						vain++
					}
				}
			}
		}
	}
	if vain < 100 {
		t.Errorf("%d events were vain: too few to tell", vain)
	}
}

// FuzzLine looks for a line that is redacted otherwise than as a record of its own, for which no event is vain.
func FuzzLine(f *testing.F) {
	r := testRedactor()
	for _, line := range examples() {
		f.Add([]byte(line))
		f.Add([]byte("at com.acme.patient.B.c(AbstractChannelHandlerContextD.java:1) 10.1.2.3:80 " + line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.IndexByte(line, '\n') >= 0 {
			return
		}
		if a, b := r.Append(nil, line), r.AppendRecord(nil, line); !bytes.Equal(a, b) {
			t.Errorf("as a line %q, as a record %q", a, b)
		}
	})
}

// TestGlance: where brackets and table would find something in a line without events, glance says so.
func TestGlance(t *testing.T) {
	for line, want := range map[string]bool{
		"at com.acme.patient.A(B.java:7)": false,
		"536228145 (SSN)":                 true,
		"mrn(48291) surname(Roe)":         true,
		"a(b)":                            false,
		"mrn,dob,ssn":                     true,
		"":                                false,
	} {
		if got := glance([]byte(line)); got != want {
			t.Errorf("glance(%q) = %t", line, got)
		}
	}
}

// TestVainBlob: where vainBlob says so, nothing is looked into.
func TestVainBlob(t *testing.T) {
	s := newState(testRedactor(WithPolicy(Strict)))
	for _, line := range examples() {
		for _, e := range s.scanner.Scan(nil, []byte(line)) {
			if e.Kind&scan.Blob == 0 || !vainBlob([]byte(line), int(e.Pos)) {
				continue
			}
			s.opened, s.spans = 0, s.spans[:0]
			if s.blob([]byte(line), int(e.Pos)); len(s.spans) > 0 {
				t.Errorf("vainBlob says that there is nothing in %q at %d", line, e.Pos)
			}
		}
	}
}
