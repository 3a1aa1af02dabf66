package corpus

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// ReadLines reads all *.log files of a folder, for mixing real lines into a corpus that stays on this machine. IPv4
// addresses and at signs are taken out, so that a record without plants stays one.
func ReadLines(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("folder holds no *.log file")
	}
	slices.Sort(files)
	ipv4 := regexp.MustCompile(`\d+\.\d+\.\d+\.\d+`)
	var lines []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		text := ipv4.ReplaceAll(bytes.ReplaceAll(bytes.TrimSpace(b), []byte("\r"), nil), []byte("node-17"))
		lines = append(lines, strings.Split(strings.ReplaceAll(string(text), "@", "#"), "\n")...)
	}
	return lines, nil
}
