package vcon

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"rater/internal/foundation/fault"
)

// container is a vCon as far as it is read.
type container struct {
	UUID        text       `json:"uuid"`
	CreatedAt   stamp      `json:"created_at"`
	Subject     text       `json:"subject"`
	Parties     []party    `json:"parties"`
	Dialog      []dialog   `json:"dialog"`
	Analysis    []analysis `json:"analysis"`
	Attachments []struct {
		Body json.RawMessage `json:"body"`
	} `json:"attachments"`

	// What tells the signed (JWS) and the encrypted (JWE) form.
	Payload    json.RawMessage `json:"payload"`
	Signatures json.RawMessage `json:"signatures"`
	Signature  json.RawMessage `json:"signature"`
	Ciphertext json.RawMessage `json:"ciphertext"`
}

type party struct {
	Name   text `json:"name"`
	Tel    text `json:"tel"`
	Mailto text `json:"mailto"`
	Role   text `json:"role"`
	ID     text `json:"id"`
	Meta   meta `json:"meta"`
}

type dialog struct {
	Type       text    `json:"type"`
	Start      stamp   `json:"start"`
	Duration   seconds `json:"duration"`
	Parties    indexes `json:"parties"`
	Originator *int    `json:"originator"`
	MimeType   text    `json:"mimetype"`
	MediaType  text    `json:"mediatype"`
	Medium     text    `json:"medium"`
	App        text    `json:"application"`
	Body       any     `json:"body"`
	Encoding   text    `json:"encoding"`
	URL        text    `json:"url"`
	Subject    text    `json:"subject"`
	MessageID  text    `json:"message_id"`
	Campaign   text    `json:"campaign"`
	Skill      text    `json:"skill"`
	Meta       meta    `json:"meta"`
}

type analysis struct {
	Type     text            `json:"type"`
	Dialog   indexes         `json:"dialog"`
	Body     json.RawMessage `json:"body"`
	Encoding text            `json:"encoding"`
}

// meta is what senders of older vCons add.
type meta struct {
	Role        text `json:"role"`
	Direction   text `json:"direction"`
	Disposition text `json:"agent_selected_disposition"`
}

// UnmarshalJSON takes whatever is no object for an empty one.
func (m *meta) UnmarshalJSON(raw []byte) error {
	type plain meta
	var p plain
	if json.Unmarshal(raw, &p) == nil {
		*m = meta(p)
	}
	return nil
}

func decode(raw []byte) (*container, error) {
	trimmed := bytes.TrimSpace(raw)
	if bytes.HasPrefix(trimmed, []byte("eyJ")) {
		return nil, compactForm(bytes.Count(trimmed, []byte(".")))
	}
	if !bytes.HasPrefix(trimmed, []byte("{")) {
		return nil, fault.New(fault.Malformed, "is no vCon: a vCon is a JSON object")
	}
	var c container
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, fault.New(fault.Malformed, "is broken: %v", err)
	}
	switch {
	case c.Ciphertext != nil:
		return nil, encrypted()
	case c.Payload != nil && (c.Signatures != nil || c.Signature != nil):
		return nil, signed()
	case c.Parties == nil && c.Dialog == nil:
		return nil, fault.New(fault.Invalid, "is no vCon: it has neither parties nor dialog")
	case len(c.Dialog) == 0:
		return nil, fault.New(fault.Invalid, "has an empty dialog: there is nothing in it to read")
	}
	if c.UUID == "" {
		sum := sha256.Sum256(trimmed)
		c.UUID = text("vcon-" + hex.EncodeToString(sum[:12]))
	}
	return &c, nil
}

func signed() error {
	return fault.New(fault.Unsupported, "is signed (JWS); Rater reads unsigned vCons: verify and unpack it first")
}

func encrypted() error {
	return fault.New(fault.Unsupported, "is encrypted (JWE); Rater reads plain vCons: decrypt it first")
}

// compactForm tells the two forms without JSON by their number of dots.
func compactForm(dots int) error {
	switch dots {
	case 2:
		return signed()
	case 4:
		return encrypted()
	}
	return fault.New(fault.Malformed, "is no vCon: a vCon is a JSON object")
}
