package redact

import (
	"regexp"
	"testing"
)

// TestCompany marks what the neighbours of a cell give away; the tokens of other finds are not compared.
func TestCompany(t *testing.T) {
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, tt := range []struct{ in, want string }{
		{`7557003,Taylor,Jordan,11/02/1945,282-49-3211,404-701-4093`, `_,_,_,_,_,_`},
		{`export row 7710: 27341333|Flores|Carol|10/17/1959|W327095058|Aetna|B20`, `export row 7710: _|_|_|_|_|Aetna|_`},
		{`{"args":["Kelly","Bell","2001-12-03","+15039237798"],"rows":1}`, `{"args":["_","_","_","_"],"rows":1}`},
		{`offset=4324022 key=4591727 value={"patient":"Ethan King","dob":"1977-04-09"}`, `offset=4324022 key=_ value={"patient":"_","dob":"_"}`},
		{`Assessment: Essential (primary) hypertension (I10). Continue`, `Assessment: _ (_). Continue`},
		{`Assessment: Human immunodeficiency virus [HIV] disease (B20). Continue`, `Assessment: _ (_). Continue`},
		{`2026-01-02,17,4591727,ok,9.5`, `2026-01-02,17,4591727,ok,9.5`},
		{`4591727|a|b|2026-01-02|B20`, `4591727|a|b|2026-01-02|B20`},
	} {
		got := token.ReplaceAllString(string(testRedactor().Append(nil, []byte(tt.in))), "_")
		if got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}
