package scorecards_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/scorecards"
)

// listening are those who hear that a scorecard changed.
func (f *floor) listening() map[string]int {
	heard := map[string]int{}
	f.t.Cleanup(f.bus.Subscribe(func(list []events.Event) {
		for _, e := range list {
			if m, ok := e.Message.(interactions.ChangedMessage); ok && m.Topic == "scorecards" {
				heard[e.Topic]++
			}
		}
	}))
	return heard
}

func (f *floor) audited(action string) (n int64) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table("audit").Where("action = ? AND subject = 'scorecard'", action).Count(&n).Error)
	return n
}

// fieldsOf are the faults that an error names.
func fieldsOf(err error) []fault.Field {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Fields
	}
	return []fault.Field{{}}
}

// TestAScorecardIsBuilt takes one from a blank draft to its second version.
func TestAScorecardIsBuilt(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		heard := f.listening()
		d, err := f.catalogue.Write(ctx, f.analyst, scorecards.Beginning{Name: "Trial"})
		must(t, err)
		if d.Revision != 1 || d.BasedOn != 0 || !d.Changed || placesOf(d.Faults) != "dimensions" || len(d.Definition.Grades) != 3 {
			t.Fatalf("blank: %+v", d)
		}
		if _, err := f.catalogue.Get(ctx, d.ScorecardID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a draft is published: %v", err)
		}
		if _, err := f.catalogue.Publish(ctx, f.analyst, d.ScorecardID, 1); !fault.Is(err, fault.Invalid) || !reflect.DeepEqual(fieldsOf(err), d.Faults) {
			t.Errorf("an incomplete draft: %v", err)
		}
		content := form()
		content.Dimensions[1].Questions[0].ID = ""
		content.Dimensions[1].Questions[0].Text = "Was it sent to 4111 1111 1111 1111?"
		d, err = f.catalogue.Keep(ctx, f.admin, d.ScorecardID, 1, " Trial ", content)
		must(t, err)
		c := d.Definition.Dimensions[1].Questions[0]
		if d.Revision != 2 || d.ChangedBy != f.admin.ID || d.Name != "Trial" || len(d.Faults) != 0 || len(c.ID) != 36 || strings.Contains(c.Text, "4111") {
			t.Errorf("kept: %+v", d)
		}
		if again, err := f.catalogue.Draft(ctx, d.ScorecardID); err != nil || !reflect.DeepEqual(again.Definition, d.Definition) {
			t.Errorf("read again: %+v, %v", again, err)
		}
		if _, err := f.catalogue.Keep(ctx, f.analyst, d.ScorecardID, 1, "Mine", form()); !fault.Is(err, fault.Stale) {
			t.Errorf("kept at an older revision: %v", err)
		}
		p, err := f.catalogue.Publish(ctx, f.analyst, d.ScorecardID, 2)
		must(t, err)
		if p.Version.Number != 1 || p.Name != "Trial" || p.Version.PublishedBy != f.analyst.ID || p.ID != d.ScorecardID {
			t.Errorf("published: %+v", p)
		}
		f.secondVersion(p)
		if heard[events.User(f.analyst.ID)] < 4 || heard[events.User(f.admin.ID)] < 2 || f.audited("scorecard.published") != 2 || f.audited("scorecard.changed") != 3 || f.audited("scorecard.begun") != 2 {
			t.Errorf("heard %v", heard)
		}
	})
}

// secondVersion publishes a change of a scorecard, under another name; what was published first stays as it is.
func (f *floor) secondVersion(p scorecards.Published) {
	t, ctx := f.t, f.t.Context()
	t.Helper()
	d, made, err := f.catalogue.Revise(ctx, f.analyst, p.ID)
	must(t, err)
	if again, twice, err := f.catalogue.Revise(ctx, f.admin, p.ID); err != nil || twice || !made || again.Revision != 1 {
		t.Errorf("begun twice: %+v, %v", again, err)
	}
	if d.BasedOn != 1 || d.Changed || len(d.Faults) > 0 {
		t.Errorf("the next draft: %+v", d)
	}
	if _, err := f.catalogue.Publish(ctx, f.analyst, p.ID, 1); !fault.Is(err, fault.Conflict) {
		t.Errorf("an unchanged draft: %v", err)
	}
	changed := d.Definition
	changed.Dimensions[0].Questions[0].Weight = 3
	d, err = f.catalogue.Keep(ctx, f.analyst, p.ID, 1, scorecards.StandardName, changed)
	must(t, err)
	if len(d.Faults) != 1 || d.Faults[0].Location != "name" || !d.Changed {
		t.Errorf("a name that is taken: %+v", d.Faults)
	}
	if _, err := f.catalogue.Publish(ctx, f.analyst, p.ID, 2); !fault.Is(err, fault.Invalid) {
		t.Errorf("a name that is taken: %v", err)
	}
	_, err = f.catalogue.Keep(ctx, f.analyst, p.ID, 2, "Trial and error", changed)
	must(t, err)
	next, err := f.catalogue.Publish(ctx, f.analyst, p.ID, 3)
	must(t, err)
	first, err := f.catalogue.Version(ctx, p.Version.ID)
	must(t, err)
	if next.Version.Number != 2 || first.Version.Definition.Dimensions[0].Questions[0].Weight != 1 || next.Version.Definition.Dimensions[0].Questions[0].ID != first.Version.Definition.Dimensions[0].Questions[0].ID {
		t.Errorf("the second version: %+v", next)
	}
	list, err := f.catalogue.Versions(ctx, p.ID, 0, 10)
	must(t, err)
	below, err := f.catalogue.Versions(ctx, p.ID, 2, 10)
	must(t, err)
	if len(list) != 2 || list[0].Number != 2 || len(below) != 1 || below[0].ID != p.Version.ID {
		t.Errorf("%d versions, %d below", len(list), len(below))
	}
	if _, err := f.catalogue.Draft(ctx, p.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the draft is still there: %v", err)
	}
}

