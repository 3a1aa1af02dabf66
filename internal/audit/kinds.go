package audit

import (
	"strconv"

	"github.com/harpolog/harpo/detectors"
)

// unreadable is the kind of a record that no detector could read.
const unreadable = "UNREADABLE"

// words say what the kinds are to who does not know ours; read-only.
var words = map[string]string{
	"EMAIL": "e-mail address", "NAME": "name of a person", "USERNAME": "user name", "DOB": "date of birth", "DATE": "date of an event", "AGE90": "age over 89",
	"SSN": "Social Security number", "ADDRESS": "street address", "CITY": "town", "ZIP": "ZIP code", "GEO": "coordinates", "PHONE": "telephone number", "FAX": "fax number",
	"MRN": "medical record number", "INSURANCE_ID": "health plan number", "ACCOUNT": "account or card number", "LICENSE": "certificate or licence number",
	"VEHICLE": "vehicle number or plate", "DEVICE": "device number", "URL": "web address", "IP": "network address", "BIOMETRIC": "biometric identifier", "PHOTO": "picture",
	"DIAGNOSIS": "diagnosis", "MEDICATION": "medication", "PROCEDURE": "procedure", "CREDENTIAL": "password, key or other secret", "OTHER_ID": "other number of a person",
	unreadable: "a record that cannot be read, so that nobody knows what it holds",
}

func kindOf(t detectors.Type) string {
	if t == detectors.None {
		return unreadable
	}
	return t.String()
}

// grouped writes a number with commas between its thousands.
func grouped(n any) string {
	var digits string
	switch n := n.(type) {
	case uint64:
		digits = strconv.FormatUint(n, 10)
	case int:
		digits = strconv.Itoa(n)
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
