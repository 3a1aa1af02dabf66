package metamorphic

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// gen draws values. Every list is halved: entries in even places are for making rules, those in odd places are held out.
type gen struct {
	r    *rand.Rand
	held bool
}

// newGen returns a gen whose values depend on the words given alone.
func newGen(seed string, held bool) *gen {
	h := fnv.New64a()
	h.Write([]byte(seed))
	return &gen{r: rand.New(rand.NewPCG(h.Sum64(), 1)), held: held}
}

// pick draws from one half of a list.
func (g *gen) pick(list []string) string {
	i := 2 * g.r.IntN((len(list)+1)/2)
	if g.held {
		i = 2*g.r.IntN(len(list)/2) + 1
	}
	return list[i]
}

// any draws from a whole list: for what is no part of a value.
func (g *gen) any(list []string) string { return list[g.r.IntN(len(list))] }

// n returns a number from lo to hi.
func (g *gen) n(lo, hi int) int { return lo + g.r.IntN(hi-lo+1) }

// digits returns k digits, the first of which is not 0.
func (g *gen) digits(k int) string {
	b := make([]byte, k)
	for i := range b {
		b[i] = byte('0' + g.r.IntN(10))
	}
	b[0] = byte('1' + g.r.IntN(9))
	return string(b)
}

// letters returns k letters of an alphabet.
func (g *gen) letters(alphabet string, k int) string {
	b := make([]byte, k)
	for i := range b {
		b[i] = alphabet[g.r.IntN(len(alphabet))]
	}
	return string(b)
}

const upper = "ABCDEFGHJKLMNPQRSTUVWXYZ"

// The name lists: frequent ones of the US, and ones that are rare there. Sources of the frequent ones: US Census Bureau
// and Social Security Administration, public domain. The rest are common knowledge of other countries.
var (
	given  = strings.Fields("Jane Robert Linda Michael Susan Kevin Angela Brian Teresa Gregory Denise Patrick Monica Harold Yvonne Curtis")
	family = strings.Fields("Johnson Garcia Miller Rodriguez Thompson Robinson Hernandez Phillips Sullivan Gutierrez Henderson Coleman Patterson Ramirez Simmons Alexander")

	rareGiven = strings.Fields(`Aoife Bogdan Chiamaka Dagny Eluned Fyodor Ghislaine Hrothgar Ikaika Jorunn Kwabena Ludmila Mbali Nergui Oighrig Pelagia
		Quang Rasmus Saoirse Tuulikki Ulrika Vusumuzi Wojciech Xolani Yevgenia Zsofia`)
	rareFamily = strings.Fields(`Abernethy-Voss Bhattacharya Czerwinski Dlamini Eriksdotter Fitzwarin Gwynfryn Hakobyan Ishiguro Jovanovic Kinnunen
		Lautoka Mwangi Nakashima Oyelaran Papadimitriou Quispe Ranganathan Szymborska Tshabalala Uzunoglu Vashchenko Wickramasinghe Xhaferi Yildirim Zvonimir`)

	markedGiven  = strings.Fields("José Zoë Renée Søren Thị Jürgen François Żaneta Iñaki Núria Håkon Léa")
	markedFamily = strings.Fields("Muñoz Nguyễn Müller Gómez Çelik Dvořák Kovačić Ågren Lefèvre Świątek Ibáñez Jørgensen")
	particles    = []string{"de la Cruz", "van der Berg", "von Hagen", "al Rashid", "dos Santos", "van Dijk", "de Oliveira", "del Castillo", "di Stefano", "bin Yusof", "ter Horst", "St. Clair"}
	apostrophes  = strings.Fields("O'Brien D'Angelo O'Sullivan N'Diaye O'Malley D'Souza O’Keefe M'Bala")
	hyphens      = strings.Fields("Smith-Jones Garcia-Lopez Baker-Doyle Lind-Okafor Perez-Rios Hall-Ward Roe-Vance Cole-Marsh")
	words        = []string{"Will Grant", "Hope Page", "Mark Field", "Rose Banks", "Grace Park", "Dean Price", "Faith Rivers", "Chase Hunter", "Joy Winter", "Rich Stone", "Dawn Frost", "Drew Carter"}
)

// value is an invented identifier. family and given are set for names.
type value struct{ text, family, given string }

func plain(s string) value { return value{text: s} }

// invented returns a name that is on no list: two or three syllables.
func (g *gen) invented() string {
	on := []string{"Br", "Dr", "Fl", "Gw", "Kr", "M", "N", "Pr", "Qu", "Sk", "T", "Thr", "V", "Wr", "Z", "Bl"}
	mid := []string{"a", "e", "i", "o", "u", "ae", "or", "el", "in", "ar"}
	end := []string{"ndel", "kwith", "sdane", "vosk", "mbry", "lthorp", "zzini", "rnsey", "ckova", "ttleby", "lgrim", "ssquoy"}
	s := g.pick(on) + g.pick(mid)
	if g.n(0, 2) == 0 {
		s += strings.ToLower(g.pick(on)) + g.pick(mid)
	}
	return s + g.pick(end)
}

// full draws a given and a family name, one time in two a rare one.
func (g *gen) full() (string, string) {
	gs, fs := given, family
	if g.n(0, 1) == 0 {
		gs = rareGiven
	}
	if g.n(0, 1) == 0 {
		fs = rareFamily
	}
	return g.pick(gs), g.pick(fs)
}

// name returns a maker of names of a form, in which {g} and {f} stand for given and family name.
func name(form string) func(*gen) value {
	return func(g *gen) value {
		a, b := g.full()
		return compose(form, a, b, g.pick(given))
	}
}

// compose puts a name together; {m} is a middle name, {i} the initial of the given name.
func compose(form, given, family, middle string) value {
	text := strings.NewReplacer("{g}", given, "{f}", family, "{m}", middle, "{i}", given[:1]).Replace(form)
	return value{text: text, family: family, given: given}
}

// with returns a maker of names whose family names come from a list.
func with(list []string) func(*gen) value {
	return func(g *gen) value {
		a, _ := g.full()
		return compose("{g} {f}", a, g.pick(list), "")
	}
}

func marked(g *gen) value { return compose("{g} {f}", g.pick(markedGiven), g.pick(markedFamily), "") }

func unlisted(g *gen) value { return compose("{g} {f}", g.invented(), g.invented(), "") }

func wordName(g *gen) value {
	a, b, _ := strings.Cut(g.pick(words), " ")
	return compose("{g} {f}", a, b, "")
}

// cased returns a maker whose values have another case.
func cased(f func(*gen) value, change func(string) string) func(*gen) value {
	return func(g *gen) value {
		v := f(g)
		return value{change(v.text), change(v.family), change(v.given)}
	}
}

func givenOnly(g *gen) value  { a, _ := g.full(); return value{text: a, given: a} }
func familyOnly(g *gen) value { _, b := g.full(); return value{text: b, family: b} }
