package detectors

// pathName finds names in the paths of web pages and in the names of files.
var pathName = Detector{
	Name: "name in a path",
	Type: Name,
	Doc: "Given name and surname, joined by a hyphen, a full stop or an underscore, as the part of a path behind patients, members and the like or " +
		"before charts and labs, and in the name of a document, where the number and the date behind them are found too. Words that no list holds, and names " +
		"that are words, count in the names of papers and pictures that say what they are: intake, consent, mri.",
	Source:  "45 CFR 164.514(b)(2)(i)(A), (N); RFC 3986",
	Anchors: Proper,
	Cues: []string{"patients", "patient", "members", "member", "subscribers", "subscriber", "people", "person", "persons", "relatives", "dependents", "beneficiaries", "guarantors",
		"chart", "labs", "xray", "xrays", "mri", "careplan", "vitals", "refills", "immunizations", "intake", "charts", "clients", "residents", "pdf", "docx", "dcm", "jpg", "jpeg", "tif", "tiff", "rtf", "odt", "heic", "ccda"},
	Find: findPathName,
	Idle: func(s []byte, i int) bool {
		e := run(s, i, upper|lower)
		return !at(s, i-1, '.') && !inPath(s, i, e) && !(at(s, i-1, '/') && leafOfPerson(s, i, e)) && !inFile(s, i, e)
	},
	Vain: func(s []byte, i int) bool {
		e := run(s, i, upper|lower)
		return !(at(s, i-1, '.') && paper(s, i)) && !inPath(s, i, e) && !(at(s, i-1, '/') && leafOfPerson(s, i, e)) && !inFile(s, i, e)
	},
	Hits: []string{
		`saved /files/«Thompson_Kwabena»_intake.pdf in 12ms`,
		`GET /patients/«jane-doe»/labs`,
		`https://portal.example.org/patients/«Monica-Szymborska»/chart`,
		`GET /members/«smith.robert»/claims 200`,
		`file=«DOE_JANE»_«19610203».dcm`,
		`/data/exports/patient_«Jane_Doe»_«482915».csv`,
		`download?file=«Doe_Jane».pdf`,
		`GET /person/«jane%20doe»`,
		`saved /files/«Abernethy-Voss_Ikaika»_intake.pdf`,
		`saved /files/«Frost_Dawn»_intake.pdf`,
		`saved /files/«Nimbry_Vabrumbry»_intake.pdf`,
		`upload scans/«jane_doe»_mri.dcm ok`,
		`wrote «DoeJane»_intake.pdf`,
		`GET /patients/«Joy-Winter»/chart`,
		`https://portal.example.org/p/«jane-doe»/chart`,
		`GET /u/«jane.doe»/labs 200`,
		`GET /patients/«Quillfeather»/chart 200`,
		`GET /patients/«Brackenridge_Ottoline»/chart`,
		`saved /export/«Marchetti,Luca»_discharge.docx`,
		`put /out/pay/«QUARSHIE_BOLANLE»_«19441107»_medrec.tif ok`,
		`result LAB_PCR_«Zimbwe_Celeste»_«20260109».pdf stored`,
		`export "«Haruko Vandermeulen»_«19390212»_OS_24.dcm" failed`,
		`import C:\Img\«Mokoena_Lerato»\BW_03.tif failed`,
		`GET /p/«agneta-lindqvist»/xray?case=7`,
		`reconcile intake/«rashid-nazarov»-«19840722» failed`,
		`key=patients/«jane-doe»/scan.pdf`,
		`open IMG_2214-«Natasha»-shingles.heic`,
	},
	Misses: []string{
		`GET /patients/search-index/new`,
		`GET /patients/by-name`,
		`GET /members/oauth-callback`,
		`/patients/482915`,
		`loaded Grace_Period.json`,
		`at Jackson_Databind.java`,
		`Jane_Doe_thread started`,
		`/people/list.all`,
		`Rose-Tree.png`,
		`Virginia_Beach.csv`,
		`saved /reports/Annual_Report_2026.pdf`,
		`saved User_Guide.pdf and Release_Notes.docx`,
		`wrote Price_List.pdf, Summer_Sale_Banner.jpg`,
		`GET /static/Main_Logo.jpg`,
		`loaded Test_Results.pdf and Field_Manual.pdf`,
		`GET /members/home-page`,
		`GET /patients/Search-Results/chart`,
		`helm/repo/chart`,
		`GET /api/chart`,
		`GET /img/hero-banner.jpg`,
		`open invoice_template_v2.pdf`,
		`GET /patients/Export/csv`,
		`GET /members/Dashboard`,
		`open C:\Shared_Docs\Release_Notes.docx`,
		`GET /static/img/xray`,
		`the patients/providers ratio`,
		`wrote intake/daily-batch-20260101`,
		`saved CT_MRI_20260109.pdf`,
		`open /Quarterly_Report/summary.pdf`,
	},
}

// document are the extensions of files that are made for or about one person.
var document = [...]string{"pdf", "doc", "docx", "dcm", "jpg", "jpeg", "png", "tif", "tiff", "csv", "xls", "xlsx", "txt", "xml", "json", "hl7", "zip", "rtf", "html", "wav",
	"mp3", "mp4", "heic", "bmp", "eml", "msg", "ccda", "odt", "dicom"}

const maxPathPart = 96 // bytes of a part of a path

func findPathName(dst []Span, s []byte, i int) []Span {
	e := run(s, i, upper|lower)
	switch {
	case at(s, i-1, '.') && paper(s, i):
		return paperName(dst, s, i)
	case at(s, i-1, '/') && leafOfPerson(s, i, e):
		return pathLeaf(dst, s, i)
	case inPath(s, i, e):
		return pathPart(dst, s, e+1)
	case inFile(s, i, e):
		return fileName(dst, s, i)
	}
	return dst
}

