package config

import (
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

// LoadKeys reads a token key file, and wipes what it has read. A file with permission bits for group or others is refused
// with fsx.ErrOpenToOthers. Errors hold no file name and no text of the file.
func LoadKeys(file string) (redact.Keys, error) {
	text, err := fsx.ReadPrivate(file)
	if err != nil {
		return redact.Keys{}, err
	}
	return parseKeys(text)
}

// parseKeys reads the text of a key file and wipes it.
func parseKeys(text []byte) (redact.Keys, error) {
	defer clear(text)
	return redact.ParseKeys(text)
}
