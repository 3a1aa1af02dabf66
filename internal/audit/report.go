package audit

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Files is where an audit of files looks.
const Files = "files"

// Scope is what was looked at.
type Scope struct {
	Where  string    `json:"where"` // "loki at HOST" or Files
	Tenant string    `json:"tenant,omitempty"`
	Query  string    `json:"query,omitempty"`
	From   time.Time `json:"from,omitzero"`
	To     time.Time `json:"to,omitzero"`
	Policy string    `json:"policy"`
	Tool   string    `json:"tool"`
	Keyed  bool      `json:"tokens_match_the_agents"` // the tokens were made with the keys given
}

// Report is what an assessment of a suspected breach begins with. It holds no text of any line: labels are redacted,
// values are shown as tokens.
type Report struct {
	ID        string            `json:"id"`
	Made      time.Time         `json:"discovered"`
	Scope     Scope             `json:"scope"`
	Lines     uint64            `json:"lines_examined"`
	Affected  uint64            `json:"lines_affected"`
	Kinds     map[string]uint64 `json:"kinds"` // identifiers found, by entity type
	First     time.Time         `json:"first_seen,omitzero"`
	Last      time.Time         `json:"last_seen,omitzero"`
	Streams   []Stream          `json:"streams"`
	Tokens    []string          `json:"tokens"`         // of the values found
	Beside    []string          `json:"tokens_beside"`  // in the same lines, put there by a redactor before
	More      bool              `json:"more,omitempty"` // streams or tokens beyond those listed
	Deadlines []Deadline        `json:"deadlines"`
}

// Stream is where lines were found.
type Stream struct {
	Labels map[string]string `json:"labels"`
	Lines  uint64            `json:"lines"`
	Kinds  map[string]uint64 `json:"kinds"`
	First  time.Time         `json:"first_seen,omitzero"`
	Last   time.Time         `json:"last_seen,omitzero"`
	Query  string            `json:"query,omitempty"` // selects the stream; empty for files and where a label had to be redacted
	Ranges []Range           `json:"ranges,omitempty"`
}

// Range is a range of time in which only the lines concerned, or lines within a second of them, lie; To is exclusive.
type Range struct {
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Lines int       `json:"lines"`
}

// Deadline is one the Breach Notification Rule sets, counted from the day of discovery.
type Deadline struct {
	Rule string    `json:"rule"`
	What string    `json:"what"`
	By   time.Time `json:"by"`
}

// sixty days: 45 CFR 164.404(b), 164.406(b), 164.408(b) and 164.410(b), "without unreasonable delay and in no case later than
// 60 calendar days after discovery".
const sixty = 60 * 24 * time.Hour

// deadlines returns the outer limits. Whether there was a breach, and of how many people, is for people to assess.
func deadlines(discovered time.Time) []Deadline {
	d := discovered.UTC()
	by := d.Add(sixty)
	return []Deadline{
		{"45 CFR 164.410(b)", "a business associate tells the covered entity", by},
		{"45 CFR 164.404(b)", "each individual concerned is told", by},
		{"45 CFR 164.406(b)", "the media are told, if more than 500 residents of a state or jurisdiction are concerned", by},
		{"45 CFR 164.408(b)", "the Secretary of HHS is told, if 500 individuals or more are concerned", by},
		{"45 CFR 164.408(c)", "the Secretary of HHS is told, if fewer are: within 60 days after the end of the calendar year",
			time.Date(d.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC).Add(sixty - 24*time.Hour)},
	}
}

// Report returns what was found so far.
func (a *Audit) Report(scope Scope, now time.Time) *Report {
	var id [6]byte
	rand.Read(id[:])
	r := &Report{ID: "INC-" + now.UTC().Format("20060102") + "-" + hex.EncodeToString(id[:]), Made: now.UTC(), Scope: scope, Lines: a.lines,
		Affected: a.affected, Kinds: a.kinds, Streams: []Stream{}, Tokens: sorted(a.tokens), Beside: sorted(a.beside), More: a.more, Deadlines: deadlines(now)}
	for _, s := range a.streams {
		out := Stream{Labels: s.labels, Lines: s.lines, Kinds: s.kinds, First: s.first, Last: s.last, Ranges: s.spans}
		if !s.hidden && scope.Where != Files {
			out.Query = selector(s.labels)
		}
		r.Streams = append(r.Streams, out)
		if !s.first.IsZero() && (r.First.IsZero() || s.first.Before(r.First)) {
			r.First = s.first
		}
		if s.last.After(r.Last) {
			r.Last = s.last
		}
	}
	slices.SortFunc(r.Streams, func(x, y Stream) int {
		return cmp.Or(cmp.Compare(y.Lines, x.Lines), strings.Compare(fmt.Sprint(x.Labels), fmt.Sprint(y.Labels)))
	})
	return r
}

func sorted(set map[string]bool) []string {
	if len(set) == 0 {
		return []string{}
	}
	return slices.Sorted(maps.Keys(set))
}

// selector returns the LogQL that selects a stream, or "" where it has no labels.
func selector(labels map[string]string) string {
	if len(labels) == 0 {
		return ""
	}
	var all []string
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		all = append(all, fmt.Sprintf("%s=%q", name, labels[name]))
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// Files says whether files were examined, and not a store that is asked by queries.
func (r *Report) Files() bool { return r.Scope.Where == Files }
