CREATE VIEW pub.decision AS
SELECT decision.decision_id,
       decision.target,
       decision.report_id,
       decision.rule,
       decision.keys,
       CASE WHEN decision.verdict <> 'withheld' THEN decision.raws END AS raws,
       CASE WHEN decision.target = 'finding' AND NOT EXISTS (
               SELECT FROM withheld
               WHERE withheld.report_id = decision.report_id AND COALESCE(withheld.key = ANY (decision.keys), true)
           ) THEN left(encode(sha256(convert_to(
               jsonb_build_array(decision.rule, decision.keys, decision.raws)::text, 'UTF8')), 'hex'), 16)
       END AS fingerprint,
       decision.verdict,
       decision.value,
       decision.evidence,
       decision.note,
       decision.decided_by,
       decision.decided_at,
       endorsement.endorsed_by,
       endorsement.endorsed_at,
       standing.decision_id IS NOT NULL AND NOT elsewhere.text AS in_force,
       CASE
           WHEN decision.verdict = 'corrected' AND endorsement.endorsed_by IS NULL THEN 'awaits_second_person'
           WHEN standing.decision_id IS NULL THEN 'superseded'
           WHEN elsewhere.text THEN 'other_text'
       END AS not_in_force_because
FROM decision
LEFT JOIN endorsement USING (decision_id)
LEFT JOIN decision_standing AS standing USING (decision_id)
LEFT JOIN reading_held AS chosen ON chosen.report_id = decision.report_id AND chosen.rank = 1
CROSS JOIN LATERAL (
    SELECT decision.verdict <> 'withheld' AND decision.raws <> ARRAY(
               SELECT COALESCE(figure.raw, '')
               FROM unnest(decision.keys) WITH ORDINALITY AS about (key, place)
               LEFT JOIN figure ON figure.reading_id = chosen.reading_id AND figure.key = about.key
               ORDER BY about.place
           ) AS text
) AS elsewhere;

COMMENT ON VIEW pub.decision IS 'One row a decision of a person on a cell, a finding or a report. Rows are appended, never changed.';
COMMENT ON COLUMN pub.decision.decision_id IS 'Our own number.';
COMMENT ON COLUMN pub.decision.target IS 'cell, finding or report.';
COMMENT ON COLUMN pub.decision.report_id IS 'The report it is about.';
COMMENT ON COLUMN pub.decision.rule IS 'Rule of the finding; null: no finding.';
COMMENT ON COLUMN pub.decision.keys IS 'The cells it is about; none for a report.';
COMMENT ON COLUMN pub.decision.raws IS 'Their texts when it was made; null where they are withheld.';
COMMENT ON COLUMN pub.decision.fingerprint IS
    'Of a finding: of its rule, cells and their texts when it was made; where finding has the same, it is about that one.';
COMMENT ON COLUMN pub.decision.verdict IS
    'source_error_confirmed, misread_fixed, correct_as_printed, duplicate, not_decidable, corrected or withheld.';
COMMENT ON COLUMN pub.decision.value IS 'The corrected number; of the verdict corrected alone.';
COMMENT ON COLUMN pub.decision.evidence IS 'Address or WARC-Record-ID of a source that is not our arithmetic.';
COMMENT ON COLUMN pub.decision.note IS 'Why.';
COMMENT ON COLUMN pub.decision.decided_by IS 'Who, by handle.';
COMMENT ON COLUMN pub.decision.decided_at IS 'When.';
COMMENT ON COLUMN pub.decision.endorsed_by IS 'Who agreed, by handle; null: nobody yet.';
COMMENT ON COLUMN pub.decision.endorsed_at IS 'When; null: not yet.';
COMMENT ON COLUMN pub.decision.in_force IS 'It is the last word, and the texts it was made on still stand there.';
COMMENT ON COLUMN pub.decision.not_in_force_because IS
    'awaits_second_person, superseded, or other_text: the cells print something else than when it was made.';
