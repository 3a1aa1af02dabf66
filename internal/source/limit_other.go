//go:build !unix

package source

func descriptors() int { return usualLimit }
