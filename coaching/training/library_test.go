package training_test

import (
	"strings"
	"testing"

	"rater/coaching/training"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// TestTheLibraryIsComplete takes and publishes each module that Rater brings along, and holds it to what one expects of
// them: lessons of a length that is read, a quiz of several kinds, and something to do.
func TestTheLibraryIsComplete(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	all, err := training.Library()
	must(t, err)
	if len(all) != 2 {
		t.Fatalf("%d modules", len(all))
	}
	for _, ready := range all {
		m, err := f.modules.Take(t.Context(), f.tom, ready.Key)
		must(t, err)
		m, err = f.modules.Publish(t.Context(), f.tom, m.ID, m.Revision)
		must(t, err)
		has, kinds := map[string]int{}, map[string]bool{}
		for _, p := range m.Parts {
			has[p.Kind]++
			if p.Lesson != nil {
				if n := len(strings.Fields(p.Lesson.Text)); n < 200 || n > 420 || strings.Contains(p.Lesson.Text, "<") {
					t.Errorf("%s, «%s» has %d words", ready.Key, p.Title, n)
				}
			}
			if p.Quiz != nil {
				for _, q := range p.Quiz.Questions {
					kinds[q.Kind] = true
				}
			}
		}
		for _, kind := range []string{training.LessonPart, training.ExcerptPart, training.QuizPart, training.RolePlayPart, training.TaskPart} {
			if has[kind] == 0 {
				t.Errorf("%s has no %s", ready.Key, kind)
			}
		}
		for _, kind := range []string{training.Single, training.Multiple, training.Order, training.Score, training.Text} {
			if !kinds[kind] {
				t.Errorf("%s asks no %s", ready.Key, kind)
			}
		}
	}
	if _, err := f.modules.Take(t.Context(), f.tom, "../people"); places(err)[0] != "body.key" {
		t.Error(err)
	}
}
