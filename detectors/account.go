package detectors

var account = Detector{
	Name: "account",
	Type: Account,
	Doc: "Payment cards by issuer prefix, length and check digit; bank accounts (IBAN); account, claim, encounter, visit and invoice numbers by " +
		"key, by cue, and glued to their prefix (CLM910522228, ACCT-99715202).",
	Source: "45 CFR 164.514(b)(2)(i)(J); ISO/IEC 7812-1 (Luhn; issuer prefixes and lengths of Visa, Mastercard, American Express, Discover, " +
		"Diners Club, JCB); ISO 13616-1 (IBAN); X12 837 CLM01",
	Anchors: Digits9,
	Cues: []string{"account", "acct", "claim", "claims", "encounter", "encounters", "visit", "visits", "csn", "har", "clm", "icn", "dcn", "invoice", "card", "iban", "accountiban", "ibannumber", "ibanno", "bankiban", "guarantor", "encntr", "acc", "fin", "accounts",
		"routing", "inv", "cc", "case", "spec", "specimen", "sample", "exam", "slide", "biopsy", "accn", "acsn", "rx"},
	Keys: []string{"claimreference", "claimreferencenumber", "checknumber", "eftnumber", "stayid", "paymentreference", "paymentref", "remittanceno", "remittancenumber", "account", "accountid", "accountno", "accountnumber", "accountnum", "acct", "acctno", "acctnum", "acctnumber", "acctid", "patientaccount", "patientaccountnumber", "patientacct",
		"guarantorid", "guarantoraccount", "enc", "pcn", "visitid", "visitno", "visitnumber", "encounter", "encounterid", "encounterno", "encounternumber", "encounterreference", "csn", "har", "fin", "finno", "finnumber", "claim",
		"claimid", "claimno", "claimnumber", "claimnum", "icn", "dcn", "claimcontrolnumber", "invoice", "invoiceno", "invoicenumber", "invoiceid", "card", "cardno", "cardnumber",
		"cardnum", "cc", "ccnum", "ccno", "ccnumber", "creditcard", "creditcardnumber", "debitcard", "pan", "cvv", "cvc", "iban", "routing", "routingno", "routingnumber", "aba", "bankaccount", "bankaccountnumber", "billno",
		"billnumber", "billid", "kontonummer", "rechnungsnummer", "fallnummer", "numerocuenta", "admissionid", "admissionno", "episodeid", "episodenumber",
		"numerocompte", "comptebancaire", "numerocomptebancaire", "rekeningnummer", "bankrekening", "bankverbindung", "bankkonto", "cuentabancaria", "numerodecuenta", "numeroconto", "contobancario", "contabancaria", "numeroconta", "factuurnummer", "numerofactura", "numerofacture", "numerofattura",
		"case", "caseid", "statementnumber", "statementid", "receiptnumber", "tcn", "cuenta", "konto", "conto", "compte", "acnumber", "hospitalaccount", "hospitalaccountid", "checkingaccount", "savingsaccount", "paymentaccount", "chargeaccount", "guarantornumber", "remittanceid", "paymentcard"},
	Find:   findAccount,
	Behind: joints,
	Idle: func(s []byte, i int) bool {
		if f := fold(s[i]); f == 's' || f == 'c' && hasFold(s, i, "case") || f == 'e' && hasFold(s, i, "exam") { // words of sentences
			if j := cueEnd(s, i); at(s, j, ' ') && is(s, j+1, lower) && s[j+1] != 'n' && s[j+1] != 'i' {
				return true
			}
		}
		return barren(s, cueEnd(s, i)) && !wordFold(s, i, "card") && !wordFold(s, i, "cc")
	},
	Vain: func(s []byte, i int) bool {
		j := cueEnd(s, i)
		if is(s, i, digit) || !wordFold(s, i, "claims") && !wordFold(s, i, "claim") && !wordFold(s, i, "visit") && !wordFold(s, i, "account") || at(s, j, '-') {
			return false
		}
		return vainBehind(s, j)
	},
	Value: valueAccount,
	Hits: []string{
		`account_number=«-88123456» x`,
		`acct ending in «4471» past due`,
		`the card ending «2290», name on it`,
		`declined, card *«4402»`,
		`card on file ****«4402» exp`,
		`card: xxxx-xxxx-xxxx-«4402»`,
		`claim no «CLM 77 0912 A» open`,
		`account number «4400 1827 66»`,
		`card «4111111111111111» declined`,
		`paid with «4111 1111 1111 1111»`,
		`«4111-1111-1111-1111»`,
		`x «5555555555554444» y`,
		`x «2223003122003222» y`,
		`x «378282246310005» y`,
		`x «6011111111111117» y`,
		`"card":"«4510491454253655»"`,
		`"iban":"«DE89370400440532013000»"`,
		`IBAN «DE89 3704 0044 0532 0130 00»`,
		`paid from «DE89 3704 0044 0532 0130 00» in full`,
		`paid from «FR1420041010050500013M02606» today`,
		`acct=«4400187725»`,
		`CSN «100234567»`,
		`HAR:«8812345»`,
		`claim «2024105123456» denied`,
		`Claim «CLM089395656» rejected`,
		`routing «021000021»`,
		`visit_id=«V884211»`,
		`invoice_no: «INV-20931»`,
		`claim_id=«CLM910522228»`,
		`posted «ACCT-63157051» ok`,
		`key=«ACC-26-0077102» value=x`,
		`case «S26-10488» signed out`,
		`GET /share?case=«S-2026-10488» 404`,
		`specimen «SP26-4471-B» grossed`,
		`spec# «26S-04471» received`,
		`exam=«NOR-2026-44871» timed out`,
		`receipt: «RX5510382-02» picked up`,
		`Rx «5510388» fill 00`,
		`YES refill RX «5510388» pls`,
		`SEPA from «GB29NWBK60161331926819» rejected`,
		`account number «4400187725»`,
		`GET /claims/«2024105123456»`,
		`encounter «100234567» closed`,
		`cvv=«123»`,
		`amount for cc «4111111111111111» on`,
		`credit card number is «501864667909»`,
		`guarantor# «G-55120»`,
		`read «ACC24-009182» now`,
		`loaded claim=«48213377» rows=4`,
		`card on file shows «W99201183»`,
		`insurance card HUM «H77120448» unreadable`,
		`ENCNTR_ID «77120034» closed`,
	},
	Misses: []string{
		`card in slot 3 shows E117 fault`,
		`case 2026-04 in switch`,
		`test case TC-12-4471 failed`,
		`sample rate 48000, spec v2026-01`,
		`rx 1234567 tx 7654321 qty 3`,
		`Rx 1234567 packets`,
		`RX570 detected`,
		`slide 26-104 of deck`,
		`case INC-2026-10488 closed`,
		`network card firmware BCM57416 loaded`,
		`card reader shows READY after 4471882 ms`,
		`GL account 6100-22044 posted 44,718.82`,
		`clearing account 44718 reconciled`,
		`x 4111111111111112 y`,
		`at 1514038620000 ms`,
		`Received block blk_4380385204018751771 of size 67108864`,
		`account_locked=true`,
		`claim=memory`,
		`aws account 123456789012`,
		`claim: memory 16384 MB`,
		`service account default`,
		`uuid 41111111-1111-4111-8111-111111111111`,
		`claims service 12 started`,
		`trace_id=4111111111111111`,
		`account=system`,
		`visit https://example.org/12345678`,
		`encounter count 42`,
		`card slot 3 reseated`,
		`har-validator@10.7.17`,
		`invoice run 12 finished`,
		`groupId=claims`,
		`offset=4111111111111111`,
		`nova.compute.claims [req-29a09cdb-3169-4c40-8bd1-552636286362 113d3a99]`,
		`c.example.claims.Claims 12345678`,
		`image: registry/claims:3.25.13`,
		`claim="pvc-0f6a3c1e-8b1d-4e0e-9f3a-2f4c1b7d9a10" phase=Bound`,
		`account=7d1c3f1e-0c42-4b8a-9a1b-e6e1a6f0a3b9 tenant=blue`,
		`rows by table: encounter=912213 claim=4412983`,
		`queue depth claim=48213 referral=412`,
		`encounter=1288/s`,
		`encounter:4.2.17 pulled`,
		`failover completed, account 412377881234 region us-west-2`,
	},
}

