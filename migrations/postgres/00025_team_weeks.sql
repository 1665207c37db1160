-- +goose Up
-- What the sums of a team's agents add up to by ISO week, with how much scores vary within agents; it is made of score_weeks
-- and kept beside it, so that the trend of thousands of agents is read from the rows of some hundred teams.
CREATE TABLE team_weeks (
    team_id    TEXT NOT NULL,
    week       BIGINT NOT NULL,
    version_id TEXT NOT NULL REFERENCES scorecard_versions (id),
    dimension  TEXT NOT NULL,
    agents     INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    y          DOUBLE PRECISION NOT NULL,
    yy         DOUBLE PRECISION NOT NULL,
    w          DOUBLE PRECISION NOT NULL,
    wy         DOUBLE PRECISION NOT NULL,
    w_sqr      DOUBLE PRECISION NOT NULL,
    squares    DOUBLE PRECISION NOT NULL,
    df         INTEGER NOT NULL,
    PRIMARY KEY (team_id, week, version_id, dimension)
);
CREATE INDEX score_weeks_team_week ON score_weeks (team_id, week);
CREATE INDEX team_weeks_version ON team_weeks (version_id, dimension, week);
INSERT INTO team_weeks (team_id, week, version_id, dimension, agents, n, y, yy, w, wy, w_sqr, squares, df)
SELECT team_id, week, version_id, dimension, count(*), sum(n), sum(y), sum(yy), sum(w), sum(wy), sum(w_sqr),
    sum(CASE WHEN n > 1 THEN yy - y * y / n ELSE 0 END), sum(n - 1)
FROM score_weeks GROUP BY team_id, week, version_id, dimension;
