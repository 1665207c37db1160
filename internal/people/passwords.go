package people

import (
	"encoding/base64"
	"fmt"

	"github.com/alexedwards/argon2id"
)

// hashing holds OWASP's argon2id parameters: 19 MiB, two passes.
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// atOnce bounds the memory that sign-ins can take together.
var atOnce = make(chan struct{}, 8)

func hashPassword(password string) (string, error) {
	atOnce <- struct{}{}
	defer func() { <-atOnce }()
	return argon2id.CreateHash(password, hashing)
}

// nobody is a hash of no password, made without any work, so that not even the first unknown person takes more of it.
var nobody = fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", hashing.Memory, hashing.Iterations, hashing.Parallelism,
	blank(hashing.SaltLength), blank(hashing.KeyLength))

func blank(bytes uint32) string { return base64.RawStdEncoding.EncodeToString(make([]byte, bytes)) }

// matches compares in the same time whether there is a hash or not.
func matches(password, hash string) bool {
	known := hash != ""
	if !known {
		hash = nobody
	}
	atOnce <- struct{}{}
	defer func() { <-atOnce }()
	same, err := argon2id.ComparePasswordAndHash(password, hash)
	return err == nil && same && known
}
