-- +goose Up
ALTER TABLE disputes ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE disputes ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';
ALTER TABLE disputes ADD COLUMN statement TEXT NOT NULL DEFAULT '';
ALTER TABLE disputes ADD COLUMN stated_at BIGINT;
ALTER TABLE disputes ADD COLUMN overall_before DOUBLE PRECISION;
ALTER TABLE disputes ADD COLUMN overall_after DOUBLE PRECISION;
-- Those from before are due after the five days that are the standard.
UPDATE disputes SET due_at = opened_at + 432000000;
CREATE INDEX disputes_due ON disputes (due_at) WHERE status = 'open';
CREATE INDEX evaluations_released ON evaluations (released_at) WHERE released_at IS NOT NULL;
