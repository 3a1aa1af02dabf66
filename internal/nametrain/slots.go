package main

import (
	"fmt"
	"strings"
)

// slot fills one slot.
func (g *grammar) slot(name string) error {
	if f := person[name]; f != nil {
		if g.r.IntN(25) == 0 { // as a second pass over redacted text has it
			g.put("PHI-NAME-7xk2m4q1v9cd3h5t", false)
			return nil
		}
		g.put(f(g), true)
		return nil
	}
	switch name {
	case "city":
		g.maybe(g.cities.draw(g.r))
	case "hospital":
		g.maybe(g.pick(g.hospitals))
	case "city2": // where a city is no secret
		g.put(g.cities.draw(g.r), false)
	case "keyed":
		g.maybe(g.full())
	case "first2": // as names of products have it
		g.put(g.given.draw(g.r), false)
	case "eponym": // a name that is no person's
		g.put(g.surname(), false)
	default:
		return g.thing(name)
	}
	return nil
}

// thing fills a slot that holds no name.
func (g *grammar) thing(name string) error {
	if f := made[name]; f != nil {
		g.put(f(g), false)
		g.out.known = g.out.known || telling[name] && g.r.IntN(4) > 0
		return nil
	}
	if l := listed[strings.ToLower(name)]; l != nil {
		v := g.pick(l)
		if name[0]-'A' < 26 {
			v = capital(v)
		}
		g.put(v, false)
		return nil
	}
	return fmt.Errorf("no slot %s", name)
}

// telling are the slots that identify a person.
var telling = map[string]bool{"date": true, "phone": true, "mrn": true, "email": true, "age": true}

// person are the slots of names.
var person = map[string]func(*grammar) string{
	"first": func(g *grammar) string { return g.first() },
	"last":  func(g *grammar) string { return g.surname() },
	"one": func(g *grammar) string {
		if g.r.IntN(3) > 0 {
			return g.first()
		}
		return g.surname()
	},
	"full": func(g *grammar) string { return g.full() },
	"lf":   func(g *grammar) string { return g.surname() + ", " + g.first() },
	"lfm":  func(g *grammar) string { return g.surname() + ", " + g.first() + " " + g.initial() },
	"li":   func(g *grammar) string { return g.surname() + ", " + g.initial() + "." },
	"fi":   func(g *grammar) string { return g.first() + " " + g.initial() + "." },
	"il":   func(g *grammar) string { return g.initial() + ". " + g.surname() },
	"LF":   func(g *grammar) string { return strings.ToUpper(g.surname() + "," + g.first()) },
	"FULL": func(g *grammar) string { return strings.ToUpper(g.full()) },
	"LAST": func(g *grammar) string { return strings.ToUpper(g.surname()) },
	"CLF": func(g *grammar) string { // as forms have it: LAST FIRST M
		v := g.surname() + " " + g.first()
		if g.r.IntN(2) == 0 {
			v += " " + g.initial()
		}
		return strings.ToUpper(v)
	},
	"FIRST": func(g *grammar) string { return strings.ToUpper(g.first()) },
	"any": func(g *grammar) string {
		switch g.r.IntN(6) {
		case 0:
			return g.first()
		case 1, 2:
			return g.surname()
		case 3:
			return g.surname() + ", " + g.first()
		}
		return g.full()
	},
}

func (g *grammar) full() string {
	switch g.r.IntN(8) {
	case 0:
		return g.first() + " " + g.initial() + ". " + g.surname()
	case 1:
		return g.first() + " " + g.first() + " " + g.surname()
	case 2:
		return g.first() + " " + g.pick(particles) + " " + g.surname()
	}
	return g.first() + " " + g.surname()
}

var particles = []string{"de la", "de", "van", "van der", "von", "bin", "al", "dos", "di", "del", "El", "Van", "De", "St."}

func (g *grammar) initial() string { return string(rune('A' + g.r.IntN(26))) }

func (g *grammar) first() string {
	switch x := g.r.Float64(); {
	case x < 0.08:
		return g.invented()
	case x < 0.11:
		return g.given.draw(g.r) + "-" + g.given.draw(g.r)
	}
	return g.given.draw(g.r)
}

func (g *grammar) surname() string {
	switch x := g.r.Float64(); {
	case x < 0.10:
		return g.invented()
	case x < 0.17:
		return g.surnames.draw(g.r) + "-" + g.surnames.draw(g.r)
	}
	return g.surnames.draw(g.r)
}

// Syllables of names that no list holds.
var (
	onsets = strings.Fields("b br ch d dr f g gh h j k kh kw l m mb n ng nk p r s sh sr st t th tr ts v w x y z zh")
	vowels = strings.Fields("a a a e e i i o o u u aa ai ei ia ie io oa ua ö á é í ó ú ü ñi ä ě ą")
	codas  = strings.Fields("n m r s l k th ng sh v j sz ck nd rt - - - - - - - -")
)

