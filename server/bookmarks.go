package server

import (
	"context"
	"time"

	"rater/internal/interactions"
	"rater/internal/people"
)

type bookmarkView struct {
	ID          string              `json:"id"`
	Revision    int64               `json:"revision"`
	Interaction string              `json:"interaction"`
	Pos         *int64              `json:"pos,omitempty" doc:"the utterance; of a moment the one that was said last by then, absent before the first"`
	At          *interactions.Stamp `json:"at,omitempty" format:"date-time" doc:"the moment, where one was named"`
	Note        string              `json:"note"`
	Question    string              `json:"question,omitempty"`
	CreatedAt   interactions.Stamp  `json:"created_at" format:"date-time"`
}

func viewBookmark(b interactions.Bookmark) bookmarkView {
	return bookmarkView{b.ID, b.Revision, b.InteractionID, b.Pos, stamp(b.At), b.Note, b.QuestionID, interactions.At(b.CreatedAt)}
}

type bookmarkOut struct {
	ETag string `header:"ETag"`
	Body bookmarkView
}

func showBookmark(b interactions.Bookmark, err error) (*bookmarkOut, error) {
	if err != nil {
		return nil, err
	}
	return &bookmarkOut{etag(b.Revision), viewBookmark(b)}, nil
}

func (a *API) bookmarks(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[bookmarkView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Bookmarks.List(ctx, actor, in.ID, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return &body[page[bookmarkView]]{more(rows, in.Limit, func(b interactions.Bookmark) string { return b.ID }, viewBookmark)}, nil
}

type setBookmarkIn struct {
	IDIn
	Body struct {
		Pos      *int64     `json:"pos,omitempty" minimum:"1" doc:"an utterance; or at"`
		At       *time.Time `json:"at,omitempty" format:"date-time" doc:"a moment of the interaction; or pos"`
		Note     string     `json:"note,omitempty" maxLength:"1000"`
		Question string     `json:"question,omitempty" maxLength:"36" format:"uuid" doc:"of a scorecard, that it is about"`
	}
}

func (a *API) setBookmark(ctx context.Context, actor people.Actor, in *setBookmarkIn) (*bookmarkOut, error) {
	return showBookmark(a.d.Bookmarks.Set(ctx, actor, in.ID, interactions.Mark{Pos: in.Body.Pos, At: in.Body.At, Note: in.Body.Note, Question: in.Body.Question}))
}

type bookmarkNoteIn struct {
	IDIn
	IfMatching
	Body struct {
		Note string `json:"note" maxLength:"1000"`
	}
}

func (a *API) noteBookmark(ctx context.Context, actor people.Actor, in *bookmarkNoteIn) (*bookmarkOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	return showBookmark(a.d.Bookmarks.Note(ctx, actor, in.ID, revision, in.Body.Note))
}

func (a *API) removeBookmark(ctx context.Context, actor people.Actor, in *IDIn) (*empty, error) {
	return nil, a.d.Bookmarks.Remove(ctx, actor, in.ID)
}
