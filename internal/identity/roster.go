package identity

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

// columns are what a roster may call its columns: words in lower case, without punctuation. A number behind the word, as
// in email_2, is ignored.
var columns = []struct {
	typ   detectors.Type
	names []string
}{
	{detectors.Email, []string{"email", "mail", "emailaddress"}},
	{detectors.SSN, []string{"ssn", "socialsecuritynumber", "itin"}},
	{detectors.Phone, []string{"phone", "telephone", "mobile", "cell", "phonenumber", "homephone", "workphone"}},
	{detectors.Phone, []string{"fax"}},
	{detectors.MRN, []string{"mrn", "medicalrecordnumber", "patientid"}},
	{detectors.InsuranceID, []string{"memberid", "member", "policynumber", "subscriberid", "insuranceid", "mbi", "medicaid", "medicare"}},
	{detectors.Account, []string{"accountnumber", "cardnumber", "iban"}},
	{detectors.License, []string{"license", "licence", "licensenumber", "licencenumber", "driverslicense", "passport"}},
	{detectors.Vehicle, []string{"vehicle", "vin", "plate", "licenseplate"}},
	{detectors.Device, []string{"device", "deviceid", "serialnumber"}},
	{detectors.Username, []string{"username", "login", "userid"}},
	{detectors.OtherID, []string{"id", "otherid"}},
	{detectors.Name, []string{"name", "fullname", "patientname"}},
	{detectors.DOB, []string{"dob", "birthdate", "dateofbirth"}},
}

// Words of columns that are not an identifier of their own.
var (
	accountNames = []string{"account", "accountid", "acct"}
	firstNames   = []string{"firstname", "givenname", "first", "given"}
	lastNames    = []string{"lastname", "familyname", "surname", "last", "family"}
)

// Roster reads people from CSV (RFC 4180) with a header line.
type Roster struct {
	csv                  *csv.Reader
	account, first, last int // columns; -1 for none
	types                []detectors.Type
	r                    row
	unread               int
}

// row is the memory of one person.
type row struct{ name, dob, buf []byte }

// NewRoster reads the header. Its error names a column by its number: a file without a header has a person there.
func NewRoster(r io.Reader) (*Roster, error) {
	c := csv.NewReader(r)
	c.ReuseRecord, c.TrimLeadingSpace = true, true
	head, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("read header: %w", csvCause(err))
	}
	t := &Roster{csv: c, account: -1, first: -1, last: -1, types: make([]detectors.Type, len(head))}
	for i, h := range head {
		if err := t.column(i, columnWord(h)); err != nil {
			return nil, err
		}
	}
	if t.account < 0 {
		return nil, errors.New("no column is called account: the first line must name the columns, such as account,email,mrn,name,dob")
	}
	return t, nil
}

func (t *Roster) column(i int, word string) error {
	switch {
	case slices.Contains(accountNames, word):
		t.account = i
		return nil
	case slices.Contains(firstNames, word):
		t.first = i
		return nil
	case slices.Contains(lastNames, word):
		t.last = i
		return nil
	}
	for _, c := range columns {
		if slices.Contains(c.names, word) {
			t.types[i] = c.typ
			return nil
		}
	}
	var all []string
	for _, c := range columns {
		all = append(all, c.names[0])
	}
	return fmt.Errorf("column %d has a name that is not known (not shown: it may be a value): use account, firstname, lastname, %s, or take the column out",
		i+1, strings.Join(all, ", "))
}

// columnWord returns a column's name in lower case, without punctuation and without a number at its end.
func columnWord(h string) string {
	h = strings.TrimPrefix(h, "\ufeff")
	h = strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' || r == '.' {
			return -1
		}
		return r
	}, strings.ToLower(h))
	return strings.TrimRight(h, "0123456789")
}

// Read adds the next person to b, and returns io.EOF after the last. Other errors name the line and never its text; after
// one of an account id the next call goes on.
func (t *Roster) Read(b *Builder) error {
	rec, err := t.csv.Read()
	if err == io.EOF {
		return err
	}
	if err != nil {
		return csvCause(err)
	}
	line, _ := t.csv.FieldPos(0)
	if err := b.Begin(strings.TrimSpace(rec[t.account])); err != nil {
		return fmt.Errorf("line %d: %w", line, err)
	}
	t.r.name, t.r.dob = t.r.name[:0], t.r.dob[:0]
	for i, typ := range t.types {
		t.identifier(b, typ, rec[i])
	}
	if t.first >= 0 && t.last >= 0 && len(t.r.name) == 0 && rec[t.first] != "" && rec[t.last] != "" {
		t.r.name = redact.AppendNormal(t.r.name, detectors.Name, []byte(rec[t.first]+" "+rec[t.last]))
	}
	if len(t.r.name) > 0 && len(t.r.dob) > 0 {
		b.AddBorn(t.r.name, t.r.dob)
	}
	return nil
}

func (t *Roster) identifier(b *Builder, typ detectors.Type, value string) {
	switch typ {
	case detectors.None:
	case detectors.Name:
		t.r.name = redact.AppendNormal(t.r.name, typ, []byte(value))
	case detectors.DOB:
		t.r.dob = redact.AppendNormal(t.r.dob[:0], typ, []byte(value))
		if len(t.r.dob) > 0 && !isDay(t.r.dob) {
			t.r.dob, t.unread = t.r.dob[:0], t.unread+1
		}
	default:
		t.r.buf = redact.AppendNormal(t.r.buf[:0], typ, []byte(value))
		b.Add(ClassOf(typ), t.r.buf)
	}
}

// Unread returns how many dates of birth could not be read: nobody is found by a name and one of these.
func (t *Roster) Unread() int { return t.unread }

// isDay says whether a date in its normal form is one: year, month and day.
func isDay(normal []byte) bool {
	for _, b := range normal {
		if b-'0' > 9 {
			return false
		}
	}
	return len(normal) == 8
}

// appendNameDOB appends a name and a date of birth, both in normal form, so that the order of the words of the name and
// initials between them do not matter.
func appendNameDOB(dst, name, dob []byte) []byte {
	words := slices.DeleteFunc(bytes.Fields(name), func(w []byte) bool { return len(w) < 2 })
	slices.SortFunc(words, bytes.Compare)
	for _, w := range words {
		dst = append(append(dst, w...), ' ')
	}
	return append(append(dst, 0), dob...)
}

// csvCause returns what is wrong with a CSV file, with the line and without its text.
func csvCause(err error) error {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		return fmt.Errorf("line %d: %w", pe.Line, pe.Err)
	}
	return fsx.Cause(err)
}
