package format

// Longer takes up to two more words into an unquoted key before '=', behind ReadKey: "First Name=..", whose last word alone says
// little. The words before a key in key=value belong to it only where it says so little.
func (p *Pair) Longer(t []byte) {
	for n := 1; n < maxKeyWords && p.KeyQuote == 0 && at(t, p.KeyStart-1, ' '); n++ {
		w := wordBefore(t, p.KeyStart-1)
		if w < 0 {
			return
		}
		p.KeyStart = w
	}
}
