package server

import (
	"context"

	"rater/coaching"
	"rater/internal/interactions"
	"rater/internal/people"
)

// RoundSummary is a 360 round as lists show it.
type RoundSummary struct {
	ID           string              `json:"id"`
	Revision     int64               `json:"revision"`
	Status       string              `json:"status" enum:"open,closed"`
	Agent        string              `json:"agent"`
	AgentName    string              `json:"agent_name"`
	Team         string              `json:"team"`
	TeamName     string              `json:"team_name"`
	OpenedBy     string              `json:"opened_by"`
	OpenedByName string              `json:"opened_by_name"`
	ClosesOn     string              `json:"closes_on" format:"date"`
	KScores      int                 `json:"k_scores" doc:"how many people stand behind each figure"`
	KComments    int                 `json:"k_comments" doc:"how many people stand behind comments"`
	Asked        *int                `json:"asked,omitempty" doc:"to who leads the agent's team"`
	Answered     *int                `json:"answered,omitempty" doc:"to who leads the agent's team"`
	OpenedAt     interactions.Stamp  `json:"opened_at" format:"date-time"`
	ClosedAt     *interactions.Stamp `json:"closed_at,omitempty" format:"date-time"`
	ClosedWhy    string              `json:"closed_why,omitempty" enum:"answered,date,lead"`
	ReleasedAt   *interactions.Stamp `json:"released_at,omitempty" format:"date-time" doc:"to the agent"`
	May          coaching.RoundMay   `json:"may"`
}

// RoundWhole is one round, with its report once it may be read.
type RoundWhole struct {
	RoundSummary
	Prompts        []coaching.Prompt `json:"prompts" nullable:"false"`
	CommentPrompts []coaching.Prompt `json:"comment_prompts" nullable:"false"`
	Report         *roundReport      `json:"report,omitempty"`
}

type roundReport struct {
	TooFew bool          `json:"too_few" doc:"too few have answered to show anything; the rest is empty then"`
	Views  []roundCohort `json:"views" nullable:"false"`
	Self   *roundSelf    `json:"self,omitempty" doc:"what the agent says, by name"`
}

type roundCohort struct {
	Cohort   string         `json:"cohort" enum:"peers,supervisors,customers,others" doc:"others are all of them together"`
	Scores   []roundCell    `json:"scores" nullable:"false"`
	Comments []roundComment `json:"comments" nullable:"false"`
}

type roundCell struct {
	Prompt string   `json:"prompt"`
	TooFew bool     `json:"too_few"`
	N      *int     `json:"n,omitempty" doc:"not given where they are too few"`
	Mean   *float64 `json:"mean,omitempty" minimum:"1" maximum:"5" doc:"rounded to one decimal"`
}

type roundComment struct {
	Prompt string   `json:"prompt"`
	TooFew bool     `json:"too_few"`
	Words  []string `json:"words" nullable:"false" doc:"in an order drawn by chance, another for each prompt"`
}

type roundSelf struct {
	Scores   []selfScore         `json:"scores" nullable:"false"`
	Comments []coaching.SelfWord `json:"comments" nullable:"false"`
}

type selfScore struct {
	Prompt string `json:"prompt"`
	Score  *int   `json:"score,omitempty" minimum:"1" maximum:"5" doc:"none: can't say"`
}

type askedRound struct {
	ID             string            `json:"id"`
	Agent          string            `json:"agent"`
	AgentName      string            `json:"agent_name"`
	ClosesOn       string            `json:"closes_on" format:"date"`
	Cohort         string            `json:"cohort" enum:"peers,supervisors,others,self" doc:"in which one is counted; others are peers and supervisors together"`
	Answered       bool              `json:"answered"`
	KScores        int               `json:"k_scores"`
	KComments      int               `json:"k_comments"`
	Prompts        []coaching.Prompt `json:"prompts" nullable:"false"`
	CommentPrompts []coaching.Prompt `json:"comment_prompts" nullable:"false"`
}

func (a *API) viewRounds(ctx context.Context, actor people.Actor, rows []coaching.Round) ([]RoundSummary, error) {
	var users, agents, teams []string
	for _, r := range rows {
		users, agents, teams = append(users, r.AgentID, r.OpenedBy), append(agents, r.AgentID), append(teams, r.TeamID)
	}
	names, err := a.names(ctx, actor, users, teams)
	if err != nil {
		return nil, err
	}
	terms, err := a.d.Users.Terms(ctx, agents)
	out := make([]RoundSummary, len(rows))
	for n, r := range rows {
		out[n] = RoundSummary{ID: r.ID, Revision: r.Revision, Status: r.Status, Agent: r.AgentID, AgentName: names.users[r.AgentID], Team: r.TeamID, TeamName: names.teams[r.TeamID],
			OpenedBy: r.OpenedBy, OpenedByName: names.users[r.OpenedBy], ClosesOn: r.ClosesOn, KScores: r.KScores, KComments: r.KComments, OpenedAt: interactions.At(r.OpenedAt),
			ClosedAt: stamp(r.ClosedAt), ClosedWhy: r.ClosedWhy, ReleasedAt: stamp(r.ReleasedAt), May: r.May(actor, terms.TeamAt(r.AgentID, a.d.Now()))}
		if actor.ID != r.AgentID {
			out[n].Asked, out[n].Answered = &r.Asked, &r.Answered
		}
	}
	return out, err
}

func reportOf(r coaching.Report) *roundReport {
	v := &roundReport{TooFew: r.TooFew, Views: []roundCohort{}}
	for _, view := range r.Views {
		c := roundCohort{Cohort: view.Cohort, Scores: []roundCell{}, Comments: []roundComment{}}
		for _, cell := range view.Scores {
			shown := roundCell{Prompt: cell.Prompt, TooFew: cell.TooFew}
			if !cell.TooFew {
				shown.N, shown.Mean = &cell.N, &cell.Mean
			}
			c.Scores = append(c.Scores, shown)
		}
		for _, words := range view.Comments {
			c.Comments = append(c.Comments, roundComment(words))
		}
		v.Views = append(v.Views, c)
	}
	if r.Self != nil {
		v.Self = &roundSelf{Scores: []selfScore{}, Comments: r.Self.Comments}
		for _, s := range r.Self.Scores {
			own := selfScore{Prompt: s.Prompt}
			if s.Score > 0 {
				own.Score = &s.Score
			}
			v.Self.Scores = append(v.Self.Scores, own)
		}
	}
	return v
}
