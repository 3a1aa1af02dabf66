package config

import (
	"fmt"
	"sort"
	"strings"
)

// Problem is one thing wrong with a configuration. None of its texts quotes a value.
type Problem struct {
	Path  string // the key, such as sinks[0].url; empty for the file as a whole
	Line  int    // in the file; 0 when the key is not there
	Wrong string // what is wrong
	Right string // what would be right
}

// String returns the problem as "path (line N): what is wrong: what would be right". What is wrong may say the latter too.
func (p Problem) String() string {
	where := p.Path
	if where == "" {
		where = "file"
	}
	if p.Line > 0 {
		where += fmt.Sprintf(" (line %d)", p.Line)
	}
	if p.Right == "" {
		return where + ": " + p.Wrong
	}
	return where + ": " + p.Wrong + ": " + p.Right
}

const unknownKey = "unknown key"

// Problems are all that is wrong with a configuration, in the order of the file.
type Problems []Problem

// Error returns one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

func (ps *Problems) add(path, wrong, right string) {
	*ps = append(*ps, Problem{Path: path, Wrong: wrong, Right: right})
}

// place gives every problem its line, or that of the nearest enclosing key in the file, and sorts them by it.
func (ps Problems) place(lines map[string]int) {
	for i := range ps {
		for path := ps[i].Path; ps[i].Line == 0 && path != ""; path = parent(path) {
			ps[i].Line = lines[path]
		}
	}
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].Line < ps[j].Line })
}

// cover says whether a problem of form is known for the key or one that encloses it.
func (ps Problems) cover(path string) bool {
	for ; path != ""; path = parent(path) {
		for _, p := range ps {
			if p.Path == path && p.Wrong != unknownKey {
				return true
			}
		}
	}
	return false
}

func parent(path string) string { return path[:max(0, strings.LastIndexAny(path, ".["))] }
