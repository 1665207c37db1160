package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rater/internal/foundation/config"
)

func TestSecretsFromFiles(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	secret := strings.Repeat("s", 40)
	good := file("secret", secret+"\n")
	for name, one := range map[string]struct {
		environ []string
		says    string // empty: it is read
	}{
		"a file":          {[]string{"RATER_SECRET_FILE=" + good}, ""},
		"an empty name":   {[]string{"RATER_SECRET_FILE=", "RATER_SECRET=" + secret}, ""},
		"both":            {[]string{"RATER_SECRET_FILE=" + good, "RATER_SECRET=" + secret}, "RATER_SECRET and RATER_SECRET_FILE are both set"},
		"no such file":    {[]string{"RATER_SECRET_FILE=" + dir + "/none"}, "RATER_SECRET_FILE names a file that can't be read"},
		"an empty file":   {[]string{"RATER_SECRET_FILE=" + file("empty", " \n")}, "is empty"},
		"a short secret":  {[]string{"RATER_SECRET_FILE=" + file("short", "abc")}, "RATER_SECRET is shorter than 32"},
		"a wrong address": {[]string{"RATER_DATABASE_URL_FILE=" + file("url", "mysql://x"), "RATER_SECRET=" + secret}, "RATER_DATABASE_URL must read"},
	} {
		c, err := config.Read(one.environ)
		if one.says == "" && (err != nil || c.Secret != secret) {
			t.Errorf("%s: %q, %v", name, c.Secret, err)
		}
		if one.says != "" && (err == nil || !strings.Contains(err.Error(), one.says)) {
			t.Errorf("%s: %v does not say %q", name, err, one.says)
		}
	}
}