// card says whether the digits d are a payment card's number: issuer prefix, its length, Luhn.
func card(d []byte) bool {
	n := len(d)
	if n < 14 || n > 19 || !luhn(d) {
		return false
	}
	switch p := number(d, 0, 4); {
	case p >= 4000 && p <= 4999:
		return n == 16 || n == 19
	case p >= 5100 && p <= 5599 || p >= 2221 && p <= 2720:
		return n == 16
	case p/100 == 34 || p/100 == 37:
		return n == 15
	case p == 6011 || p/100 == 65 || p >= 6440 && p <= 6499:
		return n == 16 || n == 19
	case p >= 3000 && p <= 3059 || p/100 == 36 || p/100 == 38 || p/100 == 39:
		return n == 14
	case p >= 3528 && p <= 3589:
		return n == 16
	}
	return false
}

func findAccount(dst []Span, s []byte, pos int) []Span {
	if is(s, pos, digit) {
		return appendCard(dst, s, pos)
	}
	j := cueEnd(s, pos)
	switch {
	case wordFold(s, pos, "case") || wordFold(s, pos, "spec") || wordFold(s, pos, "specimen") || wordFold(s, pos, "sample") || wordFold(s, pos, "exam") || wordFold(s, pos, "slide") ||
		wordFold(s, pos, "biopsy") || wordFold(s, pos, "accn") || wordFold(s, pos, "acsn"):
		if i, _ := afterCue(s, j); opens(s, i) {
			if e := accessionEnd(s, i); e > 0 {
				return append(dst, Span{Start: i, End: e, Type: Account, Score: Cued, Why: "number of a laboratory's case"})
			}
		}
		return dst
	case j == pos+2 && hasFold(s, pos, "rx"):
		if e := run(s, j, digit); is(s, pos, upper) && e >= j+6 && e <= j+9 && opens(s, pos) && !is(s, e, word) { // RX4410382-01
			if at(s, e, '-') && run(s, e+1, digit) == e+3 {
				e += 3
			}
			return append(dst, Span{Start: pos, End: e, Type: Account, Score: Shaped, Why: "prescription number with its prefix"})
		}
		return pharmacy(dst, s, pos, j)
	case wordFold(s, pos, "card") || wordFold(s, pos, "cc"):
		if i := maskedCard(s, j); i > 0 {
			return append(dst, Span{Start: i, End: i + 4, Type: Account, Score: Cued, Why: "last digits of a payment card"})
		}
		if i := ending(s, min(j+1, len(s))); at(s, j, ' ') && (i > j+1 || j+2 < len(s) && among("*x", s[j+1])) { // card ending in 4402, card *4402
			if i == j+1 {
				i++
			}
			if e := run(s, i, digit); e == i+4 && !is(s, e, word) {
				return append(dst, Span{Start: i, End: e, Type: Account, Score: Cued, Why: "last digits of a payment card"})
			}
			return dst
		}
		if i, _ := afterCue(s, j); i < len(s) {
			n := len(dst)
			if dst = groupedCard(dst, s, i); n == len(dst) && wordFold(s, pos, "card") {
				dst = planCard(dst, s, pos, j)
			}
		}
		return dst
	case wordFold(s, pos, "iban"):
		i, _ := afterCue(s, j)
		e := i
		for e < len(s) && e < i+42 && (is(s, e, upper|digit) || s[e] == ' ' && is(s, e+1, upper|digit) && !iban(s[i:e])) {
			e++
		}
		if iban(s[i:e]) {
			return append(dst, Span{Start: i, End: e, Type: Account, Score: Checked, Why: "IBAN with its check digits"})
		}
		return dst
	}
	if end, ok := gluedCue(s, pos, j, 5); ok && prefix(s, pos, j) {
		return append(dst, Span{Start: pos, End: end, Type: Account, Score: Shaped, Why: "account number with its prefix"})
	}
	if at(s, j, '-') && is(s, pos, upper) && wordFold(s[:j], pos, "acc") { // ACC-26-0044719
		if e := accessionEnd(s, pos); e > 0 && opens(s, pos) {
			return append(dst, Span{Start: pos, End: e, Type: Account, Score: Shaped, Why: "accession number with its prefix"})
		}
	}
	if e := run(s, j, digit); e == j+2 && at(s, e, '-') && wordFold(s[:j], pos, "acc") { // year and number of an accession
		if end := run(s, e+1, digit); end-e > 4 && end-e < 10 && opens(s, pos) && bounded(s, pos, end) {
			return append(dst, Span{Start: pos, End: end, Type: Account, Score: Shaped, Why: "accession number with its prefix"})
		}
	}
	if is(s, j, digit) || cloud(s, pos) || cloudBehind(s, j) {
		return dst
	}
	weak := 6
	switch {
	case at(s, j, '/') && (wordFold(s, pos, "claims") || wordFold(s, pos, "claim") || wordFold(s, pos, "encounter") || wordFold(s, pos, "encounters") || wordFold(s, pos, "visits") || wordFold(s, pos, "accounts")):
		return segment(dst, s, j+1, Account)
	case wordFold(s, pos, "clm") || wordFold(s, pos, "inv") || wordFold(s, pos, "acc") || wordFold(s, pos, "fin"):
		weak = 7
	case wordFold(s, pos, "har") || wordFold(s, pos, "visit") || wordFold(s, pos, "visits"):
		weak = 6
	}
	return cuedID(dst, s, j, Account, weak, 4, "number beside an account cue")
}

