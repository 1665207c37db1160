-- +goose Up
ALTER TABLE plans ADD COLUMN days_to_score INTEGER NOT NULL DEFAULT 7;
ALTER TABLE samples ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
-- Those from before are due a week after they were drawn.
UPDATE samples SET due_at = drawn_at + 604800000;
CREATE INDEX samples_due ON samples (due_at, id) WHERE status IN ('queued', 'claimed');
