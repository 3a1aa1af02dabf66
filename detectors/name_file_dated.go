package detectors

// datedFile takes the name, the date of birth and the numbers in the name s[from:to] of a document that holds a day long past in eight digits, as
// archives name what they keep of a patient: ROE_JANE_19441107_medrec.tif. The words of the name then need not be known.
func datedFile(dst []Span, s []byte, from, to int) []Span {
	born, end := 0, 0
	for k := from; k+8 <= to; k++ {
		if is(s, k, digit) && !is(s, k-1, alnum) && run(s, k, digit) == k+8 && !is(s, k+8, letter) {
			if past, ok := DayCell(s[k : k+8]); ok && past {
				born, end = k, k+8
				break
			}
		}
	}
	if born == 0 {
		return dst
	}
	n := len(dst)
	for k := from; k < to; {
		e := run(s[:to], k, letter)
		if e == k || is(s, k-1, alnum) || !joins(s, e) {
			k = max(e, k+1)
			continue
		}
		if at(s, k-1, ' ') { // "Jane Roe_19441107.pdf"
			if w := back(s, k-1, letter); k-1-w > 1 && w > 0 && among("\"'/\\", s[w-1]) && filePiece(s[w:k-1]) && filePiece(s[k:e]) {
				dst = appendName(dst, w, e, Cued, "words beside a date in the name of a document")
				break
			}
		}
		if z := run(s[:to], e+1, letter); z > e+2 && !is(s, z, alnum) && filePiece(s[k:e]) && filePiece(s[e+1:z]) {
			dst = appendName(dst, k, z, Cued, "words beside a date in the name of a document")
			break
		}
		k = e
	}
	if len(dst) == n {
		return dst
	}
	dst = append(dst, Span{Start: born, End: end, Type: DOB, Score: Likely, Why: "date beside a name in the name of a document"})
	for k := end; k < to; k++ { // EC0921
		if e := run(s[:to], k, alnum); joins(s, k-1) && is(s, k, upper) && count(s[k:e], digit) >= 4 && count(s[k:e], upper|digit) == e-k && e-k <= 14 {
			dst = append(dst, Span{Start: k, End: e, Type: MRN, Score: Likely, Why: "number beside a name in the name of a document"})
		}
	}
	return dst
}

// filePiece says whether w, a word of the name of a file, may be a part of a person's name: no ordinary word, and none that names of files have.
func filePiece(w []byte) bool {
	if len(w) < 2 {
		return false
	}
	info := lookupName(w)
	if info&(isStop|isDate) != 0 || info.common() > 2 && max(info.given(), info.surname()) < 4 {
		return false
	}
	var buf [24]byte
	switch string(lowered(w, 0, len(w), &buf)) {
	case "scan", "img", "image", "doc", "report", "file", "export", "backup", "log", "dump", "fax", "letter", "form", "medrec", "record", "test", "final", "draft", "copy", "page", "pdf", "dsc", "photo", "vid", "temp", "tmp", "new", "old", "data", "batch":
		return false
	}
	return true
}
