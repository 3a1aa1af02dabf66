package metamorphic

import (
	"fmt"
	"strings"
	"time"
)

// form returns a maker of values of a pattern: # is a digit, 9 a digit from 2 to 9, @ a capital letter; the rest stands
// for itself. Where several patterns are given, one is drawn.
func form(patterns ...string) func(*gen) value {
	return func(g *gen) value {
		b := []byte(g.any(patterns))
		for i, c := range b {
			switch c {
			case '#':
				b[i] = byte('0' + g.r.IntN(10))
			case '9':
				b[i] = byte('2' + g.r.IntN(8))
			case '@':
				b[i] = upper[g.r.IntN(len(upper))]
			}
		}
		return plain(string(b))
	}
}

// ssn returns a number of the form that is issued: SSA POMS RM 10201.035.
func ssn(sep string) func(*gen) value {
	return func(g *gen) value {
		return plain(fmt.Sprintf("%03d%s%02d%s%04d", g.n(100, 665), sep, g.n(1, 99), sep, g.n(1, 9999)))
	}
}

func itin(g *gen) value {
	return plain(fmt.Sprintf("9%02d-%02d-%04d", g.n(0, 99), g.n(70, 88), g.n(1, 9999)))
}

// phone makes numbers of 555-0100 to 555-0199, which are set aside for fiction.
func phone(format string) func(*gen) value {
	return func(g *gen) value {
		return plain(fmt.Sprintf(format, 100*g.n(2, 9)+10*g.n(2, 8)+g.n(2, 9), g.n(100, 199)))
	}
}

func phone7(g *gen) value { return plain(fmt.Sprintf("555-%04d", g.n(100, 199))) }

// foreignPhone uses ranges that Ofcom set aside for drama, and invented ones.
func foreignPhone(g *gen) value {
	return plain(g.any([]string{"+44 20 7946 0", "+44 7700 900", "+49 30 23125 ", "+33 1 99 00 "}) + g.digits(3))
}

func email(g *gen) value {
	a, b := g.full()
	user := strings.ToLower(ascii(a) + g.any([]string{".", "_", "", "-"}) + ascii(b))
	return plain(user + g.any([]string{"", "+rx", "82"}) + "@" + g.any([]string{"example.org", "mail.example.com", "clinic.example", "example.net"}))
}

// ascii leaves out what cannot stand in an address.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '\'' || r > 0x7f {
			return -1
		}
		return r
	}, s)
}

// day returns a maker of dates of birth in a layout of package time.
func day(layout string) func(*gen) value {
	return func(g *gen) value { return plain(g.born().Format(layout)) }
}

// recent returns a maker of dates of events in a layout of package time.
func recent(layout string) func(*gen) value {
	return func(g *gen) value {
		return plain(time.Date(2025, 1, 1+g.n(0, 500), 9, 30, 0, 0, time.UTC).Format(layout))
	}
}

func (g *gen) born() time.Time {
	return time.Date(g.n(1931, 2019), time.Month(g.n(1, 12)), g.n(1, 28), 0, 0, 0, 0, time.UTC)
}

func epochSeconds(g *gen) value { return plain(fmt.Sprint(-g.n(1_000_000, 900_000_000))) }
func epochMillis(g *gen) value  { return plain(fmt.Sprint(-g.n(1_000_000, 900_000_000), "000")) }
func dotNetDate(g *gen) value {
	return plain(fmt.Sprintf("/Date(-%d000)/", g.n(1_000_000, 900_000_000)))
}

func ordinalDate(g *gen) value {
	d := g.born()
	suffix := "th"
	if n := d.Day(); n < 4 || n > 20 && n%10 < 4 && n%10 > 0 {
		suffix = []string{"st", "nd", "rd"}[n%10-1]
	}
	return plain(g.any([]string{fmt.Sprintf("the %d%s of %s %d", d.Day(), suffix, d.Month(), d.Year()), fmt.Sprintf("%s %d%s, %d", d.Format("Jan"), d.Day(), suffix, d.Year())}))
}

func julianDate(g *gen) value { return plain(fmt.Sprintf("%d%03d", g.n(1931, 2019), g.n(1, 365))) }
func capsDate(g *gen) value   { return plain(strings.ToUpper(g.born().Format("02Jan06"))) }

var (
	streetNames = []string{"Maple", "Old Mill", "Harbor View", "Quillback", "Elm", "Tindle", "W. Larch", "NE Juniper", "Zinnia", "Marrow Hill"}
	suffixes    = []string{"St", "Avenue", "Lane", "Rd", "Blvd", "Court", "Dr", "Way", "Pkwy", "Terrace"}
	cities      = []string{"Springfield", "Chattanooga", "Baton Rouge", "Albuquerque", "Tacoma", "Sioux Falls", "Fort Wayne", "Yonkers", "El Paso", "Murfreesboro", "Toledo", "Reno"}
	states      = []string{"IL", "OH", "TX", "WA", "NY", "NV", "TN", "IN"}
)

