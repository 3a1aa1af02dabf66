package detectors

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
	return nameInFile(dst, s, from, to)
}

// paperName is fileName for the name whose extension, one of a paper or a picture, is at s[i].
func paperName(dst []Span, s []byte, i int) []Span {
	to := i - 1
	from := to
	for from > 0 && to-from < maxPathPart && (is(s, from-1, alnum) || joins(s, from-1) || commaIn(s, from-1)) {
		from--
	}
	if to-from < 5 || at(s, from-1, '.') || at(s, from-1, '$') || at(s, from-1, '%') {
		return dst
	}
	return nameInFile(dst, s, from, to)
}

// nameInFile looks for the two words of a name, which an underscore or hyphen joins, in the name s[from:to] of a document: of several pairs for
// that before a date, or for one that is known.
func nameInFile(dst []Span, s []byte, from, to int) []Span {
	readable := paper(s, to+1)
	told := readable && tellsCare(s, from, to)
	start, end, best := 0, 0, 0
	for k := from; k < to && best < 3; k++ {
		if !is(s, k, letter) || is(s, k-1, alnum) || !told && !is(s, k, upper|high) {
			continue
		}
		a := filePart(s, k)
		if told && a.form == formOther && camelName(s, k, a.end) && !is(s, a.end, digit) {
			dst = appendName(dst, k, a.end, Cued, "words in the name of a document")
			return besideName(dst, s, a.end, to)
		}
		if !joins(s, a.end) && !(told && commaIn(s, a.end)) {
			continue
		}
		b := filePart(s, a.end+1)
		dated := b.end <= to && b.start > 0 && joins(s, b.end) && dayAt(s, b.end+1)
		if b.end > to || is(s, b.end, alnum) || b.start == 0 || !(plainPair(a, b) && (namesIn(a, b, readable) || dated) || told && (wordName(a, b) && a.form == b.form || lowerPair(a, b))) {
			continue
		}
		rank := 1
		if dated {
			rank = 3
		} else if max(a.w.given(), b.w.given()) > 3 {
			rank = 2
		}
		if a.form == formCaps && rank == 1 && (a.w == 0 && a.end-a.start < 5 || b.w == 0 && b.end-b.start < 5) {
			continue // abbreviations
		}
		if rank > best {
			best = rank
			start, end = doubled(s, a.start, b.end, from, to)
		}
	}
	if best > 0 {
		dst = appendName(dst, start, end, Cued, "words in the name of a document")
		return besideName(dst, s, end, to)
	}
	n := len(dst)
	if dst = datedFile(dst, s, from, to); len(dst) > n || !readable {
		return dst
	}
	return fileOfOne(dst, s, from, to, told)
}

// dayAt says whether a day in eight digits stands at s[i].
func dayAt(s []byte, i int) bool {
	e := run(s, i, digit)
	return e == i+8 && dateAt(s[:e], i, compact).end == e
}

// fileOfOne looks for one word of a name in the name s[from:to] of a paper: before a day, maybe with the given name and a blank before it, or a usual
// given name where the rest tells of care or of a condition; and for the two words of the folder that it lies in.
func fileOfOne(dst []Span, s []byte, from, to int, told bool) []Span {
	for k := from; k < to; k++ {
		if !is(s, k, upper|high) || is(s, k-1, alnum) {
			continue
		}
		t := filePart(s, k)
		if t.start == 0 && t.form == formNone || t.form != formTitle || fitOf(s, &t) == noName || !joins(s, t.end) && t.end != to {
			continue
		}
		if joins(s, t.end) && dayAt(s, t.end+1) && t.end-k > 3 && k == from {
			if j := wordStart(s, k-1); at(s, k-1, ' ') && j < k-1 && is(s, j, upper|high) && !is(s, j-1, word) {
				if g := scanName(s, j); g.end == k-1 && g.form == formTitle && fitOf(s, &g) == firmName {
					k = j
				}
			}
			dst = appendName(dst, k, t.end, Cued, "words in the name of a document")
			return besideName(dst, s, t.end, to)
		}
		if t.w.given() >= 6 && fitOf(s, &t) == firmName && (told || conditionIn(s, from, to)) {
			return appendName(dst, k, t.end, Likely, "given name in the name of a document")
		}
	}
	if from > 2 && among("/\\", s[from-1]) {
		return folderName(dst, s, from-1)
	}
	return dst
}

// conditionIn says whether a word of s[from:to] names a condition.
func conditionIn(s []byte, from, to int) bool {
	for k := from; k < to; k++ {
		if is(s, k, letter) && !is(s, k-1, letter) {
			e := run(s[:to], k, letter)
			if e-k > 4 && condSeed.left(s[k:e]).lookup()&condName != 0 {
				return true
			}
			k = e
		}
	}
	return false
}

