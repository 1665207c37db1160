package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/people"
)

type newUser struct {
	email, name   string
	roles, teams  []string
	externalIDs   []string
	passwordStdin bool
	asJSON        bool
}

func userCommand(environ []string) *cobra.Command {
	c := &cobra.Command{Use: "user", Short: "Add people", Args: misused(cobra.NoArgs), RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(userAddCommand(environ), userImportCommand(environ))
	return c
}

func userAddCommand(environ []string) *cobra.Command {
	var n newUser
	c := &cobra.Command{
		Use:   "add --email ADDRESS --name NAME --role ROLE [--team TEAM]",
		Short: "Add one person; works beside a running server",
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if n.email == "" || n.name == "" || len(n.roles) == 0 {
				return misuse(errors.New("--email, --name and --role are needed"))
			}
			if err := n.check(); err != nil {
				return misuse(err)
			}
			password, err := n.password(c.InOrStdin())
			if err != nil {
				return err
			}
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				return a.userAdd(ctx, c, n, password)
			})
		},
	}
	f := c.Flags()
	f.StringVar(&n.email, "email", "", "e-mail address, by which the person signs in")
	f.StringVar(&n.name, "name", "", "full name")
	f.StringSliceVar(&n.roles, "role", nil, "admin, supervisor, evaluator, agent, trainer or analyst; repeats")
	f.StringArrayVar(&n.teams, "team", nil, "team, made when there is none of that name; a supervisor leads it and may have several, anybody else is its member")
	f.StringArrayVar(&n.externalIDs, "external-id", nil, "how sources name the person (extension, CRM id); repeats")
	f.BoolVar(&n.passwordStdin, "password-stdin", false, "read the password from standard input")
	f.BoolVar(&n.asJSON, "json", false, "print JSON")
	return c
}

func (a *App) userAdd(ctx context.Context, c *cobra.Command, n newUser, password string) error {
	first, err := a.Users.Empty(ctx)
	if err != nil {
		return err
	}
	p, err := a.addUser(ctx, n, password)
	if isThere(err) {
		return fmt.Errorf("there is somebody with the address %s already: change them on the People page, or give another address", n.email)
	}
	if err != nil {
		return err
	}
	if first && !slices.Contains(p.Roles, people.Admin) {
		fmt.Fprintln(c.ErrOrStderr(), noAdmin)
	}
	if password == "" {
		fmt.Fprintf(c.ErrOrStderr(), "%s can't sign in yet, having no password: an admin sets one on the People page\n", p.Name)
	}
	if n.asJSON {
		return json.NewEncoder(c.OutOrStdout()).Encode(map[string]any{"id": p.ID, "email": p.Email})
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "added %s <%s> with the id %s\n", p.Name, p.Email, p.ID)
	return err
}

// noAdmin is said where somebody came to an empty desk who is no admin.
const noAdmin = "there is no admin yet, and the page that makes the first one is gone, now that there is somebody: " +
	"add one with «rater user add --email ADDRESS --name NAME --role admin --password-stdin»"

// check says what is wrong with the roles and teams before anything is opened.
func (n newUser) check() error {
	if len(n.roles) == 0 {
		return errors.New("role: is missing; it must be admin, supervisor, evaluator, agent, trainer or analyst")
	}
	if len(n.teams) > 1 && !n.has(people.Supervisor) {
		return errors.New("team: only a supervisor can have several; anybody else has one")
	}
	return nil
}

func (n newUser) has(role people.Role) bool {
	return slices.ContainsFunc(n.roles, func(r string) bool { return strings.TrimSpace(r) == string(role) })
}

func (n newUser) password(in io.Reader) (string, error) {
	if !n.passwordStdin {
		return "", nil
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	password := strings.TrimRight(line, "\r\n")
	if password == "" {
		return "", misuse(errors.New("--password-stdin is given, but standard input holds no password"))
	}
	return password, nil
}

// addUser adds a person and the teams that are missing: a supervisor leads all of them, an agent is a member of the
// last, and whoever is both leads and belongs.
func (a *App) addUser(ctx context.Context, n newUser, password string) (people.Person, error) {
	p := people.NewPerson{Name: n.name, Email: n.email, Password: password, ExternalIDs: n.externalIDs}
	for _, r := range n.roles {
		p.Roles = append(p.Roles, people.Role(strings.TrimSpace(r)))
	}
	var added people.Person
	err := a.DB.InTx(ctx, func(ctx context.Context) error {
		supervisor := slices.Contains(p.Roles, people.Supervisor)
		for _, name := range n.teams {
			team, err := a.Teams.Named(ctx, people.System(), name)
			if err != nil {
				return err
			}
			if supervisor {
				p.Leads = append(p.Leads, team.ID)
			}
			if !supervisor || slices.Contains(p.Roles, people.Agent) {
				p.MemberOf = team.ID
			}
		}
		var err error
		added, err = a.Users.Add(ctx, people.System(), p)
		return err
	})
	return added, err
}