// maskedCard returns where the last four digits of a card begin behind a mask, and the cue that ends at j: card on file ****4471, card: xxxx-xxxx-xxxx-4471.
// 0 where there is none.
func maskedCard(s []byte, j int) int {
	if j >= len(s) || !among(" :=", s[j]) {
		return 0
	}
	k := j
	for _, w := range [...]string{" on file", " no.", " number", " no"} {
		if hasFold(s, k, w) {
			k += len(w)
			break
		}
	}
	k = behindSigns(s, k)
	m := k
	for m < len(s) && m < k+24 && (among("*xX#-", s[m]) || s[m] == ' ' && m > k) {
		m++
	}
	if m < k+2 || !among("*xX#", s[k]) || !among("*xX#", s[k+1]) || run(s, m, digit) != m+4 || is(s, m+4, word) {
		return 0
	}
	return m
}

// behindSigns passes over blanks and signs before a value.
func behindSigns(s []byte, k int) int {
	for n := 0; n < 3 && k < len(s) && among(" :=", s[k]); n++ {
		k++
	}
	return k
}

// accessionEnd returns the end of the number of a laboratory's case at s[i], or 0: a letter to four of the kind or the site, maybe digits, the year, and
// the number (S26-10422, SP-26-1442, C-2026-11043, NOR-2026-33107, 26S-04417). The year is one from 2015 to 2039.
func accessionEnd(s []byte, i int) int {
	k := run(s, i, upper)
	lead := k > i
	if k > i+4 {
		return 0
	}
	if at(s, k, '-') && lead {
		k++
	}
	y := run(s, k, digit)
	switch y - k {
	case 2:
		if n := number(s, k, y); n < 15 || n > 39 {
			return 0
		}
	case 4:
		if s[k] != '2' || s[k+1] != '0' || number(s, k+2, y) < 15 || number(s, k+2, y) > 39 {
			return 0
		}
	default:
		return 0
	}
	if n := run(s, y, upper); !lead && n > y && n <= y+3 { // 26S-04417
		y, lead = n, true
	}
	if !lead || !at(s, y, '-') && !at(s, y, ':') {
		return 0
	}
	e := run(s, y+1, digit)
	if e < y+4 || e > y+9 || is(s, e, word) || at(s, e, '-') && is(s, e+1, digit) || at(s, e, '.') && is(s, e+1, digit) || ticket(s[i:e]) {
		return 0
	}
	if at(s, e, '-') && is(s, e+1, upper) && !is(s, e+2, word) { // the part of the specimen
		e += 2
	}
	return e
}

