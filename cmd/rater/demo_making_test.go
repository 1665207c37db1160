package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"rater/internal/foundation/config"
)

func untoldDemo(int) {}

// TestTheDemonstrationIsOfOneSeed asks for another number of what is there.
func TestTheDemonstrationIsOfOneSeed(t *testing.T) {
	settings := config.Config{DataDir: filepath.Join(t.TempDir(), "demo"), SampleRate: liveRate}
	size := demoSize{2, 20, 0.5}
	prepare := func(o demoOptions) error {
		o.size = size
		return prepareDemo(t.Context(), settings, o, untoldDemo)
	}
	if err := prepare(demoOptions{seed: 7, seeded: true}); err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]demoOptions{"none asked for": {seed: demoSeed}, "the same": {seed: 7, seeded: true}} {
		if err := prepare(o); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := prepare(demoOptions{seed: 8, seeded: true}); !errors.Is(err, errMisuse) || !strings.Contains(err.Error(), "of 7, not of --seed 8: add --fresh") {
		t.Errorf("another: %v", err)
	}
	if err := os.Remove(filepath.Join(settings.DataDir, seedFile)); err != nil {
		t.Fatal(err)
	}
	if err := prepare(demoOptions{seed: 7, seeded: true}); err == nil || !strings.Contains(err.Error(), "add --fresh") {
		t.Errorf("of none that is known: %v", err)
	}
}

// TestTheDemonstrationLeavesOthersFilesAlone finds something in its folder that is not its own.
func TestTheDemonstrationLeavesOthersFilesAlone(t *testing.T) {
	settings := config.Config{DataDir: filepath.Join(t.TempDir(), "demo")}
	mine := filepath.Join(settings.DataDir, "diary.txt")
	if err := errors.Join(os.Mkdir(settings.DataDir, 0o700), os.WriteFile(mine, []byte("mine"), 0o600)); err != nil {
		t.Fatal(err)
	}
	err := prepareDemo(t.Context(), settings, demoOptions{size: demoSize{2, 20, 0.5}}, untoldDemo)
	if err == nil || !strings.Contains(err.Error(), "--fresh") {
		t.Errorf("%v", err)
	}
	if kept, err := os.ReadFile(mine); err != nil || string(kept) != "mine" {
		t.Errorf("%q, %v", kept, err)
	}
}

// TestAMakingThatIsCutOffLeavesNobodyBehind holds that nobody reads the database any more once the making has ended.
func TestAMakingThatIsCutOffLeavesNobodyBehind(t *testing.T) {
	ctx, cut := context.WithCancel(t.Context())
	err := makeDemo(ctx, config.Config{DataDir: t.TempDir()}, noonOfDemo, 1, demoSize{12, 600, 0.1}, func(percent int) {
		if percent > 0 {
			cut()
		}
	})
	all := make([]byte, 1<<20)
	if all = all[:runtime.Stack(all, true)]; err == nil || strings.Contains(string(all), "(*stage).write") {
		t.Errorf("%v\n%s", err, all)
	}
}

func TestACutOffMakingIsMadeAnew(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "demo")
	if err := os.MkdirAll(folder+making, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder+making, "rater.db"), []byte("half a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	settings := config.Config{DataDir: folder, SampleRate: liveRate}
	o := demoOptions{seed: 1, size: demoSize{2, 10, 0.5}}
	told := 0
	tell := func(int) { told++ }
	if err := prepareDemo(t.Context(), settings, o, tell); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder + making); !os.IsNotExist(err) || told == 0 {
		t.Errorf("what was made is still called so: %v, told %d times", err, told)
	}
	told = 0
	if err := prepareDemo(t.Context(), settings, o, tell); err != nil || told != 0 {
		t.Errorf("a second start made it again: %d, %v", told, err)
	}
}
