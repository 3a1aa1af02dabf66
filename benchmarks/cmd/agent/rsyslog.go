package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const rsyslogConfig = `global(workDirectory="%s" maxMessageSize="64k")
module(load="imfile" mode="inotify")
main_queue(queue.size="100000")
template(name="line" type="string" string="%%$!m%%\n")
input(type="imfile" File="%s" Tag="app" ruleset="r")
ruleset(name="r") {
set $!m = $msg;
%saction(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" template="line")
}
`

// rsyslog is the command of rsyslog: POSIX expressions, and of each the first match of a line alone, all that its functions can replace.
func rsyslog(r *rival, dir, file string, port int, patterns []pattern) (*exec.Cmd, error) {
	var rules strings.Builder
	for _, p := range patterns {
		re := strings.ReplaceAll(strings.ReplaceAll(p.re, `\`, `\\`), `'`, `\'`)
		fmt.Fprintf(&rules, "if re_match($!m, '%[1]s') then set $!m = replace($!m, re_extract($!m, '%[1]s', 0, 0, ''), '[%[2]s]');\n", re, p.kind)
	}
	path := filepath.Join(dir, "rsyslog.conf")
	args := []string{"-n", "-f", path, "-i", filepath.Join(dir, "pid")}
	if r.modules != "" {
		args = append(args, "-M", r.modules)
	}
	return exec.Command(r.program, args...), os.WriteFile(path, fmt.Appendf(nil, rsyslogConfig, dir, file, rules.String(), port), 0o600)
}
