package main

import (
	"math/rand/v2"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

const (
	day     = 24 * time.Hour
	fresh   = 36 * time.Hour // most of what is newer waits to be scored
	recent  = 6 * day        // agent@ has not read what was released since then
	offered = 15 * time.Minute

	scoredUsual   = 0.96
	scoredTardy   = 0.74
	scoredFresh   = 0.3
	scoredSkipped = 0.5
)

// fate is what becomes of one story, by chance and by who has to do with it.
type fate struct {
	*stage
	keptStory
	r    *rand.Rand
	past scorecards.Past
	at   time.Time // of the last step
}

// fate tells what became of a sample, or of an interaction that the agent's lead chose.
func (s *stage) fate(interaction, sample string) scorecards.Past {
	story := s.kept[interaction]
	f := &fate{stage: s, keptStory: story, r: s.random("fate " + story.ID), at: story.start}
	f.past = scorecards.Past{Interaction: interaction, Sample: sample, Agent: s.actors[story.Agent].ID, Version: s.card.Version}
	by, found := f.lead(), true
	if sample != "" {
		by, found = f.take()
	} else {
		f.wait(story.end.Sub(story.start)+3*time.Hour, 40*time.Hour)
	}
	if found {
		f.score(by)
	}
	return f.past
}

func (f *fate) lead() people.Actor { return f.leads[f.Team] }

// step adds a step unless the present has come before it, and says whether it did.
func (f *fate) step(s scorecards.PastStep) bool {
	if !f.at.Before(f.stage.past.Until) {
		return false
	}
	s.At = f.at
	f.past.Steps = append(f.past.Steps, s)
	return true
}

// after lets some time go by.
func (f *fate) after(least, spread time.Duration) {
	f.at = f.at.Add(least + time.Duration(f.r.Float64()*float64(spread))).Truncate(time.Millisecond)
}

const (
	officeFrom  = 8
	officeUntil = 18
)

// wait lets some time go by, until somebody is at work.
func (f *fate) wait(least, spread time.Duration) {
	f.after(least, spread)
	for f.at.Hour() < officeFrom || f.at.Hour() >= officeUntil || f.at.Weekday() == time.Saturday || f.at.Weekday() == time.Sunday {
		f.at = f.at.Truncate(time.Hour).Add(time.Hour + time.Duration(f.r.IntN(40))*time.Minute)
	}
}

func (f *fate) chance(p float64) bool { return f.r.Float64() < p }

func (f *fate) age() time.Duration { return f.stage.past.Until.Sub(f.end) }

var skipReasons = []string{
	"I am in another conversation, and this one is half over.", "In a meeting until noon; please leave it in the queue.",
	"The customer rang off at once, there is nothing to score.", "I have listened to this agent three times today.",
}

// take is the way of a sample from its offer to who scores it; found is false where nobody came to do that.
func (f *fate) take() (by people.Actor, found bool) {
	scored := scoredUsual
	if f.Team == demo.WeakTeam {
		scored = scoredTardy
	}
	if f.age() < fresh {
		scored = scoredFresh
	}
	length := f.end.Sub(f.start)
	switch kind := f.r.Float64(); {
	case kind < 0.36*scored:
		f.after(time.Second, min(length, offered)/2)
		f.watch()
		f.step(scorecards.PastStep{By: f.lead(), What: scorecards.StepClaimed})
		f.at = f.end
		return f.lead(), true
	case kind < 0.42:
		f.after(time.Second, min(length, offered)/2)
		f.step(scorecards.PastStep{By: f.lead(), What: scorecards.StepSkipped, Words: skipReasons[f.r.IntN(len(skipReasons))]})
		scored *= scoredSkipped
	default:
		what := scorecards.StepEnded
		if length > offered {
			what = scorecards.StepExpired
		}
		f.at = f.start.Add(min(length, offered))
		f.step(scorecards.PastStep{By: people.System(), What: what})
	}
	if !f.chance(scored) {
		return people.Actor{}, false
	}
	return f.fromQueue()
}

// watch has the lead watch from now until the interaction's end.
func (f *fate) watch() {
	if !f.step(scorecards.PastStep{By: f.lead(), What: scorecards.StepWatched}) {
		return
	}
	until := f.end
	f.watches = append(f.watches, interactions.Watch{ID: demo.ID(f.seed, "watch "+f.ID, f.at), InteractionID: f.past.Interaction, UserID: f.lead().ID, Since: f.at, Until: &until})
}

// fromQueue has the lead take it, or give it to an evaluator.
func (f *fate) fromQueue() (by people.Actor, found bool) {
	f.at = f.end
	if f.age() < fresh {
		f.after(0, f.age()) // whoever has it may not have begun
	} else {
		f.wait(time.Hour, 30*time.Hour)
	}
	if f.chance(0.3) {
		return f.lead(), f.step(scorecards.PastStep{By: f.lead(), What: scorecards.StepClaimed})
	}
	judge := f.judges[f.r.IntN(len(f.judges))]
	return judge, f.step(scorecards.PastStep{By: f.lead(), What: scorecards.StepAssigned, To: judge})
}

// score is the evaluation, as far as it has come.
func (f *fate) score(by people.Actor) {
	f.after(time.Minute, 20*time.Minute)
	f.past.Evaluation = demo.ID(f.seed, "evaluation "+f.ID, f.at)
	if !f.step(scorecards.PastStep{By: by, What: scorecards.StepStarted}) {
		return
	}
	answers := demo.Answers(f.Story, &f.card.Version.Definition, by.Email)
	unfinished := f.age() < recent && f.chance(0.12)
	if unfinished && f.chance(0.5) {
		answers = answers[:len(answers)/2]
	}
	f.after(4*time.Minute, 12*time.Minute)
	if !f.step(scorecards.PastStep{By: by, What: scorecards.StepAnswered, Answers: answers}) || len(answers) < f.card.Version.Definition.Count() {
		return
	}
	f.after(20*time.Second, 3*time.Minute)
	if !f.step(scorecards.PastStep{By: by, What: scorecards.StepSubmitted}) || unfinished {
		return
	}
	if f.chance(0.6) {
		f.after(5*time.Second, 2*time.Minute)
	} else {
		f.wait(2*time.Hour, 20*time.Hour)
	}
	if f.step(scorecards.PastStep{By: by, What: scorecards.StepReleased}) {
		f.read(by, answers)
	}
}
