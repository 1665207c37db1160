package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"rater/internal/people"
)

func tokenCommand(environ []string) *cobra.Command {
	c := &cobra.Command{Use: "token", Short: "Make tokens for programs", Args: misused(cobra.NoArgs), RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(tokenAddCommand(environ), tokenListCommand(environ), tokenRevokeCommand(environ))
	return c
}

func tokenAddCommand(environ []string) *cobra.Command {
	var source, scope string
	asJSON := false
	c := &cobra.Command{
		Use:   "add --source NAME --scope ingest",
		Short: "Make a token for a source and print it; it can't be shown again",
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if source == "" {
				return misuse(errors.New("--source is needed"))
			}
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				token, err := a.Tokens.Add(ctx, people.System(), source, scope)
				if err != nil {
					return err
				}
				if asJSON {
					return json.NewEncoder(c.OutOrStdout()).Encode(map[string]string{"source": source, "scope": scope, "token": token})
				}
				fmt.Fprintln(c.OutOrStdout(), token)
				return nil
			})
		},
	}
	c.Flags().StringVar(&source, "source", "", "name of the system that will use it")
	c.Flags().StringVar(&scope, "scope", people.ScopeIngest, "what it allows: ingest")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func tokenListCommand(environ []string) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "list",
		Short: "List tokens by source; the tokens themselves are stored nowhere",
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				rows, err := a.Tokens.List(ctx)
				if err != nil {
					return err
				}
				return printTokens(c.OutOrStdout(), rows, asJSON)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

type tokenLine struct {
	ID      string     `json:"id"`
	Source  string     `json:"source"`
	Scope   string     `json:"scope"`
	Made    time.Time  `json:"made"`
	Revoked *time.Time `json:"revoked"`
}

func printTokens(out io.Writer, rows []people.Token, asJSON bool) error {
	lines := make([]tokenLine, len(rows))
	for i, r := range rows {
		lines[i] = tokenLine{r.ID, r.Source, r.Scope, r.CreatedAt, r.RevokedAt}
	}
	if asJSON {
		return json.NewEncoder(out).Encode(map[string]any{"tokens": lines})
	}
	for _, l := range lines {
		state := ""
		if l.Revoked != nil {
			state = ", revoked " + l.Revoked.Format(time.DateTime)
		}
		fmt.Fprintf(out, "%s  %s  %s, made %s%s\n", l.ID, l.Source, l.Scope, l.Made.Format(time.DateTime), state)
	}
	return nil
}

func tokenRevokeCommand(environ []string) *cobra.Command {
	return &cobra.Command{
		Use:   "revoke ID",
		Short: "Make a token unknown from now on",
		Args:  misused(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c.Context(), environ, func(ctx context.Context, a *App) error { return a.Tokens.Revoke(ctx, people.System(), args[0]) })
		},
	}
}
