package detectors

var insurance = Detector{
	Name: "insurance",
	Type: InsuranceID,
	Doc: "Health plan numbers: Medicare Beneficiary Identifiers by their format; member, subscriber, policy, group, Medicaid and Medicare numbers by " +
		"key and cue.",
	Source: "45 CFR 164.514(b)(2)(i)(I); CMS, Understanding the MBI Format (letters without S L O I B Z; positions 2, 5, 8, 9 letters, 3, 6 either, " +
		"4, 7, 10, 11 digits, 1 a digit from 1)",
	Anchors: MBIForm,
	Cues: []string{"member", "members", "subscriber", "policy", "medicaid", "medicare", "beneficiary", "mbi", "hicn", "insurance", "group", "enrollee", "insured", "cardholder", "policyholder", "kvnr",
		"grp", "blue", "bcbs", "aetna", "cigna", "humana", "tricare", "anthem", "unitedhealthcare", "edipi", "dod", "cin", "dental", "dependent", "mbr", "mcaid"},
	Keys: []string{"memberid", "memberno", "membernumber", "membernum", "memid", "memno", "memberidentifier", "subscriberid", "subscriberno", "subscribernumber", "subscriberidentifier", "beneficiaryid",
		"beneficiarynumber", "beneficiaryidentifier", "policy", "policyno", "policynumber", "policynum", "policyid", "group", "groupno", "groupnumber", "groupnum", "groupid", "grp", "grpno", "rxgrp",
		"rxgroup", "rxbin", "rxpcn", "medicare", "medicareid", "medicareno", "medicarenumber", "mbi", "hicn", "hicno", "medicaid", "medicaidid", "medicaidno", "medicaidnumber",
		"insurerid", "hic", "subid", "insuranceid", "insuranceno", "insurancenumber", "insurancepolicy", "insurancepolicyno", "insurancepolicynumber", "insurancememberid", "insurancecard", "cardholderid", "hpid",
		"healthplanid", "healthplanno", "planmemberid", "planid", "edipi", "enrolleeid", "dependentid", "certificatenumber", "insuredid", "primaryinsuranceid",
		"tarjetasanitaria", "krankenversichertennummer", "versichertennummer", "versicherungsnummer", "nummutuelle", "healthcardnumber", "hcn", "payerid",
		"numeropoliza", "poliza", "numeroassure", "numeroafiliado", "numeroasegurado", "numeroassicurato", "numeropolizza", "numeroapolice", "polisnummer", "polizzanummer", "verzekeringsnummer", "tesserasanitaria", "versichertennr", "versicherungsnr",
		"kvnr", "krankenversicherungsnummer", "kassennummer", "numerocartevitale", "cartevitale", "numeroseguro", "numeroafiliacion", "afiliado", "medicarecard", "medicarecardnumber", "medicarecardno", "ihi", "phn", "personalhealthnumber", "ohip", "ohipnumber", "carteirinha", "numerocarteirinha", "cartaosus", "cns", "cartaonacionalsaude", "numerotesserasanitaria", "zorgnummer", "healthinsurancenumber", "healthinsuranceno", "ehic",
		"enrolleeno", "enrolleenumber", "insuredno", "insurednumber", "mcdid", "hcid", "healthcard", "healthcardid", "plannumber", "enrollmentid", "coverageid", "policyholderid", "krankenkassennummer", "kvnummer",
		"carteira", "medicareclaimnumber", "insuredmemberid", "coveredid", "membershipid", "medicalaidno", "medicalaidnumber", "medaidno", "schemenumber", "schemeno", "payermemberid", "contractholderid", "medicaidrecipientid", "cardmemberid", "nhif", "nhifno", "philhealth", "philhealthno", "philhealthpin", "dvafile", "dvafileno", "insurancecardno", "memberidc", "subscriberidc", "policynumberc", "sbsbid", "memeck", "carriermemid", "mbrid", "mbrno", "mbrnum", "mbrnbr", "mbrkey", "srcmbr", "xmember", "membernbr", "memnbr", "subscribernbr", "subscrid", "subno", "subnum", "mcaid", "mcaidid", "lgcymcaid", "mcare", "hicnumber", "umid", "mcid", "insurancecardnumber", "inscardno"},
	Find:   findInsurance,
	Behind: except(digits),
	Value:  valueInsurance,
	Hits: []string{
		`CIN «91828374C» medi-cal`,
		`dental id «D00918827»`,
		`found «1EG4-TE5-MK73» twice`,
		`id «1EG4TE5MK73», active`,
		`row «1eg4te5mk73»`,
		`mbi=«1EG4TE5MK73»`,
		`Medicare beneficiary id given as «1EG4 TE5 MK73» by phone`,
		`policy no. «W2218 40937» lapsed`,
		`memberId=«XJB123456789-01»`,
		`"memberId":"«WQT253211154»"`,
		`subscriber «987654321» not found`,
		`GET /IdCard.aspx mbr=«YPP447301166»&dep=01`,
		`mbr# «W22 8814 0931» termed`,
		`SRC_MBR='«LA 20 5518 930»', x`,
		`cache MISS key=member:card:«K0038812764»:front ttl=600`,
		`Missing Subscriber/Insured ID; echoed id «W20911827364»`,
		`member_sfx '«JQP118400277 03»' does not match`,
		`member id «77998260196» not found`,
		`member id «XYZ729036907»`,
		`No active coverage for member «WQT784956178» (x)`,
		`medicaid_id=«12345678901»`,
		`policy: «H-00451-77»`,
		`grp=«0098765»`,
		`"groupNumber":"«GRP15297»"`,
		`policy number «88127731» lapsed`,
		`Medicaid ID «U52226811» checked`,
		`"MemberId":"«U00490728 01»"`,
		`member=«25613989571»`,
		`member=«U97615350%2001» HTTP`,
		`/member/«XJB123456789»`,
		`group no. «4471200»`,
		`fix insurance for Roe, Jane, id is «ABC437084518»`,
		`Blue Cross ID «XYZ000456789» grp «00123»`,
		`Plan(member_id='«UHC00120394»', group='«7788»')`,
		`Aetna ID «W000120394» on file`,
		`rxbin=«610014» rxgrp=«RX1234»`,
		`DoD EDIPI «1234567890» linked`,
		`DoD ID «2288401733» tricare`,
		`member_id=«0f6a3c1e-8b1d-4e0e-9f3a-2f4c1b7d9a10»`,
	},
	Misses: []string{
		`std::cin 12345678`,
		`0EG4TE5MK73 1SG4TE5MK73 1EG4TE5MKA3`,
		`policy=always restart`,
		`group=claims offset=12`,
		`groupId=claims-4`,
		`member 3 of 5 joined`,
		`policy v2 loaded`,
		`subscriber queue 12 ready`,
		`imagePullPolicy=IfNotPresent`,
		`group 1700000000 rebalanced`,
		`plan_id=gold`,
		`grp 00123 joined`,
		`member-12 left group 4471`,
		`member_id=consumer-1 group=4471`,
		`blue deployment 12345678 live`,
		`blue cross-check 1234567`,
		`group=7788`,
		`a1EG4TE5MK73`,
		`member=node-3`,
		`memberId=null`,
		`GET /members/search?q=1`,
		`member=0f6a3c1e-8b1d-4e0e-9f3a-2f4c1b7d9a10 joined group=payments`,
		`subscriber=7d1c3f1e-0c42-4b8a-9a1b-e6e1a6f0a3b9 topic=alerts`,
		`policy=0f6a3c1e-8b1d-4e0e-9f3a-2f4c1b7d9a10 applied`,
		`rows: claim=4412983 member=881223`,
	},
}

