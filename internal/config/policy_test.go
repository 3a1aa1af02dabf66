package config

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

const policed = `
state_dir: state
sources:
  - {type: stdin, labels: [{name: job, value: a}], policy: strict}
  - {type: file, include: [/a/*], labels: [{name: job, value: b}]}
redact:
  policy: research
  key_file: token.key
  policies:
    - name: research
      base: limited
      generalize: [DOB, ZIP]
      label: [SSN]
      keep: [IP]
      certainty: doubtful
sinks:
  - {type: stdout, name: near}
  - {type: file, name: far, path: out.log, policy: minimal}
`

func loaded(t *testing.T, text string) *Config {
	t.Helper()
	c, err := Load(filepath.Join(folder(t, text), "harpo.yaml"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPolicies(t *testing.T) {
	c := loaded(t, policed)
	own := c.Redact.Default()
	for typ, want := range map[detectors.Type]redact.Action{detectors.DOB: redact.Generalize, detectors.ZIP: redact.Generalize, detectors.SSN: redact.Label,
		detectors.IP: redact.Keep, detectors.City: redact.Keep, detectors.Name: redact.Token, detectors.Credential: redact.Label} {
		if own.Actions[typ] != want {
			t.Errorf("%s is %s, want %s", typ, own.Actions[typ], want)
		}
	}
	if own.Base != redact.Limited || own.Threshold != detectors.Doubtful || own.Name != "research" {
		t.Errorf("%+v", own)
	}
	for _, x := range []struct {
		source, sink int
		want         string
	}{{0, 0, "strict"}, {0, 1, "strict+minimal"}, {1, 0, "research"}, {1, 1, "minimal"}} {
		if got := c.Treatment(&c.Sources[x.source], &c.Sinks[x.sink]); got.Name != x.want {
			t.Errorf("source %d to sink %d: %s, want %s", x.source, x.sink, got.Name, x.want)
		}
	}
	if all := c.Treatments(); len(all) != 4 || all[0] != own {
		t.Errorf("%d treatments", len(all))
	}
}

func TestBadPolicies(t *testing.T) {
	text := strings.ReplaceAll(policed, "keep: [IP]", "keep: [IP, hunter2, SSN]")
	text = strings.ReplaceAll(text, "base: limited", "base: hunter2")
	text = strings.ReplaceAll(text, "generalize: [DOB, ZIP]", "generalize: [NAME]\n      token: [CREDENTIAL]")
	text = strings.ReplaceAll(text, "policies:\n", "policies:\n    - {name: strict}\n    - {name: Own}\n    - {name: research}\n")
	text = strings.ReplaceAll(text, "policy: minimal}", "policy: hunter2}")
	_, err := Load(filepath.Join(folder(t, text), "harpo.yaml"), nil)
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"redact.policies[0].name (line 10): the name of a built-in policy", "redact.policies[1].name (line 11): not a name",
		"redact.policies[3].name (line 13): the same name twice", "redact.policies[3].base (line 14): not a built-in policy",
		"redact.policies[3].generalize[0] (line 15): a type without a coarser form", "redact.policies[3].token[0] (line 16): a type that gets no tokens",
		"redact.policies[3].keep[1] (line 18): unknown type", "redact.policies[3].keep[2] (line 18): the same type twice",
		"sinks[1].policy (line 22): unknown policy: use minimal, limited, standard, strict, research, or"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in\n%s", want, err)
		}
	}
	if strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a value is quoted:\n%s", err)
	}
}

// base is a configuration with one source and one sink.
func claimed(t *testing.T, redactSection, sink string) Claim {
	t.Helper()
	return ClaimOf(loaded(t, "state_dir: s\nsources: [{type: stdin, labels: [{name: a, value: b}]}]\nsinks: [{"+sink+"}]\nredact: {key_file: token.key, "+redactSection+"}\n"))
}

