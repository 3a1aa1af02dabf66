package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/identity"
)

// directoryKey is what the key of directory files is derived for.
const directoryKey = "directory"

func directoryCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "directory",
		Short: "Build the account directory from a roster of people",
		Long: `Build the account directory from a roster of people. Where a line names a person of the directory, the person's account id
(ACCT-...) stands in place of a token. The directory file holds keyed digests and encrypted account ids only.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &failure{"wrong usage", errors.New("no directory command given"), "run harpo directory build PEOPLE.csv -o FILE --key-file KEY", exitUsage}
		},
	}
	cmd.AddCommand(directoryBuildCommand(), directoryCheckCommand())
	return cmd
}

func directoryBuildCommand() *cobra.Command {
	var out string
	var flags keyFlags
	cmd := &cobra.Command{
		Use:   "build PEOPLE.csv -o FILE",
		Short: "Compile a roster",
		Long: `Compile a roster: CSV with a header line; - is standard input. The column account is what lines will show behind ACCT-:
letters, digits, - and _. The others are any of email, ssn, phone, fax, mrn, memberid, accountnumber, license, vin, deviceid,
username, id for any other number (each may come more than once, as in email_2), and name (or firstname and lastname) with dob.
An identifier that two accounts have finds neither. The file is replaced in one step, so a running agent may have the older one
open. It can be used with the token keys it was built with only.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return &failure{"wrong usage", errors.New("no output"), "name the file to write: -o FILE", exitUsage}
			}
			return directoryBuild(cmd, args[0], out, &flags)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "the directory file to write")
	flags.add(cmd)
	return cmd
}

func directoryCheckCommand() *cobra.Command {
	var flags keyFlags
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "Check a directory file and say how many people it knows",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			secret, err := flags.derive(directoryKey)
			if err != nil {
				return err
			}
			defer clear(secret)
			d, err := identity.Open(args[0], secret)
			if err != nil {
				return &failure{what: "open directory", err: err, hint: directoryHint(err)}
			}
			defer d.Close()
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d people, built %s\n", d.People(), d.Made().UTC().Format(time.RFC3339))
			return err
		},
	}
	flags.add(cmd)
	return cmd
}

const (
	// buildGC has the collector let little pile up: what a builder holds are few large pieces, which it need not search.
	buildGC = 25
	// buildShare is what part of the time that reading takes one step of writing does.
	buildShare = 1000
)

func directoryBuild(cmd *cobra.Command, in, out string, flags *keyFlags) error {
	secret, err := flags.derive(directoryKey)
	if err != nil {
		return err
	}
	defer clear(secret)
	if err := identity.Replaceable(out); err != nil {
		return &failure{what: "write directory", err: fsx.Cause(err), hint: "name a new file with -o, or the directory file that was built before"}
	}
	roster, size, err := openRoster(in, cmd.InOrStdin())
	if err != nil {
		return err
	}
	defer roster.Close()
	defer debug.SetGCPercent(debug.SetGCPercent(buildGC))
	bar := newProgress(cmd.ErrOrStderr(), []scanFile{{size: size + size/buildShare*int64(identity.WriteSteps)}})
	defer bar.clear()
	b, unread, err := readRoster(secret, bar.count(roster))
	if err != nil {
		bar.clear()
		return &failure{what: "read roster", err: err, hint: "mend the roster and build again: the directory file in use was not touched"}
	}
	people, identifiers := b.Len()
	if people == 0 { // an export that failed would take everybody out
		bar.clear()
		return &failure{what: "read roster", err: errors.New("it holds nobody"), hint: "mend the roster and build again: the directory file in use was not touched"}
	}
	b.Step = func() { bar.moved(size / buildShare) }
	b.Placed = func(next string) error { return keepReader(out, next) }
	shared, err := b.WriteFile(out)
	bar.clear()
	if err != nil {
		return &failure{what: "write directory", err: fsx.Cause(err), hint: "name a file in a folder that exists and that you may write to"}
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "harpo: %d people, %d identifiers, of which %d belong to more than one account and will find nobody\n", people, identifiers, shared)
	if unread > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "harpo: %d dates of birth cannot be read, so that names do not find these people: write them as 1961-02-03\n", unread)
	}
	return nil
}

