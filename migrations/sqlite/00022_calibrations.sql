-- +goose Up
-- Several evaluators score the same interactions, each without knowing of the others, then meet and settle a reference.
CREATE TABLE calibrations (
    id            TEXT PRIMARY KEY,
    revision      BIGINT NOT NULL,
    name          TEXT NOT NULL,
    status        TEXT NOT NULL,
    scorecard_id  TEXT NOT NULL REFERENCES scorecards (id),
    version_id    TEXT NOT NULL REFERENCES scorecard_versions (id),
    made_by       TEXT NOT NULL REFERENCES users (id),
    score_by      BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    met_at        BIGINT,
    settled_at    BIGINT,
    cancelled_at  BIGINT,
    cancel_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX calibrations_due ON calibrations (score_by, id) WHERE status = 'scoring';
CREATE INDEX calibrations_settled ON calibrations (scorecard_id, settled_at) WHERE status = 'settled';

CREATE TABLE calibration_interactions (
    calibration_id TEXT NOT NULL REFERENCES calibrations (id),
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    agent_id       TEXT NOT NULL REFERENCES users (id),
    place          INTEGER NOT NULL,
    PRIMARY KEY (calibration_id, interaction_id)
);
CREATE INDEX calibration_interactions_interaction ON calibration_interactions (interaction_id);

CREATE TABLE calibration_evaluators (
    calibration_id TEXT NOT NULL REFERENCES calibrations (id),
    user_id        TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (calibration_id, user_id)
);
CREATE INDEX calibration_evaluators_user ON calibration_evaluators (user_id);

-- The answer on which they settled, with why where they differed.
CREATE TABLE calibration_references (
    calibration_id TEXT NOT NULL REFERENCES calibrations (id),
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    question_id    TEXT NOT NULL,
    option_key     TEXT NOT NULL,
    reason         TEXT NOT NULL,
    by_id          TEXT NOT NULL REFERENCES users (id),
    at             BIGINT NOT NULL,
    PRIMARY KEY (calibration_id, interaction_id, question_id)
);

-- Each evaluator beside the reference, worked out as it was settled.
CREATE TABLE calibration_results (
    calibration_id TEXT NOT NULL REFERENCES calibrations (id),
    user_id        TEXT NOT NULL REFERENCES users (id),
    answers        INTEGER NOT NULL,
    same           INTEGER NOT NULL,
    scores         INTEGER NOT NULL,
    above          DOUBLE PRECISION NOT NULL,
    apart          DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (calibration_id, user_id)
);
CREATE INDEX calibration_results_user ON calibration_results (user_id);

ALTER TABLE evaluations ADD COLUMN calibration_id TEXT REFERENCES calibrations (id);
CREATE INDEX evaluations_calibration ON evaluations (calibration_id) WHERE calibration_id IS NOT NULL;
