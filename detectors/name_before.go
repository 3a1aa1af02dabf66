package detectors

// beforeNumber finds names that stand before the number or the date of their person.
var beforeNumber = Detector{
	Name:   "name before a number",
	Type:   Name,
	Doc:    "Two to four words before DOB, MRN or SSN of which none is an ordinary one and one is known as a name, in whatever case.",
	Source: "45 CFR 164.514(b)(2)(i)(A)",
	Cues:   []string{"dob", "mrn", "ssn"},
	Find:   findBeforeNumber,
	Before: beforeGap,
	Behind: except("_" + digits),
	Idle: func(s []byte, i int) bool {
		j := i
		for j > 0 && i-j < maxBeforeGap && among(beforeGap, s[j-1]) {
			j--
		}
		return j == i || !is(s, j-1, letter) && !at(s, j-1, '.')
	},
	Hits: []string{
		`PDMP query: patient «langley, mitchell» dob 02/20/1977`,
		`CCDA for «keisha gant» (DOB 02/16/1984) processed`,
		`surviving (7) <- «CHANDLER,CODY B» (MRN 4)`,
	},
	Misses: []string{
		`missing dob for record`,
		`columns first, last, dob`,
		`Key (mrn)=(4) exists`,
	},
}

// beforeGap are the signs between a name and the cue behind it.
const beforeGap = " ,([|\"'"

const (
	maxBeforeGap = 3 // signs between a name and the cue behind it
	maxNameWords = 4
)

// findBeforeNumber takes the two to four words before the cue at s[i] if none of them is an ordinary one and one is known as a name, in
// whatever case, surname first or last.
func findBeforeNumber(dst []Span, s []byte, i int) []Span {
	end := i
	if is(s, i+len("dob"), digit|under) {
		return dst
	}
	for end > 0 && i-end < maxBeforeGap && among(beforeGap, s[end-1]) {
		end--
	}
	if end == i || !is(s, end-1, letter) && !at(s, end-1, '.') {
		return dst
	}
	start, e := -1, end
	for n, commas := 0, 0; n < maxNameWords; n++ {
		k := e
		if at(s, k-1, '.') && is(s, k-2, upper) && !is(s, k-3, letter) { // an initial
			k--
		}
		k = wordStart(s, k)
		if k == e || !tokenStarts(s, k) {
			break
		}
		if n > 0 && NameLike(s[k:end]) && scanName(s, k).form != formInitial {
			start = k
		}
		if !at(s, k-1, ' ') && !at(s, k-1, ',') {
			break
		}
		if e = k - 1; at(s, e-1, ',') {
			e--
		}
		if at(s, e, ',') {
			if commas++; commas > 1 {
				break
			}
		}
	}
	if start < 0 {
		return dst
	}
	return appendName(dst, start, end, Cued, "words before a number of a person")
}