// inPath says whether the word s[i:e] is a part of a path, with one behind it.
func inPath(s []byte, i, e int) bool {
	return at(s, e, '/') && (at(s, i-1, '/') || is(s, i, lower) && (i == 0 || among(" \"'=:(", s[i-1])) && is(s, e+1, letter))
}

// inFile says whether the word s[i:e] is a capitalised one of several that make the name of a file.
func inFile(s []byte, i, e int) bool {
	return is(s, i, upper) && (joins(s, e) && is(s, e+1, upper|high) || joins(s, i-1) && is(s, i-2, letter))
}

// joins says whether s[i] joins the words of a file's name.
func joins(s []byte, i int) bool { return at(s, i, '_') || at(s, i, '-') }

// leafOfPerson says whether the word s[i:e] of a path is a leaf that pages of one person have.
func leafOfPerson(s []byte, i, e int) bool {
	return !is(s, e, word) && (wordFold(s, i, "chart") || wordFold(s, i, "labs") || wordFold(s, i, "xray") || wordFold(s, i, "xrays") || wordFold(s, i, "mri") || wordFold(s, i, "careplan") || wordFold(s, i, "vitals") ||
		wordFold(s, i, "refills") || wordFold(s, i, "immunizations"))
}

// pathLeaf judges the part of a path before the leaf at s[i].
func pathLeaf(dst []Span, s []byte, i int) []Span {
	a := i - 1
	for a > 0 && i-a < maxPathPart && (is(s, a-1, letter) || among("-_.+", s[a-1])) {
		a--
	}
	if !at(s, a-1, '/') {
		return dst
	}
	n := len(dst)
	if dst = pathPart(dst, s[:i-1], a); len(dst) > n && dst[n].End != i-1 {
		return dst[:n]
	}
	return dst
}

// pathPart judges the part of a path at s[i], behind a noun of persons.
func pathPart(dst []Span, s []byte, i int) []Span {
	var tok [3]nameToken
	n, j := 0, i
	for n < len(tok) {
		t := scanShape(s, j)
		if t.form < formLower || t.end-j > maxPathPart || t.form == formInitial {
			break
		}
		if t.hyphen { // the hyphen joins two names here
			k := j
			for k < t.end && s[k] != '-' {
				k++
			}
			t = scanShape(s[:k], j)
		}
		t.w = lookupName(s[t.start:t.end])
		tok[n], j = t, t.end
		n++
		switch {
		case joins(s, j) && is(s, j+1, digit) && n > 1: // jane-doe-19610203
			return datedPart(dst, s, tok[:n], j)
		case at(s, j, '-') || at(s, j, '_') || at(s, j, '.') || at(s, j, '+'):
			j++
		case hasFold(s, j, "%20"):
			j += 3
		default:
			return person2(dst, s, tok[:n], j)
		}
	}
	return dst
}

// datedPart is person2 for words with a number behind them: the day of birth is taken in.
func datedPart(dst []Span, s []byte, tok []nameToken, j int) []Span {
	n := len(dst)
	if dst = person2(dst, s, tok, j); len(dst) > n && dayAt(s, j+1) {
		dst = append(dst, Span{Start: j + 1, End: j + 9, Type: DOB, Score: Likely, Why: "date beside a name in a path"})
	}
	return dst
}

// person2 appends the words of a path's part, which ends at s[end], if they are two or three of which none is ordinary and
// one a known name, or two that are names besides being words.
func person2(dst []Span, s []byte, tok []nameToken, end int) []Span {
	if len(tok) == 1 && !is(s, end, word) && !at(s, end, '.') && lonePart(s, tok[0], end) {
		return appendName(dst, tok[0].start, tok[0].end, Cued, "part of a path behind a noun of persons")
	}
	if len(tok) < 2 || is(s, end, word) || !plainPart(tok) && !(len(tok) == 2 && wordName(tok[0], tok[1])) {
		return dst
	}
	return appendName(dst, tok[0].start, tok[len(tok)-1].end, Cued, "part of a path behind a noun of persons")
}

// lonePart says whether one word alone, as a part of a path, is a name: it has a capital and is no ordinary word, and a further part follows
// or nothing does.
func lonePart(s []byte, t nameToken, end int) bool {
	if t.form != formTitle || t.stops() || t.w&(isPlace|isListed|isStop|isDate) != 0 || t.w.common() > 0 || t.end-t.start < 5 {
		return false
	}
	return end == len(s) || among("/ \"'?\n", s[end]) && (t.w != 0 || !at(s, end, '\n'))
}

// plainPart says whether no word is an ordinary one, and one is a known name or has a capital.
func plainPart(tok []nameToken) bool {
	names := 0
	for _, t := range tok {
		if t.end-t.start < 2 || t.stops() || t.collides() || t.w.common() > 1 && !t.known() {
			return false
		}
		if t.known() {
			names++
		}
	}
	return names > 0 || tok[0].form == formTitle
}

// wordName says whether two ordinary words are a usual given name and a usual surname: Joy Winter, Frost Dawn.
func wordName(a, b nameToken) bool {
	bad := isStop | isDate | isPlace
	return a.w&bad == 0 && b.w&bad == 0 && (a.w.given() >= 10 && b.w.surname() >= 9 && b.w.common() <= 9 || b.w.given() >= 10 && a.w.surname() >= 9 && a.w.common() <= 9)
}
