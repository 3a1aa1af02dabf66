package detectors

import (
	"strings"
	"testing"
)

// TestInProse: what the model makes of sentences in a record that holds other identifiers of a person. Marked is what must be found,
// and nothing else may.
func TestInProse(t *testing.T) {
	for _, line := range []string{
		`On rounds «Obiageli» wants to go home, her sister «Perpetua» agrees`,
		`Phoned «Fenwick»'s stepson, no answer`,
		`attn Dr. «Ibekwe»: «Szczepan» fell twice, sitter «Maelys» saw it`,
		`overbook «Tindall» 8:40, «Ogden, P.» 8:50`,
		`please ring «kowalewska, anna» about the copay`,
		`DRAWN BY «MARCHETTI» AT THE BEDSIDE OF «ILSE BRANDAUER»`,
		`thanks «Ottilie»! see you at the clinic`,
		`«Brannigan» residence: ring twice, «Deirdre» has the keys`,
		`report from «Thaddeus» RN, on room air, tolerating clears`,
		`transferred by ambulance to the Whitmore Clinic with a Foley catheter`,
		`scored 24 on the Tinetti scale, positive Romberg sign`,
		`the Hoffmann protocol is on the intranet for all nurses`,
		`Given Lasix and Tylenol by mouth, no chest pain`,
		`updated Mother Maiden Name of the patient`,
		`the Policy Holder Name of the member is missing`,
		`SELECT id FROM patients WHERE iban = 'x' AND deano = 'y'`,
		`body of the patient: &lt;patient&gt;&lt;beneficiaryname&gt;`,
		`the patient has no vin: Some("x") and no Stella:true`,
		`Key (member)=(4114) is not present in the table of members`,
	} {
		text, want := marked(line)
		got := make([]bool, len(text))
		for _, s := range InProse(new(Memo), nil, text, bitmapsOf(text), true) {
			if s.Type == Name && s.Score >= Likely {
				for i := s.Start; i < s.End; i++ {
					got[i] = true
				}
			}
		}
		for i := range text {
			if is(text, i, alnum) && got[i] != want[i] && !ofTitle(string(text), i) {
				t.Errorf("%s\nfound %s", line, shown(text, got))
				break
			}
		}
	}
}

// ofTitle says whether text[i] belongs to a title, which may be taken with the name or not.
func ofTitle(text string, i int) bool {
	k := strings.Index(text, "Dr.")
	return k >= 0 && i >= k && i < k+3
}

// TestNameAlone: a single name in a sentence that holds nothing else of a person is found where the words beside it leave no doubt.
func TestNameAlone(t *testing.T) {
	for _, line := range []string{
		`«Maureen» says the wheelchair never arrived`,
		`her roommate «Tobias» called 911`,
		`Good morning «Rosalind», your glasses are ready`,
		`can someone page «Lindstrom» for the consult in bed 4?`,
		`Grant access to the role before the migration`,
		`Chase the invoice with accounting`,
		`Jordan and Austin are the names of two clusters`,
		`the Travis build of the branch was restarted by Jenkins`,
		`May need a restart; Will retry in 5 seconds`,
		`Pascal and Ada are older than Julia`,
		`Sent by Postman client of the server`,
		`member Consul joined the cluster of the host`,
	} {
		text, want := marked(line)
		got := make([]bool, len(text))
		for _, s := range findNames(string(text)) {
			for i := s.Start; i < s.End && s.Score >= Likely; i++ {
				got[i] = true
			}
		}
		for i := range text {
			if is(text, i, alnum) && got[i] != want[i] {
				t.Errorf("%s\nfound %s", line, shown(text, got))
				break
			}
		}
	}
}

// TestModelFits: the weights belong to the features of this build.
func TestModelFits(t *testing.T) {
	if len(nameWeights) != 2*NameFeatures {
		t.Errorf("names.model has %d bytes, want %d: run go generate", len(nameWeights), 2*NameFeatures)
	}
	var p passage
	text := []byte("The nurse spoke with Maureen about her new insulin and the bill.")
	p.read(text, 0)
	p.settle(text)
	for k := range p.n {
		seen := map[uint16]bool{}
		for _, f := range p.features(k, k%2 == 0) {
			if int(f) >= NameFeatures || seen[f] {
				t.Errorf("word %d has feature %d twice, or there is none such", k, f)
			}
			seen[f] = true
		}
	}
}

// TestContextWords: a word stands in one list of contexts, and is found there.
func TestContextWords(t *testing.T) {
	seen := map[string]context{}
	for _, l := range contextLists {
		for w := range strings.FieldsSeq(l.words) {
			if of, twice := seen[w]; twice {
				t.Errorf("%s stands in lists %d and %d", w, of, l.of)
			}
			seen[w] = l.of
			if got := contextOfWord([]byte(w)) & ctxMask; got != l.of {
				t.Errorf("%s has context %d, want %d", w, got, l.of)
			}
		}
	}
}

func BenchmarkInProse(b *testing.B) {
	var m Memo
	text := []byte("Rounds: Obiageli wants to go home, her sister Perpetua agrees; overbook Tindall 8:40, Ogden, P. 8:50 and call the daughter of the patient on 3/4.")
	dst, maps := make([]Span, 0, 16), bitmapsOf(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = InProse(&m, dst[:0], text, maps, true)
	}
}

// TestBracketOfNumber: a bracket that a telephone number in a sentence stands in stays; that of its area code does not.
func TestBracketOfNumber(t *testing.T) {
	for text, want := range map[string]string{
		"her sister Ann says he is at (428-555-0145) till nine": "428-555-0145",
		"her sister Ann says he is at (428) 555 0145 till nine": "(428) 555 0145",
		"her sister Ann says he is at (MR8152) till nine":       "",
	} {
		got := ""
		for _, s := range InProse(new(Memo), []Span{{Start: 11, End: 14, Type: Name, Score: Keyed}}, []byte(text), bitmapsOf([]byte(text)), true) {
			if s.Type == Phone {
				got = text[s.Start:s.End]
			}
		}
		if got != want {
			t.Errorf("%q: found %q", text, got)
		}
	}
}
