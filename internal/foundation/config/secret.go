package config

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Keys are the keys that Rater derives from its one secret, 32 bytes each.
type Keys struct {
	Fields [32]byte // encrypts customer addresses and plan seeds
	Hashes [32]byte // keyed hashes of event bodies and pseudonyms
	Seals  [32]byte // chains the audit log
}

// Keys derives the keys from RATER_SECRET, or from the secret kept in the data folder, which it makes when there is none.
func (c Config) Keys() (Keys, error) {
	secret := c.Secret
	if secret == "" {
		kept, err := keptSecret(c.DataDir)
		if err != nil {
			return Keys{}, fmt.Errorf("RATER_SECRET is empty and no secret can be kept in RATER_DATA_DIR: %w", err)
		}
		secret = kept
	}
	var k Keys
	for name, into := range map[string][]byte{"fields": k.Fields[:], "hashes": k.Hashes[:], "seals": k.Seals[:]} {
		key, err := hkdf.Key(sha256.New, []byte(secret), nil, "rater "+name, len(into))
		if err != nil {
			return k, err
		}
		copy(into, key)
	}
	return k, nil
}

func keptSecret(dir string) (string, error) {
	path := filepath.Join(dir, "secret")
	for range 2 {
		kept, err := os.ReadFile(path)
		if err == nil && len(strings.TrimSpace(string(kept))) >= 32 {
			return strings.TrimSpace(string(kept)), nil
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
		if err := makeSecret(dir, path); err != nil && !errors.Is(err, os.ErrExist) {
			return "", err
		}
	}
	return "", fmt.Errorf("%s holds no secret of 32 characters or more", path)
}

// makeSecret links a complete file into place, so that two programs starting at once agree on one secret.
func makeSecret(dir, path string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return err
	}
	draft, err := os.CreateTemp(dir, "secret-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	if _, err := draft.WriteString(hex.EncodeToString(random) + "\n"); err != nil {
		return err
	}
	if err := errors.Join(draft.Sync(), draft.Close()); err != nil {
		return err
	}
	return os.Link(draft.Name(), path)
}
