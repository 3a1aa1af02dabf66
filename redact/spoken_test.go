package redact

import (
	"strings"
	"testing"
)

func TestFoundBehind(t *testing.T) {
	r := New()
	for _, c := range []struct{ in, value string }{
		{`updated Patient Name -> Yevgenia Kinnunen`, "Yevgenia Kinnunen"},
		{`ssn is 536228145`, "536228145"},
		{`updated maiden name to Bruzzini`, "Bruzzini"},
		{`ValueError: invalid patient name 'eluned roe'`, "eluned roe"},
		{`NotFoundError: no row with zip "48113-5801"`, "48113-5801"},
		{`POST body: op=save&name=Mrs.+Linda+Hernandez&csrf=7`, "Mrs.+Linda+Hernandez"},
		{`POST body: social_security=358+62+2754&rev=3`, "358+62+2754"},
		{`GET /find?limit=5&social_security=177%2064%201460 HTTP/1.1`, "177%2064%201460"},
		{`name=«jane roe» ok`, "jane roe"},
		{`dob: «2-Jan-1961» ok`, "2-Jan-1961"},
		{`INSERT INTO p (id, member_name) VALUES ($1, $2) parameters: $1 = '7', $2 = 'jane roe'`, "jane roe"},
		{`level=info mothermaidenname=Thompson`, "Thompson"},
		{"id,fullname,active\n7,\"jane roe\",t\n", "jane roe"},
	} {
		out := string(r.AppendRecord(nil, []byte(c.in)))
		at := strings.Index(c.in, c.value)
		if strings.Contains(out, c.value) || !strings.HasPrefix(out, c.in[:at]) || !strings.HasSuffix(out, c.in[at+len(c.value):]) {
			t.Errorf("%s became %s", c.in, out)
		}
	}
}

func TestKeptBehind(t *testing.T) {
	r := New()
	for _, in := range []string{
		`first name is too long`,
		`last name is required`,
		`updated name to v2`,
		`invalid token 'x'`,
		`at=2026-03-02T10:00:00+01:00 ok`,
		`p->name -> next`,
		`WHERE status IN ('active', 'done')`,
	} {
		if out := string(r.AppendRecord(nil, []byte(in))); out != in {
			t.Errorf("%s became %s", in, out)
		}
	}
}
