package config

import (
	"reflect"
	"slices"
	"strings"
)

const envPrefix = "HARPO_"

// envName returns the environment's name of a key as viper has it, its parts joined by delim.
func envName(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, delim, "_"))
}

// strays adds a problem for each variable of the environment that is named after a section of the configuration and that nobody asked
// for: a mistyped key. Others that begin with HARPO_ are not ours: Kubernetes sets HARPO_PORT and its like for a Service of the name harpo.
func (ps *Problems) strays(environ []string, asked map[string]bool, spared ...string) {
	var names []string
	for _, e := range environ {
		name, _, _ := strings.Cut(e, "=")
		if inSection(name) && !asked[name] && !slices.Contains(spared, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		ps.add(environment, unknownKey+" "+name, "look for a typing error; docs/configuration.md lists the keys")
	}
}

// environment stands for the key of what only the environment says.
const environment = "environment"

// inSection says whether the name is that of a section of Config, or begins with one.
func inSection(name string) bool {
	rest, ours := strings.CutPrefix(name, envPrefix)
	if !ours || len(name) > 128 {
		return false
	}
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		section := strings.ToUpper(t.Field(i).Tag.Get("mapstructure"))
		if tail, ok := strings.CutPrefix(rest, section); ok && section != "" && (tail == "" || tail[0] == '_') {
			return true
		}
	}
	return false
}

// asking returns get, and what of the environment was asked for through it.
func asking(get func(string) any) (func(string) any, map[string]bool) {
	asked := map[string]bool{}
	return func(key string) any {
		asked[envName(key)] = true
		return get(key)
	}, asked
}
