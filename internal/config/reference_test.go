package config

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/harpolog/harpo/sinks"
)

// TestReference holds docs/configuration.md to the keys that there are: none is missing, none is made up.
func TestReference(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	leaves(want, reflect.TypeFor[Config](), "")
	for _, kind := range sinks.Kinds() {
		o, err := sinks.NewOptions(kind)
		if err != nil {
			t.Fatal(err)
		}
		leaves(want, reflect.TypeOf(o).Elem(), "sinks[]")
	}
	row := regexp.MustCompile("(?m)^\\| (`[^|]*`) \\|")
	word := regexp.MustCompile("`([^`]+)`")
	var told []string
	for _, cell := range row.FindAllStringSubmatch(string(text), -1) {
		for _, m := range word.FindAllStringSubmatch(cell[1], -1) {
			told = append(told, m[1])
			if !want[m[1]] {
				t.Errorf("%s is told and is no key", m[1])
			}
		}
	}
	for key := range want {
		if !slices.Contains(told, key) {
			t.Errorf("%s is not told", key)
		}
	}
}

// leaves notes the paths of all keys below t that are no mappings themselves.
func leaves(all map[string]bool, t reflect.Type, path string) {
	for t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct {
		t, path = t.Elem(), path+"[]"
	}
	if t.Kind() != reflect.Struct {
		all[path] = true
		return
	}
	for i := range t.NumField() {
		if key := name(t.Field(i)); key != "" {
			leaves(all, t.Field(i).Type, join(path, key))
		}
	}
}
