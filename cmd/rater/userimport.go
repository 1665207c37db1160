package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

var userColumns = []string{"email", "name", "role", "team", "external_id"}

type userImport struct {
	Imported  int             `json:"imported"`
	Duplicate int             `json:"duplicate"`
	Rejected  []lineRejection `json:"rejected"`
	admins    int
}

type lineRejection struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

func userImportCommand(environ []string) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "import FILE.csv",
		Short: "Add people from a table with the columns email, name, role, team, external_id",
		Long:  "Add people from a table with the columns email, name, role, team, external_id.\nSeveral roles, teams or ids in one cell are separated by semicolons. A bad line is reported, the rest goes on.",
		Args:  misused(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return misuse(err)
			}
			defer f.Close()
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				first, err := a.Users.Empty(ctx)
				if err != nil {
					return err
				}
				done, err := a.importUsers(ctx, f)
				if err != nil {
					return err
				}
				done.advise(c.ErrOrStderr(), first)
				return errors.Join(done.print(c.OutOrStdout(), asJSON), done.outcome())
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func (a *App) importUsers(ctx context.Context, from io.Reader) (userImport, error) {
	done := userImport{Rejected: []lineRejection{}}
	table := csv.NewReader(from)
	table.FieldsPerRecord = -1
	header, err := table.Read()
	if err != nil {
		return done, fmt.Errorf("the table can't be read: its first line must name the columns %s", strings.Join(userColumns, ", "))
	}
	place, err := placesOf(header)
	if err != nil {
		return done, err
	}
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			return done, nil
		}
		line := lineOf(table, err)
		var n newUser
		if err == nil {
			n, err = userOf(row, header, place)
		}
		if err == nil {
			_, err = a.addUser(ctx, n, "")
		}
		switch {
		case err == nil:
			done.Imported++
			if n.has(people.Admin) {
				done.admins++
			}
		case isThere(err):
			done.Duplicate++
		case fault.Is(err, fault.Unavailable):
			return done, err
		default:
			done.Rejected = append(done.Rejected, lineRejection{line, err.Error()})
		}
	}
}

func lineOf(table *csv.Reader, err error) int {
	if broken, ok := errors.AsType[*csv.ParseError](err); ok {
		return broken.StartLine
	}
	line, _ := table.FieldPos(0)
	return line
}

// isThere says whether a person was refused because their e-mail address is there already.
func isThere(err error) bool {
	f, ok := errors.AsType[*fault.Error](err)
	return ok && f.Kind == fault.Conflict && len(f.Fields) > 0 && f.Fields[0].Location == "email"
}

func placesOf(header []string) (map[string]int, error) {
	place := map[string]int{}
	for i, name := range header {
		name = strings.ToLower(strings.Trim(name, " \ufeff"))
		if !slices.Contains(userColumns, name) {
			return nil, fmt.Errorf("the column %q is not known; the columns are %s", name, strings.Join(userColumns, ", "))
		}
		place[name] = i
	}
	for _, name := range userColumns[:3] {
		if _, ok := place[name]; !ok {
			return nil, fmt.Errorf("the column %s is missing", name)
		}
	}
	return place, nil
}

// userOf is the person of a row, or what is wrong with it.
func userOf(row, header []string, place map[string]int) (newUser, error) {
	if len(row) > len(header) {
		return newUser{}, fmt.Errorf("has %d columns where the first line names %d; put a value that holds a comma in quotes", len(row), len(header))
	}
	cell := func(name string) string {
		i, ok := place[name]
		if !ok || i >= len(row) {
			return ""
		}
		return strings.TrimSpace(row[i])
	}
	n := newUser{email: cell("email"), name: cell("name"), roles: parts(cell("role")), teams: parts(cell("team")), externalIDs: parts(cell("external_id"))}
	return n, n.check()
}

func parts(cell string) (list []string) {
	for _, part := range strings.Split(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// outcome is an error when nothing at all could be imported.
func (u userImport) outcome() error {
	if u.Imported+u.Duplicate == 0 && len(u.Rejected) > 0 {
		return errors.New("nothing could be imported: every line was rejected")
	}
	return nil
}

func (u userImport) advise(out io.Writer, first bool) {
	if first && u.Imported > 0 && u.admins == 0 {
		fmt.Fprintln(out, noAdmin)
	}
	if u.Imported > 0 {
		fmt.Fprintf(out, "%d of them can't sign in yet, having no password: an admin sets one for each on the People page\n", u.Imported)
	}
}

func (u userImport) print(out io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(out).Encode(u)
	}
	for _, r := range u.Rejected {
		fmt.Fprintf(out, "line %d: %s\n", r.Line, r.Reason)
	}
	_, err := fmt.Fprintf(out, "%d imported, %d there already, %d rejected\n", u.Imported, u.Duplicate, len(u.Rejected))
	return err
}
