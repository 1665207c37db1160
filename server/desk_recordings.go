package server

import (
	"path/filepath"

	"rater/internal/foundation/config"
	"rater/internal/interactions/recordings"
)

// record makes the recordings, kept where the settings say.
func (d *Desk) record() error {
	c := d.Config
	folder := filepath.Join(c.DataDir, "recordings")
	var keeper recordings.Keeper = recordings.NewDisk(folder)
	if c.S3Endpoint != "" {
		s3, err := recordings.NewS3(recordings.Bucket{Endpoint: c.S3Endpoint, Name: c.S3Bucket, Region: c.S3Region, AccessKey: c.S3AccessKey, SecretKey: c.S3SecretKey})
		if err != nil {
			return err
		}
		keeper = s3
	}
	d.Recordings = recordings.New(recordings.Options{DB: d.DB, Record: d.Record, Audit: d.Audit, Keeper: keeper, Keeping: d.Plans, Bus: d.Bus, Policy: recordingPolicy(c),
		Spool: filepath.Join(folder, "incoming"), Now: d.Now})
	return nil
}

func recordingPolicy(c config.Config) recordings.Policy {
	return recordings.Policy{On: c.Recordings == "on", MaxBytes: c.RecordingBytes, Hosts: c.RecordingHosts, Days: c.RecordingDays, AgentFirst: c.AgentChannel == "first"}
}
