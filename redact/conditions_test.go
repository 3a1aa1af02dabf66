package redact

import (
	"regexp"
	"testing"
)

// TestConditions marks the conditions of records that hold an identifier of a person, and of some that hold none.
func TestConditions(t *testing.T) {
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, tt := range []struct{ in, want string }{
		{`mrn=7712095 list: CKD stage 3a, OSA, HFpEF`, `mrn=_ list: _, _, _`},
		{`mrn=7712095 list: ckd 3b, copd, dvt`, `mrn=_ list: _, _, _`},
		{`mrn=7712095 bed 4 STAT seizure`, `mrn=_ bed 4 STAT _`},
		{`mrn=7712095 iso C diff, moved`, `mrn=_ iso _, moved`},
		{`mrn=7712095 SCLC LUL, RT field 2`, `mrn=_ _, RT field 2`},
		{`mrn=7712095 cath lab event log ant STEMI`, `mrn=_ cath lab event log _`},
		{`mrn=7712095 HBsAg reactive, HIV+`, `mrn=_ _, _`},
		{`mrn=7712095 c/o shortness of breath`, `mrn=_ c/o _`},
		{`mrn=7712095 (s/p liver tx), fx R ankle`, `mrn=_ (_), _`},
		{`mrn=7712095 metastatic breast ca, brain mets`, `mrn=_ _, _`},
		{`mrn=7712095 bipolar d/o, herniated disc L4-L5`, `mrn=_ _, _`},
		{`mrn=7712095 BRCA2 c.5946del, thoracic myelopathy`, `mrn=_ _, _`},
		{`mrn=7712095 R NOF #, L thigh abscess`, `mrn=_ _, _`},
		{`mrn=7712095 T12 compression fracture`, `mrn=_ _`},
		{`mrn=7712095 maladie de Crohn; sclérose en plaques`, `mrn=_ _; _`},
		{`mrn=7712095 fractura de cadera; cáncer de mama`, `mrn=_ _; _`},
		{`mrn=7712095 Kreuzbandriss links; Mamma-Ca`, `mrn=_ _; _`},
		{`mrn=7712095 polmonite acuta; HIPERTENSÃO`, `mrn=_ _; _`},
		{`mrn=7712095 heupfractuur; hjärtinfarkt; zawał serca`, `mrn=_ _; _; _`},
		{`{"mrn":"7712095","kw":["gonorrhea","acute glaucoma","CHF/COPD"]}`, `{"mrn":"_","kw":["_","_","_/_"]}`},
		{`mrn=7712095 file "scan-psoriasis-03.jpg", HIV_letter.pdf`, `mrn=_ file "scan-_.jpg", _.pdf`},

		{`list: CKD stage 3a, OSA, HFpEF`, `list: CKD stage 3a, OSA, HFpEF`},
		{`mrn=7712095 als ode to joy, sud of pad 4, odd`, `mrn=_ als ode to joy, sud of pad 4, odd`},
		{`mrn=7712095 connection failure, attack surface, git diff`, `mrn=_ connection failure, attack surface, git diff`},
		{`mrn=7712095 stroke-width=2 stroke=red lupus_api.dengue`, `mrn=_ stroke-width=2 stroke=red lupus_api.dengue`},
		{`mrn=7712095 burst of 12, compression on, type 2 retry`, `mrn=_ burst of 12, compression on, type 2 retry`},
		{`mrn=7712095 javafx fx rates of 5 banks`, `mrn=_ javafx fx rates of 5 banks`},
		{`mrn=7712095 com/x/asthma/Main.java lib-asthma-2.jar asthma_v2.yaml`, `mrn=_ com/x/asthma/Main.java lib-asthma-2.jar asthma_v2.yaml`},
		{`sclérose en plaques: dossier de presse`, `sclérose en plaques: dossier de presse`},
		{`influenza dashboard of 12 regions loaded`, `influenza dashboard of 12 regions loaded`},
	} {
		if got := token.ReplaceAllString(string(testRedactor().Append(nil, []byte(tt.in))), "_"); got != tt.want {
			t.Errorf("%s\n got  %s\n want %s", tt.in, got, tt.want)
		}
	}
}
