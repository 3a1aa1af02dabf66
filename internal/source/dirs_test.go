package source

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRealPathIsEvalSymlinks(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, err := range []error{
		os.MkdirAll("pods/app", 0o700), os.Symlink("pods", "link"), os.Symlink("nowhere", "lost"),
		os.WriteFile("pods/app/0.log", nil, 0o600), os.WriteFile("here.log", nil, 0o600),
		os.Symlink("../pods/app/0.log", "pods/app.log"), os.Symlink("app/1.log", "pods/dangling.log"), os.Symlink("app/0.log", "pods/short.log"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	dirs := map[string]string{}
	for _, path := range []string{"here.log", "pods/app/0.log", "link/app/0.log", "link/app/0.log", "link/short.log", "pods/app.log", "pods/dangling.log", "pods/none.log",
		"lost/0.log", "link/../pods/app/0.log", "link/../here.log", "./here.log", filepath.Join(dir, "link/app/0.log"), filepath.Join(dir, "link/short.log")} {
		want, err := filepath.EvalSymlinks(path)
		if got, ok := realPath(path, dirs); ok != (err == nil) || got != want {
			t.Errorf("%s leads to %q, %v; want %q, %v", path, got, ok, want, err)
		}
	}
}
