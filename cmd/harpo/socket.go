package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
)

// The agent answers questions about tokens on a socket in its state folder: HTTP with JSON, for processes of its own user and
// of root only. Nothing of it can be reached from another machine.
const (
	socketName  = "agent.sock"
	socketPath  = "http://agent/tokens"
	maxQuestion = 64 << 10
)

func socketOf(c *config.Config) string { return filepath.Join(c.StateDir, socketName) }

// peerKey is where the asker of a connection is kept.
type peerKey struct{}

// serveDesk opens the socket. The caller holds the state folder's lock, so that a socket which is there is nobody's.
func serveDesk(d *desk, path string) (io.Closer, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fsx.Cause(err)
	}
	l, err := net.Listen("unix", path)
	if err == nil {
		err = os.Chmod(path, 0o600) // before that, the peer's user is what counts, and is looked at in any case
	}
	if err != nil {
		return nil, fsx.Cause(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /tokens", d.serve)
	s := &http.Server{Handler: mux, ReadTimeout: 10 * time.Second, WriteTimeout: time.Minute, MaxHeaderBytes: 4 << 10, ErrorLog: log.New(io.Discard, "", 0),
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			who, ok := peer(c)
			if !ok {
				return ctx
			}
			return context.WithValue(ctx, peerKey{}, who)
		}}
	go s.Serve(l)
	return s, nil
}

func (d *desk) serve(w http.ResponseWriter, r *http.Request) {
	who, ok := r.Context().Value(peerKey{}).(asker)
	if !ok {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	var q question
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxQuestion))
	defer clear(body)
	if err != nil || json.Unmarshal(body, &q) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	defer clear(q.Value)
	json.NewEncoder(w).Encode(d.answer(r.Context(), who, &q))
}

// errNoAgent says that no agent of this state folder runs.
var errNoAgent = errors.New("no agent runs")

// askAgent asks the agent that runs.
func askAgent(ctx context.Context, path string, q *question) (*reply, error) {
	var d net.Dialer
	client := http.Client{Timeout: time.Minute, Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return d.DialContext(ctx, "unix", path)
	}}}
	body, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	defer clear(body)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, socketPath, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
		return nil, errNoAgent
	}
	const hint = "run it as the user that the agent runs as, such as by sudo -u harpo, or as root"
	if errors.Is(err, fs.ErrPermission) {
		return nil, &failure{what: "ask the agent", err: fs.ErrPermission, hint: hint}
	}
	if err != nil {
		return nil, &failure{what: "ask the agent", err: errors.New("no answer"), hint: "see that it runs well: harpo probe"}
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &failure{what: "ask the agent", err: errors.New("it does not take the question"), hint: hint}
	}
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return nil, &failure{what: "ask the agent", err: errors.New("the answer cannot be read"), hint: "use a command and an agent of one version"}
	}
	return &r, nil
}
