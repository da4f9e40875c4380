SELECT frame.year::int AS year, frame.state, frame.state_reason, frame.expected, frame.due_date, frame.carrier,
       frame.tables_found, frame.report_id AS unit_report_id, held.report_id, held.publisher_zh, held.coverage,
       held.form_t2, held.form_t3, held.form_t4, held.form_annex, held.checks_passed, held.checks_failed,
       held.checks_nontrivial, held.checks_not_assessable, held.coverage_evidence, held.url, held.captured_at,
       held.withheld, held.recognised
FROM (
    SELECT DISTINCT ON (year) *
    FROM coverage_history
    WHERE unit = ANY (CAST(:units AS text[]))
    ORDER BY year, state = 'held' DESC, unit
) AS frame
LEFT JOIN report_history AS held ON held.series_id = CAST(:series_id AS text) AND held.year = frame.year
ORDER BY frame.year
