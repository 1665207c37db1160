package server

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"rater/internal/foundation/fault"
)

// checkTexts refuses in the path, in the query and in the headers that Rater stores what no database takes as text.
func checkTexts(c *fiber.Ctx) error {
	if path, err := url.PathUnescape(c.Path()); err != nil || !isText(path) {
		return fault.Missing() // nothing that there is has such a name
	}
	var faults []fault.Field
	for key, value := range c.Context().QueryArgs().All() {
		if !isText(string(key)) || !isText(string(value)) {
			faults = append(faults, fault.Field{Location: "query." + strings.ToValidUTF8(string(key), "�"), Message: "must be UTF-8 without NUL"})
		}
	}
	if key := c.Get("Idempotency-Key"); c.Method() == http.MethodPost && !isText(key) {
		faults = append(faults, fault.Field{Location: "header.Idempotency-Key", Message: "must be UTF-8 without NUL"})
	}
	if len(faults) > 0 {
		return fault.Fields("the address holds what is no text", faults...)
	}
	return nil
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }
