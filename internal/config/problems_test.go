package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestProblems loads a bad configuration and looks for every problem it must report, as "path (line): wrong".
func TestProblems(t *testing.T) {
	t.Setenv("NODE_NAME", "")
	f := func(name, text string, want ...string) {
		t.Helper()
		dir := folder(t, strings.TrimPrefix(text, "\n"))
		_, err := Load(filepath.Join(dir, "harpo.yaml"), nil)
		var ps Problems
		if !errors.As(err, &ps) {
			t.Fatalf("%s: got %v", name, err)
		}
		var got []string
		for _, p := range ps {
			if p.Right == "" || p.Wrong == "" {
				t.Errorf("%s: %+v says too little", name, p)
			}
			got = append(got, strings.TrimSuffix(p.String(), ": "+p.Right))
		}
		if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", name, g, w)
		}
	}
	f("empty", "",
		"state_dir: missing", "sources: missing", "sinks: missing", "redact.key_file: missing")
	f("nothing", "null\n", // as nothing
		"state_dir: missing", "sources: missing", "sinks: missing", "redact.key_file: missing")
	f("scalar", "hello", "file (line 1): not a group of keys")
	f("syntax", "a: b\n\tc: [", "file (line 2): not valid YAML")
	f("twice", "state_dir: a\nstate_dir: b", "file (line 2): not valid YAML")
	f("documents", "state_dir: a\n---\nstate_dir: b", "file: more than one YAML document")

	rest := "redact: {key_file: token.key}\nsinks: [{type: stdout}]\n"
	f("unknown keys", "State_Dir: x\nstate_dir: /s\nredact.policy: strict\nfoo:\nsources: [{type: stdin, labels: [{name: a, value: b, c: d}]}]\nadmin: {tls: {x: {}}}\n"+rest,
		"State_Dir (line 1): unknown key", "redact.policy (line 3): unknown key", "foo (line 4): unknown key",
		"sources[0].labels[0].c (line 5): unknown key", "admin.tls.x (line 6): unknown key")
	f("port", "state_dir: /s\nsources: [{type: stdin, labels: [{name: a, value: b}]}]\nadmin: {listen: '127.0.0.1:hunter2'}\n"+rest,
		"admin.listen (line 3): not host:port")
	f("value in the place of a key", "state_dir: /s\nhunter2: x\nsources: [{type: stdin, labels: [{name: a, value: b}]}]\n"+rest,
		"(a key) (line 2): unknown key")
	f("itself", "state_dir: /s\nsources: [{type: stdin, labels: [{name: a, value: b}]}]\nsinks: [{type: stdout}]\nredact: &a {key_file: token.key, <<: *a}\n",
		"redact (line 4): a group of keys that holds itself")
	f("timestamps", "state_dir: /s\nsources: [{type: stdin, labels: [{name: a, value: b}], timestamp: {from: record, format: noon, location: Atlantis}},\n"+
		"  {type: file, include: [/x], labels: [{name: a, value: b}], timestamp: {from: arrival, key: ts}},\n"+
		"  {type: file, include: [/y], labels: [{name: a, value: b}], timestamp: {from: runtime, format: '2006-01-02'}}]\n"+rest,
		"sources[0].timestamp.location (line 2): unknown", "sources[1].timestamp (line 3): key, format and location are of no use with from: arrival",
		"sources[2].timestamp.from (line 4): unknown word", "sources[2].timestamp.format (line 4): not a time format")
	f("multiline", "state_dir: /s\nsources: [{type: stdin, labels: [{name: a, value: b}], multiline: {mode: auto}},\n"+
		"  {type: file, include: [/x], labels: [{name: a, value: b}], multiline: {mode: pattern, max_lines: 1, max_bytes: 2MiB, max_wait: 1h}},\n"+
		"  {type: file, include: [/y], labels: [{name: a, value: b}], multiline: {mode: pattern, start: '['}},\n"+
		"  {type: file, include: [/z], labels: [{name: a, value: b}], multiline: {mode: java, start: x}}]\n"+rest,
		"sources[0].multiline (line 2): of use with files only", "sources[1].multiline.start (line 3): missing",
		"sources[1].multiline.max_lines (line 3): out of range", "sources[1].multiline.max_bytes (line 3): out of range",
		"sources[1].multiline.max_wait (line 3): out of range", "sources[2].multiline.start (line 4): not a regular expression",
		"sources[3].multiline.start (line 5): of use with mode: pattern only")
	f("kubernetes", "state_dir: /s\nsources: [{type: kubernetes, kubernetes: {labels: [namespace, node], mode: opt-in, pod_labels: [{key: app, label: pod}, {label: 1x}]}},\n"+
		"  {type: kubernetes, include: [/x], kubernetes: {api: on}},\n"+
		"  {type: file, include: [/y], labels: [{name: a, value: b}], kubernetes: {node: n}}]\n"+rest,
		"sources[0].kubernetes.labels[1] (line 2): unknown word", "sources[0].kubernetes.pod_labels[1].key (line 2): missing",
		"sources[0].kubernetes.pod_labels[1].label (line 2): not a label name",
		"sources[0].kubernetes.api (line 2): off, but only the API server knows labels, annotations and who opts in",
		"sources[1].kubernetes.node (line 3): missing", "sources[2].kubernetes (line 4): of use with type: kubernetes only")
	f("kinds", `
state_dir: 7
sources:
  - type: stdin
    include: "/a"
    format: xml
    labels: {job: app}
  -
redact: {policy: lax, key_file: token.key, max_line: big}
sinks:
  - type: loki
    url: https://loki.example.org
    tenant: 12
    timeout: 10
    max_line_bytes: [1]
    batch: {max_bytes: 1e6, max_wait: soon}
admin: [x]
`,
		"state_dir (line 1): not text",
		"sources[0] (line 3): include and exclude are of no use with stdin", "sources[0].include (line 4): not a list", "sources[0].format (line 5): unknown word", "sources[0].labels (line 6): not a list",
		"sources[1] (line 7): empty list element",
		"redact.max_line (line 8): not a size", "redact.policy (line 8): unknown policy",
		"sinks[0].tenant (line 12): not text", "sinks[0].timeout (line 13): not a duration", "sinks[0].max_line_bytes (line 14): not a number",
		"sinks[0].batch.max_bytes (line 15): not a number", "sinks[0].batch.max_wait (line 15): not a duration",
		"admin (line 16): not a group of keys")
	f("everything at once", `
sources:
  - type: file
    include: ["/a/["]
    labels: [{name: 1a, value: x}, {name: __x, value: x}, {name: job, value: ""}, {name: job, value: y}]
  - type: tape
    labels: [{name: job, value: x}]
  - include: [/a]
  - type: file
    filename_label: file
redact: {key_file: none.key}
sinks:
  - type: loki
    url: http://loki.example.org:3100
    tls: {cert_file: client.pem}
  - type: smoke
    whatever: 1
  - type: loki
    name: far
    url: https://loki.example.org:3100
    tls: {ca_file: client.key, cert_file: ca.pem, key_file: absent.key}
    batch: {max_bytes: 1GiB, max_wait: 1h}
  - url: https://loki.example.org:3100
admin:
  listen: ":9464"
`,
		"state_dir: missing",
		"sources[0].include[0] (line 3): not a valid glob",
		"sources[0].labels[0].name (line 4): not a label name", "sources[0].labels[1].name (line 4): names that begin with __ are reserved",
		"sources[0].labels[2].value (line 4): empty or too long", "sources[0].labels[3].name (line 4): the same label twice",
		"sources[1].type (line 5): unknown word",
		"sources[2].type (line 7): missing", "sources[2].labels (line 7): missing",
		"sources[3].include (line 8): missing",
		"redact.key_file (line 10): no such file",
		"sinks[0].url (line 13): plain http:// is refused, because logs would travel unencrypted",
		"sinks[0].tls.key_file (line 14): is missing", "sinks[0].tls (line 14): has no effect on a plain http:// url",
		"sinks[1].type (line 15): unknown word",
		"sinks[2].tls.key_file (line 20): no such file", "sinks[2].tls.ca_file (line 20): no certificate in it",
		"sinks[2].batch.max_bytes (line 21): out of range", "sinks[2].batch.max_wait (line 21): out of range",
		"sinks[3].type (line 22): missing",
		"admin.listen (line 24): open to other hosts without TLS and client certificates")
	good := "state_dir: /s\nsources: [{type: stdin, labels: [{name: job, value: x}]}]\n" + rest
	f("names", "state_dir: /s\nsources: [{type: stdin, labels: [{name: job, value: x}]}]\nredact: {key_file: token.key}\n"+
		"sinks:\n  - {type: stdout}\n  - {type: file, path: /x, name: stdout}\n  - {type: file, path: /y, name: A/b}\n",
		"sinks[1].name (line 6): another sink has this name", "sinks[2].name (line 7): not a name")
	f("files to write", "state_dir: /s\nsources: [{type: stdin, labels: [{name: job, value: x}]}]\nredact: {key_file: token.key}\n"+
		"sinks:\n  - {type: file, path: out.log}\n  - {type: file, name: b, path: ./out.log}\n  - {type: file, name: c, path: absent/out.log}\n  - {type: file, name: d, path: .}\n",
		"sinks[1].path (line 6): another sink writes there", "sinks[2].path (line 7): lies in a folder that is not there", "sinks[3].path (line 8): is not a regular file")
	f("stores", good+"spool: {max_bytes: 1MiB}\ndead_letters: {dir: 7}", "spool.max_bytes (line 5): out of range", "dead_letters.dir (line 6): not text")
	f("admin half", good+"admin: {listen: '0.0.0.0:1', tls: {cert_file: client.pem, key_file: client.key}}",
		"admin.listen (line 5): open to other hosts without TLS and client certificates")
	f("admin pair", good+"admin: {listen: 'localhost:1', tls: {cert_file: client.pem}}",
		"admin.tls (line 5): cert_file and key_file go together")
	f("wrong pair", good+"admin: {listen: '0.0.0.0:1', tls: {cert_file: ca.pem, key_file: client.key, client_ca_file: ca.pem}}",
		"admin.tls.cert_file (line 5): does not load with its key_file")
	f("open metrics", good+"admin:\n  scrape:\n    listen: ':9465'\n    tls: {cert_file: client.pem, key_file: client.key}",
		"admin.scrape.listen (line 7): open to other hosts without TLS and client certificates")
	f("metrics nowhere", good+"admin: {scrape: {tls: {cert_file: none.pem}}}", "admin.scrape.tls.cert_file (line 5): no such file",
		"admin.scrape.listen (line 5): not host:port", "admin.scrape.tls (line 5): cert_file and key_file go together")
}

