package source

import (
	"path/filepath"
	"regexp"
	"strings"
)

// rotation finds what log rotation adds to a name: a number or a date, behind the name (logrotate, kubelet) or before
// its extension (log4j, logback). Compressed files end in letters and so never match.
var rotation = regexp.MustCompile(`[.-]\d[\dT:._-]*$`)

// unrotated returns the names that a rotated file may have had, or none if path does not look like one.
func unrotated(path string) []string {
	dir, name := filepath.Split(path)
	var out []string
	if loc := rotation.FindStringIndex(name); loc != nil && loc[0] > 0 {
		out = append(out, dir+name[:loc[0]])
	}
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if loc := rotation.FindStringIndex(stem); loc != nil && loc[0] > 0 && ext != "" {
		out = append(out, dir+stem[:loc[0]]+ext)
	}
	return out
}
