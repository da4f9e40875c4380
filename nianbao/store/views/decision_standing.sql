-- The last word on each cell, finding and report: the newest decision; a correction counts once another person agrees.
CREATE VIEW decision_standing AS
SELECT DISTINCT ON (target, report_id, rule, keys)
       decision_id, target, report_id, rule, keys, raws, verdict, value, note, decided_by, decided_at, endorsed_by
FROM decision
LEFT JOIN endorsement USING (decision_id)
WHERE verdict <> 'corrected' OR endorsed_by IS NOT NULL
ORDER BY target, report_id, rule, keys, decision_id DESC;

COMMENT ON VIEW decision_standing IS 'The last word on each cell, finding and report.';
COMMENT ON COLUMN decision_standing.decision_id IS 'The decision.';
COMMENT ON COLUMN decision_standing.target IS 'cell, finding or report.';
COMMENT ON COLUMN decision_standing.report_id IS 'The report it is about.';
COMMENT ON COLUMN decision_standing.rule IS 'Rule of the finding.';
COMMENT ON COLUMN decision_standing.keys IS 'The cells it is about.';
COMMENT ON COLUMN decision_standing.raws IS 'Their texts when it was made.';
COMMENT ON COLUMN decision_standing.verdict IS 'What was decided.';
COMMENT ON COLUMN decision_standing.value IS 'The corrected number.';
COMMENT ON COLUMN decision_standing.note IS 'Why.';
COMMENT ON COLUMN decision_standing.decided_by IS 'Who, by handle.';
COMMENT ON COLUMN decision_standing.decided_at IS 'When.';
COMMENT ON COLUMN decision_standing.endorsed_by IS 'Who agreed, by handle.';

-- What is not to be shown: a whole report (key null), or a cell of it.
CREATE VIEW withheld AS
SELECT report_id, keys[1] AS key FROM decision_standing WHERE verdict = 'withheld' AND target <> 'finding';

COMMENT ON VIEW withheld IS 'What is not shown: reports and cells.';
COMMENT ON COLUMN withheld.report_id IS 'The report.';
COMMENT ON COLUMN withheld.key IS 'The cell; null: the whole report.';