// pharmacy takes the prescription number behind "Rx" at s[pos:j] where a word of dispensing stands near: Rx counts packets too.
func pharmacy(dst []Span, s []byte, pos, j int) []Span {
	i, _ := afterCue(s, j)
	e := run(s, i, digit)
	if e < i+6 || e > i+12 || !is(s, pos, upper) || !bounded(s, i, e) || epoch(s[i:e]) {
		return dst
	}
	for _, w := range [...]string{"fill", "refill", "refills", "ready", "pickup", "dispensed", "cardholder", "prescriber", "pharmacy", "ndc", "mg", "tab", "tabs", "caps", "sig", "qty", "rph", "drug", "copay"} {
		if near(s, pos, e, w) {
			return append(dst, Span{Start: i, End: e, Type: Account, Score: Cued, Why: "prescription number beside words of dispensing"})
		}
	}
	return dst
}

// planCard takes the number that a card is said to show, letters and six digits or more as health plans make them: "card on file shows
// W99201183". Where nothing says that the card is one of a plan, it counts in the company of other identifiers.
func planCard(dst []Span, s []byte, pos, j int) []Span {
	var buf [24]byte
	w, _ := wordBefore(s, pos, &buf)
	plan := false
	switch string(w) {
	case "insurance", "member", "health", "id", "medical", "plan", "dental", "subscriber":
		plan = true
	}
	for n := 0; n < 6; n++ {
		for n > 0 && at(s, j, '.') && at(s, j+1, ' ') || j < len(s) && among("#:", s[j]) {
			j++
		}
		if !at(s, j, ' ') {
			return dst
		}
		k := run(s, j+1, upper)
		e := run(s, k, digit)
		switch {
		case k > j+1 && k <= j+5 && e >= k+6 && e <= k+12 && bounded(s, j+1, e):
			sp := Span{Start: j + 1, End: e, Type: InsuranceID, Score: Cued, Why: "number that a card shows"}
			if !plan {
				sp.Score = Contextual
			}
			return append(dst, sp)
		case k > j+1 && k <= j+5 && at(s, k, ' ') && n < 5: // the plan before it: HUM H77120448
			j = k
		default:
			e = run(s, j+1, lower)
			if e == j+1 || is(s, e, word) {
				return dst
			}
			plan = plan || wordFold(s, j+1, "file") || wordFold(s, j+1, "shows") || wordFold(s, j+1, "reads")
			j = e
		}
	}
	return dst
}

