package main

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/harpolog/harpo/detectors"
)

// Flags of a word or phrase of the condition table, as in package detectors.
const (
	condition = 1 << iota // names a condition, complete
	modifier              // a word that stands before a head: coronary, bipolar
	vague                 // means something else as well: counts beside a clinical cue only
	capitals              // an abbreviation: counts in capitals only
	head                  // takes modifiers: disease, cancer, failure
	drug                  // names a medicine
	procedure             // names a procedure
	record                // vague, but counts where the record holds an identifier of a person

	begins = vague // alone: begins names of several words, and says nothing by itself

	symptomatic = 1 << 8 // not stored: a symptom, whose words are no cues
)

// conditions is the table of condition names, keyed by detectors.ConditionHash, and the words at which the detector is
// to be asked.
type conditions struct {
	info      map[uint32]byte
	heads     map[string]bool
	described map[string]bool // words of ICD-10-CM descriptions that are names of conditions by their endings
	tech      map[string]bool // words of technical text, and English words in frequent use
}

// makeConditions reads the tables of dir and writes the packed table to out and its cue words to out with .txt behind.
func makeConditions(dir, out string) error {
	c := &conditions{info: map[uint32]byte{}, heads: map[string]bool{}, described: map[string]bool{}, tech: map[string]bool{}}
	if err := c.read(dir); err != nil {
		return err
	}
	b := c.pack()
	if err := os.WriteFile(out, b, 0o644); err != nil {
		return err
	}
	words := slices.Sorted(maps.Keys(c.heads))
	fmt.Printf("%d conditions and modifiers, %d bytes, %d cue words\n", len(c.info), len(b), len(words))
	return os.WriteFile(strings.TrimSuffix(out, ".bin")+".txt", []byte(strings.Join(words, "\n")+"\n"), 0o644)
}

// frequent is the least number of sense tags that makes an English word one in frequent use.
const frequent = 5

func (c *conditions) read(dir string) error {
	for w := range strings.FieldsSeq(conditionVague) {
		c.tech[w] = true
	}
	tables := []struct {
		file string
		row  func(col []string)
	}{
		{"words_techdocs.tsv", func(col []string) { c.tech[col[0]] = true }},
		{"words_wordnet.tsv", func(col []string) { c.tech[col[0]] = c.tech[col[0]] || number(col[1]) >= frequent }},
		{"diagnosis_phrases.tsv", func(col []string) { c.phrase(col[0], 0) }},
		{"disease_terms.tsv", func(col []string) { c.phrase(col[0], 0) }},
		{"symptom_terms.tsv", c.symptom},
		{"diagnosis_abbreviations.tsv", c.abbreviation},
		{"icd10cm_codes.tsv", c.description},
		{"drug_names_common.tsv", c.medicine},
		{"drug_names_corpora.tsv", c.medicine},
	}
	for _, t := range tables {
		if err := rows(filepath.Join(dir, t.file), t.row); err != nil {
			return fmt.Errorf("read %s: %w", t.file, err)
		}
	}
	for w := range strings.FieldsSeq(conditionHeads) {
		c.add(w, head)
		c.heads[w] = true
	}
	for w := range strings.FieldsSeq(conditionModifiers) {
		c.add(w, modifier)
	}
	for w := range strings.FieldsSeq(conditionOther) {
		c.phrase(strings.ReplaceAll(w, "_", " "), 0)
	}
	for w := range strings.FieldsSeq(conditionBeside) {
		c.phrase(strings.ReplaceAll(w, "_", " "), vague|symptomatic)
	}
	c.inRecords()
	for w := range strings.FieldsSeq(procedures) {
		c.add(strings.ReplaceAll(w, "_", " "), procedure)
	}
	return nil
}

// inRecords adds the names that count in records with an identifier of a person.
func (c *conditions) inRecords() {
	for _, list := range [...]string{recordWords, recordPhrases, recordForeign} {
		for w := range strings.FieldsSeq(list) {
			c.inRecord(strings.ReplaceAll(w, "_", " "), 0)
		}
	}
	for w := range strings.FieldsSeq(recordCapitals) {
		c.inRecord(strings.ToLower(w), capitals)
	}
	small := strings.Fields(recordSmall)
	for w := range strings.FieldsSeq(recordAbbreviations) {
		flags := 0
		if len(w) <= 3 && !slices.Contains(small, w) {
			flags = capitals
		}
		c.inRecord(strings.ReplaceAll(w, "_", " "), flags)
	}
	for _, w := range slices.Sorted(maps.Keys(c.described)) {
		c.inRecord(w, 0)
	}
}

// inRecord adds a name that counts in records with an identifier of a person, and a word of it as a cue.
func (c *conditions) inRecord(p string, flags int) {
	forms := []string{p}
	if !strings.Contains(p, "ae") && !strings.Contains(p, "oe") {
		forms = append(forms, british.Replace(p))
	}
	for _, v := range forms {
		h := detectors.ConditionHash([]byte(v))
		switch had := c.info[h]; {
		case had&condition == 0:
			c.info[h] |= byte(condition | vague | record | flags)
		case had&vague != 0:
			c.info[h] |= record
			fallthrough
		default:
			if flags&capitals == 0 {
				c.info[h] &^= capitals
			}
		}
		if w := c.cueOf(v); w != "" {
			c.heads[w] = true
		}
		if first, _, several := strings.Cut(v, " "); several && c.info[detectors.ConditionHash([]byte(first))] == 0 {
			c.add(first, begins)
		}
	}
}

