package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// Policy is a policy of the site's own: a built-in one, and what differs, by entity type.
type Policy struct {
	Name       string   `mapstructure:"name"`
	Base       string   `mapstructure:"base"`
	Token      []string `mapstructure:"token"`
	Label      []string `mapstructure:"label"`
	Generalize []string `mapstructure:"generalize"`
	Keep       []string `mapstructure:"keep"`
	Accounts   string   `mapstructure:"accounts" words:"show|hide"`                // the account ids of people whom the directory knows
	Certainty  string   `mapstructure:"certainty" words:"certain|likely|doubtful"` // of what is acted on at least; that of base if not given
}

func (p *Policy) setDefaults() { p.Base, p.Accounts = redact.Standard.String(), accountsShown }

// What a policy does with account ids.
const (
	accountsShown  = "show"
	accountsHidden = "hide"
)

// thresholds are the scores from which a policy acts: those of minimal, standard and strict; read-only.
var thresholds = map[string]float32{"certain": detectors.Shaped, "likely": detectors.Likely, "doubtful": detectors.Doubtful}

// policyName is the form of a policy's name.
var policyName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

// Treatment returns the policy with this name as data; not ok if there is none.
func (r *Redact) Treatment(name string) (t redact.Treatment, ok bool) {
	if p, err := redact.ParsePolicy(name); err == nil {
		return p.Treatment(), true
	}
	for i := range r.Policies {
		if r.Policies[i].Name == name {
			return r.Policies[i].treatment(func(string, string, string) {}), true
		}
	}
	return redact.Treatment{}, false
}

// Default returns what redact.policy says. It is there once the configuration has been validated.
func (r *Redact) Default() redact.Treatment {
	t, _ := r.Treatment(r.Policy)
	return t
}

// Treatment returns what is done to the lines of a source on their way to a sink. A source and a sink that both have a
// policy are both obeyed: the line is redacted by what is the stricter of the two for each type.
func (c *Config) Treatment(src *Source, snk *Sink) redact.Treatment {
	a, fromSource := c.Redact.Treatment(src.Policy)
	b, fromSink := c.Redact.Treatment(snk.Policy)
	switch {
	case fromSource && fromSink:
		return a.Stricter(b)
	case fromSource:
		return a
	case fromSink:
		return b
	}
	return c.Redact.Default()
}

// Treatments returns the policies that lines can be redacted by, each once, that of redact.policy first.
func (c *Config) Treatments() []redact.Treatment {
	all := []redact.Treatment{c.Redact.Default()}
	for i := range c.Sinks {
		for j := -1; j < len(c.Sources); j++ {
			src := &Source{}
			if j >= 0 {
				src = &c.Sources[j]
			}
			if t := c.Treatment(src, &c.Sinks[i]); !slices.Contains(all, t) {
				all = append(all, t)
			}
		}
	}
	return all
}

// treatment makes the policy; bad is told what is wrong with it, by the key below the policy's.
func (p *Policy) treatment(bad func(key, wrong, right string)) redact.Treatment {
	base, err := redact.ParsePolicy(p.Base)
	if err != nil {
		bad("base", "not a built-in policy", "use minimal, limited, standard or strict")
	}
	t := base.Treatment()
	t.Name, t.NoAccount = p.Name, p.Accounts == accountsHidden
	if from, ok := thresholds[p.Certainty]; ok {
		t.Threshold = from
	}
	seen := map[detectors.Type]bool{}
	for _, part := range []struct {
		action redact.Action
		types  []string
	}{{redact.Token, p.Token}, {redact.Label, p.Label}, {redact.Generalize, p.Generalize}, {redact.Keep, p.Keep}} {
		for i, word := range part.types {
			key := fmt.Sprintf("%s[%d]", part.action, i)
			typ := detectors.TypeOf(strings.TrimSpace(word))
			switch {
			case typ == detectors.None:
				bad(key, "unknown type", "harpo detectors lists the types, such as SSN")
				continue
			case seen[typ]:
				bad(key, "the same type twice", "give a type one action")
			case part.action == redact.Generalize && !redact.Generalizes(typ):
				bad(key, "a type without a coarser form", "use DOB, DATE, AGE90, ZIP or GEO, or make it a label")
			case part.action == redact.Token && redact.Standard.Treatment().Actions[typ] == redact.Label:
				bad(key, "a type that gets no tokens: one of a weak secret can be guessed", "make it a label")
			}
			seen[typ] = true
			t.Actions[typ] = part.action
		}
	}
	return t
}

func (r *Redact) validatePolicies(ps *Problems) {
	names := map[string]bool{}
	for i := range r.Policies {
		p, at := &r.Policies[i], fmt.Sprintf("redact.policies[%d].", i)
		_, builtIn := redact.ParsePolicy(p.Name)
		switch {
		case !policyName.MatchString(p.Name):
			ps.add(at+"name", "not a name", "use small letters, digits and hyphens, a letter first, at most 32")
		case builtIn == nil:
			ps.add(at+"name", "the name of a built-in policy", "choose another")
		case names[p.Name]:
			ps.add(at+"name", "the same name twice", "give each policy its own")
		}
		names[p.Name] = true
		p.treatment(func(key, wrong, right string) { ps.add(at+key, wrong, right) })
	}
	r.knowsPolicy(ps, "redact.policy", r.Policy)
}

// knowsPolicy reports a name that no policy has.
func (r *Redact) knowsPolicy(ps *Problems, at, name string) {
	words := []string{"minimal", "limited", "standard", "strict"}
	for _, p := range r.Policies {
		if policyName.MatchString(p.Name) && !slices.Contains(words, p.Name) {
			words = append(words, p.Name)
		}
	}
	if !slices.Contains(words, name) {
		ps.add(at, "unknown policy", "use "+strings.Join(words, ", ")+", or describe it in redact.policies")
	}
}

// validatePolicyWords reports sources and sinks with a policy that is not there.
func (c *Config) validatePolicyWords(ps *Problems) {
	for i := range c.Sources {
		if word := c.Sources[i].Policy; word != "" {
			c.Redact.knowsPolicy(ps, fmt.Sprintf("sources[%d].policy", i), word)
		}
	}
	for i := range c.Sinks {
		if word := c.Sinks[i].Policy; word != "" {
			c.Redact.knowsPolicy(ps, fmt.Sprintf("sinks[%d].policy", i), word)
		}
	}
}
