package redact

import (
	"regexp"
	"testing"
)

// TestNearNames: names that no list holds and no sentence shows are found beside the identifiers of a record, and nothing else there.
func TestNearNames(t *testing.T) {
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, tt := range []struct{ in, want string }{
		// Right beside an identifier.
		{`E Mail jane.roe@example.org x`, `E Mail _ x`},
		{`SSN 536-22-8145 Wanjala Kiprotich reg ok`, `SSN _ _ reg ok`},
		{`SSN 536-22-8145 verified van der Quillbeek-Ozturk 7095`, `SSN _ verified _ 7095`},
		{`queue: Vabrum Zorvanick (808) 555-0166 wants a call`, `queue: _ _ wants a call`},
		{`ordonnance ROUSSILLAC Maëlle tel 808-555-0166 absente`, `ordonnance _ tel _ absente`},
		{`skip QUABRIO VELTRANE addr unknown: 808-555-0166`, `skip _ addr unknown: _`},
		{`REJ 0031 NAME=QUARSHIE-BOLD  VELTRANE SSN=536228145`, `REJ 0031 NAME=_ SSN=_`},
		{`SSN 536-22-8145 Service Request Created`, `SSN _ Service Request Created`},
		{`app=Grafana Loki ssn=536-22-8145`, `app=Grafana Loki ssn=_`},
		// Surname, given name.
		{`ssn 536-22-8145, off unit: Quandile, Zorvan to CT`, `ssn _, off unit: _ to CT`},
		{`ssn 536-22-8145 prints QUANDILE-BROX, ZORVAN for ward`, `ssn _ prints _ for ward`},
		{`user QUANDILEX,ZORVANETTE div 5 ssn 536-22-8145`, `user _ div 5 ssn _`},
		{`ssn 536-22-8145 teams Epic, Cerner, Meditech`, `ssn _ teams Epic, Cerner, Meditech`},
		{`ssn 536-22-8145 fields Weight, Height and Cardiology, Oncology`, `ssn _ fields Weight, Height and Cardiology, Oncology`},
		{`no one: Quandile, Zorvan to CT`, `no one: Quandile, Zorvan to CT`},
		// Components.
		{`ssn 536-22-8145 path /x/QUANDILEX^ZORVANETTE/f.dcm`, `ssn _ path /x/_^_/f.dcm`},
		// Behind a word for a person.
		{`ssn 536-22-8145 dep Zorvanelle elig end`, `ssn _ dep _ elig end`},
		{`ssn 536-22-8145 anes P. Quandilex start 0738`, `ssn _ anes _ start 0738`},
		{`ssn 536-22-8145 sent by Grafana to host Strimzi`, `ssn _ sent by Grafana to host Strimzi`},
		// The rest of a name.
		{`pt Baby Girl Kowalczyk born today, ssn 536-22-8145`, `pt _ born today, ssn _`},
		{`baby Kowalczyk, girl A ssn 536-22-8145`, `baby _ ssn _`},
		{`mail Quabrine & Luis Henderson, 808-555-0166`, `mail _, _`},
	} {
		got := token.ReplaceAllString(string(testRedactor().Append(nil, []byte(tt.in))), "_")
		if got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}
