package kube

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
)

// Options say which pods are asked for, where, and what is kept of them.
type Options struct {
	URL       string // of the API server: https, or http on a loopback address for tests
	CAFile    string // who may have signed its certificate
	TokenFile string // read anew for every request: the kubelet replaces it
	Node      string // the node whose pods are asked for

	Failed func(error)      // told of failures; nil discards. No error holds what the server said
	Now    func() time.Time // nil is time.Now

	backoff time.Duration // between tries at first; 0 is minBackoff
}

// serviceAccount is where the kubelet puts what a pod needs to talk to the API server.
const serviceAccount = "/var/run/secrets/kubernetes.io/serviceaccount/"

// ErrNotInCluster says that the program does not run in a pod, or in one without a service account's token.
var ErrNotInCluster = errors.New("not in a pod with a service account's token: set automountServiceAccountToken")

// InCluster fills in where the API server is, as the kubelet tells a pod.
func (o *Options) InCluster() error {
	host, port := os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT")
	if _, err := os.Stat(serviceAccount + "token"); err != nil || host == "" || port == "" {
		return ErrNotInCluster
	}
	o.URL, o.CAFile, o.TokenFile = "https://"+net.JoinHostPort(host, port), serviceAccount+"ca.crt", serviceAccount+"token"
	return nil
}

type client struct {
	http *http.Client
	pods string // the URL of the pods of the node
}

// New returns the pods of a node. It makes no connection: Run does.
func New(o Options) (*Pods, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Scheme != "https" && !(u.Scheme == "http" && net.ParseIP(u.Hostname()).IsLoopback()) {
		return nil, errors.New("the API server's URL is not https")
	}
	if o.Node == "" {
		return nil, errors.New("no node name: set NODE_NAME from spec.nodeName")
	}
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	if o.CAFile != "" {
		pem, err := fsx.ReadFile(o.CAFile)
		if t.RootCAs = x509.NewCertPool(); err != nil || !t.RootCAs.AppendCertsFromPEM(pem) {
			return nil, errors.New("the API server's CA file cannot be used")
		}
	}
	if o.Failed == nil {
		o.Failed = func(error) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.backoff == 0 {
		o.backoff = minBackoff
	}
	p := &Pods{o: o, byUID: map[string]*known{}, byName: map[string]*known{}, change: make(chan struct{})}
	p.client = client{
		http: &http.Client{
			Transport:     &http.Transport{TLSClientConfig: t, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 30 * time.Second},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		pods: strings.TrimSuffix(o.URL, "/") + "/api/v1/pods",
	}
	return p, nil
}

// ask makes one request. kind is "List" for a list, and empty for a watch. The caller closes the body.
func (p *Pods) ask(ctx context.Context, q url.Values, kind string) (io.ReadCloser, error) {
	q.Set("fieldSelector", "spec.nodeName="+p.o.Node)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.client.pods+"?"+q.Encode(), nil)
	if err != nil {
		return nil, errAnswer
	}
	req.Header.Set("Accept", fmt.Sprintf(mediaType, kind))
	req.Header.Set("User-Agent", "harpo")
	if p.o.TokenFile != "" {
		token, err := fsx.ReadFile(p.o.TokenFile)
		if err != nil {
			return nil, errors.New("read the service account's token: cannot be read")
		}
		req.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	}
	resp, err := p.client.http.Do(req)
	if err != nil {
		return nil, errors.New("list pods: the API server cannot be reached, or its certificate is not trusted")
	}
	if err := statusError(resp.StatusCode); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp.Body, nil
}
