// Package corpus makes log text for measuring: mixed formats, a chosen share of records with invented health
// information, the same bytes for the same seed. Nothing in it belongs to a real person.
package corpus

import (
	"io"
	"math/rand/v2"

	"github.com/harpolog/harpo/detectors"
)

// Plant is one identifier that the maker put into a record. Value stands in the record byte for byte; a person's name is
// one plant a word.
type Plant struct {
	Type  detectors.Type
	Value string
}

// Options say what a Maker makes. The zero value is a corpus without health information.
type Options struct {
	Seed   uint64
	PHI    float64  // percent of records that hold health information, 0 to 100
	Names  Names    // further names, drawn beside the built-in ones
	Real   []string // lines from elsewhere that are mixed in; their shares of PHI are the caller's knowledge
	People int      // of the roster of the same seed: a record with health information is about one of them; 0: about anybody
}

// Maker makes records one after the other. It is not safe for concurrent use.
type Maker struct {
	r      *rand.Rand
	phi    float64
	names  Names
	real   []string
	clock  int64 // milliseconds since the epoch; the records' time
	plants []Plant
	seed   uint64
	people int
	who    *Person // nil: nobody of a roster
}

// New returns a Maker at its first record.
func New(o Options) *Maker {
	n := builtin()
	return &Maker{
		r:      rand.New(rand.NewPCG(o.Seed, 7)),
		phi:    o.PHI,
		names:  Names{Given: append(n.Given, o.Names.Given...), Family: append(n.Family, o.Names.Family...)},
		real:   o.Real,
		clock:  1_760_000_000_000,
		seed:   o.Seed,
		people: o.People,
	}
}

// Append appends the next record, which is one or more whole lines, to dst, and tells what it planted there: nothing in
// a record without health information. The plants are valid until the next call.
func (m *Maker) Append(dst []byte) ([]byte, []Plant) {
	m.plants = m.plants[:0]
	phi := m.r.Float64()*100 < m.phi
	if phi && m.people > 0 {
		p := PersonAt(m.seed, m.r.IntN(m.people))
		m.who = &p
	}
	return m.record(dst, phi), m.plants
}

// Facts are what a corpus consists of.
type Facts struct {
	Bytes      int64 `json:"bytes"`
	Lines      int64 `json:"lines"`
	Records    int64 `json:"records"`
	PHIRecords int64 `json:"phi_records"` // records with at least one plant
	Plants     int64 `json:"plants"`
}

// Share returns the percentage of records that hold health information.
func (f Facts) Share() float64 {
	if f.Records == 0 {
		return 0
	}
	return 100 * float64(f.PHIRecords) / float64(f.Records)
}

// Write writes whole records to w until size bytes are reached, and says what it wrote.
func Write(w io.Writer, size int64, o Options) (Facts, error) {
	var f Facts
	m := New(o)
	buf := make([]byte, 0, 1<<20+1<<16)
	for f.Bytes < size {
		buf = buf[:0]
		for len(buf) < 1<<20 && f.Bytes+int64(len(buf)) < size {
			n := len(buf)
			var plants []Plant
			buf, plants = m.Append(buf)
			f.add(buf[n:], plants)
		}
		if _, err := w.Write(buf); err != nil {
			return f, err
		}
		f.Bytes += int64(len(buf))
	}
	return f, nil
}

func (f *Facts) add(record []byte, plants []Plant) {
	f.Records++
	for _, b := range record {
		if b == '\n' {
			f.Lines++
		}
	}
	if len(plants) > 0 {
		f.PHIRecords++
	}
	f.Plants += int64(len(plants))
}