func TestClaims(t *testing.T) {
	const stdout = "type: stdout"
	for _, x := range []struct{ redact, level, reason string }{
		{"policy: standard", limited, "tokens are derived from the person's data (HMAC)"},
		{"policy: strict", limited, "lines keep their own times"},
		{"policy: limited", limited, "keeps identifiers of 164.514(b)(2)(i): DATE (C)"},
		{"policy: minimal", phi, "must not hold: USERNAME, GEO, LICENSE"},
		{"policy: p, policies: [{name: p, keep: [SSN]}]", phi, "must not hold: SSN"},
		{"policy: p, policies: [{name: p, keep: [DOB]}]", limited, "keeps identifiers of 164.514(b)(2)(i): DOB (C)"},
		{"policy: p, policies: [{name: p, keep: [DIAGNOSIS]}]", limited, "tokens"},
		{"policy: p, policies: [{name: p, certainty: certain}]", phi, "acts on what is certain only"},
		{"policy: p, policies: [{name: p, generalize: [GEO]}]", limited, "whole degrees"},
		{"allow: [{email_domain: alerts.example.org}]", phi, "redact.allow[0].email_domain lets pass"},
		{"allow: [{value: help.desk@example.org, type: EMAIL}]", limited, "tokens"},
	} {
		c := claimed(t, x.redact, stdout)
		if c.Level != x.level || !strings.Contains(strings.Join(c.Reasons, "\n"), x.reason) || c.Text == "" {
			t.Errorf("%s: %+v", x.redact, c)
		}
	}
}

// TestClaimLevels: each level is what the reasons leave, and only no reason leaves the first.
func TestClaimLevels(t *testing.T) {
	for _, x := range []struct {
		against, againstLimited []string
		level                   string
		reasons                 int
	}{{nil, nil, safeHarbor, 0}, {[]string{"a"}, nil, limited, 1}, {[]string{"a"}, []string{"b"}, phi, 2}, {[]string{"a"}, []string{"a"}, phi, 1}} {
		if c := claim(x.against, x.againstLimited); c.Level != x.level || len(c.Reasons) != x.reasons || c.Text == "" {
			t.Errorf("%v, %v: %+v", x.against, x.againstLimited, c)
		}
	}
}

// TestClaimOfTheWorstWay: one sink that is told more lowers the claim of all.
// TestClaimWithVault: what keeps a policy that hides everything from Safe Harbor is that its tokens are derived.
func TestClaimWithVault(t *testing.T) {
	c := &Config{Sources: []Source{{}}, Sinks: []Sink{{Type: "loki"}}, Redact: Redact{Policy: "strict"}}
	derived := func() bool { return strings.Contains(strings.Join(ClaimOf(c).Reasons, "\n"), "tokens are derived") }
	if !derived() {
		t.Error("HMAC tokens are not held against it")
	}
	c.Redact.Vault.Path = "vault"
	if derived() {
		t.Error("random tokens are held against it")
	}
}

// TestClaimWithDirectory: an account id is an account number.
func TestClaimWithDirectory(t *testing.T) {
	c := &Config{Sources: []Source{{}}, Sinks: []Sink{{Type: "loki"}}, Redact: Redact{Policy: "standard"}}
	if got := ClaimOf(c); got.Level != limited {
		t.Fatalf("without: %s", got.Level)
	}
	c.Redact.People = "people.hrp"
	if got := ClaimOf(c); got.Level != phi || !strings.Contains(strings.Join(got.Reasons, "\n"), "redact.directory_file") {
		t.Errorf("with: %+v", got)
	}
	c.Redact.Policies = []Policy{{Name: "far", Base: "standard", Accounts: accountsHidden}}
	c.Sinks[0].Policy = "far"
	if got := ClaimOf(c); got.Level != limited {
		t.Errorf("with account ids hidden: %+v", got)
	}
	c.Sinks = append(c.Sinks, Sink{Type: "loki"})
	if got := ClaimOf(c); got.Level != phi {
		t.Errorf("with another sink that is shown them: %+v", got)
	}
}

func TestClaimOfTheWorstWay(t *testing.T) {
	c := loaded(t, policed)
	if got := ClaimOf(c); got.Level != phi || !strings.Contains(strings.Join(got.Reasons, "\n"), "policy minimal: keeps identifiers that a limited data set must not hold") {
		t.Errorf("%+v", got)
	}
}
