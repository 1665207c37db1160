package server

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

// Paging is the query of every list.
type Paging struct {
	After string `query:"after" json:"after,omitempty" maxLength:"200" doc:"the cursor that the page before gave as next"`
	Limit int    `query:"limit" json:"limit,omitempty" minimum:"1" maximum:"200" default:"50"`
}

// page is one page of a list.
type page[T any] struct {
	Items []T     `json:"items" nullable:"false"`
	Next  *string `json:"next" doc:"the cursor of the next page, null on the last"`
}

// more cuts a list that was read one longer than the limit, and says where the next page begins.
func more[T, V any](rows []T, limit int, cursor func(T) string, show func(T) V) page[V] {
	p := page[V]{Items: []V{}}
	if len(rows) > limit {
		rows = rows[:limit]
		next := cursor(rows[limit-1])
		p.Next = &next
	}
	for _, row := range rows {
		p.Items = append(p.Items, show(row))
	}
	return p
}

// window is the page of a list that was read as a whole: what stands behind the row whose key the cursor holds.
func window[T, V any](rows []T, p Paging, key func(T) string, show func(T) V) (*body[page[V]], error) {
	if p.After != "" {
		after, err := transparent(p.After)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(rows, func(row T) bool { return key(row) == after })
		if at < 0 {
			return nil, fault.In("query.after", "is no longer in this list; read it from its beginning")
		}
		rows = rows[at+1:]
	}
	rows = rows[:min(len(rows), p.Limit+1)]
	return &body[page[V]]{more(rows, p.Limit, func(row T) string { return opaque(key(row)) }, show)}, nil
}

// checkID refuses a cursor that is no id.
func (p Paging) checkID() error {
	if p.After != "" && uuid.Validate(p.After) != nil {
		return fault.In("query.after", "is no cursor that Rater gave")
	}
	return nil
}

func opaque(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func transparent(cursor string) (string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || strings.ContainsRune(string(raw), 0) || !validText(string(raw)) {
		return "", fault.In("query.after", "is no cursor that Rater gave")
	}
	return string(raw), nil
}

func validText(s string) bool { return strings.ToValidUTF8(s, "") == s }

func interactionCursor(i interactions.Interaction) string {
	return timedCursor(i.StartedAt.UnixMilli(), i.ID)
}

func readInteractionCursor(after string) (interactions.Cursor, error) {
	ms, id, err := readTimedCursor(after)
	return interactions.Cursor{StartedAt: ms, ID: id}, err
}

// timedCursor is that of a list by a time, in Unix milliseconds, and an id.
func timedCursor(ms int64, id string) string { return opaque(strconv.FormatInt(ms, 10) + " " + id) }

func readTimedCursor(after string) (ms int64, id string, err error) {
	if after == "" {
		return 0, "", nil
	}
	s, err := transparent(after)
	if err != nil {
		return 0, "", err
	}
	at, id, ok := strings.Cut(s, " ")
	ms, err = strconv.ParseInt(at, 10, 64)
	if !ok || err != nil || id == "" {
		return 0, "", fault.In("query.after", "is no cursor that Rater gave")
	}
	return ms, id, nil
}

// period reads from and to: a time, or a day in the site's zone; a day as to is taken whole.
func (a *API) period(from, to string) (begin, end time.Time, err error) {
	if begin, err = a.moment("query.from", from, 0); err != nil {
		return begin, end, err
	}
	end, err = a.moment("query.to", to, 1)
	return begin, end, err
}

func (a *API) moment(location, s string, dayMore int) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, a.d.Config.Location()); err == nil {
		return t.AddDate(0, 0, dayMore), nil
	}
	return time.Time{}, fault.In(location, "must be a time such as 2026-03-01T09:30:05Z, or a day such as 2026-03-01")
}

func stamp(t *time.Time) *interactions.Stamp {
	if t == nil {
		return nil
	}
	s := interactions.At(*t)
	return &s
}
