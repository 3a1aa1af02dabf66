package redact_test

import (
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
	"strings"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// tokens shortens tokens, which depend on the key, so that the output of an example is fixed.
var tokens = regexp.MustCompile(`(PHI-[A-Z_0-9]+)-[0-9a-z]{16}`)

func Example() {
	out := redact.New().Append(nil, []byte(`level=info msg="eligibility failed" ssn=536-22-8145 status=422`))
	fmt.Println(tokens.ReplaceAllString(string(out), "$1"))
	// Output: level=info msg="eligibility failed" ssn=PHI-SSN status=422
}

// One key everywhere gives a value one token everywhere.
func ExampleWithKeys() {
	keys := redact.NewKeys() // in earnest: redact.ParseKeys of the file that harpo key new made
	a := redact.New(redact.WithKeys(keys)).Append(nil, []byte("mail from jane@example.org"))
	b := redact.New(redact.WithKeys(keys)).Append(nil, []byte("mail from JANE@EXAMPLE.ORG"))
	fmt.Println(string(a) == string(b))
	// Output: true
}

func ExampleRedactor_Find() {
	line := []byte("registered, SSN 536-22-8145")
	for _, f := range redact.New().Find(nil, line) {
		fmt.Println(f.Type, f.Start, f.End, f.Detector)
	}
	// Output: SSN 16 27 ssn
}

// A Writer stands in front of any other: here, of a logger's.
func ExampleRedactor_Writer() {
	var out strings.Builder
	w := redact.New().Writer(&out)
	log.New(w, "", 0).Println("card 4111 1111 1111 1111 declined")
	io.WriteString(os.Stdout, tokens.ReplaceAllString(out.String(), "$1"))
	// Output: card PHI-ACCOUNT declined
}

func ExampleWithout() {
	r := redact.New(redact.Without(detectors.City))
	fmt.Println(tokens.ReplaceAllString(string(r.Append(nil, []byte("city=Toledo zip=43604"))), "$1"))
	// Output: city=Toledo zip=PHI-ZIP
}

// Clean is what sinks take: text that only this package can make.
func ExampleRedactor_Clean() {
	c := redact.New().Clean([]byte("contact: jane@example.org"))
	fmt.Println(tokens.ReplaceAllString(c.String(), "$1"))
	// Output: contact: PHI-EMAIL
}
