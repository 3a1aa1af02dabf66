package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"time"
)

// Problem is one thing that is wrong with a book. It holds no text of the book.
type Problem struct {
	Seq  uint64 `json:"seq"`            // the record it is about, or the one after which it is; 0 for the whole book
	Part string `json:"part,omitempty"` // file name
	Line int    `json:"line,omitempty"` // within the part, from 1; 0 for none
	What string `json:"what"`           // a constant of the program, filled in with numbers
}

func (p Problem) String() string {
	switch {
	case p.Line > 0:
		return fmt.Sprintf("%s:%d: %s", p.Part, p.Line, p.What)
	case p.Part != "":
		return p.Part + ": " + p.What
	}
	return p.What
}

// Report is what Verify found.
type Report struct {
	Records   uint64    `json:"records"`
	First     time.Time `json:"first"`
	Last      time.Time `json:"last"`
	Newest    Witness   `json:"newest"`
	Runs      int       `json:"runs"`    // starts
	Unended   int       `json:"unended"` // runs without a Stop: killed, or still running
	Incidents int       `json:"incidents"`
	Lookups   int       `json:"lookups"` // questions about tokens
	Denied    int       `json:"denied"`  // of them, those that were not answered: the asker may not
	Total     Counts    `json:"total"`   // recomputed from the deltas
	Problems  []Problem `json:"problems"`
}

// verifier reads a book from its first record on.
type verifier struct {
	r       Report
	key     Public
	part    string
	line    int
	prev    Witness
	began   bool // a record has been seen
	open    bool // a run has not ended
	retired Witness
	partial bool            // the oldest parts were deleted: sums cannot be recomputed from the first record on
	witness map[uint64]Hash // what is expected, by number
	broken  bool            // the last record had another number than the one before it asks for
}

// Verify reads the book in a folder and checks every record: form, signature, number, the hash of the one before, the
// sums of the accounts, the newest record against the note beside the book and against witnesses from elsewhere. The
// error says that the book could not be read; what is wrong with it is in the report.
func Verify(dir string, key Public, witnesses ...Witness) (Report, error) {
	v := &verifier{key: key, witness: map[uint64]Hash{}}
	for _, w := range witnesses {
		v.witness[w.Seq] = w.Hash
	}
	ps, err := parts(dir)
	if err != nil {
		return Report{}, err
	}
	for _, p := range ps {
		v.part, v.line = p.name, 0
		if err := each(filepath.Join(dir, p.name), v.record); err != nil {
			return Report{}, fmt.Errorf("read ledger: %w", err)
		}
	}
	head, fault, err := readHead(dir, key.key)
	if err != nil {
		return Report{}, err
	}
	v.end(head, fault)
	return v.r, nil
}

// each calls f with every line of a part, and with the entry it holds or what is wrong with it.
func each(file string, f func(line []byte, e entry, err error)) error {
	text, err := readAll(file)
	if err != nil {
		return err
	}
	for len(text) > 0 {
		line, rest, whole := bytes.Cut(text, []byte("\n"))
		e, err := readEntry(line)
		if err == nil && !whole {
			err = errTorn
		}
		f(line, e, err)
		text = rest
	}
	return nil
}

func (v *verifier) bad(seq uint64, what string, args ...any) {
	v.r.Problems = append(v.r.Problems, Problem{seq, v.part, v.line, fmt.Sprintf(what, args...)})
}

func (v *verifier) record(line []byte, e entry, err error) {
	v.line++
	if err == nil {
		err = check(v.key.key, line)
	}
	if err != nil {
		v.bad(v.prev.Seq, "after record %d: %s", v.prev.Seq, err)
		v.broken = true
		return
	}
	v.chain(e)
	v.r.Records++
	if v.r.First.IsZero() {
		v.r.First = e.Time
	}
	v.r.Last = e.Time
	v.body(e)
	v.prev = Witness{e.Seq, e.hash}
	if want, ok := v.witness[e.Seq]; ok && want != e.hash {
		v.bad(e.Seq, "record %d is not the one that the witness saw", e.Seq)
	}
	delete(v.witness, e.Seq)
}

