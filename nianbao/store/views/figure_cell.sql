CREATE VIEW figure_cell AS
SELECT report.report_id,
       figure.key,
       report.region_id,
       report.region_code,
       report.year,
       report.series_id,
       report.coverage,
       report.kind,
       CASE place.tbl
           WHEN 't2' THEN report.form_t2
           WHEN 't3' THEN report.form_t3
           WHEN 't4' THEN report.form_t4
           WHEN 'a' THEN report.form_annex
           WHEN 'b' THEN report.form_annex
       END AS form,
       place.tbl,
       place.line,
       place.col,
       split_part(place.line, '.', 1) AS line_group,
       CASE WHEN shown.so THEN figure.value END AS value,
       CASE WHEN shown.so THEN figure.status ELSE 'withheld' END AS status,
       CASE WHEN shown.so THEN figure.raw END AS raw,
       figure.unit,
       figure.label,
       CASE WHEN figure.confirmed THEN 2 ELSE 1 END AS readers,
       CASE WHEN figure.confirmed THEN true WHEN told.differ THEN false END AS readers_agree,
       figure.identities_held::int,
       figure.identities_failed::int,
       CASE
           WHEN NOT shown.so THEN NULL
           WHEN figure.status = 'unreadable' OR told.doubt THEN 'reading_doubt'
           WHEN figure.identities_failed > 0 OR told.conflict THEN
               CASE WHEN figure.confirmed THEN 'source_conflict' ELSE 'reading_doubt' END
           WHEN figure.identities_held = 0 OR told.split THEN 'unchecked'
           WHEN figure.confirmed AND NOT report.recognised THEN 'corroborated'
           ELSE 'consistent'
       END AS quality,
       COALESCE(told.flags, '{}') AS flags,
       CASE
           WHEN NOT shown.so THEN NULL
           WHEN figure.status = 'number' THEN figure.value
           WHEN figure.status = 'none_stated' THEN 0
           WHEN figure.status IN ('blank', 'dash', 'not_applicable', 'unreadable') THEN figure.filled
       END AS value_filled,
       CASE
           WHEN NOT shown.so THEN NULL
           WHEN figure.status = 'number' THEN 'printed'
           WHEN figure.status = 'none_stated' THEN 'none_zero'
           WHEN figure.status IN ('blank', 'dash', 'not_applicable', 'unreadable') THEN figure.fill_basis
       END AS fill_basis,
       CASE WHEN shown.so AND decided.raws[1] = figure.raw THEN decided.value END AS corrected_value,
       CASE WHEN shown.so AND decided.raws[1] = figure.raw AND decided.value IS NOT NULL THEN decided.decision_id END
           AS correction_id,
       report.report_id || '/' || figure.key AS cell_id,
       report.default_reading_id AS reading_id
FROM pub.report
JOIN figure ON figure.reading_id = report.default_reading_id
LEFT JOIN decision_standing AS decided
       ON decided.target = 'cell' AND decided.report_id = report.report_id AND decided.keys[1] = figure.key
-- Once a report, not once a cell: what its findings say, by cell.
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(by_key.key, to_jsonb(by_key)) AS by_key
    FROM (
        SELECT about.key,
               array_agg(DISTINCT finding.rule ORDER BY finding.rule) AS flags,
               bool_or(finding.class = 'reading' AND finding.severity <> 'info') AS doubt,
               bool_or(finding.class = 'source' AND finding.severity IN ('official', 'derived')) AS conflict,
               bool_or(finding.rule = 'READERS.DISAGREE') AS differ,
               bool_or(finding.rule = 'DIGITS.SPLIT') AS split
        FROM finding
        CROSS JOIN unnest(finding.keys) AS about (key)
        WHERE finding.reading_id = report.default_reading_id
        GROUP BY about.key
    ) AS by_key
) AS said ON true
CROSS JOIN LATERAL (
    SELECT CASE WHEN said.by_key ? figure.key
                THEN ARRAY(SELECT jsonb_array_elements_text(said.by_key -> figure.key -> 'flags')) END AS flags,
           (said.by_key -> figure.key ->> 'doubt')::boolean AS doubt,
           (said.by_key -> figure.key ->> 'conflict')::boolean AS conflict,
           (said.by_key -> figure.key ->> 'differ')::boolean AS differ,
           (said.by_key -> figure.key ->> 'split')::boolean AS split
) AS told
CROSS JOIN LATERAL (
    SELECT NOT report.withheld AND decided.verdict IS DISTINCT FROM 'withheld' AS so
) AS shown
CROSS JOIN LATERAL (
    SELECT split_part(figure.key, '.', 1) AS tbl,
           CASE
               WHEN figure.key ~ '^[ab]\.' THEN split_part(figure.key, '.', 2)
               WHEN figure.key ~ '^t' THEN substring(figure.key FROM '^[^.]+\.(.+)\.[^.]+$')
           END AS line,
           CASE
               WHEN figure.key ~ '^[ab]\..+\.cumulative$' THEN 'cumulative'
               WHEN figure.key ~ '^[ab]\.' THEN 'year'
               WHEN figure.key ~ '^t' THEN substring(figure.key FROM '[^.]+$')
           END AS col
) AS place
WHERE true /* report.report_id among reports */;

