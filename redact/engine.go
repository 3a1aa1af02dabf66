package redact

import (
	"bytes"
	"math/bits"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
	"github.com/harpolog/harpo/internal/scan"
)

// state is the working memory of one call. States are pooled; one goroutine uses one at a time.
type state struct {
	r        *Redactor
	scanner  *scan.Scanner
	tok      *tokenizer
	events   []scan.Event
	classes  scan.Classes // of the record at hand, see classesOf
	classed  bool         // they are known
	maps     detectors.Bitmaps
	spans    []detectors.Span
	leaves   []format.Leaf
	cellRows format.Rows
	cells    []format.Cell
	norm     []byte
	starts   []int
	parent   []byte
	pstarts  []int
	keyed    format.Pair    // the pair at hand, for key
	around   format.Parents // of keys in the text at hand
	rows     rows           // of keys and values in it
	plain    bool           // the block at hand holds no zero byte
	lines    bool           // its records are lines
	owned    string         // the key that owns the whole record, where AppendValue was given one
	text     []byte         // the record at hand, for column
	carrier  positional
	view     view
	raw      []byte // the record behind the view, while everybody is asked about it
	bound    int    // how many parameters of a statement were looked up
	params   format.Parameters
	ends     format.Ends // of values of keys
	elements elements
	inList   bool   // the value at hand is an element of a list that lies in another
	said     int    // messages about fields have been read this far
	tokens   int    // whether the text at hand holds replacements, see replaced
	opened   int    // where the last blob looked into ended
	depth    int    // how many blobs this text lies in
	inside   []byte // what a blob held
	tried    []int  // by rule of the site: text before it has been tried
	sited    bool   // an anchor of a site's rule was seen in the text at hand
	steps    int    // of the site's patterns on the record
	passed   int    // findings of the record that the site lets pass
	column   func(keyStart, keyEnd, start, end int)
	closed   closed         // what is replaced of the text at hand already
	lastName detectors.Span // the name in it that was found last
	people   people
	repeated bool   // the text at hand is a record as it would leave
	left     []byte // that text, for repeat
	recalled []recalled
	gaps     []gap
	weighed  []weighed        // words of the record at hand that its sentences showed to be nothing
	found    []detectors.Span // for reweigh
	keys     []format.Cell    // that gave their values away, in the record at hand
	tally    Stats
	keyMemo  keyMemo
	memo     detectors.Memo
	alike    alike
	sorter   sorter
	digest   *digester
	draft    draft    // what a Stream is to remember of the text at hand
	heading  *Columns // what the record at hand says of the columns of a table
	spare    []byte   // for a Stream: text in the making,
	seek     look     // its search,
	words    []uint32 // and where
	sifted   []uint32
	rowed    []detectors.Span // what rows of tables hold, of a piece
}

func newState(r *Redactor) *state {
	s := &state{
		r: r, scanner: scan.New(r.tables.scan), tok: newTokenizer(r.keys, r.vault),
		norm: make([]byte, 0, 256), starts: make([]int, 0, 32), parent: make([]byte, 0, 256), pstarts: make([]int, 0, 32),
		digest: newDigester(r.cipher),
		spans:  make([]detectors.Span, 0, 64), leaves: make([]format.Leaf, 0, 64), cells: make([]format.Cell, 0, 64),
	}
	s.column = s.visitColumn
	if r.rules != nil {
		s.tried = make([]int, len(r.rules.rules))
	}
	return s
}

