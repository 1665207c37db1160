-- +goose Up
CREATE TABLE scorecards (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE scorecard_versions (
    id           TEXT PRIMARY KEY,
    scorecard_id TEXT NOT NULL REFERENCES scorecards (id),
    number       INTEGER NOT NULL,
    definition   TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    UNIQUE (scorecard_id, number)
);

CREATE TABLE plans (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    scorecard_id  TEXT NOT NULL REFERENCES scorecards (id),
    rate          DOUBLE PRECISION NOT NULL,
    seed          TEXT NOT NULL,
    offer_seconds BIGINT NOT NULL,
    active        BOOLEAN NOT NULL,
    created_at    BIGINT NOT NULL
);

CREATE TABLE samples (
    id             TEXT PRIMARY KEY,
    plan_id        TEXT NOT NULL REFERENCES plans (id),
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    scorecard_id   TEXT NOT NULL REFERENCES scorecards (id),
    agent_id       TEXT NOT NULL REFERENCES users (id),
    team_id        TEXT REFERENCES teams (id),
    origin         TEXT NOT NULL,
    probability    DOUBLE PRECISION,
    reason         TEXT NOT NULL,
    status         TEXT NOT NULL,
    drawn_at       BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    claimed_by     TEXT REFERENCES users (id),
    claimed_at     BIGINT,
    UNIQUE (plan_id, interaction_id)
);
CREATE INDEX samples_interaction ON samples (interaction_id);
CREATE INDEX samples_team ON samples (team_id, status, id);
CREATE INDEX samples_offered ON samples (status, expires_at) WHERE status = 'offered';
CREATE INDEX samples_claimed ON samples (claimed_by, status) WHERE claimed_by IS NOT NULL;

CREATE TABLE sample_log (
    id        TEXT PRIMARY KEY,
    sample_id TEXT NOT NULL REFERENCES samples (id),
    at        BIGINT NOT NULL,
    user_id   TEXT NOT NULL,
    what      TEXT NOT NULL,
    reason    TEXT NOT NULL
);
CREATE INDEX sample_log_sample ON sample_log (sample_id);

CREATE TABLE evaluations (
    id                TEXT PRIMARY KEY,
    revision          BIGINT NOT NULL,
    status            TEXT NOT NULL,
    interaction_id    TEXT NOT NULL REFERENCES interactions (id),
    scorecard_id      TEXT NOT NULL REFERENCES scorecards (id),
    version_id        TEXT NOT NULL REFERENCES scorecard_versions (id),
    agent_id          TEXT NOT NULL REFERENCES users (id),
    team_id           TEXT REFERENCES teams (id),
    evaluator_id      TEXT NOT NULL REFERENCES users (id),
    sample_id         TEXT REFERENCES samples (id),
    origin            TEXT NOT NULL,
    probability       DOUBLE PRECISION,
    reason            TEXT NOT NULL,
    overall           DOUBLE PRECISION,
    uncapped          DOUBLE PRECISION,
    open_disputes     INTEGER NOT NULL,
    created_at        BIGINT NOT NULL,
    updated_at        BIGINT NOT NULL,
    submitted_at      BIGINT,
    released_at       BIGINT,
    acknowledged_at   BIGINT,
    acknowledgement   TEXT NOT NULL,
    withdrawn_at      BIGINT,
    withdrawal_reason TEXT NOT NULL
);
CREATE UNIQUE INDEX evaluations_once ON evaluations (interaction_id, scorecard_id, agent_id, evaluator_id) WHERE status <> 'withdrawn';
CREATE INDEX evaluations_agent ON evaluations (agent_id, id);
CREATE INDEX evaluations_team ON evaluations (team_id, id);
CREATE INDEX evaluations_evaluator ON evaluations (evaluator_id, id);

CREATE TABLE evaluation_answers (
    evaluation_id TEXT NOT NULL REFERENCES evaluations (id),
    question_id   TEXT NOT NULL,
    option_key    TEXT NOT NULL,
    points        DOUBLE PRECISION,
    comment       TEXT NOT NULL,
    evidence      TEXT NOT NULL,
    PRIMARY KEY (evaluation_id, question_id)
);

CREATE TABLE evaluation_scores (
    evaluation_id TEXT NOT NULL REFERENCES evaluations (id),
    dimension     TEXT NOT NULL,
    score         DOUBLE PRECISION NOT NULL,
    uncapped      DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (evaluation_id, dimension)
);

CREATE TABLE evaluation_history (
    id            TEXT PRIMARY KEY,
    evaluation_id TEXT NOT NULL REFERENCES evaluations (id),
    revision      BIGINT NOT NULL,
    at            BIGINT NOT NULL,
    actor_id      TEXT NOT NULL,
    action        TEXT NOT NULL,
    detail        TEXT NOT NULL
);
CREATE INDEX evaluation_history_evaluation ON evaluation_history (evaluation_id, id);

CREATE TABLE disputes (
    id             TEXT PRIMARY KEY,
    evaluation_id  TEXT NOT NULL REFERENCES evaluations (id),
    question_id    TEXT NOT NULL,
    option_key     TEXT NOT NULL,
    reason         TEXT NOT NULL,
    status         TEXT NOT NULL,
    opened_by      TEXT NOT NULL REFERENCES users (id),
    opened_at      BIGINT NOT NULL,
    arbiter_id     TEXT REFERENCES users (id),
    outcome_option TEXT NOT NULL,
    outcome_reason TEXT NOT NULL,
    decided_by     TEXT REFERENCES users (id),
    decided_at     BIGINT,
    UNIQUE (evaluation_id, question_id)
);
CREATE INDEX disputes_arbiter ON disputes (arbiter_id, status);