// prefix says whether the word s[i:j] is one that account numbers carry glued on.
func prefix(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "clm", "acct", "acc", "inv", "csn", "har", "claim", "icn", "dcn":
		return true
	}
	return false
}

// cloud says whether the account is one of a computing service, "aws account 123456789012", or of the books: "GL account 6100-220".
func cloud(s []byte, i int) bool {
	var buf [24]byte
	w, _ := wordBefore(s, i, &buf)
	switch string(w) {
	case "aws", "gcp", "azure", "cloud", "service", "subscription", "iam", "gl", "ledger", "expense", "revenue", "asset", "liability", "suspense", "clearing":
		return true
	}
	return false
}

// cloudBehind says whether the account behind the cue that ends at j is named by twelve digits, and a region or a resource of a computing
// service follows: "account 123456789012 region us-west-2".
func cloudBehind(s []byte, j int) bool {
	i, _ := afterCue(s, j)
	e := run(s, i, digit)
	if e != i+12 {
		return false
	}
	for k := e; k < min(len(s), e+16) && s[k] != '\n'; k++ {
		if wordFold(s, k, "region") || wordFold(s, k, "arn") || wordFold(s, k, "role") || hasFold(s, k, "us-east-") || hasFold(s, k, "us-west-") || hasFold(s, k, "eu-west-") || hasFold(s, k, "eu-central-") {
			return true
		}
	}
	return false
}

