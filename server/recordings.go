package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"rater/internal/foundation/media"
	"rater/internal/interactions"
	"rater/internal/interactions/recordings"
	"rater/internal/people"
)

type recordingView struct {
	Status     string              `json:"status" enum:"none,waiting,failed,kept,gone" doc:"kept can be heard; waiting is still to be fetched; gone was deleted, its days being over"`
	Why        string              `json:"why,omitempty" doc:"it is not there, or not yet"`
	ID         string              `json:"id,omitempty"`
	Type       string              `json:"type,omitempty" enum:"audio/wav,audio/mpeg,audio/ogg"`
	Bytes      int64               `json:"bytes,omitempty"`
	DurationMS *int64              `json:"duration_ms,omitempty"`
	Channels   int                 `json:"channels,omitempty"`
	Speakers   []string            `json:"speakers,omitempty" doc:"whose each of two channels is"`
	Peaks      [][]int             `json:"peaks,omitempty" doc:"of each channel the loudest of up to 1,000 equal parts, 0 to 100; none where Rater can't decode it"`
	AgentMS    *int64              `json:"agent_ms,omitempty" doc:"of two channels: for how long the agent talks"`
	CustomerMS *int64              `json:"customer_ms,omitempty"`
	SilenceMS  *int64              `json:"silence_ms,omitempty" doc:"for how long nobody does"`
	OverlapMS  *int64              `json:"overlap_ms,omitempty" doc:"for how long both do"`
	ReceivedAt *interactions.Stamp `json:"received_at,omitempty" format:"date-time"`
	GoneAt     *interactions.Stamp `json:"gone_at,omitempty" format:"date-time"`
	MayAdd     bool                `json:"may_add"`
	MayHear    bool                `json:"may_hear"`
}

func (a *API) viewRecording(r recordings.Recording) recordingView {
	at := interactions.At(r.ReceivedAt)
	v := recordingView{Status: recordings.Kept, ID: r.ID, Type: r.Type, Bytes: r.Bytes, DurationMS: r.DurationMS, Channels: r.Channels, Peaks: r.Peaks,
		AgentMS: r.AgentMS, CustomerMS: r.CustomerMS, SilenceMS: r.SilenceMS, OverlapMS: r.OverlapMS, ReceivedAt: &at, MayHear: true}
	if r.Channels == 2 {
		if v.Speakers = []string{"customer", "agent"}; a.d.Config.AgentChannel == "first" {
			v.Speakers = []string{"agent", "customer"}
		}
	}
	return v
}

func (a *API) recording(ctx context.Context, actor people.Actor, in *IDIn) (*body[recordingView], error) {
	facts, err := a.d.Recordings.Of(ctx, actor, in.ID, a.d.Config.NameAgents)
	if err != nil {
		return nil, err
	}
	v := recordingView{Status: facts.Status, Why: facts.Why, GoneAt: stamp(facts.Since)}
	if facts.Status == recordings.Kept {
		v = a.viewRecording(facts.Recording)
	}
	v.MayAdd, v.MayHear = facts.MayAdd, facts.MayHear
	return &body[recordingView]{v}, nil
}

// sendRecording takes one from a source, addRecording from who leads the team.
func (a *API) sendRecording(ctx context.Context, source people.Actor, id string, bytes int64, from io.Reader) (any, int, error) {
	r, fresh, err := a.d.Recordings.Send(ctx, source, recordings.Told{Interaction: id, Bytes: bytes}, from)
	return a.received(r, fresh, err)
}

func (a *API) addRecording(ctx context.Context, actor people.Actor, id string, bytes int64, from io.Reader) (any, int, error) {
	r, fresh, err := a.d.Recordings.Add(ctx, actor, recordings.Told{Interaction: id, Bytes: bytes}, from)
	return a.received(r, fresh, err)
}

func (a *API) received(r recordings.Recording, fresh bool, err error) (any, int, error) {
	v := a.viewRecording(r)
	v.Peaks = nil
	if fresh {
		return v, http.StatusCreated, err
	}
	return v, http.StatusOK, err
}

// recordingBytes serves the sound, or the range that is asked for.
func (a *API) recordingBytes(c *fiber.Ctx, actor people.Actor) error {
	r, err := a.d.Recordings.Hear(c.UserContext(), actor, c.Params("id"), a.d.Config.NameAgents)
	if err != nil {
		return writeProblem(c, err)
	}
	return sendPiece(c, sent{r.Type, r.Bytes, "recording-" + r.ID + "." + strings.NewReplacer("audio/", "", "mpeg", "mp3").Replace(r.Type)}, func(p media.Piece) (io.Reader, error) {
		return a.d.Recordings.Open(context.WithoutCancel(c.UserContext()), r, p)
	})
}

func unescaped(id string) string {
	if plain, err := url.PathUnescape(id); err == nil {
		return plain
	}
	return id
}

// describeRecordings says of the routes that carry bytes what huma, that does not serve them, can't know.
func (a *API) describeRecordings() {
	d := a.huma.OpenAPI()
	longest := 512
	id := &huma.Param{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, MaxLength: &longest}}
	body := &huma.RequestBody{Required: true, Content: binary("application/octet-stream")}
	answer := map[string]*huma.MediaType{fiber.MIMEApplicationJSON: {Schema: d.Components.Schemas.Schema(reflect.TypeFor[recordingView](), true, "RecordingView")}}
	kept := map[string]*huma.Response{"201": {Description: "It is kept", Content: answer}, "200": {Description: "These bytes are kept already", Content: answer}}
	session, token := []map[string][]string{{"session": {}}}, []map[string][]string{{"token": {}}}
	about := "WAV, MP3 or Ogg by its bytes, whatever its name and header say; read as it comes, up to RATER_RECORDING_MAX_BYTES. Permission: %s. Rows: %s."
	d.AddOperation(&huma.Operation{OperationID: "post-ingest-recordings-id", Method: http.MethodPost, Path: base + "/ingest/recordings/{id}", Tags: []string{"ingest"},
		Summary: "Send the recording of an interaction, by the source's id", Parameters: []*huma.Param{id}, Security: token, RequestBody: body, Responses: kept,
		Description: fmt.Sprintf(about, people.Ingest, OfSource)})
	d.AddOperation(&huma.Operation{OperationID: "post-interactions-id-recording", Method: http.MethodPost, Path: base + "/interactions/{id}/recording", Tags: []string{"interactions"},
		Summary: "Add the recording of an interaction that has none", Parameters: []*huma.Param{id}, Security: session, RequestBody: body, Responses: kept,
		Description: fmt.Sprintf(about, people.RecordingsAdd, InReach)})
	d.AddOperation(&huma.Operation{OperationID: "get-interactions-id-recording-bytes", Method: http.MethodGet, Path: base + "/interactions/{id}/recording/bytes", Tags: []string{"interactions"},
		Summary: "Its sound, or a range of it", Parameters: []*huma.Param{id, {Name: "Range", In: "header", Schema: &huma.Schema{Type: huma.TypeString, MaxLength: &longest}}}, Security: session,
		Description: fmt.Sprintf("Who listens is on record. Permission: %s. Rows: %s.", people.InteractionsRead, InReach),
		Responses:   map[string]*huma.Response{"200": {Description: "All of it", Content: binary("*/*")}, "206": {Description: "The range", Content: binary("*/*")}}})
}
