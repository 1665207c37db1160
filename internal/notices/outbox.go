package notices

import (
	"context"
	"errors"
	"slices"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Outbox keeps notices, shows them to whom they are for, and sends their e-mail.
type Outbox struct {
	db    *store.DB
	users *people.Users
	audit *people.Audit
	bus   *events.Bus
	now   func() time.Time
	site  Site
}

// Site is what the e-mail of a site needs: Post is nil where it sends none, Address is how browsers reach Rater, empty
// where nobody has said so, Zone is that of who has named none.
type Site struct {
	Post    Post
	Address string
	Zone    *time.Location
}

// NewOutbox makes the outbox of a database.
func NewOutbox(db *store.DB, users *people.Users, audit *people.Audit, bus *events.Bus, now func() time.Time, site Site) *Outbox {
	return &Outbox{db, users, audit, bus, now, site}
}

// Mails says whether this site sends e-mail.
func (o *Outbox) Mails() bool { return o.site.Post != nil }

// Put keeps notices in the transaction that ctx carries; those whom they are for hear of them after the commit. Who acts
// is told nothing of what they do themselves, and nobody is told of an event twice.
func (o *Outbox) Put(ctx context.Context, actor people.Actor, list ...Notice) error {
	list = slices.DeleteFunc(slices.Clone(list), func(n Notice) bool { return n.UserID == "" || n.UserID == actor.ID || n.UserID == people.System().ID })
	if len(list) == 0 {
		return nil
	}
	return o.db.InTx(ctx, func(ctx context.Context) error {
		list, err := o.unheard(ctx, list)
		if err != nil || len(list) == 0 {
			return err
		}
		wishes, err := o.settingsOf(ctx, list)
		if err != nil {
			return err
		}
		for i := range list {
			n := &list[i]
			n.ID, n.At = store.NewID(), o.now()
			o.schedule(n, wishes[n.UserID], n.At)
		}
		o.db.AfterCommit(ctx, func() { o.tell(list) })
		return o.insert(ctx, list)
	})
}

// schedule says when the notice's e-mail is due, counted from a moment.
func (o *Outbox) schedule(n *Notice, s Settings, from time.Time) {
	due, wanted := s.due(n.Kind, from, o.site.Zone)
	if n.Mail, n.MailDue = mailOff, nil; wanted && o.Mails() {
		n.Mail, n.MailDue = mailWaiting, &due
	}
}

func (o *Outbox) tell(list []Notice) {
	for _, n := range list {
		o.bus.Publish(events.Event{Topic: events.User(n.UserID), Message: interactions.Changed("notices", n.ID)})
	}
}

// List returns the actor's notices, the newest first, behind the one with the id after.
func (o *Outbox) List(ctx context.Context, actor people.Actor, unread bool, after string, limit int) ([]Notice, error) {
	return o.page(ctx, actor.ID, unread, after, limit)
}

// MostUnread is up to how many unread notices are counted.
const MostUnread = 100

// Unread counts the actor's unread notices, up to MostUnread.
func (o *Outbox) Unread(ctx context.Context, actor people.Actor) (int, error) {
	return o.countUnread(ctx, actor.ID, MostUnread)
}

// Read notes that the actor has read these notices, or all up to the one with the id upTo. Others' are left alone.
func (o *Outbox) Read(ctx context.Context, actor people.Actor, ids []string, upTo string) error {
	if len(ids) == 0 && upTo == "" {
		return fault.In("body.ids", "name the notices that were read, or with up_to the newest of them")
	}
	return o.db.InTx(ctx, func(ctx context.Context) error {
		o.db.AfterCommit(ctx, func() { o.tell([]Notice{{UserID: actor.ID}}) })
		return o.markRead(ctx, actor.ID, ids, upTo, o.now())
	})
}

// Settings returns how the actor hears of notices by e-mail.
func (o *Outbox) Settings(ctx context.Context, actor people.Actor) (Settings, error) {
	found, err := o.settingsOf(ctx, []Notice{{UserID: actor.ID}})
	return found[actor.ID], err
}

// SetSettings changes how the actor hears of notices by e-mail; what waits is sent as they say now.
func (o *Outbox) SetSettings(ctx context.Context, actor people.Actor, s Settings) (Settings, error) {
	s.UserID = actor.ID
	if s.Muted == nil {
		s.Muted = []string{}
	}
	if err := s.check(); err != nil {
		return s, err
	}
	return s, o.db.InTx(ctx, func(ctx context.Context) error {
		if err := o.saveSettings(ctx, s); err != nil {
			return err
		}
		if err := o.reschedule(ctx, s); err != nil {
			return err
		}
		return o.audit.Write(ctx, actor, "notices.settings", "user", actor.ID, nil)
	})
}

// reschedule lets what waits for somebody be sent as the settings say now.
func (o *Outbox) reschedule(ctx context.Context, s Settings) error {
	rows, err := o.waitingOf(ctx, s.UserID)
	if err != nil {
		return err
	}
	var wanted, unwanted []Notice
	for _, n := range rows {
		if o.schedule(&n, s, o.now()); n.Mail == mailWaiting {
			wanted = append(wanted, n)
		} else {
			unwanted = append(unwanted, n)
		}
	}
	return errors.Join(o.saveMail(ctx, wanted, 0), o.saveMail(ctx, unwanted, 0))
}
