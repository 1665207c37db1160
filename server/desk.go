package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"rater/coaching"
	"rater/coaching/training"
	"rater/internal/foundation/config"
	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/interactions/recordings"
	"rater/internal/notices"
	"rater/internal/people"
	"rater/scorecards"
)

// Desk is everything that Rater is made of beneath its doors, over one migrated database.
type Desk struct {
	Config       config.Config
	DB           *store.DB
	Bus          *events.Bus
	Replies      *store.Replies
	Audit        *people.Audit
	Users        *people.Users
	Teams        *people.Teams
	Sessions     *people.Sessions
	Tokens       *people.Tokens
	Log          *interactions.Log
	Record       *interactions.Record
	Watches      *interactions.Watches
	Whispers     *interactions.Whispers
	Bookmarks    *interactions.Bookmarks
	Recordings   *recordings.Recordings
	Catalogue    *scorecards.Catalogue
	Plans        *scorecards.Plans
	Offers       *scorecards.Offers
	Notices      *notices.Outbox
	Evaluations  *scorecards.Evaluations
	Answers      *scorecards.Answers
	Calibrations *scorecards.Calibrations
	Figures      *insights.Figures
	Schedules    *insights.Schedules
	Coaching     *coaching.Sessions
	Actions      *coaching.Actions

	Modules       *training.Modules
	Media         *training.Media
	Assignments   *training.Assignments
	Rules         *training.Rules
	CoachingPlans *coaching.Plans
	Requests      *coaching.Requests
	Rounds        *coaching.Rounds
	Feedback      *coaching.Feedbacks
	Recognitions  *coaching.Recognitions
	Suggestions   *coaching.SuggestionBox

	Now func() time.Time

	keys config.Keys
}

// NewDesk makes the parts, and in the database what every desk begins with. now is the clock.
func NewDesk(ctx context.Context, c config.Config, db *store.DB, now func() time.Time) (*Desk, error) {
	keys, err := c.Keys()
	if err != nil {
		return nil, err
	}
	sealer, err := store.NewSealer(keys.Fields)
	if err != nil {
		return nil, err
	}
	d := &Desk{Config: c, DB: db, Bus: events.NewBus(), Replies: store.NewReplies(db, now), Now: now, keys: keys}
	d.Audit = people.NewAudit(db, keys.Seals[:], now)
	d.Users = people.NewUsers(db, d.Audit, now)
	d.Teams = people.NewTeams(db, d.Audit, now)
	d.Tokens = people.NewTokens(db, d.Audit, now)
	d.Sessions = people.NewSessions(db, d.Users, now, c.SessionIdle, c.SessionLife)
	d.Record = interactions.NewRecord(db, sealer, now)
	d.Watches = interactions.NewWatches(db, d.Record, now, c.DiscloseWatching)
	d.Whispers = interactions.NewWhispers(db, d.Record, d.Audit, d.Bus, now)
	d.Bookmarks = interactions.NewBookmarks(db, d.Record, d.Audit, d.Bus, now)
	mails, err := site(c)
	if err != nil {
		return nil, err
	}
	d.Notices = notices.NewOutbox(db, d.Users, d.Audit, d.Bus, now, mails)
	d.Catalogue = scorecards.NewCatalogue(db, d.Audit, d.Bus, now)
	d.Plans = scorecards.NewPlans(db, d.Users, d.Audit, d.Bus, sealer, now, c.Location())
	d.Offers = scorecards.NewOffers(db, d.Plans, d.Record, d.Audit, d.Notices, d.Bus, now)
	d.Evaluations = scorecards.NewEvaluations(db, d.Record, d.Users, d.Audit, d.Notices, d.Bus, dueProcess(c), now, c.Location())
	d.Calibrations = scorecards.NewCalibrations(d.Evaluations)
	d.Answers = scorecards.NewAnswers(db, d.Audit, now)
	d.Figures = insights.NewFigures(db, d.Evaluations, d.Teams, d.Audit, c.FairError, now)
	d.Schedules = insights.NewSchedules(db, d.Figures, d.Users, d.Audit, d.Notices, now, c.Location())
	d.Coaching = coaching.NewSessions(db, d.Users, d.Answers, d.Record, d.Audit, d.Notices, d.Bus, now, c.Location())
	d.Actions = coaching.NewActions(db, d.Users, d.Coaching, d.Answers, d.Audit, d.Bus, now, c.Location())
	d.Modules = training.NewModules(db, d.Users, d.Record, d.Catalogue, d.Audit, d.Bus, now)
	d.Media = training.NewMedia(db, d.Audit, now)
	d.Assignments = training.NewAssignments(db, d.Users, d.Modules, d.Catalogue, d.Answers, d.Audit, d.Notices, d.Bus, now, c.Location())
	d.Rules = training.NewRules(d.Assignments, d.Teams)
	if err := d.record(); err != nil {
		return nil, err
	}
	d.listen(sealer)
	if err := d.furnish(ctx); err != nil {
		return nil, err
	}
	d.Log = interactions.NewLog(interactions.Options{DB: db, Users: d.Users, Drawer: d.Plans, Recorder: d.Recordings, Bus: d.Bus, Sealer: sealer, Hashes: keys.Hashes, Now: now,
		Silences: interactions.Silences{Calls: c.SilentCalls, Chats: c.SilentChats, Others: c.SilentOthers}})
	return d, nil
}

