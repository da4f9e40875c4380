-- {cells}: figure_cell, or what gives the same columns.
CREATE VIEW pub.figure AS
SELECT cell.report_id, cell.key, cell.region_id, cell.region_code, cell.year, cell.series_id, cell.coverage, cell.kind,
       organ.sector,
       cell.form, cell.tbl, cell.line, cell.col, cell.line_group,
       -- A table may hold a row of another form.
       CASE WHEN form_cell.key IS NULL THEN indicator.outcome_class ELSE form_cell.outcome_class END AS outcome_class,
       indicator.ground_class,
       indicator.applicant_class,
       cell.value, cell.status, cell.raw, cell.unit, cell.label, cell.readers, cell.readers_agree,
       cell.identities_held, cell.identities_failed, cell.quality, cell.flags, cell.value_filled, cell.fill_basis,
       CASE WHEN cell.status <> 'withheld' THEN stated.value END AS claim_value,
       CASE
           WHEN cell.status = 'withheld' OR stated.key IS NULL THEN NULL
           WHEN stated.value IS NULL THEN 'prose_differs'
           WHEN stated.value = cell.value_filled THEN 'figure'
           ELSE COALESCE((
               SELECT CASE finding.rule WHEN 'P.MEANING' THEN 'other_meaning' ELSE 'nothing' END
               FROM finding
               WHERE finding.reading_id = cell.reading_id AND finding.class = 'prose'
                 AND finding.rule = ANY ({prose_rules})
                 AND finding.keys[1] = cell.key AND finding.actual = stated.value
               ORDER BY finding.rule = 'P.MEANING'
               LIMIT 1
           ), 'not_compared')
       END AS claim_fits,
       cell.corrected_value, cell.correction_id, cell.cell_id
FROM {cells} AS cell
LEFT JOIN form_cell ON form_cell.form = cell.form AND form_cell.key = cell.key
LEFT JOIN indicator ON indicator.key = cell.key
LEFT JOIN report AS of_report ON of_report.report_id = cell.report_id
LEFT JOIN publisher AS organ ON organ.publisher_id = of_report.publisher_id
LEFT JOIN LATERAL (
    SELECT claim.key, CASE WHEN min(claim.value) = max(claim.value) THEN min(claim.value) END AS value
    FROM claim
    WHERE claim.reading_id = cell.reading_id AND claim.coverage = cell.coverage
    GROUP BY claim.key
    -- Looked through once a report, not once a cell.
    OFFSET 0
) AS stated ON stated.key = cell.key;

COMMENT ON VIEW pub.figure IS 'One row a cell of a held report: the figures as printed.';
COMMENT ON COLUMN pub.figure.sector IS 'What the publisher is busy with, by its name: see publisher.';
COMMENT ON COLUMN pub.figure.outcome_class IS
    'The class of outcomes that its row belongs to, on this form or the one it is of: see form_cell; null: it is no outcome.';
COMMENT ON COLUMN pub.figure.ground_class IS
    'Ground of a refusal since 2019: mandatory (article 14), third_party (15), discretionary (16), or redirected, which is no exemption.';
COMMENT ON COLUMN pub.figure.applicant_class IS 'Who asked: natural_person, organisation or all; null: not by applicant.';
COMMENT ON COLUMN pub.figure.claim_value IS
    'The number that the prose states for the figure, counting the same; null: none, or several (prose_differs).';
COMMENT ON COLUMN pub.figure.claim_fits IS
    'What the stated number fits: figure, other_meaning (a sum or another figure that the words may mean), nothing (it contradicts the tables), not_compared (no rule, a part unknown, or stated rounded), prose_differs (the prose states several); null: none is stated.';
