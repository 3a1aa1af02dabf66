package main

import (
	"context"
	"crypto/fips140"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/ledger"
	"github.com/harpolog/harpo/redact"
)

// book is the ledger of a running agent. A ledger that cannot be written stops nothing: records still go out, the log and a
// metric say so, and what is not in the ledger yet is part of the next account that can be written.
type book struct {
	ledger *ledger.Book
	key    ledger.Key
	log    *slog.Logger
	failed func() // counts a record that could not be written

	mu      sync.Mutex
	guarded map[string]map[string]uint64 // by sink and kind: not reported yet
	failing bool
}

// openBook opens the ledger of a configuration. The signing key is made if none is configured and there is none.
func openBook(c config.Ledger, log *slog.Logger, failed func()) (*book, error) {
	const hint = "see that ledger.dir can be written to, and that no other agent uses it or its state_dir"
	key, err := ledgerKeyOf(c)
	if err != nil {
		return nil, err
	}
	l, err := ledger.Open(c.Dir, key, ledger.Options{})
	if err != nil {
		return nil, &failure{what: "open ledger", err: fsx.Cause(err), hint: hint}
	}
	b := &book{ledger: l, key: key, log: log, failed: failed, guarded: map[string]map[string]uint64{}}
	public := filepath.Join(c.Dir, ledgerPublic)
	if _, err := os.Stat(public); errors.Is(err, fs.ErrNotExist) {
		if err := writeNew(public, key.Public().AppendFile(nil)); err != nil {
			return nil, errors.Join(&failure{what: "write public ledger key", err: fsx.Cause(err), hint: hint}, l.Close())
		}
	}
	return b, nil
}

// close closes the ledger and wipes its key.
func (b *book) close() {
	b.ledger.Close()
	b.key.Wipe()
}

func ledgerKeyOf(c config.Ledger) (key ledger.Key, err error) {
	file := c.KeyFile
	if file == "" {
		file = filepath.Join(c.Dir, "ledger.key")
		if err := os.MkdirAll(c.Dir, 0o700); err != nil {
			return key, &failure{what: "make ledger folder", err: fsx.Cause(err), hint: "see that it can be written to"}
		}
		if err := writeSecret(file, ledger.NewKey().AppendFile(nil)); err != nil && !errors.Is(err, fs.ErrExist) {
			return key, &failure{what: "make ledger key", err: fsx.Cause(err), hint: "see that ledger.dir can be written to"}
		}
	}
	text, err := fsx.ReadPrivate(file)
	if err == nil {
		key, err = ledger.ParseKey(text)
	}
	if clear(text); err != nil {
		return key, &failure{what: "read ledger key", err: fsx.Cause(err), hint: "make one with harpo ledger key FILE; it must be its owner's alone (chmod 600)"}
	}
	return key, nil
}

// setUp puts a start or a change of the configuration on record.
func (b *book) setUp(kind ledger.Kind, s *service) {
	version, _ := build()
	claim := config.ClaimOf(s.c)
	b.add(kind, ledger.SetupNote{Version: version, Config: fileHash(s.file), Rules: redact.RuleSetHash(s.c.Redact.Site()), Epoch: s.keys.Epochs(), Claim: claim.Level,
		Reasons: claim.Reasons, FIPS: fips140.Enabled(), Public: b.key.Public().String()})
	b.log.Info("ledger", "kind", string(kind), "witness", b.ledger.Head().String())
}

// fileHash returns the SHA-256 of a configuration file, so that an auditor can tell which one was in use.
func fileHash(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (b *book) add(kind ledger.Kind, body any) { b.result(b.ledger.Add(kind, body)) }

// result tells of a failure once, and of its end.
func (b *book) result(err error) bool {
	b.mu.Lock()
	was := b.failing
	b.failing = err != nil
	b.mu.Unlock()
	if err != nil {
		b.failed()
	}
	switch {
	case err != nil && !was:
		b.log.Error("ledger not written: what happened meanwhile will be in the next account", "err", fsx.Cause(err).Error())
	case err == nil && was:
		b.log.Info("ledger written again")
	}
	return err == nil
}

// noteGuarded counts what the guard has held back.
func (b *book) noteGuarded(sink, kind string, n uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.guarded[sink] == nil {
		b.guarded[sink] = map[string]uint64{}
	}
	b.guarded[sink][kind] += n
}

// account puts on record what happened since the last account, suspected leaks first. After a kill that is also what the run
// before had not written down: the tally is kept with the positions.
func (b *book) account(kind ledger.Kind, a *agent.Agent) {
	b.incidents()
	tally, err := a.Tally()
	if err == nil { // what is in the book must be on the disk, or after a power cut it would be counted there twice
		err = b.ledger.AddAccount(kind, tally.Since, countsOf(tally))
	}
	b.result(err)
}

func countsOf(t agent.Tally) ledger.Counts {
	c := ledger.Counts{}
	for _, w := range t.Ways {
		if c[w.Sink] == nil {
			c[w.Sink] = map[string]ledger.Way{}
		}
		c[w.Sink][w.Source] = ledger.Way{Read: w.Read, Acknowledged: w.Acknowledged, Placeholders: w.Placeholders, Dead: w.DeadLettered, Lost: w.Lost,
			Redacted: w.Redacted, Withheld: w.Withheld}
	}
	return c
}

// incidents puts on record what the guard has held back.
func (b *book) incidents() {
	b.mu.Lock()
	held := b.guarded
	b.guarded = map[string]map[string]uint64{}
	b.mu.Unlock()
	for sink, kinds := range held {
		var id [6]byte
		rand.Read(id[:])
		note := ledger.IncidentNote{ID: "INC-" + time.Now().UTC().Format("20060102") + "-" + hex.EncodeToString(id[:]),
			What: "identifiers in redacted records, held back", Place: sink, Kinds: kinds, Held: true}
		if !b.result(b.ledger.Add(ledger.Incident, note)) {
			for kind, n := range kinds {
				b.noteGuarded(sink, kind, n)
			}
		}
	}
}

// witnessEvery is how many accounts lie between two lines of the log that name the newest record.
const witnessEvery = 60

// keep writes an account at each interval until ctx has ended.
func (b *book) keep(ctx context.Context, every time.Duration, s *service) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			b.account(ledger.Interval, s.a)
		}
		if n%witnessEvery == 0 {
			b.log.Info("ledger", "witness", b.ledger.Head().String())
		}
	}
}
