package config

import (
	"net"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/harpolog/harpo/sinks"
)

// maxLokiBatch keeps one request below the burst that Loki's default rate limit lets through (ingestion_burst_size_mb:
// 6): a larger one is refused for ever.
const maxLokiBatch = 4 << 20

func (s *Sink) validate(ps *Problems, at string) {
	if s.Options == nil {
		return // its type is unknown, and reported
	}
	if !sinkName.MatchString(s.Name) {
		ps.add(at+".name", "not a name", "use 1 to 32 of a-z, 0-9, - and _, a letter or digit first")
	}
	for _, p := range s.Options.Validate() {
		wrong, right, _ := strings.Cut(p.Text, ": ")
		ps.add(at+"."+p.Field, wrong, right)
	}
	files(ps, at, reflect.ValueOf(s.Options).Elem())
	if o, ok := s.Options.(interface{ CheckFiles() []sinks.Problem }); ok {
		for _, p := range o.CheckFiles() {
			wrong, right, _ := strings.Cut(p.Text, ": ")
			ps.add(at+"."+p.Field, wrong, right)
		}
	}
	if s.Batch.MaxBytes < 1<<10 || s.Batch.MaxBytes > maxLokiBatch {
		ps.add(at+".batch.max_bytes", "out of range", "use 1KiB to 4MiB: Loki refuses larger requests for good")
	}
	if s.Batch.MaxWait < 10*time.Millisecond || s.Batch.MaxWait > time.Minute {
		ps.add(at+".batch.max_wait", "out of range", "use 10ms to 1m")
	}
}

// loopback says whether a host is this machine by its name or address.
func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

func (a *Admin) validate(ps *Problems) {
	files(ps, "admin", reflect.ValueOf(a).Elem())
	listener(ps, "admin", a.Listen, "127.0.0.1:9464", a.TLS)
	if a.Scrape != (Scrape{}) {
		listener(ps, "admin.scrape", a.Scrape.Listen, ":9465", a.Scrape.TLS)
	}
}

// listener checks an address to listen on, for example like that one, and its TLS.
func listener(ps *Problems, at, listen, example string, t ServerTLS) {
	host, port, err := net.SplitHostPort(listen)
	if _, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil {
		ps.add(at+".listen", "not host:port", "write it as "+example)
	}
	if (t.CertFile == "") != (t.KeyFile == "") {
		ps.add(at+".tls", "cert_file and key_file go together", "set both or none")
	}
	switch {
	case err == nil && !loopback(host) && (t.CertFile == "" || t.ClientCAFile == ""):
		ps.add(at+".listen", "open to other hosts without TLS and client certificates",
			"listen on 127.0.0.1, or set "+at+".tls.cert_file, "+at+".tls.key_file and "+at+".tls.client_ca_file")
	case t.ClientCAFile != "" && t.CertFile == "":
		ps.add(at+".tls.client_ca_file", "set without a server certificate", "set "+at+".tls.cert_file and "+at+".tls.key_file")
	}
}
