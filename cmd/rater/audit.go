package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rater/server"
)

func auditCommand(environ []string) *cobra.Command {
	c := &cobra.Command{Use: "audit", Short: "Check the audit log", Args: misused(cobra.NoArgs), RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(auditVerifyCommand(environ))
	return c
}

func auditVerifyCommand(environ []string) *cobra.Command {
	asJSON, head := false, ""
	c := &cobra.Command{
		Use:   "verify",
		Short: "Go through the audit log and find an edit, a deletion, a swap or a missing end",
		Long: "Go through the audit log and find an edit, a deletion, a swap or a missing end.\nThe last seal is kept in RATER_DATA_DIR/" + server.HeadFile +
			" as well; keep copies of that file elsewhere, and give one with --head to prove that nothing older was cut off.",
		Args: misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				kept, err := keptHead(a.Config.DataDir, head)
				if err != nil {
					return err
				}
				v, err := a.Audit.Verify(ctx, kept)
				if err != nil {
					return err
				}
				if asJSON {
					err = json.NewEncoder(c.OutOrStdout()).Encode(v)
				} else {
					_, err = fmt.Fprintf(c.OutOrStdout(), "%d entries under %d seals, %d too new for one\n", v.Entries, v.Seals, v.Unsealed)
				}
				if err == nil && v.Broken != "" {
					err = errors.New("the audit log does not hold: " + v.Broken)
				}
				return err
			})
		},
	}
	c.Flags().StringVar(&head, "head", "", "file with the head of the log as it was kept elsewhere (default the one in RATER_DATA_DIR)")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func keptHead(dir, file string) (string, error) {
	path := file
	if path == "" {
		path = filepath.Join(dir, server.HeadFile)
	}
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && file == "" {
		return "", nil
	}
	if err != nil {
		return "", misuse(err)
	}
	return strings.TrimSpace(string(raw)), nil
}
