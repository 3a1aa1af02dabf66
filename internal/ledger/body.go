package ledger

import (
	"maps"
	"reflect"
	"time"
)

// Counts are numbers of records, by configured name and by constant words of the program: nothing of them is input.
type Counts struct {
	Sinks    map[string]Sink   `json:"sinks,omitempty"`
	Redacted map[string]uint64 `json:"redacted,omitempty"` // spans replaced, by entity type
}

// Sink is what was done for one sink. Read and Recovered come to the sum of Acknowledged, Placeholders, Dead, Lost and what
// was still on its way.
type Sink struct {
	Read         uint64            `json:"read"`               // records taken from the sources
	Recovered    uint64            `json:"recovered"`          // records that an earlier run had left in the spool
	Acknowledged uint64            `json:"acknowledged"`       // records that the far side has as they were redacted
	Placeholders uint64            `json:"placeholders"`       // records of which the far side has a placeholder
	Dead         uint64            `json:"dead"`               // records that the far side refused for good: among the dead letters
	Lost         uint64            `json:"lost"`               // records that were damaged in the spool
	Withheld     map[string]uint64 `json:"withheld,omitempty"` // records read whose text a placeholder stands for, by reason
}

// Account is the body of Interval and Stop: what happened since the last such record, and over the life of the book.
type Account struct {
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Delta Counts    `json:"delta"`
	Sum   Counts    `json:"sum"`
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
	c = c.clone()
	for name, s := range d.Sinks {
		t := c.Sinks[name]
		c.Sinks[name] = Sink{t.Read + s.Read, t.Recovered + s.Recovered, t.Acknowledged + s.Acknowledged, t.Placeholders + s.Placeholders,
			t.Dead + s.Dead, t.Lost + s.Lost, plus(t.Withheld, s.Withheld)}
	}
	c.Redacted = plus(c.Redacted, d.Redacted)
	return c
}

// Sub returns what c has more than d, which must be an earlier state of c.
func (c Counts) Sub(d Counts) Counts {
	out := Counts{Sinks: map[string]Sink{}, Redacted: minus(c.Redacted, d.Redacted)}
	for name, s := range c.Sinks {
		t := d.Sinks[name]
		n := Sink{s.Read - t.Read, s.Recovered - t.Recovered, s.Acknowledged - t.Acknowledged, s.Placeholders - t.Placeholders,
			s.Dead - t.Dead, s.Lost - t.Lost, minus(s.Withheld, t.Withheld)}
		if !reflect.ValueOf(n).IsZero() {
			out.Sinks[name] = n
		}
	}
	return out
}

func (c Counts) clone() Counts {
	out := Counts{Sinks: map[string]Sink{}, Redacted: plus(nil, c.Redacted)}
	for name, s := range c.Sinks {
		s.Withheld = plus(nil, s.Withheld)
		out.Sinks[name] = s
	}
	return out
}

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
