package config

import (
	"errors"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// Rule is a site's own kind of identifier: see redact.Rule.
type Rule struct {
	Name      string   `mapstructure:"name"`
	Type      string   `mapstructure:"type"`
	Pattern   string   `mapstructure:"pattern"`
	Keys      []string `mapstructure:"keys"`
	Context   []string `mapstructure:"context"`
	Checks    []string `mapstructure:"checks"`
	Certainty string   `mapstructure:"certainty" words:"certain|likely|doubtful"`
	Hits      []string `mapstructure:"hits"`
	Misses    []string `mapstructure:"misses"`
}

// KeyName is a field of the site's own: see redact.KeyName.
type KeyName struct {
	Name string `mapstructure:"name"`
	Type string `mapstructure:"type"`
}

// Allow is something that is left in place: see redact.Allow.
type Allow struct {
	Value       string `mapstructure:"value"`
	Pattern     string `mapstructure:"pattern"`
	Key         string `mapstructure:"key"`
	EmailDomain string `mapstructure:"email_domain"`
	Type        string `mapstructure:"type"`
	Why         string `mapstructure:"why"` // for whoever reads the configuration
}

func (r *Rule) setDefaults() { r.Certainty = "certain" }

// scores are the certainties of a rule: certain matches are acted on by every policy, likely ones by all but minimal,
// doubtful ones by strict alone; read-only.
var scores = map[string]float32{"certain": detectors.Checked, "likely": detectors.Likely, "doubtful": detectors.Doubtful}

// Site returns the compiled rules of the site, nil if it has none. They are there once the configuration has been
// validated.
func (r *Redact) Site() *redact.Rules { return r.site }

// compile readies the site's rules and reports what is wrong with them.
func (r *Redact) compile(ps *Problems) {
	if len(r.Rules)+len(r.KeyNames)+len(r.Allow) == 0 {
		return
	}
	var found redact.SiteProblems
	site, err := redact.Compile(r.siteRules())
	if errors.As(err, &found) {
		for _, p := range found {
			ps.add("redact."+p.Path, p.Wrong, p.Right)
		}
	}
	r.site = site
}

func (r *Redact) siteRules() (s redact.Site) {
	for _, x := range r.Rules {
		s.Rules = append(s.Rules, redact.Rule{Name: x.Name, Type: detectors.TypeOf(x.Type), Pattern: x.Pattern, Keys: x.Keys, Context: x.Context,
			Checks: x.Checks, Score: scores[x.Certainty], Hits: x.Hits, Misses: x.Misses})
	}
	for _, x := range r.KeyNames {
		s.Keys = append(s.Keys, redact.KeyName{Name: x.Name, Type: detectors.TypeOf(x.Type)})
	}
	for _, x := range r.Allow {
		s.Allow = append(s.Allow, redact.Allow{Type: detectors.TypeOf(x.Type), Value: x.Value, Pattern: x.Pattern, Key: x.Key, EmailDomain: x.EmailDomain})
	}
	return s
}
