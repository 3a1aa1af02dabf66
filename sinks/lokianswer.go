package sinks

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	answerPeek    = 8 << 10  // bytes of an answer that are looked at; Loki lists at most ten refused entries
	answerDrain   = 64 << 10 // bytes read so that the connection can be used again
	maxRetryAfter = 10 * time.Minute
)

// readAnswer turns Loki's answer into what Send returns, and closes the body. now is the time that dates in it go by. Of the body only whether it holds known
// words is kept: Loki's text quotes stream labels.
func readAnswer(resp *http.Response, now time.Time) error {
	defer resp.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(resp.Body, answerPeek)) // the status decides, with or without a whole body
	io.CopyN(io.Discard, resp.Body, answerDrain)
	after := retryAfter(resp.Header.Get("Retry-After"), now)
	switch s := resp.StatusCode; {
	case s == http.StatusOK, s == http.StatusNoContent:
		return nil
	case s == http.StatusBadRequest, s == http.StatusUnprocessableEntity:
		return refusal(s, resp.Header.Get("Content-Type"), body)
	case s == http.StatusRequestEntityTooLarge:
		return &Rejected{Status: s, Reason: "request_too_large", TooBig: true}
	case s == http.StatusTooManyRequests, s == http.StatusServiceUnavailable && after > 0:
		return &Busy{Status: s, After: after}
	default:
		return held(s)
	}
}

// refusals are the words of Loki's 400 answers (pkg/validation/validate.go and pkg/chunkenc/interface.go, v3.7) that are
// about single entries: splitting the batch finds them. The reasons are the labels of loki_discarded_samples_total.
func refusals() []entryRefusal {
	return []entryRefusal{
		{"timestamp too new", "too_far_in_future", Early}, // first: where it stands, waiting may be all that is needed
		{"entry too far behind", "too_far_behind", TooLate},
		{"entry out of order", "out_of_order", TooLate},
		{"timestamp too old", "greater_than_max_sample_age", TooOld},
		{"max entry size", "line_too_long", NotTiming},
		{"structured metadata", "structured_metadata", NotTiming},
	}
}

type entryRefusal struct {
	words, reason string
	timing        Timing
}

// setupWords are words of 400 answers that refuse everything of a stream or of this sender because of how one side is
// set up. Taking them for a word on the records would throw away logs, so such batches are held.
func setupWords() [][2]string {
	const badLabels = "loki does not accept the labels of a stream: change the labels of the source, or the tenant's limits"
	return [][2]string{
		{"parsing labels", badLabels},
		{"parse labels", badLabels},
		{"label name", badLabels},
		{"label value", badLabels},
		{"label pair", badLabels},
		{"required labels", badLabels},
		{"HTTPS", "the server wants TLS on this port: use https:// in the url"},
		{"SSL certificate", "the server asks for a client certificate: set tls.cert_file and tls.key_file"},
		{"ingestion blocked", "loki blocks this tenant: ask its administrator"},
		{"org id", "loki does not accept the tenant: check tenant"},
		{"tenant ID", "loki does not accept the tenant: check tenant"},
	}
}

// refusal reads a 400. A word on entries is a rejection; a word on the set-up, or a web page (a proxy's, not Loki's),
// holds the batch; anything else of Loki's is a rejection for a reason not known, so that one entry cannot block the rest.
func refusal(status int, contentType string, body []byte) error {
	for _, r := range refusals() {
		if bytes.Contains(body, []byte(r.words)) {
			return &Rejected{Status: status, Reason: r.reason, Partial: true, Timing: r.timing}
		}
	}
	for _, w := range setupWords() {
		if bytes.Contains(body, []byte(w[0])) {
			return &Undecided{Status: status, Class: "setup", What: "batch refused", Hint: w[1]}
		}
	}
	if strings.HasPrefix(contentType, "text/html") {
		return &Undecided{Status: status, Class: "setup", What: "batch refused by a proxy", Hint: "check the url and what stands before loki"}
	}
	return &Rejected{Status: status, Reason: "other", Partial: true}
}

// held is an answer that says nothing about the batch itself: it is kept and sent again.
func held(status int) error {
	u := func(class, what, hint string) error {
		return &Undecided{Status: status, Class: class, What: what, Hint: hint}
	}
	switch {
	case status == http.StatusUnauthorized:
		return u("auth", "credentials refused", "check tenant, basic_auth, bearer_token_file and the client certificate")
	case status == http.StatusForbidden, status == http.StatusProxyAuthRequired:
		return u("auth", "access refused", "see that these credentials may write to this tenant")
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusGone:
		return u("not_found", "no push address there", "check the url: "+lokiPushPath+" is added to it")
	case status >= 300 && status < 400:
		return u("redirect", "redirect refused", "set the url to the address it leads to, if you trust it")
	case status == http.StatusRequestTimeout:
		return u("timeout", "no answer in time", "see that the server is up and reachable")
	case status >= 500:
		return u("server_error", "the server has a fault or is overloaded", "it is sent again; if this lasts, look at the server's log")
	}
	// 260 is what Loki answers for a blocked tenant by default (limits_config.block_ingestion_status_code): not stored.
	return u("answer", "the answer is not an acknowledgement", "see that the url is loki's and that it does not block this tenant")
}

// retryAfter reads the header (RFC 9110 section 10.2.3): seconds or a date. What cannot be read, is past or beyond reason
// is bounded to [0, maxRetryAfter].
func retryAfter(value string, now time.Time) time.Duration {
	var d time.Duration
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		d = time.Duration(seconds) * time.Second
	} else if t, err := http.ParseTime(value); err == nil {
		d = t.Sub(now)
	}
	return min(max(d, 0), maxRetryAfter)
}
