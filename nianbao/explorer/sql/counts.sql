SELECT frame.year::int AS year, asked.h_key,
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
       counted.source_keys, held.report_id, frame.state_reason
FROM (
    SELECT DISTINCT ON (year) *
    FROM coverage_history
    WHERE unit = ANY (CAST(:units AS text[]))
    ORDER BY year, state = 'held' DESC, unit
) AS frame
CROSS JOIN unnest(CAST(:quantities AS text[])) WITH ORDINALITY AS asked (h_key, place)
LEFT JOIN report_history AS held ON held.series_id = CAST(:series_id AS text) AND held.year = frame.year
LEFT JOIN harmonised AS counted ON counted.report_id = held.report_id AND counted.h_key = asked.h_key
LEFT JOIN LATERAL (
    SELECT max(figure.status) FILTER (WHERE figure.status <> 'number') AS worst,
           array_remove(array_agg(DISTINCT flag), NULL) AS flags
    FROM figure_history AS figure
    LEFT JOIN LATERAL unnest(figure.flags) AS flag ON true
    WHERE figure.report_id = held.report_id AND figure.key = ANY (counted.source_keys)
) AS cell ON true
ORDER BY asked.place, frame.year
