CREATE VIEW pub.year_over_year AS
-- Asked of one series or figure, it need not be made of all.
WITH shown AS NOT MATERIALIZED (
    SELECT report_id, key, 'figure' AS kind, value, quality, NULL::text[] AS source_keys, NULL AS grade
    FROM figure_kept
    UNION ALL
    SELECT report_id, h_key, 'harmonised', value, quality, source_keys, grade
    FROM pub.harmonised
), pair AS (
    SELECT report.series_id, report.year, shown.key, shown.value, report.prev_year, earlier.value AS prev_value,
           shown.kind, report.region_id, report.region_code, report.report_id, report.prev_report_id,
           array_remove(ARRAY[
               CASE WHEN report.prev_year IS DISTINCT FROM report.year - 1 THEN 'gap' END,
               CASE WHEN report.prev_year IS NOT NULL AND earlier.key IS NULL
                      OR shown.source_keys <> earlier.source_keys AND greatest(shown.grade, earlier.grade) IN ('C', 'X')
                    THEN 'form' END,
               CASE WHEN EXISTS (
                   SELECT FROM regime_event AS event
                   WHERE shown.key = ANY (event.affects_keys) AND event.affects_from_year > report.prev_year
                     AND event.affects_from_year <= report.year
               ) THEN 'regime' END,
               CASE WHEN report.coverage = 'unclear' THEN 'coverage' END,
               CASE WHEN report.kind_changed THEN 'publisher' END,
               CASE WHEN report.boundary_changed AND report.coverage = 'aggregate' THEN 'boundary' END,
               CASE WHEN shown.value IS NULL OR shown.quality = 'reading_doubt'
                      OR earlier.key IS NOT NULL AND (earlier.value IS NULL OR earlier.quality = 'reading_doubt')
                    THEN 'quality' END
           ], NULL) AS because
    FROM report_kept AS report
    JOIN shown ON shown.report_id = report.report_id
    LEFT JOIN shown AS earlier
           ON earlier.report_id = report.prev_report_id AND earlier.key = shown.key AND earlier.kind = shown.kind
)
SELECT series_id, year, key, value, prev_year, prev_value,
       value - prev_value AS change,
       100 * (value - prev_value) / nullif(prev_value, 0) AS change_pct,
       because = '{}' AS comparable,
       because AS not_comparable_because,
       kind, region_id, region_code, report_id, prev_report_id
FROM pair;

COMMENT ON VIEW pub.year_over_year IS
    'One row a figure, or a quantity of harmonised, of a series: this year beside the year before it that is held.';
COMMENT ON COLUMN pub.year_over_year.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN pub.year_over_year.year IS 'The year reported on.';
COMMENT ON COLUMN pub.year_over_year.key IS 'Key of the figure, or h_key of harmonised: see kind.';
COMMENT ON COLUMN pub.year_over_year.value IS 'What is printed for that year; of harmonised its value.';
COMMENT ON COLUMN pub.year_over_year.prev_year IS 'The latest earlier year held; null: none.';
COMMENT ON COLUMN pub.year_over_year.prev_value IS 'What is printed for that year; null: no number, or not asked for.';
COMMENT ON COLUMN pub.year_over_year.change IS 'Value less that of the earlier year.';
COMMENT ON COLUMN pub.year_over_year.change_pct IS 'The change in per cent of the earlier value; null where that is zero.';
COMMENT ON COLUMN pub.year_over_year.comparable IS 'Two numbers of two years in a row, with nothing in between that breaks them.';
COMMENT ON COLUMN pub.year_over_year.not_comparable_because IS
    'gap: the year before is not held; form: the earlier report has no such cell, or other figures at grade C or X; '
    'regime: a regime_event lies between; coverage: what is counted is unclear; '
    'publisher: another kind of organ of the lineage signs; '
    'boundary: the area of the region changed, of reports on the whole of it; quality: one of the two is no number, or a doubtful one.';
COMMENT ON COLUMN pub.year_over_year.kind IS 'figure or harmonised.';
COMMENT ON COLUMN pub.year_over_year.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.year_over_year.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.year_over_year.report_id IS 'The report.';
COMMENT ON COLUMN pub.year_over_year.prev_report_id IS 'The earlier report; null: none.';
