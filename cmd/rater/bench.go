package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/pprof"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"rater/cmd/rater/bench"
)

func benchCommand() *cobra.Command {
	o := bench.Options{Version: version}
	asJSON, profile := false, ""
	c := &cobra.Command{
		Use:       "bench [MEASURE…]",
		Short:     "Measure Rater's speed on this machine, each figure beside a reference",
		Long:      "Measure Rater's speed on this machine, each figure beside a reference in the same run.\nMeasures: " + strings.Join(bench.Names(), ", ") + "; all when none is named. A target that is missed is reported and fails nothing.",
		ValidArgs: bench.Names(),
		Args:      misused(cobra.OnlyValidArgs),
		RunE: func(c *cobra.Command, only []string) error {
			o.Only, o.Progress = only, c.ErrOrStderr()
			if o.Rounds < 1 {
				return misuse(fmt.Errorf("--rounds must be at least 1"))
			}
			stop, err := profileTo(profile)
			if err != nil {
				return err
			}
			figures, err := bench.Run(c.Context(), o)
			return errors.Join(printFigures(c.OutOrStdout(), figures, asJSON), err, stop())
		},
	}
	f := c.Flags()
	f.IntVar(&o.Rounds, "rounds", 9, "interleaved pairs, of which the median counts")
	f.StringVar(&o.DatabaseURL, "postgres", "", "a PostgreSQL on which databases may be made; one is started when empty")
	f.StringVar(&profile, "profile", "", "write a CPU profile to this file")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// profileTo begins a CPU profile, unless path is empty.
func profileTo(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, misuse(err)
	}
	return func() error { pprof.StopCPUProfile(); return f.Close() }, pprof.StartCPUProfile(f)
}

func printFigures(out io.Writer, figures []bench.Figure, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(out).Encode(map[string]any{"figures": figures})
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "figure\tours\treference\t\tratio (spread)\tto reach\t")
	for _, f := range figures {
		goal, met := "≥", "missed"
		if f.AtMost {
			goal = "≤"
		}
		if f.Met {
			met = "reached"
		}
		ratio := ""
		if f.Of != "" {
			ratio = fmt.Sprintf("%.2f (%.2f–%.2f)", f.Ratio, f.Low, f.High)
		}
		reference := ""
		if f.Of != "" {
			reference = fmt.Sprintf("%.4g", f.Reference)
		}
		fmt.Fprintf(table, "%s, %s\t%.4g\t%s\t%s\t%s\t%s %.4g\t%s\n", f.Name, f.Unit, f.Ours, reference, f.Of, ratio, goal, f.Target, met)
	}
	return table.Flush()
}

// benchClientsCommand is the process of the clients that «rater bench» starts.
func benchClientsCommand() *cobra.Command {
	return &cobra.Command{Use: "bench-clients", Hidden: true, Args: misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return bench.Clients(c.Context(), c.InOrStdin(), c.OutOrStdout())
		}}
}
