package config

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWatch goes through what editors, deployments and Kubernetes do to a file.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(file(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	// A mounted ConfigMap: the names lead through ..data to a folder of one revision.
	must(os.Mkdir(file("..rev1"), 0o700))
	put("..rev1/harpo.yaml", "one")
	must(os.Symlink("..rev1", file("..data")))
	must(os.Symlink("..data/harpo.yaml", file("harpo.yaml")))
	put("token.key", "key one")
	c := &Config{Redact: Redact{KeyFile: file("token.key")}, Admin: Admin{TLS: ServerTLS{CertFile: file("admin.pem")}}}
	w := NewWatch(file("harpo.yaml"), c)
	changes := func(what string, want bool) {
		t.Helper()
		if w.Changed() && want {
			t.Errorf("%s: taken for settled at the first look", what)
		}
		if got := w.Changed(); got != want {
			t.Errorf("%s: changed is %v", what, got)
		}
		w.Read()
	}
	changes("nothing", false)
	put("..rev1/harpo.yaml", "one")
	changes("written with the same text", false)
	put("..rev1/harpo.yaml", "uno")
	changes("written with text of the same length", true)
	changes("nothing since it was used", false)
	must(os.Mkdir(file("..rev2"), 0o700))
	put("..rev2/harpo.yaml", "two")
	must(os.Symlink("..rev2", file("..data.new")))
	must(os.Rename(file("..data.new"), file("..data")))
	changes("..data leads elsewhere", true)
	put("token.key", "key two")
	changes("the key file", true)
	must(os.Remove(file("token.key")))
	changes("a file that is gone", true)
	put("admin.pem", "certificate")
	changes("a file of the admin server", false)

	put("..rev2/harpo.yaml", "half of")
	if w.Changed() {
		t.Error("changed at the first look")
	}
	put("..rev2/harpo.yaml", "half of it")
	if w.Changed() {
		t.Error("changed while it is being written")
	}
	if !w.Changed() {
		t.Error("not changed once it is written")
	}
}