func (g *grammar) invented() string {
	var b strings.Builder
	for range 2 + g.r.IntN(2) {
		b.WriteString(g.pick(onsets))
		v := g.pick(vowels)
		if v[0] >= 0x80 && g.r.IntN(2) > 0 {
			v = "a"
		}
		b.WriteString(v)
	}
	if c := g.pick(codas); c != "-" {
		b.WriteString(c)
	}
	return capital(b.String())
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (g *grammar) pick(l []string) string { return l[g.r.IntN(len(l))] }

// made are the slots that are made of numbers and of words of the tables.
var made = map[string]func(*grammar) string{
	"date":    func(g *grammar) string { return g.date() },
	"month":   func(g *grammar) string { return g.pick(months) },
	"weekday": func(g *grammar) string { return g.pick(weekdays) },
	"time":    func(g *grammar) string { return fmt.Sprintf("%d:%02d", 1+g.r.IntN(12), g.r.IntN(60)) },
	"stamp": func(g *grammar) string {
		return fmt.Sprintf("2026-%02d-%02dT%02d:%02d:%02dZ", 1+g.r.IntN(12), 1+g.r.IntN(28), g.r.IntN(24), g.r.IntN(60), g.r.IntN(60))
	},
	"phone": func(g *grammar) string {
		return fmt.Sprintf("%d-555-01%02d", 201+g.r.IntN(700), g.r.IntN(100))
	},
	"n":      func(g *grammar) string { return fmt.Sprint(1 + g.r.IntN(40)) },
	"num":    func(g *grammar) string { return fmt.Sprint(g.r.IntN(1_000_000)) },
	"age":    func(g *grammar) string { return fmt.Sprint(1 + g.r.IntN(104)) },
	"mrn":    func(g *grammar) string { return fmt.Sprint(1_000_000 + g.r.IntN(9_000_000)) },
	"email":  func(g *grammar) string { return strings.ToLower(g.given.draw(g.r)) + "@example.org" },
	"sexage": func(g *grammar) string { return g.pick([]string{"M", "F", "yo", "yoF", " y/o"}) },
	"street2": func(g *grammar) string {
		return g.pick([]string{"Lane", "Park", "Hill", "Lake", "Creek", "Point", "Ridge"})
	},
	"org2": func(g *grammar) string {
		return g.pick([]string{"funeral home", "pharmacy", "law firm", "clinic", "vendor", "church", "school"})
	},
	"state": func(g *grammar) string { return g.pick(g.states) },
	"payer": func(g *grammar) string { return g.pick(g.insurers) },
	"drug":  func(g *grammar) string { return strings.ToLower(g.pick(g.drugs)) },
	"Drug":  func(g *grammar) string { return capital(g.pick(g.drugs)) },
	"cond":  func(g *grammar) string { return g.pick(g.conditions) },
	"Cond":  func(g *grammar) string { return capital(g.pick(g.conditions)) },
	"word":  func(g *grammar) string { return g.english.draw(g.r) },
	"Word":  func(g *grammar) string { return capital(g.english.draw(g.r)) },
	"tech":  func(g *grammar) string { return g.tech.draw(g.r) },
	"Tech":  func(g *grammar) string { return capital(g.tech.draw(g.r)) },
	"TECH":  func(g *grammar) string { return strings.ToUpper(g.tech.draw(g.r)) },
	"Product": func(g *grammar) string {
		return capital(g.invented()) // a word that no list holds, and no name
	},
	"Abbr": func(g *grammar) string {
		b := make([]byte, 2+g.r.IntN(4))
		for i := range b {
			b[i] = byte('A' + g.r.IntN(26))
		}
		return string(b)
	},
	"Trunc": func(g *grammar) string { // as clerks shorten words: Bal, Pymt, Resched
		w := g.english.draw(g.r)
		return capital(w[:min(len(w), 3+g.r.IntN(3))])
	},
	"CWORD":    func(g *grammar) string { return strings.ToUpper(g.english.draw(g.r)) },
	"CTECH":    func(g *grammar) string { return strings.ToUpper(g.tech.draw(g.r)) },
	"COND":     func(g *grammar) string { return strings.ToUpper(g.pick(g.conditions)) },
	"DRUGCAPS": func(g *grammar) string { return strings.ToUpper(g.pick(g.drugs)) },
	"STAFF":    func(g *grammar) string { return strings.ToUpper(g.pick(listed["staff"])) },
	"REL":      func(g *grammar) string { return strings.ToUpper(g.pick(listed["rel"])) },
	"product2": func(g *grammar) string { return strings.ToLower(g.pick(listed["product"])) },
	"Class":    func(g *grammar) string { return capital(g.tech.draw(g.r)) + capital(g.tech.draw(g.r)) },
}

var (
	months   = strings.Fields("January February March April May June July August September October November December")
	weekdays = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
)

func (g *grammar) date() string {
	m, d, y := 1+g.r.IntN(12), 1+g.r.IntN(28), 1930+g.r.IntN(97)
	switch g.r.IntN(5) {
	case 0:
		return fmt.Sprintf("%s %d, %d", months[m-1], d, y)
	case 1:
		return fmt.Sprintf("%d/%d", m, d)
	case 2:
		return fmt.Sprintf("%d-%02d-%02d", y, m, d)
	case 3:
		return fmt.Sprintf("%s %d", months[m-1], d)
	}
	return fmt.Sprintf("%02d/%02d/%d", m, d, y)
}
