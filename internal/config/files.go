package config

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/harpolog/harpo/internal/fsx"
)

// A key that names a file ends in _file or _dir or is path or dir: by that rule relative names are found and files checked,
// whatever sink they belong to.
func namesFile(key string) bool {
	return key == "path" || key == "dir" || strings.HasSuffix(key, "_file") || strings.HasSuffix(key, "_dir")
}

// resolve makes the file names of the configuration absolute; relative ones lie beside the configuration file.
func (c *Config) resolve(dir string) {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	resolveIn(reflect.ValueOf(c).Elem(), dir)
	for i := range c.Sources {
		for j, p := range c.Sources[i].Include {
			c.Sources[i].Include[j] = beside(dir, p)
		}
	}
}

func resolveIn(v reflect.Value, dir string) {
	for i := range v.NumField() {
		f, key := v.Field(i), name(v.Type().Field(i))
		switch f.Kind() {
		case reflect.String:
			if namesFile(key) {
				f.SetString(beside(dir, f.String()))
			}
		case reflect.Struct:
			resolveIn(f, dir)
		case reflect.Interface:
			if !f.IsNil() {
				resolveIn(f.Elem().Elem(), dir)
			}
		case reflect.Slice:
			for j := 0; f.Type().Elem().Kind() == reflect.Struct && j < f.Len(); j++ {
				resolveIn(f.Index(j), dir)
			}
		}
	}
}

func beside(dir, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// files checks every file that a struct names for reading: it must be there, hold certificates where its key says so,
// and a certificate must fit its private key.
func files(ps *Problems, at string, v reflect.Value) {
	named := map[string]string{}
	for i := range v.NumField() {
		f, key := v.Field(i), name(v.Type().Field(i))
		switch {
		case f.Kind() == reflect.Struct:
			files(ps, join(at, key), f)
		case f.Kind() == reflect.String && strings.HasSuffix(key, "_file") && f.String() != "":
			if readable(ps, join(at, key), f.String()) {
				named[key] = f.String()
			}
		}
	}
	for _, key := range []string{"ca_file", "client_ca_file"} {
		if named[key] != "" && !holdsCertificates(named[key]) {
			ps.add(join(at, key), "no certificate in it", "use a PEM file of CA certificates")
		}
	}
	if cert, key := named["cert_file"], named["key_file"]; cert != "" && key != "" {
		pair(ps, at, cert, key)
	}
}

// pair checks a certificate and its private key.
func pair(ps *Problems, at, certFile, keyFile string) {
	key, err := fsx.ReadPrivate(keyFile)
	defer clear(key)
	if errors.Is(err, fsx.ErrOpenToOthers) {
		ps.add(join(at, "key_file"), err.Error(), "run chmod 600 on it; if others have read it, have another certificate issued")
		return
	}
	cert, _ := fsx.ReadFile(certFile)
	if _, err := tls.X509KeyPair(cert, key); err != nil {
		ps.add(join(at, "cert_file"), "does not load with its key_file", "use PEM files of one certificate and its private key")
	}
}

func readable(ps *Problems, at, file string) bool {
	_, err := fsx.ReadFile(file)
	switch {
	case errors.Is(err, fsx.ErrNotRegular):
		ps.add(at, "not a regular file", "name a file, no folder, pipe or device")
	case errors.Is(err, fs.ErrNotExist):
		ps.add(at, "no such file", "name a file that exists; a relative name lies beside the configuration file")
	case err != nil:
		ps.add(at, "cannot be read", "let the user that runs harpo read it")
	}
	return err == nil
}

func holdsCertificates(file string) bool {
	pem, err := fsx.ReadFile(file)
	return err == nil && x509.NewCertPool().AppendCertsFromPEM(pem)
}
