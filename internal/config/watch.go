package config

import (
	"crypto/sha256"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/harpolog/harpo/internal/fsx"
)

// Watch sees that a configuration file, or a file named in it, has other contents. It reads them, so that links moved
// behind a path, as Kubernetes does with what it mounts, are seen like writes. The files of sinks and of the admin server
// are left out: their owners look after them. One goroutine uses it.
type Watch struct {
	file  string
	named []string
	used  [sha256.Size]byte // as last read
	last  [sha256.Size]byte // as last seen
}

// NewWatch returns a Watch that knows the files of c, which was read from file, as they are now.
func NewWatch(file string, c *Config) *Watch {
	w := &Watch{file: file}
	w.Use(c)
	w.Read()
	return w
}

// Read says that the files are about to be read: contents as they are now are no change.
func (w *Watch) Read() {
	w.used = w.sum()
	w.last = w.used
}

// Use tells which configuration was read, and is in use now.
func (w *Watch) Use(c *Config) {
	var named []string
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Struct && name(v.Type().Field(i)) != "admin" {
			named = append(named, filesOf(f)...)
		}
	}
	if !slices.Equal(named, w.named) {
		w.named = named
		w.Read()
	}
}

func filesOf(v reflect.Value) (files []string) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch {
		case f.Kind() == reflect.Struct:
			files = append(files, filesOf(f)...)
		case f.Kind() == reflect.String && strings.HasSuffix(name(v.Type().Field(i)), "_file") && f.String() != "":
			files = append(files, f.String())
		}
	}
	return files
}

// Changed says whether the contents are others than those in use, and the same as when it was last called: what is
// still being written is left alone.
func (w *Watch) Changed() bool {
	before := w.last
	w.last = w.sum()
	return w.last != w.used && w.last == before
}

func (w *Watch) sum() (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, file := range append([]string{w.file}, w.named...) {
		one := sha256.New()
		if err := copyFile(one, file); err != nil {
			io.WriteString(one, "unreadable")
		}
		h.Write(one.Sum(nil))
	}
	h.Sum(sum[:0])
	return sum
}

func copyFile(to io.Writer, file string) error {
	f, err := fsx.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(to, io.LimitReader(f, maxFile+1))
	return err
}
