-- +goose Up
CREATE TABLE notices (
    id         TEXT PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id),
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    event_key  TEXT NOT NULL,
    at         BIGINT NOT NULL,
    read_at    BIGINT,
    mail       TEXT NOT NULL,
    mail_due   BIGINT,
    mail_tries INTEGER NOT NULL
);
CREATE UNIQUE INDEX notices_event ON notices (user_id, event_key);
CREATE INDEX notices_user ON notices (user_id, id);
CREATE INDEX notices_unread ON notices (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notices_mail ON notices (mail, mail_due) WHERE mail IN ('waiting', 'sending');

CREATE TABLE notice_settings (
    user_id     TEXT PRIMARY KEY REFERENCES users (id),
    mail        TEXT NOT NULL,
    digest_at   TEXT NOT NULL,
    quiet_from  TEXT NOT NULL,
    quiet_until TEXT NOT NULL,
    time_zone   TEXT NOT NULL,
    muted       TEXT NOT NULL
);
