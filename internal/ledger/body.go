package ledger

import (
	"maps"
	"reflect"
	"time"
)

// Counts are numbers of records, by sink and by source: configured names, and none for what cannot be told. Nothing of them
// is input.
type Counts map[string]map[string]Way

// Way is what was done with the records of a source for a sink. Read comes to the sum of Acknowledged, Placeholders, Dead,
// Lost and what lies in the spool, over all sources of a sink.
type Way struct {
	Read         uint64            `json:"read,omitempty"`         // records taken from the source
	Acknowledged uint64            `json:"acknowledged,omitempty"` // records that the far side has as they were redacted
	Placeholders uint64            `json:"placeholders,omitempty"` // records of which the far side has a placeholder
	Dead         uint64            `json:"dead,omitempty"`         // records that the far side refused for good: among the dead letters
	Lost         uint64            `json:"lost,omitempty"`         // records that were damaged in the spool, or deleted from it
	Redacted     map[string]uint64 `json:"redacted,omitempty"`     // findings replaced in records read, by entity type
	Withheld     map[string]uint64 `json:"withheld,omitempty"`     // records read whose text a placeholder stands for, by reason
}

// Account is the body of Interval and Stop: what happened since the last such record. The first one of a part, and every Stop, also
// says what happened over the life of the book.
type Account struct {
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Tally time.Time `json:"tally"`          // when the agent's own account began, from which it is taken; another one if that was lost
	Base  Counts    `json:"base,omitempty"` // with Sum: what of it comes from tallies before this one
	Delta Counts    `json:"delta"`
	Sum   Counts    `json:"sum,omitempty"`
}

// SetupNote is the body of Start and Setup.
type SetupNote struct {
	Version string   `json:"version"`
	Config  string   `json:"config"` // SHA-256 of the configuration file, hexadecimal
	Rules   string   `json:"rules"`  // rule-set hash
	Epoch   int      `json:"epoch"`  // of the token key
	Claim   string   `json:"claim"`
	Reasons []string `json:"reasons,omitempty"` // of the claim
	FIPS    bool     `json:"fips"`
	Public  string   `json:"public"` // of the signing key, hexadecimal
}

// IncidentNote is the body of Incident.
type IncidentNote struct {
	ID    string            `json:"id"`
	What  string            `json:"what"`           // a constant of the program
	Place string            `json:"place"`          // the configured name of a source or sink
	Kinds map[string]uint64 `json:"kinds"`          // entity types and how many of each
	Held  bool              `json:"held,omitempty"` // the record did not leave
}

// LookupNote is the body of Lookup: somebody asked whether a value has tokens, or which ones it has. The value is not in it.
type LookupNote struct {
	Login  string   `json:"login,omitempty"` // who had logged in to the machine, if the system knows
	User   string   `json:"user"`            // whom the question was asked as
	Asked  string   `json:"asked"`           // a constant of the program
	Ref    string   `json:"ref,omitempty"`   // the asker's own, such as the number of a ticket
	Type   string   `json:"type,omitempty"`  // entity type, where it was asked for
	Tokens []string `json:"tokens"`          // those that were asked about, or told
	Yes    []string `json:"yes,omitempty"`   // of them, those that stand for the value
	Denied bool     `json:"denied,omitempty"`
}

// RecoverNote is the body of Recover.
type RecoverNote struct {
	CutBytes int64  `json:"cut_bytes"`      // of a torn last line
	Missing  uint64 `json:"missing"`        // records that the head knew of and the book no longer has
	Head     string `json:"head,omitempty"` // what was wrong with the head: a constant of the program
}

// RetireNote is the body of Retire: all records up to and including Through were deleted.
type RetireNote struct {
	Through uint64 `json:"through"`
	Hash    Hash   `json:"hash"`
}

// Add returns the sum of both. It shares no map with either.
func (c Counts) Add(d Counts) Counts {
	out := Counts{}
	for _, of := range []Counts{c, d} {
		for sink, ways := range of {
			for source, w := range ways {
				out.put(sink, source, out[sink][source].add(w))
			}
		}
	}
	return out
}

func (w Way) add(v Way) Way {
	return Way{w.Read + v.Read, w.Acknowledged + v.Acknowledged, w.Placeholders + v.Placeholders, w.Dead + v.Dead, w.Lost + v.Lost,
		plus(w.Redacted, v.Redacted), plus(w.Withheld, v.Withheld)}
}

// Sub returns what c has more than d; where it has less, nothing.
func (c Counts) Sub(d Counts) Counts {
	out := Counts{}
	for sink, ways := range c {
		for source, x := range ways {
			y := d[sink][source]
			out.put(sink, source, Way{less(x.Read, y.Read), less(x.Acknowledged, y.Acknowledged), less(x.Placeholders, y.Placeholders), less(x.Dead, y.Dead),
				less(x.Lost, y.Lost), minus(x.Redacted, y.Redacted), minus(x.Withheld, y.Withheld)})
		}
	}
	return out
}

// put sets a way, unless there is nothing in it: equal counts are equal as text.
func (c Counts) put(sink, source string, w Way) {
	if reflect.ValueOf(w).IsZero() {
		return
	}
	if c[sink] == nil {
		c[sink] = map[string]Way{}
	}
	c[sink][source] = w
}

func (c Counts) clone() Counts { return c.Add(nil) }

// OfSink returns the sum over all sources of a sink.
func (c Counts) OfSink(sink string) (sum Way) {
	for _, w := range c[sink] {
		sum = sum.add(w)
	}
	return sum
}

func less(x, y uint64) uint64 { return x - min(x, y) }

// plus and minus return nil where nothing is left, so that equal counts are equal as text.
func plus(a, b map[string]uint64) map[string]uint64 {
	if len(a)+len(b) == 0 {
		return nil
	}
	sum := map[string]uint64{}
	maps.Copy(sum, a)
	for k, n := range b {
		sum[k] += n
	}
	return sum
}

func minus(a, b map[string]uint64) map[string]uint64 {
	var out map[string]uint64
	for k, n := range a {
		if n > b[k] {
			if out == nil {
				out = map[string]uint64{}
			}
			out[k] = n - b[k]
		}
	}
	return out
}
