package redact

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/scan"
)

// mark is a value to be remembered, and where in its block it was learned.
type mark struct {
	carried
	way  byte
	size uint64
	head [2]int // where its heads stand in those of the draft
	from int    // where its record begins in the source
	end  int    // where its record ends in the redacted text

	columns *Columns // of the table whose header the record is: then there is no value
}

// edit is a replacement: where, how many bytes of the source, and how many in their place.
type edit struct{ at, old, new uint32 }

// draft collects what is to be remembered of a block, and what it is to be searched for what others had.
type draft struct {
	on      bool
	marks   []mark
	known   []uint64 // the heads of marks
	settled int      // marks before it know where their record is
	tokens  scan.Tokens
	edits   []edit
}

// reset begins a draft in the memory of the last one.
func (d *draft) reset() {
	d.tokens.Reset()
	*d = draft{on: true, marks: d.marks[:0], known: d.known[:0], edits: d.edits[:0], tokens: d.tokens}
}

// heads returns the heads of a mark.
func (d *draft) heads(i int) []uint64 { return d.known[d.marks[i].head[0]:d.marks[i].head[1]] }

// replaced notes an edit.
func (d *draft) replaced(at, old, new int) {
	if d.on {
		d.edits = append(d.edits, edit{uint32(at), uint32(old), uint32(new)})
	}
}

// maxMarks bounds what is remembered of one record.
const maxMarks = 48

// The ways in which a value is looked for: each value is digested together with its own.
const (
	asWord    byte = iota // a word of a name, in lower case
	asPair                // two words of a name that follow one another
	asID                  // letters and digits of an identifier
	asDate                // yyyymmdd
	asAddress             // the words of the first line of an address
	asTrace               // the value of a key that ties records together
	ways
)

// learn notes the values of the record at hand that are certain and that name their person wherever they stand. Only what
// the record itself shows is learned, never what was found by being remembered: so what is remembered at any record is
// a function of the window before it, and of nothing earlier.
func (s *state) learn(text []byte) {
	if !s.draft.on {
		return
	}
	n := s.draft.settled // what a withheld record left behind goes
	s.draft.marks = s.draft.marks[:n]
	for i := range s.spans {
		sp := &s.spans[i]
		if sp.Score < detectors.Keyed || !s.acts(sp) || len(s.draft.marks)-n > maxMarks || s.inToken(text, *sp) {
			continue
		}
		value := text[sp.Start:sp.End]
		switch sp.Type {
		case detectors.Name:
			s.learnName(value)
		case detectors.DOB:
			if s.digest.date(value) {
				s.note(carried{typ: sp.Type, weak: !longAgo(s.digest.buf[1:], text)})
			}
		case detectors.Address:
			if s.digest.street(value) {
				s.note(carried{typ: sp.Type})
			}
		case detectors.MRN, detectors.InsuranceID, detectors.Account, detectors.SSN, detectors.Phone, detectors.Fax, detectors.License,
			detectors.Vehicle, detectors.Device, detectors.OtherID:
			if weak, ok := s.digest.id(value); ok {
				s.note(carried{typ: sp.Type, weak: weak})
			}
		}
	}
	if len(s.draft.marks) > n {
		s.relate(text, n)
	}
	s.digest.wipe()
}

// note adds a mark for the value that the digester holds.
func (s *state) note(c carried) {
	c.digest = s.digest.sum()
	d := &s.draft
	n := len(d.known)
	d.known = s.digest.heads(d.known)
	d.marks = append(d.marks, mark{carried: c, way: s.digest.buf[0], size: sizeBit(s.digest.buf), head: [2]int{n, len(d.known)}})
}

// learnName notes the words of a name that are distinctive, and each two that follow one another.
func (s *state) learnName(value []byte) {
	var last []byte
	for n := 0; len(value) > 0 && n < 8; n++ {
		w := nextWord(value)
		value = value[w.end:]
		if len(w.text) < 2 || digits(w.text) > 0 {
			continue
		}
		title := detectors.Title(w.text)
		if distinctive := detectors.Distinctive(w.text); !title && (distinctive || detectors.Related(w.text)) {
			s.digest.words(asWord, w.text)
			s.note(carried{typ: detectors.Name, weak: !distinctive})
		}
		if title {
			continue
		}
		if last != nil && s.digest.pair(last, w.text) {
			s.note(carried{typ: detectors.Name})
		}
		last = w.text
	}
}

