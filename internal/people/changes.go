package people

import (
	"context"
	"slices"
	"strings"

	"rater/internal/foundation/fault"
)

// Change changes parts of a user. Disabling or a new password ends all of the user's sessions.
func (u *Users) Change(ctx context.Context, actor Actor, id string, c Changes) (Person, error) {
	if err := c.check(); err != nil {
		return Person{}, err
	}
	hash := ""
	if c.Password != nil {
		var err error
		if hash, err = hashPassword(*c.Password); err != nil { // slow by design: before the transaction
			return Person{}, err
		}
	}
	var p Person
	err := u.db.InTx(ctx, func(ctx context.Context) (err error) {
		if err := u.db.Lock(ctx, "users"); err != nil {
			return err
		}
		user, err := u.byID(ctx, id)
		if err != nil {
			return err
		}
		if err := u.checkLeads(ctx, id, &c); err != nil {
			return err
		}
		if err := u.changeSelf(ctx, user, c, hash); err != nil {
			return err
		}
		if err := u.setParts(ctx, id, c); err != nil {
			return err
		}
		if c.Roles != nil || c.Disabled != nil {
			if err := u.keepAnAdmin(ctx); err != nil {
				return err
			}
		}
		if err := u.audit.Write(ctx, actor, "user.change", "user", id, c.described()); err != nil {
			return err
		}
		p, err = u.Get(ctx, id)
		return err
	})
	return p, err
}

// checkLeads holds that only a supervisor leads teams; who is none any more leads none.
func (u *Users) checkLeads(ctx context.Context, id string, c *Changes) error {
	if c.Roles == nil && c.Leads == nil {
		return nil
	}
	roles := c.Roles
	if roles == nil {
		p, err := u.Get(ctx, id)
		if err != nil {
			return err
		}
		roles = &p.Roles
	}
	if slices.Contains(*roles, Supervisor) {
		return nil
	}
	if c.Leads != nil && len(*c.Leads) > 0 {
		return fault.In("leads", "only a supervisor leads teams: add the role supervisor")
	}
	c.Leads = &[]string{}
	return nil
}

func (u *Users) changeSelf(ctx context.Context, user User, c Changes, hash string) error {
	if c.Name != nil {
		user.Name = strings.TrimSpace(*c.Name)
	}
	if c.Disabled != nil {
		user.DisabledAt = nil
		if now := u.now(); *c.Disabled {
			user.DisabledAt = &now
		}
	}
	if c.Password != nil {
		user.PasswordHash = hash
	}
	if c.Password != nil || (c.Disabled != nil && *c.Disabled) {
		if err := u.dropSessions(ctx, user.ID); err != nil {
			return err
		}
	}
	return u.updateUser(ctx, user)
}

func (u *Users) keepAnAdmin(ctx context.Context) error {
	n, err := u.countAdmins(ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, "somebody has to remain an admin who can sign in: make another admin first")
	}
	return nil
}

func (c Changes) described() map[string]any {
	d := map[string]any{}
	if c.Name != nil {
		d["name"] = "changed"
	}
	if c.Roles != nil {
		d["roles"] = *c.Roles
	}
	if c.ExternalIDs != nil {
		d["external_ids"] = len(*c.ExternalIDs)
	}
	if c.MemberOf != nil {
		d["member_of"] = *c.MemberOf
	}
	if c.Leads != nil {
		d["leads"] = *c.Leads
	}
	if c.Languages != nil {
		d["languages"] = *c.Languages
	}
	if c.Disabled != nil {
		d["disabled"] = *c.Disabled
	}
	if c.Password != nil {
		d["password"] = "changed"
	}
	return d
}

// ChangePassword sets the actor's own password after checking the present one, and ends all their sessions; too many
// wrong ones are TooMany.
func (u *Users) ChangePassword(ctx context.Context, actor Actor, current, next string) error {
	if wait := u.guesses.take(actor.ID, u.now()); wait > 0 {
		return tooMany(wait)
	}
	user, err := u.byID(ctx, actor.ID)
	if err != nil {
		return err
	}
	if !matches(current, user.PasswordHash) {
		return fault.In("current", "is not your present password")
	}
	u.guesses.giveBack(actor.ID, u.now())
	_, err = u.Change(ctx, actor, actor.ID, Changes{Password: &next})
	return err
}
