CREATE VIEW pub.year_over_year AS
WITH step AS (
    SELECT series_id, year, report_id,
           lag(report_id) OVER by_year AS prev_report_id,
           lag(year) OVER by_year AS prev_year
    FROM pub.report
    WINDOW by_year AS (PARTITION BY series_id ORDER BY year)
), pair AS (
    SELECT step.series_id, step.year, figure.key, figure.value, step.prev_year, earlier.value AS prev_value,
           array_remove(ARRAY[
               CASE WHEN step.prev_year IS DISTINCT FROM step.year - 1 THEN 'gap' END,
               CASE WHEN step.prev_year IS NOT NULL AND earlier.key IS NULL THEN 'form' END,
               CASE WHEN figure.value IS NULL OR (earlier.key IS NOT NULL AND earlier.value IS NULL)
                    THEN 'quality' END
           ], NULL) AS because
    FROM step
    JOIN pub.figure ON figure.report_id = step.report_id
    LEFT JOIN pub.figure AS earlier ON earlier.report_id = step.prev_report_id AND earlier.key = figure.key
)
SELECT series_id, year, key, value, prev_year, prev_value,
       value - prev_value AS change,
       100 * (value - prev_value) / nullif(prev_value, 0) AS change_pct,
       because = '{}' AS comparable,
       because AS not_comparable_because
FROM pair;

COMMENT ON VIEW pub.year_over_year IS 'One row a figure of a series: this year beside the year before it that is held.';
COMMENT ON COLUMN pub.year_over_year.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN pub.year_over_year.year IS 'The year reported on.';
COMMENT ON COLUMN pub.year_over_year.key IS 'Key of the figure.';
COMMENT ON COLUMN pub.year_over_year.value IS 'What is printed for that year.';
COMMENT ON COLUMN pub.year_over_year.prev_year IS 'The latest earlier year held; null: none.';
COMMENT ON COLUMN pub.year_over_year.prev_value IS 'What is printed for that year; null: no number, or not asked for.';
COMMENT ON COLUMN pub.year_over_year.change IS 'Value less that of the earlier year.';
COMMENT ON COLUMN pub.year_over_year.change_pct IS 'The change in per cent of the earlier value; null where that is zero.';
COMMENT ON COLUMN pub.year_over_year.comparable IS 'Two numbers of two years in a row.';
COMMENT ON COLUMN pub.year_over_year.not_comparable_because IS
    'gap: the year before is not held; form: the earlier report has no such cell; quality: one of the two is no number.';
