package redact

import (
	"bytes"
	"slices"

	"github.com/harpolog/harpo/detectors"
)

// Directory tells the account id of a person. It is safe for concurrent use, keeps none of the slices it is given, and
// answers from keyed digests: it holds no identifier. What it appends is of letters, digits, - and _ only.
type Directory interface {
	// AppendAccount appends the account id of the one person who has an identifier of a type, in its normal form
	// (AppendNormal), or reports false and appends nothing.
	AppendAccount(dst []byte, t detectors.Type, normal []byte) ([]byte, bool)
	// AppendAccountOf does the same for a name and a date of birth, both in normal form.
	AppendAccountOf(dst, name, dob []byte) ([]byte, bool)
	// Known says whether anybody has an identifier of a type, one person or more; KnownOf the same of a name and a date of birth.
	Known(t detectors.Type, normal []byte) bool
	KnownOf(name, dob []byte) bool
	// HasNumber says whether anybody has a number that is, in normal form, so long and has so many digits. One that looks otherwise
	// is not asked for.
	HasNumber(length, digits int) bool
	// Crowded says whether so many of the numbers of a type and length, of digits only, are somebody's that one without a sign of
	// what it is may well be none of them. It then has a token, and no account.
	Crowded(t detectors.Type, length int) bool
	// Born says whether somebody with a name has this date of birth, in normal form: whether names near one are worth a look.
	Born(dob []byte) bool
	// Shows says whether some person has this account id.
	Shows(account []byte) bool
}

// WithDirectory puts ACCT- and an account id in place of what names a person of the directory: an e-mail address, a number,
// or a name together with a date of birth, wherever the treatment has a token for it. Such a value is also found where
// nothing else tells what it is. An account id is itself an identifier (45 CFR 164.514(b)(2)(i)(J)).
func WithDirectory(d Directory) Option {
	return func(r *Redactor) {
		r.directory, r.numbers = d, new([maxIDLen + 1][maxIDLen + 1]bool)
		for length := range r.numbers {
			for digits := minIDDigits; digits <= length; digits++ {
				r.numbers[length][digits] = d.HasNumber(length, digits)
			}
		}
	}
}

// accountPrefix begins what stands for a person of the directory.
const accountPrefix = "ACCT-"

// people is the memory of who the spans of a record name.
type people struct {
	ids   []byte   // account ids
	of    [][2]int // for each span: its account id in ids; empty for none
	names []int    // spans
	dobs  []int
	name  []byte
	dob   []byte
	words [][2]int // see births
	other []byte   // a date that nobody was born on, as the text has it: log lines begin with the same day
}

// Bounds of the pairs of names and dates of birth that are tried in one record.
const (
	maxNames = 8
	maxDOBs  = 4
)

// identify notes which spans of the record at hand, once resolved, name a person of the directory.
func (s *state) identify(text []byte) {
	p := &s.people
	p.ids, p.of, p.names, p.dobs = p.ids[:0], p.of[:0], p.names[:0], p.dobs[:0]
	if s.r.treatment.NoAccount {
		p.of = slices.Grow(p.of, len(s.spans))[:len(s.spans)]
		clear(p.of)
		return
	}
	s.leaveAccounts(text)
	for i := range s.spans {
		sp := &s.spans[i]
		p.of = append(p.of, [2]int{})
		if s.r.treatment.Actions[sp.Type] != Token {
			continue
		}
		switch sp.Type {
		case detectors.Name:
			p.names = append(p.names, i)
		case detectors.DOB, detectors.Date:
			p.dobs = append(p.dobs, i)
		default:
			if sp.Why == whyCrowded {
				continue
			}
			p.name = appendNormal(p.name[:0], sp.Type, text[sp.Start:sp.End])
			s.take(i, func(dst []byte) ([]byte, bool) { return s.r.directory.AppendAccount(dst, sp.Type, p.name) })
		}
	}
	p.names, p.dobs = p.names[:min(len(p.names), maxNames)], p.dobs[:min(len(p.dobs), maxDOBs)]
	for _, d := range p.dobs {
		p.dob = appendNormal(p.dob[:0], detectors.DOB, text[s.spans[d].Start:s.spans[d].End])
		for k, n := range p.names {
			_ = s.born(text, d, n) || k+1 < len(p.names) && s.born(text, d, n, p.names[k+1]) ||
				k+2 < len(p.names) && s.born(text, d, n, p.names[k+1], p.names[k+2])
		}
	}
}

