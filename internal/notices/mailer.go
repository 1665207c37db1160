package notices

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"rater/internal/people"
)

// Post takes e-mail to where it is delivered.
type Post interface {
	// Send hands one letter over. ErrRefused says that it never will be taken, ErrLost that nobody knows whether it was,
	// ErrDown that nothing is taken at the moment; after any other error this one may be tried again.
	Send(ctx context.Context, l Letter) error
}

var (
	// ErrRefused says that a letter will never be taken.
	ErrRefused = errors.New("the mail server refuses it")
	// ErrLost says that nobody knows whether a letter was taken.
	ErrLost = errors.New("the mail server's answer was lost")
	// ErrDown says that no letter can be sent at the moment.
	ErrDown = errors.New("the mail server can't be reached")
)

const (
	mostLetters = 20
	mostAtOnce  = 200 // notices
	mostTries   = 12  // over some ten hours
	firstPause  = time.Minute
	longPause   = 2 * time.Hour
	forgotten   = 15 * time.Minute
)

// Deliver sends the e-mail that is due, what waits for one person in one letter but for what may carry a file, which goes
// last, and returns how many letters were taken. Where enclose is nil no letter carries any. It keeps in the database what
// it is about to send before it does, so that of several servers one sends it, and that it is never sent twice.
func (o *Outbox) Deliver(ctx context.Context, enclose Enclose) (taken int, err error) {
	if !o.Mails() {
		return 0, nil
	}
	piles, err := o.take(ctx)
	if err != nil {
		return 0, err
	}
	for n, pile := range piles {
		sent, failed := o.send(ctx, pile, enclose)
		if err := o.settle(context.WithoutCancel(ctx), pile, sent, failed); err != nil {
			return taken, err
		}
		if failed == nil {
			taken++
		} else if errors.Is(failed, ErrDown) {
			return taken, o.putBack(context.WithoutCancel(ctx), piles[n+1:])
		}
	}
	return taken, nil
}

// pile is what is to be sent to one person.
type pile struct {
	to   people.User
	list []Notice
}

// take marks what is due as being sent.
func (o *Outbox) take(ctx context.Context) (piles []pile, err error) {
	err = o.db.InTx(ctx, func(ctx context.Context) error {
		if err := o.db.Lock(ctx, "notices mail"); err != nil {
			return err
		}
		now := o.now()
		if err := o.giveUp(ctx, now.Add(-forgotten)); err != nil {
			return err
		}
		rows, lone, err := o.dueBy(ctx, now)
		if err != nil || len(rows)+len(lone) == 0 {
			return err
		}
		if piles, err = o.sort(ctx, rows, lone); err != nil {
			return err
		}
		var all []Notice
		for _, p := range piles {
			all = append(all, p.list...)
		}
		return o.saveMail(ctx, marked(all, mailSending, &now), 0)
	})
	return piles, err
}

// sort puts notices into piles, at most mostLetters and those that are alone; those of who has left are dropped.
func (o *Outbox) sort(ctx context.Context, rows, lone []Notice) (piles []pile, err error) {
	var ids, all []string
	for _, n := range rows {
		if !slices.Contains(ids, n.UserID) && len(ids) < mostLetters {
			ids = append(ids, n.UserID)
		}
	}
	for _, n := range lone {
		all = append(all, n.UserID)
	}
	users, err := o.users.Present(ctx, append(all, ids...))
	if err != nil {
		return nil, err
	}
	var gone []Notice
	add := func(id string, mine []Notice) {
		if user, here := users[id]; here {
			piles = append(piles, pile{user, mine})
		} else {
			gone = append(gone, mine...)
		}
	}
	for _, id := range ids {
		add(id, slices.DeleteFunc(slices.Clone(rows), func(n Notice) bool { return n.UserID != id }))
	}
	for _, n := range lone {
		add(n.UserID, []Notice{n})
	}
	return piles, o.saveMail(ctx, marked(gone, mailOff, nil), 0)
}

func marked(list []Notice, state mailState, due *time.Time) []Notice {
	for i := range list {
		list[i].Mail, list[i].MailDue = state, due
	}
	return list
}

// settle keeps what has become of a pile, and of the file that was sent with it.
func (o *Outbox) settle(ctx context.Context, p pile, sent *Enclosure, failed error) error {
	return o.db.InTx(ctx, func(ctx context.Context) error {
		if sent != nil && (failed == nil || errors.Is(failed, ErrLost)) {
			if err := sent.Left(ctx); err != nil {
				return err
			}
		}
		return o.keep(ctx, p, failed)
	})
}

func (o *Outbox) keep(ctx context.Context, p pile, failed error) error {
	now := o.now()
	tries := slices.MaxFunc(p.list, func(a, b Notice) int { return a.MailTries - b.MailTries }).MailTries + 1
	switch {
	case failed == nil:
		return o.saveMail(ctx, marked(p.list, mailSent, &now), 1)
	case errors.Is(failed, ErrLost):
		slog.Warn("nobody knows whether an e-mail arrived; it is not sent again", "notice", p.list[0].ID, "err", failed)
		return o.saveMail(ctx, marked(p.list, mailUnsure, &now), 1)
	case errors.Is(failed, ErrRefused) || tries >= mostTries:
		slog.Warn("an e-mail could not be sent", "notice", p.list[0].ID, "tries", tries, "err", failed)
		return o.saveMail(ctx, marked(p.list, mailFailed, &now), 1)
	}
	slog.Info("an e-mail could not be sent yet", "notice", p.list[0].ID, "tries", tries, "err", failed)
	again := now.Add(min(firstPause<<(tries-1), longPause))
	return o.saveMail(ctx, marked(p.list, mailWaiting, &again), 1)
}

// putBack lets what was not tried wait a little.
func (o *Outbox) putBack(ctx context.Context, piles []pile) error {
	var all []Notice
	for _, p := range piles {
		all = append(all, p.list...)
	}
	again := o.now().Add(firstPause)
	return o.db.InTx(ctx, func(ctx context.Context) error { return o.saveMail(ctx, marked(all, mailWaiting, &again), 0) })
}
