-- +goose Up
-- The sound of interactions: what is known of it. Its bytes are on disk or in storage that speaks S3.
CREATE TABLE recordings (
    id             TEXT PRIMARY KEY,
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    state          TEXT NOT NULL,
    sha256         TEXT NOT NULL,
    type           TEXT NOT NULL,
    bytes          BIGINT NOT NULL,
    duration_ms    BIGINT,
    channels       INTEGER NOT NULL,
    peaks          TEXT NOT NULL,
    agent_ms       BIGINT,
    customer_ms    BIGINT,
    silence_ms     BIGINT,
    overlap_ms     BIGINT,
    added_by       TEXT NOT NULL,
    received_at    BIGINT NOT NULL,
    look_at        BIGINT NOT NULL,
    gone_at        BIGINT,
    why            TEXT NOT NULL
);
CREATE UNIQUE INDEX recordings_kept ON recordings (interaction_id) WHERE state = 'kept';
CREATE INDEX recordings_interaction ON recordings (interaction_id, id);
CREATE INDEX recordings_due ON recordings (look_at, id) WHERE state <> 'gone';

-- Those that are still to be fetched, and those that could not be.
CREATE TABLE recording_fetches (
    interaction_id TEXT PRIMARY KEY REFERENCES interactions (id),
    attempts       INTEGER NOT NULL,
    next_at        BIGINT NOT NULL,
    why            TEXT NOT NULL,
    failed_at      BIGINT
);
CREATE INDEX recording_fetches_due ON recording_fetches (next_at, interaction_id) WHERE failed_at IS NULL;

ALTER TABLE plans ADD COLUMN days_to_keep_recordings INTEGER;