// redact is the whole way of a block: scan it, and for each record that holds an event find, unite and replace.
// What needs no replacement is copied in one piece.
func (s *state) redact(dst, src []byte, lines bool) []byte {
	s.tally.Bytes += uint64(len(src))
	last, begin := 0, len(dst)
	s.records(src, lines, func(from, to int, es []scan.Event, off int) {
		if s.r.directory != nil {
			dst, last = s.quiet(dst, src[last:from], last), from
		}
		why, ok := s.find(src[from:to], es, off)
		s.tally.Allowed += uint64(s.passed)
		if s.heading != nil {
			s.noteHeading(from, len(dst)-begin+to-last)
		}
		if ok && len(s.spans) == 0 {
			return
		}
		dst = append(dst, src[last:from]...)
		last = to
		if ok {
			dst = s.replace(dst, src[from:to], from)
			s.settle(from, len(dst)-begin)
			return
		}
		s.tally.Withheld[why]++
		dst = append(dst, why.Placeholder()...)
		s.draft.replaced(from, to-from, len(why.Placeholder()))
	})
	if s.r.directory != nil {
		return s.quiet(dst, src[last:], last)
	}
	return append(dst, src[last:]...)
}

// find leaves in s.spans what is to be replaced in text, in order and apart from one another. It fails closed: not ok
// means the record must be withheld, for the reason given.
func (s *state) find(text []byte, es []scan.Event, off int) (why Reason, ok bool) {
	s.spans, s.keys, s.weighed, s.passed, s.classed = s.spans[:0], s.keys[:0], s.weighed[:0], 0, false
	if len(text) > s.r.maxLine {
		return TooLong, false
	}
	if !s.plain && wide(text) {
		return Encoding, false
	}
	defer func() {
		if recover() != nil { // what it says may quote the record: it is not looked at
			s.spans, s.raw, why, ok = s.spans[:0], nil, Panic, false
		}
	}()
	s.collect(text, es, off)
	s.unmixed(text)
	if s.steps > maxSteps {
		s.spans = s.spans[:0]
		return Budget, false
	}
	if len(s.spans) == 0 && s.r.treatment.Base != Strict && s.r.directory == nil {
		return 0, true
	}
	s.company(text)
	if s.r.treatment.Base == Strict {
		s.member(text)
	}
	s.recall(text)
	s.learn(text)
	if s.r.directory != nil {
		s.strangers(text)
	}
	s.spans = s.sorter.resolve(s.spans, text, s.replaced(text), s.acts)
	if s.r.rules != nil {
		s.spans = s.allowed(s.spans, text)
	}
	if why, ok = s.repeat(text); !ok {
		s.spans = s.spans[:0]
		return why, false
	}
	if s.r.directory != nil {
		s.identify(text)
	}
	return 0, true
}

// acts says whether the policy replaces the span.
func (s *state) acts(sp *detectors.Span) bool {
	return sp.Score >= s.r.treatment.Threshold && s.r.treatment.Actions[sp.Type] != Keep
}

// collect asks everybody whom the events of a record call for; where something in it is encoded, about the decoded text
// too.
func (s *state) collect(text []byte, es []scan.Event, off int) {
	s.steps = 0
	if s.owned != "" {
		s.own(text)
	}
	odd := s.askAll(text, es, off)
	if odd || !s.plain && bytes.IndexByte(text, 0) >= 0 {
		s.look(text)
	}
}

