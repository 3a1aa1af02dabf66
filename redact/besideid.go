package redact

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

const (
	minBesideID = 6  // bytes of a number that a vague word may announce
	maxBesideID = 16 // as detectors.ShapeOf has it
	maxVague    = 24 // bytes of such a word
)

// besideID takes the number of which text[start:end] is the last word, if a word before it announces some number, and no thing is named
// whose it would be: id E5795393, EPI 00467526, pid=A964871, "id"=>"00394660", run 26-0411877. It is the record's who names a person. It returns
// where to go on.
func (s *state) besideID(text []byte, start, end int, k, n int) int {
	a, e, typ := detectors.BesideNumber(text, start, end, false)
	if typ != detectors.None {
		if s.nobodys(text, a) {
			return end
		}
		s.near(format.Cell{Start: a, End: e}, typ, besideWhy)
		return e
	}
	if s.vagueID(text, start, end) {
		return end
	}
	if a == e {
		a, e = detectors.CellNumber(text, start, end)
	}
	if a < e && s.besideName(text, a, e, k, n) {
		return max(e, end)
	}
	return end
}

// nobodys says whether a key stands right before the value text[i] of which it is known, by the site or by us, that its values are nobody's.
func (s *state) nobodys(text []byte, i int) bool {
	for n := 0; n < 4 && i > 0; n++ {
		i--
		switch text[i] {
		case '=', ':':
			p, ok := format.PairAt(text, i)
			if !ok {
				return false
			}
			owner, _ := s.lookUp(text[p.KeyStart:p.KeyEnd])
			return owner != nil && owner.owner == nil
		case ' ', '"', '\'', '\\':
		default:
			return false
		}
	}
	return false
}

// vagueID takes the number that a vaguer word announces. It says whether it did.
func (s *state) vagueID(text []byte, start, end int) bool {
	if start > 2 && text[start-1] == '-' && upperRun(text, start-1) > 0 { // MR-0028725
		start -= 1 + upperRun(text, start-1)
	}
	if start == 0 || !vagueGap(text[start-1]) {
		return false
	}
	if end-start < minBesideID || end-start > maxBesideID || end < len(text) && (text[end] == '-' || text[end] == '.' || text[end] == ':') && end+1 < len(text) && isTokenByte(text[end+1]) ||
		detectors.ShapeOf(text[start:end]) != detectors.ShapeID {
		return false
	}
	i := start
	for n := 0; n < 4 && i > 0 && vagueGap(text[i-1]); n++ {
		i--
	}
	k := i
	for k > 0 && i-k < maxVague && (isTokenByte(text[k-1]) || text[k-1] == '-') {
		k--
	}
	var buf [maxVague]byte
	switch string(lowerShort(&buf, text[k:i])) {
	case "id", "ids":
		if thingBefore(text, k) {
			return false
		}
	case "pid", "key", "row":
		if digits(text[start:end]) == end-start && end-start < 8 {
			return false // of a process, a partition or a line
		}
	case "epi", "mpi", "empi", "subject", "identifier", "participantobjectid", "viewed", "chart", "mr", "mr#", "person", "recipient", "subjectid", "ident", "emp#":
	default:
		return false
	}
	s.near(format.Cell{Start: start, End: end}, detectors.MRN, besideWhy)
	return true
}

// vagueGap says whether a byte may stand between a word and the number that it announces.
func vagueGap(b byte) bool {
	switch b {
	case ' ', '=', ':', '"', '\'', '#', '>', '[', '\\':
		return true
	}
	return false
}

// upperRun counts the capitals, at most three, that end before text[i] and are a word.
func upperRun(text []byte, i int) (n int) {
	for i > 0 && text[i-1]-'A' < 26 {
		i--
		n++
	}
	if n > 3 || i > 0 && (wordByte(text[i-1]) || text[i-1] == '-') {
		return 0
	}
	return n
}

func lowerShort(buf *[maxVague]byte, w []byte) []byte {
	n := copy(buf[:], w)
	for i := range buf[:n] {
		buf[i] = lowerByte(buf[i])
	}
	return buf[:n]
}

// thingBefore says whether the word before the word at text[k] is something of a program that has an id.
func thingBefore(text []byte, k int) bool {
	i := k
	for i > 0 && k-i < 2 && (text[i-1] == ' ' || text[i-1] == '.') {
		i--
	}
	j := i
	for j > 0 && i-j < maxVague && isTokenByte(text[j-1]) {
		j--
	}
	var buf [maxVague]byte
	switch string(lowerShort(&buf, text[j:i])) {
	case "process", "thread", "session", "request", "trace", "span", "message", "msg", "job", "batch", "transaction", "event", "task", "device", "app", "application", "correlation", "build",
		"order", "ticket", "queue", "topic", "connection", "client", "node", "host", "instance", "container", "run", "commit", "error", "log", "template", "report", "document", "file", "invoice":
		return true
	}
	return false
}