// TestADraftBeginsWithWhatThereIs begins with a template, with another scorecard and with a file: its questions are its own.
func TestADraftBeginsWithWhatThereIs(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		copied, err := f.catalogue.Write(ctx, f.analyst, scorecards.Beginning{Name: "Copy", Scorecard: f.card.ID})
		must(t, err)
		if copied.Definition.Count() != f.card.Version.Definition.Count() || len(copied.Faults) > 0 {
			t.Errorf("a copy: %v", copied.Faults)
		}
		if _, _, shared := copied.Definition.Question(f.card.Version.Definition.Dimensions[0].Questions[0].ID); shared {
			t.Error("a copy has its questions in common with what it was copied from")
		}
		taken, err := f.catalogue.Write(ctx, f.analyst, scorecards.Beginning{Name: "Complaints", Template: "complaint-handling"})
		must(t, err)
		sent, err := f.catalogue.Import(ctx, f.analyst, "Sent", form())
		must(t, err)
		for _, d := range []scorecards.Drafted{taken, sent} {
			if len(d.Faults) > 0 {
				t.Errorf("%s: %v", d.Name, d.Faults)
			}
		}
		q := sent.Definition.Dimensions[0].Questions
		if was := form().Dimensions[0].Questions; q[0].ID == was[0].ID || q[1].ShownIf.Question != q[0].ID || sent.Definition.Texts["de"][q[0].ID+".options.no.label"] != "Nein" || len(sent.Definition.Texts["de"]) != 4 {
			t.Errorf("imported: %+v", sent.Definition)
		}
		list, err := f.catalogue.Drafts(ctx, "", 10)
		must(t, err)
		rest, err := f.catalogue.Drafts(ctx, list[0].ScorecardID, 10)
		must(t, err)
		if len(list) != 3 || list[0].Name != "Sent" || len(rest) != 2 {
			t.Errorf("%d drafts, %d behind the first", len(list), len(rest))
		}
		must(t, f.catalogue.Discard(ctx, f.admin, sent.ScorecardID, 1))
		if err := f.catalogue.Discard(ctx, f.admin, taken.ScorecardID, 2); !fault.Is(err, fault.Stale) {
			t.Errorf("discarded at another revision: %v", err)
		}
		for name, b := range map[string]scorecards.Beginning{"body.template": {Name: "x", Template: "../standard"}, "body.scorecard": {Name: "x", Scorecard: sent.ScorecardID}} {
			if _, err := f.catalogue.Write(ctx, f.analyst, b); !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != name {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// TestOneOfManyChangesAtOnce lets two publish and two keep the same draft at once.
func TestOneOfManyChangesAtOnce(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		for n := range 20 {
			d, err := f.catalogue.Write(ctx, f.analyst, scorecards.Beginning{Name: fmt.Sprint("Trial ", n), Template: "de-escalation"})
			must(t, err)
			errs, begin := make(chan error), make(chan struct{})
			for who := range 4 {
				go func() {
					<-begin
					var err error
					if who%2 == 0 {
						_, err = f.catalogue.Keep(ctx, f.admin, d.ScorecardID, 1, "Other", d.Definition)
					} else {
						_, err = f.catalogue.Publish(ctx, f.analyst, d.ScorecardID, 1)
					}
					errs <- err
				}()
			}
			close(begin)
			won := 0
			for range 4 {
				err := <-errs
				won += count(err == nil)
				if err != nil && !fault.Is(err, fault.Stale) && !fault.Is(err, fault.NotFound) {
					t.Error(err)
				}
			}
			if won != 1 {
				t.Errorf("%d of four changes of one revision were made", won)
			}
		}
	})
}

// TestBoundsOfADraft refuses what is more than is kept, and nothing is stored.
func TestBoundsOfADraft(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		d, err := f.catalogue.Import(ctx, f.analyst, "Trial", form())
		must(t, err)
		many, long := form(), form()
		for range 100 {
			many.Dimensions[0].Questions = append(many.Dimensions[0].Questions, scorecards.Question{})
		}
		long.Texts["de"]["name"] = strings.Repeat("x", 600<<10)
		for place, content := range map[string]scorecards.Definition{"body.definition.dimensions": many, "body.definition": long} {
			_, err := f.catalogue.Keep(ctx, f.analyst, d.ScorecardID, 1, "Trial", content)
			if !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != place {
				t.Errorf("%s: %v", place, err)
			}
		}
		if now, err := f.catalogue.Draft(ctx, d.ScorecardID); err != nil || now.Revision != 1 {
			t.Errorf("%+v, %v", now, err)
		}
	})
}

