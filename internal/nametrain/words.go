package main

import (
	"bufio"
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// words are the tables that sentences are filled from.
type words struct {
	given, surnames weighted
	cities          weighted
	states          []string
	hospitals       []string
	insurers        []string
	drugs           []string
	conditions      []string
	english, tech   weighted
}

// weighted is a list from which the more frequent is drawn more often.
type weighted struct {
	word []string
	upto []float64 // sums of the weights
}

// add adds a word with so many uses. A power below 1 flattens the list: the many who
// bear a rare name count together.
func (l *weighted) add(w string, uses float64) {
	sum := math.Pow(uses, 0.7)
	if n := len(l.upto); n > 0 {
		sum += l.upto[n-1]
	}
	l.word, l.upto = append(l.word, w), append(l.upto, sum)
}

func (l *weighted) draw(r *rand.Rand) string {
	i, _ := slices.BinarySearchFunc(l.upto, r.Float64()*l.upto[len(l.upto)-1], cmp.Compare[float64])
	return l.word[min(i, len(l.word)-1)]
}

func readWords(dir string) (*words, error) {
	w := &words{}
	tables := []struct {
		file string
		row  func(col []string)
	}{
		{"given_names.tsv", func(c []string) { w.given.add(c[0], max(number(c[2]), number(c[1])/10)) }},
		{"surnames.tsv", func(c []string) { w.surnames.add(title(c[0]), number(c[1])) }},
		{"us_cities.tsv", func(c []string) { w.cities.add(c[0], 100+number(c[3])) }},
		{"us_states.tsv", func(c []string) { w.states = append(w.states, c[0]) }},
		{"hospitals.tsv", func(c []string) { w.hospitals = append(w.hospitals, c[0]) }},
		{"insurers.tsv", func(c []string) { w.insurers = append(w.insurers, c[0]) }},
		{"drug_names_common.tsv", func(c []string) { w.drugs = append(w.drugs, c[0]) }},
		{"diagnosis_phrases.tsv", func(c []string) { w.conditions = append(w.conditions, c[0]) }},
		{"words_wordnet.tsv", func(c []string) { w.english.add(c[0], number(c[1])) }},
		{"words_techdocs.tsv", func(c []string) { w.tech.add(c[0], number(c[1])) }},
	}
	for _, t := range tables {
		if err := rows(filepath.Join(dir, t.file), t.row); err != nil {
			return nil, fmt.Errorf("read %s: %w", t.file, err)
		}
	}
	return w, nil
}

// title writes a surname of the census, which has no capitals, as people write it.
func title(s string) string {
	for _, p := range []string{"mc", "o"} {
		if rest, ok := strings.CutPrefix(s, p); ok && len(rest) > 4 && (p == "mc" || irish[rest]) {
			return map[string]string{"mc": "Mc", "o": "O'"}[p] + strings.ToUpper(rest[:1]) + rest[1:]
		}
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// irish are the surnames behind O' that are frequent.
var irish = map[string]bool{"brien": true, "connor": true, "neill": true, "neal": true, "reilly": true, "donnell": true, "keefe": true, "leary": true,
	"rourke": true, "hara": true, "malley": true, "dell": true, "shea": true, "sullivan": true, "grady": true}

func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return f
}

func rows(file string, f func([]string)) error {
	r, err := os.Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	for s := bufio.NewScanner(r); ; {
		if !s.Scan() {
			return s.Err()
		}
		if t := s.Text(); t != "" && t[0] != '#' {
			f(append(strings.Split(t, "\t"), "", "", ""))
		}
	}
}
