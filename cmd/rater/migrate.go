package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/migrations"
)

func migrateCommand(environ []string) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "migrate",
		Short: "Bring the database to this program's version",
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			settings, err := config.Read(environ)
			if err != nil {
				return misuse(err)
			}
			db, err := store.Open(c.Context(), settings.DatabaseURL, settings.DataDir)
			if err != nil {
				return err
			}
			defer db.Close()
			ran, err := migrations.Up(c.Context(), db)
			if err != nil {
				return err
			}
			current, _, err := migrations.Status(c.Context(), db)
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(map[string]any{"ran": ran, "version": current})
			}
			fmt.Fprintf(c.OutOrStdout(), "ran %d migrations; the database is of version %d\n", ran, current)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}
