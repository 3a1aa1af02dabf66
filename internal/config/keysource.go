package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

// Keys returns the token keys that were read while the configuration was validated: none, with zero epochs, where it names
// none. They share memory with c: whoever wipes them wipes them for all.
func (r *Redact) Keys() redact.Keys { return r.keys }

// Share has the section use keys that are in use already, if they are equal to its own, which are then wiped. It reports whether
// they are.
func (r *Redact) Share(inUse redact.Keys) bool {
	if !r.keys.Equal(inUse) {
		return false
	}
	r.keys.Wipe()
	r.keys = inUse
	return true
}

// sources counts how many places the keys are to come from.
func (r *Redact) sources() (n int) {
	for _, given := range []bool{r.KeyFile != "", r.KeyEnv != "", len(r.KeyCommand) > 0} {
		if given {
			n++
		}
	}
	return n
}

// readKeys reads the token keys of a configuration that was read from file, or says why not.
func (r *Redact) readKeys(ps *Problems, file string) {
	if r.KeyRefresh != 0 && (r.KeyRefresh < time.Minute || r.KeyRefresh > 24*time.Hour) {
		ps.add("redact.key_refresh", "out of range", "use 1m to 24h, or 0s for a reload only")
	}
	if r.sources() > 1 {
		ps.add("redact", "more than one of key_file, key_env and key_command", "keep one")
		return
	}
	var err error
	switch {
	case r.KeyFile != "":
		r.keys, err = LoadKeys(r.KeyFile)
		keyFileProblem(ps, err)
	case r.KeyEnv != "":
		if r.keys, err = keysOfEnv(r.KeyEnv); err != nil {
			ps.add("redact.key_env", err.Error(), "name the environment variable that holds the text of a key file")
		}
	case len(r.KeyCommand) > 0 && safeCommand(ps, r.KeyCommand[0], file):
		if r.keys, err = keysOfCommand(r.KeyCommand, keyTimeout); err != nil {
			ps.add("redact.key_command", err.Error(), "run it by hand: within 10 s it must print what `harpo key new FILE` writes, and exit with 0")
		}
	}
}

// safeCommand says whether a command may be run. One that a search path finds, and one named in a file that others can write,
// would have others run programs as the agent.
func safeCommand(ps *Problems, program, file string) bool {
	if !filepath.IsAbs(program) {
		ps.add("redact.key_command", "the program is not an absolute path", "write where it lies, such as /usr/bin/vault: no search path decides what is run")
		return false
	}
	if info, err := os.Stat(file); err == nil && writableByOthers(info) {
		ps.add("redact.key_command", "others than its owner may write to this configuration file, and so have programs run as this user",
			"run chmod go-w on it")
		return false
	}
	return true
}

func keyFileProblem(ps *Problems, err error) {
	const at = "redact.key_file"
	switch {
	case err == nil:
	case errors.Is(err, fs.ErrNotExist):
		ps.add(at, "no such file", "make one with harpo key new FILE")
	case errors.Is(err, fsx.ErrOpenToOthers):
		ps.add(at, err.Error(), "run chmod 600 on it; if others have read it, run harpo key rotate FILE")
	default:
		ps.add(at, err.Error(), "name a key file made with harpo key new FILE")
	}
}

// keysOfEnv reads the keys from an environment variable. The system keeps the environment as it was at the start, so this
// protects less than a file does.
func keysOfEnv(variable string) (redact.Keys, error) {
	text, ok := os.LookupEnv(variable)
	if !ok || text == "" {
		return redact.Keys{}, errors.New("the variable is not set")
	}
	return parseKeys([]byte(text))
}
