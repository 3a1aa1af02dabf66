// Command charts draws the bars of the README from what cmd/throughput wrote with -json.
//
//	go run ./cmd/charts -json results/2026-11-29-rivals.json -phi '5 %' -o ../docs/speed.svg
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
)

// result is the part of cmd/throughput's result that is drawn.
type result struct {
	Machine struct {
		Date string `json:"date"`
		CPU  string `json:"cpu"`
	} `json:"machine"`
	Files []struct {
		Name  string `json:"name"`
		Facts struct {
			Bytes int64 `json:"bytes"`
		} `json:"facts"`
		Rows []struct {
			Name string    `json:"name"`
			CPU  []float64 `json:"cpu_seconds"`
		} `json:"rows"`
	} `json:"files"`
}

func main() {
	in := flag.String("json", "", "result of cmd/throughput")
	file := flag.String("phi", "5 %", "name of the corpus to draw")
	out := flag.String("o", "", "SVG file to write")
	flag.Parse()
	if err := run(*in, *file, *out); err != nil {
		fmt.Fprintf(os.Stderr, "charts: %s\n", err)
		os.Exit(1)
	}
}

func run(in, file, out string) error {
	if in == "" || out == "" || flag.NArg() > 0 {
		return errors.New("wrong usage: give -json FILE and -o FILE")
	}
	text, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	var r result
	if err := json.Unmarshal(text, &r); err != nil {
		return fmt.Errorf("read result: %w", err)
	}
	c, err := chartOf(&r, file)
	if err != nil {
		return err
	}
	return os.WriteFile(out, []byte(c.svg()), 0o644)
}

// chartOf returns the rows of one corpus, the fastest first; wc and cat are yardsticks and no rivals.
func chartOf(r *result, file string) (*chart, error) {
	for _, f := range r.Files {
		if f.Name != file {
			continue
		}
		c := &chart{title: "Redacting a mixed log, " + f.Name + " of records with health information",
			note: "MB/s by processor time, one core, medians; " + r.Machine.Date + ", " + strings.TrimSpace(strings.Split(r.Machine.CPU, "(amd64")[0]) +
				". Harpo: everything on, names and tokens included; the others: eight patterns, no names, no tokens."}
		for _, row := range f.Rows {
			if row.Name == "wc -l" || row.Name == "cat" || len(row.CPU) == 0 {
				continue
			}
			v := slices.Sorted(slices.Values(row.CPU))
			c.bars = append(c.bars, bar{row.Name, float64(f.Facts.Bytes) / 1e6 / ((v[(len(v)-1)/2] + v[len(v)/2]) / 2), strings.HasPrefix(row.Name, "harpo")})
		}
		slices.SortStableFunc(c.bars, func(a, b bar) int {
			switch {
			case a.value > b.value:
				return -1
			case a.value < b.value:
				return 1
			}
			return 0
		})
		return c, nil
	}
	return nil, errors.New("the result has no such corpus")
}
