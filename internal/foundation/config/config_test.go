package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rater/internal/foundation/config"
)

func TestAWrongSettingIsNamed(t *testing.T) {
	for _, setting := range []string{
		"RATER_DATABASE_URL=mysql://x", "RATER_LISTEN=8080", "RATER_PUBLIC_URL=rater.example.org", "RATER_PUBLIC_URL=https://x.org/rater",
		"RATER_SECRET=short", "RATER_TIME_ZONE=Mars/Olympus", "RATER_DISCLOSE_WATCHING=never", "RATER_NAME_AGENTS_TO_ANALYSTS=maybe",
		"RATER_SAMPLE_RATE=often", "RATER_SAMPLE_RATE=0", "RATER_SAMPLE_RATE=1.5", "RATER_SAMPLE_RATE=NaN", "RATER_SESSION_IDLE=long", "RATER_SESSION_LIFE=1m",
	} {
		name, _, _ := strings.Cut(setting, "=")
		if _, err := config.Read([]string{setting}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", setting, err)
		}
	}
	if _, err := config.Read(nil); err != nil {
		t.Errorf("the defaults are refused: %v", err)
	}
}

func TestProgramsThatStartTogetherKeepOneSecret(t *testing.T) {
	c := config.Config{DataDir: filepath.Join(t.TempDir(), "data")}
	var starting sync.WaitGroup
	keys := make([]config.Keys, 8)
	for n := range keys {
		starting.Go(func() {
			k, err := c.Keys()
			if err != nil {
				t.Error(err)
			}
			keys[n] = k
		})
	}
	starting.Wait()
	for _, k := range keys {
		if k != keys[0] || k.Fields == k.Hashes {
			t.Fatal("the keys differ between starts, or are alike for two uses")
		}
	}
	info, err := os.Stat(filepath.Join(c.DataDir, "secret"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
}
