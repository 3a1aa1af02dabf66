package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

func keyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "key",
		Short: "Make and rotate token keys",
		Long:  "Make and rotate the file with the keys that tokens are made with. Keys are never printed.",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &failure{"wrong usage", errors.New("no key command given"), "run harpo key new FILE or harpo key rotate FILE", exitUsage}
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "new FILE",
		Short: "Make a file with a fresh key, for its owner only",
		Args:  cobra.ExactArgs(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return keyNew(cmd, args[0]) },
	}, &cobra.Command{
		Use:   "rotate FILE",
		Short: "Add a fresh key of the next epoch to a file",
		Long: `Add a fresh key of the next epoch to a key file. New tokens carry the epoch; the older keys stay in the file, because
fingerprints in the state folder are made with the first. A running agent takes the new key up within seconds; restart
other programs that use the file.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return keyRotate(cmd, args[0]) },
	})
	return cmd
}

func keyNew(cmd *cobra.Command, file string) error {
	keys := redact.NewKeys()
	defer keys.Wipe()
	err := writeSecret(file, keys.AppendFile(nil))
	if errors.Is(err, fs.ErrExist) {
		return &failure{what: "make key file", err: fs.ErrExist,
			hint: "name another file; a key that is replaced makes all its tokens unmatchable (harpo key rotate FILE keeps it)"}
	}
	if err != nil {
		return &failure{what: "make key file", err: fsx.Cause(err), hint: "name a file in a folder that exists and that you may write to"}
	}
	fmt.Fprintln(cmd.ErrOrStderr(), "harpo: key file made, readable by its owner only: keep it away from where the tokens go")
	return nil
}

// keyRotate replaces the file in one step. The new one is written beside it first, under a name that also keeps a
// second rotation out.
func keyRotate(cmd *cobra.Command, file string) error {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	before, err := loadKeys(file)
	if err != nil {
		return err
	}
	keys := before.Rotate()
	defer keys.Wipe()
	before.Wipe()
	next := file + ".new"
	if err := writeSecret(next, keys.AppendFile(nil)); errors.Is(err, fs.ErrExist) {
		return &failure{what: "rotate key file", err: errors.New("another rotation is running or has died"),
			hint: "wait for it, or remove the file of the same name that ends in .new"}
	} else if err != nil {
		return &failure{what: "rotate key file", err: fsx.Cause(err), hint: "run it as the owner of the file, in a folder that this user may write to"}
	}
	err = keepOwner(file, next)
	if err == nil {
		err = os.Rename(next, file)
	}
	if err != nil {
		os.Remove(next)
		return &failure{what: "rotate key file", err: fsx.Cause(err), hint: "run it as the owner of the file"}
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "harpo: key file rotated: epoch %d makes new tokens; agents take it up while running, restart other programs that use the file\n", keys.Epochs())
	return fsx.SyncDir(filepath.Dir(file))
}

// writeNew makes a file that must not exist, readable and writable by its owner only, and brings it to the disk. A
// file that could not be written whole is taken away again.
func writeNew(file string, text []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(file)
		return err
	}
	return fsx.SyncDir(filepath.Dir(file))
}

// writeSecret is writeNew for a text that is wiped afterwards.
func writeSecret(file string, text []byte) error {
	defer clear(text)
	return writeNew(file, text)
}
