//go:build !linux

package fsx

import "os"

// Reserve does nothing on this system.
func Reserve(*os.File, int64) {}
