package redact

import "github.com/harpolog/harpo/detectors"

// A name says who somebody is only together with a date of birth, and in most lines neither has a sign: "jane doe 1961-02-03".
// So dates are looked up first, by themselves: most are nobody's birthday. Around one that is, words are tried as names.

// Bounds of what is tried around a date of birth.
const (
	maxDate   = 18 // bytes: "February 03, 1961"
	nearWords = 8  // on each side
	nearBytes = 96
	maxName   = 4 // words
)

// birth looks for a name of the directory around the date that the digit at text[at] is the first of, if there is one and
// somebody was born then, and adds spans for both. It reports whether somebody was. What lies before least is done with.
func (s *state) birth(text []byte, at, least int) bool {
	p := &s.people
	if n := len(p.other); n > 0 && at+n <= len(text) && string(text[at:at+n]) == string(p.other) {
		return false
	}
	i, end := dateAround(text, at, least)
	if end == 0 {
		return false
	}
	raw := text[i:end]
	var ok bool
	if p.dob, ok = appendDate(p.dob[:0], raw); !ok {
		return false
	}
	if !s.r.directory.Born(p.dob) {
		p.other = append(p.other[:0], raw...)
		return false
	}
	p.words = wordsBefore(p.words[:0], text, i)
	name := s.bearer(text)
	if name == nil {
		p.words = wordsBehind(p.words[:0], text, end)
		name = s.bearer(text)
	}
	if name != nil {
		s.spans = append(s.spans, detectors.Span{Start: i, End: end, Type: detectors.DOB, Score: detectors.Structural, Why: whyKnown})
		s.nameSpans(text, name)
	}
	return true
}

// bearer tries runs of the words at hand as the name of somebody who was born on the date at hand, long ones first: a middle name
// is part of a name. It returns the words of one, or nil.
func (s *state) bearer(text []byte) [][2]int {
	p := &s.people
	for n := min(maxName, len(p.words)); n >= 2; n-- {
		for i := 0; i+n <= len(p.words); i++ {
			p.name = appendNormal(p.name[:0], detectors.Name, text[p.words[i][0]:p.words[i+n-1][1]])
			if s.r.directory.KnownOf(p.name, p.dob) {
				return p.words[i : i+n]
			}
		}
	}
	return nil
}

// nameSpans adds spans for the words of a name: one for those that only blanks and the like keep apart. Anything else may be what
// parts the columns of a row, and stays.
func (s *state) nameSpans(text []byte, words [][2]int) {
	from := words[0][0]
	for k, w := range words {
		if k+1 < len(words) && oneName(text[w[1]:words[k+1][0]]) {
			continue
		}
		s.spans = append(s.spans, detectors.Span{Start: from, End: w[1], Type: detectors.Name, Score: detectors.Structural, Why: whyKnown})
		if k+1 < len(words) {
			from = words[k+1][0]
		}
	}
}

// oneName says whether what stands between two words of a name leaves them one: blanks, hyphens, initials and their dots.
func oneName(between []byte) bool {
	for _, b := range between {
		if b != ' ' && b != '-' && b != '.' && b != '\'' && b != '_' && !nameLetter(b) {
			return false
		}
	}
	return true
}

// wordsBefore appends the extents of the words of two letters or more before text[i], the first one first.
func wordsBefore(dst [][2]int, text []byte, i int) [][2]int {
	n := len(dst)
	for least := max(0, i-nearBytes); i > least && len(dst)-n < nearWords; {
		if !nameLetter(text[i-1]) {
			i--
			continue
		}
		end := i
		for i > least && nameLetter(text[i-1]) {
			i--
		}
		if end-i > 1 {
			dst = append(dst, [2]int{i, end})
		}
	}
	for a, b := n, len(dst)-1; a < b; a, b = a+1, b-1 {
		dst[a], dst[b] = dst[b], dst[a]
	}
	return dst
}

func wordsBehind(dst [][2]int, text []byte, i int) [][2]int {
	n := len(dst)
	for most := min(len(text), i+nearBytes); i < most && len(dst)-n < nearWords; {
		if !nameLetter(text[i]) {
			i++
			continue
		}
		from := i
		for i < most && nameLetter(text[i]) {
			i++
		}
		if i-from > 1 {
			dst = append(dst, [2]int{from, i})
		}
	}
	return dst
}