// appendCard takes the card number whose last digit is at pos, in one run or four groups of four.
func appendCard(dst []Span, s []byte, pos int) []Span {
	i := back(s, pos+1, digit)
	if k, e := ibanAround(s, pos); e > 0 {
		return append(dst, Span{Start: k, End: e, Type: Account, Score: Checked, Why: "IBAN with its check digits"})
	}
	if pos+1-i == 4 {
		if i = pos - 18; i < 0 || !among("- ", s[i+4]) || s[i+9] != s[i+4] || s[i+14] != s[i+4] {
			return dst
		}
	}
	var d [20]byte
	n := 0
	for _, b := range s[i : pos+1] {
		if b-'0' < 10 {
			if n == len(d) {
				return dst
			}
			d[n] = b
			n++
		}
	}
	if !card(d[:n]) || !bounded(s, i, pos+1) || kept(s, i, pos+1) {
		return dst
	}
	return append(dst, Span{Start: i, End: pos + 1, Type: Account, Score: Checked, Why: "payment card number with its check digit"})
}

// groupedCard takes the card number at i behind a cue, in groups of any size.
func groupedCard(dst []Span, s []byte, i int) []Span {
	var d [20]byte
	n, j := 0, i
	for j < len(s) && n < len(d) && (is(s, j, digit) || (s[j] == ' ' || s[j] == '-') && is(s, j+1, digit)) {
		if is(s, j, digit) {
			d[n] = s[j]
			n++
		}
		j++
	}
	if n < 12 || n > 19 || !luhn(d[:n]) || is(s, j, word) || !opens(s, i) {
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: Account, Score: Checked, Why: "payment card number with its check digit"})
}

func valueAccount(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	v := s[i:firstWord(s, i, j, f)]
	if release(v) {
		return dst
	}
	least := 4
	switch f.Key {
	case "cvv", "cvc":
		least = 3
	case "claim", "account", "encounter", "card", "cc", "pan", "routing", "har", "fin":
		if wordy(v) && !hasFold(v, 0, "claim") && !hasFold(v, 0, "encounter/") || tallied(s, f.KeyEnd, i, i+len(v)) {
			return dst
		}
		if (f.Key == "claim" || f.Key == "account") && f.Parent == "" && machineValue(v) {
			return dst
		}
	case "case", "caseid":
		if e := accessionEnd(s, i); e == 0 || e > j {
			return dst
		}
	case "iban":
		if count(v, digit) >= 8 {
			return append(dst, Span{Start: i, End: j, Type: Account, Score: Keyed, Why: "key of a bank account"})
		}
	}
	if f.Key == "card" || f.Key == "cardno" || f.Key == "cardnumber" || f.Key == "creditcard" || f.Key == "pan" {
		if n := len(dst); !f.Quoted {
			if dst = groupedCard(dst, s, i); len(dst) > n {
				return dst
			}
		}
	}
	return appendID(dst, s, f, Account, least, "key of an account, claim or visit number")
}
