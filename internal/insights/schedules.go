package insights

import (
	"context"
	"errors"
	"strconv"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/notices"
	"rater/internal/people"
)

// Schedules have reports sent to people regularly.
type Schedules struct {
	db      *store.DB
	figures *Figures
	users   *people.Users
	audit   *people.Audit
	outbox  *notices.Outbox
	now     func() time.Time
	zone    *time.Location
}

// NewSchedules makes the schedules of a database; zone is the one whose clock they go by.
func NewSchedules(db *store.DB, f *Figures, users *people.Users, audit *people.Audit, outbox *notices.Outbox, now func() time.Time, zone *time.Location) *Schedules {
	return &Schedules{db, f, users, audit, outbox, now, zone}
}

// MostSchedules is how many one person can have.
const MostSchedules = 50

// Of returns the actor's schedules, the oldest first.
func (s *Schedules) Of(ctx context.Context, actor people.Actor) ([]Schedule, error) {
	return s.schedulesOf(ctx, actor.ID)
}

// Get returns one of the actor's schedules.
func (s *Schedules) Get(ctx context.Context, actor people.Actor, id string) (Schedule, error) {
	return s.schedule(ctx, actor.ID, id)
}

// lastSent is when a schedule's report was last sent, or where it never was now.
func (s *Schedules) lastSent(of Schedule) time.Time {
	if of.SentAt != nil {
		return *of.SentAt
	}
	return s.now()
}

// Add has a report sent to the actor regularly, from the next Monday or first of a month on. A report that they may not read
// is Forbidden, one of what they can't see NotFound, one more than MostSchedules a Conflict.
func (s *Schedules) Add(ctx context.Context, actor people.Actor, made Schedule) (Schedule, error) {
	if err := made.settle(); err != nil {
		return made, err
	}
	if err := s.mayBegin(ctx, actor, made.Question); err != nil {
		return made, err
	}
	made.ID, made.UserID, made.MadeAt = store.NewID(), actor.ID, s.now()
	made.NextAt = made.Every.Next(made.MadeAt, s.zone)
	return made, s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Lock(ctx, "report schedules "+actor.ID); err != nil {
			return err
		}
		if n, err := s.countSchedules(ctx, actor.ID); err != nil {
			return err
		} else if n >= MostSchedules {
			return fault.New(fault.Conflict, "%d reports are sent to you regularly already, which is as many as there can be: delete one first", n)
		}
		if err := s.insertSchedule(ctx, made); err != nil {
			return err
		}
		return s.audit.Write(ctx, actor, "report.scheduled", "report_schedule", made.ID, map[string]any{"name": string(made.Report)})
	})
}

// Pause stops one of the actor's schedules, or lets it go on from its next day.
func (s *Schedules) Pause(ctx context.Context, actor people.Actor, id string, paused bool) (of Schedule, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		if of, err = s.schedule(ctx, actor.ID, id); err != nil || of.Paused == paused {
			return err
		}
		of.Paused, of.NextAt = paused, of.Every.Next(s.now(), s.zone)
		if err := s.savePause(ctx, of); err != nil {
			return err
		}
		action := map[bool]string{true: "report.paused", false: "report.resumed"}[paused]
		return s.audit.Write(ctx, actor, action, "report_schedule", id, nil)
	})
	return of, err
}

// Remove ends one of the actor's schedules.
func (s *Schedules) Remove(ctx context.Context, actor people.Actor, id string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.deleteSchedule(ctx, actor.ID, id); err != nil {
			return err
		}
		return s.audit.Write(ctx, actor, "report.unscheduled", "report_schedule", id, nil)
	})
}

// mayBegin is nil where the actor may read a report, and there is somebody whom it is of.
func (s *Schedules) mayBegin(ctx context.Context, actor people.Actor, q Question) error {
	if err := s.mayRead(ctx, actor, q); err != nil || q.Report != AgentReport {
		return err
	}
	return s.figures.counts(ctx, actor, q.ask(), q.SubjectID)
}

func (s *Schedules) mayRead(ctx context.Context, actor people.Actor, q Question) error {
	r, err := s.rightsTo(ctx, actor, q)
	if err != nil {
		return err
	}
	return r.mayRead(ctx, q)
}

const mostDue = 100

// SendDue tells of the reports that are due, each once, however many servers look and however long none did, and returns of
// how many. What its reader may not read any more ends; what has no scores to count now goes on, and its reader is told so.
func (s *Schedules) SendDue(ctx context.Context) (sent int, err error) {
	rows, err := s.dueBy(ctx, s.now(), mostDue)
	for _, row := range rows {
		told := false
		failed := s.db.InTx(ctx, func(ctx context.Context) (err error) {
			told, err = s.send(ctx, row)
			return err
		})
		if err = errors.Join(err, failed); failed == nil && told {
			sent++
		}
	}
	return sent, err
}

// send moves the schedule on and puts what is due into the outbox, unless another server has.
func (s *Schedules) send(ctx context.Context, row Schedule) (bool, error) {
	if mine, err := s.moveOn(ctx, row, s.now()); err != nil || !mine {
		return false, err
	}
	kind, subject := notices.ReportReady, "report"
	if _, err := s.reader(ctx, row); over(err) {
		return false, s.end(ctx, row)
	} else if fault.Is(err, fault.Invalid) {
		kind, subject = notices.ReportEmpty, "report_empty"
	} else if err != nil {
		return false, err
	}
	due := strconv.FormatInt(row.NextAt.UnixMilli(), 10)
	if err := s.outbox.Put(ctx, people.Actor{}, notices.To(row.UserID, kind, subject, row.ID, due)); err != nil {
		return false, err
	}
	return true, s.audit.Write(ctx, people.System(), "report.sent", "report_schedule", row.ID, map[string]any{"name": string(row.Report), "to": row.UserID})
}

// reader is whose schedule it is, with today's rights, if they may read it.
func (s *Schedules) reader(ctx context.Context, row Schedule) (people.Actor, error) {
	person, err := s.users.Get(ctx, row.UserID)
	if err != nil {
		return people.Actor{}, err
	}
	if person.DisabledAt != nil {
		return people.Actor{}, fault.Missing()
	}
	actor := people.ActorOf(person)
	return actor, s.mayRead(ctx, actor, row.Question)
}

func (s *Schedules) end(ctx context.Context, row Schedule) error {
	if err := s.deleteSchedule(ctx, row.UserID, row.ID); err != nil {
		return err
	}
	if err := s.outbox.Put(ctx, people.Actor{}, notices.To(row.UserID, notices.ReportEnded, "report_ended", row.ID, "")); err != nil {
		return err
	}
	return s.audit.Write(ctx, people.System(), "report.ended", "report_schedule", row.ID, map[string]any{"name": string(row.Report), "to": row.UserID})
}

// Ready is a report that somebody was told of, and who may read it, with today's rights; NotFound or Forbidden where they
// may not, Invalid where no scores of it count now.
func (s *Schedules) Ready(ctx context.Context, user, id string) (people.Actor, Schedule, error) {
	row, err := s.schedule(ctx, user, id)
	if err != nil {
		return people.Actor{}, row, err
	}
	actor, err := s.reader(ctx, row)
	return actor, row, err
}
