package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"rater/internal/foundation/config"
)

// making is what the demonstration's folder is called until it is whole, so that one of which the making was cut off is
// never served.
const making = ".making"

// prepareDemo makes the demonstration where there is none yet.
func prepareDemo(ctx context.Context, settings config.Config, o demoOptions, tell func(percent int)) error {
	folder := settings.DataDir
	if o.fresh {
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "rater.db")); err == nil {
		return nil
	}
	settings.DataDir = folder + making
	if err := errors.Join(os.RemoveAll(folder), os.RemoveAll(settings.DataDir)); err != nil {
		return err
	}
	if err := makeDemo(ctx, settings, clock(), o.seed, o.size, tell); err != nil {
		return errors.Join(err, os.RemoveAll(settings.DataDir))
	}
	return os.Rename(settings.DataDir, folder)
}

// rarely is how often memory is cleaned up while the past is made, which takes little of it and soon gives it back.
const rarely = 400

// makeDemo makes the demonstration as it is at a time in the folder of the settings, which is empty.
func makeDemo(ctx context.Context, settings config.Config, now time.Time, seed uint64, size demoSize, tell func(percent int)) error {
	tell(0)
	defer debug.SetGCPercent(debug.SetGCPercent(rarely))
	standing := &demoClock{}
	standing.set(now.AddDate(0, 0, -size.days-1))
	a, err := New(ctx, settings, standing.Now)
	if err != nil {
		return err
	}
	s := &stage{App: a, clock: standing, seed: seed, size: size, tell: tell}
	return errors.Join(s.set(ctx, now), a.Close())
}

// makingOn shows how far the making is on a terminal, and elsewhere says once that it begins.
func makingOn(out io.Writer) func(percent int) {
	const title = "making ninety days"
	if !isTerminal(out) {
		return func(percent int) {
			if percent == 0 {
				fmt.Fprintln(out, title+", which takes some seconds")
			}
		}
	}
	return func(percent int) {
		fmt.Fprintf(out, "\r%s: %d %%", title, percent)
		if percent == 100 {
			fmt.Fprintln(out)
		}
	}
}
