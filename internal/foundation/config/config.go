// Package config reads Rater's settings from the environment and refuses wrong ones with a sentence that names them.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"reflect"
	"strings"
	"time"
	_ "time/tzdata" // zones are known on machines without a zone database

	"github.com/caarlos0/env/v11"
)

// Config is every setting: its name, its default and its meaning.
type Config struct {
	DatabaseURL      string        `env:"RATER_DATABASE_URL" help:"postgres://user:password@host:5432/database; empty: SQLite in RATER_DATA_DIR"`
	DataDir          string        `env:"RATER_DATA_DIR" envDefault:"./data" help:"the folder of the SQLite database and of the secret"`
	Listen           string        `env:"RATER_LISTEN" envDefault:":8080" help:"host:port, or :port for all addresses of the machine"`
	PublicURL        string        `env:"RATER_PUBLIC_URL" help:"how browsers reach Rater, such as https://rater.example.org; empty: any host"`
	SMTP             string        `env:"RATER_SMTP_URL" help:"smtp://user:password@mail.example.org:587, or smtps:// for TLS at once; empty: no e-mail is sent"`
	MailFrom         string        `env:"RATER_MAIL_FROM" help:"whom e-mail is from, such as Rater <rater@example.org>"`
	ReportFiles      string        `env:"RATER_REPORT_ATTACHMENTS" envDefault:"off" help:"whether e-mail about a report that is sent regularly carries its table, with people's scores: on or off"`
	Secret           string        `env:"RATER_SECRET" help:"32 characters or more, from which keys are made; empty: one is kept in RATER_DATA_DIR"`
	TimeZone         string        `env:"RATER_TIME_ZONE" envDefault:"UTC" help:"the zone of days, weeks and deadlines, such as Europe/Berlin"`
	DiscloseWatching string        `env:"RATER_DISCLOSE_WATCHING" envDefault:"after" help:"when agents hear who watches them: live, or after the interaction"`
	NameAgents       bool          `env:"RATER_NAME_AGENTS_TO_ANALYSTS" envDefault:"false" help:"analysts see agents' names instead of pseudonyms: true or false"`
	SampleRate       float64       `env:"RATER_SAMPLE_RATE" envDefault:"0.05" help:"the share of interactions that the first sampling plan draws, above 0 and at most 1"`
	SilentCalls      time.Duration `env:"RATER_SILENT_CALLS" envDefault:"30m" help:"after how long without an event a phone or video call is taken as ended"`
	SilentChats      time.Duration `env:"RATER_SILENT_CHATS" envDefault:"1h" help:"the same for chats"`
	SilentOthers     time.Duration `env:"RATER_SILENT_OTHERS" envDefault:"24h" help:"the same for the other channels"`
	RoundKScores     int           `env:"RATER_ROUND_K_SCORES" envDefault:"3" help:"how many people have to stand behind a figure of a 360 round, 3 or more"`
	RoundKComments   int           `env:"RATER_ROUND_K_COMMENTS" envDefault:"5" help:"the same behind comments; a round needs as many peers"`
	DisputeWindow    time.Duration `env:"RATER_DISPUTE_WINDOW" envDefault:"168h" help:"how long after its release an evaluation can be disputed"`
	DisputeDecision  time.Duration `env:"RATER_DISPUTE_DECISION" envDefault:"120h" help:"how long an arbiter has to decide a dispute"`
	FairError        float64       `env:"RATER_FAIR_ERROR" envDefault:"6" help:"the standard error in points, from which on a score freed of evaluators' strictness is not shown, above 0 and at most 50"`
	Recordings       string        `env:"RATER_RECORDINGS" envDefault:"off" help:"whether the sound of interactions is stored: on or off"`
	RecordingBytes   int64         `env:"RATER_RECORDING_MAX_BYTES" envDefault:"209715200" help:"how large a recording may be, up to 2 GiB"`
	RecordingHosts   []string      `env:"RATER_RECORDING_HOSTS" help:"hosts from which recording_url is fetched over https, such as pbx.example.org,media.example.org:8443; empty: none is fetched"`
	RecordingDays    int           `env:"RATER_RECORDING_DAYS" envDefault:"90" help:"days after which a recording is deleted, unless the plan that drew its interaction says otherwise"`
	AgentChannel     string        `env:"RATER_RECORDING_AGENT_CHANNEL" envDefault:"second" help:"which of two channels is the agent's: first or second"`
	S3Endpoint       string        `env:"RATER_S3_ENDPOINT" help:"storage for recordings that speaks S3, such as https://s3.example.org; empty: RATER_DATA_DIR"`
	S3Bucket         string        `env:"RATER_S3_BUCKET" help:"the bucket for recordings, which has to be there"`
	S3Region         string        `env:"RATER_S3_REGION" envDefault:"us-east-1" help:"its region"`
	S3AccessKey      string        `env:"RATER_S3_ACCESS_KEY" help:"the key by which Rater is known there"`
	S3SecretKey      string        `env:"RATER_S3_SECRET_KEY" help:"and its secret"`
	SessionIdle      time.Duration `env:"RATER_SESSION_IDLE" envDefault:"12h" help:"after how long without a request somebody is signed out"`
	SessionLife      time.Duration `env:"RATER_SESSION_LIFE" envDefault:"168h" help:"after how long somebody is signed out in any case"`
}

// Read takes the settings from the environment given as KEY=value pairs.
func Read(environ []string) (Config, error) {
	var c Config
	environ, err := withFiles(environ)
	if err != nil {
		return c, err
	}
	if err := env.ParseWithOptions(&c, env.Options{Environment: env.ToMap(environ)}); err != nil {
		return c, explain(err)
	}
	return c, c.Check()
}

