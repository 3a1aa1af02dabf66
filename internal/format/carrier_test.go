package format

import (
	"bytes"
	"strings"
	"testing"
)

// carrierCases are lines with the leaves that a walk over them must find, in order, as role:text. They seed the fuzzer too.
var carrierCases = []struct{ name, in, want string }{
	{"pid", `PID|1||482915^^^TMC^MR~536228145^^^USSSA^SS||DOE^JANE^Q^III^MRS^^L||19610203|F|||9 Hill Ct^Apt 2^Reno^NV^89501^USA^H^^Washoe||^PRN^PH^^1^775^5550142~^NET^Internet^jd@example.org|||||V0018^^^H^VN|536-22-8145|D1234567^NV`,
		"mrn:482915 ssn:536228145 name:DOE name:JANE name:Q dob:19610203 street:9 Hill Ct street:Apt 2 city:Reno zip:89501 city:Washoe phone:775 phone:5550142 email:jd@example.org account:V0018 ssn:536-22-8145 license:D1234567"},
	{"address moved on", `PID|1||7||DOE^JANE||||||9 Hill Ct^^Unit 2^Toledo^OH^43604`, "mrn:7 name:DOE name:JANE street:9 Hill Ct street:Unit 2 city:Toledo zip:43604"},
	{"sub-components", `PID|1||1^^^A^MR||van Berg&van&Berg^JAN|""|""|F|||12&Hill Ct^^Reno`, "mrn:1 name:van Berg name:van name:Berg name:JAN street:12 street:Hill Ct city:Reno"},
	{"message", "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.3\rEVN|A01|2026\rPID|1||7||DOE^JANE\rPV1|1|I|W^1^2||||1234567893^ROE^RAY^^^DR|||SUR\rZZZ|x\rDG1|1||E11.9^Diabetes^I10||20260102",
		"mrn:7 name:DOE name:JANE license:1234567893 name:ROE name:RAY diagnosis:E11.9 diagnosis:Diabetes date:20260102"},
	{"other delimiters", "MSH#*!?$#A#B\rPID#1##7***A*MR!8##DOE$DE*JANE", "mrn:7 mrn:8 name:DOE name:DE name:JANE"},
	{"in JSON", `{"m":"MSH|^~\\&|A|B\rPID|1||7^^^A^MR||DOE&X^JANE\r","level":"info"}`, "mrn:7 name:DOE name:X name:JANE"},
	{"in JSON, HTML escaped", `{"m":"MSH|^~\\\u0026|A|B\r\nPID|1||7||DOE\u0026X^JANE","level":"info"}`, "mrn:7 name:DOE name:X name:JANE"},
	{"in JSON twice", `{"m":"{\"h\":\"MSH|^~\\\\&|A|B\\rPID|1||7||DOE^JANE\",\"n\":1}"}`, "mrn:7 name:DOE name:JANE"},
	{"segment in JSON", `{"segment":"PID|1||7||DOE^JANE","n":1}`, "mrn:7 name:DOE name:JANE"},
	{"^M and names in M", "MSH|^~\\&|A^MPID|1||7||DOE^MARY|^MNK1|1|DOE^MAX|MTH", "mrn:7 name:DOE name:MARY name:DOE name:MAX"},
	{"<CR>", "MSH|^~\\&|A<CR>PID|1||7||DOE^JANE<CR><LF>NK1|1|ROE^RAY", "mrn:7 name:DOE name:JANE name:ROE name:RAY"},
	{"&#13;", "MSH|^~\\&amp;|A&#13;PID|1||7||DOE&amp;X^JANE&#13;", "mrn:7 name:DOE name:X name:JANE"},
	{"no break", "MSH|^~\\&|A|B|2.3PID|1||7||DOE^JANE NK1|1|ROE^RAY", "mrn:7 name:DOE name:JANE name:ROE name:RAY"},
	{"MLLP", "\x0bMSH|^~\\&|A\rPID|1||7||DOE^JANE\r\x1c\r", "mrn:7 name:DOE name:JANE"},
	{"segments in JSON", `{"m":"PID|1||7||DOE^JANE\rNK1|1|ROE^RAY\r","n":1}`, "mrn:7 name:DOE name:JANE name:ROE name:RAY"},
	{"two messages", `{"m":"MSH|^~\\&|A\rPID|1||7||DOE^J\rMSH#!*|A\rPID#1##8##ROE!R","n":1}`, "mrn:7 name:DOE name:J mrn:8 name:ROE name:R"},
	{"log prefix", "12:00:01 INFO recv [PID|1||7||DOE^JANE]", "mrn:7 name:DOE name:JANE"},
	{"truncated", "PID|1||7||DO", "mrn:7 name:DO"},
	{"slipped name", "NK1|1|DOE^^^JANETTE", "name:DOE name:JANETTE"},
	{"obx text", "OBX|3|TX|NOTE||Seen 03/11||||||F|||20260101", "text:Seen 03/11 date:20260101"},
	{"obx number", "OBX|1|NM|2345-7^Glucose^LN||112|mg/dL|70-99|N|||F", ""},
	{"obx name", "OBX|1|XPN|X||DOE^JANE||||||F", "name:DOE name:JANE"},
	{"insurance", "IN1|1|PPO|77|Acme|||||GRP12|||||||DOE^JANE|SELF|19610203|9 Hill Ct^^Reno^NV^89501|||||||||||||||||W825", "insurance:GRP12 name:DOE name:JANE dob:19610203 street:9 Hill Ct city:Reno zip:89501 insurance:W825"},
	{"fax", "NK1|1|DOE|MTH||(775)555-0142^WPN^FX", "name:DOE fax:(775)555-0142"},
	{"query", "MSH|^~\\&|A\rQPD|Q22|1|@PID.5.1^DOE~@PID.7^19610203~@PID.3.1^482915", "name:DOE dob:19610203 mrn:482915"},
	{"parent order", "ORC|RE|7|8|9||||PAR1^PAR2|20260102", "other:7 other:8 other:9 other:PAR1 other:PAR2 date:20260102"},
	{"specimen", "SPM|1|SP7&A^SP8&B|", "other:SP7 other:A other:SP8 other:B"},
	{"document", "OBX|1|ED|1^X||A^IM^JPEG^Base64^/9j/4AAQSkZJRgABAQ", "photo:/9j/4AAQSkZJRgABAQ"},
	{"other document", "OBX|1|ED|1^X||^AP^PDF^Base64^JVBERi0xLjQKJcOkw7zDtsOf", "other:JVBERi0xLjQKJcOkw7zDtsOf"},
	{"user and prescriber", "EVN|A01|20260102|||JDOE^ROE^RAY\rRXE||X|||||||||||MR4421070^ROE^RAY", "other:JDOE name:ROE name:RAY medication:X license:MR4421070 name:ROE name:RAY"},
	{"address one further on", "PID|1||7||||||||12 OAK ST^^^TOLEDO^OH^43604^USA", "mrn:7 street:12 OAK ST city:TOLEDO zip:43604"},
	{"no segment", "columns: ID|PID|NAME and PID|x|y", ""},
	{"ack", "MSH|^~\\&|LAB|M|EHR|M|2026||ACK^R01|7|P|2.5.1\rMSA|AA|7", ""},

	{"licence scan", "SCAN: DAQD0000562 DCSROE DACJANE DBB02031961 DAG12 HILL CT DAIRENO DAJNV DAK89501", "license:D0000562 name:ROE name:JANE dob:02031961 street:12 HILL CT city:RENO text:NV zip:89501"},
	{"licence scan in lines", "ANSI 636000090002DL00410278DLDAQT00235789\nDCSROE\nDBB02031961\nDBC1\n", "license:T00235789 name:ROE dob:02031961 text:1"},
	{"no licence scan", "DBB02031961 DACIA started", ""},
	{"short segment", `MRG|56789^^^BCBS^MR`, "mrn:56789"},
	{"x12", `NM1*IL*1*DOE*JANE*Q**JR*MI*XJB123~N3*55 OAK AVE*UNIT 9~N4*TOLEDO*OH*43604~DMG*D8*19610203*F~REF*SY*536228145~REF*2U*999~`,
		"name:DOE name:JANE name:Q insurance:XJB123 street:55 OAK AVE street:UNIT 9 city:TOLEDO zip:43604 dob:19610203 ssn:536228145"},
	{"x12 claim", `CLM*A-1193*210***11:B:1*Y~DTP*472*RD8*20240105-20240109~HI*ABK:E119*ABF:I10~HI*BBR:0DTJ4ZZ:D8:20240106~SV1*HC:99213:25*125~`,
		"account:A-1193 date:20240105-20240109 diagnosis:E119 diagnosis:I10 procedure:0DTJ4ZZ date:20240106 procedure:99213"},
	{"x12 organisation", `NM1*PR*2*ACME HEALTH*****PI*877260000~NM1*82*1*ROE*RAY****XX*1234567893~`, "name:ROE name:RAY license:1234567893"},
	{"x12 contact", `PER*IC*JANE ROE*TE*4195550142*FX*4195550143*EM*jr@example.org~`, "name:JANE ROE phone:4195550142 fax:4195550143 email:jr@example.org"},
	{"x12 remittance", `CLP*A-1193*1*210*200**12*2024105123456~TRN*1*991~`, "account:A-1193 account:2024105123456 other:991"},
	{"x12 separators", "ISA~00~          ~01~SECRET    ~ZZ~S              ~ZZ~R              ~030101~1253~U~00501~000000905~1~T~^_\nNM1~IL~1~DOE~JANE_HI~BK^8901_", "credential:SECRET name:DOE name:JANE diagnosis:8901"},
	{"x12 tildes", "NM1~IL~1~DOE~JANE~T~~JR~MI~123456_", "name:DOE name:JANE name:T insurance:123456"},
	{"x12 tilde codes", "HI~BK~8901~BF^5559_", "diagnosis:8901 diagnosis:5559"},
	{"x12 bars", "claim NM1|IL|1|DOE|JANE~", "name:DOE name:JANE"},
	{"x12 twice", "ISA*00**00**ZZ*S*ZZ*R*030101*1253*U*00501*905*1*T*:~NM1*IL*1*DOE*JANE~ISA+00++00++ZZ+S+ZZ+R+030101+1253+U+00501+905+1+T+:~NM1+IL+1+ROE+RAY~", "name:DOE name:JANE name:ROE name:RAY"},
	{"x12 squeezed", "ISA*00**00**ZZ*S*ZZ*R*030101*1253*U*00501*905*1*T*>|NM1*IL*1*DOE*JANE|HI*BK>8901|", "name:DOE name:JANE diagnosis:8901"},
	{"x12 in JSON", `{"edi":"NM1*IL*1*DOE*JANE~\nN4*RENO*NV*89501","n":1}`, "name:DOE name:JANE city:RENO zip:89501"},
	{"x12 truncated", `NM1*IL*1*DOE*JA`, "name:DOE name:JA"},
	{"dcmdump", "(0010,0010) PN [DOE^JANE]   #   8, 1 PatientName", "name:DOE name:JANE"},
	{"dcmdump id", "I: (0010,0020) LO [482915]     #   6, 1 PatientID", "mrn:482915"},
	{"dcmdump empty", "(0010,0020) LO (no value available)     #   0, 0 PatientID", ""},
	{"dcmdump other person", "(0040,1010) PN [ROE^RAY]", "name:ROE name:RAY"},
	{"pydicom", "(0010, 0010) Patient's Name                      PN: 'DOE^JANE'", "name:DOE name:JANE"},
	{"pydicom list", "(0010, 1000) Other Patient IDs                   LO: ['4829', '4830']", "mrn:4829 mrn:4830"},
	{"dicom text", "0010,0030  Patient's Birth Date: 19610203", "dob:19610203"},
	{"dicom JSON", `{"00100010":{"vr":"PN","Value":[{"Alphabetic":"DOE^JANE"}]},"00100020":{"vr":"LO","Value":["482915"]},"00080005":{"vr":"CS","Value":["ISO_IR 100"]}}`, "name:DOE name:JANE mrn:482915"},
	{"dicom JSON escaped", `{"m":"{\"00100030\":{\"vr\":\"DA\",\"Value\":[\"19610203\"]}}"}`, "dob:19610203"},
	{"dicom age", "(0010,1010) AS [093Y]  # 4, 1 PatientAge", "age:093Y"},
	{"dicom young", "(0010,1010) AS [063Y]  # 4, 1 PatientAge", ""},
	{"dicom date of no table", "(0040,a030) DT [20240109] (0018,1012) DA [20240109]", "date:20240109 date:20240109"},
	{"pydicom date", "(0018, 1012) Date of Secondary Capture             DA: '20240109'", "date:20240109"},
	{"no dicom", "0010: 0020 0038,12 (0008) 00100010", ""},
	{"ncpdp", "AM04\x1cC2XJB123\x1cCCJANE\x1cCDDOE\x1e\x1cAM01\x1cC419610203\x1cCAJANE\x1cCM9 HILL CT\x1cC701", "insurance:XJB123 name:JANE name:DOE dob:19610203 name:JANE street:9 HILL CT"},
	{"ncpdp spelled", `{"m":"AM01\u001cC419610203\u001cCBDOE\u001cCQ7755550142"}`, "dob:19610203 name:DOE phone:7755550142"},
	{"ncpdp words", "<RS><FS>AM01<FS>CAJANE<FS>CNRENO<FS>CP89501", "name:JANE city:RENO zip:89501"},
	{"ncpdp controls", `AM07^\D20482915^\DO` + "E119", "account:0482915 diagnosis:E119"},
	{"ncpdp numbers", `claim 302-C2=XJB123 310-CA=JANE ANN 311-CB="DOE" 304-C4=19610203, 103-A3=B1`, "insurance:XJB123 name:JANE ANN name:DOE dob:19610203"},
	{"no ncpdp", "status 302-ok 304 402-D2 313-CD", ""},
	{"fhir patient", `{"resourceType":"Patient","id":"p-1","identifier":[{"type":{"coding":[{"code":"SS"}]},"value":"536228145"},{"system":"urn:x:mrn","value":"4829"}],"name":[{"family":"Roe","given":["Jane","Q"]}],"birthDate":"1961-02-03"}`,
		"mrn:p-1 ssn:536228145 mrn:4829 name:Roe name:Jane name:Q dob:1961-02-03"},
	{"fhir in a string, cut off", `{"m":"{\"resourceType\":\"Patient\",\"telecom\":[{\"system\":\"fax\",\"value\":\"555-0142\"}],\"name\":[{\"family\":\"Ro`, "fax:555-0142 name:Ro"},
	{"fhir procedure", `{"status":"done","resourceType":"Procedure","code":{"coding":[{"system":"s","code":"1-2","display":"Suture"}]},"subject":{"reference":"Patient/x-9","display":"Jane Roe"},"performedDateTime":"2024-01-30T10:00:00Z"}`,
		"procedure:1-2 procedure:Suture mrn:x-9 name:Jane Roe date:2024-01-30"},
	{"fhir bundle", `{"resourceType":"Bundle","timestamp":"2024-01-30T10:00:00Z","entry":[{"fullUrl":"http://x/Patient/77","resource":{"resourceType":"Coverage","class":[{"value":"G-7"}],"payor":[{"display":"Acme"}]}}]}`, "mrn:77 insurance:G-7"},
	{"fhir outcome", `{"resourceType":"OperationOutcome","issue":[{"diagnostics":"no Patient with identifier http://x/mrn|4829"}]}`, "mrn:4829"},
	{"fhir conformance", `{"resourceType":"ValueSet","date":"2024-01-30","id":"x","contact":[{"name":"HL7"}]}`, ""},
	{"fhir search", "GET /r4/Patient?name:exact=Roe&birthdate=ge1961-02-03&identifier=http://x/mrn%7C4829&_count=5 200", "name:Roe dob:1961-02-03 mrn:4829"},
	{"fhir chain", "GET Observation?patient.identifier=urn:x|4829&date=gt2024-01-30&code=4548-4&subject=Patient/77", "mrn:4829 date:2024-01-30 mrn:77"},
	{"fhir read", "DELETE /r4/Patient/482915/_history/2 and Patient/$everything, Patient/Chart", "mrn:482915"},
	{"fhir XML", `<Patient xmlns="http://hl7.org/fhir"><id value="482915"/>`, "mrn:482915"},
	{"fhir audit", `{"resourceType":"AuditEvent","agent":[{"altId":"jroe","network":{"address":"203.0.113.7"}},{"network":{"address":"10.0.0.7"}}]}`, "other:jroe ip:203.0.113.7"},
	{"fhir attachments", `{"resourceType":"Patient","photo":[{"data":"/9j/4AAQSkZJRg"}]},{"resourceType":"DiagnosticReport","presentedForm":[{"url":"Binary/77-scan","title":"Roe"}]}`, "photo:/9j/4AAQSkZJRg other:Binary/77-scan text:Roe"},
	{"no fhir", `{"resourceType":"Patient"} person? Condition/3 the identifier is http://x/y`, ""},
	{"astm patient", "<STX>2P|1|4471188|A77||ROE^JANE^M||19790214|F||9 HILL CT^RENO^NV^89501||7755550142|D77^ALBA^RAY<CR><ETX>", "mrn:4471188 mrn:A77 name:ROE name:JANE name:M dob:19790214 street:9 HILL CT city:RENO zip:89501 phone:7755550142 other:D77 name:ALBA name:RAY"},
	{"astm order", "3O|1|26C0411-0088||^^^GLU|R||20260411080012", "other:26C0411-0088"},
	{"astm lines", "\x022P|1|4471188|||ROE^JANE||19790214\r\x023O|1|S77||^^^K|R\r", "mrn:4471188 name:ROE name:JANE dob:19790214 other:S77"},
	{"no astm", "P|1|2 and O|1|x|y|z|a P|x|1|2|3|4|5|6 MAP|1|2|3|4|5|6|7|8", ""},
	{"x12 provider adjustment", "PLB*1234567893*20241231*CV:7*-10~", "license:1234567893"},
	{"x12 codes in a sentence", "claim 7 HI*ABK:I10*ABF:N390 for x, DMG*D8*19610203*F sent", "diagnosis:I10 diagnosis:N390 dob:19610203"},
	{"x12 words in a sentence", "got NM1*IL*1*DE LA ROE*JANE****MI*W2094471 not found", "name:DE LA ROE name:JANE insurance:W2094471"},
	{"x12 address in a sentence", "bad N3*9 HILL CT N4*RENO*NV*89501 here", "street:9 HILL CT city:RENO zip:89501"},
	{"dcm4che", "(0010,0010) PN 'ROE^JANE' (0010,0020) LO 'H482915' (0010,0030) DA '19610203'", "name:ROE name:JANE mrn:H482915 dob:19610203"},
	{"dcm4che lengths", "(0010,0020) LO #8 [H482915] PatientID", "mrn:H482915"},
	{"dicom bare", "0010,0020 LO H482915 0010,0030 DA 19610203", "mrn:H482915 dob:19610203"},
	{"hl7 path in brackets", "PID[7]=19610203 PID[5]=ROE^JANE", "dob:19610203 name:ROE name:JANE"},
	{"hl7 path with bars", "PID|7=19610203 PID|5=ROE^JANE", "dob:19610203 name:ROE name:JANE"},
	{"hl7 paths with values behind bars", "PID-5|ROE^JANE^^^ PID-7|19610203", "name:ROE name:JANE dob:19610203"},
	{"nemsis", `ePatient.02=Roe ePatient.03=Jane ePatient.05=9 Hill Ct ePatient.06=Salt Lake City ePatient.09="89501"`, "name:Roe name:Jane street:9 Hill Ct city:Salt Lake City zip:89501"},
	{"nemsis elements", `<ePatient.17>1961-02-03</ePatient.17><eSituation.11>T40.1X1A</eSituation.11>`, "dob:1961-02-03 diagnosis:T40.1X1A"},
	{"no nemsis", "ePatient.15=29 ePatient.99=Roe ePatient. 02=Roe epatient.02.x", ""},
	{"claim form", `box1a=R5881027 box2="Roe, Jane" box3=10 02 1961 box5=9 Hill Ct box21A=E66.01 box33 ok`, "insurance:R5881027 name:Roe, Jane dob:10 02 1961 street:9 Hill Ct diagnosis:E66.01"},
	{"claim form of hospitals", `FL8b: Roe, Jane FL3a=PT-118 fl60="W2094471"`, "name:Roe, Jane account:PT-118 insurance:W2094471"},
	{"no claim form", "box2 ready, box=3 fl=60 box21 box3=on", ""},
	{"xdt", "KVDT Feld 3101 Müller-Roe 3102 Hanna 3103 19630211 3119 S595586936 Fehler", "name:Müller-Roe name:Hanna dob:19630211 insurance:S595586936"},
	{"xdt with signs", "BDT 3101=Roe 3103=11021963 3107=Lindenweg 4 3106=50667 Köln", "name:Roe dob:11021963 street:Lindenweg 4 zip:50667 city:Köln"},
	{"no xdt", "Feld 3101 fehlt, Satz 3102 3103 3119", ""},
	{"ncpdp with blanks", "seg AM01 C419610203 C51 CAJANE CBDE LA ROE CM9 HILL CT CNRENO COKY CP89501", "dob:19610203 name:JANE name:DE LA ROE street:9 HILL CT city:RENO zip:89501"},
	{"no ncpdp with blanks", "AM01 CAUSE C5 CACHE", ""},
	{"x12 none", "a REF* pointer, N3*N4, HI*", ""},
	{"x12 empty ISA", "ISA*00*          *00*          *ZZ*S              *ZZ*R              *666397*1253*^*00501*842118770*0*P*:~", ""},
}