// keepReader lets a file that root builds be read by whoever could read the one before: the owner of that, or of its folder.
func keepReader(file, next string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		file = filepath.Dir(file)
	}
	return keepOwner(file, next)
}

func directoryHint(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "run it as a user that may read the file and its folders"
	}
	return "build it with harpo directory build and the token keys that are in use"
}

func openRoster(name string, stdin io.Reader) (io.ReadCloser, int64, error) {
	if name == "-" {
		return io.NopCloser(stdin), 0, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, &failure{what: "open roster", err: fsx.Cause(err), hint: "name a CSV file that you may read"}
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, &failure{what: "open roster", err: fsx.Cause(err)}
	}
	return f, info.Size(), nil
}

// readRoster reads everybody. One bad row fails it: a directory that silently lacks people is worse than the older one. unread is how many dates of
// birth it could not read.
func readRoster(secret []byte, r io.Reader) (b *identity.Builder, unread int, err error) {
	if b, err = identity.NewBuilder(secret); err != nil {
		return nil, 0, err
	}
	t, err := identity.NewRoster(r)
	for err == nil {
		err = t.Read(b)
	}
	if err != io.EOF {
		return nil, 0, err
	}
	return b, t.Unread(), nil
}

// openPeople opens the directory of a configuration, or returns nil if it names none.
func openPeople(r config.Redact) (*identity.Directory, error) {
	if r.People == "" {
		return nil, nil
	}
	secret, err := r.Keys().Derive(directoryKey)
	if err != nil {
		return nil, &failure{what: "derive directory key", err: err}
	}
	defer clear(secret)
	d, err := identity.Open(r.People, secret)
	if err != nil {
		return nil, &failure{what: "open directory", err: err, hint: directoryHint(err)}
	}
	return d, nil
}

// people is the directory in use by an agent. One that cannot be opened stops nothing: people have tokens then, and the log
// says so.
type people struct {
	d    *identity.Directory
	info os.FileInfo // nil if it could not be opened
}

// openAgain returns the directory of a configuration: the one in use if its file is the same. It stays in use as well where another file
// has taken its place, or none, that cannot be opened, for without it numbers that only it knows would not be found. One that was
// written to is not what was opened, and is dropped.
func (p people) openAgain(r config.Redact, log *slog.Logger) people {
	if r.People == "" {
		return people{}
	}
	info, err := os.Stat(r.People)
	here := err == nil && p.info != nil && os.SameFile(info, p.info)
	if here && info.ModTime().Equal(p.info.ModTime()) && info.Size() == p.info.Size() {
		return p
	}
	d, err := openPeople(r)
	switch {
	case err == nil:
		log.Info("account directory opened", "people", d.People(), "built", d.Made().UTC().Format(time.RFC3339))
		return people{d, info}
	case p.d != nil && !here:
		log.Error("account directory not opened: the one before stays in use", "err", fsx.Cause(err).Error())
		return p
	}
	log.Error("account directory not opened: its people have tokens in place of account ids", "err", fsx.Cause(err).Error())
	return people{}
}

// known returns how many people the directory knows.
func (p people) known() int {
	if p.d == nil {
		return 0
	}
	return p.d.People()
}

// directoryLine says whether the directory of a configuration can be used; nothing where it names none.
func directoryLine(r config.Redact) string {
	d, err := openPeople(r)
	switch {
	case err != nil:
		return "directory: not opened, so that its people would have tokens: " + fsx.Cause(err).Error() + "\n"
	case d == nil:
		return ""
	}
	defer d.Close()
	return fmt.Sprintf("directory: %d people, built %s\n", d.People(), d.Made().UTC().Format(time.RFC3339))
}
