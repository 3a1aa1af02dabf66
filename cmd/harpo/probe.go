package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/spf13/cobra"
)

// probeTimeout is shorter than what a kubelet gives a probe in the manifests.
const probeTimeout = 4 * time.Second

func probeCommand() *cobra.Command {
	var address string
	var ready bool
	cmd := &cobra.Command{
		Use:   "probe",
		Short: "Ask the agent on this machine whether it is healthy",
		Long: `Ask the agent on this machine whether it is healthy, or with --ready whether it reads all its sources. It is for probes
that run inside of a container, so that the admin server can stay on a loopback address.

Exit code: 0 yes, 1 no or no answer.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			path := "/-/healthy"
			if ready {
				path = "/-/ready"
			}
			return probe(cmd, address, path)
		},
	}
	cmd.Flags().StringVar(&address, "admin-listen", "127.0.0.1:9464", "admin.listen of the agent: a loopback address without TLS")
	cmd.Flags().BoolVar(&ready, "ready", false, "ask for readiness instead of health")
	return cmd
}

func probe(cmd *cobra.Command, address, path string) error {
	host, _, err := net.SplitHostPort(address)
	if ip, bad := netip.ParseAddr(host); err != nil || bad != nil || !ip.IsLoopback() {
		return &failure{"wrong usage", errors.New("--admin-listen is not a loopback address"), "write it as 127.0.0.1:9464", exitUsage}
	}
	client := http.Client{Timeout: probeTimeout, Transport: &http.Transport{}}
	resp, err := client.Get("http://" + address + path)
	if err != nil {
		return &failure{what: "probe agent", err: errors.New("no answer"), hint: "see that the agent runs and that admin.listen is this address"}
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &failure{what: "probe agent", err: errors.New("it says no"), hint: "the agent's log and its metrics say why"}
	}
	_, err = io.WriteString(cmd.OutOrStdout(), "yes\n")
	return err
}
