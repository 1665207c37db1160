-- +goose Up
ALTER TABLE plans ADD COLUMN days_to_score INTEGER NOT NULL DEFAULT 7;
ALTER TABLE samples ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
-- Those from before are due a week after they were drawn.
UPDATE samples SET due_at = drawn_at + 604800000;
CREATE INDEX samples_due ON samples (due_at, id) WHERE status IN ('queued', 'claimed');

-- What somebody was given stays theirs until it is due; what they took goes back after a day.
ALTER TABLE samples ADD COLUMN given BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE sample_log ADD COLUMN to_id TEXT NOT NULL DEFAULT '';
UPDATE sample_log SET to_id = reason, reason = '' WHERE what = 'assigned';

CREATE TABLE user_languages (
    user_id  TEXT NOT NULL REFERENCES users (id),
    language TEXT NOT NULL,
    PRIMARY KEY (user_id, language)
);

CREATE TABLE capacities (
    user_id    TEXT PRIMARY KEY REFERENCES users (id),
    revision   BIGINT NOT NULL,
    samples    INTEGER,
    updated_at BIGINT NOT NULL
);

CREATE TABLE absences (
    id         TEXT PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id),
    from_on    TEXT NOT NULL,
    to_on      TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX absences_user ON absences (user_id, to_on);
CREATE INDEX absences_day ON absences (to_on, from_on);

ALTER TABLE plans ADD COLUMN ended_at BIGINT;
ALTER TABLE samples ADD COLUMN replaces_id TEXT REFERENCES samples (id);
ALTER TABLE samples ADD COLUMN cause TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX samples_replaces ON samples (replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX sample_log_replaced ON sample_log (id) WHERE what = 'replaced';

CREATE TABLE pools (
    id         TEXT PRIMARY KEY,
    revision   BIGINT NOT NULL,
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    ended_at   BIGINT
);
CREATE UNIQUE INDEX pools_name ON pools (name_key) WHERE ended_at IS NULL;

CREATE TABLE pool_members (
    pool_id TEXT NOT NULL REFERENCES pools (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (pool_id, user_id)
);

CREATE TABLE pool_teams (
    pool_id TEXT NOT NULL REFERENCES pools (id),
    team_id TEXT NOT NULL REFERENCES teams (id),
    PRIMARY KEY (pool_id, team_id)
);
ALTER TABLE samples ADD COLUMN pool_id TEXT REFERENCES pools (id);

-- When an overdue dispute went to another arbiter, which it does once.
ALTER TABLE disputes ADD COLUMN passed_on_at BIGINT;
CREATE INDEX disputes_overdue ON disputes (due_at, id) WHERE status = 'open' AND passed_on_at IS NULL;
