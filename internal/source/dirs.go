package source

import (
	"os"
	"path/filepath"
)

// dirs returns the directories in which rotated siblings of the wanted files lie.
func (s *File) dirs() map[string]bool {
	dirs := map[string]bool{}
	for _, pattern := range s.o.Include {
		matches, _ := filepath.Glob(filepath.Dir(pattern))
		for _, d := range matches {
			dirs[d] = true
		}
	}
	real := map[string]string{}
	for _, t := range s.all() {
		dirs[filepath.Dir(t.path)] = true
		t.mu.Lock()
		if t.f == nil && t.dir != "" {
			dirs[t.dir] = true
		}
		t.mu.Unlock()
		if path, ok := realPath(t.path, real); ok {
			dirs[filepath.Dir(path)] = true
			s.real[path] = true
		}
	}
	return dirs
}

// realPath is filepath.EvalSymlinks for one of many files in a directory: dirs has what directories lead to, once it was asked.
func realPath(path string, dirs map[string]string) (real string, ok bool) {
	fi, err := os.Lstat(path)
	if err != nil {
		return "", false
	}
	if fi.Mode()&os.ModeSymlink != 0 {
		real, err = filepath.EvalSymlinks(path)
		return real, err == nil
	}
	dir := filepath.Dir(path)
	to, known := dirs[dir]
	if !known {
		if to, err = filepath.EvalSymlinks(dir); err != nil {
			to = ""
		}
		dirs[dir] = to
	}
	return filepath.Join(to, filepath.Base(path)), to != ""
}
