package redact

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/harpolog/harpo/detectors"
)

// Site is what a site adds to the detectors, as data: its own patterns, its own key names, and what it lets pass.
// Compile makes Rules of it.
type Site struct {
	Rules []Rule
	Keys  []KeyName
	Allow []Allow
}

// Rule is a kind of identifier that only this site has. It needs a pattern or keys. Where it has both, the pattern also
// says what of the value behind a key is meant.
type Rule struct {
	Name string         // unique; small letters, digits and hyphens: the name in reports and metrics
	Type detectors.Type // what it finds

	// Pattern is a regular expression of package regexp (RE2 syntax, linear time). If it has a group of the name value,
	// or exactly one group, that part is the identifier, else the whole match. Every match must hold some text that
	// the pattern fixes ("KND-", "case no"), for only where that stands is the pattern tried; a pattern without needs
	// Keys or Context. A match is looked for within 1 KiB of that text.
	Pattern string
	// Keys are names of fields whose value is the identifier.
	Keys []string
	// Context are words of which one must stand within 64 bytes of a match. Values behind Keys need none.
	Context []string
	// Checks are validators that a value must pass: names of detectors.Checks, and "digits:8" or "digits:8-10" for the
	// number of its digits.
	Checks []string
	// Score is the certainty of a match, on the scale of the detectors' Score constants; 0 is detectors.Checked. A value
	// behind one of Keys has detectors.Keyed at least.
	Score float32

	Hits   []string // lines in which this rule must find the «marked» parts; anything, where nothing is marked
	Misses []string // lines in which this rule must find nothing
}

// KeyName is a field of the site's own whose value is of a type.
type KeyName struct {
	Name string
	Type detectors.Type
}

// Allow is one thing that is left in place although a detector finds it. Exactly one of Value, Pattern, Key and
// EmailDomain is set. It can only narrow: what is hidden together with other text stays hidden.
type Allow struct {
	Type        detectors.Type // what Value and Pattern are found as
	Value       string         // a finding that is equal to it, in any spelling that has the same token, stays
	Pattern     string         // a finding that it matches from end to end stays
	Key         string         // a field's name that is no evidence any more; what its value looks like still is
	EmailDomain string         // e-mail addresses of this domain stay, not those of its subdomains
}

// SiteProblem is one thing that is wrong with a Site. None of its texts quotes an example or an allowed value.
type SiteProblem struct {
	Path  string // the part, such as rules[0].pattern
	Wrong string // what is wrong
	Right string // what would be right
}

// SiteProblems are all that is wrong with a Site.
type SiteProblems []SiteProblem

// Error returns one problem a line.
func (ps SiteProblems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Path + ": " + p.Wrong + ": " + p.Right
	}
	return strings.Join(lines, "\n")
}

func (ps *SiteProblems) add(path, wrong, right string) {
	*ps = append(*ps, SiteProblem{path, wrong, right})
}

// Rules are the compiled rules of a site. They are only read, and may serve any number of Redactors. Nil are none.
type Rules struct {
	rules     []*rule
	detectors []*detectors.Detector // one a rule, one a key name: what findings name as their source
	notKeys   []string              // normalised keys that are no evidence
	anchors   anchorTable
	allow     allowList
	hash      string
	tables    [2]func() *tables // standard and strict, built when first asked for; nil where the lexicon is the built-in one
	counts    SiteCounts
}

// SiteCounts tell how much a site adds.
type SiteCounts struct{ Rules, Keys, Allowed, Hits, Misses int }

// Counts returns how much the site adds. Every hit and miss counted has been tried.
func (r *Rules) Counts() SiteCounts {
	if r == nil {
		return SiteCounts{}
	}
	return r.counts
}

// Detectors returns the site's rules and key names as detectors: their names are those of findings. They are only for
// reading.
func (r *Rules) Detectors() []*detectors.Detector {
	if r == nil {
		return nil
	}
	return r.detectors
}

// keyed says whether the site changes the lexicon of keys.
func (r *Rules) keyed() bool {
	if len(r.notKeys) > 0 {
		return true
	}
	for _, d := range r.detectors {
		if len(d.Keys) > 0 {
			return true
		}
	}
	return false
}

// WithRules adds a site's rules.
func WithRules(r *Rules) Option { return func(to *Redactor) { to.rules = r } }

// RuleSetHash returns a short hash over all detectors and the site's rules: it changes with any of them. site may be nil.
func RuleSetHash(site *Rules) string {
	h := sha256.New()
	for _, d := range detectors.All() {
		h.Write(marshal([]any{d.Name, d.Type.String(), d.Doc, d.Source, d.Anchors, d.Doubt, d.Cues, d.Hints, d.Keys, d.Hits, d.Misses}))
	}
	if site != nil {
		h.Write([]byte(site.hash))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func marshal(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("BUG: marshal rules: " + err.Error())
	}
	return b
}
