SELECT frame.year::int AS year, asked.rate_key,
       CASE WHEN held.report_id IS NULL THEN frame.state
            WHEN held.withheld THEN 'withheld'
            WHEN rate.rate_key IS NULL THEN 'not_on_form'
            WHEN rate.value IS NULL THEN rate.null_reason
            ELSE 'number' END AS status,
       rate.value, rate.numerator, rate.denominator, rate.n_small, rate.null_reason, rate.quality, rate.grade,
       rate.caveat, rate.total_conflict, rate.break_before, rate.source_keys, held.report_id, frame.state_reason
FROM (
    SELECT DISTINCT ON (year) *
    FROM coverage_history
    WHERE unit = ANY (CAST(:units AS text[]))
    ORDER BY year, state = 'held' DESC, unit
) AS frame
CROSS JOIN unnest(CAST(:rates AS text[])) WITH ORDINALITY AS asked (rate_key, place)
LEFT JOIN report_history AS held ON held.series_id = CAST(:series_id AS text) AND held.year = frame.year
LEFT JOIN rate ON rate.report_id = held.report_id AND rate.rate_key = asked.rate_key AND rate.applicant = 'total'
ORDER BY asked.place, frame.year
