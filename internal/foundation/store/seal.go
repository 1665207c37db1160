package store

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"errors"
)

// Sealer encrypts single fields with AES-256-GCM.
type Sealer struct{ aead cipher.AEAD }

// NewSealer makes a sealer of a key.
func NewSealer(key [32]byte) (*Sealer, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return &Sealer{aead}, err
}

// Seal encrypts a text; the same text gives another result each time. The empty text stays empty.
func (s *Sealer) Seal(plain string) string {
	if plain == "" {
		return ""
	}
	return base64.RawStdEncoding.EncodeToString(s.aead.Seal(nil, nil, []byte(plain), nil))
}

// Open decrypts what Seal made.
func (s *Sealer) Open(sealed string) (string, error) {
	if sealed == "" {
		return "", nil
	}
	raw, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil {
		return "", err
	}
	plain, err := s.aead.Open(nil, nil, raw, nil)
	if err != nil {
		return "", errors.New("a sealed field can't be opened: RATER_SECRET is not the one with which it was sealed")
	}
	return string(plain), nil
}
