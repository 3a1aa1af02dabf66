// Command dictgen packs the dictionaries of package detectors: names, and names of medical conditions.
//
//	go run ./internal/dictgen -data DIR -out detectors/names.bin
//	go run ./internal/dictgen -data DIR -conditions detectors/conditions.bin
//
// DIR holds the tables that NOTICE names: given_names.tsv, surnames.tsv, nicknames.tsv, words_wordnet.tsv,
// words_techdocs.tsv, words_scowl_lower.txt, us_cities.tsv; for conditions diagnosis_phrases.tsv, diagnosis_abbreviations.tsv,
// disease_terms.tsv, symptom_terms.tsv, icd10cm_codes.tsv. The output depends on them and on this program only.
package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/harpolog/harpo/detectors"
)

const (
	filterBytes = 8 << 15
	load        = 0.8 // of the open-addressing table of names
	loadSmall   = 0.4 // of that of conditions, which no filter stands before
)

// entry is one word, all columns still as counted.
type entry struct {
	spelling       string  // as first read, lower case
	given, surname float64 // bearers
	rate           float64 // uses as an ordinary word, per million
	word           bool    // is an ordinary word at all
	flags          uint16
}

// Flags, as in package detectors.
const (
	place  = 1 << 12
	listed = 1 << 13
	stop   = 1 << 14
	date   = 1 << 15
)

// dict is keyed by detectors.NameHash, which spellings with and without diacritics share.
type dict map[uint64]*entry

func main() {
	data := flag.String("data", "", "directory with the tables")
	out := flag.String("out", "detectors/names.bin", "file to write")
	cond := flag.String("conditions", "", "file to write the table of conditions to, instead of names")
	flag.Parse()
	if *cond != "" {
		if err := makeConditions(*data, *cond); err != nil {
			fmt.Fprintln(os.Stderr, "dictgen:", err)
			os.Exit(1)
		}
		return
	}
	d := dict{}
	if err := d.read(*data); err != nil {
		fmt.Fprintln(os.Stderr, "dictgen:", err)
		os.Exit(1)
	}
	b := d.pack()
	if err := os.WriteFile(*out, b, 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "dictgen:", err)
		os.Exit(1)
	}
	fmt.Printf("%d words, %d bytes\n", len(d), len(b))
}

func (d dict) at(word string) *entry {
	word = strings.ToLower(word)
	h := detectors.NameHash([]byte(word))
	e := d[h]
	if e == nil {
		e = &entry{spelling: word}
		d[h] = e
	}
	return e
}

func (d dict) read(dir string) error {
	tables := []struct {
		file string
		row  func(col []string)
	}{
		{"given_names.tsv", func(c []string) { e := d.at(c[0]); e.given = max(e.given, number(c[2]), number(c[1])/10) }},
		{"surnames.tsv", func(c []string) { e := d.at(c[0]); e.surname = max(e.surname, number(c[1])) }},
		{"words_wordnet.tsv", func(c []string) { d.use(c[0], number(c[1])/wordnetTags*1e6) }},
		{"words_techdocs.tsv", func(c []string) { d.use(c[0], number(c[1])/techdocsWords*1e6) }},
		{"words_scowl_lower.txt", func(c []string) { d.use(c[0], 0) }},
		{"us_cities.tsv", func(c []string) {
			if number(c[3]) >= placePopulation && !strings.Contains(c[0], " ") && d.at(c[0]).surname < unmistakable {
				d.at(c[0]).flags |= place
			}
		}},
		{"nicknames.tsv", d.nickname},
	}
	for _, t := range tables {
		if err := rows(filepath.Join(dir, t.file), t.row); err != nil {
			return fmt.Errorf("read %s: %w", t.file, err)
		}
	}
	d.inflect()
	for flag, words := range map[uint16]string{place: places, listed: collisions, stop: stops, date: dates} {
		for w := range strings.FieldsSeq(words) {
			d.at(w).flags |= flag
		}
	}
	for w := range strings.FieldsSeq(stops) {
		d.at(w).word = true
	}
	return nil
}

func (d dict) use(word string, rate float64) {
	e := d.at(word)
	e.word = true
	e.rate = max(e.rate, rate)
}

// nickname gives a nickname a share of the bearers of the name it stands for, so that one which no birth certificate
// carries ("Chuy") is known too.
func (d dict) nickname(c []string) {
	e := d.at(c[0])
	e.given = max(e.given, min(d.at(c[1]).given/50, 20000))
}

// inflect passes half the rate of a word on to its regular forms, of which the sources count the stem only.
func (d dict) inflect() {
	for _, e := range d.entries() {
		if e.rate < 1 {
			continue
		}
		w := e.spelling
		stem := strings.TrimSuffix(w, "e")
		for _, form := range []string{w + "s", w + "es", stem + "ed", stem + "ing"} {
			f := d[detectors.NameHash([]byte(form))]
			if f != nil && f.word && f.surname < 1000 && f.given < 1000 {
				f.rate = max(f.rate, e.rate/2)
			}
		}
	}
}

func (d dict) entries() []*entry {
	return slices.SortedFunc(maps.Values(d), func(x, y *entry) int { return cmp.Compare(x.spelling, y.spelling) })
}

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

// bearers is the class of a number of people: 0 none, 1 below 100, then one class each doubling, at most 15.
func bearers(n float64) uint16 {
	switch {
	case n <= 0:
		return 0
	case n < 100:
		return 1
	}
	return min(2+uint16(math.Log2(n/100)), 15)
}

// usage is the class of a word's use.
func usage(e *entry) uint16 {
	switch {
	case !e.word:
		return 0
	case e.rate == 0:
		return 1
	}
	return min(2+uint16(0.8*math.Log2(1+e.rate)), 15)
}

func (e *entry) info() uint16 {
	return bearers(e.given) | bearers(e.surname)<<4 | usage(e)<<8 | e.flags
}

// trigger says whether a capitalised word is worth asking the name detector: a given name or surname with enough bearers
// for its use as a word.
func (e *entry) trigger() bool {
	if e.flags&(stop|date) != 0 {
		return false
	}
	g, s, u := bearers(e.given), bearers(e.surname), usage(e)
	return u == 0 && (g > 0 || s >= 3) || g >= 3 && g >= u || g >= 8 || s >= 6 && u <= 1 || s >= 9 && s >= u+4
}

func (d dict) pack() []byte {
	slots := uint64(float64(len(d)) / load)
	b := make([]byte, filterBytes+6*slots)
	for _, e := range d.entries() {
		if len(e.spelling) < 2 || e.info() == 0 {
			continue
		}
		h := detectors.NameHash([]byte(e.spelling))
		i := detectors.SlotOf(h, slots)
		for ; binary.LittleEndian.Uint32(b[filterBytes+4*i:]) != 0; i = (i + 1) % slots {
		}
		binary.LittleEndian.PutUint32(b[filterBytes+4*i:], uint32(h))
		binary.LittleEndian.PutUint16(b[filterBytes+4*slots+2*i:], e.info())
		if e.trigger() {
			addTrigger(b, e.spelling)
		}
	}
	return b
}

func addTrigger(filter []byte, w string) {
	var v [8]byte
	copy(v[:], w)
	i, mask := detectors.ProperHash(binary.LittleEndian.Uint64(v[:]))
	binary.LittleEndian.PutUint64(filter[8*i:], binary.LittleEndian.Uint64(filter[8*i:])|mask)
}
