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
		"RATER_SECRET=short", "RATER_SMTP_URL=mail.example.org", "RATER_SMTP_URL=http://mail.example.org", "RATER_TIME_ZONE=Mars/Olympus", "RATER_DISCLOSE_WATCHING=never", "RATER_NAME_AGENTS_TO_ANALYSTS=maybe",
		"RATER_SAMPLE_RATE=often", "RATER_SAMPLE_RATE=0", "RATER_SAMPLE_RATE=1.5", "RATER_SAMPLE_RATE=NaN", "RATER_SESSION_IDLE=long", "RATER_SESSION_LIFE=1m",
		"RATER_REPORT_ATTACHMENTS=yes", "RATER_RECORDINGS=yes", "RATER_RECORDING_MAX_BYTES=0", "RATER_RECORDING_MAX_BYTES=much", "RATER_RECORDING_MAX_BYTES=3000000000", "RATER_RECORDING_DAYS=0", "RATER_RECORDING_HOSTS=https://pbx.example.org",
		"RATER_RECORDING_HOSTS=pbx.example.org,*.example.org", "RATER_RECORDING_AGENT_CHANNEL=left", "RATER_S3_ENDPOINT=s3.example.org", "RATER_S3_ENDPOINT=https://s3.example.org",
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

func TestAMisspeltSettingIsNamedWithTheRightOne(t *testing.T) {
	for name, want := range map[string]string{
		"RATER_TIMEZONE": "did you mean RATER_TIME_ZONE?", "RATER_LISTEN_ON": "did you mean RATER_LISTEN?", "RATER_SAMPLERATE": "did you mean RATER_SAMPLE_RATE?",
		"RATER_COLOUR_OF_THE_SKY": "rater serve --help",
	} {
		if got := config.Misspelt([]string{name + "=x", "PATH=/bin"}); len(got) != 1 || !strings.HasPrefix(got[0], name+" is not a setting") || !strings.Contains(got[0], want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := config.Misspelt([]string{"RATER_TIME_ZONE=UTC", "RATER_SECRET_FILE=/x", "RATER_TEST_POSTGRES_URL=x", "RATER_E2E_URL=x", "RATER_CHROMIUM=x", "RATER_OPENAPI=x", "RATERS=x"}); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

func TestHelpNamesEverySettingWithItsMeaning(t *testing.T) {
	help := config.Help()
	for _, s := range config.Settings() {
		if s.Name == "" || s.Meaning == "" || !strings.Contains(help, s.Name+" ") || !strings.Contains(help, s.Meaning) {
			t.Errorf("%+v is not in\n%s", s, help)
		}
	}
	if _, err := config.Read([]string{"RATER_LISTEN=:9"}); err != nil || !strings.Contains(help, "(default :8080)") {
		t.Errorf("%v\n%s", err, help)
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
