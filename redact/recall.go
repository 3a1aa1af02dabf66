package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
)

// maxRecalled bounds how many values of one record are looked for again.
const maxRecalled = 12

// recall finds the values that are certain, by position or key, again where they stand without any context in the same
// record: a name from PID-5 in the text of OBX-5, a record number in a URL behind its field.
func (s *state) recall(text []byte) {
	many := len(s.spans) >= manySorted
	s.recalled = s.recalled[:0]
	var list [maxRecalled]wanted
	values := s.wanted(list[:0], text)
	s.recurs(text, values)
	for i := range values {
		v := &values[i]
		switch sp := s.spans[v.by]; {
		case v.masked:
			s.againMasked(text, sp)
		case v.found:
			s.again(text, v.start, v.end, sp, many)
		}
	}
}

// wanted appends the values to look for, at most as many as values has room for.
func (s *state) wanted(values []wanted, text []byte) []wanted {
	for i := range s.spans {
		sp := &s.spans[i]
		if len(values) == maxRecalled {
			break
		}
		if sp.Score < detectors.Keyed && (sp.Type != detectors.IP || sp.Score < detectors.Likely) || sp.End-sp.Start == len(text) {
			continue
		}
		value := text[sp.Start:sp.End]
		v := wanted{start: sp.Start, end: sp.End, by: i}
		switch sp.Type {
		case detectors.Name:
			if bytes.IndexByte(value, ' ') > 0 && len(value) >= 6 && len(value) <= 64 {
				values = append(values, v)
			}
			for at := sp.Start; at < sp.End && len(values) < maxRecalled; {
				word := nextWord(text[at:sp.End])
				if detectors.Distinctive(word.text) {
					values = append(values, wanted{start: at + word.end - len(word.text), end: at + word.end, by: i})
				}
				at += word.end
			}
		case detectors.MRN, detectors.InsuranceID, detectors.Account, detectors.SSN, detectors.Phone, detectors.Fax, detectors.Email,
			detectors.License, detectors.Vehicle, detectors.Device, detectors.OtherID:
			switch {
			case len(value) >= 5 && len(value) <= 64 && digits(value) >= 3:
				values = append(values, v)
			case sp.Type == detectors.SSN && len(value) == 4:
				v.masked = true
				values = append(values, v)
			}
		default:
			if repeats(sp.Type, value) {
				values = append(values, v)
			}
		}
	}
	return values
}

// repeats says whether a value of a type that is no identifier by itself is worth looking for again: no number or word that
// stands for many things.
func repeats(typ detectors.Type, v []byte) bool {
	if len(v) > 64 {
		return false
	}
	switch typ {
	case detectors.DOB, detectors.Date:
		return len(v) >= 7 && digits(v) >= 4
	case detectors.ZIP:
		return len(v) >= 5 && digits(v) >= 5
	case detectors.City:
		return len(v) >= 4 && v[0]-'A' < 26
	case detectors.Address:
		return len(v) >= 8
	case detectors.Username:
		return len(v) >= 5 && (digits(v) > 0 || bytes.IndexByte(v, '.') > 0 || bytes.IndexByte(v, '_') > 0 || detectors.Distinctive(v))
	case detectors.IP:
		return len(v) >= 7
	case detectors.Credential:
		return len(v) >= 8
	case detectors.Diagnosis:
		return len(v) >= 4 && digits(v) >= 2 || len(v) >= 8
	}
	return false
}

// sameTime says whether the same time of day stands at text[a] and at text[b].
func sameTime(text []byte, a, b int) bool {
	const n = len("T00:00:00")
	return a+n <= len(text) && b+n <= len(text) && bytes.Equal(text[a:a+n], text[b:b+n])
}

// timed says whether a time of day stands at text[i]: the date before it is rather that of a line.
func timed(text []byte, i int) bool {
	if i < len(text) && (text[i] == 'T' || text[i] == ' ') {
		i++
	}
	return i+2 < len(text) && text[i]-'0' < 10 && text[i+1]-'0' < 10 && text[i+2] == ':'
}

