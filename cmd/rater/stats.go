package main

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// statsReport is what a measure found: JSON as it stands, and a table to read.
type statsReport interface{ table(out io.Writer) }

func statsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "stats MEASURE FILE.csv",
		Short: "Work out agreement, severity, means, effects and more from a table of one's own",
		Long: `Work out a measure from a CSV table: UTF-8, commas, a header line; an empty cell is a missing value, and the file
- is the standard input. What the table does not define is null in --json and - in the table, with the reason among the
warnings; a table that can't carry the measure is refused.`,
		Args: misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(statsAgreement(), statsSeverity(), statsMean(), statsEffect(), statsEWMA(), statsWilson(), statsNPS(), statsGap())
	return c
}

// statsMeasure makes the command of one measure from its own flags and what it does with an opened table.
func statsMeasure(c *cobra.Command, measure func(*csvTable) (statsReport, error)) *cobra.Command {
	c.Use += " FILE.csv"
	c.Args = misused(cobra.ExactArgs(1))
	return statsPrinted(c, func(args []string) (statsReport, error) {
		t, err := openTable(args[0], c.InOrStdin())
		if err != nil {
			return nil, err
		}
		defer t.close()
		return measure(t)
	})
}

// statsPrinted prints what a measure found.
func statsPrinted(c *cobra.Command, measure func(args []string) (statsReport, error)) *cobra.Command {
	asJSON := c.Flags().Bool("json", false, "print JSON")
	c.Example = indented(c.Example)
	c.RunE = func(c *cobra.Command, args []string) error {
		found, err := measure(args)
		if err != nil {
			return err
		}
		if *asJSON {
			return json.NewEncoder(c.OutOrStdout()).Encode(found)
		}
		found.table(c.OutOrStdout())
		return nil
	}
	return c
}

func indented(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }
