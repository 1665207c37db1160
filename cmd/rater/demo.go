package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"github.com/spf13/cobra"

	"rater/cmd/rater/demo"
	"rater/internal/foundation/config"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/server"
)

func demoCommand(environ []string) *cobra.Command {
	o := demoOptions{size: ninetyDays}
	c := &cobra.Command{
		Use:   "demo",
		Short: "Serve a demonstration with made-up people and conversations, in a data folder of its own",
		Long: "Serve a demonstration with made-up people and conversations, in the folder demo of RATER_DATA_DIR and never in\n" +
			"RATER_DATABASE_URL. RATER_SECRET, RATER_SAMPLE_RATE and RATER_RECORDINGS are its own, too. At first it makes ninety days of a past.\n\n" + config.Help(),
		Args: misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			settings, err := demoConfig(environ)
			if err != nil {
				return misuse(err)
			}
			o.seeded = c.Flags().Changed("seed")
			return runDemo(c, settings, o)
		},
	}
	c.Flags().BoolVar(&o.fresh, "fresh", false, "make the demonstration anew, without what was done in it")
	c.Flags().Uint64Var(&o.seed, "seed", demoSeed, "makes another past; the same number and the same start make the same")
	return c
}

type demoOptions struct {
	fresh  bool
	seed   uint64
	seeded bool // somebody asked for this seed
	size   demoSize
}

// demoConfig is that of the environment, on a database, and with recordings, that are the demonstration's alone.
func demoConfig(environ []string) (config.Config, error) {
	settings, err := config.Read(environ)
	settings.DatabaseURL, settings.Secret = "", ""
	settings.DataDir = filepath.Join(settings.DataDir, "demo")
	settings.SampleRate = liveRate
	settings.Recordings, settings.RecordingHosts, settings.S3Endpoint = "on", nil, ""
	return settings, err
}

func runDemo(c *cobra.Command, settings config.Config, o demoOptions) error {
	ctx, stop := context.WithCancel(c.Context())
	defer stop()
	l, err := listen(settings.Listen)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.OutOrStdout(), "This is a demonstration: its people and conversations are made up.")
	if err := prepareDemo(ctx, settings, o, makingOn(c.ErrOrStderr())); err != nil {
		return errors.Join(err, l.Close())
	}
	now := &demoClock{}
	a, err := New(ctx, settings, now.Now)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	s := &stage{App: a, clock: now}
	if err := s.endLeftOver(ctx); err != nil {
		return errors.Join(err, l.Close(), a.Close())
	}
	fmt.Fprintf(c.OutOrStdout(), "Rater %s: %s\n", version, a.address(l.Addr()))
	playing := make(chan struct{})
	go func() {
		defer close(playing)
		s.play(ctx)
	}()
	err = a.Run(ctx, l, demoAccounts())
	stop()
	<-playing
	return errors.Join(err, a.Close())
}

// play replays live interactions until ctx ends.
func (s *stage) play(ctx context.Context) {
	err := demo.Live(uint64(s.clock.Now().UnixNano())).Run(ctx, s.clock.Now, func(events []interactions.Event) error {
		_, err := s.Log.Append(ctx, interactions.Delivery{Source: demoSource, Events: events})
		return err
	})
	if err != nil && ctx.Err() == nil {
		slog.Error("the demonstration's live interactions stopped", "err", err)
	}
}

// demoAccounts are those that the sign-in page offers: one of each role, and a second supervisor, who decides disputes
// of the first one's team.
func demoAccounts() []server.DemoAccount {
	var list []server.DemoAccount
	for _, p := range demo.Offered() {
		name := p.Name
		if p.Team != "" {
			name += ", " + p.Team
		}
		list = append(list, server.DemoAccount{Role: people.Role(p.Role), Email: p.Email, Name: name, Password: demo.Password})
	}
	return list
}
