package scorecards

import (
	"fmt"

	"rater/internal/foundation/fault"
)

// Evidence is what an answer points at: an utterance, by its pos, or a span of the recording, from and to in milliseconds
// from its beginning; where both are the same it is a moment.
type Evidence struct {
	Pos    int64  `json:"pos,omitempty" minimum:"1" doc:"of an utterance; or a span of the recording instead"`
	FromMS *int64 `json:"from_ms,omitempty" minimum:"0"`
	ToMS   *int64 `json:"to_ms,omitempty" minimum:"0" doc:"the same as from_ms for a moment"`
}

// IsSpan says whether it is a span of the recording.
func (e Evidence) IsSpan() bool { return e.FromMS != nil && e.ToMS != nil }

const (
	maxEvidence = 50
	longestMS   = 48 * 60 * 60 * 1000 // of a recording of which nobody knows how long it is
)

func checkEvidence(place string, list []Evidence, of Heard) (faults []fault.Field) {
	if len(list) > maxEvidence {
		faults = append(faults, fault.Field{Location: place + ".evidence", Message: fmt.Sprintf("must be at most %d", maxEvidence)})
	}
	for n, ev := range list {
		if field, message := ev.check(of); message != "" {
			faults = append(faults, fault.Field{Location: fmt.Sprintf("%s.evidence[%d]%s", place, n, field), Message: message})
		}
	}
	return faults
}

func (e Evidence) check(of Heard) (field, message string) {
	end := int64(longestMS)
	if of.LengthMS != nil {
		end = *of.LengthMS
	}
	switch {
	case e.Pos != 0 && (e.FromMS != nil || e.ToMS != nil), e.Pos == 0 && (e.FromMS == nil) != (e.ToMS == nil):
		return "", "must be an utterance (pos), or a span of the recording (from_ms and to_ms)"
	case !e.IsSpan() && (e.Pos < 1 || e.Pos > of.LastPos):
		return ".pos", fmt.Sprintf("lies outside the transcript, which has utterances 1 to %d", of.LastPos)
	case e.IsSpan() && (*e.FromMS < 0 || *e.FromMS > end):
		return ".from_ms", fmt.Sprintf("lies outside the recording, which has %d milliseconds", end)
	case e.IsSpan() && (*e.ToMS < *e.FromMS || *e.ToMS > end):
		return ".to_ms", fmt.Sprintf("must be from_ms to %d, which is the end of the recording", end)
	}
	return "", ""
}
