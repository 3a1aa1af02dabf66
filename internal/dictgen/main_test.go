package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

var tables = map[string]string{
	"given_names.tsv":       "# name\tall\trecent\nMarian\t9000\t8000\nRené\t900\t800\n",
	"surnames.tsv":          "# surname\tcount\nmarian\t50\nrene\t700\nspringfield\t300\n",
	"nicknames.tsv":         "# nickname\tgiven\nmari\tmarian\n",
	"words_wordnet.tsv":     "# word\tcount\nspring\t20\n",
	"words_techdocs.tsv":    "# word\tcount\tdocuments\nqueue\t900\t40\n",
	"words_scowl_lower.txt": "springs\n",
	"us_cities.tsv":         "# city\tstate\tcounty\tpopulation\nSpringfield\tIL\tX\t900000\n",
}

func build(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	for f, text := range tables {
		if err := os.WriteFile(filepath.Join(dir, f), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := dict{}
	if err := d.read(dir); err != nil {
		t.Fatal(err)
	}
	return d.pack()
}

// find reads the info of word back from a packed dictionary.
func find(b []byte, word string) (info uint16, ok bool) {
	slots := uint64(len(b)-filterBytes) / 6
	h := detectors.NameHash([]byte(word))
	for i := detectors.SlotOf(h, slots); ; i = (i + 1) % slots {
		switch binary.LittleEndian.Uint32(b[filterBytes+4*i:]) {
		case uint32(h):
			return binary.LittleEndian.Uint16(b[filterBytes+4*slots+2*i:]), true
		case 0:
			return 0, false
		}
	}
}

func TestPack(t *testing.T) {
	b := build(t)
	if !bytes.Equal(b, build(t)) {
		t.Fatal("two runs over the same tables differ")
	}
	for word, want := range map[string]uint16{
		"marian":      8 | 1<<4,     // 8000 births, 50 bearers
		"Rene":        5 | 4<<4,     // one entry for both spellings
		"springfield": 3<<4 | place, // a large city
		"mari":        2,            // a share of the bearers of Marian
		"queue":       9 << 8,       // 777 uses in a million, behind the stop flag
		"springs":     6 << 8,       // half the rate of its stem
	} {
		got, ok := find(b, word)
		if got &^= stop; !ok || got != want {
			t.Errorf("%s: %04x, %v, want %04x", word, got, ok, want)
		}
	}
	if _, ok := find(b, "absent"); ok {
		t.Error("found a word that no table holds")
	}
}

func TestTrigger(t *testing.T) {
	for _, tt := range []struct {
		e    entry
		want bool
	}{
		{entry{given: 1}, true}, {entry{surname: 5000}, true}, {entry{given: 30, word: true, rate: 90}, false}, {entry{given: 1e6, word: true, rate: 9}, true},
		{entry{given: 1e6, flags: stop}, false}, {entry{word: true, rate: 9}, false},
	} {
		if got := tt.e.trigger(); got != tt.want {
			t.Errorf("%+v: %v, want %v", tt.e, got, tt.want)
		}
	}
}

// conditionTables are small tables for conditions; they hold what each kind of row is good for.
var conditionTables = map[string]string{
	"diagnosis_phrases.tsv":       "# phrase\ntype 2 diabetes\nCrohn's disease\nstroke\nanemia\n",
	"diagnosis_abbreviations.tsv": "# abbreviation\tmeaning\nHIV\tx\nMI\ty\n",
	"disease_terms.tsv":           "# term\nabducens nerve neoplasm\n",
	"symptom_terms.tsv":           "# term\nabdominal pain\nhopping\n",
	"icd10cm_codes.tsv":           "# code\tbillable\tdescription\nA00\t0\tCholera gravis\nW56\t0\tContact with orca\n",
	"words_wordnet.tsv":           "# word\tcount\nstroke\t13\nhopping\t9\n",
	"words_techdocs.tsv":          "# word\tcount\tdocuments\n",
	"drug_names_common.tsv":       "# name\tkind\nlisinopril\tgeneric\nhopping\tbrand\n",
	"drug_names_corpora.tsv":      "# name\nAbacavir Sulfate\n",
}

func TestConditions(t *testing.T) {
	dir := t.TempDir()
	for f, text := range conditionTables {
		if err := os.WriteFile(filepath.Join(dir, f), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "c.bin")
	var first []byte
	for range 2 {
		if err := makeConditions(dir, out); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, b) {
			t.Fatal("two runs over the same tables differ")
		}
		first = b
	}
	for phrase, want := range map[string]byte{
		"Type 2 Diabetes": condition, "crohn disease": condition, "crohn's disease": condition, "stroke": condition | vague | record, "anaemia": condition | head,
		"hiv": condition, "mi": condition | capitals | vague, "abdominal pain": condition | vague | record, "gravis": modifier, "abducens": modifier,
		"lisinopril": drug, "abacavir": drug, "abacavir sulfate": drug, "knee replacement": procedure, "colonoscopy": procedure, "flu": condition | vague | record, "ckd": condition | vague | record, "asd": condition | vague | record | capitals, "broken": begins, "sclérose en plaques": condition | vague | record, "SCLÉROSE EN PLAQUES": condition | vague | record,
		"hopping": 0, "orca": 0, "contact": 0,
	} {
		if got := flagsOf(first, phrase); got != want && got != want|modifier {
			t.Errorf("%s: %05b, want %05b", phrase, got, want)
		}
	}
	cues, err := os.ReadFile(filepath.Join(dir, "c.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"diabetes": true, "neoplasm": true, "hiv": true, "mi": false, "stroke": true, "hopping": false, "ckd": true, "sclérose": true, "asd": true, "broken": false, "als": false, "éclampsie": false} {
		if bytes.Contains(cues, []byte("\n"+word+"\n")) != want {
			t.Errorf("%s among the cues: %v", word, !want)
		}
	}
}

// flagsOf reads the flags of a phrase back from a packed table.
func flagsOf(b []byte, phrase string) byte {
	slots := uint32(len(b) / 5)
	h := detectors.ConditionHash([]byte(phrase))
	for i := detectors.ConditionSlot(h, slots); ; i = (i + 1) % slots {
		switch binary.LittleEndian.Uint32(b[4*i:]) {
		case h:
			return b[4*slots+i]
		case 0:
			return 0
		}
	}
}