// cueOf returns the word of a name that technical text has least, or "" where all are common in it.
func (c *conditions) cueOf(p string) (cue string) {
	common := strings.Fields(conditionCommon)
	words := strings.FieldsFunc(p, func(r rune) bool { return strings.ContainsRune(" -'./+#", r) })
	least := 4
	if len(words) == 1 {
		least = 3
	}
	for i, w := range words {
		if len(w) < least || i+3 < len(words) || !opens(w) || slices.Contains(common, w) {
			continue
		}
		if cue == "" || c.tech[cue] && !c.tech[w] || c.tech[cue] == c.tech[w] && len(w) > len(cue) {
			cue = w
		}
	}
	return cue
}

// opens says whether enough ASCII letters begin w for a cue: of others the scanner looks at no more than these.
func opens(w string) bool {
	n := strings.IndexFunc(w, func(r rune) bool { return r >= utf8.RuneSelf })
	return n < 0 || n > 1
}

// medicine adds the name of a medicine, and the first word of one of several, unless that is an ordinary word.
func (c *conditions) medicine(col []string) {
	name := strings.ToLower(col[0])
	if first, _, several := strings.Cut(name, " "); several && !c.tech[first] && len(first) > 4 && letters(first) {
		c.add(first, drug)
	}
	if !c.tech[name] && len(name) > 3 && !strings.ContainsAny(name, "(),") {
		c.add(name, drug)
	}
}

func (c *conditions) add(phrase string, flags int) {
	c.info[detectors.ConditionHash([]byte(phrase))] |= byte(flags)
}

// phrase adds a condition with its plural and its British spelling, its last word as a cue, its other words as modifiers.
func (c *conditions) phrase(p string, flags int) {
	p = strings.ToLower(p)
	if strings.ContainsAny(p, ",;()[]") || len(p) < 3 {
		return
	}
	words := strings.FieldsFunc(p, func(r rune) bool { return r == ' ' || r == '-' })
	last := words[len(words)-1]
	if len(words) == 1 && c.tech[p] {
		flags |= vague
	}
	for _, v := range variants(p) {
		c.add(v, condition|flags&^symptomatic)
	}
	for _, w := range words[:len(words)-1] {
		if len(w) > 3 && !c.tech[w] && letters(w) {
			c.add(w, modifier)
		}
	}
	if letters(last) && len(last) > 3 && !c.tech[last] && flags&symptomatic == 0 {
		for _, v := range variants(last) {
			c.heads[v] = true
		}
	}
}

// variants returns the phrase, without the s of a person's name (Crohn disease), in British spelling, each also in the plural.
func variants(p string) []string {
	out := []string{p}
	if q := strings.ReplaceAll(p, "'s ", " "); q != p {
		out = append(out, q)
	}
	if q := british.Replace(p); q != p {
		out = append(out, q)
	}
	for _, v := range slices.Clone(out) {
		switch {
		case strings.HasSuffix(v, "y"):
			out = append(out, v[:len(v)-1]+"ies")
		case !strings.HasSuffix(v, "s") && !strings.HasSuffix(v, "ia"):
			out = append(out, v+"s")
		}
	}
	return out
}

var british = strings.NewReplacer("emia", "aemia", "tumor", "tumour", "edema", "oedema", "hemo", "haemo", "hema", "haema", "diarrhea", "diarrhoea",
	"esophag", "oesophag", "pnea", "pnoea")

// symptom adds a symptom: it counts beside a clinical cue only. Single words in frequent use are left out but for a few.
func (c *conditions) symptom(col []string) {
	p := col[0]
	if !strings.Contains(p, " ") && c.tech[p] && !slices.Contains(strings.Fields(conditionSymptoms), p) {
		return
	}
	c.phrase(p, vague|symptomatic)
}

func (c *conditions) abbreviation(col []string) {
	flags := condition | capitals | vague
	if slices.Contains(strings.Fields(conditionSure), col[0]) {
		flags &^= vague
		c.heads[strings.ToLower(col[0])] = true
	}
	if col[0] == "afib" {
		c.phrase(col[0], 0)
		return
	}
	c.add(strings.ToLower(col[0]), flags)
}

// description adds the words of ICD-10-CM descriptions of diseases, chapters A to S, as modifiers.
func (c *conditions) description(col []string) {
	if col[0][0] > 'S' {
		return
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(col[2]), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if len(w) > 4 && !c.tech[w] {
			c.add(w, modifier)
		}
		if len(w) > 5 && !c.tech[w] && conditionEnding.MatchString(w) && !slices.Contains(strings.Fields(notConditions), w) {
			c.described[w] = true
		}
	}
}

// conditionEnding are the endings by which medical English forms the names of conditions.
var conditionEnding = regexp.MustCompile(`(itis|osis|oses|emia|uria|pathy|pathies|algia|oma|omas|omata|plegia|paresis|penia|megaly|cele|ectasis|ectasia|rrhea|rrhage|rrhagia|plasia|malacia|iasis|pnea|spasm|phasia|phagia|ptysis|cytosis|philia|dynia|tropia|opsia|opia)$`)

func letters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// pack lays the table out as package detectors reads it: open addressing, slots of four bytes of hash, then a byte of
// flags a slot.
func (c *conditions) pack() []byte {
	slots := uint32(float64(len(c.info)) / loadSmall)
	b := make([]byte, 5*slots)
	for _, h := range slices.Sorted(maps.Keys(c.info)) {
		i := detectors.ConditionSlot(h, slots)
		for ; binary.LittleEndian.Uint32(b[4*i:]) != 0; i = (i + 1) % slots {
		}
		binary.LittleEndian.PutUint32(b[4*i:], h)
		b[4*slots+i] = c.info[h]
	}
	return b
}
