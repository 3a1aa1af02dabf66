//go:build !unix

package config

import "io/fs"

func mounted(fs.FileInfo) bool { return false }
