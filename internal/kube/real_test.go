package kube

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// real is a kube-apiserver of its own, with an etcd behind it.
type real struct {
	t     *testing.T
	url   string
	ca    string
	admin string
	http  *http.Client
}

// startReal starts the servers that internal/kubetest builds, or skips the test.
func startReal(t *testing.T) *real {
	t.Helper()
	bin := os.Getenv("HARPO_KUBE")
	if bin == "" {
		t.Skip("HARPO_KUBE is not set: see internal/kubetest")
	}
	dir := t.TempDir()
	etcd, peer, secure := port(t), port(t), port(t)
	start(t, filepath.Join(bin, "etcd"), "--data-dir", filepath.Join(dir, "etcd"), "--listen-client-urls", "http://"+etcd, "--advertise-client-urls", "http://"+etcd,
		"--listen-peer-urls", "http://"+peer, "--initial-advertise-peer-urls", "http://"+peer, "--initial-cluster", "default=http://"+peer)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	account := filepath.Join(dir, "sa.key")
	write(t, account, string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})))
	write(t, filepath.Join(dir, "tokens.csv"), "admin-token,admin,admin,system:masters\n")
	_, securePort, _ := net.SplitHostPort(secure)
	start(t, filepath.Join(bin, "kube-apiserver"), "--etcd-servers", "http://"+etcd, "--bind-address", "127.0.0.1", "--secure-port", securePort, "--cert-dir", dir,
		"--service-account-issuer", "https://kubernetes.default.svc", "--service-account-key-file", account, "--service-account-signing-key-file", account,
		"--token-auth-file", filepath.Join(dir, "tokens.csv"), "--authorization-mode", "RBAC", "--service-cluster-ip-range", "10.0.0.0/24")
	r := &real{t: t, url: "https://" + secure, ca: filepath.Join(dir, "apiserver.crt"), admin: "admin-token"}
	for late := time.Now().Add(2 * time.Minute); ; time.Sleep(200 * time.Millisecond) {
		pool := x509.NewCertPool()
		if cert, err := os.ReadFile(r.ca); err == nil && pool.AppendCertsFromPEM(cert) && r.http == nil {
			r.http = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
		}
		if r.http == nil {
			if time.Now().After(late) {
				t.Fatal("the API server makes no certificate")
			}
			continue
		}
		if code, _ := r.do("GET", "/readyz", nil); code == http.StatusOK {
			return r
		}
		if time.Now().After(late) {
			t.Fatal("the API server is not ready")
		}
	}
}

func port(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func start(t *testing.T, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("%s: %s", filepath.Base(name), out.String()[max(0, out.Len()-2000):])
		}
	})
}

func (r *real) do(method, path string, body []byte) (int, string) {
	req, err := http.NewRequest(method, r.url+path, bytes.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+r.admin)
	req.Header.Set("Content-Type", "application/yaml")
	if method == "PATCH" {
		req.Header.Set("Content-Type", "application/merge-patch+json")
	}
	req.Header.Set("Accept", "application/json")
	resp, err := r.http.Do(req)
	if err != nil {
		return 0, ""
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text)
}

// must makes a request that has to succeed.
func (r *real) must(method, path, body string) string {
	r.t.Helper()
	code, text := r.do(method, path, []byte(body))
	if code < 200 || code > 299 {
		r.t.Fatalf("%s %s: %d %s", method, path, code, text)
	}
	return text
}

// paths says where objects of a kind are made.
var paths = map[string]string{
	"Namespace": "/api/v1/namespaces", "Service": "/api/v1/namespaces/harpo/services", "ServiceAccount": "/api/v1/namespaces/harpo/serviceaccounts", "ConfigMap": "/api/v1/namespaces/harpo/configmaps",
	"DaemonSet": "/apis/apps/v1/namespaces/harpo/daemonsets", "NetworkPolicy": "/apis/networking.k8s.io/v1/namespaces/harpo/networkpolicies",
	"ClusterRole": "/apis/rbac.authorization.k8s.io/v1/clusterroles", "ClusterRoleBinding": "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
}

var kindLine = regexp.MustCompile(`(?m)^kind: (\w+)`)

// manifests makes every object of configs/kubernetes. The server refuses fields that it does not know.
func (r *real) manifests() {
	r.t.Helper()
	for _, name := range []string{"namespace", "rbac", "configmap", "networkpolicy", "daemonset", "metrics"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "configs", "kubernetes", name+".yaml"))
		if err != nil {
			r.t.Fatal(err)
		}
		for doc := range strings.SplitSeq(string(text), "\n---\n") {
			kind := kindLine.FindStringSubmatch(doc)
			if kind == nil || paths[kind[1]] == "" {
				r.t.Fatalf("%s.yaml: an object of no known kind", name)
			}
			r.must("POST", paths[kind[1]]+"?fieldValidation=Strict", doc)
		}
	}
}

func podManifest(name, node, app string) string {
	return fmt.Sprintf(`{"apiVersion":"v1","kind":"Pod","metadata":{"name":%q,"labels":{"app":%q}},"spec":{"nodeName":%q,"serviceAccountName":"harpo",
"automountServiceAccountToken":false,"containers":[{"name":"c","image":"x"}]}}`, name, app, node)
}

// TestRealAPIServer makes the objects of configs/kubernetes in a real API server, and watches pods with the rights that they
// give to their service account, and no more.
func TestRealAPIServer(t *testing.T) {
	r := startReal(t)
	r.manifests()
	var request struct{ Status struct{ Token string } }
	if err := json.Unmarshal([]byte(r.must("POST", "/api/v1/namespaces/harpo/serviceaccounts/harpo/token", `{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":600}}`)), &request); err != nil {
		t.Fatal(err)
	}
	token := filepath.Join(t.TempDir(), "token")
	write(t, token, request.Status.Token)

	var one struct{ Metadata struct{ UID string } }
	if err := json.Unmarshal([]byte(r.must("POST", "/api/v1/namespaces/harpo/pods", podManifest("one", "node-1", "first"))), &one); err != nil {
		t.Fatal(err)
	}
	r.must("POST", "/api/v1/namespaces/harpo/pods", podManifest("elsewhere", "node-2", "x"))

	p, err := New(Options{URL: r.url, CAFile: r.ca, TokenFile: token, Node: "node-1", Failed: func(err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	defer func() { cancel(); <-done }()
	if got := wait(t, p, one.Metadata.UID); got != "first" {
		t.Errorf("got %q", got)
	}
	if _, ok := p.Get(Place{Namespace: "harpo", Pod: "elsewhere"}); ok {
		t.Error("a pod of another node was told")
	}
	r.must("PATCH", "/api/v1/namespaces/harpo/pods/one", `{"metadata":{"labels":{"app":"changed"}}}`)
	r.must("POST", "/api/v1/namespaces/harpo/pods", podManifest("two", "node-1", "second"))
	late, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	two, ok := p.Wait(late, Place{Namespace: "harpo", Pod: "two"})
	if !ok || two.Labels["app"] != "second" {
		t.Errorf("got %v", two)
	}
	if got := wait(t, p, one.Metadata.UID); got != "changed" { // it was changed before the other was made
		t.Errorf("got %q", got)
	}
	r.admin = request.Status.Token
	if code, _ := r.do("GET", "/api/v1/namespaces/harpo/secrets", nil); code != http.StatusForbidden {
		t.Errorf("the service account may read secrets: %d", code)
	}
}
