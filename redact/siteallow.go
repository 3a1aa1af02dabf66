package redact

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/harpolog/harpo/detectors"
)

// allowList is what a site lets pass. It is asked about whole findings, after all that touches has been united: an
// allowed value inside of a larger finding stays hidden.
type allowList struct {
	values   map[string]bool // type, a zero byte, the normal form of the value
	patterns [detectors.NumTypes][]*regexp.Regexp
	domains  map[string]bool // lower case
	some     bool
}

// has says whether a finding of type t with this text stays. buf is scratch memory.
func (a *allowList) has(buf []byte, t detectors.Type, text []byte) (bool, []byte) {
	buf = append(append(buf[:0], t.String()...), 0)
	buf = appendNormal(buf, t, text)
	if a.values[string(buf)] {
		return true, buf
	}
	for _, p := range a.patterns[t] {
		if p.Match(text) {
			return true, buf
		}
	}
	if t == detectors.Email && len(a.domains) > 0 {
		address := buf[len(t.String())+1:]
		if i := bytes.IndexByte(address, '@'); i > 0 && i == bytes.LastIndexByte(address, '@') && a.domains[string(address[i+1:])] {
			return true, buf
		}
	}
	return false, buf
}

// Allows says whether the site lets a value of this type pass.
func (r *Rules) Allows(t detectors.Type, value []byte) bool {
	if r == nil || !r.allow.some {
		return false
	}
	ok, _ := r.allow.has(nil, t, value)
	return ok
}

// allowed takes the findings that the site lets pass out of spans, which have been resolved, and counts them.
func (s *state) allowed(spans []detectors.Span, text []byte) []detectors.Span {
	a := &s.r.rules.allow
	if !a.some {
		return spans
	}
	n := 0
	for i := range spans {
		var ok bool
		if ok, s.norm = a.has(s.norm, spans[i].Type, text[spans[i].Start:spans[i].End]); ok {
			s.passed++
			continue
		}
		spans[n] = spans[i]
		n++
	}
	return spans[:n]
}

const minAllowed = 4 // bytes of the normal form of an allowed value

// allow checks an entry of the allow-list and takes it over.
func (c *compiler) allow(at string, e *Allow) {
	list := &c.out.allow
	n := 0
	for _, s := range []string{e.Value, e.Pattern, e.Key, e.EmailDomain} {
		if s != "" {
			n++
		}
	}
	if n != 1 {
		c.bad(at, "not exactly one of value, pattern, key and email_domain", "make an entry of each")
		return
	}
	if e.Value != "" || e.Pattern != "" {
		c.typed(at+".type", e.Type)
	}
	switch {
	case e.Value != "":
		c.allowValue(at+".value", e, list)
	case e.Pattern != "":
		c.allowPattern(at+".pattern", e, list)
	case e.Key != "":
		c.allowKey(at+".key", e)
	default:
		c.allowDomain(at+".email_domain", e, list)
	}
	list.some = len(list.values)+len(list.domains) > 0 || slices.ContainsFunc(list.patterns[:], func(p []*regexp.Regexp) bool { return p != nil })
	c.out.counts.Allowed++
}

func (c *compiler) allowValue(at string, e *Allow, list *allowList) {
	if e.Type >= detectors.NumTypes {
		return
	}
	norm := appendNormal(nil, e.Type, []byte(e.Value))
	if len(norm) < minAllowed || !detectors.Meaningful([]byte(e.Value)) {
		c.bad(at, "too short to tell one value", "use four letters or digits at least")
		return
	}
	if list.values == nil {
		list.values = map[string]bool{}
	}
	list.values[e.Type.String()+"\x00"+string(norm)] = true
}

// allowPattern refuses what would let values pass that nobody has listed: a pattern that fixes too little, or that one
// of the built-in detectors' examples matches.
func (c *compiler) allowPattern(at string, e *Allow, list *allowList) {
	if e.Type >= detectors.NumTypes {
		return
	}
	if e.Type == detectors.Email {
		c.bad(at, "patterns of e-mail addresses are refused", "use value for an address, or email_domain for all of a domain")
		return
	}
	_, tree, ok := c.regexp(at, e.Pattern)
	if !ok {
		return
	}
	if shortest(fixed(tree)) < 3 {
		c.bad(at, "fixes too little: values of other people could match", "let it hold three characters or more that only the site's own values have")
		return
	}
	whole, err := regexp.Compile(`\A(?:` + e.Pattern + `)\z`)
	if err != nil {
		c.bad(at, "does not compile from end to end", "close every group")
		return
	}
	if name := matchesExample(whole); name != "" {
		c.bad(at, "matches what the detector "+name+" finds", "make it narrower, or list the values")
		return
	}
	list.patterns[e.Type] = append(list.patterns[e.Type], whole)
}

// matchesExample returns the name of a built-in detector one of whose marked examples the pattern matches, or "".
func matchesExample(re *regexp.Regexp) string {
	for _, d := range detectors.All() {
		for _, hit := range d.Hits {
			line, marks := unmarked(hit)
			for _, m := range marks {
				if re.MatchString(line[m[0]:m[1]]) {
					return d.Name
				}
			}
		}
	}
	return ""
}

// allowKey takes away a key's evidence. Keys of direct identifiers are refused: behind them raw values would pass.
func (c *compiler) allowKey(at string, e *Allow) {
	norm := normalKey(e.Key)
	switch entry := standardTables().keyTable.get([]byte(norm)); {
	case !fieldName.MatchString(e.Key) || len(norm) < 2:
		c.bad(at, "not a field's name", "use two or more ASCII letters")
	case entry != nil && entry.owner != nil && Minimal.Treatment().Actions[entry.owner.Type] != Keep:
		c.bad(at, "a key of direct identifiers ("+entry.owner.Type.String()+")", "allow single values instead")
	case c.keys[norm] != detectors.None:
		c.bad(at, "also a key of the site's own", "keep one of the two")
	default:
		c.out.notKeys = append(c.out.notKeys, norm)
	}
}

// mailHosts are domains at which anybody has an address; read-only. Source: the largest public mail services.
var mailHosts = []string{"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com", "icloud.com",
	"me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.com", "gmx.net", "gmx.de", "web.de", "mail.com", "zoho.com",
	"comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "charter.net"}

var domainName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$`)

func (c *compiler) allowDomain(at string, e *Allow, list *allowList) {
	domain := strings.ToLower(e.EmailDomain)
	switch {
	case !domainName.MatchString(domain):
		c.bad(at, "not a domain name", "write it as clinic.example.org")
	case slices.Contains(mailHosts, domain):
		c.bad(at, "a domain at which anybody has an address", "allow single addresses instead")
	default:
		if list.domains == nil {
			list.domains = map[string]bool{}
		}
		list.domains[domain] = true
	}
}
