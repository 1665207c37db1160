-- +goose Up
-- Who fetches a recording now, so that an address which is corrected meanwhile is not taken for the one that is being
-- fetched; and from which host, so that a slow one holds nobody up.
ALTER TABLE recording_fetches ADD COLUMN claim TEXT NOT NULL DEFAULT '';
ALTER TABLE recording_fetches ADD COLUMN host TEXT NOT NULL DEFAULT '';
