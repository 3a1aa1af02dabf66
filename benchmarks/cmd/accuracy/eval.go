package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
)

// report is what both scorers print; rates are from 0 to 1.
type report struct {
	Total    totals            `json:"total"`
	Types    map[string]counts `json:"types"`
	Families map[string]totals `json:"families"`
}

// counts are the figures of a type.
type counts struct {
	Spans     int      `json:"spans"`
	LeakSpans float64  `json:"leak_spans"` // gold spans with a letter or digit left
	LeakChars float64  `json:"leak_chars"`
	NormF1    *float64 `json:"norm_f1"` // nil where the type neither stands in the gold nor was predicted
}

// totals are those of a family, or of all.
type totals struct {
	counts
	Records         int     `json:"records"`
	LeakAlnum       float64 `json:"leak_alnum"` // letters and digits of gold spans that were left
	Over            float64 `json:"over"`       // of letters and digits outside gold and optional spans, those covered
	NegativeRecords int     `json:"negative_records"`
	NegativeTouched float64 `json:"negative_records_touched"`
}

// row is one set under one policy.
type row struct {
	set, policy string
	report
	second string // what the second scorer says
}

func evalAll(o *options, sets []gold, dir string) ([]*row, error) {
	var rows []*row
	for _, g := range sets {
		for _, policy := range strings.Split(o.policies, ",") {
			r := &row{set: g.name, policy: policy, second: "not run"}
			if err := output(&r.report, o.harpo, "eval", "--json", "--policy", policy, g.path); err != nil {
				return nil, fmt.Errorf("harpo eval, %s, %s: %w", g.name, policy, err)
			}
			if o.score != "" {
				second, err := scoreAgain(o, g, policy, dir)
				if err != nil {
					return nil, fmt.Errorf("second scorer, %s, %s: %w", g.name, policy, err)
				}
				r.second = compare(&r.report, second)
			}
			rows = append(rows, r)
		}
	}
	return rows, nil
}

// scoreAgain has the same program scan the same texts, and the second scorer judge what it found.
func scoreAgain(o *options, g gold, policy, dir string) (*report, error) {
	pred := filepath.Join(dir, "pred.jsonl")
	if err := exec.Command(o.python, o.predict, o.harpo, g.path, pred, "--policy", policy).Run(); err != nil {
		return nil, fmt.Errorf("predict: %w", err)
	}
	r := new(report)
	return r, output(r, o.python, o.score, g.path, pred, "--json")
}

func output(into *report, name string, args ...string) error {
	b, err := exec.Command(name, args...).Output()
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return err
	}
	if into.Total.Records == 0 {
		return errors.New("no records were scored")
	}
	return nil
}

// tolerance is far below one span or letter of any set, and far above what rounding does.
const tolerance = 1e-9

// compare says whether two scorers agree on every figure of the main table.
func compare(a, b *report) string {
	x, y := a.Total, b.Total
	if x.Records != y.Records || x.Spans != y.Spans || x.NegativeRecords != y.NegativeRecords {
		return fmt.Sprintf("differs: %d records, %d spans", y.Records, y.Spans)
	}
	var diffs []string
	f := func(name string, x, y float64) {
		if math.Abs(x-y) > tolerance {
			diffs = append(diffs, fmt.Sprintf("%s %.3f %%", name, 100*y))
		}
	}
	f("leaked spans", x.LeakSpans, y.LeakSpans)
	f("leaked letters", x.LeakAlnum, y.LeakAlnum)
	f("over-redaction", x.Over, y.Over)
	f("touched", x.NegativeTouched, y.NegativeTouched)
	if len(diffs) > 0 {
		return "differs: " + strings.Join(diffs, ", ")
	}
	return "agrees"
}
