CREATE VIEW pub.erratum AS
SELECT 'E-' || to_char(decision.decided_at AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'
           || lpad(decision.decision_id::text, GREATEST(4, length(decision.decision_id::text)), '0') AS erratum_id,
       decision.decision_id,
       decision.target,
       decision.report_id,
       decision.rule,
       decision.keys,
       CASE WHEN decision.target = 'cell' THEN decision.report_id || '/' || decision.keys[1] END AS cell_id,
       decision.verdict,
       decision.value AS corrected_value,
       decision.note,
       decision.decided_at,
       decision.in_force,
       ARRAY(
           SELECT release.release_id
           FROM release
           JOIN release_report USING (release_id)
           WHERE release_report.report_id = decision.report_id
             AND NOT EXISTS (
                 SELECT FROM release_decision
                 WHERE release_decision.release_id = release.release_id
                   AND release_decision.decision_id = decision.decision_id
             )
             AND release.made_at < decision.decided_at
           ORDER BY release.made_at
       ) AS releases
FROM pub.decision
WHERE decision.verdict IN ('source_error_confirmed', 'misread_fixed', 'duplicate', 'corrected', 'withheld')
  AND (decision.in_force OR decision.not_in_force_because = 'other_text')
ORDER BY decision.decision_id;

COMMENT ON VIEW pub.erratum IS
    'One row an error that a person found in what is or was shown: the last word of each decision that says so.';
COMMENT ON COLUMN pub.erratum.erratum_id IS 'Year of the decision and its number.';
COMMENT ON COLUMN pub.erratum.decision_id IS 'The decision.';
COMMENT ON COLUMN pub.erratum.target IS 'cell, finding or report.';
COMMENT ON COLUMN pub.erratum.report_id IS 'The report it is about.';
COMMENT ON COLUMN pub.erratum.rule IS 'Rule of the finding; null: no finding.';
COMMENT ON COLUMN pub.erratum.keys IS 'The cells it is about; none for a report.';
COMMENT ON COLUMN pub.erratum.cell_id IS 'Name of the cell, for `nianbao why`; null: a finding or a report.';
COMMENT ON COLUMN pub.erratum.verdict IS
    'source_error_confirmed (the page is wrong), misread_fixed (we were), duplicate, corrected or withheld.';
COMMENT ON COLUMN pub.erratum.corrected_value IS 'The number that two persons decided; of the verdict corrected alone.';
COMMENT ON COLUMN pub.erratum.note IS 'Why.';
COMMENT ON COLUMN pub.erratum.decided_at IS 'When it was decided.';
COMMENT ON COLUMN pub.erratum.in_force IS 'The text it was decided on still stands there; false: mended, or changed by the portal.';
COMMENT ON COLUMN pub.erratum.releases IS 'The releases made before it, which show the report without it; none: no release does.';