func TestNoProblems(t *testing.T) {
	f := func(name, text string) {
		t.Helper()
		dir := folder(t, "state_dir: /s\nredact: {key_file: token.key}\n"+text)
		if _, err := Load(filepath.Join(dir, "harpo.yaml"), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	sources := "sources: [{type: stdin, labels: [{name: job, value: x}]}]\n"
	f("loopback", sources+"sinks: [{type: loki, url: 'http://127.0.0.1:3100'}, {type: loki, name: other, url: 'http://[::1]:3100'}]")
	f("anchors", "sources:\n  - &a {type: stdin, labels: [{name: job, value: x}]}\n  - {<<: *a, type: file, include: [/a]}\nsinks: [{type: stdout}]")
	f("null sections", sources+"sinks: [{type: stdout, batch: }]\nadmin:\n")
	f("open admin", sources+"sinks: [{type: stdout}]\nadmin: {listen: ':9464', tls: {cert_file: client.pem, key_file: client.key, client_ca_file: ca.pem}}")
	f("metrics", sources+"sinks: [{type: stdout}]\nadmin: {scrape: {listen: ':9465', tls: {cert_file: client.pem, key_file: client.key, client_ca_file: ca.pem}}}")
}

// TestProblemInOnePart: where what is wrong says what would be right, nothing follows it.
func TestProblemInOnePart(t *testing.T) {
	dir := folder(t, "state_dir: /s\nsources: [{type: stdin, labels: [{name: job, value: x}]}]\nredact: {key_file: token.key}\nsinks: [{type: loki, url: 'https://loki.example.org', timeout: 0s}]\n")
	if _, err := Load(filepath.Join(dir, "harpo.yaml"), nil); err == nil || err.Error() != "sinks[0].timeout (line 4): must be above zero, for example 10s" {
		t.Errorf("got %v", err)
	}
}

// TestNoValueInProblems looks for a secret that stands in every wrong place.
func TestNoValueInProblems(t *testing.T) {
	const secret = "hunter2"
	for _, text := range []string{
		"a: " + secret + ": b", "a: &" + secret + " *nope", "- " + secret, "\"" + secret, "a: !!" + secret + " b",
		"state_dir: [" + secret + "]\nsources: " + secret + "\nredact: {policy: " + secret + ", key_file: " + secret + ", max_line: " + secret + "}\n" +
			"sinks: [{type: " + secret + "}, {type: loki, url: 'https://u:" + secret + "@h', timeout: " + secret + ", tls: {ca_file: " + secret + "}}]\n" +
			"admin: {listen: " + secret + "}",
	} {
		dir := folder(t, text)
		_, err := Load(filepath.Join(dir, "harpo.yaml"), nil)
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestFileProblems(t *testing.T) {
	dir := folder(t, full)
	if err := os.Chmod(filepath.Join(dir, "token.key"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(filepath.Join(dir, "harpo.yaml"), nil); err == nil || !strings.Contains(err.Error(), "redact.key_file (line 12): others") {
		t.Errorf("open key file: %v", err)
	}
	if err := os.Chmod(filepath.Join(dir, "client.key"), 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(filepath.Join(dir, "harpo.yaml"), nil); err == nil || !strings.Contains(err.Error(), "tls.key_file (line 17): others than the owner may read it") {
		t.Errorf("open key of a certificate: %v", err)
	}
	if _, err := Load(filepath.Join(dir, "absent.yaml"), nil); !os.IsNotExist(errors.Unwrap(err)) {
		t.Errorf("absent: %v", err)
	}
	write(t, dir, "harpo.yaml", strings.Repeat("#", maxFile+1))
	if _, err := Load(filepath.Join(dir, "harpo.yaml"), nil); err == nil {
		t.Error("endless file accepted")
	}
}
