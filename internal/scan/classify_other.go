//go:build !amd64 && !arm64

package scan

// engines lists the engines of this machine, best first. All give the same events.
func engines() []engine { return []engine{portable} }