// askAll asks everybody about one text. It says whether the text holds something to decode.
func (s *state) askAll(text []byte, es []scan.Event, off int) (odd bool) {
	t := s.r.tables
	n := len(s.spans)
	s.carrier.from, s.carrier.to = 0, 0
	s.around.Reset()
	s.rows.reset()
	s.closed.reset()
	s.memo.Forget()
	s.lastName.By = nil
	s.opened, s.bound, s.said, s.tokens = 0, 0, 0, unknown
	s.params.Reset()
	s.ends.Reset()
	s.elements.reset()
	s.inList = false
	if s.r.rules != nil {
		clear(s.tried)
		s.sited = false
	}
	s.table(text)
	if len(es) > 0 {
		s.brackets(text)
	}
	carried := 0 // a carrier has read this far
	s.tally.Events += uint64(len(es))
	near := false
	for _, e := range es {
		p := int(e.Pos) - off
		if e.Kind&scan.Arrow != 0 {
			s.spoken(text, p-1, p+1)
		}
		if !near {
			if near = partedFrom(text, p); !near && e.Kind&scan.Cue != 0 {
				near = partsBehind(text, p+len(t.cues[e.Cue].Text))
			}
		}
	}
	if near {
		s.parted(text)
	}
	for _, e := range es {
		p := int(e.Pos) - off
		if s.closed.holds(p) {
			odd = odd || e.Kind&scan.Odd != 0
			continue
		}
		for k := uint32(e.Kind) & (1<<anchors - 1); k != 0; k &= k - 1 {
			for _, d := range t.anchor[bits.TrailingZeros32(k)] {
				s.ask(d, text, p)
			}
		}
		if e.Kind&scan.Cue != 0 {
			carried = s.cue(&t.cues[e.Cue], text, p, carried)
		}
		if e.Kind&scan.Sep != 0 {
			s.key(text, p)
		}
		if e.Kind&scan.Blob != 0 {
			s.blob(text, p)
		}
		if e.Kind&siteAnchor != 0 {
			odd = s.site(text, p) || odd
		}
		odd = odd || e.Kind&scan.Odd != 0
	}
	s.keepDelimiters(text, n)
	return odd
}

// ask lets a detector look at one position. In a name that it has just found, the next word is not asked about: it would tell of the same.
func (s *state) ask(d *detectors.Detector, text []byte, at int) {
	if d.Find == nil {
		return
	}
	n := len(s.spans)
	if f := &s.lastName; f.By == d && f.Start <= at && at < f.End {
		return
	}
	s.tally.Asked++
	if d.With != nil {
		s.spans = d.With(&s.memo, s.spans, text, at)
	} else {
		s.spans = d.Find(s.spans, text, at)
	}
	if len(s.spans) == n {
		return
	}
	s.weigh(d, text, n, at)
	s.undivided(text, n, at)
	s.sign(d, n)
	if n < len(s.spans) && d.Type == detectors.Name && s.acts(&s.spans[len(s.spans)-1]) {
		s.lastName = s.spans[len(s.spans)-1]
	}
}

// sign writes the detector into its spans, those from n on.
func (s *state) sign(d *detectors.Detector, n int) {
	for i := n; i < len(s.spans); i++ {
		s.spans[i].By = d
		if s.spans[i].Type == detectors.None {
			s.spans[i].Type = d.Type
		}
	}
}

// cue asks whoever has the cue that stands at p. A carrier that reads on from here is not asked again before the position it
// returns.
func (s *state) cue(c *cue, text []byte, p, carried int) int {
	if p >= 4 && text[p-1] == '-' && hasPrefix(text[p-4:], "PHI-") {
		return carried // the type of a token
	}
	if c.rows != nil && p >= carried {
		s.text = text
		carried = max(carried, c.rows(text, p, s.column))
		s.text = nil
	}
	if c.spoken {
		s.sentence(text, p)
	}
	if c.message {
		s.message(text, p)
	}
	if c.row {
		s.rowless(text, p)
	}
	for _, d := range c.detectors {
		s.ask(d, text, p)
	}
	if p < carried {
		return carried
	}
	for _, f := range c.carriers {
		end := s.walk(f, text, p)
		carried = max(carried, end)
	}
	return carried
}

// wide says whether the text looks like a two-byte encoding (UTF-16): letters and zero bytes in turn. Runs of zero bytes
// alone, as a truncated file leaves them, do not count.
func wide(text []byte) bool {
	i := bytes.IndexByte(text, 0)
	for n := 0; i >= 0 && i+2 < len(text); {
		if text[i+1] != 0 && text[i+2] == 0 {
			if n++; n == 3 {
				return true
			}
			i += 2
			continue
		}
		n = 0
		j := bytes.IndexByte(text[i+1:], 0)
		if j < 0 {
			return false
		}
		i += 1 + j
	}
	return false
}