// folderName judges the folder whose name ends before s[end]: two capitalised words that no other joins, of which no list need hold one.
func folderName(dst []Span, s []byte, end int) []Span {
	for end > 0 && s[end-1] == '\\' {
		end--
	}
	from := end
	for from > 0 && end-from < maxPathPart && (is(s, from-1, letter) || joins(s, from-1) || commaIn(s, from-1) || s[from-1] == ' ') {
		from--
	}
	if from == 0 || !among("/\\", s[from-1]) || end-from < 7 {
		return dst
	}
	a := filePart(s, from)
	b := filePart(s, a.end+1)
	if at(s, a.end, ',') && at(s, a.end+1, ' ') {
		b = filePart(s, a.end+2)
	}
	if a.form < formTitle || b.form != a.form || b.end != end || fitOf(s, &a) == noName || fitOf(s, &b) == noName || fitOf(s, &a) != firmName && fitOf(s, &b) != firmName || !plainPair(a, b) {
		return dst
	}
	return appendName(dst, from, end, Likely, "words in the name of a folder with a document")
}

// commaIn says whether s[i] is the comma between two capitalised words of the name of a file: Doe,Jane_discharge.docx.
func commaIn(s []byte, i int) bool {
	return at(s, i, ',') && is(s, i-1, letter) && is(s, i+1, upper|high)
}

// namesIn says whether one of two words is known as a name, or neither as anything, in the name of a file that people read.
func namesIn(a, b nameToken, readable bool) bool {
	return a.w.given() > 3 || b.w.given() > 3 || a.w.surname() > 3 && b.w == 0 || b.w.surname() > 3 && a.w == 0 || (a.w == 0 || b.w == 0) && readable
}

// lowerPair says whether two words in lower case are given name and surname, in whichever order, and no ordinary words.
func lowerPair(a, b nameToken) bool {
	if a.form != formLower || b.form != formLower || a.stops() || b.stops() || a.collides() || b.collides() || a.end-a.start < 3 || b.end-b.start < 3 {
		return false
	}
	return a.w.given() >= 6 && (b.w.surname() > 0 || b.w == 0) || b.w.given() >= 6 && (a.w.surname() > 0 || a.w == 0)
}

// camelName says whether the word s[i:e] is two capitalised names written into one: DoeJane.
func camelName(s []byte, i, e int) bool {
	k := i + 1
	for k < e && !is(s, k, upper) {
		k++
	}
	if k == e || k < i+3 || e < k+3 {
		return false
	}
	a, b := scanName(s[:k], i), scanName(s[:e], k)
	return a.form == formTitle && b.form == formTitle && !a.stops() && !b.stops() && (a.w.given() >= 6 && b.w.surname() >= 4 || b.w.given() >= 6 && a.w.surname() >= 4)
}

// doubled takes the other half of a name of two parts in beside s[start:end]: Abernethy-Voss_Ikaika.
func doubled(s []byte, start, end, from, to int) (int, int) {
	if k := start - 1; k > from && s[k] == '-' {
		j := back(s, k, letter)
		if t := filePart(s, max(j, from)); j >= from && t.form == formTitle && t.end == k && !t.stops() && t.w.common() < 2 {
			start = j
		}
	}
	if at(s, end, '-') {
		if t := filePart(s, end+1); t.form == formTitle && t.end <= to && !t.stops() && t.w.common() < 2 && !is(s, t.end, digit) {
			end = t.end
		}
	}
	return start, end
}

// tellsCare says whether the name s[from:to] of a file says that it is a paper or picture of a person in care.
func tellsCare(s []byte, from, to int) bool {
	for k := from; k < to; k++ {
		if !is(s, k, letter) || is(s, k-1, letter) {
			continue
		}
		e := run(s[:to], k, letter)
		var buf [24]byte
		switch string(lowered(s, k, e, &buf)) {
		case "intake", "chart", "consent", "referral", "discharge", "labs", "mri", "xray", "ct", "ultrasound", "mammogram", "biopsy", "pathology", "radiology", "prescription", "rx",
			"insurance", "immunization", "vaccination", "hipaa", "admission", "progress", "history", "medical", "patient", "eob", "ekg", "ecg", "visit", "claim", "license", "passport", "w2",
			"medrec", "medrecs", "opnote", "opreport", "echo", "cxr", "dexa", "pap", "pft", "eeg", "emg", "hba", "cbc", "covid", "pcr", "results", "lab", "report", "letter", "scan", "dicharge", "referal", "priorauth", "appeal", "denial", "roi", "dnr", "polst", "advance", "directive", "poa",
			"wound", "rash", "xrays", "bitewing", "pano", "ceph", "oct", "fundus", "hfa", "sleepstudy", "polysomnography", "notes", "soap", "hp", "dc", "dcsummary", "summary", "befund", "arztbrief", "epikrise", "ordonnance", "receta", "informe", "laudo", "exame", "referto":
			return true
		}
		k = e
	}
	return false
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
	for _, x := range [...]string{"pdf", "doc", "docx", "dcm", "jpg", "jpeg", "tif", "tiff", "rtf", "odt", "heic", "ccda"} {
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
