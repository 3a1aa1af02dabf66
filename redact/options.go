package redact

import "github.com/harpolog/harpo/detectors"

// Option changes what New makes.
type Option func(*Redactor)

// WithPolicy chooses the policy; without it, Standard.
func WithPolicy(p Policy) Option { return WithTreatment(p.Treatment()) }

// WithKeys sets the token keys, so that a value has the same token in every process that has them.
func WithKeys(k Keys) Option { return func(r *Redactor) { r.keys = k } }

// Without leaves findings of these types in place.
func Without(types ...detectors.Type) Option {
	return func(r *Redactor) { r.without = append(r.without, types...) }
}

// WithMaxLine sets the longest record, in bytes, that is redacted; a longer one is withheld. n below 1 means
// DefaultMaxLine.
func WithMaxLine(n int) Option {
	return func(r *Redactor) {
		if n < 1 {
			n = DefaultMaxLine
		}
		r.maxLine = n
	}
}

// WithCarryOver sets the window of a Stream, in bytes of its source; n below 1 turns carrying over off.
func WithCarryOver(n int) Option {
	return func(r *Redactor) { r.carry = int64(max(0, n)) }
}