// chain checks that e follows the record before it.
func (v *verifier) chain(e entry) {
	switch {
	case !v.began && e.Seq > 1:
		v.partial, v.retired = true, Witness{e.Seq - 1, e.Prev} // a record further on must say that what came before was deleted
	case !v.began && e.Prev != Hash{}:
		v.bad(e.Seq, "the first record names one before it")
	case v.began && e.Seq != v.prev.Seq+1:
		v.bad(e.Seq, "record %d follows record %d: %s", e.Seq, v.prev.Seq, order(e.Seq, v.prev.Seq))
	case v.began && e.Prev != v.prev.Hash && !v.broken:
		v.bad(e.Seq, "record %d does not follow from the one before it: one of them was changed", e.Seq)
	}
	v.began, v.broken = true, false
}

func order(seq, prev uint64) string {
	if seq > prev {
		return fmt.Sprintf("%d records are missing", seq-prev-1)
	}
	return "the order was changed, or a record was written twice"
}

func (v *verifier) body(e entry) {
	switch e.Kind {
	case Start:
		v.r.Runs++
		if v.open {
			v.r.Unended++
		}
		v.open = true
	case Interval, Stop:
		v.account(e)
	case Incident:
		v.r.Incidents++
	case Lookup:
		var n LookupNote
		if v.r.Lookups++; json.Unmarshal(e.Body, &n) == nil && n.Denied {
			v.r.Denied++
		}
	case Recover:
		var n RecoverNote
		if json.Unmarshal(e.Body, &n) == nil && (n.Missing > 0 || n.Head != "") {
			v.bad(e.Seq, "record %d says that the book was found damaged: %d records missing at its end", e.Seq, n.Missing)
		}
	case Retire:
		var n RetireNote
		if json.Unmarshal(e.Body, &n) == nil && n.Through == v.retired.Seq && n.Hash == v.retired.Hash {
			v.retired = Witness{}
		}
	}
}

// account recomputes a sum. The first account of a book whose older parts were deleted is where summing begins.
func (v *verifier) account(e entry) {
	var a Account
	if json.Unmarshal(e.Body, &a) != nil {
		v.bad(e.Seq, "record %d holds no account", e.Seq)
		return
	}
	if v.r.Total == nil && v.partial {
		v.r.Total = a.Sum.clone()
	} else {
		v.r.Total = v.r.Total.Add(a.Delta)
	}
	if a.Sum != nil && !reflect.DeepEqual(v.r.Total, a.Sum.clone()) {
		v.bad(e.Seq, "the sums of record %d are not those of the records before it", e.Seq)
		v.r.Total = a.Sum.clone()
	}
	if e.Kind == Stop {
		v.open = false
	}
}

// end checks what only the end of the book shows.
func (v *verifier) end(head Witness, fault string) {
	v.part, v.line = "", 0
	v.r.Newest = v.prev
	if v.open {
		v.r.Unended++
	}
	switch {
	case !v.began && fault == headMissing:
		v.bad(0, "there is no book in this folder")
	case fault != "":
		v.bad(v.prev.Seq, "%s", fault)
	case head.Seq > v.prev.Seq:
		v.bad(v.prev.Seq, "the book ends at record %d and had %d: its end was cut off", v.prev.Seq, head.Seq)
	case head.Seq == v.prev.Seq && head.Hash != v.prev.Hash:
		v.bad(v.prev.Seq, "the newest record is not the one that was noted beside the book")
	case head.Seq+1 < v.prev.Seq:
		v.bad(v.prev.Seq, "the book goes on for %d records after the one noted beside it", v.prev.Seq-head.Seq)
	}
	if v.retired.Seq > 0 {
		v.bad(v.retired.Seq, "records 1 to %d are missing, and no record says that they were deleted in order", v.retired.Seq)
	}
	for seq := range v.witness {
		v.bad(seq, "record %d, which the witness saw, is not in the book", seq)
	}
}
