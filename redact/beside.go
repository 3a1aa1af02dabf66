package redact

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// The evidence of what a record holds besides the person that it names.
const (
	bornWhy  = "date right behind a name"
	agedWhy  = "age over 89 right behind a name"
	careWhy  = "date in a record of a person"
	dialWhy  = "ten digits in a record of a person"
	loginWhy = "login made of a name in the record"

	domainWhy = "login of a domain in a record of a person"
)

const (
	maxDates  = 32 // of a record
	maxLogins = 16 // words that look like logins
	maxBeside = 4  // bytes between a name and the date of birth behind it
	minLogin  = 4
	maxLogin  = 32

	maxPersons   = 8  // names of a record whose logins are looked for
	maxNameParts = 4  // words of each
	maxNamesake  = 64 // bytes of a name
)

// besides takes the dates, telephone numbers and logins of a record that names a person: nothing else tells whose they are, and the
// record does (45 CFR 164.514(b)(2)(i)(C), (D), (H), (R)). s.spans[:n] are sorted. named says that they hold a name, level what
// may announce a number.
func (s *state) besides(text []byte, n int, named bool, level announced) {
	var people namesakes
	if named {
		s.namesakes(&people, text, n)
		s.births(text, n)
	}
	starts := people.initials<<1 | dateStarts
	var literals format.Strings
	k, dates, logins := 0, 0, 0
	var words besideWords
	words.begins(text, s.classesOf(text), &people)
	for start, i := words.next(0); start < len(text); start, i = words.next(i) {
		first := text[start]
		if start > 2 && text[start-1] == '\\' && first-'a' < 26 {
			if end := detectors.DomainUser(text, start); end > 0 && !(mayEscape(text, start) && literals.In(text, start)) {
				s.near(format.Cell{Start: start, End: end}, detectors.Username, domainWhy)
				i = max(i, end)
				continue
			}
		}
		if starts>>(first&0x1f)&1 == 0 && first >= 'A' && text[i-1] >= 'A' && (i-start < 2 || text[i-2] >= 'A') {
			continue // most words
		}
		login := people.initials>>(first-'a')&1 != 0 && people.goesOn(text, start+1)
		date := first-'0' < 10 || i-start >= 3 && dateLeads[first&0x1f]>>(text[start+1]&0x1f)&1 != 0
		figure := named && first-'0' < 10 && start > 0 && i-start < 6 && (text[start-1] == '+' || text[start-1] == ' ' || text[start-1] == '(')
		number := i-start >= 5 && (text[i-1]-'0' < 10 || text[i-2]-'0' < 10) || i-start == 4 && start > 0 && text[i-1]-'0' < 10 && fourAhead[text[start-1]] && text[start] != '2'
		if date = date && detectors.DateStarts(text, start); !date && !login && !number && !figure {
			continue
		}
		for k < n && s.spans[k].End <= start {
			k++
		}
		if k < n && s.spans[k].Start <= start && s.acts(&s.spans[k]) {
			continue
		}
		switch {
		case date && dates < maxDates:
			end, _ := detectors.BesideDate(text, start)
			if end == 0 {
				i = s.figures(text, start, i, figure, number, k, n, level)
				continue
			}
			dates++
			if s.behindName(text, start, n) {
				s.near(format.Cell{Start: start, End: end}, detectors.DOB, bornWhy)
			} else {
				s.near(format.Cell{Start: start, End: end}, detectors.Date, careWhy)
			}
			i = max(i, end)
		case login && logins < maxLogins:
			if end := loginEnd(text, start); end > 0 {
				logins++
				if people.login(text[start:end]) {
					s.near(format.Cell{Start: start, End: end}, detectors.Username, loginWhy)
				}
			}
		case number && (i-start == 8 || i-start == 6) && detectors.BesideCompact(text, start, i) > 0:
			s.near(format.Cell{Start: start, End: i}, detectors.Date, careWhy)
		case number || figure:
			if end := detectors.BesidePhone(text, start); number && named && end > 0 {
				s.near(format.Cell{Start: start, End: end}, detectors.Phone, dialWhy)
			} else {
				i = s.figures(text, start, i, figure, number, k, n, level)
			}
		}
	}
}

// announced is how much must announce a number of the record's person.
type announced uint8

const (
	surely announced = iota // a noun that programs hardly have
	rather                  // any noun that people's numbers have: the record names a person, or holds two identifiers of one
)

// births takes the dates of birth and the ages right behind the names among s.spans[:n].
func (s *state) births(text []byte, n int) {
	for i := range n {
		sp := &s.spans[i]
		if sp.Type != detectors.Name || !personal(sp) {
			continue
		}
		if start, end := detectors.BirthBehind(text, sp.End); end > 0 {
			s.near(format.Cell{Start: start, End: end}, detectors.DOB, bornWhy)
		} else if start, end := detectors.AgeBehind(text, sp.End); end > 0 {
			s.near(format.Cell{Start: start, End: end}, detectors.Age90, agedWhy)
		}
	}
}

