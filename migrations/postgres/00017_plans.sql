-- +goose Up
ALTER TABLE plans ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE plans ADD COLUMN scope TEXT NOT NULL DEFAULT '{}';
ALTER TABLE plans ADD COLUMN purpose TEXT NOT NULL DEFAULT 'both';
ALTER TABLE plans ADD COLUMN quota INTEGER;
ALTER TABLE plans ADD COLUMN double_share DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE plans ADD COLUMN starts_on TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN ends_on TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN grace_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plans ADD COLUMN triggers TEXT NOT NULL DEFAULT '{}';
ALTER TABLE plans ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE plans ADD COLUMN follows_id TEXT REFERENCES plans (id);
ALTER TABLE plans ADD COLUMN standard BOOLEAN NOT NULL DEFAULT false;
UPDATE plans SET updated_at = created_at, standard = name LIKE 'Every interaction alike%';

CREATE TABLE plan_watchers (
    plan_id TEXT NOT NULL REFERENCES plans (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (plan_id, user_id)
);
CREATE INDEX plan_watchers_user ON plan_watchers (user_id);

-- What holds for an agent and a plan in an ISO week, fixed with the first interaction; counted once the week is over.
CREATE TABLE plan_periods (
    plan_id     TEXT NOT NULL REFERENCES plans (id),
    agent_id    TEXT NOT NULL REFERENCES users (id),
    period      TEXT NOT NULL,
    begins_at   BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    expected    DOUBLE PRECISION NOT NULL,
    basis       TEXT NOT NULL,
    quota       INTEGER,
    probability DOUBLE PRECISION NOT NULL,
    eligible    INTEGER NOT NULL,
    drawn       INTEGER NOT NULL,
    topped_up   INTEGER NOT NULL,
    closed_at   BIGINT,
    PRIMARY KEY (plan_id, agent_id, period)
);
CREATE INDEX plan_periods_open ON plan_periods (ends_at, plan_id, agent_id) WHERE closed_at IS NULL;
CREATE INDEX plan_periods_week ON plan_periods (plan_id, period, agent_id);

ALTER TABLE samples ADD COLUMN topped_up BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE samples ADD COLUMN to_double BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE samples ADD COLUMN doubled_at BIGINT;
CREATE INDEX samples_plan ON samples (plan_id, id);
CREATE INDEX samples_awaiting ON samples (id) WHERE status = 'awaiting';
CREATE INDEX samples_to_double ON samples (id) WHERE to_double AND doubled_at IS NULL AND status = 'scored';

-- Each interaction that a plan decided about, as the record was then, and the sample that stands for it.
CREATE TABLE draws (
    plan_id        TEXT NOT NULL REFERENCES plans (id),
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    agent_id       TEXT NOT NULL REFERENCES users (id),
    started_at     BIGINT NOT NULL,
    decided_at     BIGINT NOT NULL,
    probability    DOUBLE PRECISION NOT NULL,
    sample_id      TEXT REFERENCES samples (id),
    PRIMARY KEY (plan_id, interaction_id)
);
CREATE INDEX draws_agent ON draws (plan_id, agent_id, started_at);
CREATE INDEX draws_sample ON draws (plan_id, sample_id) WHERE sample_id IS NOT NULL;
-- What the plans from before have decided: about everything that was drawn while they held.
INSERT INTO draws (plan_id, interaction_id, agent_id, started_at, decided_at, probability, sample_id)
SELECT p.id, i.id, i.agent_id, i.started_at, i.drawn_at, p.rate, s.id
FROM plans p
LEFT JOIN (SELECT plan_id, min(drawn_at) AS first FROM samples GROUP BY plan_id) x ON x.plan_id = p.id
JOIN interactions i ON (i.drawn_at >= p.created_at OR i.drawn_at >= x.first)
    AND (p.ended_at IS NULL OR i.drawn_at < p.ended_at)
LEFT JOIN samples s ON s.plan_id = p.id AND s.interaction_id = i.id
WHERE i.agent_id IS NOT NULL AND i.started_at IS NOT NULL;

CREATE INDEX interactions_customer ON interactions (customer_ref, started_at) WHERE customer_ref <> '';
