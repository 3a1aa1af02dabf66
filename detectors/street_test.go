package detectors

import "testing"

// TestDoubtfulPlaces holds what only the strict policy takes: the «marked» parts must be covered with any score, and
// nothing else.
func TestDoubtfulPlaces(t *testing.T) {
	for _, c := range []string{
		`lives on «Birkengasse 19»`,
		`He lives on «Via dei Mulini 17» now`,
		`«Kastanienstraße 5», «8010» «Graz»`,
		`sent to «20789 Lindvägen 46»`,
		`at «214 Pavlou Zorbaki»`,
		`«4711 ul. Zielona 10» «Apt. 360»`,
		`meet at «Rua das Flores 50»`,
		`«33 Avenue de Lyrac»`,
		`he lives near «Hegyalja út 98.» today`,
		` «Suite 464»`,
		`Mrs. X «Suite 541» «6343 Birkenvei 106»`,
		`«TORNIVA», «AB» «18237»`,
		` «Finland» «80896»`,
		`    «53650»`,
		`near «SW1A 1AA» on`,
		`moved to Ottawa «K1A 0B1» then`,
		`«PSC 0413, Box 8144», «APO» «AA» «34032»`,
		`the office in «Tujetsch» «7188» opened`,
	} {
		text, want := marked(c)
		got := make([]bool, len(text))
		for _, d := range []*Detector{&address, &city, &zip} {
			for _, s := range drive(d, text) {
				for i := s.Start; i < s.End; i++ {
					got[i] = true
				}
			}
		}
		for i := range text {
			if is(text, i, alnum) && got[i] != want[i] {
				t.Errorf("%s: found %s", c, shown(text, got))
				break
			}
		}
	}
}

// TestNoPlaces holds lines of machines that only look like places, whatever the policy.
func TestNoPlaces(t *testing.T) {
	for _, c := range []string{
		"2026-01-02 10:11:12 INFO Worker 12 started",
		"thread Main 7 waiting on Lock 12",
		"running on Ubuntu 22 with Java 17",
		"GET /index.html HTTP/1.1 200 5120 Mozilla 5",
		"Accepted connection on Port 8080",
		"exit at Line 42",
		"moved 12345 Records to Bucket 7",
		"Sat Jun 11 03:28:22 2005",
		"kernel: CPU 3 Machine Check",
		"took 12345 ms in Stage 4",
		"Page 12 of Chapter 4",
		"session opened via Gateway 3",
		"retry in 5000 ms",
		"error on Node 4 in Rack 12",
		"connection at Fri Jul 22 09:27:01 2005",
		"on Thu Jul 21 one of 4",
		"updated to Debhelper 12",
		"fails on Solaris 9.",
		"Copyright © 1993 and later",
		"4.07 2022-06-24",
	} {
		for _, d := range []*Detector{&address, &city, &zip} {
			for _, s := range drive(d, []byte(c)) {
				t.Errorf("%s: %s found %q: %s", c, d.Name, c[s.Start:s.End], s.Why)
			}
		}
	}
}
