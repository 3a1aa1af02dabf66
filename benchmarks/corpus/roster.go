package corpus

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// Person is somebody of an invented roster.
type Person struct {
	Account, Given, Family, Email, SSN, Phone, MRN, Member string
	Year, Month, Day                                       int // of birth
}

// PersonAt returns the person with a number, below 5 million, of the roster of a seed: the same one whenever it is asked for. E-mail
// addresses, record numbers, member ids and Social Security numbers are one person's alone; telephone numbers are shared by some, as in a household.
func PersonAt(seed uint64, n int) Person {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	names := rosterNames
	const (
		spread = 268_435_399 // a prime that divides none of the moduli, so that no two people meet
		ssns   = 566 * 99 * 9999
	)
	u := uint64(n) * spread
	s := u % ssns
	p := Person{Account: fmt.Sprintf("A%07d", n), Given: names.Given[r.IntN(len(names.Given))], Family: names.Family[r.IntN(len(names.Family))],
		SSN:    fmt.Sprintf("%03d-%02d-%04d", 100+s/(99*9999), 1+s/9999%99, 1+s%9999),
		Phone:  fmt.Sprintf("%d%d%d-555-%04d", 2+r.IntN(8), 2+r.IntN(7), 2+r.IntN(8), r.IntN(10_000)),
		MRN:    fmt.Sprint(10_000_000 + u%90_000_000),
		Member: fmt.Sprintf("%c%c%c%09d", 'A'+r.IntN(26), 'A'+r.IntN(26), 'A'+r.IntN(26), u%1_000_000_000),
		Year:   1930 + r.IntN(91), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)}
	p.Email = fmt.Sprintf("%s.%s%d@example.org", ascii(p.Given), ascii(p.Family), n)
	return p
}

var rosterNames = builtin() // read-only

// WriteRoster writes people as `harpo directory build` reads them: so many, from first on, every step-th one.
func WriteRoster(w io.Writer, seed uint64, first, people, step int) error {
	b := bufio.NewWriterSize(w, 1<<20)
	b.WriteString("account,email,mrn,memberid,ssn,phone,name,dob\n")
	for n := range people {
		p := PersonAt(seed, first+n*step)
		b.WriteString(strings.Join([]string{p.Account, p.Email, p.MRN, p.Member, p.SSN, p.Phone, p.Given + " " + p.Family,
			fmt.Sprintf("%d-%02d-%02d\n", p.Year, p.Month, p.Day)}, ","))
	}
	return b.Flush()
}