// mbi says whether the 11 characters of v, dashes left out, follow the format of the Medicare Beneficiary Identifier.
func mbi(v []byte) bool {
	const form = "cANDANDAADD" // c 1-9, A letter, N letter or digit, D digit
	k := 0
	for _, b := range v {
		if b == '-' {
			continue
		}
		b = fold(b)
		isDigit := b-'0' < 10
		isLetter := b-'a' < 26 && !among("sloibz", b)
		if k == len(form) || form[k] == 'c' && !(isDigit && b != '0') || form[k] == 'A' && !isLetter || form[k] == 'N' && !isLetter && !isDigit || form[k] == 'D' && !isDigit {
			return false
		}
		k++
	}
	return k == len(form)
}

// spacedMBI returns where within reach behind j a Medicare Beneficiary Identifier begins that has blanks for dashes, or 0.
func spacedMBI(s []byte, j int) int {
	for k := j; k+13 <= len(s) && k < j+window && s[k] != '\n'; k++ {
		if s[k+4] != ' ' || s[k+8] != ' ' || !is(s, k, digit) || is(s, k-1, word) || is(s, k+13, word) {
			continue
		}
		var v [13]byte
		copy(v[:], s[k:])
		if v[4], v[8] = '-', '-'; mbi(v[:]) {
			return k
		}
	}
	return 0
}

