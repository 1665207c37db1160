-- +goose Up
CREATE TABLE coaching_plans (
    id           TEXT PRIMARY KEY,
    revision     BIGINT NOT NULL,
    status       TEXT NOT NULL,
    agent_id     TEXT NOT NULL REFERENCES users (id),
    coach_id     TEXT NOT NULL REFERENCES users (id),
    team_id      TEXT NOT NULL REFERENCES teams (id),
    method       TEXT NOT NULL,
    every_weeks  INTEGER NOT NULL,
    weekday      INTEGER NOT NULL,
    at_time      TEXT NOT NULL,
    minutes      INTEGER NOT NULL,
    until_on     TEXT NOT NULL,
    next_on      TEXT NOT NULL,
    skipped_on   TEXT NOT NULL,
    skipped_why  TEXT NOT NULL,
    ended_why    TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL
);
CREATE INDEX coaching_plans_agent ON coaching_plans (agent_id, id);
CREATE INDEX coaching_plans_coach ON coaching_plans (coach_id, id);
CREATE INDEX coaching_plans_active ON coaching_plans (id) WHERE status = 'active';

ALTER TABLE coaching_sessions ADD COLUMN review TEXT;
ALTER TABLE coaching_sessions ADD COLUMN focus TEXT NOT NULL DEFAULT '';
ALTER TABLE coaching_sessions ADD COLUMN heard TEXT;
ALTER TABLE coaching_sessions ADD COLUMN peer_answers TEXT;
ALTER TABLE coaching_sessions ADD COLUMN plan_id TEXT REFERENCES coaching_plans (id);
CREATE INDEX coaching_sessions_plan ON coaching_sessions (plan_id, starts_at) WHERE plan_id IS NOT NULL;

CREATE TABLE coaching_requests (
    id         TEXT PRIMARY KEY,
    revision   BIGINT NOT NULL,
    status     TEXT NOT NULL,
    agent_id   TEXT NOT NULL REFERENCES users (id),
    about      TEXT NOT NULL,
    words      TEXT NOT NULL,
    session_id TEXT REFERENCES coaching_sessions (id),
    reason     TEXT NOT NULL,
    decided_by TEXT REFERENCES users (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX coaching_requests_agent ON coaching_requests (agent_id, id);

CREATE TABLE rounds (
    id          TEXT PRIMARY KEY,
    revision    BIGINT NOT NULL,
    status      TEXT NOT NULL,
    agent_id    TEXT NOT NULL REFERENCES users (id),
    team_id     TEXT NOT NULL REFERENCES teams (id),
    opened_by   TEXT NOT NULL REFERENCES users (id),
    closes_on   TEXT NOT NULL,
    k_scores    INTEGER NOT NULL,
    k_comments  INTEGER NOT NULL,
    opened_at   BIGINT NOT NULL,
    closed_at   BIGINT,
    closed_why  TEXT NOT NULL,
    released_at BIGINT,
    updated_at  BIGINT NOT NULL
);
CREATE INDEX rounds_agent ON rounds (agent_id, id);
CREATE UNIQUE INDEX rounds_open ON rounds (agent_id) WHERE status = 'open';
CREATE INDEX rounds_unreleased ON rounds (id) WHERE released_at IS NULL;

-- Who was asked, and whether they have answered: no time, and nothing that leads to an answer.
CREATE TABLE round_raters (
    round_id TEXT NOT NULL REFERENCES rounds (id),
    rater_id TEXT NOT NULL REFERENCES users (id),
    cohort   TEXT NOT NULL,
    answered BOOLEAN NOT NULL,
    PRIMARY KEY (round_id, rater_id)
);
CREATE INDEX round_raters_rater ON round_raters (rater_id, round_id);

-- All answers of an open round in one sealed value of constant length; it is gone when the round closes.
CREATE TABLE round_boxes (
    round_id TEXT PRIMARY KEY REFERENCES rounds (id),
    sealed   TEXT NOT NULL
);

CREATE TABLE round_results (
    round_id TEXT PRIMARY KEY REFERENCES rounds (id),
    report   TEXT NOT NULL
);

CREATE TABLE feedback (
    id            TEXT PRIMARY KEY,
    agent_id      TEXT NOT NULL REFERENCES users (id),
    about_id      TEXT NOT NULL REFERENCES users (id),
    evaluation_id TEXT REFERENCES evaluations (id),
    session_id    TEXT REFERENCES coaching_sessions (id),
    useful        INTEGER NOT NULL,
    words         TEXT NOT NULL,
    created_at    BIGINT NOT NULL
);
CREATE UNIQUE INDEX feedback_evaluation ON feedback (evaluation_id) WHERE evaluation_id IS NOT NULL;
CREATE UNIQUE INDEX feedback_session ON feedback (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX feedback_agent ON feedback (agent_id, id);
CREATE INDEX feedback_about ON feedback (about_id, id);

CREATE TABLE recognitions (
    id            TEXT PRIMARY KEY,
    revision      BIGINT NOT NULL,
    status        TEXT NOT NULL,
    agent_id      TEXT NOT NULL REFERENCES users (id),
    by_id         TEXT NOT NULL REFERENCES users (id),
    team_id       TEXT NOT NULL REFERENCES teams (id),
    evaluation_id TEXT REFERENCES evaluations (id),
    words         TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL
);
CREATE INDEX recognitions_agent ON recognitions (agent_id, id);
CREATE INDEX recognitions_by ON recognitions (by_id, id);
CREATE INDEX recognitions_team ON recognitions (team_id, id) WHERE status = 'published';

-- What was put into a team's box since it was emptied, in one sealed value; place is a team's id, or site.
CREATE TABLE suggestion_boxes (
    place  TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
);

CREATE TABLE suggestions (
    id           TEXT PRIMARY KEY,
    revision     BIGINT NOT NULL,
    status       TEXT NOT NULL,
    place        TEXT NOT NULL,
    words        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    replies      TEXT NOT NULL,
    receipt_hash TEXT NOT NULL,
    came_on      TEXT NOT NULL
);
CREATE INDEX suggestions_place ON suggestions (place, came_on, id);
CREATE UNIQUE INDEX suggestions_receipt ON suggestions (receipt_hash);
