package config

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestReadyConfigurations loads every configuration of configs/, with the files they name put into a folder of the test.
func TestReadyConfigurations(t *testing.T) {
	t.Setenv("NODE_NAME", "node-1")
	root := filepath.Join("..", "..", "configs")
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == "prometheus" {
			return fs.SkipDir // rules of another program
		}
		if err != nil || filepath.Ext(path) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, c := range agentConfigs(t, path, text) {
			seen++
			checkReady(t, path, c)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 3 {
		t.Errorf("only %d configurations found", seen)
	}
}

// TestConfigurationsOfTheDocumentation: what the documentation shows has known keys only, and rules that stand.
func TestConfigurationsOfTheDocumentation(t *testing.T) {
	block := regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$|^    (redact: .*?)$")
	files, err := filepath.Glob(filepath.Join("..", "..", "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range append(files, filepath.Join("..", "..", "README.md")) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range block.FindAllStringSubmatch(string(text), -1) {
			seen++
			c := m[1] + m[2]
			if strings.HasPrefix(c, " ") {
				c = "redact:\n" + c
			}
			_, err := loadRedact(filepath.Join(folder(t, c), "harpo.yaml"), nil, func(*Redact, *Problems, string) {})
			var ps Problems
			if errors.As(err, &ps) && len(ps) == 1 && ps[0].Path == "redact.vault.address_file" {
				continue // not there
			}
			if err != nil {
				t.Errorf("%s: %v in\n%s", file, err, c)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d configurations found", seen)
	}
}

// agentConfigs returns the agent configurations of a file: the file itself, or what its ConfigMaps hold.
func agentConfigs(t *testing.T, path string, text []byte) []string {
	t.Helper()
	if !strings.Contains(path, "kubernetes") {
		return []string{string(text)}
	}
	var all []string
	for dec := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var doc struct {
			Kind string            `yaml:"kind"`
			Data map[string]string `yaml:"data"`
		}
		if err := dec.Decode(&doc); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, c := range doc.Data {
			all = append(all, c, strings.ReplaceAll(c, "# scrape:", "scrape:")) // as it comes, and with what is to be asked for
		}
	}
}

func checkReady(t *testing.T, path, text string) {
	t.Helper()
	dir := folder(t, strings.NewReplacer("/etc/harpo/key/", "", "/etc/harpo/tls/", "", "/etc/harpo/metrics/", "", "/etc/harpo/", "", "ca.crt", "ca.pem", "tls.crt", "client.pem",
		"tls.key", "client.key", "server.pem", "client.pem", "server.key", "client.key").Replace(text))
	if _, err := Load(filepath.Join(dir, "harpo.yaml"), nil); err != nil {
		t.Errorf("%s:\n%v", path, err)
	}
}

// TestDaemonSet looks at what makes the manifest safe to run next to health information.
func TestDaemonSet(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "configs", "kubernetes", "daemonset.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"runAsNonRoot: true", "readOnlyRootFilesystem: true", "capabilities: {drop: [ALL]}", "allowPrivilegeEscalation: false",
		"hostNetwork: false", "enableServiceLinks: false", "mountPath: /var/log/pods, readOnly: true", "harpo-key, defaultMode: 0440", "limits:",
		"livenessProbe:", "readinessProbe:", "containerPort: 9465", "seccompProfile: {type: RuntimeDefault}"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("no %q", want)
		}
	}
	if bytes.Contains(text, []byte("privileged: true")) {
		t.Error("the container is privileged")
	}
}
