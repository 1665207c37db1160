package vcon

import (
	"slices"
	"strings"
)

// The speakers of an interaction, as its events name them.
const (
	agent    = "agent"
	customer = "customer"
	bot      = "bot"
)

var roleWords = map[string][]string{
	agent: {"agent", "representative", "rep", "employee", "support", "operator", "staff", "advisor", "adviser", "supervisor",
		"host", "csr", "assistant"},
	customer: {"customer", "contact", "caller", "consumer", "client", "guest", "patient", "member", "user", "subscriber"},
	bot:      {"bot", "ivr", "robot", "virtual agent", "virtual assistant", "chatbot", "voicebot", "automated"},
}

// roleOf reads a role or a label as one of the speakers, or as nothing.
func roleOf(word string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	for role, words := range roleWords {
		if slices.Contains(words, word) {
			return role
		}
	}
	return ""
}

var privateMail = []string{
	"gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com", "aol.com", "gmx.de",
	"gmx.net", "web.de", "proton.me", "protonmail.com", "msn.com", "me.com",
}

// speakers returns the speaker of each party. They are guessed only where no party has a role: who writes from a
// private mail house is the customer; else the first party, who by custom began, is.
func (c *container) speakers() (roles []string, guessed bool) {
	roles = make([]string, len(c.Parties))
	known := ""
	for i, p := range c.Parties {
		roles[i] = roleOf(string(p.Role))
		if roles[i] == "" {
			roles[i] = roleOf(string(p.Meta.Role))
		}
		known += roles[i]
	}
	if known == "" {
		guess(roles, c.Parties)
	}
	for i, r := range roles {
		if r == "" {
			roles[i] = missing(roles)
		}
	}
	return roles, known == ""
}

// missing is the side of which there is nobody yet.
func missing(roles []string) string {
	if !slices.Contains(roles, customer) {
		return customer
	}
	return agent
}

func guess(roles []string, parties []party) {
	private, desk := 0, 0
	for i, p := range parties {
		_, domain, isMail := strings.Cut(address(p.Mailto), "@")
		switch {
		case !isMail:
		case slices.Contains(privateMail, strings.ToLower(domain)):
			roles[i] = customer
			private++
		default:
			roles[i] = agent
			desk++
		}
	}
	if private == 0 || desk == 0 {
		for i := range roles {
			roles[i] = agent
		}
		if len(roles) > 0 {
			roles[0] = customer
		}
	}
}

// address leaves out the scheme of a tel: or mailto: address.
func address(t text) string {
	s := strings.TrimPrefix(strings.TrimPrefix(string(t), "mailto:"), "tel:")
	return strings.TrimSpace(s)
}

// agentRef is how an agent's user is found: by e-mail, external id, name, or number.
func (p party) agentRef() string {
	for _, s := range []string{address(p.Mailto), string(p.ID), string(p.Name), address(p.Tel)} {
		if s != "" {
			return s
		}
	}
	return ""
}
