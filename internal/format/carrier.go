package format

// Role says what a leaf of a positional carrier holds.
type Role uint8

// The roles. RoleText is free text and codes that a standard does not tell apart: it is to be scanned, not replaced.
const (
	RoleNone Role = iota
	RoleName
	RoleMRN
	RoleAccount
	RoleInsurance
	RoleSSN
	RoleDOB
	RoleDate
	RoleStreet
	RoleCity
	RoleZIP
	RolePhone
	RoleFax
	RoleEmail
	RoleDiagnosis
	RoleProcedure
	RoleMedication
	RoleLicense
	RoleCredential
	RoleOrg // an employer
	RoleAge // over 89
	RolePhoto
	RoleIP
	RoleOther
	RoleText
	NumRoles
)

var roleNames = [NumRoles]string{"", "name", "mrn", "account", "insurance", "ssn", "dob", "date", "street", "city", "zip", "phone",
	"fax", "email", "diagnosis", "procedure", "medication", "license", "credential", "org", "age", "photo", "ip", "other", "text"}

// String returns the role's word.
func (r Role) String() string {
	if r < NumRoles {
		return roleNames[r]
	}
	return ""
}

// Leaf is one value of a carrier. Offsets are bytes in the text, End is exclusive. A leaf holds a letter or digit and none
// of the carrier's delimiters, so that replacing it keeps their number.
type Leaf struct {
	Start, End int
	Role       Role
}

// Carrier is a positional format, as data.
type Carrier struct {
	Name string
	// Cues are lower-case words at whose start, whatever the case, Walk is to be asked. A byte behind the letters and digits of a
	// cue is the delimiter that must follow.
	Cues []string
	// Walk appends the leaves of what begins at text[at], in order and without overlap: of that segment and of all that
	// follow it, further messages too, so that no break between them need be a word border. end is where it stopped, and at
	// itself if the cue was a coincidence. The caller need not ask again before end; it must ask again at cues from end on.
	Walk    func(dst []Leaf, text []byte, at int) (leaves []Leaf, end int)
	Capital bool // a cue counts only where it begins with a capital
	// Idle says that Walk finds a coincidence, judged by the cue itself. text may go on before and behind the record. Nil: that
	// takes Walk.
	Idle func(text []byte, at int) bool
	// Vain says that Walk finds no leaves from at to the end of the line, judged by all of it. Nil: it is not worth a look.
	Vain func(text []byte, at int) bool
	// Before is how many bytes before at the first leaf may begin: 0 but where the cue stands inside.
	Before int
	// Quoted says that what delimits the leaves may also stand in a value: nothing is to be cut at it.
	Quoted bool
}

// Carriers returns the list.
func Carriers() []Carrier {
	return []Carrier{
		{Name: "hl7", Cues: hl7Cues(), Walk: walkHL7, Capital: true, Idle: never, Vain: vainHL7},
		{Name: "hl7path", Cues: pathCues(), Walk: walkPath, Capital: true, Idle: idlePath},
		{Name: "x12", Cues: x12Cues(), Walk: walkX12, Capital: true},
		{Name: "dicom", Cues: dicomCues(), Walk: walkDICOM},
		{Name: "ncpdp", Cues: ncpdpCues(), Walk: walkNCPDP},
		{Name: "field", Cues: fieldCues(), Walk: walkField},
		{Name: "xdt", Cues: xdtCues(), Walk: walkXDT},
		{Name: "aamva", Cues: []string{"dbb"}, Walk: walkAAMVA, Capital: true, Before: maxBefore, Quoted: true},
		{Name: "astm", Cues: []string{"p|", "o|"}, Walk: walkASTM, Capital: true},
		{Name: "fhir", Cues: fhirCues(), Walk: walkFHIR, Idle: idleFHIR, Quoted: true},
	}
}
