package detectors

// pathName finds names in the paths of web pages and in the names of files.
var pathName = Detector{
	Name: "name in a path",
	Type: Name,
	Doc: "Given name and surname, joined by a hyphen, a full stop or an underscore, as the part of a path behind patients, members and the like, " +
		"and in the name of a document, where the number and the date behind them are found too.",
	Source:  "45 CFR 164.514(b)(2)(i)(A), (N); RFC 3986",
	Anchors: Proper,
	Cues:    []string{"patients", "patient", "members", "member", "subscribers", "subscriber", "people", "person", "persons", "relatives", "dependents", "beneficiaries", "guarantors"},
	Find:    findPathName,
	Idle: func(s []byte, i int) bool {
		return !inPath(s, i, run(s, i, upper|lower)) && !inFile(s, i, run(s, i, upper|lower))
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
	},
}

// document are the extensions of files that are made for or about one person.
var document = [...]string{"pdf", "doc", "docx", "dcm", "jpg", "jpeg", "png", "tif", "tiff", "csv", "xls", "xlsx", "txt", "xml", "json", "hl7", "zip", "rtf", "html", "wav",
	"mp3", "mp4", "heic", "bmp", "eml", "msg", "ccda", "odt", "dicom"}

const maxPathPart = 96 // bytes of a part of a path

func findPathName(dst []Span, s []byte, i int) []Span {
	e := run(s, i, upper|lower)
	switch {
	case inPath(s, i, e):
		return pathPart(dst, s, e+1)
	case inFile(s, i, e):
		return fileName(dst, s, i)
	}
	return dst
}

// inPath says whether the word s[i:e] is a part of a path, with one behind it.
func inPath(s []byte, i, e int) bool { return at(s, i-1, '/') && at(s, e, '/') }

// inFile says whether the word s[i:e] is a capitalised one of several that make the name of a file.
func inFile(s []byte, i, e int) bool {
	return is(s, i, upper) && (joins(s, e) && is(s, e+1, upper|high) || joins(s, i-1) && is(s, i-2, letter))
}

// joins says whether s[i] joins the words of a file's name.
func joins(s []byte, i int) bool { return at(s, i, '_') || at(s, i, '-') }

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

// person2 appends the words of a path's part, which ends at s[end], if they are two or three of which none is ordinary and
// one a known name.
func person2(dst []Span, s []byte, tok []nameToken, end int) []Span {
	if len(tok) < 2 || is(s, end, word) {
		return dst
	}
	names := 0
	for _, t := range tok {
		if t.end-t.start < 2 || t.stops() || t.collides() || t.w.common() > 1 && !t.known() {
			return dst
		}
		if t.known() {
			names++
		}
	}
	if names == 0 && tok[0].form != formTitle {
		return dst
	}
	return appendName(dst, tok[0].start, tok[len(tok)-1].end, Cued, "part of a path behind a noun of persons")
}

// fileName judges the file name that the capitalised word at s[i] is in: two such words beside each other make a name.
func fileName(dst []Span, s []byte, i int) []Span {
	from, to := i, i
	for from > 0 && i-from < maxPathPart && (is(s, from-1, alnum) || joins(s, from-1)) {
		from--
	}
	for to < len(s) && to-i < maxPathPart && (is(s, to, alnum) || joins(s, to)) {
		to++
	}
	if !at(s, to, '.') || !isDocument(s, to+1) || at(s, from-1, '.') || at(s, from-1, '$') {
		return dst
	}
	for k := from; k < to; k++ {
		if !is(s, k, upper|high) || is(s, k-1, alnum) {
			continue
		}
		a := filePart(s, k)
		if !joins(s, a.end) {
			continue
		}
		b := filePart(s, a.end+1)
		if !plainPair(a, b) || b.end > to || is(s, b.end, alnum) || !(a.w.given() > 3 || b.w.given() > 3 || a.w.surname() > 3 && b.w == 0 || b.w.surname() > 3 && a.w == 0 || a.w|b.w == 0 && paper(s, to+1)) {
			continue
		}
		dst = appendName(dst, a.start, b.end, Cued, "words in the name of a document")
		return besideName(dst, s, b.end, to)
	}
	return dst
}

// filePart reads one word of a file's name.
func filePart(s []byte, i int) nameToken {
	e := run(s, i, letter)
	t := scanShape(s[:e], i)
	if t.end != e {
		return nameToken{end: e}
	}
	t.w = lookupName(s[i:e])
	return t
}

// besideName takes the numbers in the rest of a document's name.
func besideName(dst []Span, s []byte, i, to int) []Span {
	for ; i < to; i++ {
		if !joins(s, i) || !is(s, i+1, digit) {
			continue
		}
		e := run(s, i+1, digit)
		switch n := e - i - 1; {
		case is(s, e, letter):
		case n == 8 && dateAt(s[:e], i+1, compact).end == e:
			dst = append(dst, Span{Start: i + 1, End: e, Type: DOB, Score: Likely, Why: "date beside a name in the name of a document"})
		case n >= 5:
			dst = append(dst, Span{Start: i + 1, End: e, Type: MRN, Score: Likely, Why: "number beside a name in the name of a document"})
		}
		i = e - 1
	}
	return dst
}

// paper says whether the extension at s[i] is that of a document or an image for people to read.
func paper(s []byte, i int) bool {
	for _, x := range [...]string{"pdf", "doc", "docx", "dcm", "jpg", "jpeg", "tif", "tiff", "rtf", "odt"} {
		if wordFold(s, i, x) {
			return true
		}
	}
	return false
}

func isDocument(s []byte, i int) bool {
	for _, x := range document {
		if wordFold(s, i, x) {
			return true
		}
	}
	return false
}
