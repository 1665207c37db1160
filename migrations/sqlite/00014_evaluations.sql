-- +goose Up
-- What is made for comparison alone, a double score or an agent's self-evaluation, is never released.
ALTER TABLE evaluations ADD COLUMN purpose TEXT NOT NULL DEFAULT 'review' CHECK (purpose = 'review' OR released_at IS NULL);
ALTER TABLE evaluations ADD COLUMN double_of TEXT REFERENCES evaluations (id);
ALTER TABLE evaluations ADD COLUMN active_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE evaluations ADD COLUMN failed_compliance TEXT NOT NULL DEFAULT '[]';
ALTER TABLE evaluations ADD COLUMN release_at BIGINT;
ALTER TABLE evaluation_answers ADD COLUMN preset BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX evaluations_drafts ON evaluations (evaluator_id) WHERE status = 'draft';
CREATE INDEX evaluations_planned ON evaluations (release_at) WHERE release_at IS NOT NULL;
CREATE INDEX evaluations_failed ON evaluations (id) WHERE failed_compliance <> '[]';
