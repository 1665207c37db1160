package people

import (
	"sync"

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

var nobody = sync.OnceValue(func() string {
	hash, err := hashPassword("no password has this hash")
	if err != nil {
		panic(err)
	}
	return hash
})

// matches compares in the same time whether there is a hash or not.
func matches(password, hash string) bool {
	known := hash != ""
	if !known {
		hash = nobody()
	}
	atOnce <- struct{}{}
	defer func() { <-atOnce }()
	same, err := argon2id.ComparePasswordAndHash(password, hash)
	return err == nil && same && known
}
