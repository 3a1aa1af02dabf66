package redact

import (
	"strings"
	"testing"
)

func TestAbbreviatedKeys(t *testing.T) {
	r := testRedactor()
	for _, line := range []string{"first_nm=Wojciech", `{"last_nm":"Kinnunen"}`, "brth_dt=2005-10-12", "ssn_nbr=595425713", "ssnum=595425713", `{"mbrId":"KHW536956834"}`,
		"PT_FIRST_NM=Wojciech", "vin_nbr=1M8GDM9AXKP042788", "acctNbr=4400187725", "pat_ssn_no=595425713", "polNo=WUG968613607"} {
		if out := string(r.Append(nil, []byte(line))); !strings.Contains(out, "PHI-") {
			t.Errorf("%s is left", line)
		}
	}
	for _, line := range []string{"width_nm=450", "lineno=12", "dt=2026-01-02", "nm=12", "pt=3", "retry_no=3", "page_nbr=12"} {
		if out := string(r.Append(nil, []byte(line))); out != line {
			t.Errorf("%s became %s", line, out)
		}
	}
}

// TestAbbreviationsAreNew: a short form never takes a key that stands in a detector's list or among the negative keys.
func TestAbbreviationsAreNew(t *testing.T) {
	if got := abbreviations("firstname"); strings.Join(got, " ") != "firstnm firstnme frstname fstname frstnm fstnm frstnme fstnme" {
		t.Errorf("abbreviations of firstname: %v", got)
	}
	if got := abbreviations("name"); len(got) != 0 {
		t.Errorf("a lone word has short forms: %v", got)
	}
}

// TestAbbreviationsStandForTheirKey: a detector is told the key it knows, whatever the spelling.
func TestAbbreviationsStandForTheirKey(t *testing.T) {
	for spelled, want := range map[string]string{"first_nm": "firstname", "brthDt": "birthdate", "firstName": "firstname"} {
		owner, _ := tablesFor(false, nil).keyTable.look([]byte(spelled))
		if owner == nil || owner.key != want {
			t.Errorf("%s: %+v, want the key %s", spelled, owner, want)
		}
	}
}
