-- Derived indicators, their formulas being data (rate, rate_era, rate_term, rate_total). A sum with an unknown figure is
-- unknown; a value is null with its reason, numerator and denominator stand beside it as far as they are known.
CREATE MATERIALIZED VIEW pub.rate AS
WITH fitting AS (
    SELECT DISTINCT ON (report.report_id, era.rate_key)
           report.report_id, era.rate_key, era.era, era.forms, era.tables, era.grade, era.caveat
    FROM report_kept AS report
    JOIN rate_era AS era ON era.tables = '{}' OR report.forms ->> era.tables[1] = ANY (era.forms)
    ORDER BY report.report_id, era.rate_key, era.place
), figure AS (
    SELECT report.report_id, term.rate_key, term.applicant, term.side, term.key, term.coefficient,
           CASE term.source
               WHEN 'report' THEN (
                   CASE term.key WHEN 'checks_nontrivial' THEN report.checks_nontrivial
                                 WHEN 'checks_failed' THEN report.checks_failed END
               )::numeric
               WHEN 'denominator' THEN people.value
               ELSE cell.value_filled
           END AS value,
           cell.quality
    FROM fitting
    JOIN report_kept AS report USING (report_id)
    JOIN rate_term AS term
      ON term.rate_key = fitting.rate_key
     AND term.form = CASE
             WHEN fitting.tables = '{}' THEN ''
             WHEN term.source = 'denominator' THEN report.forms ->> fitting.tables[1]
             ELSE report.forms ->> split_part(term.key, '.', 1)
         END
     AND term.form = ANY (CASE WHEN fitting.tables = '{}' THEN ARRAY[''] ELSE fitting.forms END)
    LEFT JOIN figure_kept AS cell
      ON cell.report_id = CASE
             WHEN term.source = 'figure' THEN report.report_id
             WHEN term.source = 'previous' AND report.prev_year = report.year - 1 THEN report.prev_report_id
         END
     AND cell.key = term.key
    LEFT JOIN population AS people
      ON term.source = 'denominator' AND people.region_id = report.region_id AND people.year = report.year
     AND people.boundary_ok
), side AS (
    SELECT report_id, rate_key, applicant, side,
           CASE WHEN count(value) = count(*) THEN sum(coefficient * value) END AS value,
           max(array_position(
               ARRAY['corroborated', 'consistent', 'unchecked', 'source_conflict', 'reading_doubt'], quality
           )) AS quality,
           array_agg(key ORDER BY key) AS keys
    FROM figure
    GROUP BY report_id, rate_key, applicant, side
), total_side AS (
    SELECT report.report_id, term.name, term.applicant, term.side,
           CASE WHEN count(cell.value_filled) = count(*) THEN sum(term.coefficient * cell.value_filled) END AS value
    FROM report_kept AS report
    JOIN rate_total AS term ON term.form = report.forms ->> split_part(term.key, '.', 1)
    LEFT JOIN figure_kept AS cell ON cell.report_id = report.report_id AND cell.key = term.key
    -- Of a report with an annex beside the tables of 2019 the tables count.
    WHERE report.form_t3 IS NULL AND report.form_t4 IS NULL OR term.key ~ '^t'
    GROUP BY report.report_id, term.name, term.applicant, term.side
), total AS (
    SELECT report_id, name, applicant, printed.value AS printed, parts.value AS parts
    FROM (SELECT * FROM total_side WHERE side = 'printed') AS printed
    JOIN (SELECT * FROM total_side WHERE side = 'parts') AS parts USING (report_id, name, applicant)
), conflict AS (
    SELECT total.report_id, rate.rate_key, total.applicant,
           CASE WHEN count(total.printed) = count(*) THEN sum(total.printed) END AS printed,
           CASE WHEN count(total.parts) = count(*) THEN sum(total.parts) END AS parts,
           CASE WHEN bool_or(total.printed <> total.parts) THEN true
                WHEN count(total.printed + total.parts) = count(*) THEN false END AS so
    FROM rate
    JOIN total ON total.name = ANY (rate.totals)
    GROUP BY total.report_id, rate.rate_key, total.applicant
), known AS (
    SELECT report.report_id, rate.rate_key, asked.applicant, report.region_id, report.region_code, report.series_id,
           report.year, report.coverage, rate.scale, fitting.era, fitting.grade, fitting.caveat,
           numerator.value AS numerator, denominator.value AS denominator,
           greatest(numerator.quality, denominator.quality) AS quality,
           COALESCE(numerator.keys, '{}') || COALESCE(denominator.keys, '{}') AS source_keys,
           conflict.printed AS total_printed, conflict.parts AS total_of_parts, conflict.so AS total_conflict,
           CASE
               WHEN report.coverage = 'unclear' THEN 'coverage_unclear'
               WHEN 'denominator' = ANY (rate.sources) AND report.coverage <> 'aggregate' THEN 'coverage_not_aggregate'
               WHEN EXISTS (
                   SELECT FROM unnest(fitting.tables) AS needed (tbl)
                   WHERE NOT report.forms ->> needed.tbl = ANY (fitting.forms)
               ) OR ('previous' = ANY (rate.sources) AND before.form IS NOT NULL AND NOT before.form = ANY (fitting.forms))
                   THEN 'form_mixed'
               WHEN 'previous' = ANY (rate.sources) AND report.prev_year IS DISTINCT FROM report.year - 1
                   THEN 'no_previous_year'
               WHEN 'denominator' = ANY (rate.sources) AND people.region_id IS NULL THEN 'no_denominator'
               WHEN 'denominator' = ANY (rate.sources) AND people.boundary_ok IS NOT TRUE THEN 'boundary_differs'
               WHEN greatest(numerator.quality, denominator.quality) = 5 THEN 'reading_doubt'
               WHEN numerator.value IS NULL OR denominator.value IS NULL THEN 'component_missing'
               WHEN denominator.value = 0 THEN 'denominator_zero'
           END AS null_reason
    FROM fitting
    JOIN report_kept AS report USING (report_id)
    JOIN rate ON rate.rate_key = fitting.rate_key
    JOIN (SELECT DISTINCT rate_key, applicant FROM rate_term) AS asked ON asked.rate_key = rate.rate_key
    LEFT JOIN side AS numerator
      ON numerator.report_id = report.report_id AND numerator.rate_key = rate.rate_key
     AND numerator.applicant = asked.applicant AND numerator.side = 'numerator'
    LEFT JOIN side AS denominator
      ON denominator.report_id = report.report_id AND denominator.rate_key = rate.rate_key
     AND denominator.applicant = asked.applicant AND denominator.side = 'denominator'
    LEFT JOIN conflict
      ON conflict.report_id = report.report_id AND conflict.rate_key = rate.rate_key
     AND conflict.applicant = asked.applicant
    LEFT JOIN population AS people ON people.region_id = report.region_id AND people.year = report.year
    LEFT JOIN LATERAL (
        SELECT previous.forms ->> fitting.tables[1] AS form
        FROM report_kept AS previous
        WHERE previous.report_id = report.prev_report_id AND report.prev_year = report.year - 1
    ) AS before ON 'previous' = ANY (rate.sources)
    WHERE asked.applicant = 'total' OR 't3' = ANY (fitting.tables)
), step AS (
    SELECT known.*, lag(year) OVER of_series AS prev_year, lag(era) OVER of_series AS prev_era,
           lag(grade) OVER of_series AS prev_grade
    FROM known
    WINDOW of_series AS (PARTITION BY series_id, rate_key, applicant ORDER BY year)
)
SELECT report_id, rate_key, applicant, region_id, region_code, series_id, year, coverage, numerator, denominator,
       CASE WHEN null_reason IS NULL THEN scale * numerator / denominator END AS value,
       null_reason,
       denominator < 10 AS n_small,
       grade, caveat,
       (ARRAY['corroborated', 'consistent', 'unchecked', 'source_conflict', 'reading_doubt'])[quality] AS quality,
       total_conflict, total_printed, total_of_parts,
       COALESCE(era <> prev_era AND greatest(grade, prev_grade) IN ('C', 'X'), false) OR EXISTS (
           SELECT FROM regime_event AS event
           WHERE step.rate_key = ANY (event.affects_keys) AND event.affects_from_year > prev_year
             AND event.affects_from_year <= year
       ) AS break_before,
       source_keys
