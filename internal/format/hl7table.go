package format

// kind is a data type of HL7 v2 with what it holds here.
type kind byte

// The kinds, as the letters of hl7Fields. Data types: HL7 v2.5.1 chapter 2A.
const (
	kName      kind = 'n' // XPN, PN: names of a person
	kPerson    kind = 'p' // XCN, CN: id, then names
	kAddress   kind = 'a' // XAD
	kPhone     kind = 't' // XTN
	kBirth     kind = 'b' // TS of birth
	kDate      kind = 'd' // TS, DT, DR
	kTiming    kind = 'w' // TQ: components 4 and 5 are times
	kMRN       kind = 'i' // CX of a person
	kAccount   kind = 'c' // CX of an account, visit, prescription
	kInsurance kind = 'u' // CX of a policy, member, group
	kOther     kind = 'o' // CX, EI of orders and the rest
	kPair      kind = 'e' // EIP: the placer's and the filler's id
	kSSN       kind = 's'
	kLicense   kind = 'l'
	kCity      kind = 'y' // birth place, county
	kDiagnosis kind = 'g' // CE, CWE
	kProcedure kind = 'h'
	kDrug      kind = 'm'
	kText      kind = 'x'
	kOrg       kind = 'z' // XON of an employer
	kSecret    kind = 'k'
	kObserved  kind = 'v' // OBX-5: the type is OBX-2
	kData      kind = 'D' // ED: an encoded document
	kQuery     kind = 'q' // QPD: @PID.5.1^DOE, else an id
)

// hl7Fields are the fields that may identify a person, by position: HL7 v2.5.1, chapters 2 (MSH, NTE, ERR, MSA, QPD), 3 (EVN,
// PID, PD1, NK1, PV1, PV2, AL1, IAM, MRG, ACC, PDA, DB1), 4 (ORC, OBR, RXE, RXO, RXD, RXA), 6 (FT1, DG1, PR1, GT1, IN1-3, UB2),
// 7 (OBX, SPM, CTI), 9 (TXA), 10 (SCH, AIP), 11 (RF1, CTD, PRD), 12 (GOL, PRB, ROL), 15 (STF), and v2.7 (PRT). A field that is
// not listed is kept: set ids, codes of tables, locations of a facility, sending and receiving systems.
var hl7Fields = [...]struct{ seg, fields string }{
	{"MSH", "8k"}, {"MSA", "3x"}, {"ERR", "7x 8x"}, {"NTE", "3x"},
	{"QPD", "3q 4q 5q 6q 7q 8q 9q 10q 11q 12q"}, {"QRD", "8p 9x"}, {"QRF", "2d 3d"}, {"EVN", "5p"},
	{"PID", "2i 3i 4i 5n 6n 7b 9n 11a 12y 13t 14t 18c 19s 20l 21i 23y 29d 40t"},
	{"PD1", "4p 10i"}, {"MRG", "1i 2i 3c 4i 5c 6c 7n"}, {"DB1", "3i 5d 6d 7d 8d"},
	{"NK1", "2n 4a 5t 6t 8d 9d 12o 13z 16b 26n 30n 31t 32a 33o 37s 38y 40t"},
	{"GT1", "2c 3n 4n 5a 6t 7t 8b 12s 13d 14d 16n 17a 18t 19o 21z 24d 29o 42n 45n 46t 51z 56y"},
	{"IN1", "6n 7t 8u 9u 10o 11z 12d 13d 14o 16n 18b 19a 24d 26d 28o 29d 30n 36u 44a 49u 51d 52y"},
	{"IN2", "1o 2s 3p 6u 7n 8u 9n 10o 22n 26u 40n 49n 50t 52n 53t 61u 63t 64t 69z 70z"},
	{"IN3", "2o 3p 6d 7d 8p 9d 10d 14p 15d 16t 19t 20o 21n 22d 25p"},
	{"PV1", "5c 7p 8p 9p 17p 19c 44d 45d 50c 52p"},
	{"PV2", "3g 5x 8d 9d 12x 13p 14d 17d 26d 28d 29d 33d 46d 47d"},
	{"ACC", "1d 3x 7p 8x 9x 11a 12x"}, {"PDA", "1g 4d 5p 6d 7d 8p"},
	{"DG1", "3g 4g 5d 16p 19d"}, {"PR1", "3h 4h 5d 8p 11p 12p 15g"}, {"DRG", "2d"}, {"UB2", "12o"},
	{"AL1", "3g 5g 6d"}, {"IAM", "3g 5g 8g 11d 12x 13d 14n 18p"},
	{"OBX", "5v 14d 16p 18o 19d 25p"}, {"OBR", "2o 3o 6d 7d 8d 10p 13x 14d 16p 17t 18o 19o 20x 21x 22d 27w 28p 29e 31x 32p 33p 34p 35p 36d 39x"},
	{"ORC", "2o 3o 4o 7w 8e 9d 10p 11p 12p 14t 15d 19p 22a 23t 24a 27d"}, {"SPM", "2e 3e 14x 17d 18d"}, {"CTI", "1o"},
	{"TXA", "4d 5p 6d 7d 8d 9p 10p 11p 12o 13o 14o 15o 16o 22p 23p"},
	{"SCH", "1o 2o 3o 4o 6x 7x 11w 12p 13t 14a 16p 17t 18a 20p 21t 23o 24o 26o 27o"},
	{"AIP", "3p 6d"}, {"AIS", "4d"}, {"AIG", "8d"}, {"AIL", "6d"},
	{"RXE", "1w 2m 13p 14p 15c 18d 21x 27m 31m 32d"}, {"RXO", "1m 6x 7x 14p 15p"}, {"RXD", "2m 3d 7c 9x 10p"}, {"RXA", "3d 4d 5m 9x 10p 15o 16d"},
	{"FT1", "2o 3o 4d 5d 8x 9x 19g 20p 21p 23o 24p 25h 30o"},
	{"RF1", "6o 7d 8d 9d 10x 11o"}, {"PRD", "2n 3a 5t 7o 8d 9d"}, {"CTD", "2n 3a 5t 7o"}, {"AUT", "2o 3o 4d 5d 6o"},
	{"PRB", "2d 3g 4o 7d 8d 9d 15d 16d"}, {"GOL", "2d 3x 4o 7d 8d 9d 17x 19d 21n"}, {"PTH", "3o"},
	{"ROL", "4p 5d 6d 11a 12t"}, {"STF", "2o 3n 6b 10t 11a 12d 13d 15t 22l"}, {"PRT", "5p 11d 12d 14a 15t 20o"},
	{"ARV", "6d"}, {"CON", "13d 14d"}, {"GP1", ""}, {"BLG", "3c"},
}

