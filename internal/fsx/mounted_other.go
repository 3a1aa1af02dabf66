//go:build !unix

package fsx

import "io/fs"

func mounted(fs.FileInfo) bool { return false }