// TestARetiredScorecardBeginsNothing holds that what was begun or drawn with it goes on.
func TestARetiredScorecardBeginsNothing(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		drawn, begun, fresh := f.live("drawn"), f.undrawn("begun"), f.undrawn("fresh")
		e, _, err := f.evaluations.Start(ctx, f.lead, begun.Interaction, f.card.ID, "")
		must(t, err)
		if _, err := f.catalogue.Retire(ctx, f.admin, f.card.ID, 1); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "«all»") {
			t.Errorf("retired while a plan draws for it: %v", err)
		}
		d, err := f.catalogue.Write(ctx, f.analyst, scorecards.Beginning{Name: "Trial", Template: "de-escalation"})
		must(t, err)
		other, err := f.catalogue.Publish(ctx, f.analyst, d.ScorecardID, 1)
		must(t, err)
		must(t, f.plans.Replace(ctx, "others", other.ID, 1))
		p, err := f.catalogue.Retire(ctx, f.admin, f.card.ID, 1)
		must(t, err)
		if _, err := f.catalogue.Retire(ctx, f.admin, f.card.ID, 1); !fault.Is(err, fault.Stale) || p.Revision != 2 || p.RetiredAt == nil {
			t.Errorf("retired: %+v, %v", p, err)
		}
		for name, err := range map[string]error{"a chosen evaluation": second(f.evaluations.Start(ctx, f.lead, fresh.Interaction, f.card.ID, "")), "a plan": f.plans.Replace(ctx, "again", f.card.ID, 1)} {
			if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "retired") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, made, err := f.evaluations.Start(ctx, f.lead, begun.Interaction, f.card.ID, ""); err != nil || made {
			t.Errorf("what was begun: %v", err)
		}
		if _, err := f.evaluations.Answer(ctx, f.lead, e.ID, e.Revision, f.answers(), scorecards.Words{}); err != nil {
			t.Errorf("what was begun: %v", err)
		}
		if got, made, err := f.evaluations.Start(ctx, f.lead, drawn.Interaction, f.card.ID, ""); err != nil || !made || got.SampleID == nil {
			t.Errorf("what was drawn: %v", err)
		}
		f.revisedWhileRetired(p)
	})
}

func second[A, B any](_ A, _ B, err error) error { return err }

// revisedWhileRetired holds that no version of a retired scorecard is published, and that it can be brought back.
func (f *floor) revisedWhileRetired(p scorecards.Published) {
	t, ctx := f.t, f.t.Context()
	t.Helper()
	d, _, err := f.catalogue.Revise(ctx, f.analyst, p.ID)
	must(t, err)
	d, err = f.catalogue.Keep(ctx, f.analyst, p.ID, d.Revision, "Renewed", d.Definition)
	must(t, err)
	if _, err := f.catalogue.Publish(ctx, f.analyst, p.ID, d.Revision); !fault.Is(err, fault.Conflict) || !d.Retired {
		t.Errorf("published while retired: %v", err)
	}
	back, err := f.catalogue.BringBack(ctx, f.admin, p.ID, p.Revision)
	must(t, err)
	if _, err := f.catalogue.BringBack(ctx, f.admin, p.ID, back.Revision); !fault.Is(err, fault.Conflict) || back.RetiredAt != nil {
		t.Errorf("brought back twice: %v", err)
	}
	renewed, err := f.catalogue.Publish(ctx, f.analyst, p.ID, d.Revision)
	must(t, err)
	if id, err := f.catalogue.Ensure(ctx); err != nil || id != p.ID || renewed.Name != "Renewed" {
		t.Errorf("a renamed standard scorecard is made again: %s, %v", id, err)
	}
	if f.audited("scorecard.retired") != 1 || f.audited("scorecard.brought_back") != 1 {
		t.Error("retiring is not on record")
	}
}
