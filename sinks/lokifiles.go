package sinks

import (
	"bytes"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"os"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/harpolog/harpo/internal/fsx"
)

// lokiFiles are the certificate and credential files of a loki sink, loaded together: one set at a time is in use.
type lokiFiles struct {
	opts  LokiOptions
	host  string
	watch fileWatch
}

// lokiLoaded is what the files held.
type lokiLoaded struct {
	tls  *tls.Config
	auth string            // value of the Authorization header, or empty
	ssh  *ssh.ClientConfig // nil without a tunnel
}

func newLokiFiles(o LokiOptions, host string, now time.Time) *lokiFiles {
	f := &lokiFiles{opts: o, host: host}
	for _, path := range []string{o.TLS.CAFile, o.TLS.CertFile, o.TLS.KeyFile, o.BasicAuth.PasswordFile, o.BearerTokenFile, o.SSH.KeyFile, o.SSH.KnownHostsFile} {
		if path != "" {
			f.watch.paths = append(f.watch.paths, path)
		}
	}
	f.watch.start(now)
	return f
}

func (f *lokiFiles) changed(now time.Time) bool { return f.watch.changed(now) }

func (f *lokiFiles) load() (lokiLoaded, error) {
	var l lokiLoaded
	var err error
	if l.tls, err = f.opts.TLS.config(f.host); err != nil {
		return l, err
	}
	if f.opts.SSH.set() {
		if l.ssh, err = f.opts.SSH.load(); err != nil {
			return l, err
		}
	}
	l.auth, err = f.opts.authorization()
	return l, err
}

func (o *LokiOptions) authorization() (string, error) {
	switch {
	case o.BearerTokenFile != "":
		token, err := readSecret("bearer_token_file", o.BearerTokenFile)
		return "Bearer " + token, err
	case o.BasicAuth.PasswordFile != "":
		password, err := readSecret("basic_auth.password_file", o.BasicAuth.PasswordFile)
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(o.BasicAuth.Username+":"+password)), err
	}
	return "", nil
}

// readSecret returns the text of a file without the white space around it. Errors never hold the text.
func readSecret(field, path string) (string, error) {
	b, err := fsx.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", field, fsx.Cause(err))
	}
	b = bytes.TrimSpace(b)
	if len(b) == 0 || bytes.ContainsAny(b, "\r\n\x00") {
		return "", Problem{field, "must hold the secret alone, on one line"}
	}
	return string(b), nil
}

// fileCheckEvery is how often files are looked at for changes.
const fileCheckEvery = 10 * time.Second

// fileWatch notices that files changed: another file in its place (a link moved, as Kubernetes does with secrets),
// another time or another size. One goroutine uses it.
type fileWatch struct {
	paths []string
	seen  []os.FileInfo // nil for a file that was not there
	next  time.Time
}

// start takes the files as they are. Call it before reading them: what changes in between is then seen as a change.
func (w *fileWatch) start(now time.Time) {
	w.seen = w.stat()
	w.next = now.Add(fileCheckEvery)
}

// hurry has the files looked at the next time that changed is called.
func (w *fileWatch) hurry() { w.next = time.Time{} }

func (w *fileWatch) stat() []os.FileInfo {
	infos := make([]os.FileInfo, len(w.paths))
	for i, path := range w.paths {
		infos[i], _ = os.Stat(path)
	}
	return infos
}

// changed says whether the files changed since it last said so. It looks at them at most once in fileCheckEvery.
func (w *fileWatch) changed(now time.Time) bool {
	if len(w.paths) == 0 || now.Before(w.next) {
		return false
	}
	before := w.seen
	w.start(now)
	for i := range before {
		if !sameFile(before[i], w.seen[i]) {
			return true
		}
	}
	return false
}

func sameFile(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
