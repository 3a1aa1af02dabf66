package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/detectors"
)

// Vault gives values random tokens and remembers which value has which. Unlike an HMAC, such a token is not derived from
// the person: 45 CFR 164.514(c) allows it in de-identified text, as long as the vault is kept apart from it. The vault
// holds no value, only keyed digests of values.
//
// It is safe for concurrent use. A store that fails makes AppendToken report false, and the caller falls back to a label:
// never to the value.
type Vault struct {
	store   Store
	digests sync.Pool // of *digester

	mu    sync.Mutex
	cache map[VaultKey]VaultToken
	fails int       // how often the store failed since it last answered
	down  time.Time // until when it is left alone
	now   func() time.Time

	failures atomic.Uint64
}

// VaultKey is the keyed digest of a value and its type: HMAC-SHA-256 cut to 128 bits.
type VaultKey [16]byte

// VaultToken is 80 random bits: as many as an HMAC token shows.
type VaultToken [10]byte

// Store is where a vault keeps its tokens. It is safe for concurrent use.
type Store interface {
	// Assign returns the token of a key: the one that it has, or fresh, which it has from then on.
	Assign(ctx context.Context, key VaultKey, fresh VaultToken) (VaultToken, error)
	// Lookup returns the token of a key, if it has one.
	Lookup(ctx context.Context, key VaultKey) (token VaultToken, ok bool, err error)
	// Flush returns once every token that Assign has given is durable.
	Flush(ctx context.Context) error
	Close() error
}

const (
	// maxCache bounds the memory of tokens in use: 26 bytes each and the map's overhead.
	maxCache = 1 << 18
	// vaultPause is how long a store that failed is left alone, twice as long after each try that fails again, up to maxPause: a
	// store that does not even refuse costs vaultTimeout a try.
	vaultPause   = 2 * time.Second
	maxPause     = 30 * time.Second
	vaultTimeout = 2 * time.Second
)

// vaultEncoding is that of HMAC tokens, so that the two read alike: Crockford's base 32 in lower case, 16 characters.
var vaultEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewVault returns a vault whose digests are made with a secret of at least 32 bytes, the same on every node.
func NewVault(store Store, secret []byte) (*Vault, error) {
	if len(secret) < sha256.Size {
		return nil, errors.New("open vault: the secret is shorter than 32 bytes")
	}
	k, err := fileKeys(secret, []byte("vault"))
	if err != nil {
		return nil, err
	}
	v := &Vault{store: store, cache: map[VaultKey]VaultToken{}, now: time.Now}
	v.digests.New = func() any { return newDigester(k.digest) }
	return v, nil
}

// AppendToken appends the token of a value, given in its normal form (redact.AppendNormal). It reports false, and appends
// nothing, while the store is away.
func (v *Vault) AppendToken(dst []byte, t detectors.Type, normal []byte) (out []byte, ok bool) {
	key := v.key(t, normal)
	v.mu.Lock()
	token, ok := v.cache[key]
	now := v.now()
	away := now.Before(v.down)
	if !ok && !away && v.fails > 0 {
		v.down = now.Add(vaultTimeout) // one tries, and the others do not wait for it
	}
	v.mu.Unlock()
	if !ok {
		if away {
			v.failures.Add(1)
			return dst, false
		}
		if token, ok = v.assign(key); !ok {
			return dst, false
		}
	}
	return vaultEncoding.AppendEncode(dst, token[:]), true
}

func (v *Vault) key(t detectors.Type, normal []byte) VaultKey {
	g := v.digests.Get().(*digester)
	defer v.digests.Put(g)
	return VaultKey(g.sumOf(byte(t), normal)[:16])
}

func (v *Vault) assign(key VaultKey) (VaultToken, bool) {
	ctx, cancel := context.WithTimeout(context.Background(), vaultTimeout)
	defer cancel()
	var fresh VaultToken
	rand.Read(fresh[:])
	token, err := v.store.Assign(ctx, key, fresh)
	v.mu.Lock()
	defer v.mu.Unlock()
	if err != nil {
		v.failures.Add(1)
		v.down = v.now().Add(min(vaultPause<<min(v.fails, 8), maxPause))
		v.fails++
		return VaultToken{}, false
	}
	v.fails, v.down = 0, time.Time{}
	if len(v.cache) >= maxCache {
		clear(v.cache)
	}
	v.cache[key] = token
	return token, true
}

// Lookup returns the token of a value in its normal form, 16 characters, if it has been given one. It gives none.
func (v *Vault) Lookup(ctx context.Context, t detectors.Type, normal []byte) (code string, ok bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, vaultTimeout)
	defer cancel()
	token, ok, err := v.store.Lookup(ctx, v.key(t, normal))
	if err != nil || !ok {
		return "", false, err
	}
	return vaultEncoding.EncodeToString(token[:]), true, nil
}

// ErrRefused says that a store answers and does not let this user in, or do what it must: waiting does not help.
var ErrRefused = errors.New("the database refuses it")

// Check asks the store for something, to see whether it is there.
func (v *Vault) Check(ctx context.Context) error {
	_, _, err := v.Lookup(ctx, detectors.None, nil)
	return err
}

// Failures returns how often a value got no token because the store was away.
func (v *Vault) Failures() uint64 { return v.failures.Load() }

// Flush returns once every token given is durable: only then may text that holds it leave, or a replay after a crash
// would give the value another one.
func (v *Vault) Flush(ctx context.Context) error { return v.store.Flush(ctx) }

// Close closes the store.
func (v *Vault) Close() error { return v.store.Close() }
