package redact

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/harpolog/harpo/detectors"
)

// Limits of a Site. They keep the work of a record bounded, and the start quick.
const (
	maxRules   = 256
	maxKeys    = 1024
	maxAllowed = 10_000
	maxPattern = 1000 // bytes of a pattern
	maxProgram = 1000 // instructions of a compiled pattern
)

// Compile checks a site's rules and readies them. It tries every rule's own hits and misses. An error is SiteProblems:
// all that is wrong; no Rules are returned then, for rules that do not stand must not be left out in silence.
func Compile(site Site) (*Rules, error) {
	c := &compiler{site: site, out: &Rules{}, names: map[string]bool{}, keys: map[string]detectors.Type{}}
	c.limits()
	for i := range site.Rules {
		c.rule(fmt.Sprintf("rules[%d]", i), &site.Rules[i])
	}
	for i, k := range site.Keys {
		c.keyName(fmt.Sprintf("keys[%d]", i), k)
	}
	for i := range site.Allow {
		c.allow(fmt.Sprintf("allow[%d]", i), &site.Allow[i])
	}
	c.out.anchors.seal()
	c.tables()
	c.out.hash = string(hashOf(site))
	c.examples()
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	return c.out, nil
}

// tables gives a site with keys of its own tables of its own.
func (c *compiler) tables() {
	if !c.out.keyed() {
		return
	}
	for i := range c.out.tables {
		c.out.tables[i] = sync.OnceValue(func() *tables {
			all := append(detectors.All(), c.out.detectors...)
			return buildTables(all, buildLexicon(all, c.out.notKeys...), i == 1)
		})
	}
}

func hashOf(site Site) []byte {
	sum := sha256.Sum256(marshal(site))
	return sum[:]
}

// compiler holds what Compile has so far.
type compiler struct {
	site     Site
	out      *Rules
	problems SiteProblems
	names    map[string]bool
	keys     map[string]detectors.Type // the site's, normalised
}

func (c *compiler) bad(path, wrong, right string) { c.problems.add(path, wrong, right) }

func (c *compiler) limits() {
	for _, l := range []struct {
		path    string
		n, most int
	}{{"rules", len(c.site.Rules), maxRules}, {"keys", len(c.site.Keys), maxKeys}, {"allow", len(c.site.Allow), maxAllowed}} {
		if l.n > l.most {
			c.bad(l.path, "too many", fmt.Sprintf("use at most %d", l.most))
		}
	}
}

var ruleName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

func (c *compiler) rule(at string, r *Rule) {
	c.name(at+".name", r.Name)
	c.typed(at+".type", r.Type)
	out := &rule{score: r.Score, det: &detectors.Detector{Name: r.Name, Type: r.Type, Doc: "A rule of the site's own.",
		Source: "the site's configuration", Hits: r.Hits, Misses: r.Misses}}
	switch {
	case r.Score == 0:
		out.score = detectors.Checked
	case r.Score < detectors.Doubtful || r.Score > 1:
		c.bad(at+".score", "out of range", "use 0.3 (in doubt) to 1 (certain)")
	}
	for i, k := range r.Keys {
		if norm := c.key(fmt.Sprintf("%s.keys[%d]", at, i), k, r.Type); norm != "" {
			out.det.Keys = append(out.det.Keys, norm)
		}
	}
	c.context(at, r, out)
	c.checks(at, r, out)
	switch {
	case r.Pattern != "":
		c.pattern(at, r, out)
	case len(r.Keys) == 0:
		c.bad(at, "neither pattern nor keys", "say what the value looks like, or what it stands behind")
	case len(r.Context) > 0:
		c.bad(at+".context", "of no use without a pattern", "add a pattern, or take it out")
	}
	out.det.Value = out.value
	c.out.rules = append(c.out.rules, out)
	c.out.detectors = append(c.out.detectors, out.det)
	c.out.counts.Rules++
}

func (c *compiler) name(at, name string) {
	switch {
	case !ruleName.MatchString(name):
		c.bad(at, "not a name", "use small letters, digits and hyphens, a letter first, at most 40")
	case c.names[name]:
		c.bad(at, "the same name twice", "give each rule its own")
	case slices.ContainsFunc(detectors.All(), func(d *detectors.Detector) bool { return d.Name == name }):
		c.bad(at, "the name of a built-in detector", "choose another")
	}
	c.names[name] = true
}

func (c *compiler) typed(at string, t detectors.Type) {
	if t == detectors.None || t >= detectors.NumTypes {
		c.bad(at, "missing or unknown type", "use one of "+typeWords()+"; OTHER_ID is for what fits no other")
	}
}

func typeWords() string {
	var words []string
	for t := detectors.Email; t < detectors.NumTypes; t++ {
		words = append(words, t.String())
	}
	return strings.Join(words, ", ")
}

