package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"

	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"github.com/harpolog/harpo/redact"
)

// maxFile is the largest configuration file that is read, in bytes.
const maxFile = 1 << 20

// delim parts keys inside viper. Its own dot would make `redact.policy: x` at the top level a known key.
const delim = "::"

// Flags are settings given on the command line, by key, such as "redact.policy". File names in them must be absolute.
type Flags map[string]string

// Load reads and validates a configuration for the agent. An error is Problems, all of them, unless the file cannot
// be read at all.
func Load(file string, flags Flags) (*Config, error) {
	c, s, err := read(file, flags)
	if err != nil {
		return nil, err
	}
	c.resolve(filepath.Dir(file))
	for i := range c.Sources {
		c.Sources[i].complete()
	}
	c.besidePositions()
	var found Problems
	c.validate(&found)
	c.Redact.readKeys(&found, file)
	if err := s.all(found); err != nil {
		c.Redact.keys.Wipe()
		return nil, err
	}
	return c, nil
}

// LoadRedact reads the redact section only, token keys included, for the commands that need nothing else. Other sections must
// have known keys and may be missing or name files that do not exist here. An empty file name reads flags and environment.
func LoadRedact(file string, flags Flags) (Redact, error) {
	return loadRedact(file, flags, (*Redact).readKeys)
}

// LoadSite reads the site's own rules only: it asks nobody for keys.
func LoadSite(file string) (*redact.Rules, error) {
	r, err := loadRedact(file, nil, func(*Redact, *Problems, string) {})
	return r.Site(), err
}

func loadRedact(file string, flags Flags, keys func(r *Redact, ps *Problems, file string)) (Redact, error) {
	c, s, err := read(file, flags)
	if err != nil {
		return Redact{}, err
	}
	c.resolve(filepath.Dir(file))
	var found Problems
	c.Redact.validate(&found)
	keys(&c.Redact, &found, file)
	if err := s.all(found); err != nil {
		c.Redact.keys.Wipe()
		return Redact{}, err
	}
	return c.Redact, nil
}

// read returns the configuration as written, its defaults filled in, with the problems of form.
func read(file string, flags Flags) (*Config, *shape, error) {
	s := &shape{lines: map[string]int{}, merging: map[*yaml.Node]bool{}}
	v := viper.NewWithOptions(viper.KeyDelimiter(delim))
	v.SetConfigType("yaml")
	v.SetEnvPrefix("HARPO")
	v.SetEnvKeyReplacer(strings.NewReplacer(delim, "_"))
	v.AutomaticEnv()
	if file != "" {
		if err := readFile(v, s, file); err != nil {
			return nil, nil, err
		}
	}
	for key, value := range flags {
		v.Set(strings.ReplaceAll(key, ".", delim), value)
	}
	c := new(Config)
	get, asked := asking(v.Get)
	d := decoder{get: get, problems: &s.problems}
	d.decode(reflect.ValueOf(c).Elem(), "")
	s.problems.strays(os.Environ(), asked, c.Redact.KeyEnv)
	if flags["redact.key_file"] != "" {
		c.Redact.KeyEnv, c.Redact.KeyCommand = "", nil // the one named in the file
	}
	return c, s, nil
}

// all joins the problems of form with those found later, less what only follows from the former: a key that cannot be
// read need not be called missing too.
func (s *shape) all(found Problems) error {
	form := s.problems
	for _, p := range found {
		if !form.cover(p.Path) {
			s.problems = append(s.problems, p)
		}
	}
	if len(s.problems) == 0 {
		return nil
	}
	s.problems.place(s.lines)
	return s.problems
}

func readFile(v *viper.Viper, s *shape, file string) error {
	text, err := readLimited(file)
	if err != nil {
		return fmt.Errorf("read configuration: %w", err)
	}
	var doc yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(text))
	if err := dec.Decode(&doc); err != nil && err != io.EOF {
		return Problems{syntax(err)}
	}
	if err := dec.Decode(new(yaml.Node)); err != io.EOF {
		return Problems{{Wrong: "more than one YAML document", Right: "keep one, without a --- line inside"}}
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return nil // as if it were empty
	}
	s.check(doc.Content[0], reflect.TypeFor[Config](), "")
	if doc.Content[0].Kind != yaml.MappingNode {
		return Problems(s.problems)
	}
	if err := v.ReadConfig(bytes.NewReader(text)); err != nil {
		if len(s.problems) > 0 {
			return Problems(s.problems)
		}
		return Problems{syntax(err)}
	}
	return nil
}

func readLimited(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = errors.New("file is larger than 1MiB")
	}
	return text, err
}

var lineNumber = regexp.MustCompile(`\bline (\d+)`)

// syntax returns the problem of a document that is not YAML. The library's texts quote the document, so only the line
// is taken from them.
func syntax(err error) Problem {
	p := Problem{Wrong: "not valid YAML", Right: "look for tabs, a missing colon, a key given twice, or quotes left open"}
	if m := lineNumber.FindStringSubmatch(err.Error()); m != nil {
		fmt.Sscan(m[1], &p.Line)
	}
	return p
}
