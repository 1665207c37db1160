-- +goose Up
CREATE TABLE interactions (
    id               TEXT PRIMARY KEY,
    source           TEXT NOT NULL,
    external_id      TEXT NOT NULL,
    status           TEXT NOT NULL,
    channel          TEXT NOT NULL,
    direction        TEXT NOT NULL,
    kind             TEXT NOT NULL,
    agent_id         TEXT REFERENCES users (id),
    agent_ref        TEXT NOT NULL,
    team_id          TEXT REFERENCES teams (id),
    queue            TEXT NOT NULL,
    language         TEXT NOT NULL,
    subject          TEXT NOT NULL,
    started_at       BIGINT,
    queued_at        BIGINT,
    answered_at      BIGINT,
    ended_at         BIGINT,
    ended_by         TEXT NOT NULL,
    customer_ref     TEXT NOT NULL,
    customer_name    TEXT NOT NULL,
    customer_address TEXT NOT NULL,
    customer_value   TEXT NOT NULL,
    spoke_to         TEXT NOT NULL,
    account          TEXT NOT NULL,
    transaction_ref  TEXT NOT NULL,
    attributes       TEXT NOT NULL,
    hold_ms          BIGINT,
    talk_ms          BIGINT,
    wrap_ms          BIGINT,
    tone             TEXT NOT NULL,
    resolution       TEXT NOT NULL,
    next_step        TEXT NOT NULL,
    next_owner       TEXT NOT NULL,
    recording_url    TEXT NOT NULL,
    last_pos         BIGINT NOT NULL,
    transfers        INTEGER NOT NULL,
    last_event_at    BIGINT NOT NULL,
    heard_at         BIGINT NOT NULL,
    to_draw          BOOLEAN NOT NULL,
    drawn_at         BIGINT,
    field_times      TEXT NOT NULL,
    UNIQUE (source, external_id)
);
CREATE INDEX interactions_started ON interactions (started_at DESC, id DESC);
CREATE INDEX interactions_team ON interactions (team_id, started_at DESC, id DESC);
CREATE INDEX interactions_agent ON interactions (agent_id, started_at DESC, id DESC);
CREATE INDEX interactions_live ON interactions (status, heard_at) WHERE status <> 'ended';

CREATE TABLE segments (
    id             TEXT PRIMARY KEY,
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    since          BIGINT NOT NULL,
    agent_id       TEXT REFERENCES users (id),
    agent_ref      TEXT NOT NULL
);
CREATE INDEX segments_interaction ON segments (interaction_id, since);
CREATE INDEX segments_agent ON segments (agent_id, interaction_id);
CREATE INDEX segments_unmatched ON segments (agent_ref) WHERE agent_id IS NULL;

CREATE TABLE utterances (
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    pos            BIGINT NOT NULL,
    seq            BIGINT,
    at             BIGINT NOT NULL,
    speaker        TEXT NOT NULL,
    text           TEXT NOT NULL,
    redactions     TEXT NOT NULL,
    event_id       TEXT NOT NULL,
    body_hash      TEXT NOT NULL,
    PRIMARY KEY (interaction_id, pos),
    UNIQUE (interaction_id, event_id)
);
CREATE INDEX utterances_seq ON utterances (interaction_id, seq);
CREATE VIRTUAL TABLE utterances_text USING fts5 (text, content='utterances', content_rowid='rowid');
-- +goose StatementBegin
CREATE TRIGGER utterances_text_added AFTER INSERT ON utterances BEGIN
    INSERT INTO utterances_text (rowid, text) VALUES (new.rowid, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER utterances_text_changed AFTER UPDATE OF text ON utterances BEGIN
    INSERT INTO utterances_text (utterances_text, rowid, text) VALUES ('delete', old.rowid, old.text);
    INSERT INTO utterances_text (rowid, text) VALUES (new.rowid, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER utterances_text_deleted AFTER DELETE ON utterances BEGIN
    INSERT INTO utterances_text (utterances_text, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
-- +goose StatementEnd

CREATE TABLE interaction_events (
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    event_id       TEXT NOT NULL,
    type           TEXT NOT NULL,
    at             BIGINT NOT NULL,
    body_hash      TEXT NOT NULL,
    PRIMARY KEY (interaction_id, event_id)
);

CREATE TABLE interaction_grants (
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    user_id        TEXT NOT NULL REFERENCES users (id),
    why            TEXT NOT NULL,
    PRIMARY KEY (user_id, interaction_id, why)
);

CREATE TABLE watches (
    id             TEXT PRIMARY KEY,
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    user_id        TEXT NOT NULL REFERENCES users (id),
    since          BIGINT NOT NULL,
    until          BIGINT
);
CREATE INDEX watches_interaction ON watches (interaction_id, since);

CREATE TABLE whispers (
    id             TEXT PRIMARY KEY,
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    user_id        TEXT NOT NULL REFERENCES users (id),
    at             BIGINT NOT NULL,
    text           TEXT NOT NULL
);
CREATE INDEX whispers_interaction ON whispers (interaction_id, at);