FROM step
WITH NO DATA;

CREATE UNIQUE INDEX rate_report_id ON pub.rate (report_id, rate_key, applicant);
CREATE INDEX rate_region_id ON pub.rate (region_id, year);
CREATE INDEX rate_series_id ON pub.rate (series_id, year);
CREATE INDEX rate_rate_key ON pub.rate (rate_key, applicant, year);

COMMENT ON MATERIALIZED VIEW pub.rate IS
    'One row a report, a derived indicator and a kind of applicant (total: all); kept, see refreshed.';
COMMENT ON COLUMN pub.rate.report_id IS 'The report.';
COMMENT ON COLUMN pub.rate.rate_key IS 'The indicator: docs/indicators.md.';
COMMENT ON COLUMN pub.rate.applicant IS 'Column of table 3 it is of; total: all applicants.';
COMMENT ON COLUMN pub.rate.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.rate.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.rate.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN pub.rate.year IS 'The year reported on.';
COMMENT ON COLUMN pub.rate.coverage IS 'What the report counts.';
COMMENT ON COLUMN pub.rate.numerator IS 'Sum of its figures as printed or proven; null: one of them is not known.';
COMMENT ON COLUMN pub.rate.denominator IS 'The same below the line.';
COMMENT ON COLUMN pub.rate.value IS 'Numerator over denominator, times 100 or 10,000 where its name says so; null: see null_reason.';
COMMENT ON COLUMN pub.rate.null_reason IS
    'component_missing, denominator_zero, reading_doubt, coverage_unclear, coverage_not_aggregate, form_mixed, '
    'no_previous_year, no_denominator or boundary_differs.';
COMMENT ON COLUMN pub.rate.n_small IS 'The denominator is below 10: the value says little.';
COMMENT ON COLUMN pub.rate.grade IS 'A comparable, B comparable with the caveat, C a break, never joined, X one period only.';
COMMENT ON COLUMN pub.rate.caveat IS 'What to know before comparing; empty: nothing.';
COMMENT ON COLUMN pub.rate.quality IS 'The worst quality of its figures; null: it has none.';
COMMENT ON COLUMN pub.rate.total_conflict IS
    'A printed total it rests on is not the sum of its parts; null: that cannot be judged, or it rests on none.';
COMMENT ON COLUMN pub.rate.total_printed IS 'Those totals as printed, added.';
COMMENT ON COLUMN pub.rate.total_of_parts IS 'Their parts, added: the other denominator where the two differ.';
COMMENT ON COLUMN pub.rate.break_before IS
    'Not to be joined with the year before it in the series: other forms at grade C or X, or a regime_event between.';
COMMENT ON COLUMN pub.rate.source_keys IS 'Its figures, numerator first.';
