package detectors

import "strings"

// What follows a street line: units, a city, a region, a postal code, a country, on the same line or on the next ones.
// Each part is a finding of its own, as city and ZIP code are elsewhere.

// tailPart is what a word or number of the tail is.
type tailPart uint8

const (
	tailNone tailPart = iota
	tailUnit
	tailCode    // a postal code
	tailCountry // a country
	tailCity    // capitalised words
	tailRegion  // two or three letters, or a short number between comma and code
)

// tailMax bounds the tail, in parts and in bytes.
const (
	tailParts = 8
	tailBytes = 160
)

// part is one part of a tail.
type part struct {
	start, end int
	kind       tailPart
}

// addressTail reads the tail behind the street line that ends at i. end is where it ends, sure says whether a unit,
// a postal code or a country shows that it is one.
func addressTail(s []byte, i int) (end int, sure bool) {
	var parts [tailParts]part
	n, sure := readTail(s, i, &parts)
	if n == 0 {
		return i, false
	}
	return parts[n-1].end, sure
}

// appendTail appends the findings of the tail behind i. A city that nothing confirms, and a country, get the score
// doubt.
func appendTail(dst []Span, s []byte, i int, doubt float32) []Span {
	var parts [tailParts]part
	n, sure := readTail(s, i, &parts)
	code := false
	for _, p := range parts[:n] {
		code = code || p.kind == tailCode
	}
	for k, p := range parts[:n] {
		sp := Span{Start: p.start, End: p.end, Type: City, Score: doubt, Why: "place behind a street line"}
		switch p.kind {
		case tailUnit:
			sp.Type, sp.Score, sp.Why = Address, Shaped, "unit behind a street line"
		case tailCode:
			sp.Type, sp.Score, sp.Why = ZIP, max(doubt, Likely), "postal code behind a street line"
		case tailCity:
			if !(sure && code) && !comma(s, max(i, p.start-3), p.start) {
				sp.Score = Doubtful
			}
		case tailRegion:
			if k+1 < n && (state(s, p.start) || province(s[p.start:p.end])) {
				continue // a state stays
			}
			sp.Score = Doubtful
		case tailCountry:
			sp.Score = Doubtful
		}
		dst = append(dst, sp)
	}
	return dst
}

// readTail fills parts with the tail behind i and returns how many there are. Parts that follow the last certain one
// count behind a unit, where they end the sentence or look like a city; one city counts where it ends the line.
func readTail(s []byte, i int, parts *[tailParts]part) (n int, sure bool) {
	certain, limit, pos := 0, min(len(s), i+tailBytes), i
	for n < tailParts && pos < limit {
		k, line := tailGap(s, pos)
		if k == pos {
			break
		}
		p := tailAt(s, k, line || n > 0 || comma(s, pos, k))
		if p.kind == tailNone || p.kind == tailCity && keySign(s, p.end) {
			break
		}
		if p.kind == tailCode && n > 0 && !codeFits(s, parts[n-1], p) || p.kind == tailCode && n == 0 && p.end-p.start == 4 && !line && !comma(s, pos, k) {
			break
		}
		parts[n] = p
		n++
		pos = p.end
		if p.kind == tailRegion && n > 1 && nullWord(s, p.start, p.end) && parts[n-2].kind == tailCity {
			certain = n
		}
		if p.kind != tailCity && p.kind != tailRegion || p.kind == tailCity && n > 1 && parts[n-2].kind == tailCode {
			certain, sure = n, true
		}
	}
	switch {
	case certain == n:
	case certain == 0 && n == 1 && lineEnds(s, pos) && parts[0].kind == tailCity,
		certain == 0 && n == 1 && parts[0].kind == tailCity && comma(s, i, parts[0].start) && at(s, pos, '.') && at(s, pos+1, ' ') && is(s, pos+2, upper) && cityLike(s, parts[0].start, pos, false):
		certain = n
	case certain == 0 && n > 1 && parts[0].kind == tailCity && parts[1].kind == tailRegion && state(s, parts[1].start) && comma(s, i, parts[0].start):
		certain = 2
	case certain > 0 && parts[certain-1].kind == tailUnit && (ends(s, pos) || cityLike(s, parts[certain].start, parts[certain].end, false)):
		certain = n
	}
	return certain, sure
}

// comma says whether a comma stands in s[i:j].
func comma(s []byte, i, j int) bool {
	for ; i < j; i++ {
		if s[i] == ',' {
			return true
		}
	}
	return false
}

// ends says whether a sentence, a quotation or the record ends at i.
func ends(s []byte, i int) bool {
	return i >= len(s) || among("\n.\"');?!", s[i])
}

