package format

// x12Plain are the elements whose role does not depend on another: ASC X12 (005010) segment directory, as the health care
// implementation guides use it (270/271, 276/277, 278, 820, 834, 835, 837). The letters are those of kind; 'j' is a street, 'Z'
// a postal code. Segments that depend on qualifiers (NM1 N1 REF PER HI) are in x12.go.
var x12Plain = [...]struct{ seg, elems string }{
	{"N2", "1n 2n"}, {"N3", "1j 2j"}, {"N4", "1y 3Z 6y"}, {"DMG", "2b 11o"}, {"DTP", "3d"}, {"DTM", "2d 6d"},
	{"CLM", "1c"}, {"CLP", "1c 7c"}, {"TRN", "2o"}, {"SBR", "3u 4x"}, {"PAT", "6d"}, {"INS", "12d"}, {"COB", "2u"},
	{"SV1", "1P"}, {"SV2", "2P"}, {"SV3", "1P"}, {"SVC", "1P 6P"}, {"LIN", "3m"}, {"ACT", "1x 2o"}, {"HCR", "2o"},
	{"PWK", "6o 7x"}, {"NTE", "2x"}, {"MSG", "1x"}, {"K3", "1x"}, {"EB", "5x"}, {"III", "4x"},
	{"BPR", "7c 9c 13c 15c"}, {"PLB", "1l"}, {"ISA", "2k 4k"},
	{"NM1", ""}, {"N1", ""}, {"REF", ""}, {"PER", ""}, {"HI", ""},
}

// Further kinds of X12.
const (
	kStreet  kind = 'j'
	kPostal  kind = 'Z'
	kService kind = 'P' // a composite with a procedure code in its second component
)

// x12Roles are the roles of the kinds in x12Plain.
var x12Roles = [128]Role{kName: RoleName, kStreet: RoleStreet, kCity: RoleCity, kPostal: RoleZIP, kBirth: RoleDOB, kDate: RoleDate,
	kAccount: RoleAccount, kInsurance: RoleInsurance, kOther: RoleOther, kText: RoleText, kSecret: RoleCredential, kDrug: RoleMedication,
	kLicense: RoleLicense,
	kService: RoleProcedure}

// x12Seg are the kinds of the elements of a segment.
type x12Seg [16]kind

// x12Segs holds x12Plain by segment; read-only.
var x12Segs = func() map[string]*x12Seg {
	m := make(map[string]*x12Seg, len(x12Plain))
	for _, row := range x12Plain {
		s := &x12Seg{}
		n := 0
		for _, c := range []byte(row.elems) {
			switch {
			case c >= '0' && c <= '9':
				n = n*10 + int(c-'0')
			case c != ' ':
				s[n], n = kind(c), 0
			}
		}
		m[row.seg] = s
	}
	return m
}()

// x12Alone are the segments whose name no HL7 segment has; read-only.
var x12Alone = map[string]bool{"NM1": true, "CLM": true, "CLP": true, "DMG": true, "DTP": true, "SBR": true, "SVC": true, "SV1": true, "N3": true, "N4": true, "HI": true, "TRN": true}

// x12Cues returns the cues: "isa" and every segment with the usual element separator.
func x12Cues() []string {
	cues := []string{"isa"}
	for _, row := range x12Plain {
		if row.seg == "ISA" {
			continue
		}
		seg := lowerWord(row.seg)
		cues = append(cues, seg+"*", seg+"~")
		if x12Alone[row.seg] {
			cues = append(cues, seg+"|")
		}
	}
	return cues
}

// x12Refs are the roles of REF02 by the qualifier in REF01 (data element 128). Others name payers, versions and sites.
var x12Refs = map[string]Role{
	"SY": RoleSSN, "EA": RoleMRN,
	"0F": RoleInsurance, "1L": RoleInsurance, "1W": RoleInsurance, "6P": RoleInsurance, "IG": RoleInsurance, "49": RoleInsurance,
	"F6": RoleInsurance, "NQ": RoleInsurance, "HJ": RoleInsurance, "GH": RoleInsurance, "18": RoleInsurance, "IL": RoleInsurance, "MI": RoleInsurance,
	"EJ": RoleAccount, "D9": RoleAccount, "F8": RoleAccount, "9A": RoleAccount, "9C": RoleAccount, "6R": RoleAccount, "9B": RoleAccount,
	"9D": RoleAccount, "1K": RoleAccount, "XZ": RoleAccount,
	"0B": RoleLicense, "1G": RoleOther, "G2": RoleOther, "LU": RoleOther, "TJ": RoleOther, "EI": RoleOther, "D3": RoleOther, "HPI": RoleOther,
	"3H": RoleOther, "A6": RoleOther, "28": RoleOther, "Q4": RoleOther, "17": RoleOther, "23": RoleOther, "ABB": RoleOther, "Y4": RoleOther,
	"G1": RoleOther, "9F": RoleOther, "BB": RoleOther, "BT": RoleOther, "VY": RoleOther,
}

// x12IDs are the roles of NM109 and N104 by the qualifier before them (data element 66). XX is a provider's NPI; PI, a payer, is kept.
var x12IDs = map[string]Role{
	"34": RoleSSN, "MI": RoleInsurance, "II": RoleInsurance, "HN": RoleInsurance, "MR": RoleInsurance, "C": RoleInsurance, "ZZ": RoleInsurance,
	"XX": RoleLicense, "FI": RoleOther, "24": RoleOther, "SV": RoleOther, "PC": RoleOther, "EI": RoleOther,
}

// x12Contacts are the roles of the numbers of PER by the qualifier before them (data element 365).
var x12Contacts = map[string]Role{
	"TE": RolePhone, "HP": RolePhone, "WP": RolePhone, "CP": RolePhone, "EX": RolePhone, "AP": RolePhone, "NP": RolePhone, "BN": RolePhone,
	"FX": RoleFax, "EM": RoleEmail, "ED": RoleText, "UR": RoleText,
}

// x12Codes are the roles of the codes of HI by their list qualifier (data element 1270).
var x12Codes = map[string]Role{
	"ABK": RoleDiagnosis, "ABF": RoleDiagnosis, "BK": RoleDiagnosis, "BF": RoleDiagnosis, "ABJ": RoleDiagnosis, "BJ": RoleDiagnosis,
	"APR": RoleDiagnosis, "PR": RoleDiagnosis, "ABN": RoleDiagnosis, "BN": RoleDiagnosis, "DR": RoleDiagnosis, "TC": RoleDiagnosis,
	"BBR": RoleProcedure, "BBQ": RoleProcedure, "BR": RoleProcedure, "BQ": RoleProcedure, "CAH": RoleProcedure, "BO": RoleProcedure, "BP": RoleProcedure,
	"BE": RoleText, "BG": RoleText, "BH": RoleText, "BI": RoleText,
}

// x12People are the entities of NM101 that are persons even where NM102 does not say so (data element 98).
var x12People = map[string]bool{"IL": true, "QC": true, "74": true, "03": true, "S1": true, "S3": true, "GW": true, "GD": true, "EXS": true, "J6": true, "LR": true, "QD": true}
