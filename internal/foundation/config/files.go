package config

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// fromFiles are settings that may be read from a file, named by the same variable with _FILE behind it, as secrets are
// handed to containers.
var fromFiles = []string{"RATER_SECRET", "RATER_DATABASE_URL", "RATER_SMTP_URL", "RATER_S3_ACCESS_KEY", "RATER_S3_SECRET_KEY"}

// withFiles replaces each …_FILE by what is in the file, without the white space around it.
func withFiles(environ []string) ([]string, error) {
	given := map[string]bool{}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		given[name] = value != ""
	}
	out := make([]string, 0, len(environ))
	for _, pair := range environ {
		name, path, _ := strings.Cut(pair, "=")
		setting, isFile := strings.CutSuffix(name, "_FILE")
		if !isFile || !slices.Contains(fromFiles, setting) || path == "" {
			out = append(out, pair)
			continue
		}
		if given[setting] {
			return nil, fmt.Errorf("%s and %s are both set; keep one of them", setting, name)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("%s names a file that can't be read: %w", name, err)
		}
		value := strings.TrimSpace(string(raw))
		if value == "" {
			return nil, fmt.Errorf("%s names a file that is empty: %s", name, path)
		}
		out = append(out, setting+"="+value)
	}
	return out, nil
}
