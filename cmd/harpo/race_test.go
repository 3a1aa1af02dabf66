//go:build race

package main

// raced says that the race detector is on: it makes sync.Pool forget things, so allocations cannot be counted.
const raced = true