// pattern compiles the pattern and gives it its anchors.
func (c *compiler) pattern(at string, r *Rule, out *rule) {
	at += ".pattern"
	re, tree, ok := c.regexp(at, r.Pattern)
	if !ok {
		return
	}
	out.re, out.group = re, valueGroup(re)
	if out.group < 0 {
		c.bad(at, "more than one group and none is named value", "name the part that is the identifier (?P<value>...), and write other groups (?:...)")
	}
	prog, err := syntax.Compile(tree)
	if err != nil || len(prog.Inst) > maxProgram {
		c.bad(at, "too large once compiled", "repeat less: counted repetitions such as {1,500} are written out")
		return
	}
	out.steps = len(prog.Inst)
	out.reach = longest(tree, maxReach)
	anchors := fixed(tree)
	if anchors == nil {
		anchors = out.context
		out.reach = min(maxReach, out.reach+contextNear)
	}
	if anchors == nil && len(r.Keys) == 0 {
		c.bad(at, "no text that every match holds, so it would have to be tried everywhere",
			"begin it with what is fixed (two characters or more, not digits alone), or add context words or keys")
	}
	out.index = len(c.out.rules)
	for _, a := range anchors {
		c.out.anchors.add(a, out)
	}
}

// regexp compiles a pattern of a rule or of the allow-list, and returns it parsed too.
func (c *compiler) regexp(at, pattern string) (*regexp.Regexp, *syntax.Regexp, bool) {
	if len(pattern) > maxPattern {
		c.bad(at, "too long", fmt.Sprintf("use at most %d bytes, or several rules", maxPattern))
		return nil, nil, false
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	var re *regexp.Regexp
	if err == nil {
		re, err = regexp.Compile(pattern)
	}
	if err != nil {
		c.bad(at, "does not compile: "+reason(err), "use RE2 syntax, and single quotes in YAML; look-around and back-references do not exist there")
		return nil, nil, false
	}
	tree = tree.Simplify()
	if re.MatchString("") {
		c.bad(at, "can match nothing", "make a part of it obligatory")
		return nil, nil, false
	}
	return re, tree, true
}

// reason returns what is wrong with a pattern without quoting it.
func reason(err error) string {
	if e, ok := err.(*syntax.Error); ok {
		return string(e.Code)
	}
	return "invalid pattern"
}

// valueGroup returns the group of the identifier, 0 for the whole match, or -1 where that cannot be told.
func valueGroup(re *regexp.Regexp) int {
	if i := re.SubexpIndex("value"); i > 0 {
		return i
	}
	if re.NumSubexp() > 1 {
		return -1
	}
	return re.NumSubexp()
}

func (c *compiler) context(at string, r *Rule, out *rule) {
	for i, w := range r.Context {
		w = lowerASCII(w)
		if len(w) < 3 || len(w) > maxLiteral || selective([]string{w}) == nil {
			c.bad(fmt.Sprintf("%s.context[%d]", at, i), "not a word", "use 3 to 32 bytes with a letter in them")
			continue
		}
		out.context = append(out.context, w)
	}
}

func (c *compiler) checks(at string, r *Rule, out *rule) {
	for i, name := range r.Checks {
		if check, ok := detectors.CheckOf(name); ok {
			out.checks = append(out.checks, check.Valid)
		} else if min, max, ok := digitRange(name); ok {
			out.checks = append(out.checks, func(v []byte) bool { n := digits(v); return n >= min && n <= max })
		} else {
			c.bad(fmt.Sprintf("%s.checks[%d]", at, i), "unknown check", "use one of "+checkNames()+", digits:8, digits:8-10")
		}
	}
}

// digitRange reads digits:8 and digits:8-10.
func digitRange(word string) (least, most int, ok bool) {
	word, ok = strings.CutPrefix(word, "digits:")
	if !ok {
		return 0, 0, false
	}
	a, b, two := strings.Cut(word, "-")
	if !two {
		b = a
	}
	least, err := strconv.Atoi(a)
	most, err2 := strconv.Atoi(b)
	return least, most, err == nil && err2 == nil && least > 0 && least <= most && most <= 99
}

func checkNames() string {
	var names []string
	for _, k := range detectors.Checks() {
		names = append(names, k.Name)
	}
	return strings.Join(names, ", ")
}

func (c *compiler) keyName(at string, k KeyName) {
	c.typed(at+".type", k.Type)
	if c.key(at+".name", k.Name, k.Type) != "" {
		c.out.detectors = append(c.out.detectors, named(k))
		c.out.counts.Keys++
	}
}

// fieldName is the form of a field's name.
var fieldName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_. -]{0,63}$`)

// key checks a key of the site's own and returns it normalised, or "".
func (c *compiler) key(at, key string, t detectors.Type) string {
	norm := normalKey(key)
	lexicon := standardTables()
	entry := lexicon.keyTable.get([]byte(norm))
	first, taken := c.keys[norm]
	switch {
	case !fieldName.MatchString(key) || len(norm) < 2:
		c.bad(at, "not a field's name", "use two or more ASCII letters; digits, dots, hyphens, underscores and blanks may stand between")
		return ""
	case slices.Contains(vagueKeys, norm) || slices.Contains(inherited, norm):
		c.bad(at, "says too little by itself", "name the object around it too, such as patient."+norm)
		return ""
	case entry != nil && entry.owner == nil:
		c.bad(at, "a key of machines' own numbers and names, which stays", "use a longer name that is only about people")
		return ""
	case entry != nil && entry.word == entry.key && entry.owner.Type != t: // an abbreviation gives way to the site's own word
		c.bad(at, "a built-in key of type "+entry.owner.Type.String(), "use that type, or a longer name")
		return ""
	case taken && first != t:
		c.bad(at, "the same key with another type", "keep one")
		return ""
	}
	c.keys[norm] = t
	return norm
}
