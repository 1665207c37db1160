-- +goose Up
CREATE INDEX evaluations_standing ON evaluations (version_id, released_at) WHERE released_at IS NOT NULL;
CREATE INDEX actions_due ON actions (due_on, id) WHERE status = 'open';
