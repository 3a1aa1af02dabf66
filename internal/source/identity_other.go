//go:build !unix

package source

import (
	"hash/fnv"
	"os"
	"reflect"
)

// fileKey names a file while it exists. Where the system gives no inode through package os, it is what os keeps in
// its FileInfo for os.SameFile, or failing that the name.
type fileKey struct{ dev, ino uint64 }

func keyOf(fi os.FileInfo) fileKey {
	v := reflect.Indirect(reflect.ValueOf(fi))
	if v.Kind() == reflect.Struct {
		vol, hi, lo := v.FieldByName("vol"), v.FieldByName("idxhi"), v.FieldByName("idxlo")
		if vol.IsValid() && hi.IsValid() && lo.IsValid() && (hi.Uint() != 0 || lo.Uint() != 0) {
			return fileKey{vol.Uint(), hi.Uint()<<32 | lo.Uint()}
		}
	}
	h := fnv.New64a()
	h.Write([]byte(fi.Name()))
	return fileKey{0, h.Sum64()}
}

func deleted(os.FileInfo) bool { return false }
