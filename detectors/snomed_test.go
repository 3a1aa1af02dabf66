package detectors

import "testing"

func TestSNOMED(t *testing.T) {
	for v, want := range map[string]bool{
		"73211009": true, "44054006": true, "38341003": true, "386661006": true, "368009": true, "22298006": true,
		"73211008": false, "44054016": false, "123456": false, "0368009": false, "36800": false, "4405400x": false, "38341103": false,
	} {
		if got := SNOMED([]byte(v)); got != want {
			t.Errorf("%s: %v", v, got)
		}
	}
}
