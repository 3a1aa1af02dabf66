package main

import (
	"context"
	"log/slog"
	"regexp"
	"slices"
	"sync/atomic"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/identity"
	"github.com/harpolog/harpo/internal/ledger"
)

// What can be asked about tokens; constants of the ledger too.
const (
	askedMatch  = "whether a value has tokens"
	askedTokens = "which tokens a value has"
)

// question is about one value. It goes from the command to the agent, on the same machine.
type question struct {
	Asked  string   `json:"asked"`
	Value  []byte   `json:"value"`
	Tokens []string `json:"tokens,omitempty"` // for askedMatch
	Type   string   `json:"type,omitempty"`   // for askedTokens
	Ref    string   `json:"ref,omitempty"`
}

// reply is the answer, or why there is none.
type reply struct {
	Yes    []hit    `json:"yes,omitempty"`
	Tokens []string `json:"tokens,omitempty"`
	Failed string   `json:"failed,omitempty"`
	Hint   string   `json:"hint,omitempty"`
}

// hit is a token that stands for the value.
type hit struct {
	Token string          `json:"token"`
	From  identity.Source `json:"from"`
	Epoch int             `json:"epoch,omitempty"`
}

// asker is who asks.
type asker struct {
	user  string // whom the process runs as
	login string // who had logged in, if the system keeps that through sudo and su; else empty
}

// name is the one that access is given to.
func (a asker) name() string {
	if a.login != "" {
		return a.login
	}
	return a.user
}

// desk answers questions about tokens. It is safe for concurrent use.
type desk struct {
	book *book
	now  atomic.Pointer[answerer]
}

// answerer is what a configuration makes of a desk.
type answerer struct {
	m     *identity.Matcher
	users []string
}

func (d *desk) use(m *identity.Matcher, a config.Access) { d.now.Store(&answerer{m, a.Tokens}) }

const (
	maxTokensAsked = 100
	deskHint       = "see harpo token --help"
)

// reference is what may stand in the ledger as the asker's own: no place for a sentence about somebody.
var reference = regexp.MustCompile(`^[A-Za-z0-9._/#-]{0,32}$`)

// answer answers a question once it is in the ledger.
func (d *desk) answer(ctx context.Context, who asker, q *question) *reply {
	now := d.now.Load()
	if !reference.MatchString(q.Ref) {
		return &reply{Failed: "the reference is not one", Hint: "use up to 32 letters, digits and . _ / # -, such as the number of a ticket"}
	}
	if len(q.Value) == 0 || len(q.Value) > maxValue || len(q.Tokens) > maxTokensAsked || q.Asked != askedMatch && q.Asked != askedTokens {
		return &reply{Failed: "not a question that can be answered", Hint: deskHint}
	}
	note := ledger.LookupNote{Login: who.login, User: who.user, Asked: q.Asked, Ref: q.Ref, Tokens: []string{}}
	if !slices.Contains(now.users, who.name()) {
		note.Denied = true
		d.book.add(ledger.Lookup, note)
		return &reply{Failed: "this user may not ask: it is in the ledger", Hint: "name the user in access.tokens of the configuration"}
	}
	r := now.reply(ctx, q, &note)
	if err := d.book.ledger.Add(ledger.Lookup, note); err != nil {
		return &reply{Failed: "the question cannot be written to the ledger, so it is not answered: " + fsx.Cause(err).Error(), Hint: "see that ledger.dir can be written to"}
	}
	return r
}

// reply answers, and notes what.
func (a *answerer) reply(ctx context.Context, q *question, note *ledger.LookupNote) *reply {
	if q.Asked == askedTokens {
		return a.tokens(ctx, q, note)
	}
	r := &reply{}
	for _, token := range q.Tokens {
		from, epoch, ok, err := a.m.Match(ctx, token, q.Value)
		if err != nil {
			return &reply{Failed: err.Error(), Hint: deskHint}
		}
		note.Tokens = append(note.Tokens, token)
		if ok {
			note.Yes = append(note.Yes, token)
			r.Yes = append(r.Yes, hit{token, from, epoch})
		}
	}
	return r
}

func (a *answerer) tokens(ctx context.Context, q *question, note *ledger.LookupNote) *reply {
	t := detectors.TypeOf(q.Type)
	all, err := a.m.Tokens(ctx, t, q.Value)
	if err != nil {
		return &reply{Failed: err.Error(), Hint: deskHint}
	}
	note.Type, note.Tokens = t.String(), append(note.Tokens, all...)
	return &reply{Tokens: all}
}

// newMatcher opens what a configuration says tokens come from.
func newMatcher(ctx context.Context, c *config.Config) (*identity.Matcher, error) {
	d, err := openPeople(c.Redact)
	if err != nil {
		return nil, err
	}
	v, err := openVault(ctx, c.Redact)
	if err != nil {
		return nil, err
	}
	return &identity.Matcher{Keys: c.Redact.Keys(), Vault: v, Directory: d}, nil
}

// quietLog is for commands that report errors themselves.
var quietLog = slog.New(slog.DiscardHandler)