// again adds a span wherever the value text[start:end] stands as a word of its own. A word of a name counts only with a
// capital, unless it is all of the name and stood in lower case there too. many says that the spans are so many that those which tell the same
// are better left out: of fewer, sorting does not keep the order of what has the same place.
func (s *state) again(text []byte, start, end int, by detectors.Span, many bool) {
	value := text[start:end]
	if many && s.sought(text, start, end, &by) {
		return
	}
	name := bytes.IndexByte(value, ' ') > 0 || value[0]|0x20-'a' < 26 && value[0] >= 'a' && len(value) == by.End-by.Start
	for i := 0; ; {
		j := bytes.Index(text[i:], value)
		if j < 0 {
			return
		}
		from := i + j
		to := from + len(value)
		i = to
		dated := (by.Type == detectors.DOB || by.Type == detectors.Date) && sameTime(text, by.End, to)
		if from >= by.Start && to <= by.End || from > 0 && wordByte(text[from-1]) || to < len(text) && wordByte(text[to]) && !dated {
			continue
		}
		switch by.Type {
		case detectors.Name:
			if !name && (text[from] < 'A' || text[from] > 'Z' && text[from] < 0x80) {
				continue
			}
		case detectors.DOB, detectors.Date:
			if timed(text, to) && !dated {
				continue
			}
		case detectors.ZIP:
			if from > 0 && (text[from-1] == ':' || text[from-1] == '.' || text[from-1] == '-' || text[from-1] == '=') {
				continue
			}
		}
		s.spans = append(s.spans, detectors.Span{Start: from, End: to, Type: by.Type, Score: detectors.Checked, Why: "stands elsewhere in the record with its key", By: by.By})
	}
}

// recalled is a value that was looked for in the record at hand: the word of a name, or all of a span.
type recalled struct {
	start, end int
	by         detectors.Span
	twice      bool
}

// sought says whether the value text[start:end], on account of a span like by, has been looked for twice: once everywhere but in one span, and once everywhere
// but in another. More tell of the same places. Where dates stand depends on each.
func (s *state) sought(text []byte, start, end int, by *detectors.Span) bool {
	if by.Type == detectors.DOB || by.Type == detectors.Date {
		return false
	}
	for i := range s.recalled {
		r := &s.recalled[i]
		if r.by.Type == by.Type && r.by.By == by.By && r.by.End-r.by.Start == by.End-by.Start && bytes.Equal(text[r.start:r.end], text[start:end]) {
			if r.twice || r.by.Start == by.Start {
				return true
			}
			r.twice = true
			return false
		}
	}
	s.recalled = append(s.recalled, recalled{start: start, end: end, by: *by})
	return false
}

// againMasked adds a span wherever the last four digits of a Social Security number stand behind the same mask.
func (s *state) againMasked(text []byte, by detectors.Span) {
	a := by.Start
	for a > 0 && by.Start-a < len("***-**-") && !isTokenByte(text[a-1]) && text[a-1] > ' ' && text[a-1] != '"' && text[a-1] != '=' {
		a--
	}
	value := text[a:by.End]
	if by.Start-a < len("**-**-") {
		return
	}
	for i := 0; ; {
		j := bytes.Index(text[i:], value)
		if j < 0 {
			return
		}
		to := i + j + len(value)
		if i = to; to != by.End && (to == len(text) || !wordByte(text[to])) {
			s.spans = append(s.spans, detectors.Span{Start: to - 4, End: to, Type: by.Type, Score: detectors.Checked, Why: "stands elsewhere in the record with its key", By: by.By})
		}
	}
}

type wordOf struct {
	text []byte
	end  int
}

// nextWord returns the first word of a name and where it ends.
func nextWord(v []byte) wordOf {
	i := 0
	for i < len(v) && !wordBytes[v[i]] {
		i++
	}
	j := i
	for j < len(v) && (wordBytes[v[j]] || v[j] == '-' || v[j] == '\'') {
		j++
	}
	return wordOf{v[i:j], j}
}

func wordByte(b byte) bool { return isTokenByte(b) || b >= 0x80 }

func digits(v []byte) (n int) {
	for _, b := range v {
		if b-'0' < 10 {
			n++
		}
	}
	return n
}
