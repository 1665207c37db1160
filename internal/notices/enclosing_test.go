package notices_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/notices"
)

// tables gives each report a file of so many bytes; below 0 that fails. Who has one is in left once it has.
type tables struct {
	bytes map[string]int
	made  []string
	left  []string
}

func (s *tables) enclose(_ context.Context, n notices.Notice) (*notices.Enclosure, error) {
	if n.Kind != notices.ReportReady {
		return nil, nil
	}
	s.made = append(s.made, n.SubjectID)
	size := s.bytes[n.SubjectID]
	if size < 0 {
		return nil, errors.New("the table can't be made")
	}
	left := func(context.Context) error {
		s.left = append(s.left, n.SubjectID)
		return nil
	}
	return &notices.Enclosure{File: notices.File{Name: n.SubjectID + ".csv", Type: "text/csv", Bytes: make([]byte, size)}, Left: left}, nil
}

// TestAReportHoldsUpNoOtherLetter has one table fail, and two be larger than the mail server takes, one of them than Rater sends.
func TestAReportHoldsUpNoOtherLetter(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := &testkit.MailServer{Most: 2 << 20}
		server.Start(t, "127.0.0.1:0")
		t.Cleanup(func() { _ = server.Close() })
		o := newOffice(t, db, server.URL())
		ana := o.person(t, "ana")
		files := tables{bytes: map[string]int{"fails": -1, "large": 6 << 20, "refused": 3 << 20, "fits": 1 << 20}}
		for _, report := range []string{"fails", "large", "refused", "fits"} {
			o.put(t, ana, notices.ReportReady, report)
		}
		o.put(t, ana, notices.EvaluationReleased, "e1")
		o.put(t, ana, notices.DisputeToDecide, "d1")
		n, err := o.Deliver(t.Context(), files.enclose)
		must(t, err)
		got := server.Got()
		if n != 5 || len(got) != 5 || got[0].Subject != "2 notices wait for you" {
			t.Fatalf("%d taken, %d came, the first is %q", n, len(got), got[0].Subject)
		}
		for at, fits := range []bool{false, false, false, true} {
			letter := got[at+1]
			if (len(letter.Files["fits.csv"]) > 0) != fits || strings.Contains(letter.Body, "is not attached this time") == fits || strings.Contains(letter.Body, "Its table is attached") != fits {
				t.Errorf("%d: files %d, %s", at, len(letter.Files), letter.Body)
			}
		}
		if strings.Join(files.left, " ") != "fits" {
			t.Errorf("on record as left: %v", files.left)
		}
	})
}

// TestALargeFileStaysBehind though the mail server would take it.
func TestALargeFileStaysBehind(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := testkit.NewMailServer(t)
		o := newOffice(t, db, server.URL())
		o.put(t, o.person(t, "sue"), notices.ReportReady, "large")
		files := tables{bytes: map[string]int{"large": 5<<20 + 1}}
		_, err := o.Deliver(t.Context(), files.enclose)
		must(t, err)
		if got := server.Got(); len(got) != 1 || len(got[0].Files) > 0 || !strings.Contains(got[0].Body, "is not attached this time") || len(files.left) > 0 {
			t.Errorf("%d letters, %v on record as left", len(got), files.left)
		}
	})
}

// TestAFileThatMayHaveLeftIsOnRecord has the mail server hang up after it has taken the letter.
func TestAFileThatMayHaveLeftIsOnRecord(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := testkit.NewMailServer(t)
		o := newOffice(t, db, server.URL())
		for _, name := range []string{"full", "gone", "lost"} {
			o.put(t, o.person(t, name), notices.ReportReady, "of "+name)
		}
		files := tables{}
		_, err := o.Deliver(t.Context(), files.enclose)
		must(t, err)
		if strings.Join(files.left, " ") != "of lost" {
			t.Errorf("on record as left: %v", files.left)
		}
	})
}

// TestManyReportsWaitForTheirTurn, and what comes later and carries no file is sent with the first of them.
func TestManyReportsWaitForTheirTurn(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := testkit.NewMailServer(t)
		o := newOffice(t, db, server.URL())
		sue := o.person(t, "sue")
		for n := range 25 {
			o.put(t, sue, notices.ReportReady, fmt.Sprintf("r%02d", n))
		}
		o.put(t, o.person(t, "ana"), notices.EvaluationReleased, "e1")
		files := tables{}
		for turn, want := range []int{11, 10, 5, 0} {
			n, err := o.Deliver(t.Context(), files.enclose)
			must(t, err)
			if n != want {
				t.Errorf("turn %d: %d letters, not %d", turn, n, want)
			}
		}
		if got := server.Got(); got[0].To != "ana@example.com" || len(files.made) != 25 || len(files.left) != 25 || len(got) != 26 {
			t.Errorf("the first is to %s; %d made, %d left, %d letters", got[0].To, len(files.made), len(files.left), len(got))
		}
	})
}
