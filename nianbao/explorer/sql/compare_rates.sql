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
