package scorecards

import (
	"context"

	"rater/internal/interactions"
)

// Offer is a sample as those see it who may watch and score it.
type Offer struct {
	ID            string              `json:"id"`
	Interaction   string              `json:"interaction"`
	Plan          string              `json:"plan"`
	PlanName      string              `json:"plan_name"`
	Scorecard     string              `json:"scorecard"`
	ScorecardName string              `json:"scorecard_name"`
	Origin        string              `json:"origin" enum:"random,targeted"`
	Probability   *float64            `json:"probability,omitempty"`
	Reason        string              `json:"reason,omitempty"`
	ExpiresAt     interactions.Stamp  `json:"expires_at" format:"date-time"`
	DrawnAt       interactions.Stamp  `json:"drawn_at" format:"date-time"`
	DueAt         interactions.Stamp  `json:"due_at" format:"date-time" doc:"to be scored"`
	Overdue       bool                `json:"overdue"`
	Status        string              `json:"status" enum:"awaiting,offered,queued,claimed,scored,replaced"`
	Replaces      string              `json:"replaces,omitempty" doc:"the sample in whose place it was drawn; its own probability is that of the draw which gave the place, not of being next"`
	Pool          string              `json:"pool,omitempty" doc:"by which it was shared"`
	PoolName      string              `json:"pool_name,omitempty"`
	Language      string              `json:"language,omitempty"`
	Channel       string              `json:"channel"`
	Agent         string              `json:"agent,omitempty"`
	AgentName     string              `json:"agent_name,omitempty"`
	Team          string              `json:"team,omitempty"`
	TeamName      string              `json:"team_name,omitempty"`
	StartedAt     *interactions.Stamp `json:"started_at,omitempty" format:"date-time"`
	Subject       string              `json:"subject,omitempty"`
	ClaimedBy     string              `json:"claimed_by,omitempty"`
	ClaimedByName string              `json:"claimed_by_name,omitempty"`
}

// OfferMessage tells of a sample that can be taken.
type OfferMessage struct {
	Type string `json:"type"`
	Offer
}

// ClosedMessage tells that an offer is no longer to be had, and why: claimed, assigned, skipped, expired or ended.
type ClosedMessage struct {
	Type string `json:"type"`
	ID   string `json:"id"`
	Why  string `json:"why"`
}

// show fills in names, with one query for each kind.
func (p *Plans) show(ctx context.Context, samples []Sample, byID map[string]interactions.Interaction) ([]Offer, error) {
	names, err := p.names(ctx, samples)
	if err != nil {
		return nil, err
	}
	out, now := make([]Offer, len(samples)), p.now()
	for n, s := range samples {
		i := byID[s.InteractionID]
		o := Offer{ID: s.ID, Interaction: s.InteractionID, Plan: s.PlanID, PlanName: names.plans[s.PlanID], Scorecard: s.ScorecardID, ScorecardName: names.scorecards[s.ScorecardID],
			Origin: s.Origin, Probability: s.Probability, Reason: s.Reason, ExpiresAt: interactions.At(s.ExpiresAt), DrawnAt: interactions.At(s.DrawnAt),
			DueAt: interactions.At(s.DueAt), Overdue: s.overdue(now), Status: s.Status, Channel: i.Channel, Agent: s.AgentID, AgentName: names.users[s.AgentID], Subject: i.Subject, Language: i.Language}
		if s.PoolID != nil && s.Status == Claimed {
			o.Pool, o.PoolName = *s.PoolID, names.pools[*s.PoolID]
		}
		if s.ReplacesID != nil {
			o.Replaces = *s.ReplacesID
		}
		if i.StartedAt != nil {
			at := interactions.At(*i.StartedAt)
			o.StartedAt = &at
		}
		if s.TeamID != nil {
			o.Team, o.TeamName = *s.TeamID, names.teams[*s.TeamID]
		}
		if s.ClaimedBy != nil {
			o.ClaimedBy, o.ClaimedByName = *s.ClaimedBy, names.users[*s.ClaimedBy]
		}
		out[n] = o
	}
	return out, nil
}
