//go:build !linux

package main

// shed is for Linux alone.
func shed() {}