func findInsurance(dst []Span, s []byte, pos int) []Span {
	if is(s, pos, digit) {
		for _, n := range [...]int{11, 13} {
			if i, j := pos+1-n, pos+1; i >= 0 && mbi(s[i:j]) && bounded(s, i, j) && (n == 11 || s[i+4] == '-' && s[i+8] == '-') && !inUUID(s, i, j) {
				return append(dst, Span{Start: i, End: j, Type: InsuranceID, Score: Checked, Why: "Medicare Beneficiary Identifier"})
			}
		}
		return dst
	}
	j := cueEnd(s, pos)
	if is(s, j, digit) {
		return dst
	}
	if f := fold(s[pos]); f == 'b' || f == 'm' && j-pos != len("member") {
		if i := spacedMBI(s, j); i > 0 {
			return append(dst, Span{Start: i, End: i + 13, Type: InsuranceID, Score: Checked, Why: "Medicare Beneficiary Identifier"})
		}
	}
	weak := 7
	switch {
	case wordFold(s, pos, "member") || wordFold(s, pos, "members") || wordFold(s, pos, "subscriber") || wordFold(s, pos, "insured"):
		if at(s, j, '/') {
			return segment(dst, s, j+1, InsuranceID)
		}
		if i, e := chained(s, j); e > 0 {
			return append(dst, Span{Start: i, End: e, Type: InsuranceID, Score: Cued, Why: "number in a key behind a person"})
		}
		if i := saidID(s, j); i != 0 {
			return append(dst, Span{Start: i, End: idWithSuffix(s, i), Type: InsuranceID, Score: Cued, Why: "number beside a health plan cue"})
		}
		if i := parenthesised(s, j); i != 0 {
			return bracketed(dst, s, i, InsuranceID)
		}
	case wordFold(s, pos, "edipi") || wordFold(s, pos, "dod"):
		if i, _ := afterCue(s, j); run(s, i, digit) == i+10 && opens(s, i) && bounded(s, i, i+10) {
			dst = append(dst, Span{Start: i, End: i + 10, Type: InsuranceID, Score: Cued, Why: "number beside a health plan cue"})
		}
		return dst
	case wordFold(s, pos, "cin"): // of Medi-Cal: eight digits and a letter
		i, _ := afterCue(s, j)
		if e := run(s, i, digit); e == i+8 && is(s, e, upper) && !is(s, e+1, word) && opens(s, i) {
			dst = append(dst, Span{Start: i, End: e + 1, Type: InsuranceID, Score: Cued, Why: "number beside a health plan cue"})
		}
		return dst
	case wordFold(s, pos, "dental") || wordFold(s, pos, "dependent"):
		if !wordFold(s, j+1, "id") && !wordFold(s, j+1, "number") && !wordFold(s, j+1, "no") {
			return dst
		}
	case wordFold(s, pos, "group"):
		weak = 99 // only behind "number", "no." or "#"
		if planBefore(s, pos) {
			weak = 4
		}
	case wordFold(s, pos, "grp"):
		if !planBefore(s, pos) {
			return dst
		}
		weak = 4
	case wordFold(s, pos, "blue"):
		k := j + 1
		for _, w := range [...]string{"cross", "blue", "shield"} {
			if wordFold(s, k, w) {
				k += len(w) + 1
			}
		}
		if k == j+1 || k > len(s) {
			return dst
		}
		j, weak = k-1, 99
	case payer(s, pos):
		weak = 99 // only behind "id" or the like
	case wordFold(s, pos, "insurance") || wordFold(s, pos, "policy"):
		if k := j + 1; wordFold(s, k, "policy") || wordFold(s, k, "card") || wordFold(s, k, "member") {
			j = cueEnd(s, k)
		} else if i := idAhead(s, j); i != 0 {
			j, weak = i, 6
		}
	}
	return cuedID(dst, s, j, InsuranceID, weak, 5, "number beside a health plan cue")
}

