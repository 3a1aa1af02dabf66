package redact

import (
	"regexp"
	"testing"
)

// TestPlurals: keys in the plural own the values of their lists, and a bare number behind one counts things.
func TestPlurals(t *testing.T) {
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, tt := range []struct{ in, want string }{
		{`mrns=["0447120","0881204"] ok`, `mrns=["_","_"] ok`},
		{`{"patientIds":["0447120","0881204"]}`, `{"patientIds":["_","_"]}`},
		{`member_ids: XQP440918273, W29118834`, `member_ids: _, _`},
		{`zip_codes=[43081, 43017]`, `zip_codes=[_, _]`},
		{`policies=["XQP440918273"]`, `policies=["_"]`},
		{`dobs=["1961-02-03"]`, `dobs=["_"]`},
		{`users=["kvandenberg","mholt2"]`, `users=["_","_"]`},
		{`account_numbers: 4400187725, 4400187733; done`, `account_numbers: _, _; done`},
		{`witness=gpatel op=count`, `witness=_ op=count`},
		{`{"ln":"Zhuravlev","fn":"Innokenty"}`, `{"ln":"_","fn":"_"}`},

		{`{"patientIds": 4471882} patient_ids: 0447120`, `{"patientIds": "_"} patient_ids: _`},
		{`{"policies": 412983, "zips": 41298, "rows": 3}`, `{"policies": 412983, "zips": 41298, "rows": 3}`},
		{`policies=412983 zips=41298 serials=412983`, `policies=412983 zips=41298 serials=412983`},
		{`patient_ids: 412983 loaded`, `patient_ids: 412983 loaded`},
		{`invoices: 4400187 rows, users: 3`, `invoices: 4400187 rows, users: 3`},
		{`tags=[latest, v1.22.4] devices=[sda, sdb]`, `tags=[latest, v1.22.4] devices=[sda, sdb]`},
		{`users=[root, admin] groups=[wheel, docker]`, `users=[root, admin] groups=[wheel, docker]`},
		{`{"fn":"render","ln":88}`, `{"fn":"render","ln":88}`},
		{`zips=[] dobs=null mrns=[]`, `zips=[] dobs=null mrns=[]`},
	} {
		got := token.ReplaceAllString(string(testRedactor().Append(nil, []byte(tt.in))), "_")
		if got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}
