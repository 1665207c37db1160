package vcon

import (
	"bytes"
	"encoding/base64"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"

	"rater/internal/foundation/fault"
)

// text is what a dialog says in writing, or nothing when it is a recording.
func (d dialog) text() (string, error) {
	body, isString := d.Body.(string)
	if !isString || d.recorded() {
		return "", nil
	}
	switch enc := strings.ToLower(string(d.Encoding)); enc {
	case "base64url", "base64":
		plain, err := unbase64(body)
		if err != nil {
			return "", fault.New(fault.Malformed, "the text is not in %s, as its encoding says", enc)
		}
		body = string(plain)
	}
	media := d.MediaType
	if media == "" {
		media = d.MimeType
	}
	return tidy(reduce(body, string(media))), nil
}

func unbase64(s string) ([]byte, error) {
	s = strings.TrimRight(strings.NewReplacer("+", "-", "/", "_", "\n", "", "\r", "").Replace(s), "=")
	return base64.RawURLEncoding.DecodeString(s)
}

func tidy(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", " "), "\ufffd")
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}

// reduce takes the plain text out of a body of any media type; what is no text is nothing.
func reduce(body, media string) string {
	kind, params, err := mime.ParseMediaType(media)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(media), ";")
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return firstText(strings.NewReader(body), params["boundary"])
	case kind == "message/rfc822":
		return mailText(body)
	case kind == "text/html":
		return stripTags(body)
	case kind == "" || strings.HasPrefix(kind, "text/"):
		return body
	}
	return ""
}

func mailText(body string) string {
	m, err := mail.ReadMessage(strings.NewReader(body))
	if err != nil {
		return body
	}
	inner, _ := io.ReadAll(decoded(m.Body, m.Header.Get("Content-Transfer-Encoding")))
	return reduce(string(inner), m.Header.Get("Content-Type"))
}

// firstText returns the plain part of a multipart body, else the first that can be reduced to text.
func firstText(r io.Reader, boundary string) string {
	parts, found := multipart.NewReader(r, boundary), ""
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return found
		}
		inner, _ := io.ReadAll(decoded(p, p.Header.Get("Content-Transfer-Encoding")))
		text := reduce(string(inner), p.Header.Get("Content-Type"))
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain") && text != "" {
			return text
		}
		if found == "" {
			found = text
		}
	}
}

func decoded(r io.Reader, transfer string) io.Reader {
	switch strings.ToLower(strings.TrimSpace(transfer)) {
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	case "base64":
		raw, _ := io.ReadAll(r)
		plain, _ := unbase64(string(raw))
		return bytes.NewReader(plain)
	}
	return r
}

var (
	unseen = regexp.MustCompile(`(?is)<!--.*?-->|<(style|script|head)\b.*?</(style|script|head)\s*>`)
	breaks = regexp.MustCompile(`(?i)<(br|/p|/div|/tr|/li|/h[1-6])\b[^>]*>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
)

func stripTags(s string) string {
	s = unseen.ReplaceAllString(s, "")
	s = tags.ReplaceAllString(breaks.ReplaceAllString(s, "\n"), "")
	return html.UnescapeString(s)
}
