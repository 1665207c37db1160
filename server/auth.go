package server

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// authorise finds out who calls, by token or cookie, and whether the policy lets them call this.
func (a *API) authorise(c *fiber.Ctx, p people.Permission) (people.Actor, error) {
	if err := a.checkOrigin(c); err != nil {
		return people.Actor{}, err
	}
	actor, err := a.caller(c)
	if p == people.Anyone {
		return actor, nil
	}
	if err != nil {
		return actor, err
	}
	if !actor.May(p) {
		return actor, fault.New(fault.Forbidden, "%s", refusal(actor, p))
	}
	return actor, nil
}

func refusal(actor people.Actor, p people.Permission) string {
	switch {
	case p == people.Ingest:
		return "events come with a token of scope ingest, not with a signed-in person"
	case actor.Scope != "":
		return "this token may send events and nothing else"
	}
	return "your roles don't allow this"
}

func (a *API) caller(c *fiber.Ctx) (people.Actor, error) {
	ctx := c.UserContext()
	if header := c.Get(fiber.HeaderAuthorization); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") || token == "" {
			return people.Actor{}, fault.New(fault.Unauthorized, "the header must read Authorization: Bearer <token>")
		}
		return a.d.Tokens.Actor(ctx, strings.TrimSpace(token))
	}
	if token := c.Cookies(a.cookieName()); token != "" {
		return a.d.Sessions.Actor(ctx, token)
	}
	return people.Actor{}, fault.New(fault.Unauthorized, "sign in first")
}

// checkOrigin refuses changes and sockets that a foreign page began: a cookie comes with the exact origin, and an
// origin that is named is never a foreign one.
func (a *API) checkOrigin(c *fiber.Ctx) error {
	socket := strings.EqualFold(c.Get(fiber.HeaderUpgrade), "websocket")
	if !socket && (c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead) {
		return nil
	}
	origin := c.Get(fiber.HeaderOrigin)
	byCookie := c.Get(fiber.HeaderAuthorization) == "" && c.Cookies(a.cookieName()) != ""
	if origin == "" && !byCookie && !socket {
		return nil
	}
	if !a.sameOrigin(c, origin) {
		return fault.New(fault.Forbidden, "this request came from another site, or without saying from where (Origin)")
	}
	return nil
}

func (a *API) sameOrigin(c *fiber.Ctx, origin string) bool {
	if want := a.d.Config.Origin(); want != "" {
		return origin == want
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.Host == string(c.Request().Host()) && u.String() == u.Scheme+"://"+u.Host
}

func (a *API) cookieName() string {
	if a.d.Config.Secure() {
		return "__Host-rater_session"
	}
	return "rater_session"
}

func (a *API) cookie(token string) string {
	c := a.cookieName() + "=" + token + "; Path=/; HttpOnly; SameSite=Lax"
	if a.d.Config.Secure() {
		c += "; Secure"
	}
	if token == "" {
		return c + "; Max-Age=0"
	}
	return c
}
