package detectors

import "testing"

// TestValidators holds the vectors of the detector specification, each with mutations that must fail.
func TestValidators(t *testing.T) {
	for _, v := range []struct {
		name       string
		valid      func([]byte) bool
		pass, fail []string
	}{
		{"ssn", ssnText, []string{"536-22-8145", "899-01-0001", "912-72-4451", "900-50-0001"},
			[]string{"000-12-3456", "666-12-3456", "900-12-3456", "536-00-8145", "536-22-0000", "912-69-4451", "912-93-4451"}},
		{"mbi", mbi, []string{"1EG4-TE5-MK73", "1eg4te5mk73"}, []string{"0EG4TE5MK73", "1SG4TE5MK73", "1EG4TE5MKA3", "1EG4TE5MK7"}},
		{"npi", npi, []string{"1234567893", "1987004326", "2015544663"}, []string{"1234567890", "0000000006", "123456789"}},
		{"dea", dea, []string{"MR4421070", "F91234563", "AB1234563"}, []string{"MR4421071", "1R4421070"}},
		{"card", card, []string{"4111111111111111", "5555555555554444", "2223003122003222", "378282246310005", "6011111111111117"},
			[]string{"4111111111111112", "1514038620000", "411111111111111"}},
		{"imei", luhn, []string{"356938035643809"}, []string{"356938035643808"}},
		{"iban", iban, []string{"DE89370400440532013000", "DE89 3704 0044 0532 0130 00"}, []string{"DE88370400440532013000", "DE89"}},
		{"vin", vin, []string{"1M8GDM9AXKP042788", "1HGCM82633A004352", "5GZCZ43D13S812715", "1hgcm82633a004352"},
			[]string{"1M8GDM9A1KP042788", "28342503914935090", "1HGCM82633A00435"}},
		{"gtin", gtin, []string{"00850001234566"}, []string{"00850001234567", "0085000123456"}},
		{"nanp", func(v []byte) bool { return nanp(v[0:3], v[4:7]) }, []string{"419-555-0142", "800-555-0199"},
			[]string{"119-555-0142", "411-555-0142", "419-155-0142", "419-911-0142", "495-555-0142"}},
		{"date", func(v []byte) bool { return dateAt(v, 0, anyDate).end == len(v) },
			[]string{"1961-02-28", "02/29/2024", "19610203", "3-Feb-1961", "Feb 3rd, 1961", "03FEB61", "Fri Feb 03 00:00:00 EST 1961", "1961-02", "3rd of February", "13/02/1961", "3. Februar 1961"},
			[]string{"02/29/2023", "13/45/2024", "20241301", "1789-02-03", "00/00/1961", "1.2.3", "Feb 30, 1961"}},
		{"icd", func(v []byte) bool { end, sure := icdEnd(v, 0); return end == len(v) && sure },
			[]string{"E11.9", "S72.001A", "U07.1", "W61.62XD", "M1A.0110", "C4A.9", "O9A.1", "Z3A.08"}, []string{"E11.", "E66.8B", "E17.1", "A1B.2", "e11.9", "E11.95555"}},
		{"zip", func(v []byte) bool { return zipEnd(v, 0) == len(v) }, []string{"62704", "62704-1234", "00501"}, []string{"00412", "6270", "627041"}},
		{"epoch", epoch, []string{"1520386453", "1514038620000"}, []string{"4195550142", "15203864", "4111111111111111"}},
		{"mac", func(v []byte) bool { return macEnd(v, 0) == len(v) }, []string{"5c:50:15:4c:18:13", "0012.3456.789a", "5C-50-15-4C-18-13"},
			[]string{"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "5c:50:15:4c:18", "5c:50:15:4c:18:13:aa"}},
		{"ipv6", func(v []byte) bool { return ipv6(v, 0) == len(v) }, []string{"2001:db8::1", "2001:db8:85a3:0:0:8a2e:370:7334", "::1", "fe80::1", "::ffff:203.0.113.7"},
			[]string{"12:30:45", "5c:50:15:4c:18:13", "2001:db8::1::2", "std::vec"}},
	} {
		for _, s := range v.pass {
			if !v.valid([]byte(s)) {
				t.Errorf("%s: %s fails", v.name, s)
			}
		}
		for _, s := range v.fail {
			if v.valid([]byte(s)) {
				t.Errorf("%s: %s passes", v.name, s)
			}
		}
	}
}

func ssnText(v []byte) bool { return ssnRules(number(v, 0, 3), number(v, 4, 6), number(v, 7, 11)) }

// TestKeep holds the negative cases of the detector specification, 6.6: numbers that belong to the machine.
func TestKeep(t *testing.T) {
	for text, want := range map[string]bool{
		"41111111-1111-4111-8111-[111111111111]": true,
		"blk_-[1608999687919862906]":             true,
		"blk_[4380385204018751771]":              true,
		"at [1514038620000] ms":                  true,
		"v[123456789]":                           true,
		"trace_id=[4111111111111111]":            true,
		`"offset": [4111111111111111]`:           true,
		"max [4294967295]":                       true,
		"paid [4111111111111111]":                false,
		"card=[4111111111111111]":                false,
	} {
		s := []byte(text)
		i := 0
		for s[i] != '[' {
			i++
		}
		s = append(s[:i], s[i+1:]...)
		j := i
		for s[j] != ']' {
			j++
		}
		s = append(s[:j], s[j+1:]...)
		if got := kept(s, i, j); got != want {
			t.Errorf("%s: kept %v, want %v", text, got, want)
		}
	}
}
