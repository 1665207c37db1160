-- +goose Up
-- A double score is due by a day, and known by who asked for it; a draft that its start took a sample for gives it back.
ALTER TABLE evaluations ADD COLUMN due_at BIGINT;
ALTER TABLE evaluations ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE evaluations ADD COLUMN took_sample BOOLEAN NOT NULL DEFAULT false;
-- Those from before are due a week after they were asked for.
UPDATE evaluations SET due_at = created_at + 604800000,
    asked_by = coalesce((SELECT min(h.actor_id) FROM evaluation_history h WHERE h.evaluation_id = evaluations.id AND h.action = 'double_asked'), '')
    WHERE purpose = 'double';
UPDATE evaluations SET took_sample = true WHERE status = 'draft'
    AND EXISTS (SELECT 1 FROM samples s WHERE s.id = evaluations.sample_id AND NOT s.given AND s.claimed_at >= evaluations.created_at);
CREATE INDEX evaluations_due ON evaluations (due_at, id) WHERE purpose = 'double' AND status = 'draft';
CREATE INDEX evaluations_double ON evaluations (double_of) WHERE double_of IS NOT NULL;
CREATE INDEX evaluations_disputed ON evaluations (id) WHERE open_disputes > 0;
CREATE INDEX evaluations_scorecard ON evaluations (scorecard_id, id);
CREATE INDEX evaluations_interaction ON evaluations (interaction_id, id);
CREATE INDEX samples_places ON samples (id) WHERE status = 'replaced';

-- What failed of compliance before failures were kept: shown answers to critical questions of this class whose option fails.
UPDATE evaluations SET failed_compliance = coalesce((
        SELECT json_agg(q.value ->> 'id' ORDER BY d.ordinality, q.ordinality)::text
        FROM scorecard_versions v, json_array_elements(v.definition::json -> 'dimensions') WITH ORDINALITY d,
            json_array_elements(d.value -> 'questions') WITH ORDINALITY q, json_array_elements(q.value -> 'options') o,
            evaluation_answers a
        WHERE v.id = evaluations.version_id AND a.evaluation_id = evaluations.id AND NOT a.hidden
            AND a.question_id = q.value ->> 'id' AND a.option_key = o.value ->> 'key'
            AND q.value ->> 'class' = 'compliance' AND q.value ->> 'critical' IN ('fail_dimension', 'fail_all') AND (o.value ->> 'fails')::boolean), '[]')
    WHERE failed_compliance = '[]' AND status IN ('submitted', 'released', 'acknowledged')
        AND version_id IN (SELECT id FROM scorecard_versions WHERE definition LIKE '%"class":"compliance"%');