func nameLetter(b byte) bool { return (b|0x20)-'a' < 26 || b >= 0x80 }

// mayBeDate says, cheaply, whether a date may have the digits text[i:j] as its first: eight of them, or one, two or four behind
// which another part of one may stand.
func mayBeDate(text []byte, i, j int) bool {
	n := j - i
	if n == 8 {
		return year(text, i) || year(text, i+4)
	}
	if n > 4 || j+4 > len(text) {
		return false
	}
	switch b := text[j+1]; text[j] {
	case '-', '/', '.':
		return (b-'0' < 10 || monthName(text[j+1:]) > 0) && n != 3 && (n < 4 || year(text, i))
	case ',':
		return b == ' ' && n < 3 && year(text, j+2)
	case ' ':
		return n < 3 && (year(text, j+1) || monthName(text[j+1:]) > 0)
	}
	return false
}

// year says whether a year in which somebody who lives may be born begins at text[i].
func year(text []byte, i int) bool {
	return i+4 <= len(text) && (text[i] == '1' && text[i+1] == '9' || text[i] == '2' && text[i+1] == '0') && text[i+2]-'0' < 10 && text[i+3]-'0' < 10
}

// dateAround returns the extent of the date that the digit at text[at] is the first of: eight digits, or three numbers of which
// one may be a month's name, with hyphens, slashes, dots or blanks between them. An end of 0: there is none.
func dateAround(text []byte, at, least int) (from, end int) {
	from, n := at, 1
	switch b := byteBefore(text, at, least); {
	case b == ' ', b == '-':
		if month := monthBefore(text, at-1, least); month >= 0 {
			from, n = month, 2
		} else if b == '-' {
			return 0, 0 // a date does not begin within a word
		}
	case idByte(b), b == '.', b == '/', b == ':':
		return 0, 0
	}
	return from, dateEnd(text, from, at, n)
}

func byteBefore(text []byte, i, least int) byte {
	if i <= least {
		return ' '
	}
	return text[i-1]
}

// monthBefore returns where the month's name begins that ends before text[end], or -1.
func monthBefore(text []byte, end, least int) int {
	i := end
	for i > least && end-i <= len("september") && nameLetter(text[i-1]) {
		i--
	}
	if end-i < 3 || end-i > len("september") || i > least && idByte(text[i-1]) || monthName(text[i:end]) == 0 {
		return -1
	}
	return i
}

// dateEnd returns where the date ends that begins at text[from] and of which the n-th part begins at text[i], or 0.
func dateEnd(text []byte, from, i, n int) int {
	for ; ; n++ {
		j := i
		for j < len(text) && j-from < maxDate && text[j]-'0' < 10 {
			j++
		}
		switch digits := j - i; {
		case digits == 8 && n == 1:
			return dateOver(text, from, j)
		case digits > 4:
			return 0
		case digits == 0:
			if j = monthEnd(text, i); j == 0 {
				return 0
			}
		}
		if i = j; n == 3 {
			return dateOver(text, from, i)
		}
		if i < len(text) && text[i] == ',' {
			i++
		}
		if i >= len(text) || text[i] != '-' && text[i] != '/' && text[i] != '.' && text[i] != ' ' {
			return 0
		}
		i++
	}
}

// dateOver returns the end of a date, unless it goes on as something else does. A time may stand behind it.
func dateOver(text []byte, from, end int) int {
	if end-from > maxDate || end < len(text) && idByte(text[end]) && text[end] != 'T' || end+1 < len(text) && text[end] == '-' && idByte(text[end+1]) {
		return 0
	}
	return end
}

// monthEnd returns the end of the month's name that text[i] begins, or 0.
func monthEnd(text []byte, i int) int {
	j := i
	for j < len(text) && j-i <= len("september") && nameLetter(text[j]) {
		j++
	}
	if j-i < 3 || j-i > len("september") || monthName(text[i:j]) == 0 {
		return 0
	}
	return j
}
