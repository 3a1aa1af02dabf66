package identity

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/harpolog/harpo/internal/fsx"
)

// sqlStore keeps a vault that many nodes share in PostgreSQL. It was chosen over Redis because the vault must never forget
// or give a value two tokens: a commit there is on the disk before it is acknowledged by default, and a primary key makes
// one of two nodes that meet the same value at once take the other's token.
type sqlStore struct{ pool *pgxpool.Pool }

// vaultTable is made where it is not there yet. Keys are keyed digests; tokens are random: the database learns nothing of a value.
const vaultTable = `CREATE TABLE IF NOT EXISTS harpo_vault (key bytea PRIMARY KEY, token bytea NOT NULL, made timestamptz NOT NULL DEFAULT now())`

// vaultAssign gives back the token that the key has, whoever put it there: the update changes nothing and makes an
// existing row count as returned.
const vaultAssign = `INSERT INTO harpo_vault (key, token) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET key = EXCLUDED.key RETURNING token`

const vaultLookup = `SELECT token FROM harpo_vault WHERE key = $1`

// OpenVaultDatabase returns a shared vault: postgres://USER@HOST/DATABASE?sslmode=verify-full, with client certificates by
// sslcert and sslkey. Connections that are neither verified nor to this machine are refused. It connects when it is first asked:
// a database that is away keeps no agent from starting. Errors hold nothing of the address, in which a password may stand.
func OpenVaultDatabase(ctx context.Context, address string) (Store, error) {
	foreign := errors.New("open vault: the address is not one of PostgreSQL: use postgres://USER@HOST/DATABASE?sslmode=verify-full")
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return nil, foreign
	}
	if err := keyIsPrivate(u); err != nil {
		return nil, err
	}
	c, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, foreign
	}
	if err := verified(c); err != nil {
		return nil, err
	}
	c.ConnConfig.RuntimeParams["application_name"] = "harpo"
	pool, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, errors.New("open vault: the settings of the connection do not fit together")
	}
	return &sqlStore{pool}, nil
}

// keyIsPrivate refuses the key of a client certificate that others can read: the driver would take it, also from where it looks by itself.
func keyIsPrivate(u *url.URL) error {
	home, _ := os.UserHomeDir()
	own := filepath.Join(home, ".postgresql", "postgresql.key")
	file := cmp.Or(u.Query().Get("sslkey"), os.Getenv("PGSSLKEY"), own)
	text, err := fsx.ReadPrivate(file)
	if clear(text); err != nil && !(file == own && errors.Is(err, fs.ErrNotExist)) {
		return fmt.Errorf("open vault: read the key of the client certificate: %w", err)
	}
	return nil
}

// verified refuses a connection, or one it would fall back to, that is not TLS with verification, unless it is to this
// machine.
func verified(c *pgxpool.Config) error {
	bad := errors.New("open vault: the connection would not be verified: use sslmode=verify-full, or a server on this machine")
	ok := func(host string, verify bool) bool {
		return verify || strings.HasPrefix(host, "/") || host == "127.0.0.1" || host == "::1"
	}
	if t := c.ConnConfig.TLSConfig; !ok(c.ConnConfig.Host, t != nil && !t.InsecureSkipVerify) {
		return bad
	}
	for _, f := range c.ConnConfig.Fallbacks {
		if t := f.TLSConfig; !ok(f.Host, t != nil && !t.InsecureSkipVerify) {
			return bad
		}
	}
	return nil
}

// Assign implements Store. What it gives is durable.
func (s *sqlStore) Assign(ctx context.Context, key VaultKey, fresh VaultToken) (token VaultToken, err error) {
	got, err := s.ask(ctx, vaultAssign, key[:], fresh[:])
	if err != nil {
		return token, err
	}
	token, _, err = asToken(got)
	return token, err
}

// Lookup implements Store.
func (s *sqlStore) Lookup(ctx context.Context, key VaultKey) (token VaultToken, ok bool, err error) {
	got, err := s.ask(ctx, vaultLookup, key[:])
	if err != nil || got == nil {
		return token, false, err
	}
	return asToken(got)
}

// ask asks for one token, and makes the table if it is not there. No row is nil.
func (s *sqlStore) ask(ctx context.Context, query string, args ...any) (got []byte, err error) {
	err = s.pool.QueryRow(ctx, query, args...).Scan(&got)
	if stateOf(err) == undefinedTable {
		s.pool.Exec(ctx, vaultTable) // another node may be making it: the second try tells
		err = s.pool.QueryRow(ctx, query, args...).Scan(&got)
	}
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("ask vault: %w", sqlCause(err))
	}
	return got, nil
}

func asToken(got []byte) (token VaultToken, ok bool, err error) {
	if len(got) != len(token) {
		return token, false, errors.New("ask vault: the table holds something else")
	}
	return VaultToken(got), true, nil
}

// Flush implements Store.
func (s *sqlStore) Flush(context.Context) error { return nil }

// Close implements Store.
func (s *sqlStore) Close() error {
	s.pool.Close()
	return nil
}

const undefinedTable = "42P01"

// stateOf returns the SQLSTATE of an error of the server's, or "".
func stateOf(err error) string {
	var state interface{ SQLState() string }
	if !errors.As(err, &state) {
		return ""
	}
	return state.SQLState()
}

// sqlCause says what kind of error it is, without its text: drivers quote addresses and values.
func sqlCause(err error) error {
	switch state := stateOf(err); {
	case len(state) > 2 && slices.Contains(refusals, state[:2]):
		return fmt.Errorf("%w (SQLSTATE %s)", ErrRefused, state)
	case state != "":
		return errors.New("SQLSTATE " + state)
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	case errors.Is(err, context.Canceled):
		return context.Canceled
	}
	return errors.New("no connection")
}

// refusals are the classes of SQLSTATE (PostgreSQL, appendix A) of a database that answers, and will not do what is asked however
// long one waits: invalid authorization, invalid catalog name, access rule violation.
var refusals = []string{"28", "3D", "42"} // read-only
