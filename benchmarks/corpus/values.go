package corpus

import (
	"fmt"
	"strings"
	"time"

	"github.com/harpolog/harpo/detectors"
)

func (m *Maker) pick(s []string) string { return s[m.r.IntN(len(s))] }

// n returns a number from lo to hi.
func (m *Maker) n(lo, hi int) int { return lo + m.r.IntN(hi-lo+1) }

func (m *Maker) one(in int) bool { return m.r.IntN(in) == 0 }

func (m *Maker) hex(k int) string {
	const digits = "0123456789abcdef"
	b := make([]byte, k)
	for i := range b {
		b[i] = digits[m.r.IntN(16)]
	}
	return string(b)
}

func (m *Maker) uuid() string {
	return m.hex(8) + "-" + m.hex(4) + "-4" + m.hex(3) + "-a" + m.hex(3) + "-" + m.hex(12)
}

// now moves the records' clock on.
func (m *Maker) now() time.Time {
	m.clock += int64(m.r.IntN(40))
	return time.UnixMilli(m.clock).UTC()
}

func (m *Maker) iso() string { return m.now().Format("2006-01-02T15:04:05.000Z") }

// plant notes a value as planted and returns it.
func (m *Maker) plant(t detectors.Type, v string) string {
	m.plants = append(m.plants, Plant{t, v})
	return v
}

func (m *Maker) given() string {
	if m.who != nil {
		return m.plant(detectors.Name, m.who.Given)
	}
	return m.plant(detectors.Name, m.pick(m.names.Given))
}

func (m *Maker) family() string {
	if m.who != nil {
		return m.plant(detectors.Name, m.who.Family)
	}
	return m.plant(detectors.Name, m.pick(m.names.Family))
}

// caps returns a given name and a family name in capitals, as HL7 senders write them.
func (m *Maker) caps() (family, given string) {
	family, given = m.pick(m.names.Family), m.pick(m.names.Given)
	if m.who != nil {
		family, given = m.who.Family, m.who.Given
	}
	return m.plant(detectors.Name, strings.ToUpper(family)), m.plant(detectors.Name, strings.ToUpper(given))
}

func (m *Maker) person() string {
	if m.one(4) {
		return m.family() + ", " + m.given()
	}
	return m.given() + " " + m.family()
}

// email uses domains reserved by RFC 2606.
func (m *Maker) email() string {
	if m.who != nil {
		return m.plant(detectors.Email, m.who.Email)
	}
	user := ascii(m.pick(m.names.Given)) + m.pick([]string{".", "_", ""}) + ascii(m.pick(m.names.Family))
	return m.plant(detectors.Email, fmt.Sprintf("%s%d@%s", user, m.n(1, 99), m.pick([]string{"example.org", "example.com", "mail.example.net", "clinic.example.org"})))
}

// ssn keeps to numbers of the form that is issued: SSA POMS RM 10201.035.
func (m *Maker) ssn() string {
	if m.who != nil {
		return m.plant(detectors.SSN, m.who.SSN)
	}
	return m.plant(detectors.SSN, fmt.Sprintf("%03d-%02d-%04d", m.n(100, 665), m.n(1, 99), m.n(1, 9999)))
}

// phone uses the numbers 555-0100 to 555-0199, which are set aside for fiction, behind any area code.
func (m *Maker) phone() string {
	if m.who != nil {
		return m.plant(detectors.Phone, m.who.Phone)
	}
	form := m.pick([]string{"(%03d) 555-%04d", "%03d-555-%04d", "%03d.555.%04d", "+1 %03d-555-%04d"})
	area := 100*m.n(2, 9) + 10*m.pickInt(0, 2, 3, 4, 5, 6, 7, 8) + m.n(2, 9)
	return m.plant(detectors.Phone, fmt.Sprintf(form, area, m.n(100, 199)))
}

func (m *Maker) pickInt(s ...int) int { return s[m.r.IntN(len(s))] }

func (m *Maker) dob() string {
	iso := m.one(2)
	if p := m.who; p != nil {
		if iso {
			return m.plant(detectors.DOB, fmt.Sprintf("%d-%02d-%02d", p.Year, p.Month, p.Day))
		}
		return m.plant(detectors.DOB, fmt.Sprintf("%02d/%02d/%d", p.Month, p.Day, p.Year))
	}
	if iso {
		return m.plant(detectors.DOB, fmt.Sprintf("%d-%02d-%02d", m.n(1930, 2020), m.n(1, 12), m.n(1, 28)))
	}
	return m.plant(detectors.DOB, fmt.Sprintf("%02d/%02d/%d", m.n(1, 12), m.n(1, 28), m.n(1930, 2020)))
}

// card makes a number that passes the check of ISO/IEC 7812-1 annex B (Luhn).
func (m *Maker) card() string {
	d := []byte("4")
	sum := 8 // the leading 4, doubled
	for i := 1; i < 15; i++ {
		b := byte('0' + m.r.IntN(10))
		d = append(d, b)
		v := int(b - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	d = append(d, byte('0'+(10-sum%10)%10))
	if m.one(2) {
		return m.plant(detectors.Account, fmt.Sprintf("%s-%s-%s-%s", d[:4], d[4:8], d[8:12], d[12:]))
	}
	return m.plant(detectors.Account, string(d))
}

// icd has the form of an ICD-10-CM code; not every one exists.
func (m *Maker) icd() string {
	return m.plant(detectors.Diagnosis, fmt.Sprintf("%c%02d.%d", "ABCDEFGHIJKLMNOPQRSTVWXYZ"[m.r.IntN(25)], m.n(0, 99), m.n(0, 9)))
}

func (m *Maker) member() string {
	if m.who != nil {
		return m.plant(detectors.InsuranceID, m.who.Member)
	}
	return m.plant(detectors.InsuranceID, fmt.Sprintf("%c%c%c%09d", 'A'+m.r.IntN(26), 'A'+m.r.IntN(26), 'A'+m.r.IntN(26), m.r.IntN(1e9)))
}

func (m *Maker) mrn() string {
	if m.who != nil {
		return m.plant(detectors.MRN, m.who.MRN)
	}
	return m.plant(detectors.MRN, fmt.Sprint(m.n(100000, 9999999)))
}

// ip draws from everywhere but the blocks of RFC 6890 that no client has.
func (m *Maker) ip() string {
	return m.plant(detectors.IP, fmt.Sprintf("%d.%d.%d.%d", m.n(23, 99), m.n(1, 254), m.n(0, 255), m.n(1, 254)))
}

// privateIP is an address of RFC 1918: of a machine, not of a person.
func (m *Maker) privateIP() string {
	return fmt.Sprintf("10.%d.%d.%d", m.n(0, 63), m.n(0, 255), m.n(1, 254))
}

func (m *Maker) street() string {
	return m.plant(detectors.Address, fmt.Sprintf("%d %s %s", m.n(1, 9999), m.pick([]string{"Maple", "Invented", "Harbor", "Old Mill"}), m.pick([]string{"Street", "Ave", "Lane", "Rd"})))
}

func (m *Maker) city() string {
	return m.plant(detectors.City, m.pick([]string{"Springfield", "Columbus", "Albuquerque", "Tacoma", "Chattanooga", "Baton Rouge"}))
}

func (m *Maker) zip() string { return m.plant(detectors.ZIP, fmt.Sprintf("%05d", m.n(10000, 99499))) }
