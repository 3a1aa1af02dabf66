package ledger

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"
)

// Hash is the SHA-256 of a line without its line feed. The zero Hash stands before the first record.
type Hash [sha256.Size]byte

// MarshalText returns lower-case hexadecimal.
func (h Hash) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h[:]), nil }

// UnmarshalText reads what MarshalText returned.
func (h *Hash) UnmarshalText(text []byte) error {
	if len(text) != 2*len(h) {
		return errors.New("not a SHA-256 in hexadecimal")
	}
	_, err := hex.Decode(h[:], text)
	return err
}

// domain keeps hashes and signatures of the book apart from those of anything else.
const domain = "harpo ledger v1\n"

func sum(line []byte) Hash {
	h := sha256.New()
	h.Write([]byte(domain))
	h.Write(line)
	return Hash(h.Sum(nil))
}

// entry is a line of the book, without its signature.
type entry struct {
	Seq  uint64          `json:"seq"` // 1, 2, 3
	Time time.Time       `json:"time"`
	Kind Kind            `json:"kind"`
	Prev Hash            `json:"prev"`
	Body json.RawMessage `json:"body"`

	hash Hash // of the line
}

// sigField parts what is signed from its signature. It occurs once in a line, at its end.
const sigField = `,"sig":"`

// sign returns the line of an entry, without line feed.
func sign(key Key, e entry) []byte {
	text, err := json.Marshal(e)
	if err != nil {
		panic("ledger: an entry cannot be encoded") // every field can
	}
	text = text[:len(text)-1]
	sig := ed25519.Sign(key.private(), append([]byte(domain), text...))
	text = append(text, sigField...)
	return append(base64.StdEncoding.AppendEncode(text, sig), `"}`...)
}

// Faults of a line.
var (
	errForm = errors.New("not a ledger record")
	errSig  = errors.New("the signature is not of this key and text")
	errTorn = errors.New("the last line was torn by a crash")
)

// readEntry parses a line. It does not look at the signature.
func readEntry(line []byte) (entry, error) {
	var e entry
	d := json.NewDecoder(bytes.NewReader(line))
	if err := d.Decode(&e); err != nil || d.More() || e.Seq == 0 {
		return entry{}, errForm
	}
	e.hash = sum(line)
	return e, nil
}

// check checks the signature of a line.
func check(key ed25519.PublicKey, line []byte) error {
	i := bytes.LastIndex(line, []byte(sigField))
	if i < 0 {
		return errForm
	}
	text, ok := bytes.CutSuffix(line[i+len(sigField):], []byte(`"}`))
	if !ok {
		return errForm
	}
	sig, err := base64.StdEncoding.Strict().DecodeString(string(text))
	if err != nil || !ed25519.Verify(key, append([]byte(domain), line[:i]...), sig) {
		return errSig
	}
	return nil
}
