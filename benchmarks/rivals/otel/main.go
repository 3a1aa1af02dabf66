// Command otel runs the OpenTelemetry collector's redaction processor, without the collector around it, over a file: a
// batch of lines at a time, each the body of a log record.
package main

import (
	"bufio"
	"context"
	"os"
	"strings"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/redactionprocessor"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor/processortest"
)

// batch is how many lines go in at once, the default of the collector's batch processor.
const batch = 8192

func main() {
	text, err := os.ReadFile(os.Args[1])
	check(err)
	f, err := os.Open(os.Args[2])
	check(err)
	factory := redactionprocessor.NewFactory()
	c := factory.CreateDefaultConfig().(*redactionprocessor.Config)
	c.AllowAllKeys, c.Summary = true, "silent"
	for line := range strings.Lines(string(text)) {
		_, re, _ := strings.Cut(strings.TrimSpace(line), "\t")
		c.BlockedValues = append(c.BlockedValues, re)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	next, err := consumer.NewLogs(func(_ context.Context, l plog.Logs) error {
		records := l.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords()
		for i := range records.Len() {
			out.WriteString(records.At(i).Body().Str())
			out.WriteByte('\n')
		}
		return nil
	})
	check(err)
	ctx := context.Background()
	p, err := factory.CreateLogs(ctx, processortest.NewNopSettings(component.MustNewType("redaction")), c, next)
	check(err)
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<20), 1<<21)
	for more := true; more; {
		l := plog.NewLogs()
		records := l.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
		for records.Len() < batch {
			if more = in.Scan(); !more {
				break
			}
			records.AppendEmpty().Body().SetStr(in.Text())
		}
		check(p.ConsumeLogs(ctx, l))
	}
	check(in.Err())
	check(out.Flush())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
