package redact

import (
	"maps"
	"reflect"
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
	scan   *scan.Tables
	anchor [anchors][]*detectors.Detector            // by bit of detectors.Anchor
	vain   [anchors][]func(text []byte, at int) bool // what all of these say before they are asked; nil: one of them does not
	cues   []cue                                     // by their number, which the events of the scanner give

	mayBeVain scan.Kind // the kinds of which vainAnchor knows something
	*lexicon
}

// cue is who is asked at a cue word.
type cue struct {
	scan.Word
	idle      []idler // what those who have it say before they are asked; nil: one of them does not
	detectors []*detectors.Detector
	carriers  []*format.Carrier
	spoken    bool     // it may speak of a field and its value
	message   bool     // it may belong to a message about a field
	row       bool     // a row without a header may follow
	rows      rowsFunc // what reads the statement that may begin here
}

// rowsFunc visits the columns and values of what begins at text[at], and returns where it stopped.
type rowsFunc func(text []byte, at int, visit func(keyStart, keyEnd, valStart, valEnd int)) (end int)

// statements are the words that a statement or message of a database begins with, each with what reads it; read-only.
var statements = map[string]rowsFunc{"insert": format.InsertAt, "replace": format.InsertAt, "where": format.WhereAt, "duplicate": format.DuplicateAt,
	"hset": format.HashAt, "hmset": format.HashAt, "hsetnx": format.HashAt,
	"form-data": format.FormAt}

var (
	standardTables = sync.OnceValue(func() *tables { return buildTables(detectors.All(), lexiconFrom(lexiconFile, detectors.All()), false) })
	strictTables   = sync.OnceValue(func() *tables { return buildTables(detectors.All(), standardTables().lexicon, true) })
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

// buildTables builds the tables of these detectors, whose keys the lexicon has.
func buildTables(all []*detectors.Detector, lex *lexicon, strict bool) *tables {
	t := &tables{lexicon: lex}
	cues := cueBuilder{}
	for _, d := range all {
		for i := range t.anchor {
			if d.Anchors>>i&1 != 0 || strict && d.Doubt>>i&1 != 0 {
				t.anchor[i] = append(t.anchor[i], d)
			}
		}
		cues.detector(d, strict)
	}
	t.mayBeVain = scan.Blob
	for i, of := range t.anchor {
		if t.vain[i] = vainOf(of); t.vain[i] != nil {
			t.mayBeVain |= 1 << i
		}
	}
	carriers := format.Carriers()
	for i := range carriers {
		cues.carrier(&carriers[i])
	}
	cues.ours()
	t.cues = cues.all()
	t.scan = scan.NewTables(words(t.cues), lex.ends, detectors.ProperFilter())
	t.scan.Dates, t.scan.Numbers = strict, strict
	t.scan.Inert = t.inert
	return t
}

// vainOf returns the tests that all who have an anchor must pass for it to be vain, each once, or nil.
func vainOf(all []*detectors.Detector) (tests []func([]byte, int) bool) {
	var known []uintptr
	for _, d := range all {
		if d.Vain == nil {
			return nil
		}
		if p := reflect.ValueOf(d.Vain).Pointer(); !slices.Contains(known, p) {
			known, tests = append(known, p), append(tests, d.Vain)
		}
	}
	return tests
}

// buildLexicon gathers the keys of these detectors, and those of nobody.
func buildLexicon(all []*detectors.Detector, notKeys ...string) *lexicon {
	l := &lexicon{keyTable: newKeyTable(), ends: new(scan.Keys)}
	for _, k := range notKeys {
		l.keyTable.add(k, k, nil)
	}
	for _, d := range all {
		for _, k := range d.Keys {
			l.keyTable.add(k, k, d)
			l.ends.Add(k)
		}
	}
	for _, k := range detectors.NotKeys() {
		l.keyTable.add(k, k, nil)
	}
	n := len(l.keyTable.entries)
	l.abbreviate(all)
	l.pluralize(all)
	l.compound(all)
	for i := range l.keyTable.entries[n:] {
		l.ends.Add(l.keyTable.entries[n+i].word)
	}
	for _, k := range vagueKeys {
		l.keyTable.entry(k).vague = true
	}
	for _, k := range slices.Sorted(maps.Keys(namesKey)) { // always in the same order: lexicon.bin
		l.keyTable.entry(k).names = true
	}
	for _, k := range slices.Concat(inherited, namingKeys()) {
		l.ends.Add(k)
	}
	for _, k := range slices.Concat(vagueKeys, memberKeys) {
		l.ends.AddEnding(k)
	}
	for _, k := range format.CellTags {
		l.ends.Add(k)
	}
	for k := range shortWords {
		l.ends.Add(k)
	}
	for k := range lateWords {
		l.ends.Add(k)
	}
	return l
}

// abbreviate adds the abbreviations of the detectors' keys that nobody has taken, each to stand for the key it shortens.
func (t *lexicon) abbreviate(all []*detectors.Detector) {
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

// entry returns the longest ending of a key, at the border of a component, that the lexicon holds; nil where there is none. norm and starts
// are what format.NormKey gave; keyTable.look is the same for a key as written.
func (t *lexicon) entry(norm []byte, starts []int) (e *keyEntry) {
	if n := len(starts) - maxComponents; n > 0 {
		starts = starts[n:]
	}
	held := 0
	for k, i := range starts {
		if e = t.keyTable.get(norm[i:]); e != nil {
			held = len(starts) - k
			break
		}
	}
	if held < len(starts) {
		if f, n, _ := t.keyTable.spell(norm, starts); n > held {
			e = f
		}
	}
	return e
}

// owns returns who owns the values of keys of an entry, and the ending that it is; found says whether there is one.
func (e *keyEntry) owns() (d *detectors.Detector, key string, found bool) {
	if e == nil {
		return nil, "", false
	}
	return e.owner, e.key, true
}

// maxComponents bounds how much of a long key is tried: the last four of its words.
const maxComponents = 4
