SELECT frame.series_id, frame.region_code, frame.region_zh, frame.publisher_zh, frame.coverage, frame.year,
       CAST(:key AS text) AS h_key,
       CASE WHEN held.report_id IS NULL THEN frame.state
            WHEN held.withheld THEN 'withheld'
            WHEN counted.h_key IS NULL THEN 'not_on_form'
            WHEN cell.worst IS NOT NULL THEN cell.worst
            WHEN counted.value IS NOT NULL THEN 'number'
            WHEN NOT CASE WHEN counted.form ~ '^national_20(19|21)' THEN split_part(counted.source_keys[1], '.', 1)
                          ELSE 'annex' END = ANY (held.tables_found) THEN 'no_table'
            ELSE 'row_missing' END AS status,
       CASE WHEN cell.worst IS NULL THEN counted.value END AS value,
       counted.quality, counted.grade, counted.caveat, counted.break_before, cell.flags,
       counted.source_keys, held.report_id,
       frame.state_reason, step.prev_year,
       -- As on the screen of a region: nothing is joined from an annex to the tables after it.
       CASE WHEN step.comparable AND annex.form IS NULL THEN step.change END AS change,
       CASE WHEN annex.form IS NULL OR 'form' = ANY (step.not_comparable_because) THEN step.not_comparable_because
            ELSE array_prepend('form', step.not_comparable_because) END AS not_comparable_because
FROM frame
LEFT JOIN report_history AS held ON held.series_id = frame.series_id AND held.year = frame.year
LEFT JOIN harmonised AS counted ON counted.report_id = held.report_id AND counted.h_key = :key
LEFT JOIN year_over_year AS step
       ON step.report_id = held.report_id AND step.kind = 'harmonised' AND step.key = :key
LEFT JOIN harmonised AS annex
       ON annex.report_id = step.prev_report_id AND annex.h_key = :key
      AND annex.form !~ '^national_20(19|21)' AND counted.form ~ '^national_20(19|21)'
LEFT JOIN LATERAL (
    SELECT max(figure.status) FILTER (WHERE figure.status <> 'number') AS worst,
           array_remove(array_agg(DISTINCT flag), NULL) AS flags
    FROM figure_history AS figure
    LEFT JOIN LATERAL unnest(figure.flags) AS flag ON true
    WHERE figure.report_id = held.report_id AND figure.key = ANY (counted.source_keys)
) AS cell ON true
ORDER BY frame.region_code, frame.series_id, frame.year
