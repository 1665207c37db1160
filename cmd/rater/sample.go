package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"rater/scorecards"
)

func sampleCommand(environ []string) *cobra.Command {
	c := &cobra.Command{Use: "sample", Short: "Check what sampling plans drew", Args: misused(cobra.NoArgs), RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(sampleVerifyCommand(environ))
	return c
}

func sampleVerifyCommand(environ []string) *cobra.Command {
	plan, period, asJSON := "", "", false
	c := &cobra.Command{
		Use:   "verify",
		Short: "Draw a plan again from its seed and find what was not drawn by it",
		Long: "Draw a plan again from its seed: each interaction that it decided about is in the sample if and only if its draw lies below the\n" +
			"probability that was stored before, or the end of the week or a replacement added it, the smallest draw first. What deviates is listed, and the command fails.",
		Args: misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if plan == "" {
				return misuse(fmt.Errorf("--plan is needed: the id or the name of a sampling plan"))
			}
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				v, err := a.Plans.Verify(ctx, plan, period)
				if err != nil {
					return err
				}
				return printVerification(c.OutOrStdout(), v, asJSON)
			})
		},
	}
	c.Flags().StringVar(&plan, "plan", "", "the plan's id or name")
	c.Flags().StringVar(&period, "period", "", "an ISO week such as 2026-W10 (default all)")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func printVerification(out io.Writer, v scorecards.Verification, asJSON bool) error {
	var err error
	if asJSON {
		err = json.NewEncoder(out).Encode(v)
	} else {
		_, err = fmt.Fprintf(out, "%s: decided about %d, drawn %d, topped up %d, replacements %d\n", v.Name, v.Decided, v.Drawn, v.ToppedUp, v.Replacements)
		for _, d := range v.Deviations {
			if err == nil {
				_, err = fmt.Fprintf(out, "%s  %s  u %.6f  π %.6f  %s\n", d.Period, d.Interaction, d.U, d.Probability, d.Detail)
			}
		}
	}
	if n := len(v.Deviations) + v.More; err == nil && n > 0 {
		err = fmt.Errorf("the sample does not hold: %d of %d decisions are not those of the seed", n, v.Decided)
	}
	return err
}
