package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/harpolog/harpo/benchmarks/internal/callgrind"
)

// instructions returns the instructions that harpo filter takes for a byte of the text: those for all of it less those for
// a short beginning of it, so that start-up cancels, over the bytes between.
func instructions(harpo, dir string, text []byte) (float64, error) {
	if err := callgrind.Here(); err != nil {
		return 0, err
	}
	key := filepath.Join(dir, "token.key")
	if _, err := os.Stat(key); err != nil {
		if err := exec.Command(harpo, "key", "new", key).Run(); err != nil {
			return 0, fmt.Errorf("make key: %w", err)
		}
	}
	short := text[:bytes.LastIndexByte(text[:len(text)/16], '\n')+1]
	a, err := filtered(harpo, key, dir, short)
	if err != nil {
		return 0, err
	}
	b, err := filtered(harpo, key, dir, text)
	if err != nil {
		return 0, err
	}
	return float64(b-a) / float64(len(text)-len(short)), nil
}

// filtered returns the instructions of one run of the filter.
func filtered(harpo, key, dir string, text []byte) (int64, error) {
	in := filepath.Join(dir, "in.log")
	if err := os.WriteFile(in, text, 0o600); err != nil {
		return 0, err
	}
	return callgrind.Count("", nil, harpo, "filter", "--jobs", "1", "--key-file", key, in)
}
