package redact

import (
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// TestLinePrefix: what a line of a log begins with changes nothing of what is found in its sentence, and stays.
func TestLinePrefix(t *testing.T) {
	prefixes := []string{
		"",
		"comment saved: ",
		"[INFO] ",
		"[info] ",
		"2026-03-02 09:14:07,123 INFO  [http-nio-8080-exec-3] o.e.notes.NoteService - ",
		"09:14:07.123 [main] INFO  c.e.NoteService - ",
		"2026-03-02 09:14:07.123  INFO 118 --- [nio-8080-exec-1] o.e.notes.NoteService     : ",
		"Mar  2 09:14:11 app-27 notes[9018]: ",
		"<14>Mar  2 09:14:11 app-27 notes: ",
		"<134>1 2026-03-02T09:14:07.123Z app-27 notes 9018 ID47 [meta seq=\"118\"] ",
		"I, [2026-03-02T09:14:07.123456 #9018]  INFO -- : ",
		"09:14:07.123 request_id=F8Hx2aQ [info] ",
		"[2026-03-02 09:14:07] local.INFO: ",
		"[Nest] 118  - 03/02/2026, 9:14:07 AM     LOG [NotesService] ",
		"I0302 09:14:07.123456       1 notes.go:118] ",
		"{\"level\":30,\"pid\":18,\"msg\":\"",
		"time=2026-03-02T09:14:07Z level=info msg=\"",
		"{\"log\":\"[INFO] ",
	}
	sentences := []struct {
		text  string
		names []string
	}{
		{"rang Tomko, was seen by Okoro", []string{"Tomko", "Okoro"}},
		{"pt Kowalska states her husband Imre fell", []string{"Kowalska", "Imre"}},
	}
	r := New(WithPolicy(Strict))
	for _, s := range sentences {
		for _, p := range prefixes {
			end := ""
			if strings.Contains(p, "\"") && !strings.Contains(p, "] ") {
				end = "\""
			}
			line := p + s.text + end
			var names []string
			for _, f := range r.Find(nil, []byte(line)) {
				if f.Start < len(p) {
					t.Errorf("%q: %s in the prefix", line, f.Type)
				}
				if f.Type == detectors.Name {
					names = append(names, line[f.Start:f.End])
				}
			}
			if strings.Join(names, "|") != strings.Join(s.names, "|") {
				t.Errorf("%q: names %q, want %q", line, names, s.names)
			}
		}
	}
}
