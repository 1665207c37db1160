package vcon

import (
	"encoding/json"
	"net/url"
	"strings"

	"rater/internal/interactions"
)

var mediums = []struct{ word, channel string }{
	{"email", "email"}, {"e-mail", "email"}, {"sms", "sms"}, {"mms", "sms"}, {"whatsapp", "social"}, {"messenger", "social"},
	{"facebook", "social"}, {"instagram", "social"}, {"twitter", "social"}, {"telegram", "social"}, {"social", "social"},
	{"video", "video"}, {"chat", "chat"}, {"phone", "phone"}, {"voice", "phone"}, {"telephony", "phone"},
}

// The channel of a vCon is the first of these that one of its dialogs is on.
var strongest = []string{"video", "phone", "email", "sms", "social"}

func (c *container) channel() string {
	on := map[string]bool{}
	for i, d := range c.Dialog {
		on[d.channel(c.transcribed(i))] = true
	}
	for _, channel := range strongest {
		if on[channel] {
			return channel
		}
	}
	return "chat"
}

// channel judges by what the sender says, else by the kind of the content; a text dialog without text of which there
// is a transcript was spoken.
func (d dialog) channel(transcribed bool) string {
	said := strings.ToLower(string(d.Medium + " " + d.App))
	for _, m := range mediums {
		if strings.Contains(said, m.word) {
			return m.channel
		}
	}
	media := d.media()
	switch {
	case strings.HasPrefix(media, "video/") || d.Type == "video":
		return "video"
	case strings.HasPrefix(media, "audio/") || d.recorded():
		return "phone"
	case strings.HasPrefix(media, "multipart/") || media == "message/rfc822" || d.MessageID != "":
		return "email"
	case d.Body == nil && transcribed:
		return "phone"
	}
	return "chat"
}

// media is the media type in lower case, without parameters.
func (d dialog) media() string {
	media := d.MediaType
	if media == "" {
		media = d.MimeType
	}
	kind, _, _ := strings.Cut(string(media), ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

func (d dialog) recorded() bool {
	return d.Type == "recording" || d.Type == "video" || d.Type == "audio"
}

func (d dialog) recordingURL() *string {
	u, err := url.Parse(string(d.URL))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || !d.recorded() || len(d.URL) > longestString {
		return nil
	}
	return some(string(d.URL))
}

// direction is told by a dialog, or by what the sender's switchboard attached.
func (c *container) direction() string {
	for _, d := range c.Dialog {
		if way := directionOf(d.Meta.Direction); way != "" {
			return way
		}
	}
	for _, a := range c.Attachments {
		var m meta
		if _ = json.Unmarshal(a.Body, &m); directionOf(m.Direction) != "" {
			return directionOf(m.Direction)
		}
	}
	return ""
}

func directionOf(t text) string {
	switch strings.ToLower(string(t)) {
	case "in", "inbound", "incoming":
		return "inbound"
	case "out", "outbound", "outgoing":
		return "outbound"
	}
	return ""
}

func (c *container) language() string {
	for _, a := range c.Analysis {
		var body struct {
			Detected text `json:"detected_language"`
			Language text `json:"language"`
		}
		_ = json.Unmarshal(a.Body, &body)
		if body.Detected != "" {
			return string(body.Detected)
		}
		if body.Language != "" {
			return string(body.Language)
		}
	}
	return ""
}

// customer leaves an id out that is made of the address, which is kept elsewhere, encrypted.
func (p party) customer() *interactions.Customer {
	c := &interactions.Customer{Address: some(address(p.Mailto))}
	if c.Address == nil {
		c.Address = some(address(p.Tel))
	}
	for _, a := range []string{address(p.Tel), address(p.Mailto)} {
		if a != "" && (string(p.Name) == a || strings.Contains(string(p.ID), a)) {
			if string(p.Name) == a {
				p.Name = ""
			}
			if strings.Contains(string(p.ID), a) {
				p.ID = ""
			}
		}
	}
	c.Name, c.Ref = some(string(p.Name)), some(string(p.ID))
	return c
}
