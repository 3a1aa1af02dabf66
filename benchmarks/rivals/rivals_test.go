package rivals

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestTheyRedact runs the rivals that need nothing built: each takes all eight kinds out.
func TestTheyRedact(t *testing.T) {
	text, err := os.ReadFile("patterns.tsv")
	if err != nil {
		t.Fatal(err)
	}
	sed, perl, _ := arguments(string(text))
	const in = `a ann@example.org b 536-22-8145 c (419) 555-0142 d 4111 1111 1111 1111 e 10.1.2.3 f dob=1961-02-03 g dx: E11.9 h memberId="ABC852309986"`
	const want = `a [EMAIL] b [SSN] c [PHONE] d [CARD] e [IP] f [DOB] g [ICD] h [MEMBER]"`
	for name, line := range map[string]string{"sed": "sed -E " + sed, "perl": "perl -pe " + perl} {
		if _, err := exec.LookPath(name); err != nil {
			continue
		}
		cmd := exec.Command("sh", "-c", line)
		cmd.Stdin = strings.NewReader(in + "\n")
		out, err := cmd.Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
}