COMMENT ON VIEW figure_cell IS 'pub.figure without what other tables say of its key, organ and prose.';
COMMENT ON COLUMN figure_cell.report_id IS 'The report.';
COMMENT ON COLUMN figure_cell.key IS 'Key of the figure: see codebook.';
COMMENT ON COLUMN figure_cell.region_id IS 'Number of the region.';
COMMENT ON COLUMN figure_cell.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN figure_cell.year IS 'The year reported on.';
COMMENT ON COLUMN figure_cell.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN figure_cell.coverage IS 'What the report counts.';
COMMENT ON COLUMN figure_cell.kind IS 'What sort of organ the publisher is.';
COMMENT ON COLUMN figure_cell.form IS 'Form of the table the cell is in.';
COMMENT ON COLUMN figure_cell.tbl IS 'Table: t2, t3, t4; a, b: annexes before 2019.';
COMMENT ON COLUMN figure_cell.line IS 'Row of the table.';
COMMENT ON COLUMN figure_cell.col IS 'Column of the table; in annexes year or cumulative.';
COMMENT ON COLUMN figure_cell.line_group IS 'Group of rows, such as denied.';
COMMENT ON COLUMN figure_cell.value IS 'What is printed; null unless status is number. Never filled, never corrected.';
COMMENT ON COLUMN figure_cell.status IS 'What stands in the cell: number, blank, dash, none_stated, not_applicable, unreadable, withheld.';
COMMENT ON COLUMN figure_cell.raw IS 'Text of the cell.';
COMMENT ON COLUMN figure_cell.unit IS 'Unit; null: not stated.';
COMMENT ON COLUMN figure_cell.label IS 'Label as printed, where the form does not know the row.';
COMMENT ON COLUMN figure_cell.readers IS 'How many of our two readers read the cell so.';
COMMENT ON COLUMN figure_cell.readers_agree IS 'Both did; false: they differ; null: one of them does not read it.';
COMMENT ON COLUMN figure_cell.identities_held IS 'Official identities it stands in that held and are not 0 = 0.';
COMMENT ON COLUMN figure_cell.identities_failed IS 'Official identities it stands in that did not hold.';
COMMENT ON COLUMN figure_cell.quality IS
    'corroborated, consistent, unchecked, source_conflict or reading_doubt: see docs/defaults.md; null: withheld.';
COMMENT ON COLUMN figure_cell.flags IS 'Rules of the findings that name the cell.';
COMMENT ON COLUMN figure_cell.value_filled IS 'The value, or what a cell without a number is proven to be.';
COMMENT ON COLUMN figure_cell.fill_basis IS 'printed, blank_zero, none_zero or total_recomputed; null: not filled.';
COMMENT ON COLUMN figure_cell.corrected_value IS
    'The number that two persons decided by another source; null: none, or another text stands there now.';
COMMENT ON COLUMN figure_cell.correction_id IS 'Their decision.';
COMMENT ON COLUMN figure_cell.cell_id IS 'Name of the cell, for `nianbao why`.';
COMMENT ON COLUMN figure_cell.reading_id IS 'The reading it is of.';