// codeFits says whether the postal code p may follow the part q: the city, region or country, not a bare unit on the
// same line.
func codeFits(s []byte, q, p part) bool {
	return q.kind != tailUnit || comma(s, q.end, p.start) || at(s, p.start-1, '\n') || at(s, p.start-1, ' ') && p.end-p.start >= 5
}

// tailGap passes over what separates the parts of a tail: blanks, commas, one line break with its indentation or quote
// mark, a URL's blanks. line says whether a line ended.
func tailGap(s []byte, i int) (next int, line bool) {
	k := i
	for ; k < len(s) && k < i+12; k++ {
		switch {
		case s[k] == '\n':
			if line && s[k-1] == '\n' {
				return i, false
			}
			line = true
		case s[k] == '\\' && (at(s, k+1, 'n') || at(s, k+1, 'r')):
			line = true
			k++
		case s[k] == '-' && at(s, k-1, ' ') && at(s, k+1, ' '):
		case s[k] == '>' && !line, !among(" ,\r\t>+", s[k]):
			return k, line
		}
	}
	return k, line
}

// tailAt reads the part at i. loose says whether a comma, a line or another part went before: only then capitalised
// words may be a city.
func tailAt(s []byte, i int, loose bool) part {
	if a, e := signedCode(s, i); e != 0 && loose {
		return part{a, e, tailCode}
	}
	if e := unitAbroad(s, i); e > i {
		return part{i, e, tailUnit}
	}
	if is(s, i, digit) {
		if e := postalCode(s, i); e != 0 {
			return part{i, e, tailCode}
		}
		if e := floorEnd(s, i); e > i {
			return part{i, e, tailUnit}
		}
		if e := run(s, i, digit); loose && e-i <= 3 && !is(s, e, word) { // a region by number
			return part{i, e, tailRegion}
		}
		return part{}
	}
	if at(s, i, '#') && is(s, i+1, alnum) {
		return part{i, idEnd(s, i+1), tailUnit}
	}
	e := wordStop(s, i)
	if e == i {
		return part{}
	}
	if unitWord(s, i, run(s, i, letter)) {
		if u := unitEnd(s, i-1); u > i {
			return part{i, u, tailUnit}
		}
	}
	if e := run(s, i, letter); nullWord(s, i, e) && !is(s, e, word) {
		return part{i, e, tailRegion}
	}
	if c := countryEnd(s, i); c != 0 {
		return part{i, c, tailCountry}
	}
	if c := letterCode(s, i); c != 0 {
		return part{i, c, tailCode}
	}
	if e-i <= 3 && is(s, i, upper) && !is(s, e, word|space) && loose || e-i <= 3 && loose && regionBefore(s, e) {
		return part{i, e, tailRegion}
	}
	if loose && comma(s, max(0, i-2), i) && is(s, i, lower) {
		if end := lowerCity(s, i); end > i {
			return part{i, end, tailCity}
		}
	}
	if end := cityEnd(s, i); end > i && !isSuffix(s, i, end) {
		return part{i, end, tailCity}
	}
	return part{}
}

// floorEnd returns the end of a floor and door as Spanish and Portuguese addresses have them (4º B, 2ª izda, 1º), or i.
func floorEnd(s []byte, i int) int {
	e := run(s, i, digit)
	if e == i || e-i > 2 || !at(s, e, 0xc2) || !at(s, e+1, 0xba) && !at(s, e+1, 0xaa) && !at(s, e+1, 0xb0) {
		return i
	}
	if e += 2; at(s, e, ' ') {
		if z := run(s, e+1, letter); z == e+2 && is(s, e+1, upper) || z > e+1 && (hasFold(s, e+1, "izq") || hasFold(s, e+1, "izda") || hasFold(s, e+1, "dcha") || hasFold(s, e+1, "dta") || hasFold(s, e+1, "esq") || hasFold(s, e+1, "dto")) {
			return z
		}
	}
	return e
}

// nullWord says whether s[i:j] is how programs print a field that is not there: an address without a region.
func nullWord(s []byte, i, j int) bool {
	return wordFold(s, i, "nan") && j == i+3 || (wordFold(s, i, "null") || wordFold(s, i, "none")) && j == i+4
}

// lowerCity returns the end of the city in lower case between the comma before i and the next one, or i: up to three
// words, one of them no ordinary word.
func lowerCity(s []byte, i int) int {
	rare := false
	for k, n := i, 0; n < 3; n++ {
		e := wordStop(s, k)
		if e == k || holds(s[k:e], digit|under|upper) {
			break
		}
		info := lookupName(s[k:e])
		rare = rare || info.common() == 0 || info&isPlace != 0
		if at(s, e, ',') && rare {
			return e
		}
		if !at(s, e, ' ') {
			break
		}
		k = e + 1
	}
	return i
}

