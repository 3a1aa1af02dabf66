package config

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/harpolog/harpo/sinks"
)

var (
	sinkType     = reflect.TypeFor[Sink]()
	sizeType     = reflect.TypeFor[Size]()
	durationType = reflect.TypeFor[time.Duration]()
)

// shape checks a document against the structs of this package: unknown keys and values of the wrong kind. It notes the
// line of every key.
type shape struct {
	problems Problems
	lines    map[string]int
	merging  map[*yaml.Node]bool // mappings whose merge keys are being followed
}

func (s *shape) check(n *yaml.Node, t reflect.Type, path string) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Tag == "!!null" {
		return
	}
	switch {
	case t.Kind() == reflect.Struct && n.Kind == yaml.MappingNode:
		s.mapping(n, t, path)
	case t.Kind() == reflect.Slice && n.Kind == yaml.SequenceNode:
		for i, e := range n.Content {
			at := fmt.Sprintf("%s[%d]", path, i)
			s.lines[at] = e.Line
			if e.Tag == "!!null" {
				s.bad(e, at, "empty list element", "fill it in or take it out")
			}
			s.check(e, t.Elem(), at)
		}
	default:
		s.kind(n, t, path)
	}
}

func (s *shape) mapping(n *yaml.Node, t reflect.Type, path string) {
	s.within(n, t, optionsType(n, t), path)
}

// within checks the keys of n against those of t and, where it is not nil, of the sink options that share its place.
func (s *shape) within(n *yaml.Node, t, options reflect.Type, path string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Tag == "!!merge" {
			s.merge(k, v, t, options, path)
			continue
		}
		at := join(path, k.Value)
		s.lines[at] = k.Line
		if f, ok := field(t, k.Value); ok {
			s.check(v, f.Type, at)
		} else if f, ok := field(options, k.Value); ok {
			s.check(v, f.Type, at)
		} else if t != sinkType || options != nil {
			s.bad(k, join(path, shownKey(k.Value)), unknownKey, "use one of "+strings.Join(append(keys(t), keys(options)...), ", "))
		}
	}
}

// merge checks what a merge key brings in: a mapping, or a list of them. One that merges itself has no end.
func (s *shape) merge(k, v *yaml.Node, t, options reflect.Type, path string) {
	for v.Kind == yaml.AliasNode {
		v = v.Alias
	}
	if s.merging[v] {
		s.bad(k, path, "a group of keys that holds itself", "write the keys out")
		return
	}
	s.merging[v] = true
	if v.Kind == yaml.SequenceNode {
		for _, e := range v.Content {
			s.merge(k, e, t, options, path)
		}
	} else {
		s.within(v, t, options, path)
	}
	delete(s.merging, v)
}

// ownKey is the form of this package's keys, capitals and paths written as one key included.
var ownKey = regexp.MustCompile(`^[A-Za-z_.]{1,32}$`)

// shownKey returns an unknown key if it may be a misspelt one; any other could be a value in the wrong place.
func shownKey(key string) string {
	if ownKey.MatchString(key) {
		return key
	}
	return "(a key)"
}

// optionsType returns the struct of a sink's own options, or nil where n is no sink or its type is unknown: that is
// reported once, and its other keys cannot be judged.
func optionsType(n *yaml.Node, t reflect.Type) reflect.Type {
	if t != sinkType {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "type" {
			if o, err := sinks.NewOptions(n.Content[i+1].Value); err == nil {
				return reflect.TypeOf(o).Elem()
			}
		}
	}
	return nil
}

// kind reports a node that cannot be read as t.
func (s *shape) kind(n *yaml.Node, t reflect.Type, path string) {
	text := n.Kind == yaml.ScalarNode && n.Tag == "!!str"
	number := n.Kind == yaml.ScalarNode && n.Tag == "!!int"
	switch {
	case t.Kind() == reflect.Struct:
		s.bad(n, path, "not a group of keys", "use "+strings.Join(keys(t), ", ")+" below it")
	case t.Kind() == reflect.Slice:
		s.bad(n, path, "not a list", "start each element with a dash, or write [one, two]")
	case t == durationType && !text:
		s.bad(n, path, "not a duration", durationHelp)
	case (t == sizeType || t.Kind() == reflect.Int) && !text && !number:
		s.bad(n, path, "not a number", sizeHelp)
	case t.Kind() == reflect.String && !text:
		s.bad(n, path, "not text", "write one word, in quotes if it looks like a number, date or truth value")
	}
}

func (s *shape) bad(n *yaml.Node, path, wrong, right string) {
	s.problems = append(s.problems, Problem{path, n.Line, wrong, right})
}

// name returns the key of a field, or "" for one that is not read from its own key.
func name(f reflect.StructField) string { return f.Tag.Get("mapstructure") }

func field(t reflect.Type, key string) (reflect.StructField, bool) {
	for i := 0; t != nil && i < t.NumField(); i++ {
		if f := t.Field(i); key != "" && name(f) == key {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func keys(t reflect.Type) []string {
	var all []string
	for i := 0; t != nil && i < t.NumField(); i++ {
		if key := name(t.Field(i)); key != "" {
			all = append(all, key)
		}
	}
	return all
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
