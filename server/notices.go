package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// NoticeView is one notice; kind says what it tells of, subject and subject_id what it leads to.
type NoticeView struct {
	ID        string              `json:"id"`
	Kind      string              `json:"kind" enum:"evaluation_released,evaluation_withdrawn,compliance_failed,double_asked,double_due,double_overdue,double_ended,double_given_up,calibration_asked,calibration_due,calibration_meets,calibration_settled,dispute_to_decide,dispute_opened,dispute_due,dispute_overdue,dispute_passed_on,dispute_stuck,dispute_decided,sample_assigned,sample_due,sample_overdue,session_planned,session_moved,session_cancelled,session_to_sign,session_soon,action_agreed,action_due,action_overdue,action_closed,coaching_asked,coaching_declined,recognised,round_asks,round_closed,round_released,module_assigned,module_changed,module_cancelled,module_marked,module_to_mark,module_due,module_overdue,report_ready,report_empty,report_ended"`
	Subject   string              `json:"subject" enum:"evaluation,draft,calibration,dispute,sample,coaching_session,action,coaching_request,own_coaching_request,recognition,round,round_report,assignment,assignment_to_mark,report,report_empty,report_ended"`
	SubjectID string              `json:"subject_id"`
	At        interactions.Stamp  `json:"at" format:"date-time"`
	ReadAt    *interactions.Stamp `json:"read_at,omitempty" format:"date-time"`
}

func viewNotice(n notices.Notice) NoticeView {
	return NoticeView{n.ID, string(n.Kind), n.Subject, n.SubjectID, interactions.At(n.At), stamp(n.ReadAt)}
}

type noticesIn struct {
	Unread bool `query:"unread" doc:"only those that were not read"`
	Paging
}

func (a *API) notices(ctx context.Context, actor people.Actor, in *noticesIn) (*body[page[NoticeView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Notices.List(ctx, actor, in.Unread, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return &body[page[NoticeView]]{more(rows, in.Limit, func(n notices.Notice) string { return n.ID }, viewNotice)}, nil
}

type unreadView struct {
	Unread int `json:"unread" doc:"counted up to 100"`
}

func (a *API) unread(ctx context.Context, actor people.Actor, _ *empty) (*body[unreadView], error) {
	n, err := a.d.Notices.Unread(ctx, actor)
	return &body[unreadView]{unreadView{n}}, err
}

type readIn struct {
	Body struct {
		IDs  []string `json:"ids,omitempty" maxItems:"200" nullable:"false" doc:"those that were read"`
		UpTo string   `json:"up_to,omitempty" maxLength:"100" doc:"or the newest of those that were, with all before it"`
	}
}

func (a *API) readNotices(ctx context.Context, actor people.Actor, in *readIn) (*struct{}, error) {
	return nil, a.d.Notices.Read(ctx, actor, in.Body.IDs, in.Body.UpTo)
}

// NoticeSettings say how somebody hears of notices by e-mail.
type NoticeSettings struct {
	Mail       string   `json:"mail" enum:"each,digest,none"`
	DigestAt   string   `json:"digest_at" maxLength:"5" doc:"HH:MM"`
	QuietFrom  string   `json:"quiet_from" maxLength:"5" doc:"HH:MM; empty without quiet hours"`
	QuietUntil string   `json:"quiet_until" maxLength:"5" doc:"HH:MM; empty without quiet hours"`
	TimeZone   string   `json:"time_zone" maxLength:"100" doc:"empty is the site's"`
	Muted      []string `json:"muted" maxItems:"50" nullable:"false" doc:"kinds that come without e-mail"`
}

type noticeSettingsView struct {
	NoticeSettings
	SiteZone  string `json:"site_zone"`
	SiteMails bool   `json:"site_mails" doc:"whether this site sends e-mail"`
}

func (a *API) viewNoticeSettings(s notices.Settings, err error) (*body[noticeSettingsView], error) {
	v := NoticeSettings{s.Mail, s.DigestAt, s.QuietFrom, s.QuietUntil, s.TimeZone, s.Muted}
	return &body[noticeSettingsView]{noticeSettingsView{v, a.d.Config.TimeZone, a.d.Notices.Mails()}}, err
}

func (a *API) noticeSettings(ctx context.Context, actor people.Actor, _ *empty) (*body[noticeSettingsView], error) {
	return a.viewNoticeSettings(a.d.Notices.Settings(ctx, actor))
}

type noticeSettingsIn struct{ Body NoticeSettings }

func (a *API) setNoticeSettings(ctx context.Context, actor people.Actor, in *noticeSettingsIn) (*body[noticeSettingsView], error) {
	b := in.Body
	return a.viewNoticeSettings(a.d.Notices.SetSettings(ctx, actor, notices.Settings{Mail: b.Mail, DigestAt: b.DigestAt,
		QuietFrom: b.QuietFrom, QuietUntil: b.QuietUntil, TimeZone: b.TimeZone, Muted: b.Muted}))
}
