-- After cell: how far each expected region-year gets. Each step is counted among those that took the one before.
, told AS (
    SELECT report_id,
           count(*) FILTER (WHERE status = 'number') AS numbers,
           count(*) FILTER (WHERE status = 'doubt') AS doubtful
    FROM cell
    GROUP BY report_id
), counted AS (
    SELECT place.region_id, place.year, place.cell_state, place.expected,
           bool_or(place.listed OR place.report_id IS NOT NULL) AS listed,
           bool_or(place.fetched OR place.report_id IS NOT NULL) AS fetched,
           bool_or(place.report_id IS NOT NULL) AS of_coverage,
           bool_or(cardinality(place.tables_found) > 0) AS with_tables,
           COALESCE(sum(told.numbers), 0)::int AS numbers,
           COALESCE(sum(told.doubtful), 0)::int AS doubtful,
           count(place.report_id) AS reports
    FROM place
    LEFT JOIN told USING (report_id)
    GROUP BY place.region_id, place.year, place.cell_state, place.expected
)
SELECT CASE
           WHEN NOT expected THEN 'outside'
           WHEN NOT listed THEN 'expected'
           WHEN NOT fetched THEN 'listed'
           WHEN NOT of_coverage THEN 'fetched'
           WHEN NOT COALESCE(with_tables, false) THEN 'of_coverage'
           WHEN numbers = 0 AND doubtful > 0 THEN 'with_tables'
           WHEN numbers = 0 THEN 'without_doubt'
           ELSE 'your_rows'
       END AS reached,
       cell_state,
       count(*)::int AS units,
       sum(reports)::int AS reports,
       sum(numbers)::int AS numbers,
       sum(doubtful)::int AS doubtful
FROM counted
GROUP BY reached, cell_state
ORDER BY reached, cell_state
