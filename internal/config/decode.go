package config

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/harpolog/harpo/sinks"
)

const (
	sizeHelp     = "write a number of bytes, such as 512KiB, 1MiB or 10MB"
	durationHelp = "write a number and a unit, such as 500ms, 1s or 2m"
)

// decoder fills structs by asking for one key after the other. Values that shape has already reported are skipped.
type decoder struct {
	get      func(key string) any // by viper's key, its parts joined by delim
	problems *Problems
}

type defaulter interface{ setDefaults() }

func (d *decoder) decode(v reflect.Value, path string) {
	if x, ok := v.Addr().Interface().(defaulter); ok {
		x.setDefaults()
	}
	d.fields(v, path)
	if s, ok := v.Addr().Interface().(*Sink); ok {
		d.options(s, path)
	}
}

// options decodes the keys of a sink that belong to its type.
func (d *decoder) options(s *Sink, path string) {
	o, err := sinks.NewOptions(s.Type)
	switch {
	case s.Type == "":
		d.problems.add(path+".type", "missing", "use "+strings.Join(sinks.Kinds(), ", "))
	case err != nil:
		d.problems.add(path+".type", "unknown word", "use "+strings.Join(sinks.Kinds(), ", "))
	default:
		if s.Name == "" {
			s.Name = s.Type
		}
		s.Options = o
		d.fields(reflect.ValueOf(o).Elem(), path)
	}
}

func (d *decoder) fields(v reflect.Value, path string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		at := join(path, name(f))
		switch {
		case name(f) == "":
		case f.Type.Kind() == reflect.Struct:
			d.decode(v.Field(i), at)
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			d.list(v.Field(i), at)
		default:
			d.leaf(v.Field(i), at, f.Tag.Get("words"))
		}
	}
}

// list decodes as many elements as the file has, and further ones that the environment alone describes.
func (d *decoder) list(v reflect.Value, path string) {
	given, _ := d.value(path).([]any)
	for i := 0; ; i++ {
		at := fmt.Sprintf("%s[%d]", path, i)
		if i >= len(given) && !d.any(v.Type().Elem(), at) {
			return
		}
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		d.decode(v.Index(i), at)
	}
}

// any says whether a key of t is set under path.
func (d *decoder) any(t reflect.Type, path string) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		at := join(path, name(f))
		switch {
		case name(f) == "":
		case f.Type.Kind() == reflect.Struct && d.any(f.Type, at), f.Type.Kind() != reflect.Struct && d.value(at) != nil:
			return true
		}
	}
	return false
}

// value asks for a path of ours, such as sinks[0].url, by viper's name for it.
func (d *decoder) value(path string) any {
	return d.get(strings.NewReplacer("[", delim, "]", "", ".", delim).Replace(path))
}

func (d *decoder) leaf(v reflect.Value, path, words string) {
	given := d.value(path)
	switch x := given.(type) {
	case nil:
		return
	case []any:
		if v.Kind() == reflect.Slice {
			v.Set(reflect.ValueOf(texts(x)))
		}
	case int:
		if v.Type() == sizeType || v.Kind() == reflect.Int {
			d.text(v, path, strconv.Itoa(x), words)
		}
	case string:
		if v.Kind() == reflect.Slice {
			v.Set(reflect.ValueOf(strings.Split(x, ",")))
		} else {
			d.text(v, path, x, words)
		}
	}
}

func texts(list []any) (out []string) {
	for _, e := range list {
		if s, ok := e.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// text sets v from its written form.
func (d *decoder) text(v reflect.Value, path, s, words string) {
	switch p := v.Addr().Interface().(type) {
	case *string:
		*p = s
		if words != "" && !isWord(s, words) {
			d.problems.add(path, "unknown word", "use "+strings.ReplaceAll(words, "|", ", "))
		}
	case *Size:
		if n, ok := parseSize(s); ok {
			*p = n
		} else {
			d.problems.add(path, "not a size", sizeHelp)
		}
	case *int:
		if n, ok := parseSize(s); ok {
			*p = int(n)
		} else {
			d.problems.add(path, "not a number", sizeHelp)
		}
	case *time.Duration:
		if t, err := time.ParseDuration(s); err == nil {
			*p = t
		} else {
			d.problems.add(path, "not a duration", durationHelp)
		}
	}
}

func isWord(s, words string) bool {
	for w := range strings.SplitSeq(words, "|") {
		if s == w {
			return true
		}
	}
	return false
}

// parseSize reads a whole number of bytes with an optional unit of IEC 80000-13 (KiB) or SI (kB, written KB too).
func parseSize(s string) (Size, bool) {
	unit := Size(1)
	for _, u := range [...]struct {
		suffix string
		size   Size
	}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"kB", 1e3}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}} {
		if rest, ok := strings.CutSuffix(s, u.suffix); ok {
			s, unit = strings.TrimSpace(rest), u.size
			break
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > (1<<62)/int64(unit) {
		return 0, false
	}
	return Size(n) * unit, true
}
