package config

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

const largestRecording = 2 << 30

func (c Config) checkRecordings() error {
	switch {
	case c.Recordings != "on" && c.Recordings != "off":
		return fmt.Errorf("RATER_RECORDINGS is %q; it must be on or off", c.Recordings)
	case c.RecordingBytes < 1 || c.RecordingBytes > largestRecording:
		return fmt.Errorf("RATER_RECORDING_MAX_BYTES is %d; it must be 1 to %d", c.RecordingBytes, largestRecording)
	case c.RecordingDays < 1 || c.RecordingDays > 3650:
		return errors.New("RATER_RECORDING_DAYS must be 1 to 3650")
	case c.AgentChannel != "first" && c.AgentChannel != "second":
		return fmt.Errorf("RATER_RECORDING_AGENT_CHANNEL is %q; it must be first or second", c.AgentChannel)
	}
	for _, host := range c.RecordingHosts {
		if u, err := url.Parse("https://" + host); err != nil || u.Host != host || u.Hostname() == "" || strings.ContainsAny(host, "*@ ") {
			return fmt.Errorf("RATER_RECORDING_HOSTS holds %q; it must be hosts such as pbx.example.org or pbx.example.org:8443, with commas between them", host)
		}
	}
	return c.checkS3()
}

func (c Config) checkS3() error {
	if c.S3Endpoint == "" {
		return nil
	}
	u, err := url.Parse(c.S3Endpoint)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return fmt.Errorf("RATER_S3_ENDPOINT is %q; it must read https://s3.example.org, without a path", c.S3Endpoint)
	}
	if c.S3Bucket == "" || c.S3AccessKey == "" || c.S3SecretKey == "" {
		return errors.New("RATER_S3_ENDPOINT is set; RATER_S3_BUCKET, RATER_S3_ACCESS_KEY and RATER_S3_SECRET_KEY must be too")
	}
	return nil
}
