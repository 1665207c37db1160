package main

import (
	"context"
	"fmt"
	"net"

	"github.com/spf13/cobra"
)

func serveCommand(environ []string) *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Serve Rater on RATER_LISTEN until stopped",
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				l, err := net.Listen("tcp", a.Config.Listen)
				if err != nil {
					return fmt.Errorf("RATER_LISTEN can't be listened on: %w", err)
				}
				fmt.Fprintf(c.OutOrStdout(), "Rater %s listens on %s\n", version, l.Addr())
				return a.Run(ctx, l, nil)
			})
		},
	}
}
