package sinks

import (
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/loki-client-go/pkg/urlutil"
)

// Limits of Grafana Loki's defaults (limits_config: max_line_size, max_label_names_per_series, max_label_value_length).
const (
	lokiMaxLine       = 256 << 10
	lokiMaxLabels     = 15
	lokiMaxLabelValue = 2048
)

// Loki's default rate of one stream (per_stream_rate_limit), and its burst (per_stream_rate_limit_burst, 15 MiB) less a
// fifth, for what comes later there than it was sent.
const (
	lokiStreamRate  = 3 << 20
	lokiStreamBurst = 12 << 20
)

// Loki parts a stream into shards of this rate (shard_streams.desired_rate), and folds what is sent again only within one.
const lokiShardRate = 1536 << 10

// lokiCatchUp is more than a restart takes, and less than anybody wants logs to be late.
const lokiCatchUp = time.Minute

// lokiPushPath is where Loki takes pushes (Loki HTTP API, "Ingest logs").
const lokiPushPath = "/loki/api/v1/push"

// LokiOptions are the settings of the loki sink.
type LokiOptions struct {
	URL             string        `mapstructure:"url"`               // https://host:port, with or without /loki/api/v1/push
	Tenant          string        `mapstructure:"tenant"`            // X-Scope-OrgID; empty for a Loki without tenants
	TLS             TLSOptions    `mapstructure:"tls"`               // own CA, client certificate
	SSH             SSHOptions    `mapstructure:"ssh"`               // a tunnel to go through
	BasicAuth       BasicAuth     `mapstructure:"basic_auth"`        // user and password file
	BearerTokenFile string        `mapstructure:"bearer_token_file"` // a file holding the token
	Timeout         time.Duration `mapstructure:"timeout"`           // of one request, answer included
	MaxLineBytes    int           `mapstructure:"max_line_bytes"`    // a longer line is cut and marked; Loki's own limit is 262144
	StreamRate      int           `mapstructure:"stream_rate"`       // bytes a second that Loki takes of one stream; 0 to send as fast as it answers
	StreamBurst     int           `mapstructure:"stream_burst"`      // bytes of one stream that may be sent at once after a pause
	StreamShardRate int           `mapstructure:"stream_shard_rate"` // the rate from which on Loki parts a stream into shards; 0 where it never does
	CatchUpAfter    time.Duration `mapstructure:"catch_up_after"`    // what is as old is sent at stream_rate, into shards too; 0 for never
}

// BasicAuth is a user name and the file that holds the password.
type BasicAuth struct {
	Username     string `mapstructure:"username"`
	PasswordFile string `mapstructure:"password_file"`
}

// DefaultLokiOptions returns the options a configuration starts from.
func DefaultLokiOptions() *LokiOptions {
	return &LokiOptions{Timeout: 10 * time.Second, MaxLineBytes: lokiMaxLine, StreamRate: lokiStreamRate, StreamBurst: lokiStreamBurst,
		StreamShardRate: lokiShardRate, CatchUpAfter: lokiCatchUp}
}

// Pace implements Paced.
func (o *LokiOptions) Pace() Pace {
	return Pace{Rate: o.StreamRate, Burst: o.StreamBurst, Shard: o.StreamShardRate, CatchUp: o.CatchUpAfter}
}