func explain(err error) error {
	var all env.AggregateError
	if errors.As(err, &all) && len(all.Errors) > 0 {
		err = all.Errors[0]
	}
	var parse env.ParseError
	if !errors.As(err, &parse) {
		return fmt.Errorf("the settings can't be read: %w", err)
	}
	field, _ := reflect.TypeFor[Config]().FieldByName(parse.Name)
	return fmt.Errorf("%s must be %s", field.Tag.Get("env"), forms[field.Type.String()])
}

// forms says how a value of a type is written.
var forms = map[string]string{"float64": "a number such as 0.05", "bool": "true or false", "int": "a whole number such as 3", "int64": "a whole number of bytes such as 209715200", "time.Duration": "a time such as 12h or 30m"}

// Check says what is wrong with the first wrong setting, and what would be right.
func (c Config) Check() error {
	for _, check := range []func() error{c.checkDatabase, c.checkListen, c.checkPublicURL, c.checkMail, c.checkPolicy, c.checkRecordings} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (c Config) checkDatabase() error {
	if c.DatabaseURL == "" {
		if c.DataDir == "" {
			return errors.New("RATER_DATA_DIR is empty: name the folder in which Rater keeps its database")
		}
		return nil
	}
	u, err := url.Parse(c.DatabaseURL)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return errors.New("RATER_DATABASE_URL must read postgres://user:password@host:5432/database, or be empty for SQLite")
	}
	return nil
}

func (c Config) checkListen() error {
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return fmt.Errorf("RATER_LISTEN is %q; it must read host:port or :port, for example :8080", c.Listen)
	}
	return nil
}

func (c Config) checkPublicURL() error {
	if c.PublicURL == "" {
		return nil
	}
	u, err := url.Parse(c.PublicURL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return fmt.Errorf("RATER_PUBLIC_URL is %q; it must read https://rater.example.org, without a path", c.PublicURL)
	}
	return nil
}

func (c Config) checkMail() error {
	if c.ReportFiles != "on" && c.ReportFiles != "off" {
		return fmt.Errorf("RATER_REPORT_ATTACHMENTS is %q; it must be on or off", c.ReportFiles)
	}
	if c.SMTP == "" {
		return nil
	}
	u, err := url.Parse(c.SMTP)
	if err != nil || (u.Scheme != "smtp" && u.Scheme != "smtps") || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" {
		return errors.New("RATER_SMTP_URL must read smtp://user:password@mail.example.org:587, or smtps://…, or be empty for no e-mail")
	}
	if tls := u.Query().Get("tls"); tls != "" && tls != "none" {
		return fmt.Errorf("RATER_SMTP_URL has tls=%s; only tls=none is known, which sends in the open", tls)
	}
	if _, err := mail.ParseAddress(c.MailFrom); err != nil {
		return fmt.Errorf("RATER_MAIL_FROM is %q; it must say whom e-mail is from, such as Rater <rater@example.org>", c.MailFrom)
	}
	return nil
}

func (c Config) checkPolicy() error {
	if c.Secret != "" && len(c.Secret) < 32 {
		return errors.New("RATER_SECRET is shorter than 32 characters: make one with «openssl rand -hex 32», or leave it empty to have one kept in RATER_DATA_DIR")
	}
	if _, err := time.LoadLocation(c.TimeZone); err != nil || c.TimeZone == "" {
		return fmt.Errorf("RATER_TIME_ZONE is %q; it must be a zone's name such as Europe/Berlin", c.TimeZone)
	}
	if c.DiscloseWatching != "live" && c.DiscloseWatching != "after" {
		return fmt.Errorf("RATER_DISCLOSE_WATCHING is %q; it must be live or after", c.DiscloseWatching)
	}
	if !(c.SampleRate > 0 && c.SampleRate <= 1) {
		return fmt.Errorf("RATER_SAMPLE_RATE is %v; it must be above 0 and at most 1", c.SampleRate)
	}
	if !(c.FairError > 0 && c.FairError <= 50) {
		return fmt.Errorf("RATER_FAIR_ERROR is %v; it must be above 0 and at most 50", c.FairError)
	}
	if c.RoundKScores < 3 || c.RoundKComments < c.RoundKScores {
		return errors.New("RATER_ROUND_K_SCORES must be 3 or more, and RATER_ROUND_K_COMMENTS at least as many")
	}
	if c.SilentCalls < time.Minute || c.SilentChats < time.Minute || c.SilentOthers < time.Minute {
		return errors.New("RATER_SILENT_CALLS, RATER_SILENT_CHATS and RATER_SILENT_OTHERS must be a minute or more")
	}
	if c.DisputeWindow < time.Hour || c.DisputeDecision < time.Hour {
		return errors.New("RATER_DISPUTE_WINDOW and RATER_DISPUTE_DECISION must be an hour or more")
	}
	if c.SessionIdle <= 0 || c.SessionLife < c.SessionIdle {
		return errors.New("RATER_SESSION_IDLE must be above 0 and RATER_SESSION_LIFE at least as long")
	}
	return nil
}

// Location is the zone that rules periods and deadlines.
func (c Config) Location() *time.Location {
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Origin is the exact origin that browsers must name, empty when it is whatever host they asked for.
func (c Config) Origin() string { return strings.TrimRight(c.PublicURL, "/") }

// Secure says whether browsers reach Rater over TLS.
func (c Config) Secure() bool { return strings.HasPrefix(c.PublicURL, "https://") }