// walk asks every carrier at each of its cues, as the engine does.
func walk(t *testing.T, text []byte) (all []Leaf) {
	t.Helper()
	for _, c := range Carriers() {
		for i := 0; i < len(text); i++ {
			for _, cue := range c.Cues {
				if !hasFold(text, i, cue) {
					continue
				}
				leaves, end := c.Walk(nil, text, i)
				if end < i || end > len(text) || end == i && len(leaves) > 0 {
					t.Fatalf("%q at %d: end %d, leaves %v", text, i, end, leaves)
				}
				check(t, text, max(0, i-c.Before), end, leaves)
				all = append(all, leaves...)
				i = max(i, end-1)
				break
			}
		}
	}
	return all
}

// check asserts what Leaf and Walk promise.
func check(t *testing.T, text []byte, from, end int, leaves []Leaf) {
	t.Helper()
	last := from
	for _, l := range leaves {
		if l.Start < last || l.End <= l.Start || l.End > end || l.Role == RoleNone || l.Role >= NumRoles {
			t.Fatalf("%q: leaf %v after %d", text, l, last)
		}
		if last = l.End; !anyOf(text, l.Start, l.End, alnum) || bytes.ContainsAny(text[l.Start:l.End], "\r\n") {
			t.Fatalf("%q: leaf %q", text, text[l.Start:l.End])
		}
	}
}