// maxField is above every field number of hl7Fields.
const maxField = 80

// hl7Seg is a row of hl7Fields made ready.
type hl7Seg struct {
	kinds [maxField]kind
	setID bool // field 1 numbers the segments of its kind
}

// hl7Segs holds hl7Fields by segment; read-only.
var hl7Segs = func() map[[3]byte]*hl7Seg {
	m := make(map[[3]byte]*hl7Seg, len(hl7Fields))
	for _, row := range hl7Fields {
		s := &hl7Seg{}
		n := 0
		for _, c := range []byte(row.fields) {
			switch {
			case c >= '0' && c <= '9':
				n = n*10 + int(c-'0')
			case c != ' ':
				s.kinds[n], n = kind(c), 0
			}
		}
		m[[3]byte([]byte(row.seg))] = s
	}
	for _, w := range [...]string{"PID", "NK1", "GT1", "IN1", "PV1", "DG1", "PR1", "AL1", "IAM", "OBX", "OBR", "NTE", "FT1", "TXA", "SPM"} {
		m[[3]byte([]byte(w))].setID = true
	}
	return m
}()

// hl7Cues returns the cues: "msh" and every segment with its field separator.
func hl7Cues() []string {
	cues := []string{"msh"}
	for _, row := range hl7Fields[1:] {
		cues = append(cues, lowerWord(row.seg)+"|")
	}
	return cues
}

// hl7IDs are identifier types that say more than the position does: HL7 table 0203.
var hl7IDs = [...]struct {
	code string
	role Role
}{
	{"SS", RoleSSN}, {"DL", RoleLicense}, {"PPN", RoleLicense}, {"DEA", RoleLicense}, {"MD", RoleLicense}, {"RN", RoleLicense},
	{"MC", RoleInsurance}, {"MA", RoleInsurance}, {"MB", RoleInsurance}, {"HC", RoleInsurance}, {"SN", RoleInsurance}, {"PN", RoleInsurance},
	{"AN", RoleAccount}, {"VN", RoleAccount}, {"BC", RoleAccount}, {"MR", RoleMRN}, {"PI", RoleMRN}, {"PT", RoleMRN},
}