// figures takes what the number text[start:end] begins or is, if it may begin something, or be one that a word before it announces or that stands
// beside a name, and returns where to go on. s.spans[:n] are sorted; those from k on end behind start.
func (s *state) figures(text []byte, start, end int, begins, number bool, k, n int, level announced) int {
	if begins {
		n := len(s.spans)
		if s.spans = detectors.BesideFigures(s.spans, text, start); len(s.spans) > n {
			return max(end, s.spans[len(s.spans)-1].End)
		}
	}
	if !number {
		return end
	}
	if level == surely {
		if a, e, typ := detectors.BesideNumber(text, start, end, true); typ != detectors.None && !s.nobodys(text, a) {
			s.near(format.Cell{Start: a, End: e}, typ, besideWhy)
			return e
		}
		return end
	}
	return s.besideID(text, start, end, k, n)
}

// dateLeads has, by the first letter of a month or a day of the week, a bit for each second letter; both as their place in the alphabet.
var dateLeads = func() (t [32]uint32) {
	for _, w := range [...]string{"ja", "fe", "ma", "ap", "ju", "au", "se", "oc", "no", "de", "mo", "tu", "we", "th", "fr", "sa", "su"} {
		t[w[0]&0x1f] |= 1 << (w[1] & 0x1f)
	}
	return
}()

// dateStarts has a bit for each letter that a date begins with.
var dateStarts = func() (t uint32) {
	for i, leads := range dateLeads {
		if leads != 0 {
			t |= 1 << i
		}
	}
	return
}()

// fourAhead are the bytes that may stand right before four digits that are a number of a person, or the end of one.
var fourAhead = [256]bool{' ': true, '#': true, '-': true}

// wordBytes are those of wordByte.
var wordBytes = func() (t [256]bool) {
	for i := range t {
		t[i] = wordByte(byte(i))
	}
	return
}()

// behindName says whether nothing but a few signs stands between a name and text[i].
func (s *state) behindName(text []byte, i, n int) bool {
	for k := 0; k < n; k++ {
		sp := &s.spans[k]
		if sp.Type == detectors.Name && sp.End <= i && i-sp.End <= maxBeside && personal(sp) && plain(text[sp.End:i]) {
			return true
		}
	}
	return false
}

// namesakes are the names of a record that a login can be made of.
type namesakes struct {
	names    [maxPersons][maxNameParts][]byte // their words, in lower case
	parts    [maxPersons]int
	n        int
	initials uint32 // a bit for each letter that a word begins with
	seconds  uint32 // and for each that the second of a login may be: one that a word begins with, or the second of one
}

// namesakes gathers the names among s.spans[:n].
func (s *state) namesakes(p *namesakes, text []byte, n int) {
	s.norm = s.norm[:0]
	for i := 0; i < n && p.n < len(p.names); i++ {
		sp := &s.spans[i]
		if sp.Type != detectors.Name || !personal(sp) || sp.End-sp.Start >= maxNamesake {
			continue
		}
		from, name := len(s.norm), true
		for _, b := range text[sp.Start:sp.End] {
			if b-'0' < 10 || b == '@' || b == '_' {
				name = false
				break
			}
			if b != '\'' { // O'Brien signs in as obrien
				s.norm = append(s.norm, lowerByte(b))
			}
		}
		if name {
			p.add(s.norm[from:len(s.norm):len(s.norm)])
		}
	}
}

func lowerByte(b byte) byte {
	if b-'A' < 26 {
		b |= 0x20
	}
	return b
}

// add takes the words of a name.
func (p *namesakes) add(name []byte) {
	k := &p.parts[p.n]
	for len(name) > 0 && *k < maxNameParts {
		w := nextWord(name)
		name = name[w.end:]
		if len(w.text) > 1 {
			p.names[p.n][*k] = w.text
			*k++
			if w.text[0]-'a' < 26 {
				p.initials |= 1 << (w.text[0] - 'a')
				p.seconds |= 1<<(w.text[0]-'a') | 1<<(w.text[1]-'a')
			}
		}
	}
	if *k > 0 {
		p.n++
	}
}

// goesOn says whether text[i] can be the second sign of a login.
func (p *namesakes) goesOn(text []byte, i int) bool {
	return i < len(text) && (text[i]-'a' >= 26 || p.seconds>>(text[i]-'a')&1 != 0)
}

// login says whether v is made of the words of one of the names.
func (p *namesakes) login(v []byte) bool {
	for i := range p.n {
		if detectors.LoginOf(v, p.names[i][:p.parts[i]]) {
			return true
		}
	}
	return false
}

// loginEnd returns the end of what can be a login at text[i], or 0.
func loginEnd(text []byte, i int) int {
	if i > 0 && (text[i-1] == '.' || text[i-1] == '-') {
		return 0
	}
	end := i
	for end < len(text) && loginByte(text[end]) {
		end++
	}
	for end > i && text[end-1] == '.' {
		end--
	}
	if end-i < minLogin || end-i > maxLogin || end < len(text) && (text[end] == '@' || text[end] == '=' || text[end] == ':' || wordByte(text[end])) {
		return 0
	}
	return end
}

func loginByte(b byte) bool {
	return b-'a' < 26 || b-'0' < 10 || b == '.' || b == '_' || b == '-'
}
