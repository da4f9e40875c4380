CREATE VIEW pub.rate_strict AS
SELECT report_id, rate_key, applicant, region_id, region_code, series_id, year, coverage, numerator, denominator,
       CASE WHEN refused.why IS NULL THEN value END AS value,
       COALESCE(null_reason, refused.why) AS null_reason,
       n_small, grade, caveat, quality, break_before
FROM pub.rate
CROSS JOIN LATERAL (
    SELECT CASE WHEN total_conflict THEN 'total_conflict'
                WHEN quality NOT IN ('corroborated', 'consistent') THEN 'quality' END AS why
) AS refused;

COMMENT ON VIEW pub.rate_strict IS
    'rate with a value only where printed identities bear its figures out: every row is there, with its reason.';
COMMENT ON COLUMN pub.rate_strict.report_id IS 'The report.';
COMMENT ON COLUMN pub.rate_strict.rate_key IS 'The indicator: docs/indicators.md.';
COMMENT ON COLUMN pub.rate_strict.applicant IS 'Column of table 3 it is of; total: all applicants.';
COMMENT ON COLUMN pub.rate_strict.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.rate_strict.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.rate_strict.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN pub.rate_strict.year IS 'The year reported on.';
COMMENT ON COLUMN pub.rate_strict.coverage IS 'What the report counts.';
COMMENT ON COLUMN pub.rate_strict.numerator IS 'As in rate.';
COMMENT ON COLUMN pub.rate_strict.denominator IS 'As in rate.';
COMMENT ON COLUMN pub.rate_strict.value IS 'As in rate, null where a total conflicts or the quality does not suffice.';
COMMENT ON COLUMN pub.rate_strict.null_reason IS 'As in rate; besides total_conflict and quality.';
COMMENT ON COLUMN pub.rate_strict.n_small IS 'The denominator is below 10.';
COMMENT ON COLUMN pub.rate_strict.grade IS 'As in rate.';
COMMENT ON COLUMN pub.rate_strict.caveat IS 'As in rate.';
COMMENT ON COLUMN pub.rate_strict.quality IS 'As in rate.';
COMMENT ON COLUMN pub.rate_strict.break_before IS 'As in rate.';
