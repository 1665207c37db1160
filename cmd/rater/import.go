package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/connectors"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

// importReport counts interactions that were new, or known and told more of; repeated events; and what was rejected.
type importReport struct {
	Imported  int               `json:"imported"`
	Updated   int               `json:"updated"`
	Duplicate int               `json:"duplicate"`
	Rejected  []importRejection `json:"rejected"`
}

type importRejection struct {
	Place  string `json:"place"`
	Reason string `json:"reason"`
}

type importer struct {
	app    *App
	source string
	noDraw bool
	report importReport
	places []string // of the events that wait
	wait   []interactions.Event
	tell   func(records int)
	n      int
	unread error // of a file that could not even be opened
}

const importAtOnce = 500

func importCommand(environ []string) *cobra.Command {
	formats := slices.Sorted(maps.Keys(connectors.Formats))
	var from, source string
	draw, asJSON := false, false
	c := &cobra.Command{
		Use:   "import --from FORMAT FILE…",
		Short: "Import interactions from files (" + strings.Join(formats, ", ") + "); works beside a running server",
		Args:  misused(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, files []string) error {
			parse, ok := connectors.Formats[from]
			if !ok {
				return misuse(fmt.Errorf("--from must be one of %s", strings.Join(formats, ", ")))
			}
			if source == "" {
				source = "import-" + from
			}
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				i := &importer{app: a, source: source, noDraw: !draw, report: importReport{Rejected: []importRejection{}}, tell: progressOn(c.ErrOrStderr())}
				for _, file := range files {
					if err := i.file(ctx, parse, file); err != nil {
						return err
					}
				}
				return errors.Join(i.report.print(c.OutOrStdout(), asJSON), i.unread, i.report.outcome())
			})
		},
	}
	f := c.Flags()
	f.StringVar(&from, "from", "", "format: "+strings.Join(formats, ", "))
	f.StringVar(&source, "source", "", "name of the source that the interactions belong to (default import-FORMAT)")
	f.BoolVar(&draw, "draw", false, "let sampling plans draw from what is imported")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// progressOn shows the number of records on a terminal, and nothing elsewhere.
func progressOn(out io.Writer) func(int) {
	if !isTerminal(out) {
		return func(int) {}
	}
	return func(n int) { fmt.Fprintf(out, "\r%d records", n) }
}

func isTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// file imports one file. Only what is no fault of the file ends the import.
func (i *importer) file(ctx context.Context, parse connectors.Parser, path string) error {
	f, err := os.Open(path)
	if err != nil {
		i.reject("file "+path, err)
		i.unread = fmt.Errorf("%s can't be opened", path)
		return nil
	}
	defer f.Close()
	var failed error
	err = parse(f, path, func(r connectors.Record) bool {
		failed = i.take(ctx, r)
		return failed == nil && ctx.Err() == nil
	})
	if failed == nil {
		failed = i.flush(ctx)
	}
	if failed != nil || ctx.Err() != nil {
		return errors.Join(failed, ctx.Err())
	}
	if err != nil {
		i.reject("file "+path, err)
	}
	return nil
}

func (i *importer) take(ctx context.Context, r connectors.Record) error {
	i.n++
	i.tell(i.n)
	if r.Err != nil {
		i.reject(r.Place, r.Err)
		return nil
	}
	for _, e := range r.Events {
		i.wait, i.places = append(i.wait, e), append(i.places, r.Place)
	}
	if len(i.wait) < importAtOnce {
		return nil
	}
	return i.flush(ctx)
}

func (i *importer) flush(ctx context.Context) error {
	if len(i.wait) == 0 {
		return nil
	}
	receipt, err := i.app.Log.Append(ctx, interactions.Delivery{Source: i.source, Events: i.wait, NoDraw: i.noDraw})
	if err != nil {
		return err
	}
	i.report.Imported += receipt.New
	i.report.Updated += receipt.Updated
	i.report.Duplicate += receipt.Duplicate
	for _, r := range receipt.Rejected {
		i.report.Rejected = append(i.report.Rejected, importRejection{i.places[r.Index] + ", event " + r.ID, r.Detail})
	}
	i.wait, i.places = nil, nil
	return nil
}

func (i *importer) reject(place string, err error) {
	reason := err.Error()
	var f *fault.Error
	if errors.As(err, &f) && len(f.Fields) > 0 {
		reason = f.Fields[0].Location + ": " + f.Fields[0].Message
	}
	i.report.Rejected = append(i.report.Rejected, importRejection{place, reason})
}

// outcome is an error when nothing at all could be imported.
func (r importReport) outcome() error {
	if r.Imported+r.Updated+r.Duplicate == 0 && len(r.Rejected) > 0 {
		return errors.New("nothing could be imported: everything was rejected")
	}
	return nil
}

func (r importReport) print(out io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(out).Encode(r)
	}
	for _, rejection := range r.Rejected {
		fmt.Fprintf(out, "%s: %s\n", rejection.Place, rejection.Reason)
	}
	_, err := fmt.Fprintf(out, "%d interactions imported, %d updated, %d events there already, %d rejected\n", r.Imported, r.Updated, r.Duplicate, len(r.Rejected))
	return err
}