// relate gives the marks from n on their time, and ties the weak ones to the traces of their record.
func (s *state) relate(text []byte, n int) {
	when := stamp(text)
	var traces [maxTraces]uint64
	var known []uint64
	end := len(s.draft.marks)
	for i := n; i < end; i++ {
		m := &s.draft.marks[i]
		m.when = when
		if !m.weak {
			continue
		}
		if known == nil {
			known = s.traces(traces[:0], text)
		}
		for _, t := range known {
			s.draft.marks = append(s.draft.marks, mark{carried: carried{digest: tied(s.digest, m.digest, t), when: when, typ: m.typ}})
			m = &s.draft.marks[i]
		}
	}
}

// settle tells the new marks where their record is.
func (s *state) settle(from, end int) {
	d := &s.draft
	for i := d.settled; i < len(d.marks); i++ {
		d.marks[i].from, d.marks[i].end = from, end
	}
	d.settled = len(d.marks)
}

// notes the columns that the record at hand names, if it is the header of a table.
func (s *state) noteHeading(from, end int) {
	if s.draft.on && s.heading != nil {
		s.draft.marks = append(s.draft.marks[:s.draft.settled], mark{columns: s.heading, from: from, end: end})
		s.draft.settled++
	}
	s.heading = nil
}

// draftOf appends src redacted, each record alone, to dst and leaves in s.draft what is to be remembered of it.
func (s *state) draftOf(dst, src []byte, lines bool) []byte {
	s.draft.reset()
	dst = s.redact(dst, src, lines)
	s.draft.on = false
	s.draft.marks = s.draft.marks[:s.draft.settled] // what was withheld teaches nothing
	return dst
}

// draftLines appends src, one record of several lines, redacted as one, and learns from its lines one by one.
func (s *state) draftLines(dst, src []byte) []byte {
	n := len(dst)
	dst = s.draftOf(dst, src, false)
	s.draft.marks, s.draft.known = s.draft.marks[:0], s.draft.known[:0]
	if len(src) > s.r.maxLine {
		return dst
	}
	tally, whole := s.tally, s.draft
	s.draft.tokens, s.draft.edits = scan.Tokens{}, nil
	s.spare = s.draftOf(s.spare[:0], src, true)
	s.tally = tally
	s.draft.tokens, s.draft.edits = whole.tokens, whole.edits
	for i := range s.draft.marks {
		s.draft.marks[i].from, s.draft.marks[i].end = 0, len(dst)-n
	}
	return dst
}

const (
	maxTraces  = 2   // keys of a record that tie it to others
	maxTraceAt = 128 // separators of a record that are looked at for them
)

// traces appends the digests of the values that tie a record to others of one request.
func (s *state) traces(dst []uint64, text []byte) []uint64 {
	for i, n := 0, 0; i < len(text) && n < maxTraceAt && len(dst) < maxTraces; i++ {
		if text[i] != '=' && text[i] != ':' {
			continue
		}
		n++
		p := &s.keyed
		p.Ends = nil
		if !p.ReadKey(text, i) {
			continue
		}
		if owner, _ := s.lookUp(text[p.KeyStart:p.KeyEnd]); owner == nil || owner.owner != nil || !tracing(owner.word) || !p.ReadValue(text) || p.Open != 0 {
			continue
		}
		if v := traceID(text[p.Start:p.Token]); len(v) >= 8 && len(v) <= 64 {
			s.digest.words(asTrace, v)
			dst = append(dst, s.digest.sum())
		}
	}
	return dst
}

// tracing says whether a key that owns no identifier ties the records of one request together.
func tracing(key string) bool {
	switch key {
	case "trace", "traceid", "request", "requestid", "reqid", "correlation", "correlationid", "transaction", "transactionid", "txid":
		return true
	}
	return false
}

// traceID returns the trace id of a traceparent header (W3C Trace Context, 3.2.2: version-traceid-parentid-flags), and any
// other value as it is.
func traceID(v []byte) []byte {
	if len(v) == 55 && v[2] == '-' && v[35] == '-' && v[52] == '-' {
		return v[3:35]
	}
	return v
}
