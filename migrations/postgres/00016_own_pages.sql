-- +goose Up
ALTER TABLE assignments ADD COLUMN action_id TEXT NOT NULL DEFAULT '';
CREATE INDEX assignments_action ON assignments (action_id) WHERE action_id <> '';
CREATE INDEX disputes_opened_by ON disputes (opened_by, id);
