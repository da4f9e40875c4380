-- Derived indicators, their formulas being data (rate, rate_era, rate_term, rate_total). A sum with an unknown figure is
-- unknown; a value is null with its reason, numerator and denominator stand beside it as far as they are known.
-- What is summed depends on the forms of a report alone: it is laid out once for each of the few sets of forms.
CREATE TABLE pub.rate AS
WITH layout AS (
    SELECT DISTINCT report.forms AS laid_on FROM report_kept AS report WHERE true /* report.report_id among reports */
), fitting AS (
    SELECT DISTINCT ON (layout.laid_on, era.rate_key)
           layout.laid_on, era.rate_key, era.era, era.forms, era.tables, era.grade, era.caveat
    FROM layout
    JOIN rate_era AS era ON era.tables = '{}' OR layout.laid_on ->> era.tables[1] = ANY (era.forms)
    ORDER BY layout.laid_on, era.rate_key, era.place
), asked AS MATERIALIZED (
    -- The form of a term is that of the table it is in; of what is no figure, that of the table of the numerator.
    SELECT dense_rank() OVER (ORDER BY fitting.laid_on, fitting.rate_key, term.applicant) AS sum_id,
           fitting.*, term.applicant, term.side, term.source, term.key, term.coefficient
    FROM fitting
    JOIN rate_term AS term ON term.rate_key = fitting.rate_key
    WHERE CASE
              WHEN fitting.tables = '{}' THEN true
              WHEN NOT term.form = ANY (fitting.forms) THEN false
              WHEN term.source = 'denominator' THEN term.form = fitting.laid_on ->> fitting.tables[1]
              WHEN term.source = 'previous' THEN true
              ELSE term.form = fitting.laid_on ->> split_part(term.key, '.', 1)
          END
), formula AS (
    SELECT sum_id, rate_key, applicant, era, forms, tables, grade, caveat,
           array_agg(key ORDER BY side DESC, key) AS source_keys
    FROM asked
    GROUP BY sum_id, rate_key, applicant, era, forms, tables, grade, caveat
), figure AS (
    SELECT report.report_id, asked.sum_id, asked.side, asked.coefficient, cell.quality,
           CASE asked.source || asked.key
               WHEN 'reportchecks_nontrivial' THEN report.checks_nontrivial::numeric
               WHEN 'reportchecks_failed' THEN report.checks_failed::numeric
               WHEN 'reportobserved' THEN CASE WHEN report.observed_prospectively THEN 1 END
               WHEN 'reportdays_late_min' THEN report.days_late_min
               WHEN 'reportdays_late_max' THEN report.days_late_max
               WHEN 'reporton_time' THEN CASE report.on_time WHEN 'true' THEN 1 WHEN 'false' THEN 0 END
               ELSE COALESCE(people.value, cell.value_filled)
           END AS value
    FROM report_kept AS report
    JOIN asked ON asked.laid_on = report.forms
    LEFT JOIN figure_kept AS cell
      ON cell.key = asked.key
     AND cell.report_id = CASE asked.source
             WHEN 'figure' THEN report.report_id
             WHEN 'previous' THEN CASE WHEN report.prev_year = report.year - 1 THEN report.prev_report_id END
         END
    LEFT JOIN population AS people
      ON asked.source = 'denominator' AND people.region_id = report.region_id AND people.year = report.year
     AND people.boundary_ok
    WHERE true /* report.report_id among reports */
), summed AS (
    SELECT report_id, sum_id,
           CASE WHEN count(value) FILTER (WHERE side = 'numerator') = count(*) FILTER (WHERE side = 'numerator')
                THEN sum(coefficient * value) FILTER (WHERE side = 'numerator') END AS numerator,
           CASE WHEN count(value) FILTER (WHERE side = 'denominator') = count(*) FILTER (WHERE side = 'denominator')
                THEN sum(coefficient * value) FILTER (WHERE side = 'denominator') END AS denominator,
           max(array_position(
               ARRAY['corroborated', 'consistent', 'unchecked', 'source_conflict', 'reading_doubt'], quality
           )) AS quality
    FROM figure
    GROUP BY report_id, sum_id
), side AS (
    SELECT summed.report_id, summed.numerator, summed.denominator, summed.quality, formula.*
    FROM summed
    JOIN formula USING (sum_id)
), total AS (
    -- Joined whole: in a release nothing finds the totals of one report.
    SELECT total_kept.report_id, rate.rate_key, total_kept.applicant,
           CASE WHEN count(printed) = count(*) THEN sum(printed) END AS printed,
           CASE WHEN count(parts) = count(*) THEN sum(parts) END AS parts,
           CASE WHEN bool_or(printed <> parts) THEN true
                WHEN count(printed + parts) = count(*) THEN false END AS conflict
    FROM rate
    JOIN total_kept ON total_kept.name = ANY (rate.totals)
    WHERE true /* total_kept.report_id among reports */
    GROUP BY total_kept.report_id, rate.rate_key, total_kept.applicant
), known AS (
    SELECT report.report_id, rate.rate_key, side.applicant, report.region_id, report.region_code, report.series_id,
           report.year, report.coverage, rate.scale, side.era, side.grade, side.caveat, side.numerator,
           side.denominator, side.quality, side.source_keys,
           total.printed AS total_printed, total.parts AS total_of_parts, total.conflict AS total_conflict,
           CASE
               WHEN report.coverage = 'unclear' THEN 'coverage_unclear'
               WHEN 'denominator' = ANY (rate.sources) AND report.coverage <> 'aggregate' THEN 'coverage_not_aggregate'
               WHEN EXISTS (
                   SELECT FROM unnest(side.tables) AS needed (tbl)
                   WHERE NOT report.forms ->> needed.tbl = ANY (side.forms)
               ) OR ('previous' = ANY (rate.sources) AND NOT before.forms ->> side.tables[1] = ANY (side.forms))
                   THEN 'form_mixed'
               WHEN 'previous' = ANY (rate.sources) AND before.report_id IS NULL THEN 'no_previous_year'
               WHEN 'denominator' = ANY (rate.sources) AND people.region_id IS NULL THEN 'no_denominator'
               WHEN 'denominator' = ANY (rate.sources) AND people.boundary_ok IS NOT TRUE THEN 'boundary_differs'
               WHEN side.quality = 5 THEN 'reading_doubt'
               WHEN 'observed' = ANY (side.source_keys) AND NOT report.observed_prospectively THEN 'not_observed'
               WHEN 'observed' = ANY (side.source_keys) AND side.numerator IS NULL THEN 'not_decided'
               WHEN side.numerator IS NULL OR side.denominator IS NULL THEN 'component_missing'
               WHEN side.denominator = 0 THEN 'denominator_zero'
           END AS null_reason
    FROM side
    JOIN report_kept AS report USING (report_id)
    JOIN rate ON rate.rate_key = side.rate_key
    LEFT JOIN total
           ON total.report_id = report.report_id AND total.rate_key = side.rate_key
          AND total.applicant = side.applicant
    LEFT JOIN population AS people ON people.region_id = report.region_id AND people.year = report.year
    LEFT JOIN report_kept AS before
           ON before.report_id = report.prev_report_id AND report.prev_year = report.year - 1
    WHERE side.applicant = 'total' OR 't3' = ANY (side.tables)
), step AS (
    SELECT known.*, lag(year) OVER of_series AS prev_year, lag(era) OVER of_series AS prev_era,
           lag(grade) OVER of_series AS prev_grade
    FROM known
    WINDOW of_series AS (PARTITION BY series_id, rate_key, applicant ORDER BY year)
)
SELECT report_id, rate_key, applicant, region_id, region_code, series_id, year, coverage, numerator, denominator,
       CASE WHEN null_reason IS NULL THEN scale * numerator / denominator END AS value,
       null_reason,
       denominator < 10 AND NOT 'observed' = ANY (source_keys) AS n_small,
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

COMMENT ON TABLE pub.rate IS
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
    'no_previous_year, no_denominator, boundary_differs, not_observed or not_decided.';
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
