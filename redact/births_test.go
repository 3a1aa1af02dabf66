package redact

import (
	"regexp"
	"testing"
)

// TestBirths marks the dates of birth that nothing but a name before them, or a sign, tells.
func TestBirths(t *testing.T) {
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, tt := range []struct{ in, want string }{
		{`pt Jane Halloran b07-11-1947 sub`, `pt _ b_ sub`},
		{`Vers. Jane Halloran, * 11.07.1947, Bonn`, `Vers. _, * _, Bonn`},
		{`Jane Halloran (*11.07.1947)`, `_ (*_)`},
		{`row=['HALLORAN','JANE','F','19470711','x']`, `row=['_','_','F','_','x']`},
		{`Jane Halloran née le 11 juillet 1947`, `_ née le _`},
		{`callback: K 6.9, Jane Halloran 91Y rm 4`, `callback: K 6.9, _ _ rm 4`},
		{`Jane Halloran 94 F, Jane Halloran (96)`, `_ _ F, _ (_)`},
		{`Jane Halloran 94 rows`, `_ 94 rows`},
		{`clm Jane Halloran serv 20260113 thru 20260115, seen the ninth of February, back May the twenty-first`, `clm _ serv _ thru _, seen the _, back _`},
		{`Jane Halloran from 020126 thru 020426, recall Aug 2026, Tuesday 13th`, `_ from _ thru _, recall _, _`},
		{`Jane Halloran job 20260113 took 020126 ms, row 020426`, `_ job 20260113 took 020126 ms, row 020426`},
		{`(0010,0010) PN 'HALLORAN^JANE' (0010,0030) DA '19470711' `, `(0010,0010) PN '_^_' (0010,0030) DA '_' `},
		{`claim HI*ABK:E1165*ABF:N184 for review`, `claim HI*ABK:_*ABF:_ for review`},
		{`D0B: O7/l1/1947 FAX`, `D0B: _ FAX`},
		{`DOB changed from 11-JUL-1947 to 07-NOV-1947`, `DOB changed from _ to _`},
	} {
		if got := token.ReplaceAllString(string(testRedactor().Append(nil, []byte(tt.in))), "_"); got != tt.want {
			t.Errorf("%s\n got  %s\n want %s", tt.in, got, tt.want)
		}
	}
}
