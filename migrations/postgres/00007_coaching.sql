-- +goose Up
CREATE TABLE coaching_sessions (
    id                  TEXT PRIMARY KEY,
    revision            BIGINT NOT NULL,
    status              TEXT NOT NULL,
    method              TEXT NOT NULL,
    agent_id            TEXT NOT NULL REFERENCES users (id),
    coach_id            TEXT NOT NULL REFERENCES users (id),
    team_id             TEXT NOT NULL REFERENCES teams (id),
    starts_at           BIGINT NOT NULL,
    minutes             INTEGER NOT NULL,
    agenda              TEXT NOT NULL,
    shared_notes        TEXT NOT NULL,
    private_notes       TEXT NOT NULL,
    sequence            INTEGER NOT NULL,
    coach_signed_at     BIGINT,
    agent_signed_at     BIGINT,
    cancellation_reason TEXT NOT NULL,
    created_at          BIGINT NOT NULL,
    updated_at          BIGINT NOT NULL
);
CREATE INDEX coaching_sessions_agent ON coaching_sessions (agent_id, starts_at, id);
CREATE INDEX coaching_sessions_coach ON coaching_sessions (coach_id, starts_at, id);

CREATE TABLE actions (
    id           TEXT PRIMARY KEY,
    revision     BIGINT NOT NULL,
    status       TEXT NOT NULL,
    agent_id     TEXT NOT NULL REFERENCES users (id),
    owner_id     TEXT NOT NULL REFERENCES users (id),
    agreed_by    TEXT NOT NULL REFERENCES users (id),
    kind         TEXT NOT NULL,
    words        TEXT NOT NULL,
    root_cause   TEXT NOT NULL,
    due_on       TEXT NOT NULL,
    session_id   TEXT REFERENCES coaching_sessions (id),
    about        TEXT NOT NULL,
    what_changed TEXT NOT NULL,
    target       DOUBLE PRECISION,
    reason       TEXT NOT NULL,
    waiting      BOOLEAN NOT NULL,
    closing_n    INTEGER,
    closing_mean DOUBLE PRECISION,
    done_at      BIGINT,
    closed_at    BIGINT,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL
);
CREATE INDEX actions_agent ON actions (agent_id, due_on, id);
CREATE INDEX actions_owner ON actions (owner_id, due_on, id);
CREATE INDEX actions_session ON actions (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX actions_waiting ON actions (id) WHERE waiting;
