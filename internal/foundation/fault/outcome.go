package fault

import "errors"

// Outcome is what became of one of many that were to be changed together; Detail says what was in the way.
type Outcome struct {
	ID     string `json:"id"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail,omitempty"`
}

// OutcomeOf is the outcome of a change that gave err. What is no fault of that one alone, such as a database that does not
// answer, is handed back instead, and ends the whole.
func OutcomeOf(id string, err error) (Outcome, error) {
	if err == nil {
		return Outcome{ID: id, OK: true}, nil
	}
	known, ok := errors.AsType[*Error](err)
	if !ok || known.Kind == Unavailable {
		return Outcome{}, err
	}
	return Outcome{ID: id, Detail: known.Error()}, nil
}
