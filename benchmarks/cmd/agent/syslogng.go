package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const syslogNGConfig = `@version: 3.38
options { stats-freq(0); use-dns(no); dns-cache(no); keep-hostname(yes); log-fifo-size(100000); };
source s { file("%s" flags(no-parse) follow-freq(1) log-fetch-limit(10000) log-iw-size(100000)); };
rewrite r {
%s};
destination d { tcp("127.0.0.1" port(%d) template("${MESSAGE}\n")); };
log { source(s); rewrite(r); destination(d); flags(flow-control); };
`

// syslogNG is the command of syslog-ng: PCRE, every match.
func syslogNG(r *rival, dir, file string, port int, patterns []pattern) (*exec.Cmd, error) {
	var rules strings.Builder
	for _, p := range patterns {
		re := strings.ReplaceAll(strings.ReplaceAll(p.re, `\`, `\\`), `"`, `\"`)
		fmt.Fprintf(&rules, "  subst(\"%s\" \"[%s]\" value(\"MESSAGE\") type(\"pcre\") flags(\"global\"));\n", re, p.kind)
	}
	path := filepath.Join(dir, "syslog-ng.conf")
	args := []string{"-F", "--no-caps", "-f", path, "-R", filepath.Join(dir, "persist"), "-c", filepath.Join(dir, "ctl"), "--pidfile", filepath.Join(dir, "pid")}
	if r.modules != "" {
		args = append(args, "--module-path", r.modules)
	}
	return exec.Command(r.program, args...), os.WriteFile(path, fmt.Appendf(nil, syslogNGConfig, file, rules.String(), port), 0o600)
}
