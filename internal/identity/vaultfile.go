package identity

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/harpolog/harpo/internal/fsx"
)

// vaultBucket holds the tokens, vaultMeta what opens them.
const (
	vaultBucket = "tokens"
	vaultMeta   = "meta"
	vaultSalt   = "salt"
	vaultCheck  = "check"
)

// fileStore keeps a vault in one file of this machine (bbolt: a B+ tree in copy-on-write pages, which a crash leaves as
// they were after the last commit). Tokens are sealed with AES-256-GCM under a key of this file, each with its own random
// nonce (NIST SP 800-38D, section 8.2.2: below 2^32 of them).
type fileStore struct {
	db   *bolt.DB
	aead cipher.AEAD

	mu      sync.Mutex
	pending map[VaultKey]VaultToken
	writing sync.Mutex // held over a commit; taken before mu
}

// OpenVaultFile opens a vault file, which is made if it is not there, with the secret it was made with. Another process
// that has it open keeps it: the error then says so.
func OpenVaultFile(file string, secret []byte) (Store, error) {
	db, err := bolt.Open(file, 0o600, &bolt.Options{Timeout: time.Second, NoFreelistSync: true, FreelistType: bolt.FreelistMapType})
	if errors.Is(err, berrors.ErrTimeout) {
		return nil, errors.New("open vault: another process has it open: give each agent a vault of its own, or a shared one in a database")
	}
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", fsx.Cause(err))
	}
	s := &fileStore{db: db, pending: map[VaultKey]VaultToken{}}
	if err := db.Update(func(tx *bolt.Tx) error { return s.unlock(tx, secret) }); err != nil {
		db.Close()
		return nil, fmt.Errorf("open vault: %w", err)
	}
	return s, nil
}

// unlock reads the salt and checks the key against what was sealed with it, or makes both in a new file.
func (s *fileStore) unlock(tx *bolt.Tx, secret []byte) error {
	if _, err := tx.CreateBucketIfNotExists([]byte(vaultBucket)); err != nil {
		return err
	}
	meta, err := tx.CreateBucketIfNotExists([]byte(vaultMeta))
	if err != nil {
		return err
	}
	salt, fresh := meta.Get([]byte(vaultSalt)), false
	if salt == nil {
		salt, fresh = make([]byte, saltSize), true
		rand.Read(salt)
	}
	k, err := fileKeys(secret, salt)
	if err != nil {
		return err
	}
	defer k.wipe()
	block, err := aes.NewCipher(k.crypt)
	if err != nil {
		return err
	}
	if s.aead, err = cipher.NewGCMWithRandomNonce(block); err != nil {
		return err
	}
	if fresh {
		return errors.Join(meta.Put([]byte(vaultSalt), salt), meta.Put([]byte(vaultCheck), s.aead.Seal(nil, nil, nil, []byte(vaultCheck))))
	}
	if _, err := s.aead.Open(nil, nil, meta.Get([]byte(vaultCheck)), []byte(vaultCheck)); err != nil {
		return errors.New("made with another token key: use the key file it was made with")
	}
	return nil
}

// Assign implements Store. What it gives is durable after the next Flush.
func (s *fileStore) Assign(_ context.Context, key VaultKey, fresh VaultToken) (token VaultToken, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, ok, err := s.lookup(key)
	if err != nil || ok {
		return token, err
	}
	s.pending[key] = fresh
	return fresh, nil
}

// Lookup implements Store.
func (s *fileStore) Lookup(_ context.Context, key VaultKey) (token VaultToken, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lookup(key)
}

// lookup is called with mu held.
func (s *fileStore) lookup(key VaultKey) (token VaultToken, ok bool, err error) {
	if token, ok := s.pending[key]; ok {
		return token, true, nil
	}
	err = s.db.View(func(tx *bolt.Tx) error {
		sealed := tx.Bucket([]byte(vaultBucket)).Get(key[:])
		if sealed == nil {
			return nil
		}
		plain, err := s.aead.Open(token[:0], nil, sealed, key[:])
		if err != nil || len(plain) != len(token) {
			return errors.New("read vault: a token was changed on the disk: restore the file from a copy")
		}
		ok = true
		return nil
	})
	return token, ok, err
}

// Flush implements Store. Callers that come while one is writing share the next write.
func (s *fileStore) Flush(context.Context) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	batch := maps.Clone(s.pending)
	s.mu.Unlock()
	if len(batch) == 0 {
		return nil
	}
	err := s.db.Update(func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(vaultBucket))
		for key, token := range batch {
			if err := b.Put(key[:], s.aead.Seal(nil, nil, token[:], key[:])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write vault: %w: free space where it lies", fsx.Cause(err))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for key := range batch {
		delete(s.pending, key)
	}
	return nil
}

// Close implements Store.
func (s *fileStore) Close() error { return errors.Join(s.Flush(context.Background()), s.db.Close()) }
