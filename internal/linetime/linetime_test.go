package linetime

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// ref is when the records of the tables are read.
var ref = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).UnixNano()

func parser(t testing.TB, o Options) *Parser {
	t.Helper()
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFind(t *testing.T) {
	p := parser(t, Options{Location: "America/New_York"})
	f := func(line, want string, kind Kind) {
		t.Helper()
		s := p.Find([]byte(line))
		got := ""
		if s.Kind != None {
			got = time.Unix(0, s.At(ref)).UTC().Format(time.RFC3339Nano)
		}
		if got != want || s.Kind != kind {
			t.Errorf("%s\n got %q, kind %d\nwant %q, kind %d", line, got, s.Kind, want, kind)
		}
	}
	// RFC 3339 and what loggers make of it
	f(`2026-01-02T03:04:05Z started`, "2026-01-02T03:04:05Z", Exact)
	f(`2026-01-02t03:04:05.123456789z started`, "2026-01-02T03:04:05.123456789Z", Exact)
	f(`2026-01-02T03:04:05.1234567891+02:00 started`, "2026-01-02T01:04:05.123456789Z", Exact)
	f(`2026-01-02 03:04:05-0330 started`, "2026-01-02T06:34:05Z", Exact)
	f(`2026-01-02 03:04:05 +0200 started`, "2026-01-02T01:04:05Z", Exact)
	f(`2026-01-02T03:04:05+02 started`, "2026-01-02T01:04:05Z", Exact)
	f(`2026-01-02 03:04:05.123 UTC [77] LOG:  started`, "2026-01-02T03:04:05.123Z", Exact)
	f(`2026-06-30T23:59:60Z leap second`, "2026-07-01T00:00:00Z", Exact)
	f(`2026-01-02 15:04:05,123 INFO [main] x`, "2026-01-02T20:04:05.123Z", Local)
	f(`2026-07-02 15:04:05.5 INFO`, "2026-07-02T19:04:05.5Z", Local)
	f(`2026/01/02 15:04:05 [error] 12#12: *3 open() failed`, "2026-01-02T20:04:05Z", Local)
	f(`[2026-01-02 15:04:05,123] INFO x`, "2026-01-02T20:04:05.123Z", Local)
	f(`INFO  2026-01-02 15:04:05,123 [main] x`, "2026-01-02T20:04:05.123Z", Local)
	f(`[INFO ] [2026-01-02T15:04:05Z] x`, "2026-01-02T15:04:05Z", Exact)
	f("\x1b[32m2026-01-02T15:04:05Z\x1b[0m \x1b[34mINF\x1b[0m x", "2026-01-02T15:04:05Z", Exact)
	f("\x1b[1;34m[INFO]\x1b[0m 2026-01-02T15:04:05Z x", "2026-01-02T15:04:05Z", Exact)
	// access logs
	f(`192.0.2.7 - frank [02/Jan/2026:13:55:36 -0700] "GET /a HTTP/1.0" 200 23`, "2026-01-02T20:55:36Z", Exact)
	f(`web.example.org:443 2001:db8::1 - - [02/Jan/2026:13:55:36 +0000] "GET / HTTP/2"`, "2026-01-02T13:55:36Z", Exact)
	f(`198.51.100.4:5566 [02/Jan/2026:13:55:36.789] front back/s1 1/2/3`, "2026-01-02T18:55:36.789Z", Local)
	f(`02-Jan-2026 13:55:36.789 INFO [main] org.example.Boot`, "2026-01-02T18:55:36.789Z", Local)
	f(`1:M 02 Jan 2026 13:55:36.789 * Ready`, "2026-01-02T18:55:36.789Z", Local)
	f(`Fri, 02 Jan 2026 13:55:36 GMT x`, "2026-01-02T13:55:36Z", Exact)
	f(`[Fri Jan 02 13:55:36.789123 2026] [core:error] [pid 1] x`, "2026-01-02T18:55:36.789123Z", Local)
	// syslog
	f(`<34>1 2026-01-02T03:04:05.003Z host app - ID47 - x`, "2026-01-02T03:04:05.003Z", Exact)
	f(`<34>Feb 11 22:14:15 host su: x`, "2026-02-12T03:14:15Z", Yearless)
	f(`Feb  1 22:14:15 host su: x`, "2026-02-02T03:14:15Z", Yearless)
	f(`Dec 31 23:59:59 host su: x`, "2026-01-01T04:59:59Z", Yearless) // last year's
	f(`Feb 29 10:00:00 host su: x`, "2024-02-29T15:00:00Z", Yearless)
	f(`Mar  2 06:59:00 host clock ahead`, "2026-03-02T11:59:00Z", Yearless)
	f(`Mar  2 07:01:00 host clock too far ahead`, "2025-03-02T12:01:00Z", Yearless)
	f(`Jan  2 2026 15:04:05: %ASA-6-302013: x`, "2026-01-02T20:04:05Z", Local)
	f(`I0102 15:04:05.678901       1 main.go:7] x`, "2026-01-02T20:04:05.678901Z", Yearless)
	// counts
	f(`1767323045 3 TCP_MISS/200`, "2026-01-02T03:04:05Z", Exact)
	f(`1767323045.678    345 192.0.2.1 TCP_MISS/200`, "2026-01-02T03:04:05.678Z", Exact)
	f(`[1767323045678] x`, "2026-01-02T03:04:05.678Z", Exact)
	// JSON
	f(`{"level":"info","ts":1767323045.678,"msg":"x"}`, "2026-01-02T03:04:05.678Z", Exact)
	f(`{"ts":1.767323045678e9}`, "2026-01-02T03:04:05.677999Z", Exact)
	f(`{"level":"info","msg":"\"time\":\"1999","time":"2026-01-02T03:04:05+01:00"}`, "2026-01-02T02:04:05Z", Exact)
	f(`{"timestamp": 1767323045678, "x":1}`, "2026-01-02T03:04:05.678Z", Exact)
	f(`{"timestamp":1767323045678901}`, "2026-01-02T03:04:05.678901Z", Exact)
	f(`{"timestamp":1767323045678901234}`, "2026-01-02T03:04:05.678901234Z", Exact)
	f(`{"timestamp":"1767323045"}`, "2026-01-02T03:04:05Z", Exact)
	f(`{"@timestamp":"2026-01-02T03:04:05.678Z","time":"2020-01-01T00:00:00Z"}`, "2026-01-02T03:04:05.678Z", Exact)
	f(`{"time":"in the morning","ts":"2026-01-02 15:04:05"}`, "2026-01-02T20:04:05Z", Local)
	f(`{"t":{"$date":"2026-01-02T03:04:05.678+00:00"},"s":"I"}`, "2026-01-02T03:04:05.678Z", Exact)
	f(`{"a":{"time":"2026-01-02T03:04:05Z"},"b":["time","2026-01-02T03:04:05Z"]}`, "", None)
	f(`{"time":null,"ts":-5}`, "", None)
	f(`{"msg":"cut off`, "", None)
	// logfmt
	f(`level=info ts=2026-01-02T03:04:05.678Z caller=main.go:3 msg=x`, "2026-01-02T03:04:05.678Z", Exact)
	f(`time="2026-01-02T03:04:05Z" level=info`, "2026-01-02T03:04:05Z", Exact)
	f(`logger=settings t=2026-01-02T03:04:05.1-05:00 level=info`, "2026-01-02T08:04:05.1Z", Exact)
	f(`runtime=2026-01-02T03:04:05Z`, "", None)
	// not the line's own
	f(`last run at 2026-01-02T03:04:05Z`, "", None)
	f(`took 1767323045 ns`, "", None)
	f(`2125550100`, "2037-05-10T06:35:00Z", Exact) // of any number; its time is far from when it was read
	f(`12345678901 x`, "", None)
	f(`2026-13-02T03:04:05Z`, "", None)
	f(`2026-01-02T25:04:05Z`, "", None)
	f(`2026-01-02T03:04:05Zulu`, "", None)
	f(`2026-01-02`, "", None)
	f(`9999-01-02T03:04:05Z`, "", None)
	f(`Jan 32 03:04:05 host`, "", None)
	f(``, "", None)
	f(`    at org.example.Main.run(Main.java:7)`, "", None)
	f(`[`, "", None)
	f(`{`, "", None)
}

func TestOptions(t *testing.T) {
	f := func(o Options, line, want string) {
		t.Helper()
		s := parser(t, o).Find([]byte(line))
		got := ""
		if s.Kind != None {
			got = time.Unix(0, s.At(ref)).UTC().Format(time.RFC3339Nano)
		}
		if got != want {
			t.Errorf("%+v %s: got %q, want %q", o, line, got, want)
		}
	}
	f(Options{Key: "when"}, `{"time":"2020-01-01T00:00:00Z","when":"2026-01-02T03:04:05Z"}`, "2026-01-02T03:04:05Z")
	f(Options{Key: "when"}, `2020-01-01T00:00:00Z a=b when=2026-01-02T03:04:05Z`, "2026-01-02T03:04:05Z")
	f(Options{Key: "when"}, `2020-01-01T00:00:00Z`, "")
	f(Options{Key: "n", Format: "unix_ms"}, `{"n":1767323045678}`, "2026-01-02T03:04:05.678Z")
	f(Options{Key: "n", Format: "unix_us"}, `{"n":"1767323045678901"}`, "2026-01-02T03:04:05.678901Z")
	f(Options{Key: "n", Format: "unix_ns"}, `n=1767323045678901234`, "2026-01-02T03:04:05.678901234Z")
	f(Options{Key: "n", Format: "unix"}, `n=1767323045.5`, "2026-01-02T03:04:05.5Z")
	f(Options{Format: "02.01.2006 15:04", Location: "UTC"}, "02.01.2026 at 03:04 x", "")
	f(Options{Format: "02.01.2006 15:04", Location: "UTC"}, "02.01.2026 03:04 x", "2026-01-02T03:04:00Z")
	f(Options{Format: "02.01.2006 15:04", Location: "Europe/Berlin"}, "02.01.2026 03:04", "2026-01-02T02:04:00Z")
	f(Options{Format: "[02.01. 15:04]", Location: "UTC"}, "[31.12. 03:04] x", "2025-12-31T03:04:00Z")
	f(Options{Format: "rfc3339"}, "2026-01-02T03:04:05.5+01:00 x", "2026-01-02T02:04:05.5Z")
	f(Options{Format: "rfc3339"}, "2026-01-02 03:04:05 x", "")
	for _, o := range []Options{{Format: "hour"}, {Format: "2006-01-02"}, {Format: "15:04:05"}, {Location: "Nowhere/AtAll"}} {
		if _, err := New(o); !errors.Is(err, ErrFormat) && !errors.Is(err, ErrLocation) {
			t.Errorf("%+v: accepted", o)
		}
	}
	if !parser(t, Options{}).Find([]byte("2026-01-02 15:04:05 x")).Guess || parser(t, Options{Location: "UTC"}).Find([]byte("2026-01-02 15:04:05 x")).Guess {
		t.Error("a zone is a guess only where none is configured")
	}
}

// TestUTC: the days are those of package time, also of dates that their month does not have.
func TestUTC(t *testing.T) {
	for year := 1970; year < 2262; year++ {
		for month := 1; month <= 12; month++ {
			for day := 1; day <= 31; day++ {
				w := wall{year: int16(year), month: int8(month), day: int8(day), hour: int8(day % 24), min: 59, sec: int8(day * 2 % 61), nanos: int32(year * 1000)}
				if got, want := w.utc(), w.in(year, time.UTC).UnixNano(); got != want {
					t.Fatalf("%+v is %d, want %d", w, got, want)
				}
			}
		}
	}
}

// FuzzFind: no text makes it fail, and the same text has the same time.
func FuzzFind(f *testing.F) {
	for _, s := range []string{`{"ts":1767323045.678}`, `<34>Feb 11 22:14:15 host`, `192.0.2.7 - - [02/Jan/2026:13:55:36 -0700]`, `I0102 15:04:05.678901 1`, `t="`, "\x1b["} {
		f.Add([]byte(s))
	}
	ps := []*Parser{parser(f, Options{}), parser(f, Options{Key: "ts"}), parser(f, Options{Format: "2006-01-02 15:04:05"})}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, p := range ps {
			if a, b := p.Find(b), p.Find(b); a.At(ref) != b.At(ref) || a.Kind == Yearless && a.At(ref) > ref+int64(24*time.Hour) {
				t.Errorf("%d and %d", a.At(ref), b.At(ref))
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for name, line := range map[string]string{
		"none":   `served request of the day without any time in it ` + strings.Repeat("and more ", 20),
		"iso":    `2026-01-02T03:04:05.678Z INFO served`,
		"local":  `2026-01-02 03:04:05,678 INFO served`,
		"json":   `{"level":"info","msg":"served the request of the day","caller":"main.go:17","status":200,"took":0.25,"time":"2026-01-02T03:04:05Z"}`,
		"logfmt": `level=info caller=main.go:17 msg="served" ts=2026-01-02T03:04:05.678Z`,
	} {
		p, text := parser(b, Options{}), []byte(line)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Find(text)
			}
		})
	}
}
