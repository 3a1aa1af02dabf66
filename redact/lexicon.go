package redact

import (
	"slices"
	"sync"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
	"github.com/harpolog/harpo/internal/scan"
)

// anchors is the number of anchor bits that detectors and the scanner share.
const anchors = 13

// tables are what the engine looks things up in. They are built once a process and only read.
type tables struct {
	scan    *scan.Tables
	anchor  [anchors][]*detectors.Detector // by bit of detectors.Anchor
	cues    []cue                          // by their number, which the events of the scanner give
	parents map[string]bool                // keys that say too little without the object around them

	keyTable keyTable // keys and parents, by format.KeyHash
}

// cue is who is asked at a cue word.
type cue struct {
	scan.Word
	idle      []func(text []byte, at int) bool // what those who have it say before they are asked; nil: one of them does not
	detectors []*detectors.Detector
	carriers  []*format.Carrier
	spoken    bool     // it may speak of a field and its value
	message   bool     // it may belong to a message about a field
	rows      rowsFunc // what reads the statement that may begin here
}

// rowsFunc visits the columns and values of what begins at text[at], and returns where it stopped.
type rowsFunc func(text []byte, at int, visit func(keyStart, keyEnd, valStart, valEnd int)) (end int)

// statements are the words that a statement or message of a database begins with, each with what reads it; read-only.
var statements = map[string]rowsFunc{"insert": format.InsertAt, "replace": format.InsertAt, "where": format.WhereAt, "duplicate": format.DuplicateAt,
	"hset": format.HashAt, "hmset": format.HashAt, "hsetnx": format.HashAt}

var (
	standardTables = sync.OnceValue(func() *tables { return buildTables(detectors.All(), false) })
	strictTables   = sync.OnceValue(func() *tables { return buildTables(detectors.All(), true) })
)

// tablesFor returns the tables of a policy. Those of a site with keys of its own are built for it.
func tablesFor(strict bool, site *Rules) *tables {
	own := [2]func() *tables{standardTables, strictTables}
	if site != nil && site.tables[0] != nil {
		own = site.tables
	}
	if strict {
		return own[1]()
	}
	return own[0]()
}

// vagueKeys are keys whose owner is decided by the key of the object around them (detection specification 6.2, 7.3).
var vagueKeys = []string{"name", "nm", "bd", "value", "text", "display", "id", "code", "number", "first", "last", "full", "line", "start", "end", "val", "v",
	"content", "data", "string", "extension", "system", "type", "key", "field", "alphabetic",
	"query", "eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "regex", "equals", "contains", "like", "startswith", "endswith", "wildcard", "old", "new", "oldvalue", "newvalue", "previous"}

// inherited are the vague keys that no detector owns: the value belongs to whoever owns the object around it.
var inherited = []string{"value", "text", "display", "val", "v", "content", "data", "string", "line", "alphabetic", "start", "end", "code", "extension",
	"query", "eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "regex", "equals", "contains", "like", "startswith", "endswith", "wildcard", "old", "new", "oldvalue", "newvalue", "previous"}

func buildTables(all []*detectors.Detector, strict bool, notKeys ...string) *tables {
	t := &tables{parents: map[string]bool{}, keyTable: newKeyTable()}
	cues := cueBuilder{}
	keys := make([]string, 0, keysExpected)
	for _, k := range notKeys {
		t.keyTable.add(k, k, nil)
	}
	for _, d := range all {
		for i := range t.anchor {
			if d.Anchors>>i&1 != 0 || strict && d.Doubt>>i&1 != 0 {
				t.anchor[i] = append(t.anchor[i], d)
			}
		}
		words := d.Cues
		if strict {
			words = append(words[:len(words):len(words)], d.Hints...)
		}
		beside, small := besideOf(d)
		for _, w := range words {
			if c := cues.at(w, beside, small); !slices.Contains(c.detectors, d) {
				c.detectors = append(c.detectors, d)
			}
		}
		for _, k := range d.Keys {
			t.keyTable.add(k, k, d)
			keys = append(keys, k)
		}
	}
	for _, k := range detectors.NotKeys() {
		t.keyTable.add(k, k, nil)
	}
	n := len(t.keyTable.entries)
	t.abbreviate(all)
	t.compound(all)
	for i := range t.keyTable.entries[n:] {
		keys = append(keys, t.keyTable.entries[n+i].word)
	}
	carriers := format.Carriers()
	for i := range carriers {
		f := &carriers[i]
		for _, w := range f.Cues {
			small := scan.Anything
			if f.Capital {
				small = scan.Beside{}
			}
			if c := cues.at(w, scan.Anything, small); !slices.Contains(c.carriers, f) {
				c.carriers = append(c.carriers, f)
			}
		}
	}
	blank := scan.Beside{Before: scan.ContextOf(""), Behind: scan.ContextOf(" _0")} // or a digit or more, and a blank
	for _, w := range spokenCues {
		cues.at(w, blank, blank).spoken = true
	}
	for _, w := range messageCues {
		cues.at(w, scan.Anything, scan.Anything).message = true
	}
	for w, f := range statements {
		cues.at(w, scan.Anything, scan.Anything).rows = f
	}
	for _, k := range vagueKeys {
		t.parents[k] = true
		t.keyTable.entry(k).vague = true
	}
	for k := range namesKey {
		t.keyTable.entry(k).names = true
	}
	keys = append(keys, inherited...)
	keys = append(keys, namingKeys()...)
	t.cues = cues.all()
	t.scan = scan.NewTables(words(t.cues), keys, detectors.ProperFilter())
	for _, k := range slices.Concat(vagueKeys, memberKeys) {
		t.scan.AddEnding(k)
	}
	t.scan.Dates, t.scan.Numbers = strict, strict
	t.scan.Inert = t.inert
	return t
}

// abbreviate adds the abbreviations of the detectors' keys that nobody has taken, each to stand for the key it shortens.
func (t *tables) abbreviate(all []*detectors.Detector) {
	for _, d := range all {
		for _, k := range d.Keys {
			short := abbreviations(k)
			if numberedType(d.Type) {
				for _, s := range append(short[:len(short):len(short)], k) {
					short = append(short, asNumbers(s)...)
				}
			}
			for _, s := range short {
				t.keyTable.add(s, k, d)
			}
		}
	}
}

// numberedType says whether a type's values are numbers that people call so: ssn_nbr, plate no.
func numberedType(typ detectors.Type) bool {
	switch typ {
	case detectors.SSN, detectors.MRN, detectors.InsuranceID, detectors.Account, detectors.License, detectors.Vehicle, detectors.Device,
		detectors.Phone, detectors.Fax, detectors.OtherID:
		return true
	}
	return false
}

// owner returns the detector that owns a key, by the longest ending of the key, at the border of a component, that the
// lexicon holds, and that ending. norm and starts are what format.NormKey gave; keyTable.look is the same for a key as
// written.
func (t *tables) owner(norm []byte, starts []int) (d *detectors.Detector, key string, found bool) {
	if n := len(starts) - maxComponents; n > 0 {
		starts = starts[n:]
	}
	for _, i := range starts {
		if e := t.keyTable.get(norm[i:]); e != nil {
			return e.owner, e.key, true
		}
	}
	return nil, "", false
}

// maxComponents bounds how much of a long key is tried: the last four of its words.
const maxComponents = 4