// regionBefore says whether a postal code follows the two or three letters that end at e.
func regionBefore(s []byte, e int) bool {
	w := tokenStart(s, e)
	if is(s, w, lower) && (lookupName(s[w:e])&isStop != 0 && lookupName(s[w:e]).given() == 0) {
		return false
	}
	k, _ := tailGap(s, e)
	return k > e && is(s, k, digit) && postalCode(s, k) != 0
}

// cityEnd returns the end of the city at i: up to four capitalised words with particles between. It ends before a
// country and a region with its code.
func cityEnd(s []byte, i int) int {
	end := i
	for k, n := i, 0; n < 6 && k < len(s); n++ {
		e := wordStop(s, k)
		if at(s, k, '(') {
			if e = wordStop(s, k+1); at(s, e, ')') {
				e++
			}
		}
		if e == k || holds(s[k:e], digit|under) || camel(s[k:e]) || n > 0 && countryEnd(s, k) != 0 || unitWord(s, k, run(s, k, letter)) {
			break
		}
		switch {
		case is(s, k, upper|high) || s[k] == '(':
			if n > 0 && e-k <= 3 && regionBefore(s, e) {
				return end
			}
			if info := lookupName(s[k:e]); n > 0 && info&(isStop|isDate) != 0 && !isSuffix(s, k, e) {
				return end
			}
			end = e
		case n == 0 || !particle(s, k, e) && !nameParticle(s[k:e]) && !wordFold(s, k, "sur") && !wordFold(s, k, "am") && !wordFold(s, k, "na"):
			return end
		}
		if end == e && s[e-1] == '.' && e-k > 4 {
			return e - 1
		}
		if !at(s, e, ' ') {
			break
		}
		k = e + 1
	}
	return end
}

// postalCode returns the end of the numeric postal code at i, or 0: four to six digits, with a blank or hyphen and two to
// four more (53-320, 3610-114, 394 13), or with two capitals (7412 SL). Shapes by the Universal Postal Union.
func postalCode(s []byte, i int) int {
	e := run(s, i, digit)
	n := e - i
	if n < 2 || n > 6 || !opens(s, i) {
		return 0
	}
	if at(s, e, '-') {
		k := run(s, e+1, digit)
		if m := k - e - 1; (m >= 2 && m <= 4 && n+m >= 5) && !is(s, k, word) && !at(s, k, '-') {
			return k
		}
		return 0
	}
	if n == 3 && at(s, e, ' ') && run(s, e+1, digit) == e+3 && !is(s, e+3, word) {
		return e + 3
	}
	if n < 4 || is(s, e, word) || at(s, e, '.') && is(s, e+1, digit) || e < len(s) && among(":/%=@", s[e]) {
		return 0
	}
	if n == 4 && at(s, e, ' ') && is(s, e+1, upper) && is(s, e+2, upper) && !is(s, e+3, word) {
		return e + 3
	}
	return e
}

// letterCode returns the end of the British (Royal Mail PAF digest, postcode format) or Canadian (Canada Post Addressing
// Guidelines, 6) postal code at i, or 0.
func letterCode(s []byte, i int) int {
	if !is(s, i, upper) || !opens(s, i) {
		return 0
	}
	if is(s, i+1, digit) && is(s, i+2, upper) {
		k := i + 3
		if at(s, k, ' ') || at(s, k, '-') {
			k++
		}
		if is(s, k, digit) && is(s, k+1, upper) && is(s, k+2, digit) && !is(s, k+3, word) && !among("DFIOQUWZ", s[i]) && !among("DFIOQU", s[i+2]) && !among("DFIOQU", s[k+1]) {
			return k + 3
		}
	}
	k := run(s, i, upper)
	if k-i > 2 || !is(s, k, digit) || !postArea(s[i:k]) {
		return 0
	}
	if k++; is(s, k, digit|upper) {
		k++
	}
	if !at(s, k, ' ') || !is(s, k+1, digit) || !is(s, k+2, upper) || !is(s, k+3, upper) || is(s, k+4, word) || among("CIKMOV", s[k+2]) || among("CIKMOV", s[k+3]) {
		return 0
	}
	return k + 4
}

// postArea says whether v, one or two capitals, is one of the 124 areas of British postcodes.
func postArea(v []byte) bool {
	second := 0
	if len(v) == 2 {
		second = int(v[1]-'A') + 1
	}
	return postAreas[v[0]-'A']>>second&1 != 0
}

