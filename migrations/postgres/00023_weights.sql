-- +goose Up
-- In a week that was topped up to a quota each score stands for N ÷ n of its agent's interactions; without it for 1 ÷ π.
ALTER TABLE evaluations ADD COLUMN weight DOUBLE PRECISION;
-- Weeks with a quota are counted again, which weighs their scores.
UPDATE plan_periods SET closed_at = NULL WHERE quota IS NOT NULL AND closed_at IS NOT NULL;