// born looks up the person with the date of birth of a span and the name that lies in others: in one, or in two or three, as
// records have it that keep family and given names apart.
func (s *state) born(text []byte, dob int, names ...int) bool {
	p := &s.people
	p.name = p.name[:0]
	for _, n := range names {
		if len(p.name) > 0 {
			p.name = append(p.name, ' ')
		}
		p.name = appendNormal(p.name, detectors.Name, text[s.spans[n].Start:s.spans[n].End])
	}
	ask := func(dst []byte) ([]byte, bool) { return s.r.directory.AppendAccountOf(dst, p.name, p.dob) }
	if !s.take(dob, ask) {
		return false
	}
	for _, n := range names {
		p.of[n] = p.of[dob]
	}
	return true
}

// take notes the account id of a span, if there is one.
func (s *state) take(span int, ask func([]byte) ([]byte, bool)) bool {
	p := &s.people
	from := len(p.ids)
	ids, ok := ask(p.ids)
	if !ok {
		return false
	}
	p.ids, p.of[span] = ids, [2]int{from, len(ids)}
	return true
}

// account appends what stands for the person that a span of the record at hand names, if it names one; span may be -1.
func (s *state) account(dst []byte, span int) ([]byte, bool) {
	if s.r.directory == nil || span < 0 || s.people.of[span][1] == 0 {
		return dst, false
	}
	of := s.people.of[span]
	return append(append(dst, accountPrefix...), s.people.ids[of[0]:of[1]]...), true
}

// quiet appends records in which the scanner saw nothing, with what the directory knows of them replaced. They begin at at in the
// source.
func (s *state) quiet(dst, text []byte, at int) []byte {
	for line := range bytes.Lines(text) {
		if s.finds(line) {
			dst = s.replace(dst, line, at)
		} else {
			end := bytes.TrimSuffix(line, []byte("\n"))
			s.tally.Withheld[Panic]++
			dst = append(append(dst, Panic.Placeholder()...), line[len(end):]...)
			s.draft.replaced(at, len(end), len(Panic.Placeholder()))
		}
		at += len(line)
	}
	return dst
}

// quietFindings appends what the directory knows of the records src[from:to], in which the scanner saw nothing.
func (s *state) quietFindings(dst []Finding, src []byte, from, to int) []Finding {
	if s.r.directory == nil {
		return dst
	}
	for line := range bytes.Lines(src[from:to]) {
		ok := s.finds(line)
		dst = s.findings(dst, from, from+len(bytes.TrimSuffix(line, []byte("\n"))), Panic, ok)
		from += len(line)
	}
	return dst
}

// finds leaves in s.spans what the directory knows of a line. It fails closed, like find.
func (s *state) finds(line []byte) (ok bool) {
	s.spans = s.spans[:0]
	defer func() { ok = recover() == nil }()
	if s.strangers(line); len(s.spans) == 0 {
		return true
	}
	s.spans = s.sorter.resolve(s.spans, line, true, s.acts)
	if s.r.rules != nil {
		s.spans = s.allowed(s.spans, line)
	}
	s.identify(line)
	return true
}

// leaveAccounts drops the spans that lie in account ids which an earlier pass put there, so that a second pass changes
// nothing.
func (s *state) leaveAccounts(text []byte) {
	s.spans = slices.DeleteFunc(s.spans, func(sp detectors.Span) bool {
		a, b := sp.Start, sp.End
		for a > 0 && sp.Start-a < maxAccountLen && (isTokenByte(text[a-1]) || text[a-1] == '-') {
			a--
		}
		for b < len(text) && b-sp.End < maxAccountLen && (isTokenByte(text[b]) || text[b] == '-') {
			b++
		}
		return hasPrefix(text[a:], accountPrefix) && a+len(accountPrefix) < b && s.r.directory.Shows(text[a+len(accountPrefix):b])
	})
}

// maxAccountLen is the length of the longest account id with its prefix.
const maxAccountLen = 64 + len(accountPrefix)