// Validate implements Options.
func (o *LokiOptions) Validate() []Problem {
	ps := o.validateURL()
	ps = append(ps, o.TLS.validate()...)
	ps = append(ps, o.SSH.validate()...)
	if strings.HasPrefix(o.URL, "http:") && o.TLS != (TLSOptions{}) {
		ps = append(ps, Problem{"tls", "has no effect on a plain http:// url: use https://"})
	}
	if !isHeaderText(o.Tenant) {
		ps = append(ps, Problem{"tenant", "holds a space or control character: use the tenant id as Loki knows it"})
	}
	if (o.BasicAuth.Username == "") != (o.BasicAuth.PasswordFile == "") {
		ps = append(ps, Problem{"basic_auth", "needs both username and password_file"})
	}
	if o.BasicAuth != (BasicAuth{}) && o.BearerTokenFile != "" {
		ps = append(ps, Problem{"bearer_token_file", "cannot be used together with basic_auth: keep one"})
	}
	if o.Timeout <= 0 {
		ps = append(ps, Problem{"timeout", "must be above zero, for example 10s"})
	}
	if o.MaxLineBytes < 1024 || o.MaxLineBytes > lokiMaxLine {
		ps = append(ps, Problem{"max_line_bytes", "must be from 1024 to 262144, the longest line Loki takes by default"})
	}
	if o.StreamRate != 0 && o.StreamRate < lokiLeastRate {
		ps = append(ps, Problem{"stream_rate", "must be 64KiB or more, as in Loki's per_stream_rate_limit, or 0 for no pace"})
	}
	if o.StreamRate != 0 && o.StreamBurst < o.StreamRate {
		ps = append(ps, Problem{"stream_burst", "must be stream_rate or more: somewhat less than Loki's per_stream_rate_limit_burst"})
	}
	if o.StreamShardRate != 0 && o.StreamShardRate < lokiLeastShard {
		ps = append(ps, Problem{"stream_shard_rate", "must be 256KiB or more, as Loki's shard_streams.desired_rate, or 0 where Loki does not shard streams"})
	}
	if o.CatchUpAfter != 0 && o.CatchUpAfter < lokiLeastCatchUp {
		ps = append(ps, Problem{"catch_up_after", "must be 10s or more, because records wait for seconds when nothing is amiss, or 0 for never"})
	}
	return ps
}

// lokiLeastRate keeps a mistyped unit from stopping delivery: no Loki has so low a limit.
const lokiLeastRate = 64 << 10

const (
	lokiLeastShard   = 256 << 10
	lokiLeastCatchUp = 10 * time.Second
)

func (o *LokiOptions) validateURL() []Problem {
	bad := func(text string) []Problem { return []Problem{{"url", text}} }
	if o.URL == "" {
		return bad("is missing: set it to the address of Loki, for example https://loki.example.org:3100")
	}
	var u urlutil.URLValue
	if err := u.Set(o.URL); err != nil || u.Hostname() == "" {
		return bad("is not a URL: use the form https://loki.example.org:3100")
	}
	if _, err := strconv.ParseUint(u.Port(), 10, 16); u.Port() != "" && err != nil {
		return bad("has a port above 65535")
	}
	switch {
	case u.User != nil:
		return bad("holds credentials: use basic_auth with a password_file, so that they stay out of configuration and logs")
	case u.RawQuery != "" || u.Fragment != "":
		return bad("has a query or fragment: remove it")
	case u.Scheme == "https":
		return nil
	case u.Scheme != "http":
		return bad("must begin with https://")
	case !o.SSH.set() && !maybeLoopback(u.Hostname()):
		return bad("plain http:// is refused, because logs would travel unencrypted: use https://" +
			" (http:// is accepted only for this machine: 127.0.0.1, ::1 or localhost, and behind an ssh tunnel)")
	}
	return nil
}

// maybeLoopback says whether a host can be this machine. The dialer has the last word: it refuses every address outside
// 127.0.0.0/8 and ::1, whatever a name resolves to.
func maybeLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// pushURL returns the address to push to: the path is added unless the URL already ends with it.
func (o *LokiOptions) pushURL() (*url.URL, error) {
	var v urlutil.URLValue
	if err := v.Set(o.URL); err != nil {
		return nil, Problem{"url", "is not a URL"}
	}
	u := *v.URL
	path := strings.TrimSuffix(u.Path, "/")
	if !strings.HasSuffix(path, lokiPushPath) {
		path += lokiPushPath
	}
	u.Path, u.RawPath = path, ""
	return &u, nil
}

// isHeaderText says whether s is printable ASCII without spaces: what an HTTP header value may safely be.
func isHeaderText(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
