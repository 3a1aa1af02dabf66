package source

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

const anyDirs = "**"

// checkPattern finds a malformed pattern at start instead of at the first poll.
func checkPattern(pattern string) error {
	if pattern == "" {
		return errors.New("empty pattern: write a path such as /var/log/app/*.log")
	}
	if _, err := filepath.Match(pattern, ""); err != nil {
		return errors.New("malformed pattern: close every [ and escape with \\ what is meant literally")
	}
	return nil
}

// expand returns the paths that a pattern matches. Directories that cannot be read are passed over, as by filepath.Glob:
// they may become readable by the next poll.
func expand(pattern string) []string {
	elems := strings.Split(filepath.ToSlash(pattern), "/")
	i := slices.Index(elems, anyDirs)
	if i < 0 {
		paths, _ := filepath.Glob(pattern)
		return paths
	}
	root := strings.Join(elems[:i], "/")
	switch {
	case i == 0:
		root = "."
	case root == "":
		root = "/"
	}
	roots, _ := filepath.Glob(filepath.FromSlash(root))
	var paths []string
	for _, dir := range roots {
		filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && matchPath(pattern, path) {
				paths = append(paths, path)
			}
			return nil
		})
	}
	return paths
}

// root returns the folder of a pattern that is named without wildcards. A pattern without any is
// returned as it is.
func root(pattern string) string {
	elems := strings.Split(filepath.ToSlash(pattern), "/")
	i := slices.IndexFunc(elems, func(e string) bool { return strings.ContainsAny(e, `*?[\`) })
	switch {
	case i < 0:
		return pattern
	case i == 0:
		return "."
	case i == 1 && elems[0] == "":
		return "/"
	}
	return filepath.FromSlash(strings.Join(elems[:i], "/"))
}

// matchPath is filepath.Match where an element "**" stands for any number of directories, none included.
func matchPath(pattern, path string) bool {
	return matchElems(strings.Split(filepath.ToSlash(pattern), "/"), strings.Split(filepath.ToSlash(path), "/"))
}

func matchElems(pattern, path []string) bool {
	for len(pattern) > 0 && pattern[0] != anyDirs {
		if len(path) == 0 {
			return false
		}
		if ok, _ := filepath.Match(pattern[0], path[0]); !ok {
			return false
		}
		pattern, path = pattern[1:], path[1:]
	}
	if len(pattern) == 0 {
		return len(path) == 0
	}
	for i := range len(path) + 1 {
		if matchElems(pattern[1:], path[i:]) {
			return true
		}
	}
	return false
}

// Selects says whether the options ask for a path.
func (o *FileOptions) Selects(path string) bool {
	return slices.ContainsFunc(o.Include, func(p string) bool { return matchPath(p, path) }) && !o.excludes(path)
}

func (o *FileOptions) excludes(path string) bool {
	return slices.ContainsFunc(o.Exclude, func(p string) bool {
		base, _ := filepath.Match(p, filepath.Base(path))
		return base || matchPath(p, path)
	})
}
