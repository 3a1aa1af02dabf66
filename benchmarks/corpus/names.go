package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Names are the words that people are called by. Both lists are in normal case.
type Names struct{ Given, Family []string }

// ReadNames reads full names, one a line: the first word is a given name, the rest a family name. Words of one letter
// are left out: nothing could tell whether they are gone from an output. Errors name the line, never its text.
func ReadNames(r io.Reader) (Names, error) {
	var n Names
	s := bufio.NewScanner(r)
	for i := 1; s.Scan(); i++ {
		if !utf8.Valid(s.Bytes()) {
			return n, fmt.Errorf("line %d: not UTF-8", i)
		}
		given, family, ok := strings.Cut(strings.TrimSpace(s.Text()), " ")
		if given == "" {
			continue
		}
		if !ok || strings.ContainsAny(given+family, `"'\|^~&<>`) {
			return n, fmt.Errorf("line %d: want a given name, a blank and a family name, letters only", i)
		}
		if len(given) > 1 {
			n.Given = append(n.Given, given)
		}
		if family = strings.TrimSpace(family); len(family) > 1 {
			n.Family = append(n.Family, family)
		}
	}
	return n, s.Err()
}

// builtin returns common names and invented ones (the last line of each list), some of which are also words or hold
// letters beyond ASCII. Sources of the common ones: the lists of frequent names of the US Census Bureau and the Social
// Security Administration, which are in the public domain.
func builtin() Names {
	return Names{
		Given: strings.Fields(`James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
			Thomas Sarah Charles Karen Daniel Lisa Matthew Nancy Anthony Betty Donald Sandra Andrew Ashley Kenneth Kimberly Joshua Emily George
			Melissa Kevin Deborah Edward Stephanie Timothy Rebecca Jason Laura Jeffrey Helen Ryan Sharon Jacob Cynthia Gary Kathleen Nicholas Amy
			Dorothy Angela Larry Shirley Grace Faith Hope Rose Dean Jesús José Zoë Renée Latoya Mohammed Priya Wei Olga Svetlana Dmitri Keisha
			Thandiwe Yolanda Xiomara Kwame Ingrid Siobhan`),
		Family: strings.Fields(`Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
			Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright
			Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz
			Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly
			Muñoz Núñez Okafor Kowalski Patel Schwartz Yamamoto Petrov Haddad Lindqvist
			Quillfeather Zanetowski Brandywick Marrowby Ashgrove Tindlemarsh`),
	}
}

// ascii returns a name as it stands in an e-mail address: lower case, marks removed.
func ascii(name string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case 'á', 'à', 'ä':
			return 'a'
		case 'é', 'è', 'ë':
			return 'e'
		case 'í', 'ï':
			return 'i'
		case 'ó', 'ö':
			return 'o'
		case 'ú', 'ü':
			return 'u'
		case 'ñ':
			return 'n'
		}
		if c < 'a' || c > 'z' {
			return -1
		}
		return c
	}, strings.ToLower(name))
}
