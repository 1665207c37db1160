-- +goose Up
-- Reports that people have sent to them regularly; next_at is when the next one is due.
CREATE TABLE report_schedules (
    id         TEXT PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id),
    report     TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    team_id    TEXT NOT NULL,
    version_id TEXT NOT NULL,
    dimension  TEXT NOT NULL,
    weeks      INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    measured   TEXT NOT NULL,
    every      TEXT NOT NULL,
    format     TEXT NOT NULL,
    paused     BOOLEAN NOT NULL,
    made_at    BIGINT NOT NULL,
    next_at    BIGINT NOT NULL,
    sent_at    BIGINT
);
CREATE INDEX report_schedules_user ON report_schedules (user_id, id);
CREATE INDEX report_schedules_due ON report_schedules (next_at, id) WHERE NOT paused;
