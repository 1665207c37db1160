-- +goose Up
CREATE TABLE modules (
    id             TEXT PRIMARY KEY,
    revision       BIGINT NOT NULL,
    status         TEXT NOT NULL,
    version        INTEGER NOT NULL,
    title          TEXT NOT NULL,
    summary        TEXT NOT NULL,
    minutes        INTEGER NOT NULL,
    refresh_months INTEGER NOT NULL,
    prerequisites  TEXT NOT NULL,
    parts          TEXT NOT NULL,
    owner_id       TEXT NOT NULL REFERENCES users (id),
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL
);
CREATE INDEX modules_status ON modules (status, id);

CREATE TABLE module_versions (
    module_id      TEXT NOT NULL REFERENCES modules (id),
    number         INTEGER NOT NULL,
    title          TEXT NOT NULL,
    summary        TEXT NOT NULL,
    minutes        INTEGER NOT NULL,
    refresh_months INTEGER NOT NULL,
    prerequisites  TEXT NOT NULL,
    parts          TEXT NOT NULL,
    published_by   TEXT NOT NULL REFERENCES users (id),
    published_at   BIGINT NOT NULL,
    PRIMARY KEY (module_id, number)
);

CREATE TABLE media (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    type         TEXT NOT NULL,
    bytes        BIGINT NOT NULL,
    width        INTEGER,
    height       INTEGER,
    owner_id     TEXT NOT NULL REFERENCES users (id),
    created_at   BIGINT NOT NULL,
    completed_at BIGINT,
    kept_since   BIGINT NOT NULL
);
CREATE INDEX media_kept ON media (kept_since, id);

CREATE TABLE media_chunks (
    media_id TEXT NOT NULL REFERENCES media (id),
    n        INTEGER NOT NULL,
    data     TEXT NOT NULL,
    PRIMARY KEY (media_id, n)
);

CREATE TABLE media_uses (
    media_id  TEXT NOT NULL REFERENCES media (id),
    module_id TEXT NOT NULL REFERENCES modules (id),
    version   INTEGER NOT NULL,
    PRIMARY KEY (media_id, module_id, version)
);
CREATE INDEX media_uses_module ON media_uses (module_id, version);

CREATE TABLE assignment_rules (
    id          TEXT PRIMARY KEY,
    revision    BIGINT NOT NULL,
    module_id   TEXT NOT NULL REFERENCES modules (id),
    kind        TEXT NOT NULL,
    question_id TEXT NOT NULL,
    level       DOUBLE PRECISION NOT NULL,
    last_n      INTEGER NOT NULL,
    teams       TEXT NOT NULL,
    days_due    INTEGER NOT NULL,
    active      BOOLEAN NOT NULL,
    made_by     TEXT NOT NULL REFERENCES users (id),
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);

CREATE TABLE assignments (
    id                  TEXT PRIMARY KEY,
    revision            BIGINT NOT NULL,
    status              TEXT NOT NULL,
    module_id           TEXT NOT NULL,
    version             INTEGER NOT NULL,
    agent_id            TEXT NOT NULL REFERENCES users (id),
    assigned_by         TEXT NOT NULL,
    why                 TEXT NOT NULL,
    reason              TEXT NOT NULL,
    rule_id             TEXT REFERENCES assignment_rules (id),
    question_id         TEXT NOT NULL,
    due_on              TEXT NOT NULL,
    extended            INTEGER NOT NULL,
    parts               INTEGER NOT NULL,
    done                INTEGER NOT NULL,
    seconds             BIGINT NOT NULL,
    cancellation_reason TEXT NOT NULL,
    assigned_at         BIGINT NOT NULL,
    begun_at            BIGINT,
    completed_at        BIGINT,
    updated_at          BIGINT NOT NULL,
    FOREIGN KEY (module_id, version) REFERENCES module_versions (module_id, number)
);
CREATE UNIQUE INDEX assignments_open ON assignments (module_id, agent_id) WHERE status IN ('assigned', 'in_progress');
CREATE INDEX assignments_agent ON assignments (agent_id, module_id, assigned_at);
CREATE INDEX assignments_due ON assignments (due_on, id) WHERE status IN ('assigned', 'in_progress');
CREATE INDEX assignments_module ON assignments (module_id, version);
CREATE INDEX assignments_completed ON assignments (completed_at, id) WHERE status = 'completed';

CREATE TABLE assignment_parts (
    assignment_id TEXT NOT NULL REFERENCES assignments (id),
    part_id       TEXT NOT NULL,
    position      INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    status        TEXT NOT NULL,
    seconds       BIGINT NOT NULL,
    attempts      INTEGER NOT NULL,
    score         DOUBLE PRECISION,
    comment       TEXT NOT NULL,
    by_id         TEXT,
    updated_at    BIGINT NOT NULL,
    PRIMARY KEY (assignment_id, part_id)
);
CREATE INDEX assignment_parts_waiting ON assignment_parts (assignment_id, position) WHERE kind IN ('role_play', 'workshop', 'task') AND status <> 'done';

CREATE TABLE attempts (
    id            TEXT PRIMARY KEY,
    revision      BIGINT NOT NULL,
    status        TEXT NOT NULL,
    kind          TEXT NOT NULL,
    assignment_id TEXT NOT NULL REFERENCES assignments (id),
    part_id       TEXT NOT NULL,
    number        INTEGER NOT NULL,
    answers       TEXT NOT NULL,
    results       TEXT NOT NULL,
    score         DOUBLE PRECISION,
    passed        BOOLEAN,
    comment       TEXT NOT NULL,
    marked_by     TEXT,
    submitted_at  BIGINT NOT NULL,
    marked_at     BIGINT
);
CREATE UNIQUE INDEX attempts_number ON attempts (assignment_id, part_id, number);
CREATE INDEX attempts_to_mark ON attempts (id) WHERE status = 'to_mark';
