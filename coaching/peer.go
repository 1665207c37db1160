package coaching

import (
	"context"
	"fmt"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Heard is an utterance of one of the agent's interactions, which the agent shows to a peer.
type Heard struct {
	Interaction string `json:"interaction"`
	Pos         int64  `json:"pos"`
}

// PeerWords are what a peer says to the prompts: what they heard, what worked, what they would try, and what they are
// unsure of. There are no scores in it.
type PeerWords struct {
	Observed string `json:"observed"`
	Worked   string `json:"worked"`
	Try      string `json:"try"`
	Unsure   string `json:"unsure"`
}

const mostHeard = 20

// NewPeerSession is what it takes to ask a peer; Agent is the actor unless a lead pairs two.
type NewPeerSession struct {
	Agent, Peer string
	StartsAt    time.Time
	Minutes     int
	Focus       string
	Heard       []Heard
}

// Ask plans a peer session between two agents of one team: one of them asks, or who leads the team pairs them.
func (c *Sessions) Ask(ctx context.Context, actor people.Actor, n NewPeerSession) (Session, error) {
	var s Session
	err := c.db.InTx(ctx, func(ctx context.Context) error {
		agent, err := c.asker(ctx, actor, n.Agent)
		if err != nil {
			return err
		}
		if err := c.checkPeer(ctx, agent, n.Peer); err != nil {
			return err
		}
		s = Session{Method: Peer, AgentID: agent.ID, CoachID: n.Peer, TeamID: agent.MemberOf.ID, StartsAt: n.StartsAt, Minutes: n.Minutes, Agenda: []Item{}, Focus: cleanText(n.Focus)}
		if err := c.show(ctx, actor, &s, Changes{Heard: &n.Heard}); err != nil {
			return err
		}
		return c.place(ctx, actor, &s)
	})
	return s.shown(actor), err
}

// asker is the agent whom a peer session is for: the actor, or one of a team that the actor leads.
func (c *Sessions) asker(ctx context.Context, actor people.Actor, agent string) (people.Person, error) {
	if agent != "" && agent != actor.ID {
		return coachee(ctx, c.users, actor, agent, "body.agent")
	}
	if !actor.Is(people.Agent) {
		return people.Person{}, fault.In("body.agent", "must name one of the two, since you are no agent")
	}
	p, err := c.users.Get(ctx, actor.ID)
	if err == nil && p.MemberOf == nil {
		return p, fault.New(fault.Conflict, "you are in no team, so there are no peers to ask")
	}
	return p, err
}

func (c *Sessions) checkPeer(ctx context.Context, agent people.Person, peer string) error {
	if peer == agent.ID {
		return fault.In("body.peer", "must be somebody else: nobody is their own peer")
	}
	p, err := c.users.Get(ctx, peer)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if err != nil || p.DisabledAt != nil || p.MemberOf == nil || p.MemberOf.ID != agent.MemberOf.ID || !people.ActorOf(p).Is(people.Agent) {
		return fault.In("body.peer", "must be an agent of the same team")
	}
	return nil
}

// show settles which utterances a peer is shown: of interactions that the agent may reach, by the agent's own choice.
func (c *Sessions) show(ctx context.Context, actor people.Actor, s *Session, changes Changes) error {
	if s.Method != Peer && changes.Focus != nil {
		return fault.In("body.focus", "belongs to a peer session; this is %s", s.Method)
	}
	if changes.Heard == nil || (len(*changes.Heard) == 0 && len(s.Heard) == 0) {
		return nil
	}
	list := *changes.Heard
	switch {
	case s.Method != Peer:
		return fault.In("body.heard", "belongs to a peer session; this is %s", s.Method)
	case actor.ID != s.AgentID:
		return fault.In("body.heard", "is for the agent alone to choose")
	case len(list) > mostHeard:
		return fault.In("body.heard", "must be at most %d utterances", mostHeard)
	}
	if err := c.checkHeard(ctx, actor, list); err != nil {
		return err
	}
	s.Heard = list
	return nil
}

func (c *Sessions) checkHeard(ctx context.Context, actor people.Actor, list []Heard) error {
	ids := make([]string, len(list))
	places := map[string][]int64{}
	for n, h := range list {
		ids[n] = h.Interaction
		places[h.Interaction] = append(places[h.Interaction], h.Pos)
	}
	own, err := c.record.Visible(ctx, people.Actor{ID: actor.ID, Roles: []people.Role{people.Agent}}, ids) // not what another role may see
	if err != nil {
		return err
	}
	said, err := c.record.Said(ctx, places)
	if err != nil {
		return err
	}
	for n, h := range list {
		if _, ok := own[h.Interaction]; !ok {
			return fault.In(fmt.Sprintf("body.heard[%d].interaction", n), "is no interaction of yours")
		}
		if _, ok := said[interactions.Place{Interaction: h.Interaction, Pos: h.Pos}]; !ok {
			return fault.In(fmt.Sprintf("body.heard[%d].pos", n), "is no utterance of this interaction")
		}
	}
	return nil
}

// answer keeps what the peer says to the prompts.
func (s *Session) answer(words PeerWords) error {
	if s.Method != Peer {
		return fault.In("body.answers", "belong to a peer session; this is %s", s.Method)
	}
	for place, text := range map[string]*string{"observed": &words.Observed, "worked": &words.Worked, "try": &words.Try, "unsure": &words.Unsure} {
		if length(*text) > maxNote {
			return fault.In("body.answers."+place, "must be at most %d characters", maxNote)
		}
		*text = cleanText(*text)
	}
	s.PeerAnswers = &words
	return nil
}

// Decline says, as the peer who was asked, that one would rather not. A reason is not needed, and only both read it.
func (c *Sessions) Decline(ctx context.Context, actor people.Actor, id string, revision int64, reason string) (Session, error) {
	return c.change(ctx, actor, id, revision, step{"declined", byCoach, func(_ context.Context, s *Session) (map[string]any, error) {
		return nil, s.Decline(reason)
	}})
}

// Decline ends a peer session that was asked for.
func (s *Session) Decline(reason string) error {
	switch {
	case s.Method != Peer:
		return fault.New(fault.Conflict, "only a peer session can be declined; this is %s: cancel it", s.Method)
	case s.Status != Planned:
		return fault.New(fault.Conflict, "only a planned session can be declined; this one is %s", s.Status)
	case length(reason) > maxReason:
		return fault.In("body.reason", "must be at most %d characters", maxReason)
	}
	s.Status, s.CancellationReason = Declined, cleanText(reason)
	s.Sequence++
	return nil
}

// Around are the agents of an agent's team, but for them, and to who leads it the supervisors too: whom one may ask as a
// peer, or in a round. Without an agent it is the actor's own team.
func (c *Sessions) Around(ctx context.Context, actor people.Actor, agent string) (peers, supervisors []people.User, err error) {
	team := actor.Team
	leads := agent != "" && agent != actor.ID
	if leads {
		p, err := coachee(ctx, c.users, actor, agent, "query.agent")
		if err != nil {
			return nil, nil, err
		}
		team = p.MemberOf.ID
		if supervisors, err = c.users.Serving(ctx, people.Supervisor, agent); err != nil {
			return nil, nil, err
		}
	} else {
		agent = actor.ID
	}
	peers, err = c.users.Members(ctx, team, agent)
	return peers, supervisors, err
}
