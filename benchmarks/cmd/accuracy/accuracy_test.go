package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/harpolog/harpo/benchmarks/internal/machine"
)

// sample has the shape that both scorers print.
const sample = `{"total":{"spans":200,"leak_spans":0.015,"leak_chars":0.01,"norm_f1":0.9,"records":100,"leak_alnum":0.0125,"over":0.002,
	"negative_records":40,"negative_records_touched":0.05},
	"types":{"NAME":{"spans":200,"leak_spans":0.015,"leak_chars":0.01,"norm_f1":null}},
	"families":{"hl7":{"spans":200,"leak_spans":0.015,"records":60,"negative_records":0}}}`

func parse(t *testing.T) *report {
	t.Helper()
	r := new(report)
	if err := json.Unmarshal([]byte(sample), r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMarkdown(t *testing.T) {
	r := &row{set: "dev", policy: "strict", report: *parse(t), second: "agrees"}
	text := markdown(machine.Facts{}, []*row{r})
	for _, want := range []string{
		"| dev | strict | 100 | 200 | 1.50 % (3) | 1.25 % | 0.20 % | 40 | 5.00 % (2) | agrees |",
		"| NAME | 200 | 1.50 % (3) | 1.00 % |  |",
		"| hl7 | 60 | 200 | 1.50 % (3) | 0.00 % | 0.00 % |  |",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q in\n%s", want, text)
		}
	}
}

func TestCompare(t *testing.T) {
	f := func(want string, change func(*totals)) {
		t.Helper()
		b := parse(t)
		change(&b.Total)
		if got := compare(parse(t), b); got != want {
			t.Errorf("compare = %q, want %q", got, want)
		}
	}
	f("agrees", func(*totals) {})
	f("agrees", func(b *totals) { b.Over += 1e-12 })
	f("differs: leaked spans 2.000 %", func(b *totals) { b.LeakSpans = .02 })
	f("differs: over-redaction 0.300 %, touched 7.500 %", func(b *totals) { b.Over, b.NegativeTouched = .003, .075 })
	f("differs: 99 records, 200 spans", func(b *totals) { b.Records = 99 })
}
