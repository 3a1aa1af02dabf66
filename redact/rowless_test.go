package redact

import (
	"strings"
	"testing"
)

// Rows without a header: «marked» cells must go, the rest must stay.
func TestRowsWithoutHeader(t *testing.T) {
	r := testRedactor()
	for _, c := range []string{
		`bad width; row=['«OYELAMI»','«BISI»','F','«19610203»','«9 HALCYON RD»','«RENO»','NV','«89501»']`,
		`row ('«551123»', '«Ölmez»', '«Selin»', '«1971-04-05»', 'F')`,
		`record rejected? -> "«7719204»|«Adeyemi-Roe»|«Cosima»|«02/28/2011»|«J45.40»"`,
		`line 12: «551123»;«Moreau-Diallo»;«Awa»;«12.03.1980»;F`,
		`pos 1-11=«80077120931» pos 12-36=«OYELAMI  BISI»   pos 37-44=«19931005» pos 45=F`,
		`duplicate key value is (41, «OROZCO», «BRIGIDA», «1975-05-05»).`,
		`Detail: Key (sys, val)=(urn:oid:2.16.840.1.113883.19.5, «MR-551123») already exists.`,
		`DETAIL: Key (namespace, name)=(kube-system, coredns) already exists.`,
		`DETAIL: Key (type, value)=(color, green) already exists.`,
		`row=['Update','Status','2026-01-02','ok']`,
		`values (1, 'Alpha', 'Beta', 7)`,
		`line 12: main.go; Error; Exit; 3`,
		`row 7: Monday;Tuesday;2026-01-02;F`,
		`values: (Running, Pending, 2026-02-03)`,
		`pos 1-3=abc pos 4-9=Block pos 10-12=Nine`,
		`record: {"a": 1}`,
	} {
		text := strings.NewReplacer("«", "", "»", "").Replace(c)
		out := string(r.Append(nil, []byte(text)))
		for i, part := range strings.Split(c, "«") {
			gone, rest, _ := strings.Cut(part, "»")
			if i == 0 {
				gone, rest = "", part
			}
			if gone != "" && strings.Contains(out, gone) {
				t.Errorf("%s: %q is left in %s", text, gone, out)
			}
			if !strings.Contains(out, rest) {
				t.Errorf("%s: %q is gone from %s", text, rest, out)
			}
		}
	}
}
