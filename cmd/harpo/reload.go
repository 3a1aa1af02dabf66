package main

import (
	"context"
	"errors"
	"maps"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/ledger"
)

// lookEvery is how often the configuration and the files it names are looked at. A change is taken up once it has been
// the same for two looks.
const lookEvery = time.Second

// hangUps has SIGHUP ask for a reload from now on, rather than end the program.
func hangUps() <-chan os.Signal {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	return hup
}

// follow reloads at each hang-up, when files have changed, and when a key command is to be asked again, until ctx has ended.
func (s *service) follow(ctx context.Context, hup <-chan os.Signal, files *config.Watch) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for asked := time.Now(); ; asked = time.Now() {
		for waiting := true; waiting; {
			select {
			case <-ctx.Done():
				return
			case <-hup:
				waiting = false
			case <-look.C:
				waiting = !files.Changed() && !s.askKeys(time.Since(asked))
			}
		}
		if s.reload(files) {
			files.Use(s.c)
		}
	}
}

// askKeys says whether a key command that was last run so long ago is to be run again.
func (s *service) askKeys(ago time.Duration) bool {
	r := &s.c.Redact
	return len(r.KeyCommand) > 0 && r.KeyRefresh > 0 && ago >= r.KeyRefresh
}

// reload takes up the configuration as it is in the files now, or says why the one before stays. It reports whether it
// is in use.
func (s *service) reload(files *config.Watch) bool {
	files.Read() // what changes from here on is another change
	changed, err := s.takeUp()
	switch {
	case err != nil:
		s.m.Reloaded("refused")
		s.log.Error("configuration refused: the one before stays in use", "problems", problems(err))
	case !changed:
		s.m.Reloaded("unchanged")
		s.log.Info("configuration is as it was")
	default:
		s.m.Reloaded("applied")
		s.book.setUp(ledger.Setup, s)
		s.log.Info("configuration taken up", "policy", s.c.Redact.Policy, "claim", config.ClaimOf(s.c).Level,
			"sources", len(s.c.Sources), "sinks", len(s.c.Sinks), "key_epoch", s.keys.Epochs())
	}
	return err == nil
}

// takeUp takes up the configuration as it is now. Keys that are not taken up are wiped.
func (s *service) takeUp() (changed bool, err error) {
	c, err := s.load()
	if err != nil {
		return false, err
	}
	if !c.Redact.Share(s.keys) {
		defer func() {
			if !changed {
				c.Redact.Keys().Wipe()
			}
		}()
	}
	if err := s.fixed(c); err != nil {
		return false, err
	}
	next, err := s.prepare(c)
	if err != nil {
		return false, err
	}
	if next.same(s.parts) {
		return false, nil
	}
	if err := s.a.Reload(next.agent); err != nil {
		next.far.closeUnless(s.far, s.log)
		return false, err
	}
	before := s.far
	s.use(next)
	before.closeUnless(s.far, s.log)
	return true, nil
}

// fixed says what of a configuration cannot be changed while the agent runs.
func (s *service) fixed(c *config.Config) error {
	switch {
	case c.StateDir != s.c.StateDir:
		return errors.New("state_dir: changed: restart the agent to use another folder")
	case c.Admin != s.c.Admin:
		return errors.New("admin: changed: restart the agent to have its server elsewhere")
	case c.Redact.Vault != s.c.Redact.Vault:
		return errors.New("redact.vault: changed: restart the agent to use another vault")
	case c.Ledger != s.c.Ledger:
		return errors.New("ledger: changed: restart the agent to have it kept otherwise")
	}
	return nil
}

// same says whether two configurations and the files they name have nothing that differs.
func (p parts) same(other parts) bool {
	return maps.Equal(p.reds, other.reds) && p.far.same(other.far) && p.c.Same(other.c)
}

// problems returns the lines of an error.
func problems(err error) []string {
	var all config.Problems
	if !errors.As(err, &all) {
		return strings.Split(fsx.Cause(err).Error(), "\n")
	}
	var lines []string
	for _, p := range all {
		lines = append(lines, p.String())
	}
	return lines
}