func dueProcess(c config.Config) scorecards.DueProcess {
	standard := scorecards.StandardDueProcess
	return scorecards.DueProcess{Contest: cmp.Or(c.DisputeWindow, standard.Contest), Decide: cmp.Or(c.DisputeDecision, standard.Decide)}
}

// site is what e-mail needs of the settings.
func site(c config.Config) (notices.Site, error) {
	s := notices.Site{Address: c.Origin(), Zone: c.Location()}
	if c.SMTP == "" {
		return s, nil
	}
	post, err := notices.NewSMTP(c.SMTP, c.MailFrom)
	s.Post = post
	return s, err
}

// listen makes the parts by which people say what they think of each other's work.
func (d *Desk) listen(sealer *store.Sealer) {
	d.CoachingPlans = coaching.NewPlans(d.Coaching)
	d.Requests = coaching.NewRequests(d.Coaching)
	d.Rounds = coaching.NewRounds(d.Coaching, sealer, coaching.Floors{Scores: d.Config.RoundKScores, Comments: d.Config.RoundKComments})
	d.Feedback = coaching.NewFeedbacks(d.Coaching, d.Evaluations)
	d.Recognitions = coaching.NewRecognitions(d.Coaching, d.Evaluations)
	d.Suggestions = coaching.NewSuggestionBox(d.Coaching, sealer)
}

func (d *Desk) furnish(ctx context.Context) error {
	card, err := d.Catalogue.Ensure(ctx)
	if err != nil {
		return err
	}
	if err := d.Plans.Ensure(ctx, card, d.Config.SampleRate); err != nil {
		return err
	}
	return d.Evaluations.AddUpMissing(ctx)
}

// KeepHouse does what is due by time: offers that are over, words to be searched, the seal of the audit log, and less
// often releases that are due, claims that were not begun, places for which a replacement came, interactions that fell
// silent, actions that have met their target, modules that rules assign, media that nobody uses, recordings whose days are over, sessions that come again,
// rounds and suggestion boxes, reports that are sent regularly, and what people are reminded of.
func (d *Desk) KeepHouse(ctx context.Context, alsoSilent bool) error {
	_, expire := d.Offers.Expire(ctx)
	_, index := d.Log.IndexWords(ctx)
	err := errors.Join(expire, index, d.Watches.Alive(ctx), d.seal(ctx))
	if alsoSilent {
		_, silent := d.Log.EndSilent(ctx)
		_, released := d.Evaluations.ReleaseDue(ctx)
		_, returned := d.Offers.Return(ctx)
		_, filled := d.Offers.FillPlaces(ctx)
		_, periods := d.Offers.ClosePeriods(ctx)
		_, ended := d.Plans.EndDue(ctx)
		_, doubled := d.Evaluations.DoubleDrawn(ctx)
		_, shared := d.Offers.Share(ctx)
		_, passed := d.Evaluations.PassOn(ctx)
		_, closed := d.Actions.CloseMet(ctx)
		_, assigned := d.Rules.Apply(ctx)
		_, swept := d.Media.Sweep(ctx)
		_, deleted := d.Recordings.Sweep(ctx)
		_, kept := d.CoachingPlans.Keep(ctx)
		_, rounds := d.Rounds.KeepTime(ctx)
		_, reports := d.Schedules.SendDue(ctx)
		err = errors.Join(err, silent, released, returned, filled, periods, ended, doubled, shared, passed, closed, assigned, swept, deleted, kept, rounds, reports, d.Suggestions.KeepTime(ctx), d.remind(ctx))
	}
	return err
}

func (d *Desk) remind(ctx context.Context) error {
	return errors.Join(d.Offers.Remind(ctx), d.Evaluations.Remind(ctx), d.Calibrations.Remind(ctx), d.Coaching.Remind(ctx), d.Actions.Remind(ctx), d.Assignments.Remind(ctx))
}

// HeadFile is where the last seal of the audit log is kept outside of the database, in the data folder.
const HeadFile = "audit-head"

func (d *Desk) seal(ctx context.Context) error {
	s, made, err := d.Audit.Seal(ctx)
	if err != nil || !made {
		return err
	}
	path := filepath.Join(d.Config.DataDir, HeadFile)
	if err := os.WriteFile(path+".new", []byte(s.Head()+"\n"), 0o600); err != nil {
		return fmt.Errorf("the head of the audit log can't be kept: %w", err)
	}
	return os.Rename(path+".new", path)
}

// Close commits what waits and closes the database.
func (d *Desk) Close() error {
	d.Log.Close()
	return d.DB.Close()
}