// payer says whether one of the payers that log lines name most stands at i.
func payer(s []byte, i int) bool {
	for _, w := range [...]string{"bcbs", "aetna", "cigna", "humana", "tricare", "anthem", "unitedhealthcare"} {
		if wordFold(s, i, w) {
			return true
		}
	}
	return false
}

// planBefore says whether a word of a health plan stands within reach before i, on the same line.
func planBefore(s []byte, i int) bool {
	for k := i - 1; k >= max(0, i-window) && s[k] != '\n'; k-- {
		if s[k]|0x20 == 'c' && hasFold(s, k, "consumer") {
			return false // of a queue
		}
	}
	for k := i - 1; k >= max(0, i-window) && s[k] != '\n'; k-- {
		if is(s, k-1, letter) {
			continue
		}
		for _, w := range [...]string{"memberid", "member_id", "member id", "subscriber_id", "subscriber id", "insur", "blue cross", "blue shield"} {
			if s[k]|0x20 == w[0] && hasFold(s, k, w) && !typeOfToken(s, k) {
				return true
			}
		}
		if payer(s, k) {
			return true
		}
	}
	return false
}

// saidID returns where a number as plans make them begins, one to three letters and eight digits or more, that stands behind "id" on the line of the cue
// that ends at j: subscriber not found; echoed id W20944718830. 0 where none does.
func saidID(s []byte, j int) int {
	for k := j; k < min(len(s), j+2*window) && s[k] != '\n'; k++ {
		if s[k]|0x20 != 'i' || !wordFold(s, k, "id") && !wordFold(s, k, "ids") {
			continue
		}
		i := k + run(s[k:], 0, letter)
		for n := 0; n < 3 && i < len(s) && among(" :=#\"'", s[i]); n++ {
			i++
		}
		a := run(s, i, upper)
		if e := run(s, a, digit); a > i && a <= i+3 && e >= a+8 && e <= a+12 && bounded(s, i, e) && opens(s, i) {
			return i
		}
	}
	return 0
}

// idAhead returns the end of the word "id" or "number" within reach behind j on the same line, or 0: "insurance for
// Roe, id is ABC123456789".
func idAhead(s []byte, j int) int {
	for k := j; k < min(len(s), j+window) && s[k] != '\n' && s[k] != ';'; k++ {
		if wordFold(s, k, "id") || wordFold(s, k, "number") {
			return k + run(s[k:], 0, letter)
		}
	}
	return 0
}

func valueInsurance(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	j = firstWord(s, i, j, f)
	least := 4
	switch f.Key {
	case "policy", "group", "groupid", "grp", "medicare", "medicaid", "planid":
		if least = 5; wordy(s[i:j]) || f.Parent == "" && machineValue(s[i:j]) {
			return dst
		}
		if f.Key != "planid" && count(s[i:f.End], digit) >= 4 && planBefore(s, f.KeyStart) {
			least = 4
		}
	case "rxpcn", "rxgrp", "rxgroup":
		least = 1
	}
	if epoch(s[i:j]) && f.Key == "group" {
		return dst
	}
	return appendID(dst, s, f, InsuranceID, least, "key of a health plan number")
}
