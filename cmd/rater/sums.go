package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"rater/scorecards"
)

func sumsCommand(environ []string) *cobra.Command {
	c := &cobra.Command{Use: "sums", Short: "Check or make again what scores add up to by week", Args: misused(cobra.NoArgs), RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(sumsVerifyCommand(environ), sumsRebuildCommand(environ))
	return c
}

func sumsVerifyCommand(environ []string) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "verify",
		Short: "Compare the sums by week with the evaluations",
		Long:  "Compare the sums by week, which figures of agents and teams are made of, with the evaluations themselves.\nIt works beside a running server, and exits 1 where they differ.",
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				list, agents, err := a.Evaluations.CheckSums(ctx, progressOn(c.ErrOrStderr()))
				if err != nil {
					return err
				}
				if err := printSums(c.OutOrStdout(), asJSON, list, agents); err != nil {
					return err
				}
				if len(list) > 0 {
					return fmt.Errorf("%d sums are not what the evaluations say; rater sums rebuild makes them again", len(list))
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

type sumReport struct {
	Agents  int         `json:"agents"`
	Differs []sumDiffer `json:"differs"`
}

type sumDiffer struct {
	Agent     string `json:"agent"`
	Team      string `json:"team"`
	Version   string `json:"version"`
	Dimension string `json:"dimension"`
	Week      string `json:"week"`
	Kept      int    `json:"kept"`
	Counted   int    `json:"counted"`
}

func printSums(out io.Writer, asJSON bool, list []scorecards.Disagreement, agents int) error {
	report := sumReport{agents, make([]sumDiffer, len(list))}
	for n, d := range list {
		report.Differs[n] = sumDiffer{d.Agent, d.Team, d.Version, d.Dimension, d.Week.Format("2006-01-02"), d.N, d.Made}
	}
	if asJSON {
		return json.NewEncoder(out).Encode(report)
	}
	fmt.Fprintf(out, "%d agents compared, %d sums differ\n", agents, len(list))
	for _, d := range report.Differs {
		who := "team " + d.Team
		if d.Agent != "" {
			who = "agent " + d.Agent + ", " + who
		}
		fmt.Fprintf(out, "%s, version %s, %s, week of %s: %d scores kept, %d counted\n", who, d.Version, d.Dimension, d.Week, d.Kept, d.Counted)
	}
	return nil
}

func sumsRebuildCommand(environ []string) *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: "Make the sums by week again from the evaluations",
		Long:  "Make the sums by week again from the evaluations, one agent after the other and then one team. It works beside a running server.\nIt is needed after RATER_TIME_ZONE was changed, since weeks begin by it.",
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				agents, err := a.Evaluations.AddUp(ctx, progressOn(c.ErrOrStderr()))
				if err == nil {
					_, err = fmt.Fprintf(c.OutOrStdout(), "the sums of %d agents were made again\n", agents)
				}
				return err
			})
		},
	}
}
