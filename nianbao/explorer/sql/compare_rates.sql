WITH chosen AS (
    SELECT series_id, coverage, region_id, region_code, region_zh,
           (array_agg(publisher_zh ORDER BY year DESC))[1] AS publisher_zh,
           array_agg(DISTINCT 'p' || publisher_id) || CASE
               WHEN (array_agg(kind ORDER BY year DESC))[1] IN ('government', 'government_office', 'zone_committee')
               THEN ARRAY['g' || region_id]
               ELSE ARRAY[]::text[] END AS units
    FROM report_history
    WHERE series_id = ANY (CAST(:series AS text[]))
    GROUP BY series_id, coverage, region_id, region_code, region_zh
), frame AS (
    SELECT DISTINCT ON (chosen.series_id, coverage.year)
           chosen.series_id, chosen.region_code, chosen.region_zh, chosen.publisher_zh, chosen.coverage,
           coverage.year::int AS year, coverage.state, coverage.state_reason
    FROM chosen
    JOIN coverage_history AS coverage ON coverage.unit = ANY (chosen.units)
    WHERE coverage.year BETWEEN :first_year AND :last_year
    ORDER BY chosen.series_id, coverage.year, coverage.state = 'held' DESC, coverage.unit
)
SELECT frame.series_id, frame.region_code, frame.region_zh, frame.publisher_zh, frame.coverage, frame.year,
       CAST(:key AS text) AS rate_key,
       CASE WHEN held.report_id IS NULL THEN frame.state
            WHEN held.withheld THEN 'withheld'
            WHEN rate.rate_key IS NULL THEN 'not_on_form'
            WHEN rate.value IS NULL THEN rate.null_reason
            ELSE 'number' END AS status,
       rate.value, rate.numerator, rate.denominator, rate.n_small, rate.null_reason, rate.quality, rate.grade,
       rate.caveat, rate.total_conflict, rate.break_before, rate.source_keys, held.report_id, frame.state_reason
FROM frame
LEFT JOIN report_history AS held ON held.series_id = frame.series_id AND held.year = frame.year
LEFT JOIN rate ON rate.report_id = held.report_id AND rate.rate_key = :key AND rate.applicant = 'total'
ORDER BY frame.region_code, frame.series_id, frame.year