func TestWalk(t *testing.T) {
	for _, c := range carrierCases {
		var got []string
		for _, l := range walk(t, []byte(c.in)) {
			got = append(got, l.Role.String()+":"+c.in[l.Start:l.End])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, c.in, s, c.want)
		}
	}
}

// TestWalkKeepsDelimiters replaces every leaf and counts.
func TestWalkKeepsDelimiters(t *testing.T) {
	for _, c := range carrierCases {
		if strings.Contains(c.name, "separators") || strings.Contains(c.name, "delimiters") {
			continue // '-' and blanks are none, but these use '_' and '!'
		}
		out, last := "", 0
		for _, l := range walk(t, []byte(c.in)) {
			out += c.in[last:l.Start] + "X"
			last = l.End
		}
		out += c.in[last:]
		for _, d := range "|^~&*\r\n\\\"" {
			if a, b := strings.Count(c.in, string(d)), strings.Count(out, string(d)); a != b {
				t.Errorf("%s: %q %d times, was %d: %s", c.name, d, b, a, out)
			}
		}
	}
}

// TestWalkTruncated cuts every line everywhere: what is found never reaches beyond, and no more is kept than in the whole.
func TestWalkTruncated(t *testing.T) {
	for _, c := range carrierCases {
		for n := range c.in {
			walk(t, []byte(c.in[:n]))
		}
	}
}

func TestWalkOutside(t *testing.T) {
	for _, c := range Carriers() {
		for _, at := range []int{-1, 0, 3, 4, 100} {
			if leaves, end := c.Walk(nil, []byte("PID"), at); len(leaves) > 0 || end != at {
				t.Errorf("%s at %d: %v %d", c.Name, at, leaves, end)
			}
		}
	}
}

func FuzzWalk(f *testing.F) {
	for _, c := range carrierCases {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) { walk(t, in) })
}

func BenchmarkWalk(b *testing.B) {
	in := []byte(carrierCases[2].in)
	var leaves []Leaf
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		leaves, _ = walkHL7(leaves[:0], in, 0)
	}
}
