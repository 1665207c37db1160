package scorecards

import (
	"fmt"
	"time"

	"rater/internal/foundation/fault"
)

// Submit closes the draft, in a channel; each question that is shown and open, or lacks what its answer needs, is named.
func (e *Evaluation) Submit(d *Definition, channel string, now time.Time) error {
	if e.Status != Draft {
		return fault.New(fault.Conflict, "only a draft can be submitted; this evaluation is %s", e.Status)
	}
	e.score(d)
	var open []fault.Field
	for _, q := range d.Open(e.options()) {
		open = append(open, fault.Field{Location: "answers." + q.ID, Message: fmt.Sprintf("«%s» is still open", q.Text)})
	}
	if lacking := e.lacking(d, channel); len(lacking) > 0 {
		return fault.Fields("some questions are still open, or their answers lack something", append(open, lacking...)...)
	}
	if len(open) > 0 {
		return fault.Fields(fmt.Sprintf("%d of %d questions are still open", len(open), d.Count()), open...)
	}
	e.Status, e.SubmittedAt = Submitted, &now
	return nil
}

// lacking are the shown answers that need a comment or evidence and have none, or are N/A where there is none.
func (e *Evaluation) lacking(d *Definition, channel string) (faults []fault.Field) {
	questions := d.questions()
	for _, a := range e.Answers {
		q := questions[a.QuestionID]
		if a.Hidden || q == nil {
			continue
		}
		at := "answers." + a.QuestionID
		if a.Option == NA && !q.allowsNA(channel) {
			faults = append(faults, fault.Field{Location: at + ".option", Message: fmt.Sprintf("«%s» has no N/A in this interaction's channel; choose one of its options", q.Text)})
		}
		if q.below(a.Option, q.CommentBelow) && a.Comment == "" {
			faults = append(faults, fault.Field{Location: at + ".comment", Message: fmt.Sprintf("«%s» needs a comment with this answer", q.Text)})
		}
		if q.below(a.Option, q.EvidenceBelow) && len(a.Evidence) == 0 {
			faults = append(faults, fault.Field{Location: at + ".evidence", Message: fmt.Sprintf("«%s» needs evidence with this answer: point at an utterance or a span at least", q.Text)})
		}
	}
	return faults
}
