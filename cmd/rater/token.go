package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rater/internal/people"
)

func tokenCommand(environ []string) *cobra.Command {
	c := &cobra.Command{Use: "token", Short: "Make tokens for programs", Args: misused(cobra.NoArgs), RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(tokenAddCommand(environ))
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
