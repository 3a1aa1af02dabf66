// Package redact takes health information out of log text and puts tokens in its place.
//
// New without options turns everything on: a forgotten option must not leak. One Redactor serves any number of
// goroutines. Text is taken in records; unless a function says otherwise a record is a line.
//
//	r := redact.New()
//	out := r.Append(nil, []byte("ssn=536-22-8145\n"))
//
// Redaction fails closed: a record on which a detector fails is replaced by a placeholder and counted, never passed.
package redact

import (
	"bytes"
	"crypto/cipher"
	"sync"
	"sync/atomic"

	"github.com/harpolog/harpo/detectors"
)

// DefaultMaxLine is the longest record, in bytes, that is redacted rather than withheld, unless WithMaxLine says otherwise.
const DefaultMaxLine = 1 << 20

// Redactor redacts. It is safe for concurrent use and holds no record after a call returns.
type Redactor struct {
	treatment Treatment
	without   []detectors.Type // types left in place, whatever the treatment says
	keys      Keys
	maxLine   int
	rules     *Rules                            // the site's own; nil: none
	carry     int64                             // window of a Stream in bytes; 0: off
	cipher    cipher.Block                      // of the digests that streams remember
	carryID   uint64                            // tells that cipher from others
	directory Directory                         // nil: none
	numbers   *[maxIDLen + 1][maxIDLen + 1]bool // of it: by length and digits, what is worth asking for
	vault     Vault                             // nil: none
	tables    *tables
	pool      sync.Pool        // *state
	strict    func() *Redactor // for explaining
	counts    counters
}

// New returns a Redactor. With no options every detector is on, the policy is Standard, and tokens are made under a
// fresh key, so that they are the same only within the life of this Redactor.
func New(opts ...Option) *Redactor {
	r := &Redactor{maxLine: DefaultMaxLine, carry: DefaultCarryOver, treatment: Standard.Treatment()}
	for _, o := range opts {
		o(r)
	}
	if r.keys.Epochs() == 0 {
		r.keys = NewKeys()
	}
	r.cipher, r.carryID = carryCipher(r.keys)
	for _, t := range r.without {
		r.treatment.Actions[t] = Keep
	}
	r.tables = tablesFor(r.treatment.Base == Strict, r.rules)
	r.strict = sync.OnceValue(r.stricter)
	r.pool.New = func() any { return newState(r) }
	return r
}

// MaxLine returns the longest record that is redacted, in bytes; a longer one is withheld.
func (r *Redactor) MaxLine() int { return r.maxLine }

// Policy returns the built-in policy that the treatment is made from.
func (r *Redactor) Policy() Policy { return r.treatment.Base }

// Append appends the redacted src to dst and returns it. src holds any number of lines, each a record; every line feed
// stays, so line counts are equal. src is only read. In steady state nothing is allocated but growth of dst.
func (r *Redactor) Append(dst, src []byte) []byte { return r.run(dst, src, true) }

// AppendRecord is Append for one record that may hold line feeds, such as a stack trace.
func (r *Redactor) AppendRecord(dst, src []byte) []byte { return r.run(dst, src, false) }

// Clean redacts one record, which may hold line feeds, into memory of its own.
func (r *Redactor) Clean(src []byte) Clean { return Clean{r.AppendRecord(nil, src)} }

// AppendClean redacts one record, which may hold line feeds, onto buf. The Clean shares the returned buffer's memory.
func (r *Redactor) AppendClean(buf, src []byte) (Clean, []byte) {
	n := len(buf)
	buf = r.AppendRecord(buf, src)
	return Clean{buf[n:len(buf):len(buf)]}, buf
}

// AppendLines redacts src, which holds whole lines, onto buf, and appends one Clean a line, without its line feed, to
// dst. The Cleans share the returned buffer's memory.
func (r *Redactor) AppendLines(dst []Clean, buf, src []byte) ([]Clean, []byte) {
	n := len(buf)
	buf = r.Append(buf, src)
	return appendCleans(dst, buf[n:]), buf
}

// appendCleans appends a Clean for each line of redacted text.
func appendCleans(dst []Clean, text []byte) []Clean {
	for len(text) > 0 {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			return append(dst, Clean{text[:len(text):len(text)]})
		}
		dst = append(dst, Clean{text[:i:i]})
		text = text[i+1:]
	}
	return dst
}

func (r *Redactor) run(dst, src []byte, lines bool) []byte {
	s := r.pool.Get().(*state)
	dst = s.redact(dst, src, lines)
	r.counts.add(&s.tally)
	r.pool.Put(s)
	return dst
}

// Stats are counts since New.
type Stats struct {
	Bytes    uint64                     // bytes taken in
	Found    [detectors.NumTypes]uint64 // findings acted on, by type
	Withheld [NumReasons]uint64         // records withheld, by reason
	Allowed  uint64                     // findings left in place by the site's allow-list
	Events   uint64                     // positions that the scanner saw something at
	Asked    uint64                     // questions put to detectors and carriers about them
}

// Stats returns the counts so far.
func (r *Redactor) Stats() Stats {
	var s Stats
	s.Bytes = r.counts.bytes.Load()
	s.Events, s.Asked = r.counts.events.Load(), r.counts.asked.Load()
	for i := range s.Found {
		s.Found[i] = r.counts.found[i].Load()
	}
	for i := range s.Withheld {
		s.Withheld[i] = r.counts.withheld[i].Load()
	}
	s.Allowed = r.counts.allowed.Load()
	return s
}

// Withhold counts a record that the caller had to withhold before it could be redacted, and appends the placeholder
// that stands for it.
func (r *Redactor) Withhold(dst []byte, why Reason) []byte {
	r.counts.withheld[why].Add(1)
	return append(dst, why.Placeholder()...)
}

// counters are the live counts of a Redactor; one call adds to them once.
type counters struct {
	bytes    atomic.Uint64
	events   atomic.Uint64
	asked    atomic.Uint64
	found    [detectors.NumTypes]atomic.Uint64
	withheld [NumReasons]atomic.Uint64
	allowed  atomic.Uint64
}

// add adds a tally and clears it.
func (c *counters) add(t *Stats) {
	c.bytes.Add(t.Bytes)
	if t.Events != 0 {
		c.events.Add(t.Events)
		c.asked.Add(t.Asked)
	}
	for i, n := range t.Found {
		if n != 0 {
			c.found[i].Add(n)
		}
	}
	for i, n := range t.Withheld {
		if n != 0 {
			c.withheld[i].Add(n)
		}
	}
	if t.Allowed != 0 {
		c.allowed.Add(t.Allowed)
	}
	*t = Stats{}
}