// postAreas has, by the first letter of an area, bit 0 for the letter alone and bit n for the n-th letter of the alphabet behind it.
var postAreas = func() (t [26]uint32) {
	const areas = "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX " +
		"IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY " +
		"TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
	for a := range strings.FieldsSeq(areas) {
		second := 0
		if len(a) == 2 {
			second = int(a[1]-'A') + 1
		}
		t[a[0]-'A'] |= 1 << second
	}
	return
}()

// countryEnd returns the end of the country's name at i, whatever its case, or 0.
func countryEnd(s []byte, i int) int {
	if is(s, i-1, word) {
		return 0
	}
	const most = 3
	var buf [24]byte
	e := i
	for n := 0; n < most; n++ {
		k := run(s, e, letter)
		if k == e || k-i > len(buf) || lower&class[s[i]] != 0 && k-i < 4 {
			break
		}
		if isCountry(string(lowered(s, i, k, &buf))) && !is(s, k, word) {
			if at(s, k, ' ') && at(s, k+1, '(') { // Cyprus (Greek)
				if p := run(s, k+2, letter); at(s, p, ')') {
					return p + 1
				}
			}
			return k
		}
		if !at(s, k, ' ') {
			break
		}
		e = k + 1
	}
	return 0
}

// isCountry says whether w, in lower case, is a country's usual English name (ISO 3166-1), or its own for some, or a state
// of the United States that is not also a large city.
func isCountry(w string) bool {
	switch w {
	case "afghanistan", "albania", "algeria", "andorra", "angola", "argentina", "armenia", "australia", "austria", "azerbaijan", "bahamas", "bahrain", "bangladesh", "barbados", "belarus",
		"belgium", "belize", "benin", "bhutan", "bolivia", "bosnia", "botswana", "brazil", "brasil", "brunei", "bulgaria", "burkina faso", "burundi", "cambodia", "cameroon", "canada", "chad", "chile",
		"china", "colombia", "comoros", "congo", "costa rica", "croatia", "cuba", "cyprus", "czech republic", "czechia", "denmark", "danmark", "djibouti", "dominica", "dominican republic",
		"ecuador", "egypt", "el salvador", "england", "eritrea", "españa", "estonia", "eswatini", "ethiopia", "fiji", "finland", "suomi", "france", "gabon", "gambia", "georgia", "germany", "deutschland",
		"ghana", "greece", "greenland", "grenada", "guatemala", "guinea", "guyana", "haiti", "honduras", "hong kong", "hungary", "iceland", "india", "indonesia", "iran", "iraq", "ireland",
		"israel", "italy", "italia", "jamaica", "japan", "jordan", "kazakhstan", "kenya", "kosovo", "kuwait", "kyrgyzstan", "laos", "latvia", "lebanon", "lesotho", "liberia", "libya", "liechtenstein",
		"lithuania", "luxembourg", "macedonia", "madagascar", "malawi", "malaysia", "maldives", "mali", "malta", "mauritania", "mauritius", "mexico", "méxico", "moldova", "monaco", "mongolia",
		"montenegro", "morocco", "mozambique", "myanmar", "namibia", "nepal", "netherlands", "the netherlands", "nederland", "new zealand", "nicaragua", "niger", "nigeria", "north macedonia",
		"norway", "norge", "oman", "pakistan", "panama", "paraguay", "peru", "philippines", "poland", "polska", "portugal", "puerto rico", "qatar", "romania", "russia", "rwanda", "san marino",
		"saudi arabia", "scotland", "senegal", "serbia", "seychelles", "sierra leone", "singapore", "slovakia", "slovenia", "somalia", "south africa", "south korea", "south sudan", "spain",
		"sri lanka", "sudan", "suriname", "sweden", "sverige", "switzerland", "schweiz", "suisse", "syria", "taiwan", "tajikistan", "tanzania", "thailand", "togo", "tonga", "tunisia", "turkey",
		"türkiye", "turkmenistan", "uganda", "ukraine", "united arab emirates", "united kingdom", "united states", "uruguay", "usa", "uk", "uzbekistan", "venezuela", "vietnam", "wales", "yemen",
		"zambia", "zimbabwe", "österreich",
		"alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine",
		"maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "new hampshire", "new jersey", "new mexico", "north carolina",
		"north dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota", "tennessee", "texas", "utah", "vermont", "virginia", "west virginia",
		"wisconsin", "wyoming", "district of columbia":
		return true
	}
	return false
}
