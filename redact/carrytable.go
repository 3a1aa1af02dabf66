package redact

import "github.com/harpolog/harpo/detectors"

// maxCarried bounds the values remembered of one window of a stream: 16 KB, twice that with the window before.
const maxCarried = 512

// carryFor is how many seconds a value is looked for again, where both records say when they were written.
const carryFor = 15 * 60

// carried is a value that is remembered: a digest, and nothing that the value could be told from.
type carried struct {
	digest uint64 // of the value and the way it is looked for; 0: the slot is free
	when   uint32 // seconds since the Unix epoch as its record has it; 0 where it has none
	typ    detectors.Type
	weak   bool // counts only in records of the same trace: the digest of value and trace is remembered too
}

// carryTable is a set of them by digest: open addressing with linear probing, at most half full, grown as needed.
type carryTable struct {
	slots []carried
	n     int
	sizes [ways]uint64 // which lengths the values have, for each way of looking: most words need no digest to be told off
	sieve *sieve       // of their heads; nil where there are none
}

// sizeBit is the bit of carryTable.sizes for the form of a value.
func sizeBit(form []byte) uint64 { return 1 << min(len(form), 63) }

// may says whether a value of that form may be in the table.
func (t *carryTable) may(form []byte) bool { return t.sizes[form[0]]&sizeBit(form) != 0 }

// find returns the slot of a digest, or nil.
func (t *carryTable) find(digest uint64) *carried {
	if t.n == 0 {
		return nil
	}
	if c := t.slot(digest); c.digest != 0 {
		return c
	}
	return nil
}

// slot returns the slot where the digest is or belongs.
func (t *carryTable) slot(digest uint64) *carried {
	mask := len(t.slots) - 1
	for i := int(digest) & mask; ; i = (i + 1) & mask {
		if c := &t.slots[i]; c.digest == digest || c.digest == 0 {
			return c
		}
	}
}

// put remembers c. full says that there is no room: the table is as it was.
func (t *carryTable) put(c carried) (full bool) {
	if 2*t.n >= len(t.slots) && t.n < maxCarried {
		t.grow()
	}
	at := t.slot(c.digest)
	if at.digest == 0 {
		if t.n == maxCarried {
			return true
		}
		t.n++
	} else if !at.weak {
		c.weak, c.typ = false, at.typ
	}
	*at = c
	return false
}

func (t *carryTable) grow() {
	old := t.slots
	t.slots = make([]carried, max(32, 2*len(old)))
	for _, c := range old {
		if c.digest != 0 {
			*t.slot(c.digest) = c
		}
	}
}

// expect enters heads into the sieve. More heads than those of the table's values only cost time.
func (t *carryTable) expect(heads []uint64, secret uint64) {
	if t.sieve == nil && len(heads) > 0 {
		t.sieve = new(sieve)
	}
	for _, h := range heads {
		t.sieve.add(h, secret)
	}
}

// heads returns the sieve.
func (t *carryTable) heads() *sieve {
	if t.sieve == nil {
		return &noHeads
	}
	return t.sieve
}

// reset forgets everything and keeps the memory.
func (t *carryTable) reset() {
	clear(t.slots)
	t.n, t.sizes = 0, [ways]uint64{}
	if t.sieve != nil {
		*t.sieve = sieve{}
	}
}
