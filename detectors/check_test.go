package detectors

import (
	"slices"
	"testing"
)

func TestChecks(t *testing.T) {
	for name, c := range map[string]struct{ valid, invalid string }{
		"dea":   {"AB1234563", "AB1234564"},
		"gtin":  {"00012345678905", "00012345678906"},
		"iban":  {"DE89370400440532013000", "DE88370400440532013000"},
		"luhn":  {"4111-1111-1111-1111", "4111111111111112"},
		"mod97": {"794-44", "79445"},
		"nhs":   {"943 476 5919", "943 476 5918"},
		"npi":   {"1234567893", "1234567894"},
		"vin":   {"1M8GDM9AXKP042788", "1M8GDM9A1KP042788"},
	} {
		check, ok := CheckOf(name)
		if !ok || !check.Valid([]byte(c.valid)) || check.Valid([]byte(c.invalid)) || check.Valid(nil) {
			t.Errorf("%s: known %v; does not tell %q from %q", name, ok, c.valid, c.invalid)
		}
	}
	if _, ok := CheckOf("none"); ok {
		t.Error("a check that is not there")
	}
	names := []string{}
	for _, c := range Checks() {
		names = append(names, c.Name)
	}
	if len(names) != 8 || !slices.IsSorted(names) {
		t.Errorf("the list is %v: give each a line in this test, in order", names)
	}
}
