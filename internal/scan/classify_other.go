//go:build !amd64

package scan

// engines lists the classifiers of this machine, best first. All give the same bits.
func engines() []engine { return []engine{{"table", (*Tables).classifyTable}} }
