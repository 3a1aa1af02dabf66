package redact

import "github.com/harpolog/harpo/detectors"

// Action is what is done to a finding. The zero value is Token: a forgotten entry must not leak.
type Action uint8

// The actions.
const (
	Token      Action = iota // PHI-SSN-3k9x...: the same value has the same token; derived from the value
	Label                    // PHI-SSN: says only what stood there
	Generalize               // a coarser form: see Generalizes; what has none becomes a label
	Keep                     // left as it is
	numActions
)

var actionWords = [numActions]string{Token: "token", Label: "label", Generalize: "generalize", Keep: "keep"}

// String returns the action's word.
func (a Action) String() string { return actionWords[a] }

// Treatment is a policy as data: what is done to the findings of each type, and from which score on. It is a value: copy one
// of a Policy and change it. The zero Treatment gives everything a token; use the Treatment of a Policy instead.
type Treatment struct {
	Name      string                     // for reports
	Base      Policy                     // Strict also asks the detectors about what is in doubt
	Threshold float32                    // findings with a lower score are left; 0 is that of Base
	Actions   [detectors.NumTypes]Action // by type
	NoAccount bool                       // whom the account directory knows is found, and has a token in place of the account id
}

// WithTreatment chooses a policy that is given as data, instead of WithPolicy.
func WithTreatment(t Treatment) Option {
	return func(r *Redactor) {
		if t.Threshold <= 0 {
			t.Threshold = policies[t.Base].threshold
		}
		r.treatment = t
	}
}

// Treatment returns what is done to findings, Without included.
func (r *Redactor) Treatment() Treatment { return r.treatment }

// Stricter returns the treatment that hides whatever t or u hides: for each type the action that says less, account ids where one of them
// hides these, and the lower threshold.
func (t Treatment) Stricter(u Treatment) Treatment {
	if t == u {
		return t
	}
	out := Treatment{Name: t.Name + "+" + u.Name, Base: t.Base, Threshold: min(t.Threshold, u.Threshold), NoAccount: t.NoAccount || u.NoAccount}
	if u.Base == Strict {
		out.Base = Strict
	}
	for typ := range out.Actions {
		out.Actions[typ] = hides(t.Actions[typ], u.Actions[typ])
	}
	return out
}

// tellsMore ranks the actions by how much they let through: a token lets two values be told to be equal, and so says more of a
// value than a label; the coarser form of it can be read.
var tellsMore = [numActions]int{Label: 0, Token: 1, Generalize: 2, Keep: 3}

// hides returns the one of two actions that says less.
func hides(a, b Action) Action {
	if tellsMore[b] < tellsMore[a] {
		return b
	}
	return a
}

// substitute appends what stands for a finding.
func (s *state) substitute(dst []byte, typ detectors.Type, value []byte) []byte {
	switch s.r.treatment.Actions[typ] {
	case Label:
		return appendLabel(dst, typ)
	case Generalize:
		var ok bool
		if dst, ok = s.generalize(dst, typ, value); ok {
			return dst
		}
		return appendLabel(dst, typ)
	}
	return s.tok.append(dst, typ, value)
}

func appendLabel(dst []byte, typ detectors.Type) []byte {
	return append(dst, labels[typ]...)
}
