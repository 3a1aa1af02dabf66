package config

import (
	"errors"
	"strings"
	"testing"
)

// TestMistypedVariables: a variable that begins like a section and is no key is a problem that names it, and no more of it.
func TestMistypedVariables(t *testing.T) {
	for _, c := range []struct {
		name string
		bad  bool
	}{
		{"HARPO_REDACT_POLCY", true},
		{"HARPO_STATE_DIRS", false}, // begins like no section: state_dir has no keys of its own
		{"HARPO_STATE_DIR_", true},
		{"HARPO_SINKS_0_ULR", true},
		{"HARPO_SINKS_7_URL", true}, // elements are counted without gaps
		{"HARPO_ADMIN", true},
		{"HARPO_PORT_9464_TCP_ADDR", false}, // set by Kubernetes for a Service named harpo
		{"HARPO_SERVICE_HOST", false},
		{"HARPO_REDACT_POLICY", false},
		{"HARPO_REDACT_MY_KEYS", false}, // named by redact.key_env
	} {
		t.Run(c.name, func(t *testing.T) {
			const value = "strict"
			t.Setenv(c.name, value)
			_, err := LoadRedact("", Flags{"redact.key_env": "HARPO_REDACT_MY_KEYS"})
			var ps Problems
			errors.As(err, &ps)
			named := false
			for _, p := range ps {
				if p.Path == environment {
					named = true
					if !strings.Contains(p.Wrong, c.name) || strings.Contains(p.String(), value) {
						t.Errorf("got %s", p)
					}
				}
			}
			if named != c.bad {
				t.Errorf("got %v", err)
			}
		})
	}
}
