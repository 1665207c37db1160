-- +goose Up
-- What released evaluations of random samples add up to, by agent and ISO week of the release. It is made of the
-- evaluations, and can be made again.
CREATE TABLE score_weeks (
    agent_id   TEXT NOT NULL REFERENCES users (id),
    week       BIGINT NOT NULL,
    version_id TEXT NOT NULL REFERENCES scorecard_versions (id),
    dimension  TEXT NOT NULL,
    team_id    TEXT NOT NULL,
    n          INTEGER NOT NULL,
    y          DOUBLE PRECISION NOT NULL,
    yy         DOUBLE PRECISION NOT NULL,
    w          DOUBLE PRECISION NOT NULL,
    wy         DOUBLE PRECISION NOT NULL,
    w_sqr      DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (agent_id, week, version_id, dimension, team_id)
);
CREATE INDEX score_weeks_team ON score_weeks (team_id, version_id, week);
CREATE INDEX score_weeks_version ON score_weeks (version_id, dimension, week);
CREATE INDEX evaluations_counted ON evaluations (agent_id, released_at) WHERE released_at IS NOT NULL;