func street(g *gen) value {
	return plain(fmt.Sprintf("%d %s %s", g.n(1, 19999), g.pick(streetNames), g.pick(suffixes)))
}

func streetUnit(g *gen) value {
	return plain(street(g).text + g.any([]string{" Apt 4B", ", Suite 210", " #12", ", Unit 9", ", Floor 3"}))
}

func city(g *gen) value { return plain(g.pick(cities)) }

func cityLine(g *gen) value {
	return plain(fmt.Sprintf("%s, %s %05d", g.pick(cities), g.any(states), g.n(10000, 99499)))
}

func fullAddress(g *gen) value { return plain(street(g).text + ", " + cityLine(g).text) }

func zip5(g *gen) value { return plain(fmt.Sprintf("%05d", g.n(10000, 99499))) }

// mbi has the form of a Medicare number (CMS, MBI format, 2017).
func mbi(sep string) func(*gen) value {
	const l = "ACDEFGHJKMNPQRTUVWXY"
	return func(g *gen) value {
		return plain(g.digits(1) + g.letters(l, 1) + g.letters(l+"0123456789", 1) + g.letters("0123456789", 1) + sep + g.letters(l, 1) +
			g.letters(l+"0123456789", 1) + g.letters("0123456789", 1) + sep + g.letters(l, 2) + g.letters("0123456789", 2))
	}
}

// checked appends the check digit of ISO/IEC 7812-1 annex B (Luhn) to digits; head is counted, not written.
func checked(head, digits string) string {
	sum, double := 0, true
	all := head + digits
	for i := len(all) - 1; i >= 0; i, double = i-1, !double {
		d := int(all[i] - '0')
		if double {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return digits + string(rune('0'+(10-sum%10)%10))
}

func card(sep string) func(*gen) value {
	return func(g *gen) value {
		d := checked("", "4"+g.letters("0123456789", 14))
		return plain(d[:4] + sep + d[4:8] + sep + d[8:12] + sep + d[12:])
	}
}

// npi is checked behind the prefix 80840 (45 CFR 162.406).
func npi(g *gen) value { return plain(checked("80840", "1"+g.letters("0123456789", 8))) }

// dea carries its check digit as the seventh digit.
func dea(g *gen) value {
	d := g.letters("0123456789", 6)
	at := func(i int) int { return int(d[i] - '0') }
	return plain(g.letters("ABFGM", 1) + g.letters(upper, 1) + d + fmt.Sprint((at(0)+at(2)+at(4)+2*(at(1)+at(3)+at(5)))%10))
}

func imei(g *gen) value { return plain(checked("", "35"+g.letters("0123456789", 12))) }

// vin carries its check character in the ninth place (49 CFR 565.15).
func vin(g *gen) value {
	const set = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
	const worth = "123456781234579234567890123456789"
	weights := []int{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2}
	b := []byte("1" + g.letters("ABCDEFGH", 2) + g.letters(set, 14))
	sum := 0
	for i, c := range b {
		at := strings.IndexByte(set, c)
		v := int(worth[at] - '0')
		if c >= '0' && c <= '9' {
			v = int(c - '0')
		}
		sum += v * weights[i]
	}
	b[8] = "0123456789X"[sum%11]
	return plain(string(b))
}

func iban(g *gen) value {
	bban := g.letters("0123456789", 18)
	rest := 0
	for _, c := range bban + "131400" { // DE00 behind the rest: ISO 13616
		rest = (rest*10 + int(c-'0')) % 97
	}
	return plain(fmt.Sprintf("DE%02d%s", 98-rest, bban))
}

func publicIP(g *gen) value {
	return plain(fmt.Sprintf("%d.%d.%d.%d", g.n(23, 99), g.n(1, 254), g.n(0, 255), g.n(1, 254)))
}

func ipv6(g *gen) value {
	return plain(fmt.Sprintf("2001:db8:%x:%x::%x", g.n(16, 65535), g.n(16, 65535), g.n(16, 65535)))
}

func icd(dot string) func(*gen) value {
	codes := []string{"E11.9", "I25.10", "J45.909", "M54.50", "F32.9", "Z79.4", "S72.001A", "C50.911", "K21.9", "N18.30", "G43.909", "R07.9", "U07.1", "O09.90"}
	return func(g *gen) value { return plain(strings.Replace(g.pick(codes), ".", dot, 1)) }
}

func password(g *gen) value {
	return plain(g.letters("abcdefghkmnpqrstuvwxyz", 6) + g.letters("!$*_", 1) + g.digits(3) + g.letters(upper, 2))
}

func apiKey(g *gen) value {
	return plain(g.any([]string{"sk_live_", "key-", ""}) + g.letters("abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 32))
}

func username(g *gen) value {
	a, b := g.full()
	a, b = strings.ToLower(ascii(a)), strings.ToLower(ascii(b))
	return plain(g.any([]string{a[:1] + b, a + "." + b, b + a[:1] + "2", a + "_" + b}))
}
