CREATE VIEW pub.finding AS
SELECT report.report_id || '/' || finding.name AS finding_id,
       report.report_id,
       report.region_id,
       report.region_code,
       report.year,
       finding.rule,
       finding.severity,
       finding.class,
       finding.keys,
       CASE WHEN shown.so THEN finding.expected END AS expected,
       CASE WHEN shown.so THEN finding.actual END AS actual,
       CASE WHEN shown.so THEN finding.actual - finding.expected END AS residual,
       CASE WHEN shown.so THEN finding.message ELSE 'withheld' END AS message,
       finding.suggestion ->> 'key' AS suggested_key,
       CASE WHEN shown.so THEN (finding.suggestion ->> 'value')::numeric END AS suggested_value,
       -- Of a withheld text nothing is told, as a short one could be guessed.
       CASE WHEN shown.so THEN left(encode(sha256(convert_to(jsonb_build_array(finding.rule, finding.keys, ARRAY(
           SELECT COALESCE(figure.raw, '')
           FROM unnest(finding.keys) WITH ORDINALITY AS about (key, place)
           LEFT JOIN figure ON figure.reading_id = report.default_reading_id AND figure.key = about.key
           ORDER BY about.place
       ))::text, 'UTF8')), 'hex'), 16) END AS fingerprint,
       decision.verdict,
       decision.decided_at,
       decision.decided_by,
       decision.note
FROM pub.report
JOIN (
    SELECT reading_id, rule || '/' || position AS name, rule, severity, class, keys, expected, actual,
           message_masked AS message, suggestion
    FROM finding
    UNION ALL
    SELECT reading_id, rule || '/' || document_id, rule, severity, class, keys, expected, actual, message, NULL
    FROM disagreement
) AS finding ON finding.reading_id = report.default_reading_id
LEFT JOIN {decisions} AS decision
       ON decision.target = 'finding' AND decision.report_id = report.report_id
      AND decision.rule = finding.rule AND decision.keys = finding.keys
CROSS JOIN LATERAL (
    SELECT NOT report.withheld AND NOT EXISTS (
               SELECT FROM withheld
               WHERE withheld.report_id = report.report_id AND withheld.key = ANY (finding.keys)
           ) AS so
) AS shown;

COMMENT ON VIEW pub.finding IS 'What does not add up within one held report. Findings between years: `nianbao findings`.';
COMMENT ON COLUMN pub.finding.finding_id IS 'Report, rule, and place among the findings of the reading shown or number of the other document.';
COMMENT ON COLUMN pub.finding.report_id IS 'The report.';
COMMENT ON COLUMN pub.finding.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.finding.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.finding.year IS 'The year reported on.';
COMMENT ON COLUMN pub.finding.rule IS 'Name of the rule.';
COMMENT ON COLUMN pub.finding.severity IS 'official (printed on the form), derived, soft or info.';
COMMENT ON COLUMN pub.finding.class IS 'Whose doing it is: source, reading, prose, coverage, copy, completeness, level.';
COMMENT ON COLUMN pub.finding.keys IS 'The cells it is about, left side of the rule first.';
COMMENT ON COLUMN pub.finding.expected IS 'Right side of the rule.';
COMMENT ON COLUMN pub.finding.actual IS 'Left side of the rule.';
COMMENT ON COLUMN pub.finding.residual IS 'Actual less expected.';
COMMENT ON COLUMN pub.finding.message IS 'What is wrong, in a sentence; personal data in what it quotes masked.';
COMMENT ON COLUMN pub.finding.suggested_key IS 'Cell the arithmetic suggests to look at; nothing is corrected.';
COMMENT ON COLUMN pub.finding.suggested_value IS 'Number the arithmetic suggests for it.';
COMMENT ON COLUMN pub.finding.fingerprint IS
    'Of rule, cells and their texts: the same finding of another reading has it too; see decision. Null: withheld.';
COMMENT ON COLUMN pub.finding.verdict IS 'What a person decided about it; null: nobody yet, or other texts stand there now.';
COMMENT ON COLUMN pub.finding.decided_at IS 'When.';
COMMENT ON COLUMN pub.finding.decided_by IS 'Who, by handle.';
COMMENT ON COLUMN pub.finding.note IS 'Why.';
