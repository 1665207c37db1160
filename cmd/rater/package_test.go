package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

type composeService struct {
	Image       string
	User        string
	Build       map[string]string
	Environment map[string]string
	Secrets     []string
	Ports       []string
	Volumes     []string
	ReadOnly    bool     `yaml:"read_only"`
	CapDrop     []string `yaml:"cap_drop"`
	Healthcheck struct{ Test []string }
	DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
}

type composeFile struct {
	Services map[string]composeService
	Secrets  map[string]struct{ File string }
	Volumes  map[string]any
}

func readCompose(t *testing.T) (c composeFile) {
	t.Helper()
	raw, err := os.ReadFile("../../docker/compose.yaml")
	if err == nil {
		err = yaml.Unmarshal(raw, &c)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestComposeKeepsTheDatabaseIn holds what the deployment promises: no port of the database, secrets from files, checks
// of health, and volumes for what has to stay.
func TestComposeKeepsTheDatabaseIn(t *testing.T) {
	c := readCompose(t)
	rater, postgres := c.Services["rater"], c.Services["postgres"]
	for what, wrong := range map[string]bool{
		"the database has a port":                   len(postgres.Ports) > 0,
		"Rater has no port":                         len(rater.Ports) != 1,
		"Rater's port is open to the network":       !strings.HasPrefix(strings.Join(rater.Ports, ""), "127.0.0.1:"),
		"the database keeps nothing":                len(postgres.Volumes) == 0,
		"Rater keeps nothing":                       len(rater.Volumes) == 0,
		"the database is not checked":               len(postgres.Healthcheck.Test) == 0,
		"Rater is not checked":                      strings.Join(rater.Healthcheck.Test, " ") != "CMD /rater health",
		"Rater does not wait for the database":      rater.DependsOn["postgres"].Condition != "service_healthy",
		"Rater's container can be written to":       !rater.ReadOnly,
		"Rater keeps capabilities":                  strings.Join(rater.CapDrop, "") != "ALL",
		"a secret stands in the environment":        rater.Environment["RATER_SECRET"]+rater.Environment["RATER_DATABASE_URL"]+postgres.Environment["POSTGRES_PASSWORD"] != "",
		"Rater's secret is not read from a file":    rater.Environment["RATER_SECRET_FILE"] != "/run/secrets/rater_secret",
		"the password is not read from a file":      postgres.Environment["POSTGRES_PASSWORD_FILE"] != "/run/secrets/postgres_password",
		"the database's version is not said":        !regexp.MustCompile(`^postgres:\d+`).MatchString(postgres.Image),
		"the image is not built from docker's file": rater.Build["dockerfile"] != "docker/Dockerfile",
	} {
		if wrong {
			t.Error(what)
		}
	}
	for name, service := range c.Services {
		for _, secret := range service.Secrets {
			if c.Secrets[secret].File == "" {
				t.Errorf("%s asks for the secret %s, which has no file", name, secret)
			}
		}
		for _, volume := range service.Volumes {
			if from, _, _ := strings.Cut(volume, ":"); !hasKey(c.Volumes, from) {
				t.Errorf("%s asks for the volume %s, which is not there", name, from)
			}
		}
	}
}

func hasKey(m map[string]any, key string) bool { _, ok := m[key]; return ok }

// TestTheImageRunsTheTestedSteps holds that the image is made by the steps that «.ci/package» runs, and is not root's.
func TestTheImageRunsTheTestedSteps(t *testing.T) {
	raw, err := os.ReadFile("../../docker/Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	last := text[strings.LastIndex(text, "\nFROM "):]
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "RUN ") && strings.Count(line, "docker/step ") != 1+strings.Count(line, "&&") {
			t.Errorf("%q is no step of docker/step", line)
		}
	}
	for what, ok := range map[string]bool{
		"the last stage is empty":             strings.HasPrefix(last, "\nFROM scratch\n"),
		"the user is not root":                regexp.MustCompile(`(?m)^USER [1-9]\d*:[1-9]\d*$`).MatchString(last),
		"health is checked":                   strings.Contains(last, `HEALTHCHECK`) && strings.Contains(last, `["/rater", "health"]`),
		"the program is what the image runs":  strings.Contains(last, `ENTRYPOINT ["/rater"]`),
		"no secret is built into the image":   !strings.Contains(strings.ToLower(text), "secret"),
		"three stages, two of them left away": strings.Count(text, "FROM ") == 3,
	} {
		if !ok {
			t.Errorf("not so: %s", what)
		}
	}
}

// TestTheUnitIsHardened reads the systemd unit as systemd does, section by section.
func TestTheUnitIsHardened(t *testing.T) {
	raw, err := os.ReadFile("../../docker/rater.service")
	if err != nil {
		t.Fatal(err)
	}
	set, section := map[string]string{}, ""
	for n, line := range strings.Split(string(raw), "\n") {
		key, value, isSetting := strings.Cut(line, "=")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = line
		case !isSetting || section == "":
			t.Errorf("line %d is neither a section nor a setting: %q", n+1, line)
		default:
			set[section+key] = value
		}
	}
	for key, want := range map[string]string{"[Service]ExecStart": "/usr/local/bin/rater serve", "[Service]DynamicUser": "yes", "[Service]ProtectSystem": "strict",
		"[Service]NoNewPrivileges": "yes", "[Service]StateDirectory": "rater", "[Service]Restart": "on-failure", "[Install]WantedBy": "multi-user.target"} {
		if set[key] != want {
			t.Errorf("%s is %q, want %q", key, set[key], want)
		}
	}
}
