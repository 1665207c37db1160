package scorecards_test

import (
	"testing"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
)

// TestADraftNamesNoQuestionOfAnother holds that ids stay within a scorecard, be the other one published or a draft.
func TestADraftNamesNoQuestionOfAnother(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, _ := builtFloor(t, db)
		ctx := t.Context()
		published, err := f.catalogue.Get(ctx, card)
		must(t, err)
		other, err := f.catalogue.Import(ctx, f.analyst, "Other", form())
		must(t, err)
		d, err := f.catalogue.Import(ctx, f.analyst, "Mine", form())
		must(t, err)
		for _, id := range []string{published.Version.Definition.Dimensions[0].Questions[0].ID, other.Definition.Dimensions[0].Questions[0].ID} {
			content := form()
			content.Dimensions[1].Questions[0].ID = id
			_, err := f.catalogue.Keep(ctx, f.analyst, d.ScorecardID, d.Revision, "Mine", content)
			if !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != "body.definition.dimensions[1].questions[0].id" {
				t.Errorf("a question of another: %v", err)
			}
		}
		content := d.Definition
		content.Dimensions[1].Questions[0].ID = "00000000-0000-4000-8000-0000000000ff"
		d, err = f.catalogue.Keep(ctx, f.analyst, d.ScorecardID, d.Revision, "Mine", content)
		must(t, err)
		_, err = f.catalogue.Keep(ctx, f.analyst, d.ScorecardID, d.Revision, "Mine", d.Definition)
		must(t, err)
	})
}
