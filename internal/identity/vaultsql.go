package identity

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// sqlStore keeps a vault that many nodes share in PostgreSQL. It was chosen over Redis because the vault must never forget
// or give a value two tokens: a commit there is on the disk before it is acknowledged by default, and a primary key makes
// one of two nodes that meet the same value at once take the other's token.
type sqlStore struct{ pool *pgxpool.Pool }

// vaultTable is made at the first start. Keys are keyed digests; tokens are random: the database learns nothing of a value.
const vaultTable = `CREATE TABLE IF NOT EXISTS harpo_vault (key bytea PRIMARY KEY, token bytea NOT NULL, made timestamptz NOT NULL DEFAULT now())`

// vaultAssign gives back the token that the key has, whoever put it there: the update changes nothing and makes an
// existing row count as returned.
const vaultAssign = `INSERT INTO harpo_vault (key, token) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET key = EXCLUDED.key RETURNING token`

const vaultLookup = `SELECT token FROM harpo_vault WHERE key = $1`

// OpenVaultDatabase connects to a shared vault: postgres://USER@HOST/DATABASE?sslmode=verify-full, with client certificates by
// sslcert and sslkey. Connections that are neither verified nor to this machine are refused. Errors hold nothing of the
// address, in which a password may stand.
func OpenVaultDatabase(ctx context.Context, address string) (Store, error) {
	c, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errors.New("open vault: the address is not one of PostgreSQL: use postgres://USER@HOST/DATABASE?sslmode=verify-full")
	}
	if err := verified(c); err != nil {
		return nil, err
	}
	c.ConnConfig.RuntimeParams["application_name"] = "harpo"
	pool, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, errors.New("open vault: the settings of the connection do not fit together")
	}
	if _, err := pool.Exec(ctx, vaultTable); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open vault: the database cannot be reached, or this user may not make the table harpo_vault (%s)", sqlCause(err))
	}
	return &sqlStore{pool}, nil
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
	var got []byte
	if err := s.pool.QueryRow(ctx, vaultAssign, key[:], fresh[:]).Scan(&got); err != nil {
		return token, fmt.Errorf("ask vault: %s", sqlCause(err))
	}
	token, _, err = asToken(got)
	return token, err
}

// Lookup implements Store.
func (s *sqlStore) Lookup(ctx context.Context, key VaultKey) (token VaultToken, ok bool, err error) {
	var got []byte
	switch err := s.pool.QueryRow(ctx, vaultLookup, key[:]).Scan(&got); {
	case errors.Is(err, pgx.ErrNoRows):
		return token, false, nil
	case err != nil:
		return token, false, fmt.Errorf("ask vault: %s", sqlCause(err))
	}
	return asToken(got)
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

// sqlCause says what kind of error it is, without its text: drivers quote addresses and values.
func sqlCause(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer in time"
	case errors.Is(err, context.Canceled):
		return "cancelled"
	}
	var state interface{ SQLState() string }
	if errors.As(err, &state) {
		return "SQLSTATE " + state.SQLState()
	}
	return "no connection"
}
