// Command grafana replaces what the patterns match, line by line, with grafana/regexp, the fork that Prometheus and Loki use.
package main

import (
	"bufio"
	"os"
	"strings"

	"github.com/grafana/regexp"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var res []*regexp.Regexp
	var reps [][]byte
	for line := range strings.Lines(string(text)) {
		kind, re, _ := strings.Cut(strings.TrimSpace(line), "\t")
		res = append(res, regexp.MustCompile(re))
		reps = append(reps, []byte("["+kind+"]"))
	}
	f, err := os.Open(os.Args[2])
	if err != nil {
		panic(err)
	}
	in, out := bufio.NewReaderSize(f, 1<<20), bufio.NewWriterSize(os.Stdout, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		for i, re := range res {
			if re.Match(line) {
				line = re.ReplaceAll(line, reps[i])
			}
		}
		out.Write(line)
		if err != nil {
			break
		}
	}
	out.Flush()
}
