-- +goose Up
ALTER TABLE scorecards ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE scorecards ADD COLUMN retired_at BIGINT;
ALTER TABLE scorecard_versions ADD COLUMN published_by TEXT NOT NULL DEFAULT 'system';

-- The id is that of the scorecard, which there is only once a version was published.
CREATE TABLE scorecard_drafts (
    scorecard_id TEXT PRIMARY KEY,
    revision     BIGINT NOT NULL,
    name         TEXT NOT NULL,
    definition   TEXT NOT NULL,
    based_on     INTEGER NOT NULL,
    changed_by   TEXT NOT NULL REFERENCES users (id),
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL
);

ALTER TABLE evaluation_answers ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE evaluation_answers ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE evaluations ADD COLUMN strengths TEXT NOT NULL DEFAULT '';
ALTER TABLE evaluations ADD COLUMN improvements TEXT NOT NULL DEFAULT '';
CREATE INDEX evaluations_version ON evaluations (version_id, id);
