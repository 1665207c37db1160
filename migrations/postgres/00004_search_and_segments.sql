-- +goose Up
ALTER TABLE segments ADD COLUMN agent_key TEXT NOT NULL DEFAULT '';
ALTER TABLE segments ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE segments ADD COLUMN event_id TEXT NOT NULL DEFAULT '';
UPDATE segments SET agent_key = lower(agent_ref);
DROP INDEX segments_unmatched;
CREATE INDEX segments_unmatched ON segments (agent_key) WHERE agent_id IS NULL;

ALTER TABLE interactions ADD COLUMN max_seq BIGINT NOT NULL DEFAULT -1;
UPDATE interactions SET max_seq = coalesce((SELECT max(seq) FROM utterances u WHERE u.interaction_id = interactions.id), -1);
DROP INDEX interactions_live;
CREATE INDEX interactions_live ON interactions (status, id) WHERE status <> 'ended';
ALTER TABLE interactions SET (fillfactor = 70);
CREATE INDEX interactions_external ON interactions (external_id);
DROP INDEX utterances_seq;

DROP INDEX utterances_text;
CREATE TABLE search_words (
    interaction_id TEXT PRIMARY KEY REFERENCES interactions (id),
    upto           BIGINT NOT NULL,
    words          TSVECTOR NOT NULL
);
CREATE INDEX search_words_words ON search_words USING gin (words);
CREATE TABLE search_due (
    interaction_id TEXT PRIMARY KEY REFERENCES interactions (id),
    since          BIGINT NOT NULL,
    upto           BIGINT NOT NULL
) WITH (fillfactor = 50);
INSERT INTO search_due (interaction_id, since, upto) SELECT id, 0, last_pos FROM interactions;

ALTER TABLE watches ADD COLUMN node TEXT NOT NULL DEFAULT '';
CREATE INDEX watches_open ON watches (node) WHERE until IS NULL;
CREATE TABLE nodes (
    id      TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);

ALTER TABLE evaluations ADD COLUMN score TEXT NOT NULL DEFAULT '';

-- Rows of these two are written only under the lock of their interaction, which is never deleted before them: a check
-- of the key for each of them costs as much as storing it.
ALTER TABLE utterances DROP CONSTRAINT utterances_interaction_id_fkey;
ALTER TABLE interaction_events DROP CONSTRAINT interaction_events_interaction_id_fkey;
