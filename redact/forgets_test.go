package redact

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/harpolog/harpo/internal/scan"
)

// TestScannerForgets: what a scanner has seen before does not change what it sees: it remembers what stood before separators.
func TestScannerForgets(t *testing.T) {
	tab := testRedactor().tables.scan
	used := scan.New(tab)
	lines := examples()
	r := rand.New(rand.NewPCG(1, 2))
	keys := []string{"uid", "euid", "Client", "HttpClient", "httpclient", "HTTPClient", "time", "uptime", "userName", "username", "Patient_name", "IDs", "dob", "%2Fdob", `\ndob`, "9name", "Allocator", "locator", "name"}
	for range 20000 {
		line := ""
		for range 3 {
			line += keys[r.IntN(len(keys))] + []string{"=", ":", ": ", ":/", `":"`, ":7", " = "}[r.IntN(7)] + []string{" ", ".", "x", `"`, "", "7 ", "%", `\`, "/"}[r.IntN(9)]
		}
		lines = append(lines, "0123456789abcdef "+line)
	}
	for _, line := range lines {
		if got, want := used.Scan(nil, []byte(line)), scan.New(tab).Scan(nil, []byte(line)); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, by a new scanner %v", line, got, want)
		}
	}
}
