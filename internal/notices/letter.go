package notices

import (
	_ "embed"
	"fmt"
	"strings"
	"text/template"
)

// Letter is one e-mail. Its words name nobody else and no score; its file may, where the site allows it.
type Letter struct {
	ID      string // the same for the same notices
	To      string // an address
	Name    string // of whom it is to
	Subject string
	Text    string
	File    *File // nil for most
}

// File is what a letter carries beside its words.
type File struct {
	Name  string
	Type  string // as in Content-Type
	Bytes []byte
}

// said is what an e-mail says of a kind.
var said = map[Kind]string{
	EvaluationReleased:  "An evaluation of one of your interactions is there to read.",
	EvaluationWithdrawn: "An evaluation of one of your interactions was taken back.",
	ComplianceFailed:    "An evaluation of your team found a failure of compliance.",
	DoubleAsked:         "An interaction was given to you to score a second time.",
	DoubleDue:           "An interaction is to be scored a second time by you within a day.",
	DoubleOverdue:       "An interaction waits for you to score it a second time and is overdue.",
	DoubleEnded:         "An interaction that you were to score a second time is not needed any more.",
	DoubleGivenUp:       "Somebody whom you had asked for a second evaluation has given it up.",
	CalibrationAsked:    "A calibration asks you to score interactions, each by yourself.",
	CalibrationDue:      "A calibration waits for your scores within a day.",
	CalibrationMeets:    "A calibration is in its meeting: what all answered is there to read.",
	CalibrationSettled:  "A calibration is settled: how near you were to it is there to read.",
	DisputeToDecide:     "A dispute is proposed to you to decide.",
	DisputeOpened:       "An answer that you gave is disputed; you can say your side.",
	DisputeDue:          "A dispute is to be decided by you within a day.",
	DisputeOverdue:      "A dispute waits for your decision and is overdue.",
	DisputePassedOn:     "A dispute that was proposed to you was overdue and has been proposed to somebody else.",
	DisputeStuck:        "A dispute is overdue, and nobody else is left who may decide it.",
	DisputeDecided:      "A dispute was decided.",
	SampleAssigned:      "An interaction was given to you to score.",
	SampleDue:           "An interaction that you hold is to be scored within a day.",
	SampleOverdue:       "An interaction that you hold waits to be scored and is overdue.",
	SessionPlanned:      "A coaching session with you is planned.",
	SessionMoved:        "A coaching session with you was changed.",
	SessionCancelled:    "A coaching session with you was cancelled.",
	SessionToSign:       "A coaching session waits for you to sign it.",
	SessionSoon:         "A coaching session with you is within a day.",
	ActionAgreed:        "An action of yours was agreed.",
	ActionDue:           "An action of yours is due within two days.",
	ActionOverdue:       "An action of yours is overdue.",
	ActionClosed:        "A weakness is closed: fresh samples have met its target.",
	CoachingAsked:       "An agent of yours asks for coaching.",
	CoachingDeclined:    "Your request for coaching was answered.",
	Recognised:          "Somebody recognises your work.",
	RoundAsks:           "A 360 round asks you what you see of a colleague.",
	RoundClosed:         "A 360 round of yours is closed; its report is there to read.",
	RoundReleased:       "The report of a 360 round about you is there to read.",
	ModuleAssigned:      "A module was given to you to learn.",
	ModuleChanged:       "A module that you are learning has another day now.",
	ModuleCancelled:     "A module that you were to learn was called off.",
	ModuleMarked:        "Something that you did for a module was marked.",
	ModuleToMark:        "An attempt waits for you to mark it.",
	ModuleDue:           "A module of yours is due within two days.",
	ModuleOverdue:       "A module of yours is overdue.",
	ReportReady:         "A report that you have sent to you regularly is ready.",
	ReportEmpty:         "A report that you have sent to you regularly has nothing to tell now, since no scores of its scorecard count; it goes on.",
	ReportEnded:         "A report is not sent to you any more: it is not there any more, or not yours to read.",
}

// paths are where what a notice leads to is read.
var paths = map[string]string{
	"evaluation": "/evaluations/%s", "draft": "/score/%s", "calibration": "/calibrations/%s", "dispute": "/disputes/%s", "sample": "/queue", "coaching_session": "/coaching/%s", "action": "/",
	"coaching_request": "/coaching", "own_coaching_request": "/work", "recognition": "/work", "round": "/rounds/%s", "round_report": "/coaching/rounds/%s",
	"assignment": "/learning/%s", "assignment_to_mark": "/modules/assignments/%s", "report": "/reports/%s", "report_empty": "/account", "report_ended": "/account",
}

const mostLines = 50

//go:embed letter.txt
var letterText string

var letterTemplate = template.Must(template.New("letter").Parse(letterText))

type line struct{ Said, Link string }

// letter tells one person of all these notices, with a file or nil; missing says that there should be one.
func (o *Outbox) letter(name, address string, list []Notice, file *File, missing bool) (Letter, error) {
	lines := make([]line, min(len(list), mostLines))
	for i := range lines {
		lines[i] = line{said[list[i].Kind], o.link(list[i])}
	}
	subject := said[list[0].Kind]
	if len(list) > 1 {
		subject = fmt.Sprintf("%d notices wait for you", len(list))
	}
	var text strings.Builder
	err := letterTemplate.Execute(&text, map[string]any{"Name": name, "Lines": lines, "More": len(list) - len(lines), "File": file != nil, "Missing": missing, "Address": o.site.Address})
	return Letter{ID: list[0].ID, To: address, Name: name, Subject: strings.TrimSuffix(subject, "."), Text: text.String(), File: file}, err
}

// link is the address of what a notice leads to, empty where nobody has said how browsers reach Rater.
func (o *Outbox) link(n Notice) string {
	if o.site.Address == "" {
		return ""
	}
	path := paths[n.Subject]
	if strings.Contains(path, "%s") {
		path = fmt.Sprintf(path, n.SubjectID)
	}
	return o.site.Address + path
}
