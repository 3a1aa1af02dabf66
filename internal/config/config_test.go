package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// full is the configuration of the contract, with every kind of file it may name.
const full = `
state_dir: /var/lib/harpo
sources:
  - type: file
    include: ["/var/log/app/*.log", logs/*.log]
    exclude: ["*.gz"]
    format: auto
    start_at: end
    labels: [{name: job, value: app}]
redact:
  policy: strict
  key_file: token.key
sinks:
  - type: loki
    url: https://loki.example.org:3100
    tenant: clinic-a
    tls: {ca_file: ca.pem, cert_file: client.pem, key_file: client.key}
    batch: {max_bytes: 512KiB, max_wait: 2s}
admin: {listen: "127.0.0.1:9464"}
`

// folder returns a folder with a token key, certificates and the configuration text.
func folder(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	writePKI(t, dir)
	write(t, dir, "token.key", string(redact.NewKeys().AppendFile(nil)))
	write(t, dir, "harpo.yaml", text)
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLoad(t *testing.T) {
	dir := folder(t, full)
	c, err := Load(filepath.Join(dir, "harpo.yaml"), nil)
	if err != nil {
		t.Fatal(err)
	}
	o := sinks.DefaultLokiOptions()
	o.URL, o.Tenant = "https://loki.example.org:3100", "clinic-a"
	o.TLS = sinks.TLSOptions{CAFile: dir + "/ca.pem", CertFile: dir + "/client.pem", KeyFile: dir + "/client.key"}
	want := &Config{
		StateDir: "/var/lib/harpo",
		Sources: []Source{{Type: "file", Include: []string{"/var/log/app/*.log", dir + "/logs/*.log"}, Exclude: []string{"*.gz"},
			Format: "auto", StartAt: "end", Labels: []Label{{"job", "app"}}, Compressed: "skip", Timestamp: Timestamp{From: "auto"},
			Multiline:  Multiline{Mode: "off", MaxLines: 500, MaxBytes: 64 << 10, MaxWait: time.Second},
			Kubernetes: Kubernetes{API: "off", Mode: "opt-out"}}},
		Redact: Redact{Policy: "strict", KeyFile: dir + "/token.key", KeyRefresh: time.Hour, MaxLine: 1 << 20, CarryOver: redact.DefaultCarryOver, keys: c.Redact.keys},
		Sinks:  []Sink{{Type: "loki", Name: "loki", Batch: Batch{512 << 10, 2 * time.Second}, Options: o}},
		Spool:  Store{Dir: "/var/lib/harpo/spool", MaxBytes: 1 << 30},
		Ledger: Ledger{Dir: "/var/lib/harpo/ledger", Interval: time.Minute},
		Dead:   Store{Dir: "/var/lib/harpo/dead_letters", MaxBytes: 64 << 20},
		Admin:  Admin{Listen: "127.0.0.1:9464"},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

func TestPrecedence(t *testing.T) {
	dir := folder(t, full)
	t.Setenv("HARPO_STATE_DIR", "/env")
	t.Setenv("HARPO_REDACT_POLICY", "limited")
	t.Setenv("HARPO_ADMIN_LISTEN", "127.0.0.1:1")
	t.Setenv("HARPO_SINKS_0_TENANT", "from-env")
	t.Setenv("HARPO_SINKS_0_TLS_CA_FILE", "ca.pem")
	t.Setenv("HARPO_SOURCES_0_INCLUDE", "/a/*,/b/*")
	t.Setenv("HARPO_SOURCES_1_TYPE", "stdin")
	t.Setenv("HARPO_SOURCES_1_LABELS_0_NAME", "job")
	t.Setenv("HARPO_SOURCES_1_LABELS_0_VALUE", "piped")
	c, err := Load(filepath.Join(dir, "harpo.yaml"), Flags{"admin.listen": "127.0.0.1:2"})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ key, got, want string }{
		{"state_dir", c.StateDir, "/env"},
		{"policy", c.Redact.Policy, "limited"},
		{"listen", c.Admin.Listen, "127.0.0.1:2"},
		{"tenant", c.Sinks[0].Options.(*sinks.LokiOptions).Tenant, "from-env"},
		{"include", strings.Join(c.Sources[0].Include, " "), "/a/* /b/*"},
		{"second source", c.Sources[1].Labels[0].Value, "piped"},
	} {
		if x.got != x.want {
			t.Errorf("%s: got %q, want %q", x.key, x.got, x.want)
		}
	}
}

func TestEnvironmentAlone(t *testing.T) {
	dir := folder(t, "")
	t.Setenv("HARPO_STATE_DIR", dir)
	t.Setenv("HARPO_REDACT_KEY_FILE", filepath.Join(dir, "token.key"))
	t.Setenv("HARPO_SOURCES_0_TYPE", "file")
	t.Setenv("HARPO_SOURCES_0_INCLUDE", "/a/*")
	t.Setenv("HARPO_SOURCES_0_FILENAME_LABEL", "file")
	t.Setenv("HARPO_SINKS_0_TYPE", "loki")
	t.Setenv("HARPO_SINKS_0_URL", "https://loki.example.org")
	if _, err := Load("", nil); err != nil {
		t.Fatal(err)
	}
}

func TestLoadRedact(t *testing.T) {
	r, err := LoadRedact("", nil)
	if err != nil || r.Policy != "standard" || r.KeyFile != "" || r.MaxLine != 1<<20 || r.CarryOver != 64<<10 {
		t.Errorf("no file: %+v, %v", r, err)
	}
	dir := folder(t, strings.ReplaceAll(full, "ca.pem", "absent.pem"))
	r, err = LoadRedact(filepath.Join(dir, "harpo.yaml"), nil)
	if err != nil || r.Policy != "strict" || r.KeyFile != dir+"/token.key" {
		t.Errorf("agent's file: %+v, %v", r, err)
	}
	if _, err = LoadRedact("", Flags{"redact.policy": "lax"}); err == nil {
		t.Error("unknown policy accepted")
	}
}

func TestSize(t *testing.T) {
	f := func(in string, want Size, ok bool) {
		t.Helper()
		if got, gotOK := parseSize(in); got != want || gotOK != ok {
			t.Errorf("parseSize(%q) = %d, %v", in, got, gotOK)
		}
	}
	f("0", 0, true)
	f("1048576", 1<<20, true)
	f("1MiB", 1<<20, true)
	f("2 KiB", 2048, true)
	f("10MB", 10e6, true)
	f("7B", 7, true)
	f("1.5MiB", 0, false)
	f("-1", 0, false)
	f("MiB", 0, false)
	f("", 0, false)
	f("9999999999GiB", 0, false)
}

func TestLoadKeys(t *testing.T) {
	dir := folder(t, "")
	file := filepath.Join(dir, "token.key")
	if k, err := LoadKeys(file); err != nil || k.Epochs() != 1 {
		t.Errorf("good file: %v", err)
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o620, 0o601} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadKeys(file); err != fsx.ErrOpenToOthers {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
	if _, err := LoadKeys(dir); err == nil {
		t.Error("folder accepted")
	}
	if _, err := LoadKeys(filepath.Join(dir, "absent")); !os.IsNotExist(err) {
		t.Errorf("absent: %v", err)
	}
}

// TestTunnelFilesAreChecked: what is wrong with the files of a tunnel is found before anything starts, with its key.
func TestTunnelFilesAreChecked(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	put("id", "secret-text", 0o644)
	put("known_hosts", "", 0o600)
	put("harpo.yaml", `
state_dir: state
sources: [{type: file, include: ["*.log"], labels: [{name: job, value: app}]}]
redact: {key_file: token.key}
sinks:
  - type: loki
    url: http://loki.example.org:3100
    ssh: {address: bastion.example.org, user: harpo, key_file: id, known_hosts_file: known_hosts}
`, 0o600)
	put("token.key", string(redact.NewKeys().AppendFile(nil)), 0o600)
	_, err := Load(filepath.Join(dir, "harpo.yaml"), nil)
	if err == nil || !strings.Contains(err.Error(), "sinks[0].ssh.key_file") || !strings.Contains(err.Error(), "others than the owner may read it: run chmod 600") ||
		strings.Contains(err.Error(), "sinks[0].url") || strings.Contains(err.Error(), "secret-text") {
		t.Errorf("got %v", err)
	}
}
