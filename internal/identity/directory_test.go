package identity

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

const roster = `Account,email,email_2,ssn,mrn,member_id,first_name,Last-Name,dob,phone,VIN,device_id
20417,jane.doe@example.org,jd@example.org,536-22-8145,MRN001,ABC852309986,Jane,Doe,1961-02-03,(212) 555-0147,,
20418,rob@example.org,,,MRN002,,Robert,Quist,02/04/1970,212-555-0199,1HGCM82633A004352,
20419,ann@example.org,,,MRN003,,Ann,Quist,1980-01-01,212-555-0199,,SN481179
20419,ann@example.net,,,MRN003,,Ann,Quist,1980-01-01,,,
`

var secret = bytes.Repeat([]byte{7}, 32)

func build(t testing.TB, text string) string {
	t.Helper()
	b, err := NewBuilder(secret)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewRoster(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for {
		if err := r.Read(b); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "dir.hrp")
	shared, err := b.WriteFile(file)
	if err != nil || shared > 1 {
		t.Fatalf("%d shared identifiers, %v", shared, err)
	}
	return file
}

func TestDirectory(t *testing.T) {
	d, err := Open(build(t, roster), secret)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, c := range []struct {
		typ         detectors.Type
		value, want string
	}{
		{detectors.Email, "JANE.DOE@example.org", "20417"},
		{detectors.Email, "jd%40example.org", "20417"},
		{detectors.SSN, "536228145", "20417"},
		{detectors.MRN, "mrn-001", "20417"},
		{detectors.Account, "MRN001", "20417"}, // a number that a record calls by another word
		{detectors.License, "mrn 001", "20417"},
		{detectors.Vehicle, "1HGCM82633A004352", "20418"},
		{detectors.Device, "SN-48-1179", "20419"},
		{detectors.InsuranceID, "ABC 852309986", "20417"},
		{detectors.Phone, "+1 212 555 0147", "20417"},
		{detectors.Fax, "212.555.0147", "20417"},
		{detectors.Email, "ann@example.net", "20419"},
		{detectors.MRN, "MRN003", "20419"}, // two rows, one account
		{detectors.Phone, "212-555-0199", ""},
		{detectors.Email, "nobody@example.org", ""},
		{detectors.Name, "Jane Doe", ""},
		{detectors.DOB, "1961-02-03", ""},
		{detectors.Email, "", ""},
	} {
		got, ok := d.AppendAccount(nil, c.typ, redact.AppendNormal(nil, c.typ, []byte(c.value)))
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("%s %q is %q, %t; want %q", c.typ, c.value, got, ok, c.want)
		}
	}
	for _, c := range []struct{ name, dob, want string }{
		{"Jane Doe", "1961-02-03", "20417"},
		{"DOE, JANE", "02/03/1961", "20417"},
		{"Jane Q. Doe", "Feb 3, 1961", "20417"},
		{"Robert Quist", "19700204", "20418"},
		{"Jane Doe", "1961-02-04", ""},
		{"Jane", "1961-02-03", ""},
		{"", "1961-02-03", ""},
	} {
		got, ok := d.AppendAccountOf(nil, redact.AppendNormal(nil, detectors.Name, []byte(c.name)), redact.AppendNormal(nil, detectors.DOB, []byte(c.dob)))
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("%q born %q is %q, %t; want %q", c.name, c.dob, got, ok, c.want)
		}
	}
}

// TestDigestsOnly looks for every value of the roster in the file, account ids too.
func TestDigestsOnly(t *testing.T) {
	text, err := os.ReadFile(build(t, roster))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range strings.FieldsFunc(roster, func(r rune) bool { return r == ',' || r == '\n' }) {
		if len(v) > 3 && bytes.Contains(bytes.ToLower(text), []byte(strings.ToLower(v))) {
			t.Errorf("%q is in the file", v)
		}
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	file := build(t, roster)
	sound, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	try := func(text []byte, key []byte) error {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := Open(file, key)
		if err == nil {
			d.Close()
		}
		return err
	}
	if err := try(sound, secret); err != nil {
		t.Fatal(err)
	}
	for i := range sound {
		bad := bytes.Clone(sound)
		bad[i] ^= 0x10
		if try(bad, secret) == nil {
			t.Fatalf("byte %d of %d changed unseen", i, len(sound))
		}
		if try(sound[:i], secret) == nil {
			t.Fatalf("cut to %d of %d bytes unseen", i, len(sound))
		}
	}
	if err := try(sound, bytes.Repeat([]byte{8}, 32)); !errors.Is(err, ErrForeign) {
		t.Errorf("foreign key: %v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none"), secret); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// TestCutWhileOpen is what a careless copy over an open file does: nobody is found, nothing breaks.
func TestCutWhileOpen(t *testing.T) {
	file := build(t, roster)
	d, err := Open(file, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := os.Truncate(file, 0); err != nil {
		t.Fatal(err)
	}
	if got, ok := d.AppendAccount(nil, detectors.Email, []byte("jane.doe@example.org")); ok {
		t.Errorf("found %q", got)
	}
}

func TestRosterErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "read header",
		"email,mrn\na@example.org,1\n":  "no column is called account",
		"account,jane@example.org\n":    "column 2 has a name that is not known",
		"account,email\n20 417,x@y.z\n": "line 2: the account id must be",
		"account,email\n1,\"x\n":        "line 2: ",
		"account,email\n1\n":            "line 2: ",
	} {
		b, err := NewBuilder(secret)
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewRoster(strings.NewReader(text))
		for err == nil {
			err = r.Read(b)
		}
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "jane") {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// TestUnreadDates: dates of birth that are none are told.
func TestUnreadDates(t *testing.T) {
	b, err := NewBuilder(secret)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewRoster(strings.NewReader("account,name,dob\n1,Jane Doe,1961-02-03\n2,Ann Quist,0000-00-00\n3,Rob Quist,\n4,Will Quist,unknown\n5,Dee Quist,03-FEB-1961\n"))
	for err == nil {
		err = r.Read(b)
	}
	if _, identifiers := b.Len(); err != io.EOF || r.Unread() != 2 || identifiers != 2 {
		t.Errorf("%v, %d not read, %d people found by name", err, r.Unread(), identifiers)
	}
}

func TestEmpty(t *testing.T) {
	b, err := NewBuilder(secret)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "dir.hrp")
	if _, err := b.WriteFile(file); err != nil {
		t.Fatal(err)
	}
	d, err := Open(file, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, ok := d.AppendAccount(nil, detectors.Email, []byte("a@example.org")); ok || d.People() != 0 {
		t.Error("somebody is in an empty directory")
	}
}

func BenchmarkAppendAccount(b *testing.B) {
	var text strings.Builder
	text.WriteString(roster)
	for i := range 100_000 {
		fmt.Fprintf(&text, "A%d,user%d@example.com,,,Z%d,,,,,\n", i, i, i)
	}
	d, err := Open(build(b, text.String()), secret)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	for name, value := range map[string]string{"hit": "user77@example.com", "miss": "nobody@example.com"} {
		b.Run(name, func(b *testing.B) {
			buf := make([]byte, 0, 64)
			b.ReportAllocs()
			for b.Loop() {
				buf, _ = d.AppendAccount(buf[:0], detectors.Email, []byte(value))
			}
		})
	}
}
