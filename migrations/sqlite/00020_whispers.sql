-- +goose Up
-- What an agent answers, and asks help for, stands beside the whispers; each row names the agent whom it is to or from.
ALTER TABLE whispers ADD COLUMN kind TEXT NOT NULL DEFAULT 'whisper';
ALTER TABLE whispers ADD COLUMN agent_id TEXT REFERENCES users (id);
ALTER TABLE whispers ADD COLUMN taken_by TEXT REFERENCES users (id);
ALTER TABLE whispers ADD COLUMN taken_at BIGINT;
UPDATE whispers SET agent_id = (SELECT s.agent_id FROM segments s WHERE s.interaction_id = whispers.interaction_id AND s.since <= whispers.at ORDER BY s.since DESC LIMIT 1);
DROP INDEX whispers_interaction;
CREATE INDEX whispers_interaction ON whispers (interaction_id, id);
CREATE INDEX whispers_help ON whispers (interaction_id) WHERE kind = 'help' AND taken_at IS NULL;

-- Places in interactions that somebody wants to find again; nobody else sees them.
CREATE TABLE bookmarks (
    id             TEXT PRIMARY KEY,
    revision       BIGINT NOT NULL,
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    user_id        TEXT NOT NULL REFERENCES users (id),
    pos            BIGINT,
    at             BIGINT,
    note           TEXT NOT NULL,
    question_id    TEXT NOT NULL,
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL
);
CREATE INDEX bookmarks_own ON bookmarks (user_id, interaction_id, id);
