package interactions

import (
	"context"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions/redact"
	"rater/internal/people"
)

// What is said between who leads a team and its agent: a whisper to the agent, the agent's reply, and a call for help.
const (
	Whispering = "whisper"
	Replying   = "reply"
	Helping    = "help"
)

const (
	maxWhisper  = 500 // characters
	mostASecond = 10  // of one person, on one server
)

// Whisper is a word between who leads the team and the agent during an interaction; the customer never sees it.
type Whisper struct {
	ID            string     `gorm:"primaryKey"`
	InteractionID string     //
	Kind          string     // Whispering, Replying or Helping
	UserID        string     // who said it
	AgentID       *string    // the agent whom it is to or from
	At            time.Time  `gorm:"serializer:millis"`
	Text          string     // empty only where help is asked for
	TakenBy       *string    // who has taken the call for help
	TakenAt       *time.Time `gorm:"serializer:millis"`
}

// WhisperMessage is what is heard of one: Type is its kind.
type WhisperMessage struct {
	Type        string `json:"type"`
	ID          string `json:"id"`
	Interaction string `json:"interaction"`
	Text        string `json:"text"`
	From        string `json:"from"`
	FromName    string `json:"from_name"`
	At          Stamp  `json:"at"`
}

// Whispers keeps what is said beside live interactions.
type Whispers struct {
	db     *store.DB
	record *Record
	audit  *people.Audit
	bus    *events.Bus
	now    func() time.Time
	pace   *pace
}

// NewWhispers makes the whispers of a database.
func NewWhispers(db *store.DB, record *Record, audit *people.Audit, bus *events.Bus, now func() time.Time) *Whispers {
	return &Whispers{db, record, audit, bus, now, newPace(mostASecond)}
}

// Say stores a whisper of who leads the agent's team, or the agent's reply or call for help, and tells the other side.
// TooMany when the actor has said too much within a second, NotFound out of reach, Forbidden to whom the words are not
// given, Conflict once the interaction is over.
func (w *Whispers) Say(ctx context.Context, actor people.Actor, kind, id, text string) error {
	if !w.pace.allows(actor.ID, w.now()) {
		return fault.New(fault.TooMany, "at most %d whispers, replies and calls for help a second; this one was not sent", mostASecond)
	}
	i, err := w.record.Get(ctx, actor, id)
	if err != nil {
		return err
	}
	if err := maySay(actor, kind, i); err != nil {
		return err
	}
	if n := len([]rune(text)); n > maxWhisper || n == 0 && kind != Helping {
		return fault.In("text", "must be 1 to %d characters", maxWhisper)
	}
	clean, _ := redact.Text(text)
	row := Whisper{ID: store.NewID(), InteractionID: id, Kind: kind, UserID: actor.ID, AgentID: i.AgentID, At: w.now(), Text: clean}
	return w.db.InTx(ctx, func(ctx context.Context) error {
		if err := w.insert(ctx, &row); err != nil {
			return err
		}
		taken := false
		if kind == Whispering { // who speaks to the agent has heard the call
			if taken, err = w.take(ctx, id, actor.ID); err != nil {
				return err
			}
		}
		if err := w.audit.Write(ctx, actor, saidAs[kind], "interaction", id, map[string]any{"whisper": row.ID}); err != nil {
			return err
		}
		w.db.AfterCommit(ctx, func() { w.bus.Publish(w.told(i, row, actor.Name, taken)...) })
		return nil
	})
}

// saidAs are the words of the audit log.
var saidAs = map[string]string{Whispering: "interaction.whisper", Replying: "interaction.reply", Helping: "interaction.help"}

func maySay(actor people.Actor, kind string, i Interaction) error {
	switch {
	case kind == Whispering && !people.MayWatch(actor, i.Agent(), i.Team()):
		return fault.New(fault.Forbidden, "only who leads the agent's team can whisper")
	case kind != Whispering && i.Agent() != actor.ID:
		return fault.New(fault.Forbidden, "only the agent who has the interaction can reply and ask for help")
	case i.Status != Live || i.AgentID == nil:
		return fault.New(fault.Conflict, "the interaction is over; nobody would hear it")
	case kind != Whispering && i.TeamID == nil:
		return fault.New(fault.Conflict, "the interaction has no team that somebody leads; nobody would hear it")
	}
	return nil
}

// told are the messages of what was said: a whisper goes to the agent alone, what the agent says to who leads the team,
// and both sides hear that the list is stale.
func (w *Whispers) told(i Interaction, row Whisper, name string, taken bool) []events.Event {
	message := WhisperMessage{row.Kind, row.ID, i.ID, row.Text, row.UserID, name, At(row.At)}
	said := events.Event{Topic: events.User(i.Agent()), Message: message}
	if row.Kind != Whispering {
		said = events.Event{Topic: events.Team(i.Team()), Message: message, Except: i.Agent()}
	}
	list := append([]events.Event{said}, bothSides(i, Changed("whispers", i.ID))...)
	if taken || row.Kind == Helping {
		list = append(list, bothSides(i, Changed("interactions", i.ID))...)
	}
	return list
}

func bothSides(i Interaction, message any) []events.Event {
	list := []events.Event{{Topic: events.User(i.Agent()), Message: message}}
	if i.TeamID != nil {
		list = append(list, events.Event{Topic: events.Team(i.Team()), Message: message, Except: i.Agent()})
	}
	return list
}

// TakeHelp notes that the actor, who leads the agent's team, takes what the agent asks help for in a live interaction.
// Conflict when nobody asks, or somebody was faster.
func (w *Whispers) TakeHelp(ctx context.Context, actor people.Actor, id string) error {
	i, err := w.record.Get(ctx, actor, id)
	if err != nil {
		return err
	}
	if err := maySay(actor, Whispering, i); err != nil {
		return err
	}
	return w.db.InTx(ctx, func(ctx context.Context) error {
		taken, err := w.take(ctx, id, actor.ID)
		if err != nil {
			return err
		}
		if !taken {
			return fault.New(fault.Conflict, "nobody asks for help there any more")
		}
		if err := w.audit.Write(ctx, actor, "interaction.help_taken", "interaction", id, nil); err != nil {
			return err
		}
		w.db.AfterCommit(ctx, func() {
			w.bus.Publish(append(bothSides(i, Changed("whispers", id)), bothSides(i, Changed("interactions", id))...)...)
		})
		return nil
	})
}

// List returns what was said beside an interaction, the first first, behind the whisper with this id: to who leads the team
// all of it, to an agent what was to or from them. NotFound to everybody else, whoever may read the interaction: who scores
// it is to judge what was said in it.
func (w *Whispers) List(ctx context.Context, actor people.Actor, id, after string, limit int) ([]Whisper, error) {
	i, err := w.record.Get(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if people.MayWatch(actor, i.Agent(), i.Team()) {
		return w.of(ctx, id, "", after, limit)
	}
	had, err := w.record.HadBy(ctx, id, actor.ID)
	if err == nil && !had {
		err = fault.Missing()
	}
	if err != nil {
		return nil, err
	}
	return w.of(ctx, id, actor.ID, after, limit)
}

// Message is what is heard of a stored whisper; the name of whom it is from is the caller's to add.
func (w *Whispers) Message(ctx context.Context, id string) (WhisperMessage, error) {
	row, err := w.one(ctx, id)
	return WhisperMessage{row.Kind, row.ID, row.InteractionID, row.Text, row.UserID, "", At(row.At)}, err
}
