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
