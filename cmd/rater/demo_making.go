package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
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
		return checkSeed(folder, o)
	}
	settings.DataDir = folder + making
	if err := errors.Join(removeEmpty(folder), os.RemoveAll(settings.DataDir)); err != nil {
		return err
	}
	if err := makeDemo(ctx, settings, clock(), o.seed, o.size, tell); err != nil {
		return errors.Join(err, os.RemoveAll(settings.DataDir))
	}
	if err := os.WriteFile(filepath.Join(settings.DataDir, seedFile), []byte(strconv.FormatUint(o.seed, 10)+"\n"), 0o600); err != nil {
		return err
	}
	return os.Rename(settings.DataDir, folder)
}

// removeEmpty makes room for a folder, unless something is in it, which may be somebody's own.
func removeEmpty(folder string) error {
	inside, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil || len(inside) > 0 {
		return fmt.Errorf("%s is there and holds no demonstration: move it away, or add --fresh to have it replaced", folder)
	}
	return os.Remove(folder)
}

// seedFile, in the demonstration's folder, holds the number of which it was made.
const seedFile = "seed"

// checkSeed refuses a number of which the demonstration that is there was not made. One from before there was the file is
// of no number that is known.
func checkSeed(folder string, o demoOptions) error {
	if !o.seeded {
		return nil
	}
	raw, err := os.ReadFile(filepath.Join(folder, seedFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	was := strings.TrimSpace(string(raw))
	if was == strconv.FormatUint(o.seed, 10) {
		return nil
	}
	if was == "" {
		was = "another number"
	}
	return misuse(fmt.Errorf("the demonstration in %s was made of %s, not of --seed %d: add --fresh to make it anew, without what was done in it", folder, was, o.seed))
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
