package detectors

// Type is an entity type: the word in spans, tokens and metrics.
type Type uint8

// The entity types of the command-line contract.
const (
	None Type = iota
	Email
	Name
	Username
	DOB
	Date
	Age90
	SSN
	Address
	City
	ZIP
	Geo
	Phone
	Fax
	MRN
	InsuranceID
	Account
	License
	Vehicle
	Device
	URL
	IP
	Biometric
	Photo
	Diagnosis
	Medication
	Procedure
	Credential
	OtherID
	NumTypes
)

var typeNames = [NumTypes]string{"", "EMAIL", "NAME", "USERNAME", "DOB", "DATE", "AGE90", "SSN", "ADDRESS", "CITY", "ZIP", "GEO", "PHONE",
	"FAX", "MRN", "INSURANCE_ID", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "URL", "IP", "BIOMETRIC", "PHOTO", "DIAGNOSIS", "MEDICATION",
	"PROCEDURE", "CREDENTIAL", "OTHER_ID"}

// String returns the type's word, such as "INSURANCE_ID".
func (t Type) String() string {
	if t < NumTypes {
		return typeNames[t]
	}
	return ""
}

// TypeOf returns the type with that word, or None.
func TypeOf(word string) Type {
	for t := Email; t < NumTypes; t++ {
		if typeNames[t] == word {
			return t
		}
	}
	return None
}
