//go:build unix

package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// TestLookUpCosts measures what it costs to ask a directory whose a value is, by processor time, the least of some rounds.
// HARPO_COSTS_DIRECTORY names the file, HARPO_COSTS_KEYS its keys, HARPO_COSTS_PEOPLE rows of its roster in any order, with columns email, mrn,
// name and dob. HARPO_COSTS_ONLY, _ROUNDS and _LIST are for a program that counts instructions: benchmarks/cmd/costs.
func TestLookUpCosts(t *testing.T) {
	file := os.Getenv("HARPO_COSTS_PEOPLE")
	if file == "" {
		t.Skip("HARPO_COSTS_PEOPLE names no people to look up")
	}
	d, _ := costsDirectory(t)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	rows = rows[1:]
	of := func(name string, typ detectors.Type, change func(string) string) (values [][]byte) {
		for _, row := range rows {
			values = append(values, redact.AppendNormal(nil, typ, []byte(change(row[column[name]]))))
		}
		return values
	}
	same := func(s string) string { return s }
	stranger := func(s string) string { return "9" + strings.ToUpper(s[1:]) + "9" }
	emails, strangers := of("email", detectors.Email, same), of("email", detectors.Email, stranger)
	numbers, free := of("mrn", detectors.MRN, same), of("mrn", detectors.MRN, stranger)
	names, births := of("name", detectors.Name, same), of("dob", detectors.DOB, same)
	var buf []byte
	account := func(typ detectors.Type, values [][]byte) func(int) bool {
		return func(i int) (ok bool) { buf, ok = d.AppendAccount(buf[:0], typ, values[i]); return ok }
	}
	only, rounds := os.Getenv("HARPO_COSTS_ONLY"), 5
	fmt.Sscan(os.Getenv("HARPO_COSTS_ROUNDS"), &rounds)
	for _, c := range []struct {
		name string
		ask  func(i int) bool
	}{{"e-mail address of somebody", account(detectors.Email, emails)}, {"e-mail address of nobody", account(detectors.Email, strangers)},
		{"number of somebody", account(detectors.MRN, numbers)}, {"number of nobody", account(detectors.MRN, free)},
		{"name and date of birth of somebody", func(i int) (ok bool) { buf, ok = d.AppendAccountOf(buf[:0], names[i], births[i]); return ok }}} {
		if os.Getenv("HARPO_COSTS_LIST") != "" {
			fmt.Println("cost:", c.name)
		}
		if only != "" && only != c.name || os.Getenv("HARPO_COSTS_LIST") != "" {
			continue
		}
		least, found := time.Duration(1<<62), 0
		for range rounds {
			found = 0
			began := processorTime()
			for i := range rows {
				if c.ask(i) {
					found++
				}
			}
			least = min(least, processorTime()-began)
		}
		fmt.Printf("%-36s %6.0f ns a look-up, %d of %d found\n", c.name, float64(least.Nanoseconds())/float64(len(rows)), found, len(rows))
	}
}
