// Package notices tells people what waits for them and what has happened to what is theirs: in the application, and by
// e-mail from an outbox that is written in the transaction of what it tells of.
package notices

import "time"

// Kind is what a notice tells of.
type Kind string

// The kinds of notices.
const (
	EvaluationReleased  Kind = "evaluation_released"
	EvaluationWithdrawn Kind = "evaluation_withdrawn"
	ComplianceFailed    Kind = "compliance_failed"
	DoubleAsked         Kind = "double_asked"
	DoubleDue           Kind = "double_due"
	DoubleOverdue       Kind = "double_overdue"
	DoubleEnded         Kind = "double_ended"
	DoubleGivenUp       Kind = "double_given_up"
	CalibrationAsked    Kind = "calibration_asked"
	CalibrationDue      Kind = "calibration_due"
	CalibrationMeets    Kind = "calibration_meets"
	CalibrationSettled  Kind = "calibration_settled"
	DisputeToDecide     Kind = "dispute_to_decide"
	DisputeOpened       Kind = "dispute_opened"
	DisputeDue          Kind = "dispute_due"
	DisputeOverdue      Kind = "dispute_overdue"
	DisputePassedOn     Kind = "dispute_passed_on"
	DisputeStuck        Kind = "dispute_stuck"
	DisputeDecided      Kind = "dispute_decided"
	SampleAssigned      Kind = "sample_assigned"
	SampleDue           Kind = "sample_due"
	SampleOverdue       Kind = "sample_overdue"
	SessionPlanned      Kind = "session_planned"
	SessionMoved        Kind = "session_moved"
	SessionCancelled    Kind = "session_cancelled"
	SessionToSign       Kind = "session_to_sign"
	SessionSoon         Kind = "session_soon"
	ActionAgreed        Kind = "action_agreed"
	ActionDue           Kind = "action_due"
	ActionOverdue       Kind = "action_overdue"
	ActionClosed        Kind = "action_closed"
	CoachingAsked       Kind = "coaching_asked"
	CoachingDeclined    Kind = "coaching_declined"
	Recognised          Kind = "recognised"
	RoundAsks           Kind = "round_asks"
	RoundClosed         Kind = "round_closed"
	RoundReleased       Kind = "round_released"
	ModuleAssigned      Kind = "module_assigned"
	ModuleChanged       Kind = "module_changed"
	ModuleCancelled     Kind = "module_cancelled"
	ModuleMarked        Kind = "module_marked"
	ModuleToMark        Kind = "module_to_mark"
	ModuleDue           Kind = "module_due"
	ModuleOverdue       Kind = "module_overdue"
	ReportReady         Kind = "report_ready"
	ReportEmpty         Kind = "report_empty"
	ReportEnded         Kind = "report_ended"
)

// Kinds are all kinds of notices.
var Kinds = []Kind{
	EvaluationReleased, EvaluationWithdrawn, ComplianceFailed, DoubleAsked, DoubleDue, DoubleOverdue, DoubleEnded, DoubleGivenUp, CalibrationAsked, CalibrationDue, CalibrationMeets, CalibrationSettled, DisputeToDecide, DisputeOpened, DisputeDue, DisputeOverdue, DisputePassedOn, DisputeStuck, DisputeDecided, SampleAssigned, SampleDue, SampleOverdue,
	SessionPlanned, SessionMoved, SessionCancelled, SessionToSign, SessionSoon, ActionAgreed, ActionDue, ActionOverdue, ActionClosed,
	CoachingAsked, CoachingDeclined, Recognised, RoundAsks, RoundClosed, RoundReleased,
	ModuleAssigned, ModuleChanged, ModuleCancelled, ModuleMarked, ModuleToMark, ModuleDue, ModuleOverdue,
	ReportReady, ReportEmpty, ReportEnded,
}

// Notice tells one person of one event. It names nobody and no score: who opens what it leads to reads that.
type Notice struct {
	ID        string     `gorm:"primaryKey"`
	UserID    string     //
	Kind      Kind       //
	Subject   string     // what it leads to, such as an evaluation or a coaching_session
	SubjectID string     //
	EventKey  string     // of the event; a person hears of an event once
	At        time.Time  `gorm:"serializer:millis"`
	ReadAt    *time.Time `gorm:"serializer:millis"`
	Mail      mailState  //
	MailDue   *time.Time `gorm:"serializer:millis"` // when it is to be sent, or was last tried
	MailTries int        //
}

// TableName is where notices lie.
func (Notice) TableName() string { return "notices" }

// mailState is how far a notice's e-mail is.
type mailState string

const (
	mailOff     mailState = "off"     // the person wants none of it, or this server sends none
	mailWaiting mailState = "waiting" // until it is due
	mailSending mailState = "sending" // by a server, now
	mailSent    mailState = "sent"
	mailFailed  mailState = "failed" // refused for good, or tried too often
	mailUnsure  mailState = "unsure" // the server that sent it ended meanwhile; it isn't sent again
)

// To makes a notice for a person; event tells this event from others of its kind and subject, and is empty where there
// is only one.
func To(user string, kind Kind, subject, id, event string) Notice {
	return Notice{UserID: user, Kind: kind, Subject: subject, SubjectID: id, EventKey: string(kind) + " " + id + " " + event}
}
