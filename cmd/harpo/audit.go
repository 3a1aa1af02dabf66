package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/audit"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// auditor is one run of harpo audit.
type auditor struct {
	redact redactFlags
	loki   sinks.LokiOptions
	query  string
	since  time.Duration
	report string

	r *redact.Redactor
	a *audit.Audit
}

func auditCommand() *cobra.Command {
	a := &auditor{loki: *sinks.DefaultLokiOptions()}
	cmd := &cobra.Command{
		Use:   "audit --loki URL --since 24h | audit FILE...",
		Short: "Look for health information in what is stored already, and write an incident report",
		Long: `Look for health information in what is stored already: in Loki, or in files (gzip and zstd too). If there is any, write a report
(REPORT.html and REPORT.json, for their owner only) with what an assessment under 45 CFR 164.402 begins with: kinds and numbers of
identifiers, streams, times, tokens of the values, deadlines, and queries that select the lines for deletion. There is no health
information in it.

With the agent's --key-file, or its --config, the tokens are those that the same values have elsewhere, unless the agent draws them from a vault.
Loki is reached by the rules of the agent:
https with verification, or this machine.

Exit code: 0 nothing found, 3 something found, 1 error.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if (a.loki.URL == "") == (len(args) == 0) {
				return &failure{"wrong usage", errors.New("neither --loki nor files, or both"), "name a Loki with --loki URL, or files", exitUsage}
			}
			if a.since <= 0 {
				return &failure{"wrong usage", errors.New("--since out of range"), "say how far back, such as 24h", exitUsage}
			}
			return a.run(cmd, args)
		},
	}
	a.redact.add(cmd)
	f := cmd.Flags()
	f.StringVar(&a.loki.URL, "loki", "", "address of Loki, such as https://loki.example.org:3100")
	f.StringVar(&a.loki.Tenant, "tenant", "", "tenant to look at")
	f.StringVar(&a.loki.TLS.CAFile, "ca-file", "", "PEM certificates that may sign the server's")
	f.StringVar(&a.loki.TLS.CertFile, "client-cert", "", "PEM client certificate")
	f.StringVar(&a.loki.TLS.KeyFile, "client-key", "", "PEM key of the client certificate")
	f.StringVar(&a.loki.BearerTokenFile, "bearer-token-file", "", "file that holds a token for the server")
	f.StringVar(&a.query, "query", "", "LogQL stream selector; every stream if not given")
	f.DurationVar(&a.since, "since", 24*time.Hour, "how far back to look")
	f.StringVar(&a.report, "report", "harpo-incident", "where to write the report: .html and .json are added")
	return cmd
}

func (a *auditor) run(cmd *cobra.Command, files []string) error {
	settings, err := a.redact.settings()
	if err != nil {
		return err
	}
	random := settings.Vault != (config.Vault{})
	settings.Vault = config.Vault{} // which is the agent's alone: without codes one value could not be told from another
	if a.r, err = newRedactor(settings); err != nil {
		return err
	}
	a.a = audit.New(a.r)
	version, _ := build()
	scope := audit.Scope{Where: audit.Files, Policy: a.r.Treatment().Name, Tool: "harpo " + version, Keyed: settings.Keys().Epochs() > 0 && !random}
	if a.loki.URL != "" {
		err = a.readLoki(cmd, &scope)
	} else {
		err = a.readFiles(cmd, files)
	}
	if err != nil {
		return err
	}
	return a.write(cmd, a.a.Report(scope, time.Now()))
}

func (a *auditor) readLoki(cmd *cobra.Command, scope *audit.Scope) error {
	const what, hint = "audit loki", "see harpo audit --help: tls.ca_file, tls.cert_file and tls.key_file are --ca-file, --client-cert and --client-key"
	reader, err := sinks.NewLokiReader(&a.loki, sinks.Env{})
	if err != nil {
		return &failure{what: what, err: fsx.Cause(err), hint: hint}
	}
	defer reader.Close()
	if u, err := url.Parse(a.loki.URL); err == nil {
		scope.Where = "loki at " + u.Host
	}
	scope.To = time.Now().UTC()
	scope.From, scope.Tenant, scope.Query = scope.To.Add(-a.since), a.loki.Tenant, string(a.r.AppendRecord(nil, []byte(a.query)))
	queries := []string{a.query}
	if a.query == "" {
		if queries, err = reader.Selectors(cmd.Context(), scope.From, scope.To); err != nil {
			return &failure{what: what, err: err, hint: hint}
		}
	}
	bar := newProgress(cmd.ErrOrStderr(), []scanFile{{size: int64(a.since) * int64(len(queries))}})
	defer bar.clear()
	for _, q := range queries {
		if err := a.readStreams(cmd.Context(), reader, q, scope, bar); err != nil {
			return &failure{what: what, err: err, hint: hint}
		}
	}
	return nil
}

func (a *auditor) readStreams(ctx context.Context, reader *sinks.LokiReader, query string, scope *audit.Scope, bar *progress) error {
	at := scope.From
	move := func(to time.Time) { bar.moved(int64(to.Sub(at))); at = to }
	defer func() { move(scope.To) }()
	return reader.Read(ctx, query, scope.From, scope.To, move, func(e *sinks.Entry) error {
		a.a.Line(e.Labels, e.Metadata, e.Time, e.Line)
		return nil
	})
}

func (a *auditor) readFiles(cmd *cobra.Command, names []string) error {
	var files []scanFile
	for _, name := range names {
		f := scanFile{path: name}
		if info, err := os.Stat(name); err == nil {
			f.size = info.Size()
		}
		files = append(files, f)
	}
	bar := newProgress(cmd.ErrOrStderr(), files)
	defer bar.clear()
	for _, f := range files {
		if err := a.readFile(cmd, f.path, bar); err != nil {
			return err
		}
	}
	return nil
}

func (a *auditor) readFile(cmd *cobra.Command, name string, bar *progress) error {
	raw, err := openInput(a.r, name, cmd.InOrStdin())
	if err != nil {
		return err
	}
	defer raw.Close()
	in, _, err := inflated(bar.count(raw))
	if err != nil {
		return ofFile(a.r, name, readFailure(err))
	}
	defer in.Close()
	lines := bufio.NewReaderSize(in, 1<<16)
	labels := map[string]string{"file": name}
	for {
		line, err := readLine(lines, a.r.MaxLine())
		if len(line) > 0 {
			a.a.Line(labels, nil, time.Time{}, line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return ofFile(a.r, name, readFailure(err))
		}
	}
}

// readLine returns the next line without its end. Of a line beyond the limit it returns so much that the redactor withholds
// it.
func readLine(r *bufio.Reader, limit int) (line []byte, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(line) <= limit {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimSuffix(line, []byte("\n")), err
		}
	}
}

// write says what was found, and writes the report if there is something.
func (a *auditor) write(cmd *cobra.Command, r *audit.Report) error {
	if r.Affected == 0 {
		_, err := fmt.Fprintf(cmd.OutOrStdout(), "%d lines examined: nothing found\n", r.Lines)
		return err
	}
	base := strings.TrimSuffix(strings.TrimSuffix(a.report, ".html"), ".json")
	for suffix, write := range map[string]func(io.Writer) error{".html": r.WriteHTML, ".json": r.WriteJSON} {
		if err := writeReport(base+suffix, write); err != nil {
			return &failure{what: "write report", err: fsx.Cause(err), hint: "name a place that you may write to: --report NAME"}
		}
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%d lines examined, %d hold identifiers: %s; see the report (.html and .json)\n", r.Lines, r.Affected, r.ID)
	return verdict(exitFound, err)
}

// writeReport puts a report into the place of the one before, if there is one, when it is whole: for its owner only, whatever was there.
func writeReport(file string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".harpo-incident-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
