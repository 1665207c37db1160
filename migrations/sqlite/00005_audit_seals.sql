-- +goose Up
ALTER TABLE audit ADD COLUMN seal BIGINT;
CREATE INDEX audit_unsealed ON audit (id) WHERE seal IS NULL;
CREATE INDEX audit_seal ON audit (seal, id);
CREATE INDEX audit_actor ON audit (actor_id, id);
CREATE TABLE audit_seals (
    n     BIGINT PRIMARY KEY,
    at    BIGINT NOT NULL,
    lines INTEGER NOT NULL,
    mac   TEXT NOT NULL
);
