-- What several forms ask for alike, as sums of the figures of each report. A sum with an unknown figure is unknown. A
-- report that prints an annex beside the tables of 2019 gives a quantity once, from the tables.
CREATE TABLE pub.harmonised AS
WITH part AS (
    SELECT report.report_id, crosswalk.h_key, crosswalk.kind, crosswalk.form, crosswalk.key, crosswalk.coefficient,
           crosswalk.grade, crosswalk.caveat, crosswalk.broad,
           crosswalk.key ~ '^t' = bool_or(crosswalk.key ~ '^t') OVER (
               PARTITION BY report.report_id, crosswalk.h_key
           ) AS counts
    FROM report_kept AS report
    JOIN crosswalk ON crosswalk.form = report.forms ->> split_part(crosswalk.key, '.', 1)
    WHERE true /* report.report_id among reports */
), total AS (
    SELECT part.report_id, part.h_key, part.kind, part.form,
           CASE WHEN count(figure.value_filled) FILTER (WHERE NOT broad) = count(*) FILTER (WHERE NOT broad)
                THEN sum(coefficient * figure.value_filled) FILTER (WHERE NOT broad) END AS value,
           CASE WHEN count(figure.value_filled) = count(*) THEN sum(coefficient * figure.value_filled) END AS value_alt,
           string_agg(
               CASE coefficient WHEN 1 THEN ' + ' WHEN -1 THEN ' - ' ELSE ' + ' || coefficient || ' * ' END || part.key
                   || CASE WHEN broad THEN ' (broad)' ELSE '' END,
               '' ORDER BY coefficient DESC, part.key
           ) AS formula,
           array_agg(part.key ORDER BY part.key) AS source_keys,
           max(part.grade) AS grade,
           string_agg(DISTINCT nullif(part.caveat, ''), '; ') AS caveat,
           bool_or(figure.fill_basis <> 'printed') AS filled,
           (ARRAY['corroborated', 'consistent', 'unchecked', 'source_conflict', 'reading_doubt'])[max(array_position(
               ARRAY['corroborated', 'consistent', 'unchecked', 'source_conflict', 'reading_doubt'], figure.quality
           ))] AS quality
    FROM part
    LEFT JOIN figure_kept AS figure ON figure.report_id = part.report_id AND figure.key = part.key
    WHERE part.counts
    GROUP BY part.report_id, part.h_key, part.kind, part.form
), placed AS (
    SELECT report.report_id, report.region_id, report.region_code, report.series_id, report.year, report.coverage,
           total.h_key, total.kind, total.form, total.value, total.value_alt, total.formula, total.source_keys,
           total.grade, total.caveat, total.filled, total.quality,
           lag(report.year) OVER of_series AS prev_year,
           lag(total.source_keys) OVER of_series AS prev_keys,
           lag(total.grade) OVER of_series AS prev_grade
    FROM total
    JOIN report_kept AS report USING (report_id)
    WINDOW of_series AS (PARTITION BY report.series_id, total.h_key ORDER BY report.year)
)
SELECT report_id, h_key, kind, region_id, region_code, series_id, year, coverage, form,
       value, value_alt, substr(formula, 4) AS formula, source_keys, grade, COALESCE(caveat, '') AS caveat,
       COALESCE(source_keys <> prev_keys AND greatest(grade, prev_grade) IN ('C', 'X'), false) OR EXISTS (
           SELECT FROM regime_event AS event
           WHERE placed.h_key = ANY (event.affects_keys) AND event.affects_from_year > prev_year
             AND event.affects_from_year <= year
       ) AS break_before,
       COALESCE(filled, false) AS filled,
       quality
FROM placed
WITH NO DATA;

CREATE UNIQUE INDEX harmonised_report_id ON pub.harmonised (report_id, h_key);
CREATE INDEX harmonised_region_id ON pub.harmonised (region_id, year);
CREATE INDEX harmonised_series_id ON pub.harmonised (series_id, year);
CREATE INDEX harmonised_h_key ON pub.harmonised (h_key, year);

COMMENT ON TABLE pub.harmonised IS
    'One row a report and a quantity that several forms ask for alike; kept, see refreshed.';
COMMENT ON COLUMN pub.harmonised.report_id IS 'The report.';
COMMENT ON COLUMN pub.harmonised.h_key IS
    'The quantity: a class of outcomes, a series, or outcome_residual, what the classes leave of the printed total.';
COMMENT ON COLUMN pub.harmonised.kind IS 'class, series or residual, as in crosswalk.';
COMMENT ON COLUMN pub.harmonised.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.harmonised.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.harmonised.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN pub.harmonised.year IS 'The year reported on.';
COMMENT ON COLUMN pub.harmonised.coverage IS 'What the report counts.';
COMMENT ON COLUMN pub.harmonised.form IS 'Form of the table the figures are in.';
COMMENT ON COLUMN pub.harmonised.value IS
    'The sum of its figures as printed or proven (value_filled); null where one of them is not known.';
COMMENT ON COLUMN pub.harmonised.value_alt IS
    'The broad variant: with the figures the formula marks so; where it marks none, the same as value.';
COMMENT ON COLUMN pub.harmonised.formula IS 'The sum in words.';
COMMENT ON COLUMN pub.harmonised.source_keys IS 'Its figures, in the order of their keys.';
COMMENT ON COLUMN pub.harmonised.grade IS
    'A comparable, B comparable with the caveat, C a break, never joined, X one period only: the worst of its parts.';
COMMENT ON COLUMN pub.harmonised.caveat IS 'What to know before comparing; empty: nothing.';
COMMENT ON COLUMN pub.harmonised.break_before IS
    'Not to be joined with the year before it in the series: other figures at grade C or X, or a regime_event between.';
COMMENT ON COLUMN pub.harmonised.filled IS 'One of the figures is no printed number, but proven.';
COMMENT ON COLUMN pub.harmonised.quality IS 'The worst quality of its figures; null: none of them is there.';
