//go:build !unix

package identity

import "os"

func mapFile(f *os.File, size int64) (mapping, error) { return readFile(f, size) }
